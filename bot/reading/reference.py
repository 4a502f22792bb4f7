"""Whom each sentence is about: who is named in it, who "he" and "the Dutchman" are, who goes on from before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.people import Person
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.document import Document
    from bot.reading.units import Unit


@dataclass(slots=True)
class Reference:
    """The unit ``unit`` of a sentence stands for ``person``: by name, or by an epithet or pronoun."""

    unit: int
    person: Person
    is_name: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """The players of a sentence: those whom its words stand for, and the one ``carried`` over from before."""

    references: tuple[Reference, ...]
    carried: Person | None

    @property
    def named(self) -> list[Person]:
        """The players named in it, in order; one named twice is there twice."""
        return [reference.person for reference in self.references if reference.is_name]

    def places(self, person: Person) -> list[int]:
        """The units that stand for a player."""
        return [reference.unit for reference in self.references if reference.person is person]

    def concerns(self, person: Person) -> bool:
        """True if the sentence is about that player, be it only because nobody else is named in it."""
        return bool(self.places(person)) or (not self.named and self.carried is person)

    def at(self, unit: int) -> Person | None:
        """Whom the words up to a unit are about: the last one meant up to there, else the next one, or the carried."""
        before = [reference for reference in self.references if reference.unit <= unit]
        if before:
            return before[-1].person
        named = self.named
        return named[0] if named else self.carried


def main_player(players: Sequence[Person]) -> Person | None:
    """The player whom the text names most, the earlier one of two."""
    return max(players, key=lambda person: len(person.places), default=None)


def topics(document: Document, players: Sequence[Person]) -> list[Topic]:
    """The topic of each sentence, given who of the people named are players on the move."""
    known = {id(person) for person in players}
    carried = main_player(players)
    found: list[Topic] = []
    for line in document.lines:
        topic = Topic(tuple(_references(line.units, known, carried)), carried)
        found.append(topic)
        carried = topic.named[-1] if topic.named else carried
    return found


def _references(units: Sequence[Unit], known: set[int], carried: Person | None) -> Iterator[Reference]:
    last = carried
    for place, unit in enumerate(units):
        if isinstance(unit.value, Person) and id(unit.value) in known:
            last = unit.value
            yield Reference(place, unit.value, is_name=True)
        elif last is not None and (unit.of is Of.EPITHET or unit.has("w:pronoun")):
            yield Reference(place, last, is_name=False)
