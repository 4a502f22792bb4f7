"""Articles that wait for Confirm, for a day at most."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.drafts import Draft, Trail
from bot.files import Lesson, Matter
from bot.model import Article, Reading
from bot.speech import mark
from bot.store import DraftGone
from db import rumours
from db.rumours import dumps
from db.times import from_ordinal, to_ordinal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

KEPT_SECONDS = 24 * 60 * 60
_INSERT = """
    INSERT INTO drafts (scope, actor_id, text, outlet, url, published, path, created, reading, lessons, trail, typed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
"""
_COLUMNS = "id, text, outlet, url, published, path, reading, lessons, trail, typed"
_FIND = f"SELECT {_COLUMNS} FROM drafts WHERE id = ? AND scope = ? AND actor_id = ?"  # noqa: S608 - put together from constants
_LAST = f"""
    SELECT {_COLUMNS} FROM drafts WHERE scope = ? AND actor_id = ? AND created >= ?
    AND json_extract(trail, '$[0]') = ? ORDER BY id DESC LIMIT 1
"""  # noqa: S608 - put together from constants
_DROP = "DELETE FROM drafts WHERE id = ? AND scope = ? AND actor_id = ?"
_KEEP_TYPED = "UPDATE drafts SET typed = ? WHERE id = ? AND scope = ? AND actor_id = ?"


def save(conn: sqlite3.Connection, draft: Draft, *, created: int, instead_of: Sequence[int] = ()) -> int:
    """Keep a draft and give its number (its own does not count); those over a day old are dropped.

    Raises:
        DraftGone: one that it takes the place of is no more.
    """
    conn.execute("DELETE FROM drafts WHERE created < ?", (created - KEPT_SECONDS,))
    for old_id in instead_of:
        if not drop(conn, draft.scope, draft.actor_id, old_id):
            raise DraftGone(mark("This was confirmed, cancelled or changed already."))
    article = draft.article
    brought = (article.text, article.outlet, article.url, to_ordinal(article.published), draft.path, created)
    trail = draft.trail
    cells = (
        None if draft.reading is None else _written(draft.reading),
        dumps([(one.matter, one.read, one.meant, one.player) for one in draft.lessons]),
        None if trail is None else dumps((trail.channel_id, trail.author_id, trail.first_id, trail.last_id)),
        _typed(draft.typed),
    )
    draft_id: int = conn.execute(_INSERT, (draft.scope, draft.actor_id, *brought, *cells)).fetchone()[0]
    return draft_id


def find(conn: sqlite3.Connection, scope: int, actor_id: int, draft_id: int) -> Draft | None:
    """A draft; None unless that user brought it in that scope."""
    found = conn.execute(_FIND, (draft_id, scope, actor_id)).fetchone()
    return None if found is None else _draft(scope, actor_id, found)


def last(conn: sqlite3.Connection, scope: int, actor_id: int, channel_id: int, since: int) -> Draft | None:
    """The last one that was taken from messages of a channel; ``since`` in epoch seconds."""
    found = conn.execute(_LAST, (scope, actor_id, since, channel_id)).fetchone()
    return None if found is None else _draft(scope, actor_id, found)


def keep_typed(
    conn: sqlite3.Connection, scope: int, actor_id: int, draft_id: int, typed: Mapping[str, str] | None
) -> bool:
    """Keep what was typed; False unless that user brought the draft in that scope."""
    return conn.execute(_KEEP_TYPED, (_typed(typed), draft_id, scope, actor_id)).rowcount > 0


def drop(conn: sqlite3.Connection, scope: int, actor_id: int, draft_id: int) -> bool:
    """Throw a draft away; False unless that user brought it in that scope."""
    return conn.execute(_DROP, (draft_id, scope, actor_id)).rowcount > 0


def _draft(scope: int, actor_id: int, cells: Sequence[Any]) -> Draft:
    draft_id, text, outlet, url, published, path, reading, taught, trail, typed = cells
    lessons = tuple(Lesson(Matter(matter), *told) for matter, *told in json.loads(taught))
    return Draft(
        draft_id,
        scope,
        actor_id,
        Article(text, outlet, url, from_ordinal(published)),
        path,
        reading=None if reading is None else _read(reading),
        lessons=lessons,
        trail=None if trail is None else Trail(*json.loads(trail)),
        typed=None if typed is None else json.loads(typed),
    )


def _typed(typed: Mapping[str, str] | None) -> str | None:
    return None if typed is None else dumps(dict(typed))


def _written(reading: Reading) -> str:
    rows = [rumours.write(row) for row in reading.rumours]
    told = (to_ordinal(reading.published), reading.headline, reading.summary, reading.silence)
    return dumps((*told, rows))


def _read(written: str) -> Reading:
    published, headline, summary, silence, rows = json.loads(written)
    told = tuple(rumours.read(row) for row in rows)
    return Reading(from_ordinal(published), headline, summary, told, silence)
