"""Whose event it is, where a sentence names several players: its object or subject by place, not the nearest name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Kind
from bot.reading.people import Person
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.document import Line
    from bot.reading.frames import Event

_BY_PLAYER = frozenset(
    {Kind.MEDICAL, Kind.PERSONAL_TERMS, Kind.TRANSFER_REQUEST, Kind.WANTS_MOVE, Kind.REJECTS_MOVE}
)
"""Kinds that a player does himself: his name stands before them. Of the others he is the object, and stands after."""

_APART = 2
"""Units from one name to the next with one word between."""

_WITH_SUM = frozenset({Kind.BID, Kind.IMPROVED_BID, Kind.BID_REJECTED, Kind.FEE_AGREED})
_JOINED = ("and", ",", "&")


def is_anothers(line: Line, event: Event, player: Person) -> bool:
    """True for a player who is only named beside it: "signed A as cover for B", "A had a medical, B waits".

    Two who are named in one breath ("for A and B") share it.
    """
    clause = line.clauses[event.first]
    named = [
        (place, unit.value if unit.of is Of.PERSON else None)
        for place, unit in enumerate(line.units)
        if line.clauses[place] == clause
        and (unit.of is Of.EPITHET or unit.has("w:pronoun") or _is_player(unit.value))
    ]
    if event.frame.kind in _WITH_SUM and _is_only_added(line, player):
        return True
    found = _nearest([one for one in named if not _is_added(line, one[0])], event)
    if found is None or found[1] is None or found[1] is player:
        return False
    return not any(
        who is player
        and 0 < abs(place - found[0]) <= _APART
        and line.units[(place + found[0]) // 2].low in _JOINED
        for place, who in named
    )


def _is_only_added(line: Line, player: Person) -> bool:
    places = [place for place, unit in enumerate(line.units) if unit.value is player]
    return bool(places) and all(_is_added(line, place) for place in places)


def _is_added(line: Line, place: int) -> bool:
    """True for who is thrown in with the money: "£10m plus NAME", "£10m and midfielder NAME"."""
    before = [unit for unit in line.units[max(0, place - 3) : place] if not unit.has("n:position")]
    if not before:
        return False
    if before[-1].low.endswith("plus"):
        return True
    return before[-1].low == "and" and len(before) > 1 and before[-2].of is Of.MONEY


def _is_player(value: object) -> bool:
    return isinstance(value, Person) and not value.is_staff


def _nearest(named: Sequence[tuple[int, object]], event: Event) -> tuple[int, object] | None:
    """The one in the event, else the one on the side where its kind has him, else the one on the other side."""
    inside = [one for one in named if one[0] in event.units]
    before = [one for one in named if one[0] < event.last]
    after = [one for one in named if one[0] > event.first]
    by_player = event.frame.kind in _BY_PLAYER
    order = (inside[:1], before[-1:], after[:1]) if by_player else (inside[:1], after[:1], before[-1:])
    return next((found[0] for found in order if found), None)
