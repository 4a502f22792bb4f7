"""Lists of players: their names, and the files of those last spoken of. What is mended is listed as it stands."""

from __future__ import annotations

import datetime as dt
from heapq import merge
from typing import TYPE_CHECKING

from bot.files import PlayerName, Rename
from db import reach
from db.players import file_of
from db.rumours import dumps
from db.sight import Sight
from db.standing import called, fullest_first, standing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

    from bot.files import PlayerFile
    from db.sight import Line
    from db.standing import Standing

    _Told = tuple[int, str | None, str | None, int]
    """Of a rumour: player, from and to which club, on which day."""

    _Spoken = tuple[int, int, int]
    """Of a rumour: on which day, its id, its player."""

_ALL_NAMES = "SELECT player_id, name FROM player_names WHERE scope IN (?, ?) ORDER BY id"
NAMES_OF_ONE = """
    SELECT player_id, name FROM player_names WHERE scope IN (?, ?) AND player_id = ? ORDER BY id
"""
OWN = """
    SELECT player_id FROM player_names WHERE scope = ?1
    UNION SELECT player_id FROM mended_players WHERE scope = ?1
"""
# Those who share a deed, and those who share another with them, and so on.
KIN = """
    WITH RECURSIVE kin (id) AS (
        SELECT value FROM json_each(?1)
        UNION
        SELECT other.player_id FROM kin
               JOIN mended_players AS one ON one.player_id = kin.id AND one.scope IN (?2, ?3)
               JOIN mendings AS m ON m.id = one.mending_id AND m.undone_at IS NULL
               JOIN mended_players AS other ON other.mending_id = m.id
    )
    SELECT id FROM kin
"""
TOLD = """
    SELECT player_id, from_club, to_club, said_on FROM rumours
    WHERE scope IN (?, ?) AND held IS NULL ORDER BY player_id, said_on, id
"""
TOLD_OF_ONE = """
    SELECT player_id, from_club, to_club, said_on FROM rumours
    WHERE scope IN (?, ?) AND held IS NULL AND player_id = ? ORDER BY said_on, id
"""
NEWEST = """
    SELECT said_on, id, player_id FROM rumours
    WHERE scope = ? AND held IS NULL AND said_on >= ? ORDER BY said_on DESC, id DESC
"""
NEWEST_FROM = """
    SELECT said_on, id, player_id FROM rumours
    WHERE scope = ? AND held IS NULL AND said_on >= ? AND from_club = ? ORDER BY said_on DESC, id DESC
"""
NEWEST_TO = """
    SELECT said_on, id, player_id FROM rumours
    WHERE scope = ? AND held IS NULL AND said_on >= ? AND to_club = ? ORDER BY said_on DESC, id DESC
"""
LAST_RUMOUR = "SELECT coalesce(max(id), 0) FROM rumours"  # scope-free: the next ids are greater, whosesoever
RUMOURED_SINCE = "SELECT player_id FROM rumours WHERE id > ? AND scope = ?"


def names(
    conn: sqlite3.Connection, scope: int, among: Collection[int] | None = None
) -> tuple[PlayerName, ...]:
    """Those (or those ``among`` the ids) of whom ``scope`` may be told something, by name.

    Of one who was merged it is the entry of the player whom he was merged into.
    """
    sight = Sight(conn, scope)
    seen = sight.seen
    if among is None:
        mended: Collection[int] = sight.look_at_all()
        told = (row for row in conn.execute(TOLD, seen) if row[0] not in mended)
        found = _named(told, conn.execute(_ALL_NAMES, seen))
    else:
        mended = [one for one in among if sight.deeds(one)]
        found = [
            name
            for one in set(among).difference(mended)
            for name in _named(
                conn.execute(TOLD_OF_ONE, (*seen, one)), conn.execute(NAMES_OF_ONE, (*seen, one))
            )
        ]
    found += [_listed(sight, stands) for stands in _families(sight, mended) if _open(stands)]
    return tuple(sorted(found, key=lambda player: (player.name.casefold(), player.id)))


def newest_files(
    conn: sqlite3.Connection, scope: int, limit: int, club: str | None, since: dt.date
) -> tuple[PlayerFile, ...]:
    """The files of the players last spoken of, or last spoken of with that club, newest first."""
    ways = [(NEWEST, ())] if club is None else [(NEWEST_FROM, (club,)), (NEWEST_TO, (club,))]
    # Each is read only as far as needed; together they are in the order in which each of them is.
    sight = Sight(conn, scope)
    cursors = [
        conn.execute(sql, (seen, since.toordinal(), *named)) for sql, named in ways for seen in {*sight.seen}
    ]
    mended = sight.look_at_all()
    last = (_last(stands, club, since) for stands in _families(sight, mended))
    entries = sorted((one for one in last if one is not None), reverse=True)
    unmended = (_unmended(cursor, mended) for cursor in cursors)
    ids = _first_of_each((one for _, _, one in merge(*unmended, entries, reverse=True)), limit)
    for cursor in cursors:
        cursor.close()
    files = (file_of(conn, scope, player_id) for player_id in ids)
    return tuple(file for file in files if file is not None)


def own_players(conn: sqlite3.Connection, scope: int) -> frozenset[int]:
    """Those of whom ``scope`` has filed something itself, held or not, or mended it, and their kin."""
    return kin(conn, scope, [row[0] for row in conn.execute(OWN, (scope,))])


def kin(conn: sqlite3.Connection, scope: int, ids: Collection[int]) -> frozenset[int]:
    """The players, and all whose entries in a list hang together with theirs by deeds that ``scope`` sees."""
    return frozenset(row[0] for row in conn.execute(KIN, (dumps(list(ids)), *reach.seen_by(conn, scope))))


def last_rumour(conn: sqlite3.Connection) -> int:
    """The greatest id of a rumour."""
    found: int = conn.execute(LAST_RUMOUR).fetchone()[0]
    return found


def rumoured_since(conn: sqlite3.Connection, scope: int, rumour_id: int) -> frozenset[int]:
    """The players of the rumours that ``scope`` has filed after that one."""
    return frozenset(row[0] for row in conn.execute(RUMOURED_SINCE, (rumour_id, scope)))


def _named(told: Iterable[_Told], called_so: Iterable[tuple[int, str]]) -> list[PlayerName]:
    """The players of whom something is told, each with the last clubs and the last day that are.

    ``told`` has of each player what was said of him in the order in which it was.
    """
    last: dict[int, _Told] = {}
    for player_id, from_club, to_club, said_on in told:
        _, known_from, known_to, _ = last.get(player_id, (0, None, None, 0))
        last[player_id] = player_id, from_club or known_from, to_club or known_to, said_on
    given: dict[int, list[str]] = {}
    for player_id, name in called_so:
        if player_id in last:
            given.setdefault(player_id, []).append(name)
    found: list[PlayerName] = []
    for player_id, (name, *aliases) in ((one, fullest_first(names)) for one, names in given.items()):
        _, from_club, to_club, said_on = last[player_id]
        day = dt.date.fromordinal(said_on)
        found.append(PlayerName(player_id, name, tuple(aliases), from_club, to_club, day))
    return found


def _families(sight: Sight, mended: Iterable[int]) -> Iterator[Standing]:
    """The families of the players whom a deed touches, each once."""
    listed: set[int] = set()
    for player_id in sorted(mended):
        stands = standing(sight, player_id) if player_id not in listed else None
        if stands is not None:
            listed.update(stands.members)
            yield stands


def _open(stands: Standing) -> list[Line]:
    """What may be told of a family, in the order in which it was said."""
    told = (line for line in stands.told if line.held is None)
    return sorted(told, key=lambda line: (line.said_on, line.id))


def _listed(sight: Sight, stands: Standing) -> PlayerName:
    told = _open(stands)
    from_club = next((line.from_club for line in reversed(told) if line.from_club is not None), None)
    to_club = next((line.to_club for line in reversed(told) if line.to_club is not None), None)
    name, aliases = called(sight, stands)
    renamed = [one.deed.name for one in stands.mendings if isinstance(one.deed, Rename)]
    shown = renamed[-1] if renamed else name
    others = tuple(dict.fromkeys(one for one in (name, *aliases) if one != shown))
    return PlayerName(stands.root, shown, others, from_club, to_club, dt.date.fromordinal(told[-1].said_on))


def _last(stands: Standing, club: str | None, since: dt.date) -> _Spoken | None:
    """The last that was told of a family, with that club, since that day."""
    told = (line for line in reversed(_open(stands)) if line.said_on >= since.toordinal())
    of_club = (line for line in told if club is None or club in (line.from_club, line.to_club))
    return next(((line.said_on, line.id, stands.root) for line in of_club), None)


def _unmended(rows: Iterable[_Spoken], mended: frozenset[int]) -> Iterator[_Spoken]:
    return (row for row in rows if row[2] not in mended)


def _first_of_each(ids: Iterable[int], limit: int) -> list[int]:
    """The first ``limit`` ids that differ, and no more are read."""
    found: dict[int, None] = {}
    for player_id in ids:
        if len(found) >= limit:
            break
        found[player_id] = None
    return list(found)
