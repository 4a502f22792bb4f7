"""The record of who changed what, written in the transaction of the change itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

PURGE = "purge"
"""The action of the one line that is left of a guild whose data were deleted."""


def note(conn: sqlite3.Connection, *, at: int, scope: int, actor_id: int, action: str, detail: str) -> None:
    """Add a line; ``at`` is in epoch seconds. ``detail`` is for people to read, and stays in that scope."""
    conn.execute(
        "INSERT INTO audit (at, scope, actor_id, action, detail) VALUES (?, ?, ?, ?, ?)",
        (at, scope, actor_id, action, detail),
    )
