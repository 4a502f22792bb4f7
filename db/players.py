"""Who is who: identity by one key, names by who has filed them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.model import WIRE, PlayerFile, PlayerName
from db import rumours

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

NAMES = "SELECT name FROM player_names WHERE player_id = ? AND scope IN (?, ?) ORDER BY id"
_ALL_NAMES = "SELECT player_id, name FROM player_names WHERE scope IN (?, ?) ORDER BY id"
BY_LAST_WORD = """
    SELECT DISTINCT player_id FROM player_names WHERE last_word = ? AND scope IN (?, ?) ORDER BY player_id
"""
# The number made of said_on and id is greatest for the newest row, whose other columns SQLite then gives
# (https://www.sqlite.org/lang_select.html#bareagg). Ids stay below 2**41, days below 2**22.
_LATEST_FROM = """
    SELECT player_id, from_club, max((said_on << 41) | id) FROM rumours
    WHERE scope IN (?, ?) AND held IS NULL AND from_club IS NOT NULL GROUP BY player_id
"""
_LATEST_TO = """
    SELECT player_id, to_club, max((said_on << 41) | id) FROM rumours
    WHERE scope IN (?, ?) AND held IS NULL AND to_club IS NOT NULL GROUP BY player_id
"""
_TOLD = "SELECT DISTINCT player_id FROM rumours WHERE scope IN (?, ?) AND held IS NULL"
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


def names(conn: sqlite3.Connection, scope: int) -> tuple[PlayerName, ...]:
    """Those of whom ``scope`` may be told something, by name; not one of whom all is held."""
    seen = (WIRE, scope)
    told = {row[0] for row in conn.execute(_TOLD, seen)}
    from_clubs = {row[0]: row[1] for row in conn.execute(_LATEST_FROM, seen)}
    to_clubs = {row[0]: row[1] for row in conn.execute(_LATEST_TO, seen)}
    called: dict[int, list[str]] = {}
    for player_id, name in conn.execute(_ALL_NAMES, seen):
        if player_id in told:
            called.setdefault(player_id, []).append(name)
    found: list[PlayerName] = []
    for player_id, given in called.items():
        name, *aliases = _fullest_first(given)
        clubs = (from_clubs.get(player_id), to_clubs.get(player_id))
        found.append(PlayerName(player_id, name, tuple(aliases), *clubs))
    return tuple(sorted(found, key=lambda player: (player.name.casefold(), player.id)))


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
