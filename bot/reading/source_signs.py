"""Whether an outlet that is named answers for the news, as signs for a ranker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.around import neighbour, step, verb_after, verb_before
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reading.casting import Casting
    from bot.reading.document import Document


@dataclass(frozen=True, slots=True)
class OutletAt:
    """An outlet or reporter named at unit ``unit`` of line ``number``."""

    number: int
    unit: int
    name: str


def outlets(document: Document) -> Iterator[OutletAt]:
    """Every outlet named in the text, in order."""
    for number, line in enumerate(document.lines):
        for place, unit in enumerate(line.units):
            if unit.of is Of.OUTLET:
                yield OutletAt(number, place, str(unit.value))


def signs(document: Document, casting: Casting, found: OutletAt) -> set[str]:
    """The signs of one mention of an outlet."""
    return set(_signs(document, casting, found))


def _signs(document: Document, casting: Casting, found: OutletAt) -> Iterator[str]:
    line, at = document.lines[found.number], found.unit
    for offset in (-3, -2, -1, 1, 2, 3):
        yield from (f"{offset:+d} {name}" for name in neighbour(line.units, at + offset))
    verbs, _ = verb_after(line.units, at)
    yield from (f"does {verb}" for verb in verbs)
    verbs, preposition = verb_before(line.units, at)
    yield from (f"object of {verb} {preposition}" for verb in verbs)
    yield from (f"sentence {event.frame.kind.value}" for event in line.events)
    yield "events " + step(len(line.events), (0, 1, 2))
    yield "units " + step(len(line.units), (3, 8, 15, 30))
    yield "line " + step(found.number, (0, 1, 3, 7))
    yield "line from the end " + step(len(document.lines) - found.number, (1, 2, 4))
    topic = casting.topics[found.number]
    yield "players named " + step(len(topic.named), (0, 1, 2))
    yield "outlets " + step(len(line.values(Of.OUTLET)), (1, 2, 3))
    if any(casting.of(person) for person in topic.named):
        yield "on a player"
    if line.sentence.is_headline:
        yield "headline"
    if at in (0, len(line.units) - 1, len(line.units) - 2):
        yield "at the edge"
