"""Who is who: identity by one key, names by who has filed them."""

from __future__ import annotations

import datetime as dt
from heapq import merge
from typing import TYPE_CHECKING

from bot.model import WIRE, PlayerFile, PlayerName
from db import rumours

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence

    _Told = tuple[int, str | None, str | None, int]
    """Of a rumour: player, from and to which club, on which day."""

NAMES = "SELECT name FROM player_names WHERE player_id = ? AND scope IN (?, ?) ORDER BY id"
_ALL_NAMES = "SELECT player_id, name FROM player_names WHERE scope IN (?, ?) ORDER BY id"
NAMES_OF_ONE = """
    SELECT player_id, name FROM player_names WHERE scope IN (?, ?) AND player_id = ? ORDER BY id
"""
OWN = "SELECT DISTINCT player_id FROM player_names WHERE scope = ?"
BY_LAST_WORD = """
    SELECT DISTINCT player_id FROM player_names WHERE last_word = ? AND scope IN (?, ?) ORDER BY player_id
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
GUILDS_OF_THEIR_OWN = "SELECT DISTINCT scope FROM rumours WHERE player_id = ? AND scope > ? ORDER BY scope"


def file_of(
    conn: sqlite3.Connection, scope: int, player_id: int, as_of: dt.date = dt.date.max
) -> PlayerFile | None:
    """All that ``scope`` may know of a player up to ``as_of``, held rumours too; None if that is nothing."""
    known = rumours.visible(conn, scope, player_id, as_of)
    if not known:
        return None
    names = [name for (name,) in conn.execute(NAMES, (player_id, WIRE, scope))]
    name, *aliases = _fullest_first(names)
    return PlayerFile(player_id, name, tuple(aliases), known)


def files_by_last_word(conn: sqlite3.Connection, scope: int, last_word: str) -> tuple[PlayerFile, ...]:
    """The files of those with a name visible to ``scope`` whose folded form ends in that word."""
    ids = [row[0] for row in conn.execute(BY_LAST_WORD, (last_word, WIRE, scope))]
    files = (file_of(conn, scope, player_id) for player_id in ids)
    return tuple(file for file in files if file is not None)


def newest_files(
    conn: sqlite3.Connection, scope: int, limit: int, club: str | None, since: dt.date
) -> tuple[PlayerFile, ...]:
    """The files of the players last spoken of, or last spoken of with that club, newest first."""
    ways = [(NEWEST, ())] if club is None else [(NEWEST_FROM, (club,)), (NEWEST_TO, (club,))]
    # Each is read only as far as needed; together they are in the order in which each of them is.
    cursors = [
        conn.execute(sql, (seen, since.toordinal(), *named)) for sql, named in ways for seen in {WIRE, scope}
    ]
    ids = _first_of_each((player_id for _, _, player_id in merge(*cursors, reverse=True)), limit)
    for cursor in cursors:
        cursor.close()
    files = (file_of(conn, scope, player_id) for player_id in ids)
    return tuple(file for file in files if file is not None)


def _first_of_each(ids: Iterable[int], limit: int) -> list[int]:
    """The first ``limit`` ids that differ, and no more are read."""
    found: dict[int, None] = {}
    for player_id in ids:
        if len(found) >= limit:
            break
        found[player_id] = None
    return list(found)


def names(
    conn: sqlite3.Connection, scope: int, among: Collection[int] | None = None
) -> tuple[PlayerName, ...]:
    """Those (or those ``among`` the ids) of whom ``scope`` may be told something, by name."""
    seen = (WIRE, scope)
    if among is None:
        found = _named(conn.execute(TOLD, seen), conn.execute(_ALL_NAMES, seen))
    else:
        found = [
            name
            for one in among
            for name in _named(
                conn.execute(TOLD_OF_ONE, (*seen, one)), conn.execute(NAMES_OF_ONE, (*seen, one))
            )
        ]
    return tuple(sorted(found, key=lambda player: (player.name.casefold(), player.id)))


def _named(told: Iterable[_Told], called: Iterable[tuple[int, str]]) -> list[PlayerName]:
    """The players of whom something is told, each with the last clubs and the last day that are.

    ``told`` has of each player what was said of him in the order in which it was.
    """
    last: dict[int, _Told] = {}
    for player_id, from_club, to_club, said_on in told:
        _, known_from, known_to, _ = last.get(player_id, (0, None, None, 0))
        last[player_id] = player_id, from_club or known_from, to_club or known_to, said_on
    given: dict[int, list[str]] = {}
    for player_id, name in called:
        if player_id in last:
            given.setdefault(player_id, []).append(name)
    found: list[PlayerName] = []
    for player_id, (name, *aliases) in ((one, _fullest_first(names)) for one, names in given.items()):
        _, from_club, to_club, said_on = last[player_id]
        day = dt.date.fromordinal(said_on)
        found.append(PlayerName(player_id, name, tuple(aliases), from_club, to_club, day))
    return found


def own_players(conn: sqlite3.Connection, scope: int) -> frozenset[int]:
    """Those of whom ``scope`` has filed something itself, held or not."""
    return frozenset(row[0] for row in conn.execute(OWN, (scope,)))


def last_rumour(conn: sqlite3.Connection) -> int:
    """The greatest id of a rumour."""
    found: int = conn.execute(LAST_RUMOUR).fetchone()[0]
    return found


def rumoured_since(conn: sqlite3.Connection, scope: int, rumour_id: int) -> frozenset[int]:
    """The players of the rumours that ``scope`` has filed after that one."""
    return frozenset(row[0] for row in conn.execute(RUMOURED_SINCE, (rumour_id, scope)))


def identify(conn: sqlite3.Connection, player_id: int | None, key: str) -> int:
    """The player's id: the one that the judge chose, else that of the key, which is made if need be.

    A key that only others have filed is used in silence; no id is ever shown. A player who was first known by
    less of his name takes the fuller key, so that a namesake of the short one does not become him.
    """
    if player_id is None:
        conn.execute("INSERT INTO players (key) VALUES (?) ON CONFLICT (key) DO NOTHING", (key,))
        found: int = conn.execute("SELECT id FROM players WHERE key = ?", (key,)).fetchone()[0]
        return found
    known: str = conn.execute("SELECT key FROM players WHERE id = ?", (player_id,)).fetchone()[0]
    if len(key.split()) > len(known.split()):
        conn.execute("UPDATE OR IGNORE players SET key = ? WHERE id = ?", (key, player_id))
    return player_id


def call(conn: sqlite3.Connection, player_id: int, scope: int, called: Iterable[tuple[str, str]]) -> None:
    """Let ``scope`` know a player by these names, each with the last word of its folded form."""
    conn.executemany(
        "INSERT OR IGNORE INTO player_names (player_id, scope, name, last_word) VALUES (?, ?, ?, ?)",
        [(player_id, scope, name, last_word) for name, last_word in called],
    )


def guilds_with_rumours(conn: sqlite3.Connection, player_id: int) -> tuple[int, ...]:
    """The guilds that keep rumours of their own of a player: each sees another saga than the wire does."""
    return tuple(row[0] for row in conn.execute(GUILDS_OF_THEIR_OWN, (player_id, WIRE)))


def _fullest_first(given: Sequence[str]) -> list[str]:
    """The name with most words, then the others as they came; one that wire and guild both have once."""
    once = list(dict.fromkeys(given))
    fullest = max(once, key=lambda name: len(name.split()))
    return [fullest, *(name for name in once if name != fullest)]
