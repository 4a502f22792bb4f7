"""Who is who: identity by one key, names by who has filed them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model import WIRE, Edit, PlayerFile, PlayerName, Rename, Retract
from db import rumours
from db.standing import NAMES, Standing, family, fullest_first, standing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from bot.model import KeptRumour

_ALL_NAMES = "SELECT player_id, name FROM player_names WHERE scope IN (?, ?) ORDER BY id"
BY_LAST_WORD = """
    SELECT player_id FROM player_names WHERE last_word = ?1 AND scope IN (?2, ?3)
    UNION
    SELECT n.player_id FROM mended_names AS n JOIN mendings AS m ON m.id = n.mending_id
    WHERE n.last_word = ?1 AND n.scope IN (?2, ?3) AND m.undone_at IS NULL
    ORDER BY player_id
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
GUILDS_OF_THEIR_OWN = """
    SELECT scope FROM rumours WHERE player_id = ?1 AND scope > ?2
    UNION
    SELECT p.scope FROM mended_players AS p JOIN mendings AS m ON m.id = p.mending_id
    WHERE p.player_id = ?1 AND p.scope > ?2 AND m.undone_at IS NULL
"""
MENDED = """
    SELECT DISTINCT p.player_id FROM mended_players AS p JOIN mendings AS m ON m.id = p.mending_id
    WHERE p.scope IN (?, ?) AND m.undone_at IS NULL
"""
BEARS = "SELECT 1 FROM player_names WHERE player_id = ? AND scope IN (?, ?) AND name = ?"


def file_of(
    conn: sqlite3.Connection, scope: int, player_id: int, as_of: dt.date = dt.date.max
) -> PlayerFile | None:
    """All that ``scope`` may know of a player up to ``as_of``, held rumours too; None if that is nothing.

    Of one who was merged it is the file of the player whom he was merged into, with what was moved where it is now.
    """
    stands = standing(conn, scope, player_id)
    if stands is not None:
        return _mended_file(conn, scope, stands, as_of)
    known = rumours.visible(conn, scope, player_id, as_of)
    if not known:
        return None
    name, *aliases = fullest_first(name for (name,) in conn.execute(NAMES, (player_id, WIRE, scope)))
    return PlayerFile(player_id, name, tuple(aliases), known)


def _mended_file(conn: sqlite3.Connection, scope: int, stands: Standing, as_of: dt.date) -> PlayerFile | None:
    ids = {line.id for line in stands.lines}
    owners = dict.fromkeys(line.owner for line in stands.lines)
    known = [
        kept for owner in owners for kept in rumours.visible(conn, scope, owner, as_of) if kept.id in ids
    ]
    if not known:
        return None
    known.sort(key=lambda kept: (kept.said_on, kept.id))
    return PlayerFile(stands.root, stands.name, stands.aliases, tuple(known), stands.mendings)


def files_by_last_word(conn: sqlite3.Connection, scope: int, last_word: str) -> tuple[PlayerFile, ...]:
    """The files of those with a name visible to ``scope`` whose folded form ends in that word."""
    ids = [row[0] for row in conn.execute(BY_LAST_WORD, (last_word, WIRE, scope))]
    files = (file_of(conn, scope, player_id) for player_id in ids)
    return tuple({file.id: file for file in files if file is not None}.values())


def names(conn: sqlite3.Connection, scope: int) -> tuple[PlayerName, ...]:
    """Those of whom ``scope`` may be told something, by name; not one of whom all is held or retracted."""
    mended = {row[0] for row in conn.execute(MENDED, (WIRE, scope))}
    found = [*_unmended_names(conn, scope, mended), *_mended_names(conn, scope, mended)]
    return tuple(sorted(found, key=lambda player: (player.name.casefold(), player.id)))


def _unmended_names(conn: sqlite3.Connection, scope: int, mended: set[int]) -> Iterator[PlayerName]:
    seen = (WIRE, scope)
    told = {row[0] for row in conn.execute(_TOLD, seen)} - mended
    from_clubs = {row[0]: row[1] for row in conn.execute(_LATEST_FROM, seen)}
    to_clubs = {row[0]: row[1] for row in conn.execute(_LATEST_TO, seen)}
    called: dict[int, list[str]] = {}
    for player_id, name in conn.execute(_ALL_NAMES, seen):
        if player_id in told:
            called.setdefault(player_id, []).append(name)
    for player_id, given in called.items():
        name, *aliases = fullest_first(given)
        clubs = (from_clubs.get(player_id), to_clubs.get(player_id))
        yield PlayerName(player_id, name, tuple(aliases), *clubs)


def _mended_names(conn: sqlite3.Connection, scope: int, mended: set[int]) -> Iterator[PlayerName]:
    listed: set[int] = set()
    for player_id in sorted(mended):
        if player_id not in listed:
            stands = standing(conn, scope, player_id)
            if stands is None:  # pragma: no cover - whoever is touched has a deed that touches him
                continue
            listed.update(stands.members)
            if any(line.held is None for line in stands.told):
                yield _listed(stands)


def _listed(stands: Standing) -> PlayerName:
    told = sorted(
        (line for line in stands.told if line.held is None), key=lambda line: (line.said_on, line.id)
    )
    from_club = next((line.from_club for line in reversed(told) if line.from_club is not None), None)
    to_club = next((line.to_club for line in reversed(told) if line.to_club is not None), None)
    renamed = [one.deed.name for one in stands.mendings if isinstance(one.deed, Rename)]
    name = renamed[-1] if renamed else stands.name
    aliases = tuple(one for one in dict.fromkeys((stands.name, *stands.aliases)) if one != name)
    return PlayerName(stands.root, name, aliases, from_club, to_club)


def newest(
    conn: sqlite3.Connection, scope: int, limit: int, *, club: str | None, since: dt.date
) -> tuple[PlayerFile, ...]:
    """The files of the players last spoken of, newest first; reads the files of all players."""
    files = (file_of(conn, scope, player.id) for player in names(conn, scope))
    spoken: list[tuple[dt.date, int, PlayerFile]] = []
    for file in files:
        if file is None:  # pragma: no cover - a listed player has a file
            continue
        days = [kept.said_on for kept in _told(file) if kept.said_on >= since and _is_of(kept, club)]
        if days:
            spoken.append((max(days), file.id, file))
    spoken.sort(key=lambda one: one[:2], reverse=True)
    return tuple(file for _, _, file in spoken[:limit])


def _told(file: PlayerFile) -> Iterator[KeptRumour]:
    """What is neither held nor retracted, as edited."""
    gone = {one.deed.rumour_id for one in file.mendings if isinstance(one.deed, Retract)}
    edited = {one.deed.rumour_id: one.deed.rumour for one in file.mendings if isinstance(one.deed, Edit)}
    for kept in file.rumours:
        now = replace(kept, rumour=edited.get(kept.id, kept.rumour))
        if kept.id not in gone and now.rumour.held is None:
            yield now


def _is_of(kept: KeptRumour, club: str | None) -> bool:
    return club is None or club in (kept.rumour.from_club, kept.rumour.to_club)


def identify(conn: sqlite3.Connection, player_id: int | None, key: str | None) -> int:
    """The player's id: the one that the judge chose, else that of the key, which is made if need be.

    A key that only others have filed is used in silence; no id is ever shown. A player who was first known by
    less of his name takes the fuller key, so that a namesake of the short one does not become him; None: there is
    no fuller one.
    """
    if player_id is None:
        conn.execute("INSERT INTO players (key) VALUES (?) ON CONFLICT (key) DO NOTHING", (key,))
        found: int = conn.execute("SELECT id FROM players WHERE key = ?", (key,)).fetchone()[0]
        return found
    known: str = conn.execute("SELECT key FROM players WHERE id = ?", (player_id,)).fetchone()[0]
    if key is not None and len(key.split()) > len(known.split()):
        conn.execute("UPDATE OR IGNORE players SET key = ? WHERE id = ?", (key, player_id))
    return player_id


def filed_under(conn: sqlite3.Connection, scope: int, player_id: int, name: str) -> int:
    """The one of a player's family who bears that very name, the player himself if it is nobody.

    So a merge can be undone though news came in between.
    """
    kin = family(conn, scope, player_id)
    bearers = (one for one in kin if conn.execute(BEARS, (one, WIRE, scope, name)).fetchone())
    return next(bearers, player_id)


def call(conn: sqlite3.Connection, player_id: int, scope: int, called: Iterable[tuple[str, str]]) -> None:
    """Let ``scope`` know a player by these names, each with the last word of its folded form."""
    conn.executemany(
        "INSERT OR IGNORE INTO player_names (player_id, scope, name, last_word) VALUES (?, ?, ?, ?)",
        [(player_id, scope, name, last_word) for name, last_word in called],
    )


def guilds_of_their_own(conn: sqlite3.Connection, player_id: int) -> tuple[int, ...]:
    """The guilds that keep rumours or mendings of their own of a player: each sees another saga than the wire does."""
    kin = family(conn, WIRE, player_id)
    return tuple(sorted({row[0] for one in kin for row in conn.execute(GUILDS_OF_THEIR_OWN, (one, WIRE))}))
