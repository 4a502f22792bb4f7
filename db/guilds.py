"""What a guild has set up for itself: its moderators, its time zone, and its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import GuildSettings
from bot.speech import ENGLISH
from db import audit

if TYPE_CHECKING:
    import sqlite3

_SET_ROLE = """
    INSERT INTO guild_settings (guild_id, moderator_role_id) VALUES (?, ?)
    ON CONFLICT (guild_id) DO UPDATE SET moderator_role_id = excluded.moderator_role_id
"""
_SET_TIMEZONE = """
    INSERT INTO guild_settings (guild_id, timezone) VALUES (?, ?)
    ON CONFLICT (guild_id) DO UPDATE SET timezone = excluded.timezone
"""
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
        "SELECT moderator_role_id, timezone, language FROM guild_settings WHERE guild_id = ?", (guild_id,)
    ).fetchone()
    return GuildSettings(guild_id) if row is None else GuildSettings(guild_id, *row)


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


def set_language(conn: sqlite3.Connection, guild_id: int, language: str, *, actor_id: int, at: int) -> None:
    """Set the guild's language."""
    conn.execute(_SET_LANGUAGE, (guild_id, language))
    audit.note(conn, at=at, scope=guild_id, actor_id=actor_id, action="language", detail=language)


def language_of(conn: sqlite3.Connection, guild_id: int, channel_id: int) -> str:
    """In which language a channel is written to: its guild's, or that of the user in a private conversation."""
    found = conn.execute(LANGUAGE, {"guild": guild_id, "channel": channel_id}).fetchone()
    return found[0] if found else ENGLISH
