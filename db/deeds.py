"""Deeds as rows, and back again exactly equal; which of them a scope sees."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from bot.files import Alias, Close, Edit, Mending, Merge, Rename, Retract, Split, Vouch
from db import reach, rumours
from db.times import from_epoch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from bot.files import Deed

_COLUMNS = "m.id, m.scope, m.at, m.actor_id, m.player_id, m.kind, m.detail"
TOUCHING = f"""
    SELECT {_COLUMNS} FROM mended_players AS p JOIN mendings AS m ON m.id = p.mending_id
    WHERE p.player_id = ? AND p.scope IN (?, ?) AND m.undone_at IS NULL ORDER BY m.id
"""  # noqa: S608 - put together from constants
OF_SCOPE = f"""
    SELECT {_COLUMNS} FROM mendings AS m WHERE m.scope = ? AND m.undone_at IS NULL ORDER BY m.id
"""  # noqa: S608 - put together from constants
VISIBLE = f"""
    SELECT {_COLUMNS} FROM mendings AS m WHERE m.scope IN (?, ?) AND m.undone_at IS NULL ORDER BY m.id
"""  # noqa: S608 - put together from constants
LAST_ON_RUMOUR = f"""
    SELECT {_COLUMNS} FROM mended_rumours AS r JOIN mendings AS m ON m.id = r.mending_id
    WHERE r.rumour_id = ? AND r.scope IN (?, ?) AND m.undone_at IS NULL ORDER BY m.id DESC LIMIT 1
"""  # noqa: S608 - put together from constants


def touching(conn: sqlite3.Connection, scope: int, player_id: int) -> tuple[Mending, ...]:
    """The deeds visible to ``scope`` that touch a player or what was filed under him, by number."""
    return _mendings(conn.execute(TOUCHING, (player_id, *reach.seen_by(conn, scope))))


def of_scope(conn: sqlite3.Connection, scope: int) -> tuple[Mending, ...]:
    """The deeds of that very scope, by number."""
    return _mendings(conn.execute(OF_SCOPE, (scope,)))


def visible(conn: sqlite3.Connection, scope: int) -> tuple[Mending, ...]:
    """All deeds that ``scope`` sees, by number."""
    return _mendings(conn.execute(VISIBLE, reach.seen_by(conn, scope)))


def moves(mending: Mending) -> tuple[tuple[int, int], ...]:
    """The rumours that a deed moves, each with the player to whom."""
    match mending.deed:
        case Split(to_id, ids):
            return tuple((rumour_id, to_id) for rumour_id in ids)
        case Edit(rumour_id, _, int(to_id)):
            return ((rumour_id, to_id),)
        case _:
            return ()


def last_on_rumour(conn: sqlite3.Connection, scope: int, rumour_id: int) -> Mending | None:
    """The last deed on a rumour that ``scope`` sees."""
    found = _mendings(conn.execute(LAST_ON_RUMOUR, (rumour_id, *reach.seen_by(conn, scope))))
    return found[0] if found else None


def rumour_ids(deed: Deed) -> tuple[int, ...]:
    """The rumours that a deed is about."""
    match deed:
        case Retract(rumour_id) | Edit(rumour_id) | Vouch(rumour_id):
            return (rumour_id,)
        case Split(_, ids):
            return ids
        case _:
            return ()


def write(deed: Deed) -> tuple[str, str]:
    """The deed's kind, and what else there is to it as JSON."""
    return _KINDS[type(deed)], rumours.dumps(_detail(deed))


def _detail(deed: Deed) -> object:
    match deed:
        case Retract(one) | Vouch(one) | Merge(one) | Rename(one) | Alias(one):
            return one
        case Edit(rumour_id, rumour, to_id):
            return [rumour_id, rumours.write(rumour), to_id]
        case Split(to_id, ids):
            return [to_id, ids]
        case Close(on):
            return on.isoformat()


def read(kind: str, detail: str) -> Deed:
    """The deed again, equal to what was written."""
    return _READ[kind](json.loads(detail))


_KINDS: dict[type[Deed], str] = {
    Retract: "retract",
    Edit: "edit",
    Vouch: "vouch",
    Merge: "merge",
    Split: "split",
    Rename: "rename",
    Alias: "alias",
    Close: "close",
}
_READ: dict[str, Callable[[Any], Deed]] = {
    "retract": Retract,
    "edit": lambda told: Edit(told[0], rumours.read(told[1]), told[2]),
    "vouch": Vouch,
    "merge": Merge,
    "split": lambda told: Split(told[0], tuple(told[1])),
    "rename": Rename,
    "alias": Alias,
    "close": lambda told: Close(dt.date.fromisoformat(told)),
}


def _mendings(rows: Iterable[Sequence[Any]]) -> tuple[Mending, ...]:
    return tuple(
        Mending(mending_id, scope, from_epoch(at), actor_id, player_id, read(kind, detail))
        for mending_id, scope, at, actor_id, player_id, kind, detail in rows
    )
