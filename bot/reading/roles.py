"""Which person is a player on the move, which club is his, and which clubs may be next.

Clauses vote (``data/relations.toml``); the sum over the text decides. One club owns a player, a suitor is not
the owner, and a club of his past is neither.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.data import table
from bot.reading.patterns import Index, compile_pattern, match
from bot.reading.people import Person
from bot.reading.scope import past_cue
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.document import Document, Line
    from bot.reading.patterns import Item
    from bot.reading.units import Unit


@dataclass(frozen=True, slots=True)
class _Relation:
    role: str
    told_as_past: str
    weight: int
    takes_first: bool
    items: tuple[Item, ...]


def _relations() -> Iterator[_Relation]:
    for row in table("relations.toml")["relation"]:
        for pattern in row["patterns"]:
            items = compile_pattern(pattern)
            first = row.get("club") == "first"
            yield _Relation(row["role"], row.get("told_as_past", ""), row["weight"], first, items)


@cache
def _index() -> Index[_Relation]:
    return Index(_relations())


@dataclass(slots=True)
class Cast:
    """Who plays which part for one player."""

    player: Person
    votes: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))

    def _leading(self, club: str) -> str:
        """The part that a club plays: past outweighs, else owner against suitor."""
        votes = self.votes[club]
        if votes["past"] and votes["past"] >= votes["owner"] and not votes["suitor"]:
            return "past"
        return "owner" if votes["owner"] > votes["suitor"] else "suitor"

    @property
    def owner(self) -> str | None:
        """The club that he belongs to, if the text tells."""
        owners = [club for club in self.votes if self._leading(club) == "owner" and self.votes[club]["owner"]]
        return max(owners, key=lambda club: self.votes[club]["owner"], default=None)

    @property
    def suitors(self) -> tuple[str, ...]:
        """The clubs that he may go to, in the order of the text."""
        return tuple(
            club
            for club in self.votes
            if club != self.owner and self._leading(club) == "suitor" and self.votes[club]["suitor"]
        )


class Focus:
    """Whom "he", "the Dutchman" and an unnamed object stand for as the text goes on: the player named last."""

    def __init__(self, people: Sequence[Person]) -> None:
        """Start with the player whom the text names most, the earlier one of two."""
        players = [person for person in people if not person.is_staff]
        self.main = max(players, key=lambda person: (len(person.places), person.player_votes), default=None)
        self._now = self.main

    def at(self, units: Sequence[Unit], place: int) -> Person | None:
        """The player whom a unit of this sentence is about: named in it up to there, else the one before."""
        for unit in reversed(units[: place + 1]):
            if isinstance(unit.value, Person) and not unit.value.is_staff:
                return unit.value
        after = (unit.value for unit in units[place + 1 :] if isinstance(unit.value, Person))
        return next((person for person in after if not person.is_staff), self._now)

    def leave(self, units: Sequence[Unit]) -> None:
        """Go on to the next sentence."""
        for unit in units:
            if isinstance(unit.value, Person) and not unit.value.is_staff:
                self._now = unit.value


def club_at(units: Sequence[Unit], place: int) -> str | None:
    """The club that a unit stands for; "the club" is the one named last before it in the sentence."""
    unit = units[place]
    if unit.of is Of.CLUB:
        return str(unit.value)
    named = (str(earlier.value) for earlier in reversed(units[:place]) if earlier.of is Of.CLUB)
    return next(named, None)


def _clubs_of(relation: _Relation, units: Sequence[Unit], places: Sequence[int]) -> str | None:
    at = [place for place in places if units[place].of in (Of.CLUB, Of.THE_CLUB)]
    if not at:
        return None
    return club_at(units, at[0] if relation.takes_first else at[-1])


def _votes(line: Line, year: int | None) -> Iterator[tuple[str, int, str, int]]:
    """What a sentence says of clubs: (part, weight, club, the unit up to which it is said)."""
    for start, unit in enumerate(line.units):
        for _, relation in _index().at(unit):
            places = match(relation.items, line.units, start)
            club = _clubs_of(relation, line.units, places) if places else None
            if club is None or not places:
                continue
            past = past_cue(line.units, *line.clause_around(start), year)
            role = relation.told_as_past if past else relation.role
            if role:
                yield role, relation.weight, club, places[-1]


def cast(document: Document) -> list[Cast]:
    """The players of the text with their clubs, the main one first."""
    focus = Focus(document.people)
    casts = {id(person): Cast(person) for person in document.people if not person.is_staff}
    for line in document.lines:
        for role, weight, club, place in _votes(line, document.year):
            player = focus.at(line.units, place)
            if player is not None:
                casts[id(player)].votes[club][role] += weight
        focus.leave(line.units)
    return sorted(casts.values(), key=lambda found: found.player is not focus.main)
