"""What a guild has set up for itself, and that it has left: its moderators, clocks, language and use of the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import WIRE, GuildSettings
from bot.speech import ENGLISH
from db import audit, lanes, marks

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

_SET_ROLE = """
    INSERT INTO guild_settings (guild_id, moderator_role_id) VALUES (?, ?)
    ON CONFLICT (guild_id) DO UPDATE SET moderator_role_id = excluded.moderator_role_id
"""
_SET_TIMEZONE = """
    INSERT INTO guild_settings (guild_id, timezone) VALUES (?, ?)
    ON CONFLICT (guild_id) DO UPDATE SET timezone = excluded.timezone
"""
_SET_WIRE = """
    INSERT INTO guild_settings (guild_id, uses_wire) VALUES (?, ?)
    ON CONFLICT (guild_id) DO UPDATE SET uses_wire = excluded.uses_wire
"""
# What is on its way already goes out still; what a guild makes of an article of the wire is the wire's.
_DROP_OF_WIRE = """
    UPDATE outbox SET skipped = 'no_wire' WHERE id IN (
        SELECT o.id FROM outbox AS o JOIN developments AS d ON d.id = o.development_id
               JOIN articles AS a ON a.id = d.article_id AND a.scope = :wire
        WHERE o.channel_id IN (SELECT channel_id FROM subscriptions WHERE guild_id = :guild)
              AND o.guild_id = :guild AND o.batch_id IS NULL AND o.skipped IS NULL
    ) RETURNING channel_id
"""
_LEFT = """
    INSERT INTO guild_settings (guild_id, left_at) VALUES (:guild, :now)
    ON CONFLICT (guild_id) DO UPDATE SET left_at = excluded.left_at WHERE left_at IS NULL
"""
_GIVE_UP_WAITING = """
    UPDATE outbox SET skipped = :why WHERE channel_id IN (SELECT channel_id FROM subscriptions WHERE guild_id = :guild)
           AND guild_id = :guild AND batch_id IS NULL AND skipped IS NULL RETURNING channel_id
"""
_GIVE_UP_OPEN = """
    UPDATE batches SET state = 'dead', settled = :now, last_fault = :why, redraw = NULL
    WHERE guild_id = :guild AND state = 'open' RETURNING channel_id
"""
_GIVE_UP_CHANGES = """
    UPDATE batches SET redraw = NULL WHERE guild_id = :guild AND redraw IS NOT NULL RETURNING channel_id
"""
# What was mended meanwhile is put right now; nothing is changed where the message says so already.
_PUT_RIGHT = """
    UPDATE batches SET redraw = :now, revision = revision + 1
    WHERE guild_id = :guild AND state = 'sent' AND message_id > 0 AND settled >= :oldest
          AND EXISTS (SELECT 1 FROM outbox AS o WHERE o.batch_id = batches.id AND o.correction IS NOT NULL)
    RETURNING channel_id
"""
_BACK = "UPDATE guild_settings SET left_at = NULL WHERE guild_id = ? AND left_at IS NOT NULL"
# Every write leaves a line in the audit, but for the one that a purge leaves behind.
_KNOWN = """
    SELECT guild_id, left_at FROM guild_settings
    UNION SELECT scope, NULL FROM audit
    WHERE scope <> :wire AND action <> :purge AND scope NOT IN (SELECT guild_id FROM guild_settings)
"""
_LEFT_BEFORE = (
    "SELECT guild_id FROM guild_settings WHERE left_at IS NOT NULL AND left_at <= ? ORDER BY left_at"
)
_SET_LANGUAGE = """
    INSERT INTO guild_settings (guild_id, language) VALUES (?, ?)
    ON CONFLICT (guild_id) DO UPDATE SET language = excluded.language
"""
# Of a private conversation the user's; all that he follows has the same.
LANGUAGE = """
    SELECT language FROM guild_settings WHERE guild_id = :guild
    UNION ALL
    SELECT language FROM subscriptions
    WHERE :guild = 0 AND channel_id = :channel AND guild_id = 0 AND language IS NOT NULL
    LIMIT 1
"""


def settings(conn: sqlite3.Connection, guild_id: int) -> GuildSettings:
    """What the guild has set; the defaults where it has set nothing."""
    row = conn.execute(
        "SELECT moderator_role_id, timezone, language, uses_wire FROM guild_settings WHERE guild_id = ?",
        (guild_id,),
    ).fetchone()
    if row is None:
        return GuildSettings(guild_id)
    *told, uses_wire = row
    return GuildSettings(guild_id, *told, uses_wire=bool(uses_wire))


def set_moderator_role(
    conn: sqlite3.Connection, guild_id: int, role_id: int | None, *, actor_id: int, at: int
) -> None:
    """Let the members of a role moderate; None takes it back."""
    conn.execute(_SET_ROLE, (guild_id, role_id))
    audit.note(conn, at=at, scope=guild_id, actor_id=actor_id, action="moderator role", detail=str(role_id))


def set_timezone(conn: sqlite3.Connection, guild_id: int, timezone: str, *, actor_id: int, at: int) -> None:
    """Set the guild's time zone."""
    conn.execute(_SET_TIMEZONE, (guild_id, timezone))
    audit.note(conn, at=at, scope=guild_id, actor_id=actor_id, action="time zone", detail=timezone)


def set_wire(conn: sqlite3.Connection, guild_id: int, *, uses_wire: bool, actor_id: int, at: int) -> bool:
    """Let the guild see the operator's wire, or its own entries alone; False if it was so already.

    What waits to be told of the wire is not told then.
    """
    if settings(conn, guild_id).uses_wire == uses_wire:
        return False
    conn.execute(_SET_WIRE, (guild_id, uses_wire))
    if not uses_wire:
        rows = conn.execute(_DROP_OF_WIRE, {"guild": guild_id, "wire": WIRE}).fetchall()
        lanes.renew(conn, [channel_id for (channel_id,) in rows])
    audit.note(
        conn, at=at, scope=guild_id, actor_id=actor_id, action="wire", detail="on" if uses_wire else "off"
    )
    return True


def note_left(conn: sqlite3.Connection, guild_id: int, at: int) -> bool:
    """The bot was removed from the guild: what it has set rests, what waits is not sent. False: known already."""
    if conn.execute(_LEFT, {"guild": guild_id, "now": at}).rowcount == 0:
        return False
    give_up(conn, guild_id, at, "left")
    return True


def give_up(conn: sqlite3.Connection, guild_id: int, at: int, why: str) -> None:
    """Let nothing go to the guild's channels that waits for them or is on its way."""
    facts = {"guild": guild_id, "now": at, "why": why}
    asked = (_GIVE_UP_WAITING, _GIVE_UP_OPEN, _GIVE_UP_CHANGES)
    lanes.renew(conn, [one for sql in asked for (one,) in conn.execute(sql, facts).fetchall()])


def note_back(conn: sqlite3.Connection, guild_id: int, at: int) -> bool:
    """The bot is in the guild again: all is as it was. False: it had not left."""
    if conn.execute(_BACK, (guild_id,)).rowcount == 0:
        return False
    rows = conn.execute(_PUT_RIGHT, {"guild": guild_id, "now": at, "oldest": at - marks.LIFE}).fetchall()
    lanes.renew(conn, [channel_id for (channel_id,) in rows])
    return True


def note_present(conn: sqlite3.Connection, present: Collection[int], at: int) -> tuple[int, int]:
    """The bot is in these guilds and in no other; how many have left, and how many are back, that nobody had noted."""
    known = conn.execute(_KNOWN, {"wire": WIRE, "purge": audit.PURGE}).fetchall()
    gone = [guild for guild, left_at in known if guild not in present and left_at is None]
    back = [guild for guild, left_at in known if guild in present and left_at is not None]
    return sum(note_left(conn, one, at) for one in gone), sum(note_back(conn, one, at) for one in back)


def left_before(conn: sqlite3.Connection, at: int) -> tuple[int, ...]:
    """The guilds that left by then, the first first."""
    return tuple(guild_id for (guild_id,) in conn.execute(_LEFT_BEFORE, (at,)))


def set_language(conn: sqlite3.Connection, guild_id: int, language: str, *, actor_id: int, at: int) -> None:
    """Set the guild's language."""
    conn.execute(_SET_LANGUAGE, (guild_id, language))
    audit.note(conn, at=at, scope=guild_id, actor_id=actor_id, action="language", detail=language)


def language_of(conn: sqlite3.Connection, guild_id: int, channel_id: int) -> str:
    """In which language a channel is written to: its guild's, or that of the user in a private conversation."""
    found = conn.execute(LANGUAGE, {"guild": guild_id, "channel": channel_id}).fetchone()
    return found[0] if found else ENGLISH
