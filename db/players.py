"""Who is who: identity by one key, names by who has filed them, files by whose each rumour is by now."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.files import PlayerFile
from bot.model import WIRE
from db import reach, rumours
from db.sight import NAMES, Sight
from db.standing import Standing, called, family, fullest_first, standing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

BY_LAST_WORD = """
    SELECT player_id FROM player_names WHERE last_word = ?1 AND scope IN (?2, ?3)
    UNION
    SELECT n.player_id FROM mended_names AS n JOIN mendings AS m ON m.id = n.mending_id
    WHERE n.last_word = ?1 AND n.scope IN (?2, ?3) AND m.undone_at IS NULL
    ORDER BY player_id
"""
GUILDS_OF_THEIR_OWN = """
    SELECT scope FROM rumours WHERE player_id = ?1 AND scope > ?2
    UNION
    SELECT p.scope FROM mended_players AS p JOIN mendings AS m ON m.id = p.mending_id
    WHERE p.player_id = ?1 AND p.scope > ?2 AND m.undone_at IS NULL
"""
BEARS = "SELECT 1 FROM player_names WHERE player_id = ? AND scope IN (?, ?) AND name = ?"


def file_of(
    conn: sqlite3.Connection, scope: int, player_id: int, as_of: dt.date = dt.date.max
) -> PlayerFile | None:
    """All that ``scope`` may know of a player up to ``as_of``, held rumours too; None if that is nothing.

    Of one who was merged it is the file of the player whom he was merged into, with what was moved where it is now.
    """
    sight = Sight(conn, scope)
    stands = standing(sight, player_id)
    if stands is not None:
        return _mended_file(conn, sight, stands, as_of)
    known = rumours.visible(conn, scope, player_id, as_of)
    if not known:
        return None
    name, *aliases = fullest_first(name for (name,) in conn.execute(NAMES, (player_id, *sight.seen)))
    return PlayerFile(player_id, name, tuple(aliases), known)


def _mended_file(
    conn: sqlite3.Connection, sight: Sight, stands: Standing, as_of: dt.date
) -> PlayerFile | None:
    ids = {line.id for line in stands.lines}
    owners = dict.fromkeys(line.owner for line in stands.lines)
    known = [
        kept
        for owner in owners
        for kept in rumours.visible(conn, sight.scope, owner, as_of)
        if kept.id in ids
    ]
    if not known:
        return None
    known.sort(key=lambda kept: (kept.said_on, kept.id))
    name, aliases = called(sight, stands)
    return PlayerFile(stands.root, name, aliases, tuple(known), stands.mendings)


def files_by_last_word(conn: sqlite3.Connection, scope: int, last_word: str) -> tuple[PlayerFile, ...]:
    """The files of those with a name visible to ``scope`` whose folded form ends in that word."""
    ids = [row[0] for row in conn.execute(BY_LAST_WORD, (last_word, *reach.seen_by(conn, scope)))]
    files = (file_of(conn, scope, player_id) for player_id in ids)
    return tuple({file.id: file for file in files if file is not None}.values())


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
    sight = Sight(conn, scope)
    kin = family(sight, player_id)
    bearers = (one for one in kin if conn.execute(BEARS, (one, *sight.seen, name)).fetchone())
    return next(bearers, player_id)


def call(conn: sqlite3.Connection, player_id: int, scope: int, called: Iterable[tuple[str, str]]) -> None:
    """Let ``scope`` know a player by these names, each with the last word of its folded form."""
    conn.executemany(
        "INSERT OR IGNORE INTO player_names (player_id, scope, name, last_word) VALUES (?, ?, ?, ?)",
        [(player_id, scope, name, last_word) for name, last_word in called],
    )


def guilds_of_their_own(conn: sqlite3.Connection, player_id: int) -> tuple[int, ...]:
    """The guilds that keep rumours or mendings of their own of a player: each sees another saga than the wire does.

    Those that see no wire at all are not among them.
    """
    kin = family(Sight(conn, WIRE), player_id)
    found = {row[0] for one in kin for row in conn.execute(GUILDS_OF_THEIR_OWN, (one, WIRE))}
    return tuple(sorted(found.difference(row[0] for row in conn.execute(reach.WITHOUT_WIRE))))
