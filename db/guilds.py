"""What a guild has set up: its moderators, and which channel wishes for which alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import GuildSettings, Subscription
from db import audit

if TYPE_CHECKING:
    import sqlite3

_SET_ROLE = """
    INSERT INTO guild_settings (guild_id, moderator_role_id) VALUES (?, ?)
    ON CONFLICT (guild_id) DO UPDATE SET moderator_role_id = excluded.moderator_role_id
"""
# Nothing is changed, and so no row is counted, where an enabled one is there already.
_SUBSCRIBE = """
    INSERT INTO subscriptions (guild_id, channel_id, player_key, label) VALUES (?, ?, ?, ?)
    ON CONFLICT (channel_id, ifnull(player_key, '')) DO UPDATE
    SET label = excluded.label, disabled_because = NULL WHERE disabled_because IS NOT NULL
"""
_UNSUBSCRIBE = "DELETE FROM subscriptions WHERE guild_id = ? AND channel_id = ? AND player_key IS ?"
_OF_GUILD = """
    SELECT id, guild_id, channel_id, player_key, label, disabled_because FROM subscriptions
    WHERE guild_id = ?1 AND (?2 IS NULL OR channel_id = ?2)
"""


def settings(conn: sqlite3.Connection, guild_id: int) -> GuildSettings:
    """What the guild has set; the defaults where it has set nothing."""
    row = conn.execute(
        "SELECT moderator_role_id FROM guild_settings WHERE guild_id = ?", (guild_id,)
    ).fetchone()
    return GuildSettings(guild_id) if row is None else GuildSettings(guild_id, row[0])


def set_moderator_role(
    conn: sqlite3.Connection, guild_id: int, role_id: int | None, *, actor_id: int, at: int
) -> None:
    """Let the members of a role moderate; None takes it back."""
    conn.execute(_SET_ROLE, (guild_id, role_id))
    audit.note(conn, at=at, scope=guild_id, actor_id=actor_id, action="moderator role", detail=str(role_id))


def subscribe(
    conn: sqlite3.Connection,
    guild_id: int,
    channel_id: int,
    player_key: str | None,
    label: str,
    *,
    actor_id: int,
    at: int,
) -> bool:
    """Subscribe a channel, or enable it again; False if nothing had to be done."""
    changed = conn.execute(_SUBSCRIBE, (guild_id, channel_id, player_key, label)).rowcount > 0
    if changed:
        audit.note(
            conn,
            at=at,
            scope=guild_id,
            actor_id=actor_id,
            action="subscribe",
            detail=f"{channel_id}: {label}",
        )
    return changed


def unsubscribe(
    conn: sqlite3.Connection,
    guild_id: int,
    channel_id: int,
    player_key: str | None,
    *,
    actor_id: int,
    at: int,
) -> bool:
    """End a subscription; False if there was none."""
    ended = conn.execute(_UNSUBSCRIBE, (guild_id, channel_id, player_key)).rowcount > 0
    if ended:
        wish = "everything" if player_key is None else player_key
        audit.note(
            conn,
            at=at,
            scope=guild_id,
            actor_id=actor_id,
            action="unsubscribe",
            detail=f"{channel_id}: {wish}",
        )
    return ended


def subscriptions(
    conn: sqlite3.Connection, guild_id: int, channel_id: int | None
) -> tuple[Subscription, ...]:
    """The subscriptions of a guild, or of one of its channels: everything first, then by name."""
    found = (Subscription(*row) for row in conn.execute(_OF_GUILD, (guild_id, channel_id)))
    return tuple(sorted(found, key=lambda one: (one.player_key is not None, one.label.casefold(), one.id)))
