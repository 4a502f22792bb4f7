"""What users say is wrong, until a moderator of their guild has settled it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.cases import Report, Wrong
from db import audit
from db.times import from_epoch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_COLUMNS = "id, user_id, player_id, player, shown, kind, words, at"
_INSERT = """
    INSERT INTO reports (scope, user_id, player_id, player, shown, kind, words, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (scope, user_id, player_id) WHERE settled_at IS NULL DO NOTHING
"""
WAITING = f"SELECT {_COLUMNS} FROM reports WHERE scope = ? AND settled_at IS NULL ORDER BY id"  # noqa: S608 - put together from constants
ONE = f"SELECT {_COLUMNS}, settled_at, settled_by FROM reports WHERE id = ? AND scope = ?"  # noqa: S608
_SETTLE = """
    UPDATE reports SET settled_at = ?, settled_by = ? WHERE id = ? AND scope = ? AND settled_at IS NULL
    RETURNING player
"""
# Not where he has reported the same saga anew meanwhile.
_REOPEN = """
    UPDATE OR IGNORE reports SET settled_at = NULL, settled_by = NULL
    WHERE id = ? AND scope = ? AND settled_at IS NOT NULL RETURNING player
"""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A report on its way in; ``at`` in epoch seconds."""

    scope: int
    user_id: int
    player_id: int
    player: str
    shown: str
    kind: Wrong
    words: str
    at: int


def report(conn: sqlite3.Connection, one: Complaint) -> bool:
    """Keep a report; False if that user has one of that saga open there."""
    cells = (one.scope, one.user_id, one.player_id, one.player, one.shown, one.kind, one.words, one.at)
    kept = conn.execute(_INSERT, cells).rowcount > 0
    if kept:
        told = f"{one.player}: {one.kind}"
        audit.note(
            conn, at=one.at, scope=one.scope, actor_id=one.user_id, action="report as wrong", detail=told
        )
    return kept


def waiting(conn: sqlite3.Connection, scope: int) -> tuple[Report, ...]:
    """The reports that nobody has settled, oldest first."""
    return tuple(_report(row) for row in conn.execute(WAITING, (scope,)))


def find(conn: sqlite3.Connection, scope: int, report_id: int) -> tuple[Report, int | None] | None:
    """A report and who has settled it; None if that scope has none of that number."""
    row = conn.execute(ONE, (report_id, scope)).fetchone()
    return None if row is None else (_report(row[:-2]), row[-1])


def settle(conn: sqlite3.Connection, scope: int, actor_id: int, report_id: int, now: int) -> bool:
    """Settle a report; False if there is none of that number that waits."""
    return _change(
        conn, scope, actor_id, _SETTLE, (now, actor_id, report_id, scope), "settle a report", report_id, now
    )


def reopen(conn: sqlite3.Connection, scope: int, actor_id: int, report_id: int, now: int) -> bool:
    """Let a report wait again; False if it does, or its user has reported that saga anew."""
    return _change(conn, scope, actor_id, _REOPEN, (report_id, scope), "reopen a report", report_id, now)


def _change(
    conn: sqlite3.Connection,
    scope: int,
    actor_id: int,
    sql: str,
    cells: Sequence[object],
    action: str,
    report_id: int,
    now: int,
) -> bool:
    rows = conn.execute(sql, cells).fetchall()
    for (player,) in rows:
        audit.note(
            conn, at=now, scope=scope, actor_id=actor_id, action=action, detail=f"{report_id}: {player}"
        )
    return bool(rows)


def _report(row: Sequence[Any]) -> Report:
    report_id, user_id, player_id, player, shown, kind, words, at = row
    return Report(report_id, user_id, player_id, player, shown, Wrong(kind), words, from_epoch(at))
