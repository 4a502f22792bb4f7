"""What moderators taught, one of a kind in each scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.files import Lesson, Matter
from db import audit, reach

if TYPE_CHECKING:
    import sqlite3

SEEN = "SELECT matter, read, meant, player FROM lessons WHERE scope IN (?, ?) ORDER BY scope, id"
DROP = "DELETE FROM lessons WHERE scope = ? AND matter = ? AND read = ? AND ifnull(player, '') = ?"
_INSERT = """
    INSERT INTO lessons (scope, at, actor_id, matter, read, meant, player, mending_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
DROP_WITH = "DELETE FROM lessons WHERE mending_id = ? AND scope = ?"


def seen_by(conn: sqlite3.Connection, scope: int) -> tuple[Lesson, ...]:
    """The lessons of the wire, if it is seen, then those of ``scope``, oldest first."""
    rows = conn.execute(SEEN, reach.seen_by(conn, scope))
    return tuple(Lesson(Matter(matter), read, meant, player) for matter, read, meant, player in rows)


def learn(conn: sqlite3.Connection, scope: int, actor_id: int, lesson: Lesson, now: int) -> None:
    """Keep a lesson in the place of an older one on the same matter, as the newest; ``now`` in epoch seconds."""
    keep(conn, scope, actor_id, lesson, now)
    audit.note(conn, at=now, scope=scope, actor_id=actor_id, action="learn", detail=_told(lesson))


def keep(
    conn: sqlite3.Connection,
    scope: int,
    actor_id: int,
    lesson: Lesson,
    now: int,
    *,
    mending_id: int | None = None,
) -> None:
    """Do so without a line in the audit, for a deed that has its own."""
    _drop(conn, scope, lesson)
    matter = (lesson.matter, lesson.read, lesson.meant, lesson.player)
    conn.execute(_INSERT, (scope, now, actor_id, *matter, mending_id))


def forget(conn: sqlite3.Connection, scope: int, actor_id: int, lesson: Lesson, now: int) -> bool:
    """Drop a lesson of that very scope, whatever it meant; False if there is none."""
    dropped = _drop(conn, scope, lesson)
    if dropped:
        audit.note(conn, at=now, scope=scope, actor_id=actor_id, action="forget", detail=_told(lesson))
    return dropped


def drop_with(conn: sqlite3.Connection, scope: int, mending_id: int) -> None:
    """Drop what a deed taught."""
    conn.execute(DROP_WITH, (mending_id, scope))


def _drop(conn: sqlite3.Connection, scope: int, lesson: Lesson) -> bool:
    return conn.execute(DROP, (scope, lesson.matter, lesson.read, lesson.player or "")).rowcount > 0


def _told(lesson: Lesson) -> str:
    of = f" (of {lesson.player})" if lesson.player else ""
    return f"{lesson.matter}: {lesson.read}{of} → {lesson.meant or 'nothing'}"
