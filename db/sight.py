"""What one scope sees of deeds and of what they are about, looked up once for each player."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db import deeds, reach
from db.rumours import dumps

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from bot.files import Mending

NAMES = "SELECT name FROM player_names WHERE player_id = ? AND scope IN (?, ?) ORDER BY id"
GIVEN = (
    "SELECT mending_id, name FROM mended_names WHERE player_id = ? AND scope IN (?, ?) ORDER BY mending_id"
)
LINES = """
    SELECT id, player_id, said_on, player, from_club, to_club, held FROM rumours
    WHERE player_id = ? AND scope IN (?, ?) ORDER BY id
"""
OWNERS = """
    SELECT id, player_id, article_id FROM rumours
    WHERE id IN (SELECT value FROM json_each(?)) AND scope IN (?, ?)
"""
# The same for many at once, each row with its player first.
ALL_NAMES = """
    SELECT player_id, name FROM player_names
    WHERE player_id IN (SELECT value FROM json_each(?)) AND scope IN (?, ?) ORDER BY id
"""
ALL_GIVEN = """
    SELECT player_id, mending_id, name FROM mended_names
    WHERE player_id IN (SELECT value FROM json_each(?)) AND scope IN (?, ?) ORDER BY mending_id
"""
ALL_LINES = """
    SELECT player_id, id, player_id, said_on, player, from_club, to_club, held FROM rumours
    WHERE player_id IN (SELECT value FROM json_each(?)) AND scope IN (?, ?) ORDER BY id
"""
ALL_TOUCHED = "SELECT player_id, mending_id FROM mended_players WHERE scope IN (?, ?) ORDER BY mending_id"


@dataclass(frozen=True, slots=True)
class Line:
    """What a list needs of a rumour. ``owner`` is the player it was filed under, ``said_on`` an ordinal day."""

    id: int
    owner: int
    said_on: int
    player: str
    from_club: str | None
    to_club: str | None
    held: str | None


class Sight:
    """The look-ups of ``scope``; good for as long as the connection shows one state of the file."""

    def __init__(self, conn: sqlite3.Connection, scope: int) -> None:
        self.scope = scope
        self.seen = reach.seen_by(conn, scope)
        self._conn = conn
        self._deeds: dict[int, tuple[Mending, ...]] = {}
        self._lines: dict[int, list[Line]] = {}
        self._names: dict[int, list[str]] = {}
        self._given: dict[int, list[tuple[int, str]]] = {}

    def look_at_all(self) -> frozenset[int]:
        """Look up all that is mended, in a few statements however much it is; the players whom a deed touches."""
        seen = self.seen
        standing = {mending.id: mending for mending in deeds.visible(self._conn, self.scope)}
        touching = _by_player(self._conn.execute(ALL_TOUCHED, seen)) if standing else {}
        for player_id, rows in touching.items():
            found = tuple(standing[number] for (number,) in rows if number in standing)
            if found:
                self._deeds[player_id] = found
        ids = dumps(list(self._deeds))
        lines, names, given = (
            _by_player(self._conn.execute(sql, (ids, *seen))) for sql in (ALL_LINES, ALL_NAMES, ALL_GIVEN)
        )
        for player_id in self._deeds:
            self._lines[player_id] = [Line(*row) for row in lines.get(player_id, ())]
            self._names[player_id] = [name for (name,) in names.get(player_id, ())]
            self._given[player_id] = [(number, name) for number, name in given.get(player_id, ())]
        return frozenset(self._deeds)

    def deeds(self, player_id: int) -> tuple[Mending, ...]:
        """The deeds that touch a player or what was filed under him, by number."""
        if player_id not in self._deeds:
            self._deeds[player_id] = deeds.touching(self._conn, self.scope, player_id)
        return self._deeds[player_id]

    def lines(self, player_id: int) -> list[Line]:
        """The rumours that were filed under him, by number."""
        if player_id not in self._lines:
            rows = self._conn.execute(LINES, (player_id, *self.seen))
            self._lines[player_id] = [Line(*row) for row in rows]
        return self._lines[player_id]

    def names(self, player_id: int) -> list[str]:
        """The names by which articles call him, as they came."""
        if player_id not in self._names:
            rows = self._conn.execute(NAMES, (player_id, *self.seen))
            self._names[player_id] = [name for (name,) in rows]
        return self._names[player_id]

    def given(self, player_id: int) -> list[tuple[int, str]]:
        """The names that deeds gave him, each with the deed's number; those of undone deeds too."""
        if player_id not in self._given:
            self._given[player_id] = self._conn.execute(GIVEN, (player_id, *self.seen)).fetchall()
        return self._given[player_id]

    def owners(self, rumour_ids: Iterable[int]) -> dict[int, int]:
        """The players under whom rumours were filed, by the rumour's number."""
        ids = list(rumour_ids)
        if not ids:
            return {}
        return {row[0]: row[1] for row in self._conn.execute(OWNERS, (dumps(ids), *self.seen))}


def _by_player(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for player_id, *cells in rows:
        found.setdefault(player_id, []).append(tuple(cells))
    return found
