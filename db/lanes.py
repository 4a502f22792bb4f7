"""Lanes: for which channels there is something to do, and from when on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

URGENT, NEWS, CHANGE = 2, 1, 0
"""How important it is: a deal done, any other news, a change to what stands."""

# One index search each, since an index is no help for an order by two columns with a bound on the second.
DUE = """
    SELECT channel_id FROM lanes WHERE importance = ? AND due <= ? ORDER BY due LIMIT ?
"""
OPEN_MORE = """
    INSERT INTO lanes (channel_id, due, importance) VALUES (?, ?, ?)
    ON CONFLICT (channel_id) DO UPDATE
    SET due = min(due, excluded.due), importance = max(importance, excluded.importance)
"""
_CLOSE = "DELETE FROM lanes WHERE channel_id = ?"
# While a batch is open nothing else of its channel may go, so that its order is kept. Left to itself, SQLite takes the
# index of all that a channel ever had.
RENEW = """
    INSERT INTO lanes (channel_id, due, importance)
    SELECT :channel, min(due), max(importance) FROM (
        SELECT due, importance FROM batches WHERE channel_id = :channel AND state = 'open'
        UNION ALL
        SELECT due, importance FROM (
            SELECT due, importance FROM outbox INDEXED BY outbox_waiting
            WHERE channel_id = :channel AND batch_id IS NULL AND skipped IS NULL
            UNION ALL
            SELECT redraw, :change FROM batches
            WHERE channel_id = :channel AND redraw IS NOT NULL AND state = 'sent' AND message_id > 0
        ) WHERE NOT EXISTS (SELECT 1 FROM batches WHERE channel_id = :channel AND state = 'open')
    ) HAVING count(*) > 0
"""


def due(conn: sqlite3.Connection, now: int, limit: int, busy: Collection[int]) -> Iterator[int]:
    """The channels whose time has come and that are not ``busy``, by importance, then by age."""
    left = limit
    for importance in (URGENT, NEWS, CHANGE):
        found = conn.execute(DUE, (importance, now, left + len(busy))).fetchall()
        free = [channel_id for (channel_id,) in found if channel_id not in busy][:left]
        yield from free
        left -= len(free)


def open_more(conn: sqlite3.Connection, wishes: Iterable[tuple[int, int, int]]) -> None:
    """There is something more to do: (channel, due in epoch seconds, importance) each."""
    conn.executemany(OPEN_MORE, wishes)


def renew(conn: sqlite3.Connection, channel_ids: Iterable[int]) -> None:
    """Find out anew what there is to do for these channels."""
    for channel_id in dict.fromkeys(channel_ids):
        conn.execute(_CLOSE, (channel_id,))
        conn.execute(RENEW, {"channel": channel_id, "change": CHANGE})
