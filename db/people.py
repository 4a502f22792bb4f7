"""What is kept of a user who asks for it: whom he follows, and that he did something; and how it is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_FOLLOWS = "SELECT count(*) FROM subscriptions WHERE user_id = ?"
_DONE = "SELECT count(*) FROM audit WHERE actor_id = ? AND actor_id <> 0"
_CHANNELS = "SELECT DISTINCT channel_id FROM subscriptions WHERE user_id = ?"
# A user's conversation is a channel of guild 0.
_OF_CHANNEL = (
    "DELETE FROM outbox WHERE channel_id = ? AND guild_id = 0",
    "DELETE FROM batches WHERE guild_id = 0 AND channel_id = ?",
    "DELETE FROM threads WHERE channel_id = ?",
    "DELETE FROM lanes WHERE channel_id = ?",
)
# What he did stays with the server, but not that it was he: in every table that says who did something.
_WHOSE = """
    SELECT t.name, c.name FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
    WHERE t.schema = 'main' AND t.type = 'table' AND c.name IN ('actor_id', 'undone_by')
"""


def kept_of(conn: sqlite3.Connection, user_id: int) -> tuple[int, int]:
    """How many players a user follows, and how many lines of the audit name him."""
    (follows,), (done,) = (conn.execute(sql, (user_id,)).fetchone() for sql in (_FOLLOWS, _DONE))
    return follows, done


def forget(conn: sqlite3.Connection, user_id: int, channel_id: int | None) -> None:
    """Delete what he follows and what waits for him, and take his number out of what he did."""
    channels = {channel_id, *(row[0] for row in conn.execute(_CHANNELS, (user_id,)))}
    for one in channels - {None}:
        for sql in _OF_CHANNEL:
            conn.execute(sql, (one,))
    conn.execute("DELETE FROM subscriptions WHERE user_id = ?", (user_id,))
    conn.execute("DELETE FROM drafts WHERE actor_id = ?", (user_id,))
    for table, column in conn.execute(_WHOSE).fetchall():
        those = f"UPDATE {table} SET {column} = 0 WHERE {column} = ? AND {column} <> 0"  # noqa: S608 - names of the schema
        conn.execute(those, (user_id,))
