"""Watched channels, and the messages of theirs that wait to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.model import Article
from bot.watches import Heard, Hearing, Watch
from db import audit
from db.times import from_epoch, from_ordinal, to_ordinal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_DAY = 24 * 60 * 60
_KEPT_SECONDS = 7 * _DAY
_WATCH = """
    INSERT INTO watches (channel_id, guild_id, outlet, actor_id, since) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (channel_id) DO UPDATE SET outlet = excluded.outlet
"""
_OTHERS = "SELECT count(*) FROM watches WHERE guild_id = ? AND channel_id <> ?"
_UNWATCH = "DELETE FROM watches WHERE channel_id = ? AND guild_id = ?"
_FORGET_CHANNEL = "UPDATE heard SET text = NULL WHERE guild_id = ? AND channel_id = ? AND text IS NOT NULL"
_ALL = "SELECT guild_id, channel_id, outlet FROM watches ORDER BY guild_id, channel_id"
_OF_GUILD = "SELECT guild_id, channel_id, outlet FROM watches WHERE guild_id = ? ORDER BY channel_id"
_KNOWN = "SELECT 1 FROM heard WHERE message_id = ?"
_WAITING = "SELECT count(*) FROM heard WHERE guild_id = ? AND text IS NOT NULL"
_OF_DAY = "SELECT count(*) FROM heard WHERE guild_id = ? AND at >= ?"
_TELL = """
    INSERT INTO heard_enough (guild_id, day) VALUES (?, ?)
    ON CONFLICT (guild_id) DO UPDATE SET day = excluded.day WHERE day <> excluded.day
"""
_HEAR = """
    INSERT INTO heard (text, outlet, url, published, message_id, guild_id, channel_id, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
# What is taken back at an edit stays to be taken back, should there be another before it is read.
_AGAIN = """
    UPDATE heard SET text = ?, outlet = ?, url = ?, published = ?, is_edit = max(is_edit, ?)
    WHERE message_id = ? AND guild_id = ?
"""
_UNHEAR = "UPDATE heard SET text = NULL WHERE message_id = ? AND guild_id = ?"
_NEXT = """
    SELECT message_id, guild_id, channel_id, at, text, outlet, url, published,
           CASE WHEN is_edit THEN article_id END
    FROM heard WHERE text IS NOT NULL ORDER BY guild_id <= ?, guild_id, message_id LIMIT 1
"""
_READ = "UPDATE heard SET text = NULL, is_edit = 0 WHERE message_id = ? AND text = ? AND guild_id = ?"
_FILED = "UPDATE heard SET article_id = ? WHERE message_id = ? AND guild_id = ?"
RUMOURS_OF = "SELECT player_id, id FROM rumours WHERE article_id = ? AND scope = ? ORDER BY id"


def watch(conn: sqlite3.Connection, wish: Watch, actor_id: int, now: int, most: int) -> bool:
    """See ``bot.watches.Watches``; times in epoch seconds, here and below."""
    if conn.execute(_OTHERS, (wish.guild_id, wish.channel_id)).fetchone()[0] >= most:
        return False
    conn.execute(_WATCH, (wish.channel_id, wish.guild_id, wish.outlet, actor_id, now))
    _note(conn, wish.guild_id, actor_id, now, "watch", wish.channel_id)
    return True


def unwatch(conn: sqlite3.Connection, guild_id: int, channel_id: int, actor_id: int, now: int) -> bool:
    """See ``bot.watches.Watches``."""
    if not conn.execute(_UNWATCH, (channel_id, guild_id)).rowcount:
        return False
    conn.execute(_FORGET_CHANNEL, (guild_id, channel_id))
    _note(conn, guild_id, actor_id, now, "unwatch", channel_id)
    return True


def watches(conn: sqlite3.Connection, guild_id: int | None) -> tuple[Watch, ...]:
    """A guild's, or all."""
    rows = conn.execute(_ALL) if guild_id is None else conn.execute(_OF_GUILD, (guild_id,))
    return tuple(Watch(*row) for row in rows)


def hear(conn: sqlite3.Connection, heard: Heard, now: int, *, most_waiting: int, most_a_day: int) -> Hearing:
    """See ``bot.watches.Watches``."""
    if conn.execute(_KNOWN, (heard.message_id,)).fetchone() is not None:
        return Hearing.KNOWN
    conn.execute("DELETE FROM heard WHERE at < ? AND text IS NULL", (now - _KEPT_SECONDS,))
    midnight = now - now % _DAY
    if conn.execute(_OF_DAY, (heard.guild_id, midnight)).fetchone()[0] >= most_a_day:
        is_told = not conn.execute(_TELL, (heard.guild_id, midnight)).rowcount
        return Hearing.ENOUGH if is_told else Hearing.ENOUGH_AND_TELL
    if conn.execute(_WAITING, (heard.guild_id,)).fetchone()[0] >= most_waiting:
        return Hearing.FULL
    place = (heard.message_id, heard.guild_id, heard.channel_id, now)
    conn.execute(_HEAR, (*_cells(heard.article), *place))
    return Hearing.TAKEN


def hear_again(conn: sqlite3.Connection, heard: Heard, *, is_edit: bool) -> bool:
    """See ``bot.watches.Watches``."""
    cells = (*_cells(heard.article), is_edit, heard.message_id, heard.guild_id)
    return conn.execute(_AGAIN, cells).rowcount > 0


def unhear(conn: sqlite3.Connection, guild_id: int, message_id: int) -> None:
    """See ``bot.watches.Watches``."""
    conn.execute(_UNHEAR, (message_id, guild_id))


def next_heard(conn: sqlite3.Connection, after_guild: int) -> Heard | None:
    """See ``bot.watches.Watches``."""
    row: Sequence[Any] | None = conn.execute(_NEXT, (after_guild,)).fetchone()
    if row is None:
        return None
    message_id, guild_id, channel_id, at, text, outlet, url, published, before_id = row
    article = Article(text, outlet, url, from_ordinal(published))
    return Heard(message_id, guild_id, channel_id, from_epoch(at), article, before_id)


def was_read(conn: sqlite3.Connection, heard: Heard) -> None:
    """See ``bot.watches.Watches``."""
    conn.execute(_READ, (heard.message_id, heard.article.text, heard.guild_id))


def filed(conn: sqlite3.Connection, guild_id: int, message_id: int, article_id: int, text: str) -> None:
    """A heard message was filed, in this very transaction."""
    conn.execute(_READ, (message_id, text, guild_id))
    conn.execute(_FILED, (article_id, message_id, guild_id))


def rumours_of(conn: sqlite3.Connection, guild_id: int, article_id: int) -> tuple[tuple[int, int], ...]:
    """See ``bot.watches.Watches``."""
    return tuple(
        (player_id, rumour_id) for player_id, rumour_id in conn.execute(RUMOURS_OF, (article_id, guild_id))
    )


def _cells(article: Article) -> tuple[str | int | None, ...]:
    return (article.text, article.outlet, article.url, to_ordinal(article.published))


def _note(
    conn: sqlite3.Connection, guild_id: int, actor_id: int, now: int, action: str, channel_id: int
) -> None:
    audit.note(conn, at=now, scope=guild_id, actor_id=actor_id, action=action, detail=str(channel_id))
