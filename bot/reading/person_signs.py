"""What speaks for a person's being a player on the move, and what against it, as signs for a ranker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.around import neighbour, nominal, step, verb_after, verb_before
from bot.reading.lexicon import names_of
from bot.reading.tense import past_cue
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reading.document import Document, Line, Place
    from bot.reading.people import Person

_TRADE = frozenset(
    "n:offer n:fee n:talks n:interest n:medical n:request n:clause n:race v:sign v:join v:buy v:submit v:pursue "
    "v:link".split()
)
"""Classes that hardly stand in a text without transfer news."""

_COUNTED = (Of.CLUB, Of.MONEY, Of.OUTLET)


@dataclass(frozen=True, slots=True)
class Crowd:
    """All the people of a text, counted once: the most mentions of one, and the first who is no official."""

    signs: frozenset[str]
    most: int
    first: Person | None


def crowd(document: Document) -> Crowd:
    """The people of a document together."""
    return Crowd(
        frozenset(_of_text(document)),
        max((len(person.places) for person in document.people), default=0),
        next((person for person in document.people if not person.is_staff), None),
    )


def signs(document: Document, person: Person, among: Crowd) -> set[str]:
    """The signs of a person of the text, from where and how he is named."""
    places = document.person_places.get(id(person), [])
    found = set(among.signs)
    if not places:
        return found
    found.update(_of_person(person, places, among))
    for number, place in enumerate(places):
        found.update(_of_mention(document, place, is_first=not number))
    return found


def _of_text(document: Document) -> Iterator[str]:
    players = [person for person in document.people if not person.is_staff]
    trade = sum(1 for line in document.lines for unit in line.units if unit.keys & _TRADE)
    yield "trade words " + step(trade, (0, 1, 2, 4, 8))
    yield "people " + step(len(players), (1, 2, 4, 7))
    yield "clubs " + step(len(document.club_places), (0, 1, 2, 3, 5, 8))
    yield "lines " + step(len(document.lines), (2, 4, 8, 12, 20))


def _of_person(person: Person, places: list[Place], among: Crowd) -> Iterator[str]:
    yield "named " + step(len(places), (1, 2, 3, 5, 8))
    yield "share " + step(len(places) / among.most, (0.2, 0.4, 0.7, 0.99))
    yield "first line " + step(places[0][0], (0, 1, 2, 4, 8))
    yield f"staff votes {min(person.staff_votes, 4)}"
    yield f"player votes {min(person.player_votes, 4)}"
    yield f"words {min(len(person.name.split()), 3)}"
    if person.is_staff:
        yield "staff"
    if person is among.first:
        yield "first of all"


def _of_mention(document: Document, place: Place, *, is_first: bool) -> Iterator[str]:
    line, at = document.lines[place[0]], place[1]
    for offset in (-3, -2, -1, 1, 2, 3):
        for name in neighbour(line.units, at + offset):
            yield f"{offset:+d} {name}"
            if is_first and abs(offset) < 3:  # noqa: PLR2004 - beside the name
                yield f"first {offset:+d} {name}"
    yield from (f"noun {name}" for name in nominal(line.units, at))
    yield from _of_verbs(line, at)
    yield from _of_sentence(line, at)
    if past_cue(line.units, *line.clause_around(at), document.today):
        yield "long ago"


def _of_verbs(line: Line, at: int) -> Iterator[str]:
    verbs, is_modal = verb_after(line.units, at)
    yield from (f"does {verb}{' maybe' if is_modal else ''}" for verb in verbs)
    verbs, preposition = verb_before(line.units, at)
    yield from (f"object of {verb} {preposition}" for verb in verbs)


def _of_sentence(line: Line, at: int) -> Iterator[str]:
    if line.sentence.is_headline:
        yield "headline"
    if line.units[at].start in line.sentence.quoted:
        yield "quoted"
    yield "clubs beside " + step(len(set(line.values(Of.CLUB))), (0, 1, 2, 3))
    clause = line.clauses[at]
    for unit, own in zip(line.units, line.clauses, strict=True):
        counted = (unit.of.name,) if unit.of in _COUNTED else ()
        for name in (*names_of(unit.senses), *counted):
            yield "sentence " + name
            if own == clause:
                yield "clause " + name
    yield from (f"event {event.frame.kind}" for event in line.events if line.clauses[event.first] == clause)
