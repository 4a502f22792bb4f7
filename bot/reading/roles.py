"""Events that are plain once it is settled who is who: the deed stands between the right parties.

The frames of ``data/roles.toml`` ask for OWNER, SUITOR, HIM and IT, which the units of a sentence are for one player.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.reading.frames import find_events
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.reading.casting import Cast
    from bot.reading.document import Line
    from bot.reading.frames import Event
    from bot.reading.reference import Topic
    from bot.reading.units import Unit

Roles = dict[int, set[str]]
"""What the units of a sentence, by their number, may be."""


def cast_events(line: Line, before: Line | None, topic: Topic, cast: Cast) -> Iterator[Event]:
    """The events of a sentence in which the player of a cast and his clubs have the parts that the deed asks for.

    ``before`` is the sentence before it, which "it" may go back to.
    """
    roles = _roles(line, before, topic, cast)
    if roles:
        units = [_as(unit, roles.get(place)) for place, unit in enumerate(line.units)]
        for event in find_events(units, line.keys.union(*roles.values()), "roles.toml"):
            if not _is_parted(line, event):
                yield event


def _roles(line: Line, before: Line | None, topic: Topic, cast: Cast) -> Roles:
    roles: Roles = defaultdict(set)
    for place, club in line.clubs:
        if role := _role(club, cast):
            roles[place].add(role)
    for place in topic.places(cast.player):
        roles[place].add("HIM")
    for place in _either(line.units):
        roles[place] |= {"OWNER", "SUITOR"}
    for place, antecedent in _relatives(line.units, roles):
        roles[place] |= roles[antecedent]
    for place in _its(line, before):
        roles[place].add("IT")
    return roles


def _is_parted(line: Line, event: Event) -> bool:
    """True if another club stands between the first party and its deed: then it may be that one's."""
    first = next((place for place in event.units[1:]), event.first)
    return line.units[event.first].of is Of.CLUB and any(
        line.units[place].of is Of.CLUB and line.units[place].value != line.units[event.first].value
        for place in range(event.first + 1, first)
    )


def _role(club: str, cast: Cast) -> str:
    return "OWNER" if club == cast.owner else "SUITOR" if club in cast.suitors else ""


def _as(unit: Unit, roles: set[str] | None) -> Unit:
    return replace(unit, keys=unit.keys | roles) if roles else unit


_HEADS = frozenset({"club", "side", "outfit"})
_THIRD = frozenset("other another new former old third any no local his her next every".split())


def _either(units: Sequence[Unit]) -> Iterator[int]:
    """The units that may stand for either club: "they", "the club", "the London side"."""
    for place, unit in enumerate(units):
        if unit.of is Of.THE_CLUB or unit.low == "they":
            yield place
        elif unit.low in _HEADS:
            lead = [before.low for before in units[max(0, place - 3) : place]]
            if "the" in lead and not _THIRD & set(lead[lead.index("the") :]):
                yield place


def _relatives(units: Sequence[Unit], roles: Mapping[int, set[str]]) -> list[tuple[int, int]]:
    """What "who" and "which" stand for: the one named right before them."""
    return [
        (place, before)
        for place, unit in enumerate(units)
        if unit.low in ("who", "which")
        for before in (place - 1, place - 2)
        if before in roles and (before == place - 1 or units[place - 1].low == ",")
    ]


def _its(line: Line, before: Line | None) -> Iterator[int]:
    """The units by which an offer is meant that was named before."""
    is_named = before is not None and "n:offer" in before.keys
    for place, unit in enumerate(line.units):
        if unit.has("n:offer"):
            is_named = True
        elif unit.low == "it" and is_named:
            yield place


def suitors_of(line: Line, event: Event, cast: Cast) -> tuple[str, ...]:
    """The suitors whom the event itself names."""
    clubs = (str(line.units[place].value) for place in event.units if line.units[place].of is Of.CLUB)
    return tuple(dict.fromkeys(club for club in clubs if club in cast.suitors))
