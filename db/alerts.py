"""Alerts as they are kept, with what has come to them since: who says so too, and what was put right."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.files import Edit, Retract, Split, Vouch
from bot.model import WIRE, Alert, AlertText, Certainty, Kind, Stage, Verdict
from bot.outbox import Correction, Row
from db import deeds, reach, rumours, spoken
from db.rumours import dumps
from db.times import from_epoch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from bot.files import Deed
    from bot.speech import Spoken

ROWS = """
    SELECT o.id, o.note, o.note_others, o.roles, o.silent, o.correction, o.guild_id, o.development_id, d.alert
    FROM outbox AS o LEFT JOIN developments AS d ON d.id = o.development_id
    WHERE o.id IN (SELECT value FROM json_each(?)) ORDER BY o.id
"""
LAST_OF = """
    SELECT d.alert FROM outbox AS o JOIN developments AS d ON d.id = o.development_id
    WHERE o.batch_id = ? ORDER BY o.id DESC LIMIT 1
"""
ECHOES = "SELECT sources FROM echoes WHERE development_id = ? AND scope IN (?, ?) ORDER BY id"
_MENDING = "SELECT kind, detail, at, scope, undone_at FROM mendings WHERE id = ?"
# What a deed calls the other player, else the name that he is filed under.
_NAME = """
    SELECT name FROM (
        SELECT 0 AS place, name FROM mended_names WHERE mending_id = :mending AND player_id = :player
        UNION ALL
        SELECT id, name FROM player_names WHERE player_id = :player AND scope IN (:wire, :scope)
    ) ORDER BY place LIMIT 1
"""


def rows(conn: sqlite3.Connection, row_ids: Sequence[int]) -> tuple[Row, ...]:
    """What rows of the outbox tell by now, in their order."""
    return tuple(_row(conn, cells) for cells in conn.execute(ROWS, (dumps(list(row_ids)),)).fetchall())


def last_of(conn: sqlite3.Connection, batch_id: int) -> Alert:
    """The newest alert of a batch that holds one."""
    return read(conn.execute(LAST_OF, (batch_id,)).fetchone()[0])


def echoed(conn: sqlite3.Connection, development_id: int, guild_id: int) -> tuple[Spoken, ...]:
    """Who has said the same since, as far as a guild (or the wire) sees: each once, oldest first."""
    asked = conn.execute(ECHOES, (development_id, *reach.seen_by(conn, guild_id)))
    told: dict[str, Spoken] = {}
    for (sources,) in asked:
        for one in spoken.read_all(sources):
            told.setdefault(one.english, one)
    return tuple(told.values())


def write(alert: Alert) -> str:
    """The alert as JSON, frozen: later news does not change what it says."""
    cells = {part.name: getattr(alert, part.name) for part in fields(alert)}
    others = {letters: asdict(text) for letters, text in alert.others.items()}
    return dumps({**cells, "said_on": alert.said_on.isoformat(), "others": others})


# A development is read for each channel that it goes to, and its values cannot be changed.
@lru_cache(maxsize=256)
def read(text: str) -> Alert:
    """The alert again, equal to what was written."""
    cells: dict[str, Any] = json.loads(text)
    cells["verdict"] = Verdict(cells["verdict"])
    cells["sources"] = tuple(cells["sources"])
    cells["said_on"] = dt.date.fromisoformat(cells["said_on"])
    cells["voices"] = tuple((name, tier) for name, tier in cells.get("voices", ()))
    if "kinds" in cells:  # those that were kept before rules asked for them have no such facts
        cells["kinds"] = tuple(Kind(kind) for kind in cells["kinds"])
        cells["stage"] = Stage(cells["stage"])
        cells["certainty"] = Certainty(cells["certainty"])
        cells["stands"] = Stage(cells["stands"])
        cells["suitors"] = tuple(cells["suitors"])
    # One that was kept before there were languages is in English alone.
    cells["others"] = {letters: _text(told) for letters, told in cells.get("others", {}).items()}
    return Alert(**cells)


def _text(told: dict[str, Any]) -> AlertText:
    told["sources"] = tuple(told["sources"])
    return AlertText(**told)


def _row(conn: sqlite3.Connection, cells: Sequence[Any]) -> Row:
    _, note, note_others, roles, silent, mark, guild_id, development_id, written = cells
    if written is None:
        return Row(note=spoken.read(note or "", note_others))
    alert = read(written)
    return Row(
        alert,
        also=tuple(one for one in echoed(conn, development_id, guild_id) if one.english not in alert.sources),
        correction=None if mark is None else _correction(conn, mark),
        role_ids=tuple(json.loads(roles)),
        is_silent=bool(silent),
    )


def _correction(conn: sqlite3.Connection, mark: str) -> Correction:
    """What a mark such as "edit 17" stands for."""
    mending_id = int(mark.rpartition(" ")[2])
    kind, detail, at, scope, undone_at = conn.execute(_MENDING, (mending_id,)).fetchone()
    deed = deeds.read(kind, detail)
    if isinstance(deed, Vouch | Edit) and mark.startswith("retract"):  # what it had told is told no more
        return Correction(Retract(deed.rumour_id), from_epoch(undone_at).date())
    facts = {"mending": mending_id, "player": _other(deed), "wire": WIRE, "scope": scope}
    named = conn.execute(_NAME, facts).fetchone()
    read_as = rumours.one(conn, deed.rumour_id) if isinstance(deed, Edit) else None
    return Correction(deed, from_epoch(at).date(), read_as, named[0] if named else None)


def _other(deed: Deed) -> int | None:
    match deed:
        case Split(to_id) | Edit(_, _, to_id):
            return to_id
        case _:
            return None
