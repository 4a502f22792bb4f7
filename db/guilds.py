"""What a guild has set up for itself: its moderators, and its time zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import GuildSettings
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


def settings(conn: sqlite3.Connection, guild_id: int) -> GuildSettings:
    """What the guild has set; the defaults where it has set nothing."""
    row = conn.execute(
        "SELECT moderator_role_id, timezone FROM guild_settings WHERE guild_id = ?", (guild_id,)
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
