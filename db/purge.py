"""All that is kept of a guild, deleted a little at a time, so that nobody else waits for long.

It is begun in one transaction, after which nothing of the guild is told or sent any more, and goes on in others, also
after a restart. References are not checked meanwhile (see ``store``): for each row that is deleted SQLite would read
all claims that there are. What is deleted here is a whole: ``tests/db/test_purge.py`` checks that nothing is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.spelling import fold
from db import audit, copies, guilds
from db.rumours import dumps
from db.standing import fullest_first

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping

_FEW, _MANY = 50, 500
"""So many articles, or so many plain rows, at a time."""

_BATCHES = "SELECT id, channel_id FROM batches WHERE guild_id = ? LIMIT ?"
_OF_BATCHES = (
    "DELETE FROM outbox WHERE batch_id IN (SELECT value FROM json_each(:batches))",
    "DELETE FROM batches WHERE id IN (SELECT value FROM json_each(:batches))",
    "DELETE FROM threads WHERE channel_id IN (SELECT value FROM json_each(:channels))",
    "DELETE FROM lanes WHERE channel_id IN (SELECT value FROM json_each(:channels))",
)
# A channel is of one guild; its first row tells of which. So one row of each channel is read, and no more.
CHANNELS = """
    WITH RECURSIVE channels (id) AS (
        SELECT min(channel_id) FROM outbox
        UNION ALL
        SELECT (SELECT min(channel_id) FROM outbox WHERE channel_id > channels.id) FROM channels WHERE id IS NOT NULL
    )
    SELECT id FROM channels
    WHERE (SELECT guild_id FROM outbox WHERE channel_id = channels.id LIMIT 1) = ?
"""
_OF_CHANNELS = """
    DELETE FROM outbox WHERE id IN (
        SELECT id FROM outbox WHERE channel_id IN (SELECT value FROM json_each(?)) LIMIT ?
    )
"""
ECHOES = """
    DELETE FROM echoes WHERE id IN (SELECT id FROM echoes WHERE scope = ? AND scope <> 0 LIMIT ?)
"""
_DEVELOPMENTS = """
    DELETE FROM developments WHERE id IN (SELECT id FROM developments WHERE scope = ? LIMIT ?)
"""
_DEEDS = """
    SELECT DISTINCT mending_id FROM (SELECT mending_id FROM mended_players WHERE scope = ? LIMIT ?)
"""
_PLAYERS_OF_DEEDS = """
    SELECT player_id FROM mended_players WHERE mending_id IN (SELECT value FROM json_each(:deeds)) AND scope = :guild
    UNION
    SELECT player_id FROM mended_names WHERE mending_id IN (SELECT value FROM json_each(:deeds)) AND scope = :guild
"""
_OF_DEEDS = (
    "DELETE FROM lessons WHERE mending_id IN (SELECT value FROM json_each(:deeds)) AND scope = :guild",
    "DELETE FROM mended_names WHERE scope = :guild AND mending_id IN (SELECT value FROM json_each(:deeds))",
    "DELETE FROM mended_rumours WHERE mending_id IN (SELECT value FROM json_each(:deeds)) AND scope = :guild",
    "DELETE FROM mended_players WHERE mending_id IN (SELECT value FROM json_each(:deeds)) AND scope = :guild",
    "DELETE FROM mendings WHERE id IN (SELECT value FROM json_each(:deeds)) AND scope = :guild",
)
ARTICLES = "SELECT id, sketch FROM articles WHERE scope = ? AND scope <> 0 ORDER BY id DESC LIMIT ?"
_CLAIMS = """
    DELETE FROM claims WHERE scope = :guild AND player_id IN (
        SELECT player_id FROM rumours WHERE article_id IN (SELECT value FROM json_each(:articles)) AND scope = :guild
    ) AND rumour_id IN (
        SELECT id FROM rumours WHERE article_id IN (SELECT value FROM json_each(:articles)) AND scope = :guild
    )
"""
_OF_ARTICLES = (
    _CLAIMS,
    "DELETE FROM rumours WHERE article_id IN (SELECT value FROM json_each(:articles)) AND scope = :guild",
    "DELETE FROM articles WHERE id IN (SELECT value FROM json_each(:articles)) AND scope = :guild",
)
_NAMES = """
    DELETE FROM player_names WHERE id IN (SELECT id FROM player_names WHERE scope = ? LIMIT ?) RETURNING player_id
"""
# Who is known to nobody any more.
_FORGOTTEN = """
    DELETE FROM players AS p WHERE p.id IN (SELECT value FROM json_each(?))
           AND NOT EXISTS (SELECT 1 FROM player_names AS n WHERE n.player_id = p.id)  -- of any scope
           AND NOT EXISTS (SELECT 1 FROM rumours AS r WHERE r.player_id = p.id)  -- of any scope
           AND NOT EXISTS (SELECT 1 FROM mended_players AS m WHERE m.player_id = p.id)  -- of any scope
           AND NOT EXISTS (SELECT 1 FROM mended_names AS m WHERE m.player_id = p.id)  -- of any scope
"""
_KEY = "SELECT key FROM players WHERE id = ?"
_ALL_NAMES = """
    SELECT name FROM player_names WHERE player_id = ?1  -- of any scope: his key is that of a name that somebody knows
    UNION SELECT name FROM mended_names WHERE player_id = ?1
"""
_HAS_KEY = "SELECT 1 FROM players WHERE key = ? AND id <> ?"
_DONE_BY_HAND = frozenset(
    (
        "articles",
        "batches",
        "claims",
        "developments",
        "echoes",
        "mended_names",
        "mended_players",
        "mended_rumours",
        "mendings",
        "outbox",
        "player_names",
        "purges",
        "rumours",
        "sketch_bands",
    )
)
_COLUMNS = """
    SELECT t.name, c.name, t.wr FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
    WHERE t.schema = 'main' AND t.type = 'table' AND c.name IN ('scope', 'guild_id')
"""


def begin(conn: sqlite3.Connection, guild_id: int, at: int) -> None:
    """From here on nothing of the guild is told, queued or sent, and it has no settings."""
    conn.execute("INSERT OR IGNORE INTO purges (guild_id, begun) VALUES (?, ?)", (guild_id, at))
    guilds.give_up(conn, guild_id, at, "purged")
    for sql in (
        "DELETE FROM subscriptions WHERE guild_id = ?",
        "DELETE FROM mutes WHERE guild_id = ?",
        "DELETE FROM guild_settings WHERE guild_id = ?",
    ):
        conn.execute(sql, (guild_id,))


def begun(conn: sqlite3.Connection) -> tuple[int, ...]:
    """The guilds whose purge is not done."""
    return tuple(
        guild_id for (guild_id,) in conn.execute("SELECT guild_id FROM purges ORDER BY begun, guild_id")
    )


def step(conn: sqlite3.Connection, guild_id: int, at: int) -> bool:
    """Delete some more; True if that was not all. At the end a line in the audit says that it was done.

    Nothing is done to a guild whose purge was not begun, or is done.
    """
    if guild_id not in begun(conn):
        return False
    if any(part(conn, guild_id) for part in _PARTS):
        return True
    conn.execute("DELETE FROM purges WHERE guild_id = ?", (guild_id,))
    audit.note(conn, at=at, scope=guild_id, actor_id=0, action=audit.PURGE, detail="all data of this server")
    return False


def _batches(conn: sqlite3.Connection, guild_id: int) -> bool:
    found = conn.execute(_BATCHES, (guild_id, _MANY)).fetchall()
    facts = {"batches": dumps([row[0] for row in found]), "channels": dumps([*{row[1] for row in found}])}
    _run(conn, _OF_BATCHES, facts)
    return bool(found)


def _outbox(conn: sqlite3.Connection, guild_id: int) -> bool:
    channels = dumps([row[0] for row in conn.execute(CHANNELS, (guild_id,))])
    if conn.execute(_OF_CHANNELS, (channels, _MANY)).rowcount == 0:
        return False
    for sql in ("DELETE FROM threads WHERE channel_id IN", "DELETE FROM lanes WHERE channel_id IN"):
        conn.execute(f"{sql} (SELECT value FROM json_each(?))", (channels,))  # noqa: S608 - one of two constants
    return True


def _echoes(conn: sqlite3.Connection, guild_id: int) -> bool:
    return conn.execute(ECHOES, (guild_id, _MANY)).rowcount > 0


def _developments(conn: sqlite3.Connection, guild_id: int) -> bool:
    return conn.execute(_DEVELOPMENTS, (guild_id, _MANY)).rowcount > 0


def _deeds(conn: sqlite3.Connection, guild_id: int) -> bool:
    deeds = [row[0] for row in conn.execute(_DEEDS, (guild_id, _FEW))]
    facts = {"deeds": dumps(deeds), "guild": guild_id}
    players = [row[0] for row in conn.execute(_PLAYERS_OF_DEEDS, facts)]
    _run(conn, _OF_DEEDS, facts)
    _forget(conn, players)
    return bool(deeds)


def _articles(conn: sqlite3.Connection, guild_id: int) -> bool:
    found = conn.execute(ARTICLES, (guild_id, _FEW)).fetchall()
    for article_id, sketch in found:
        copies.drop(conn, article_id, guild_id, sketch)
    _run(conn, _OF_ARTICLES, {"articles": dumps([row[0] for row in found]), "guild": guild_id})
    return bool(found)


def _names(conn: sqlite3.Connection, guild_id: int) -> bool:
    players = [row[0] for row in conn.execute(_NAMES, (guild_id, _MANY)).fetchall()]
    _forget(conn, players)
    return bool(players)


def _others(conn: sqlite3.Connection, guild_id: int) -> bool:
    """Every other table that says whose a row is: those that come with a later change are not forgotten."""
    return any(
        _some_of(conn, table, column, guild_id, is_plain=not without_rowid)
        for table, column, without_rowid in conn.execute(_COLUMNS).fetchall()
        if table not in _DONE_BY_HAND
    )


def _some_of(conn: sqlite3.Connection, table: str, column: str, guild_id: int, *, is_plain: bool) -> bool:
    those = f"{column} = ?"
    if is_plain:
        those = f"rowid IN (SELECT rowid FROM {table} WHERE {column} = ? LIMIT {_MANY})"  # noqa: S608 - names of the schema
    return conn.execute(f"DELETE FROM {table} WHERE {those}", (guild_id,)).rowcount > 0  # noqa: S608


def _forget(conn: sqlite3.Connection, player_ids: Iterable[int]) -> None:
    """Delete the players whom nobody knows any more. Whom others know may be known by a name of the guild: no more."""
    ids = list(dict.fromkeys(player_ids))
    conn.execute(_FORGOTTEN, (dumps(ids),))
    for player_id in ids:
        row = conn.execute(_KEY, (player_id,)).fetchone()
        names = [name for (name,) in conn.execute(_ALL_NAMES, (player_id,))]
        keys = [fold(name) for name in fullest_first(names)] if names else []
        if row is None or not keys or row[0] in keys:
            continue
        free = next(
            (one for one in keys if conn.execute(_HAS_KEY, (one, player_id)).fetchone() is None), None
        )
        conn.execute("UPDATE players SET key = ? WHERE id = ?", (free or f"{keys[0]} {player_id}", player_id))


def _run(conn: sqlite3.Connection, statements: Iterable[str], facts: Mapping[str, object]) -> None:
    for sql in statements:
        conn.execute(sql, facts)


_PARTS: tuple[Callable[[sqlite3.Connection, int], bool], ...] = (
    _batches,
    _outbox,
    _echoes,
    _developments,
    _deeds,
    _articles,
    _names,
    _others,
)
