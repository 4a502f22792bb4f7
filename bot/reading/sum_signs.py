"""What a sum of money is for, as signs for a ranker: the clause that governs it decides, not the nearest word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Bound
from bot.reading import scope
from bot.reading.around import neighbour, step, verb_after, verb_before
from bot.reading.money import Money
from bot.reading.tense import past_cue
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reading.casting import Cast, Casting
    from bot.reading.document import Document, Line


@dataclass(frozen=True, slots=True)
class SumAt:
    """A sum at unit ``unit`` of line ``number``, and the player whom its sentence is about."""

    number: int
    unit: int
    money: Money
    cast: Cast


def sums(document: Document, casting: Casting) -> Iterator[SumAt]:
    """Every sum of the text that may belong to a player's move."""
    for number, line in enumerate(document.lines):
        for place, unit in enumerate(line.units):
            if isinstance(unit.value, Money):
                cast = casting.of(casting.topics[number].at(place))
                if cast is not None:
                    yield SumAt(number, place, unit.value, cast)


def signs(document: Document, casting: Casting, found: SumAt) -> set[str]:
    """The signs of a sum."""
    line = document.lines[found.number]
    return {
        *_of_money(document, found),
        *_of_words(line, found.unit),
        *_of_events(document, line, found.unit),
        *_of_clubs(line, found),
        *_of_topic(casting, found),
    }


def _of_money(document: Document, found: SumAt) -> Iterator[str]:
    money = found.money
    yield f"bound {money.bound.value}" if money.bound is not Bound.EXACT else "exact"
    yield from (name for name, is_so in (("rated", money.rated), ("wages", money.wages)) if is_so)
    yield "amount " + step(money.amount, (300_000, 1_000_000, 5_000_000, 20_000_000))
    yield "sums " + step(len(document.sums), (1, 2, 4))
    largest = max(other.amount for other in document.sums)
    if money.amount == largest:
        yield "largest"
    if money.amount < largest / 5:
        yield "much smaller than another"


def _of_words(line: Line, at: int) -> Iterator[str]:
    for offset in (-4, -3, -2, -1, 1, 2, 3, 4):
        for name in neighbour(line.units, at + offset):
            yield f"{offset:+d} {name}"
            yield f"{'left' if offset < 0 else 'right'} {name}"
    verbs, preposition = verb_before(line.units, at)
    yield from (f"object of {verb} {preposition}" for verb in verbs)
    yield from (f"object of {verb}" for verb in verbs)
    verbs, _ = verb_after(line.units, at)
    yield from (f"does {verb}" for verb in verbs)
    for unit, clause in zip(line.units, line.clauses, strict=True):
        place = "clause" if clause == line.clauses[at] else "sentence"
        yield from (f"{place} {sense.name}" for sense in unit.senses)


def _of_events(document: Document, line: Line, at: int) -> Iterator[str]:
    for event in line.events:
        meant = scope.judge(line, event, document.today)
        where = "clause" if line.clauses[event.first] == line.clauses[at] else "sentence"
        yield f"{where} {event.frame.kind.value}"
        yield f"{where} {event.frame.kind.value} {meant.modality.value} {meant.when.value}"
        if at in event.units:
            yield f"part of {event.frame.kind.value}"
    if past_cue(line.units, *line.clause_around(at), document.today):
        yield "long ago"
    if line.sentence.is_headline:
        yield "headline"


def _of_clubs(line: Line, found: SumAt) -> Iterator[str]:
    for place, unit in enumerate(line.units):
        if unit.of is Of.CLUB and line.clauses[place] == line.clauses[found.unit]:
            club = str(unit.value)
            role = (
                "owner"
                if club == found.cast.owner
                else "suitor"
                if club in found.cast.suitors
                else "other club"
            )
            yield f"{role} {'before' if place < found.unit else 'after'}"


def _of_topic(casting: Casting, found: SumAt) -> Iterator[str]:
    topic = casting.topics[found.number]
    yield "player by " + (
        "name" if found.cast.player in topic.named else "word" if topic.references else "carrying on"
    )
    yield "line " + step(found.number, (0, 1, 3, 7))
    yield "player " + step(found.cast.sureness["player"], (0.5, 0.7, 0.9))
