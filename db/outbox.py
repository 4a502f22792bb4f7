"""What became of batches: settled, put off or given up; the threads of sagas; and how much waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.outbox import QueueState
from db import lanes, marks, spoken
from db.times import from_epoch

if TYPE_CHECKING:
    import sqlite3

    from bot.outbox import Batch, Note

_NONCES_GONE = 600
"""Seconds after which Discord has surely forgotten a nonce."""

_FAR_BACK = 5 * 60 * 60
"""Seconds; less than those after which an alert is too late."""

_MOST_EMPTIED = 500

# A message of which only is known that it stands cannot be changed.
_SENT = """
    UPDATE batches SET state = 'sent', settled = :now, message_id = :message, posted_in = :place, attempts = 0,
           redraw = CASE WHEN :message > 0 THEN redraw END
    WHERE id = :batch AND state = 'open' RETURNING channel_id, saga
"""
# The first message of a saga is what its thread hangs on; in a forum it stands in the thread already.
_KEEP_THREAD = """
    INSERT INTO threads (channel_id, saga, thread_id, message_id) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (channel_id, saga) DO UPDATE
    SET thread_id = ifnull(?3, thread_id), message_id = ifnull(message_id, ?4)
"""
_EDITED = """
    UPDATE batches SET payload = ?, attempts = 0, redraw = CASE WHEN revision = ? THEN NULL ELSE redraw END
    WHERE id = ? RETURNING channel_id
"""
_POSTPONE = """
    UPDATE batches SET due = ?, last_fault = ?, attempts = attempts + 1 WHERE id = ? AND state = 'open'
"""
_POSTPONE_EDIT = "UPDATE batches SET redraw = ?, last_fault = ?, attempts = attempts + 1 WHERE id = ?"
_DROP = """
    UPDATE batches SET state = 'dead', settled = ?, last_fault = ?, redraw = NULL WHERE id = ? AND state = 'open'
"""
# What was queued by a clock that was ahead must not wait for it.
_WAIT_AGAIN = """
    UPDATE outbox SET batch_id = NULL, due = min(due, :now), queued = min(queued, :now) WHERE batch_id = :batch
"""
_TOLD_OF = """
    SELECT DISTINCT d.article_id, d.player_id FROM outbox AS o JOIN developments AS d ON d.id = o.development_id
    WHERE o.batch_id = ?
"""
_DROP_EDIT = "UPDATE batches SET redraw = NULL, last_fault = ? WHERE id = ?"
_GIVE_UP_WAITING = """
    UPDATE outbox SET skipped = ? WHERE channel_id = ? AND batch_id IS NULL AND skipped IS NULL
"""
_DISABLE = "UPDATE subscriptions SET disabled_because = ? WHERE channel_id = ? AND disabled_because IS NULL"
_NOTE = """
    INSERT INTO outbox (note, note_others, guild_id, channel_id, why, form, silent, roles, importance, queued, due)
    VALUES (?, ?, ?, ?, '', 'note', 0, '[]', ?, ?, ?)
"""
# Quiet hours and digests end so much later as they would have.
_TURN_BACK = """
    UPDATE outbox SET due = due - (queued - ?1), queued = ?1
    WHERE batch_id IS NULL AND skipped IS NULL AND queued > ?1 RETURNING channel_id
"""
# When it was tried by Discord's clock nobody knows now: each is looked for before it is sent again, and far back if it
# was frozen by a clock that was ahead.
_TURN_BACK_OPEN = f"""
    UPDATE batches SET due = min(due, ?1),
           frozen = CASE WHEN frozen > ?1 THEN ?1 - {_FAR_BACK} ELSE min(frozen, ?1 - {_NONCES_GONE}) END
    WHERE state = 'open' RETURNING channel_id
"""  # noqa: S608 - put together from constants
_TURN_BACK_EDITS = "UPDATE batches SET redraw = ?1 WHERE redraw > ?1 RETURNING channel_id"
EMPTY = """
    UPDATE batches SET payload = '' WHERE id IN (
        SELECT id FROM batches WHERE settled < ? AND settled IS NOT NULL AND payload <> '' LIMIT ?
    )
"""
STATE = """
    SELECT count(*), min(due) FROM (
        SELECT due FROM outbox WHERE batch_id IS NULL AND skipped IS NULL AND due <= :now
        UNION ALL
        SELECT o.due FROM batches AS b JOIN outbox AS o ON o.batch_id = b.id WHERE b.state = 'open'
    )
"""
_OPEN_BATCHES = "SELECT count(*) FROM batches WHERE state = 'open'"


def sent(conn: sqlite3.Connection, batch_id: int, message_id: int, posted_in: int, now: int) -> None:
    """The message of a batch stands; told twice, the first holds."""
    facts = {"batch": batch_id, "message": message_id, "place": posted_in, "now": now}
    for channel_id, saga in conn.execute(_SENT, facts).fetchall():
        if saga is not None:
            thread_id = None if posted_in == channel_id else posted_in
            conn.execute(_KEEP_THREAD, (channel_id, saga, thread_id, message_id or None))
        lanes.renew(conn, (channel_id,))


def edited(conn: sqlite3.Connection, batch: Batch) -> None:
    """A message shows what it was changed into; what was asked for since is still to be done."""
    conn.execute(_EDITED, (batch.payload, batch.revision, batch.id)).fetchall()
    lanes.renew(conn, (batch.channel_id,))


def postpone(conn: sqlite3.Connection, batch: Batch, until: int, why: str) -> None:
    """Count a failed try and wait with the next."""
    conn.execute(_POSTPONE_EDIT if batch.is_edit else _POSTPONE, (until, why, batch.id))
    lanes.renew(conn, (batch.channel_id,))


def drop(conn: sqlite3.Connection, batch: Batch, why: str, now: int) -> None:
    """Settle what cannot be done."""
    if batch.is_edit:
        conn.execute(_DROP_EDIT, (why, batch.id))
    else:
        conn.execute(_DROP, (now, why, batch.id))
    lanes.renew(conn, (batch.channel_id,))


def expire(conn: sqlite3.Connection, batch: Batch, now: int) -> None:
    """Let the rows of a batch wait again: late by now, they are counted when the channel's next batch is frozen.

    So is what this one only counted. What was retracted meanwhile is not told at all.
    """
    told_of = conn.execute(_TOLD_OF, (batch.id,)).fetchall()
    conn.execute(_WAIT_AGAIN, {"batch": batch.id, "now": now})
    for article_id, player_id in told_of:
        marks.mark(conn, article_id, player_id, now)
    drop(conn, batch, "late", now)


def disable(conn: sqlite3.Connection, batch: Batch, why: str, now: int, note: Note) -> int:
    """Give up a channel: its batch, what waits for it, and its subscriptions, which are counted.

    Subscriptions are never deleted: the reason is what the moderators are shown.
    """
    drop(conn, batch, why, now)
    conn.execute(_GIVE_UP_WAITING, (why, batch.channel_id))
    count = conn.execute(_DISABLE, (why, batch.channel_id)).rowcount
    lanes.renew(conn, (batch.channel_id,))
    if count and note.channel_id is not None and note.channel_id != batch.channel_id:
        words = (note.text.english, spoken.others(note.text))
        conn.execute(_NOTE, (*words, batch.guild_id, note.channel_id, lanes.NEWS, now, now))
        lanes.renew(conn, (note.channel_id,))
    return count


def keep_thread(conn: sqlite3.Connection, channel_id: int, saga: str, thread_id: int | None) -> None:
    """Remember a saga's thread; None: it is gone, with all that it hung on."""
    if thread_id is None:
        conn.execute("DELETE FROM threads WHERE channel_id = ? AND saga = ?", (channel_id, saga))
    else:
        conn.execute(_KEEP_THREAD, (channel_id, saga, thread_id, None))


def turn_back(conn: sqlite3.Connection, now: int) -> None:
    """What was queued by a clock that was ahead is due as if it came now, and what was tried is looked for."""
    asked = (_TURN_BACK, _TURN_BACK_OPEN, _TURN_BACK_EDITS)
    lanes.renew(conn, [channel for sql in asked for (channel,) in conn.execute(sql, (now,)).fetchall()])


def empty_old(conn: sqlite3.Connection, now: int) -> bool:
    """Forget how messages were drawn that are not changed any more; True if that was not all."""
    return conn.execute(EMPTY, (now - marks.LIFE, _MOST_EMPTIED)).rowcount == _MOST_EMPTIED


def state(conn: sqlite3.Connection, now: int) -> QueueState:
    """How much waits."""
    depth, oldest = conn.execute(STATE, {"now": now}).fetchone()
    (open_batches,) = conn.execute(_OPEN_BATCHES).fetchone()
    return QueueState(depth, None if oldest is None else from_epoch(oldest), open_batches)
