"""Articles that wait for Confirm, for a day at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Article
from bot.store import Draft
from db.times import from_ordinal, to_ordinal

if TYPE_CHECKING:
    import sqlite3

KEPT_SECONDS = 24 * 60 * 60
_INSERT = """
    INSERT INTO drafts (scope, actor_id, text, outlet, url, published, path, created)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
"""
_FIND = "SELECT text, outlet, url, published, path FROM drafts WHERE id = ? AND scope = ? AND actor_id = ?"
_DROP = "DELETE FROM drafts WHERE id = ? AND scope = ? AND actor_id = ?"


def save(
    conn: sqlite3.Connection, scope: int, actor_id: int, article: Article, path: str, *, created: int
) -> int:
    """Keep an article and give its number; those over a day old are dropped."""
    conn.execute("DELETE FROM drafts WHERE created < ?", (created - KEPT_SECONDS,))
    cells = (article.text, article.outlet, article.url, to_ordinal(article.published), path, created)
    draft_id: int = conn.execute(_INSERT, (scope, actor_id, *cells)).fetchone()[0]
    return draft_id


def find(conn: sqlite3.Connection, scope: int, actor_id: int, draft_id: int) -> Draft | None:
    """A draft; None unless that user brought it in that scope."""
    found = conn.execute(_FIND, (draft_id, scope, actor_id)).fetchone()
    if found is None:
        return None
    text, outlet, url, published, path = found
    return Draft(draft_id, scope, actor_id, Article(text, outlet, url, from_ordinal(published)), path)


def drop(conn: sqlite3.Connection, scope: int, actor_id: int, draft_id: int) -> bool:
    """Throw a draft away; False unless that user brought it in that scope."""
    return conn.execute(_DROP, (draft_id, scope, actor_id)).rowcount > 0
