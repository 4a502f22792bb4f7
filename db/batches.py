"""Batches: what waits for a channel is frozen into a message, and a message that stands is drawn anew."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.outbox import Batch, Bundle, Taken, Thread
from bot.rules import LATE, MERGE_WINDOW, Form
from db import alerts, drops, guilds, lanes
from db.drops import WAITS
from db.times import from_epoch

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from bot.outbox import Draw, Drawn

_MOST_ROWS = 50
_MOST_IDLE = 50
_MOST_SAME = 5
# Left to itself, SQLite takes the index of all that the channel ever had.
GUILD = f"SELECT o.guild_id FROM outbox AS o INDEXED BY outbox_waiting WHERE {WAITS} LIMIT 1"  # noqa: S608 - put together from constants
FIRST = f"""
    SELECT o.form, o.saga FROM outbox AS o WHERE {WAITS} AND o.due <= :now ORDER BY o.id LIMIT 1
"""  # noqa: S608 - put together from constants
RIPE = f"""
    SELECT o.id, o.importance FROM outbox AS o
    WHERE {WAITS} AND o.due <= :soon AND o.form = :form AND o.saga IS :saga ORDER BY o.id LIMIT :most
"""  # noqa: S608 - put together from constants
_INSERT = """
    INSERT INTO batches (guild_id, channel_id, form, saga, payload, importance, older, frozen, due, state)
    VALUES (?, ?, ?, ?, '', ?, ?, ?, ?, 'open') RETURNING id
"""
_OPEN = "SELECT id FROM batches WHERE channel_id = ? AND state = 'open'"
_TO_REDRAW = """
    SELECT id, older, message_id, posted_in FROM batches
    WHERE channel_id = ? AND redraw <= ? AND state = 'sent' AND message_id > 0 ORDER BY redraw, id LIMIT ?
"""
_ROWS = "SELECT id FROM outbox WHERE batch_id = ? ORDER BY id"
_GIVE_UP_OPEN = """
    UPDATE batches SET state = 'dead', settled = :now, last_fault = 'undrawable'
    WHERE channel_id = :channel AND state = 'open'
"""
_GIVE_UP_FIRST = f"""
    UPDATE outbox SET skipped = 'undrawable' WHERE id = (
        SELECT o.id FROM outbox AS o WHERE {WAITS} AND o.due <= :now ORDER BY o.id LIMIT 1
    )
"""  # noqa: S608 - put together from constants
_GIVE_UP_CHANGES = "UPDATE batches SET redraw = NULL WHERE channel_id = :channel AND redraw <= :now"
# What quiet hours or a digest held up was not to go before they ended.
_BATCH = """
    SELECT b.guild_id, b.channel_id, b.payload, b.frozen, b.attempts, b.last_fault, b.saga, b.revision, b.form,
           b.due, m.value,
           (SELECT min(CASE WHEN o.form = 'digest' OR o.due - o.queued > 60 THEN o.due ELSE o.queued END)
            FROM outbox AS o WHERE o.batch_id = b.id),
           (SELECT count(*) FROM outbox AS o WHERE o.batch_id = b.id)
    FROM batches AS b JOIN meta AS m ON m.key = 'instance' WHERE b.id = ?
"""
_THREAD = "SELECT thread_id, message_id FROM threads WHERE channel_id = ? AND saga = ?"


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where batches are made: now in epoch seconds, who draws, and what has failed meanwhile."""

    conn: sqlite3.Connection
    now: int
    draw: Draw
    faults: list[Exception] = field(default_factory=list[Exception])


def take(conn: sqlite3.Connection, now: int, limit: int, busy: Collection[int], draw: Draw) -> Taken:
    """See ``bot.outbox.Outbox.next_batches``. Channels for which there is nothing after all leave their lane.

    Nobody else can write meanwhile, so only so many channels are looked at, however many have nothing.
    """
    desk = _Desk(conn, now, draw)
    taken: list[Batch] = []
    seen = set(busy)
    left = limit + _MOST_IDLE
    while channels := list(lanes.due(conn, now, min(limit - len(taken), left), seen)):
        seen.update(channels)
        left -= len(channels)
        for channel_id in channels:
            batch = _next(desk, channel_id)
            lanes.renew(conn, (channel_id,))
            if batch is not None:
                taken.append(batch)
    going = {*busy, *(batch.channel_id for batch in taken)}
    has_more = len(taken) < limit and any(lanes.due(conn, now, 1, going))
    return Taken(tuple(taken), has_more, tuple(desk.faults))


def _next(desk: _Desk, channel_id: int) -> Batch | None:
    """The channel's open batch if it is due, else a new one, else a message to be changed."""
    if desk.conn.execute(_OPEN, (channel_id,)).fetchone() is not None:
        return _drawn(desk, channel_id, _open, _GIVE_UP_OPEN)
    for make, give_up in ((_freeze, _GIVE_UP_FIRST), (_redraw, _GIVE_UP_CHANGES)):
        batch = _drawn(desk, channel_id, make, give_up)
        if batch is not None:
            return batch
    return None


def _drawn(
    desk: _Desk, channel_id: int, make: Callable[[_Desk, int], Batch | None], give_up: str
) -> Batch | None:
    """What ``make`` gives; if it fails, ``give_up`` keeps this channel from stopping all others, for ever."""
    desk.conn.execute("SAVEPOINT channel")
    try:
        batch = make(desk, channel_id)
    except sqlite3.Error:
        raise
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one message, others must go on
        desk.conn.execute("ROLLBACK TO channel")
        desk.conn.execute(give_up, {"channel": channel_id, "now": desk.now})
        desk.faults.append(error)
        batch = None
    desk.conn.execute("RELEASE channel")
    return batch


def _open(desk: _Desk, channel_id: int) -> Batch | None:
    """The open batch of a channel as it is, if it is due."""
    (number,) = desk.conn.execute(_OPEN, (channel_id,)).fetchone()
    batch, due = _load(desk.conn, number)
    return batch if due <= desk.now else None


def _freeze(desk: _Desk, channel_id: int) -> Batch | None:
    """Make a batch of the oldest rows that are due and fit; None: there are none."""
    place = {"channel": channel_id, "now": desk.now, "late": desk.now - int(LATE.total_seconds())}
    guild: tuple[int] | None = desk.conn.execute(GUILD, place).fetchone()
    if guild is None:
        return None
    older = drops.drop(desk.conn, place)
    first: tuple[str, str | None] | None = desk.conn.execute(FIRST, place).fetchone()
    if first is None and not older:
        return None
    form, saga = first if first is not None and not older else (Form.ALERT, None)
    soon = desk.now + int(MERGE_WINDOW.total_seconds())
    facts = {**place, "soon": soon, "form": form, "saga": saga, "most": _MOST_ROWS}
    rows = desk.conn.execute(RIPE, facts).fetchall()
    importance = max((row[1] for row in rows), default=lanes.NEWS)
    cells = (guild[0], channel_id, form, saga, importance, older, desk.now, desk.now)
    number: int = desk.conn.execute(_INSERT, cells).fetchone()[0]
    language = guilds.language_of(desk.conn, guild[0], channel_id)
    _fill(desk, Bundle(number, Form(form), (), older, language=language), [row[0] for row in rows])
    return replace(_load(desk.conn, number)[0], is_fresh=True)


def _fill(desk: _Desk, bundle: Bundle, row_ids: list[int]) -> None:
    """Draw the batch with as many of the rows as fit, and keep that."""
    try:
        drawn = _draw(desk, bundle, row_ids)
    except Exception as error:
        if isinstance(error, sqlite3.Error) or len(row_ids) <= 1:
            raise
        desk.faults.append(error)
        # One that cannot be drawn must not take the others with it.
        drawn = _draw(desk, bundle, row_ids[:1])
    taken = row_ids[: drawn.count]
    desk.conn.execute("UPDATE batches SET payload = ? WHERE id = ?", (drawn.payload, bundle.batch_id))
    desk.conn.executemany(
        "UPDATE outbox SET batch_id = ? WHERE id = ?", [(bundle.batch_id, row_id) for row_id in taken]
    )


def _draw(desk: _Desk, bundle: Bundle, row_ids: list[int]) -> Drawn:
    return desk.draw(replace(bundle, rows=alerts.rows(desk.conn, row_ids)))


def _redraw(desk: _Desk, channel_id: int) -> Batch | None:
    """The next message of a channel that says something else by now; None: there is none among the next few."""
    asked = (channel_id, desk.now, _MOST_SAME)
    for number, older, message_id, posted_in in desk.conn.execute(_TO_REDRAW, asked).fetchall():
        stands, _ = _load(desk.conn, number)
        row_ids = [row[0] for row in desk.conn.execute(_ROWS, (number,))]
        language = guilds.language_of(desk.conn, stands.guild_id, channel_id)
        bundle = Bundle(number, stands.form, (), older, is_whole=True, language=language)
        drawn = _draw(desk, bundle, row_ids)
        if drawn.payload != stands.payload:
            changed = replace(stands, payload=drawn.payload, message_id=message_id, posted_in=posted_in)
            return replace(changed, thread=None)
        desk.conn.execute("UPDATE batches SET redraw = NULL WHERE id = ?", (number,))
    return None


def _load(conn: sqlite3.Connection, number: int) -> tuple[Batch, int]:
    """A batch as it was frozen, and when it is due."""
    row: tuple[Any, ...] = conn.execute(_BATCH, (number,)).fetchone()
    guild_id, channel_id, payload, frozen, attempts, fault, saga, revision, form, due = row[:10]
    instance, queued, count = row[10:]
    batch = Batch(
        id=number,
        guild_id=guild_id,
        channel_id=channel_id,
        nonce=f"{instance}-b{number:x}",
        payload=payload,
        frozen=from_epoch(frozen),
        queued=from_epoch(frozen if queued is None else queued),
        form=Form(form),
        rows=count,
        attempts=attempts,
        last_fault=fault,
        thread=None if saga is None else _thread(conn, channel_id, saga, number),
        revision=revision,
    )
    return batch, due


def _thread(conn: sqlite3.Connection, channel_id: int, saga: str, number: int) -> Thread:
    """The thread of a saga, called after what the newest alert of the batch says of it."""
    made = conn.execute(_THREAD, (channel_id, saga)).fetchone() or (None, None)
    alert = alerts.last_of(conn, number)
    name = " · ".join(filter(None, (alert.player, alert.from_club)))
    return Thread(saga, name, alert.stands, *made)
