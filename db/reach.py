"""What a scope sees of the news: the one place that says so. Every statement that shows some is given these two scopes.

A guild sees the operator's wire and its own entries, or its own alone if it has switched the wire off. In a private
conversation the wire alone is seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import WIRE

if TYPE_CHECKING:
    import sqlite3

_HAS_NO_WIRE = "SELECT 1 FROM guild_settings WHERE guild_id = ? AND uses_wire = 0"
WITHOUT_WIRE = "SELECT guild_id FROM guild_settings WHERE uses_wire = 0"
"""The guilds that see their own entries alone."""


def seen_by(conn: sqlite3.Connection, scope: int) -> tuple[int, int]:
    """The scopes whose entries ``scope`` sees: the wire (or itself once more, where it sees none), and itself."""
    is_apart = scope != WIRE and conn.execute(_HAS_NO_WIRE, (scope,)).fetchone() is not None
    return (scope if is_apart else WIRE), scope
