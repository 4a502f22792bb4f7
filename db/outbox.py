"""Alerts on their way to channels: queued in the transaction of the news, settled one by one."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from bot.model import WIRE, Alert, Verdict
from bot.store import Delivery
from db.rumours import dumps

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

# Each half is one search of subscriptions_by_player. An OR of the two would read every subscription, which
# is 650 times slower at 250,000 of them.
QUEUE_FOR_EVERY_GUILD = """
    INSERT INTO outbox (development_id, guild_id, channel_id, due)
    SELECT :development, guild_id, channel_id, :due FROM (
        SELECT guild_id, channel_id FROM subscriptions
        WHERE player_key IN (SELECT value FROM json_each(:keys)) AND disabled_because IS NULL
              AND guild_id NOT IN (SELECT value FROM json_each(:apart))
        UNION
        SELECT guild_id, channel_id FROM subscriptions
        WHERE player_key IS NULL AND disabled_because IS NULL
              AND guild_id NOT IN (SELECT value FROM json_each(:apart))
    )
"""
QUEUE_FOR_ONE_GUILD = """
    INSERT INTO outbox (development_id, guild_id, channel_id, due)
    SELECT :development, guild_id, channel_id, :due FROM (
        SELECT guild_id, channel_id FROM subscriptions
        WHERE player_key IN (SELECT value FROM json_each(:keys)) AND guild_id = :guild
              AND disabled_because IS NULL
        UNION
        SELECT guild_id, channel_id FROM subscriptions
        WHERE player_key IS NULL AND guild_id = :guild AND disabled_because IS NULL
    )
"""
# Only the oldest open row of a channel may go, even while it waits: so the order is kept.
_DUE = """
    WITH head (id) AS (
        SELECT min(id) FROM outbox WHERE delivered IS NULL AND gave_up IS NULL GROUP BY channel_id
    )
    SELECT o.id, o.guild_id, o.channel_id, d.alert, o.attempts, m.value
    FROM head JOIN outbox AS o ON o.id = head.id JOIN developments AS d ON d.id = o.development_id
         JOIN meta AS m ON m.key = 'instance'
    WHERE o.due <= ? ORDER BY o.id LIMIT ?
"""
_POSTPONE = """
    UPDATE outbox SET due = ?, last_fault = ?, attempts = attempts + 1
    WHERE id = ? AND delivered IS NULL AND gave_up IS NULL
"""
_GIVE_UP_ONE = "UPDATE outbox SET gave_up = ? WHERE id = ? AND delivered IS NULL AND gave_up IS NULL"
_GIVE_UP_CHANNEL = """
    UPDATE outbox SET gave_up = ?
    WHERE channel_id = (SELECT channel_id FROM outbox WHERE id = ?) AND delivered IS NULL AND gave_up IS NULL
"""
_DISABLE_CHANNEL = """
    UPDATE subscriptions SET disabled_because = ?
    WHERE channel_id = (SELECT channel_id FROM outbox WHERE id = ?) AND disabled_because IS NULL
"""
# What the guild of the channel sees decides, and of several deeds the last.
_MARK = """
    UPDATE outbox SET correction = (
        SELECT m.kind || ' ' || m.id FROM rumours AS r JOIN mended_rumours AS t ON t.rumour_id = r.id
               JOIN mendings AS m ON m.id = t.mending_id
        WHERE r.article_id = :article AND r.player_id = :player AND t.scope IN (:wire, outbox.guild_id)
              AND m.undone_at IS NULL ORDER BY m.id DESC LIMIT 1
    )
"""
_RETRACTED = """
    SELECT 'retract ' || m.id FROM rumours AS r JOIN mended_rumours AS t ON t.rumour_id = r.id
           JOIN mendings AS m ON m.id = t.mending_id
    WHERE r.article_id = :article AND r.player_id = :player AND t.scope IN (:wire, outbox.guild_id)
          AND m.undone_at IS NULL AND m.kind = 'retract' LIMIT 1
"""
OF_RUMOUR = """
    development_id IN (
        SELECT id FROM developments WHERE article_id = :article AND player_id = :player
    )
"""
MARK = f"{_MARK} WHERE {OF_RUMOUR}"
HOLD_BACK = f"""
    UPDATE outbox SET gave_up = ({_RETRACTED})
    WHERE {OF_RUMOUR} AND delivered IS NULL AND gave_up IS NULL AND EXISTS ({_RETRACTED})
"""  # noqa: S608 - put together from constants
LET_GO = f"""
    UPDATE outbox SET gave_up = NULL
    WHERE {OF_RUMOUR} AND delivered IS NULL AND gave_up GLOB 'retract *' AND due >= :oldest
          AND NOT EXISTS ({_RETRACTED})
"""  # noqa: S608 - put together from constants
_LATEST = 6 * 60 * 60
"""Seconds after which an alert that was held back is told no more."""


def queue(
    conn: sqlite3.Connection,
    development_id: int,
    audience: int,
    keys: Sequence[str],
    *,
    due: int,
    apart: Sequence[int],
) -> int:
    """Queue a development for the channels that wish for it, and count them.

    ``audience`` is one guild, or the wire for all guilds but those ``apart``, who are judged separately.
    """
    facts = {"development": development_id, "due": due, "keys": dumps(list(keys))}
    if audience == WIRE:
        return conn.execute(QUEUE_FOR_EVERY_GUILD, {**facts, "apart": dumps(list(apart))}).rowcount
    return conn.execute(QUEUE_FOR_ONE_GUILD, {**facts, "guild": audience}).rowcount


def due_deliveries(conn: sqlite3.Connection, now: int, limit: int) -> tuple[Delivery, ...]:
    """The oldest open alert of each channel whose time has come, oldest first, at most ``limit``."""
    return tuple(
        Delivery(
            delivery_id, guild_id, channel_id, read_alert(alert), f"{instance}-{delivery_id:x}", attempts
        )
        for delivery_id, guild_id, channel_id, alert, attempts, instance in conn.execute(_DUE, (now, limit))
    )


def delivered(conn: sqlite3.Connection, delivery_id: int, message_id: int, now: int) -> None:
    """Settle an alert; told twice, the first stands."""
    conn.execute(
        "UPDATE outbox SET delivered = ?, message_id = ? WHERE id = ? AND delivered IS NULL",
        (now, message_id, delivery_id),
    )


def postpone(conn: sqlite3.Connection, delivery_id: int, until: int, why: str) -> None:
    """Count a failed try and wait with the next."""
    conn.execute(_POSTPONE, (until, why, delivery_id))


def give_up(conn: sqlite3.Connection, delivery_id: int, why: str, *, disable: bool) -> None:
    """Settle an alert that cannot be sent; with ``disable`` its channel gets no more.

    Subscriptions are never deleted: the reason is what the moderators are shown.
    """
    conn.execute(_GIVE_UP_ONE, (why, delivery_id))
    if disable:
        conn.execute(_GIVE_UP_CHANNEL, (why, delivery_id))
        conn.execute(_DISABLE_CHANNEL, (why, delivery_id))


def mark(conn: sqlite3.Connection, article_id: int, player_id: int, now: int) -> None:
    """Bring the alerts of what an article said of a player in line with the mendings that their guilds see.

    Each is marked with the last deed on it ("retract 17"), or with none; the sender corrects what it has posted. An
    alert that still waits is held back once any rumour of it is retracted, since it cannot be told in part; when that
    is undone it goes out after all, but not if it is over six hours late. One that is being sent at this very moment
    is recorded as delivered none the less, and its mark tells that it is to be corrected.
    """
    facts = {"article": article_id, "player": player_id, "wire": WIRE, "oldest": now - _LATEST}
    for sql in (MARK, HOLD_BACK, LET_GO):
        conn.execute(sql, facts)


def write_alert(alert: Alert) -> str:
    """The alert as JSON, frozen: later news does not change what it says."""
    cells = {part.name: getattr(alert, part.name) for part in fields(alert)}
    return dumps({**cells, "said_on": alert.said_on.isoformat()})


def read_alert(text: str) -> Alert:
    """The alert again, equal to what was written."""
    cells: dict[str, Any] = json.loads(text)
    cells["verdict"] = Verdict(cells["verdict"])
    cells["sources"] = tuple(cells["sources"])
    cells["said_on"] = dt.date.fromisoformat(cells["said_on"])
    return Alert(**cells)
