"""A text with everything that is found in it before anything is concluded: sentences as units, people, clubs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from bot.reading import club_lists, clubs, money, outlets, people, sentences
from bot.reading.background import by_name, concerning
from bot.reading.frames import find_events
from bot.reading.lexicon import names_of
from bot.reading.money import Money
from bot.reading.people import Person
from bot.reading.tokens import Token, tokenise
from bot.reading.units import Mention, Of, Unit, build
from bot.spelling import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from bot.reading.background import Background, Known
    from bot.reading.frames import Event
    from bot.reading.normalise import Page
    from bot.reading.scope import Scope
    from bot.reading.sentence_signs import Word
    from bot.reading.sentences import Sentence


@dataclass(slots=True)
class Line:
    """A sentence as units, what happens in it, in order, and for each unit the number of its clause.

    ``keys`` are those of all units, ``barriers`` the units at which a clause ends. ``clubs``, ``named`` and ``sums``
    are the units that are a club, a person and a sum. ``meant`` and ``beside`` are for ``bot.reading.scope`` and
    ``bot.reading.candidates`` to keep what they have worked out, by the units of an event; ``words`` and ``said`` for
    ``bot.reading.sayings``, by the parts of the clubs and persons and by the units looked at.
    """

    sentence: Sentence
    units: list[Unit]
    events: list[Event]
    clauses: list[int]
    keys: frozenset[str]
    barriers: list[int]
    clubs: list[tuple[int, str]]
    named: list[tuple[int, Person]]
    sums: list[int]
    meant: dict[tuple[tuple[int, ...], bool], Scope] = field(
        default_factory=dict["tuple[tuple[int, ...], bool]", "Scope"]
    )
    beside: dict[tuple[int, ...], frozenset[str]] = field(
        default_factory=dict[tuple[int, ...], frozenset[str]]
    )
    words: list[Word] = field(default_factory=list["Word"])
    said: dict[tuple[tuple[str, ...], tuple[int, int]], Mapping[str, float]] = field(
        default_factory=dict["tuple[tuple[str, ...], tuple[int, int]]", "Mapping[str, float]"]
    )
    _classes: dict[int, frozenset[str]] = field(default_factory=dict[int, frozenset[str]])

    def clause_around(self, place: int) -> tuple[int, int]:
        """The clause of a unit as a range of units: from the barrier before it to the one after it."""
        before, after = bisect_left(self.barriers, place), bisect_right(self.barriers, place)
        start = self.barriers[before - 1] + 1 if before else 0
        return start, self.barriers[after] if after < len(self.barriers) else len(self.units)

    def classes_around(self, place: int) -> frozenset[str]:
        """The names of the senses in the clause of a unit."""
        clause = self.clauses[place]
        if clause not in self._classes:
            units = (unit for unit, own in zip(self.units, self.clauses, strict=True) if own == clause)
            self._classes[clause] = frozenset(name for unit in units for name in names_of(unit.senses))
        return self._classes[clause]

    def values(self, of: Of) -> list[str]:
        """The names of the clubs or outlets in it, in order."""
        return [unit.value for unit in self.units if unit.of is of and isinstance(unit.value, str)]


Place = tuple[int, int]
"""A unit of the document: the number of its line, and its own in the line."""


@dataclass(frozen=True, slots=True)
class Document:
    """What was found in a page.

    ``club_places`` are the places of each club, in the order of the text; ``person_places`` those of each person,
    by ``id`` of the ``Person``. ``known`` is what was known of some of the people before, by ``id`` as well.
    """

    page: Page
    tokens: list[Token]
    lines: list[Line]
    people: list[Person]
    sums: list[Money]
    club_places: dict[str, list[Place]]
    person_places: dict[int, list[Place]]
    known: Mapping[int, Known] = field(default_factory=dict[int, "Known"])

    @property
    def today(self) -> dt.date | None:
        """The day of the text, by which "in 2015" and "last December" are long ago."""
        return self.page.published

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of ``tokens[start:end]``."""
        return self.tokens[start].start, self.tokens[end - 1].end


def _tokens(page: Page) -> tuple[list[Token], list[int]]:
    tokens: list[Token] = []
    starts: list[int] = []
    for span in page.paragraphs:
        starts.append(len(tokens))
        tokens += tokenise(page.view, span.start, span.end)
    return tokens, starts


def _sums(page: Page, tokens: Sequence[Token]) -> tuple[list[Money], list[Mention]]:
    """The sums of a page, and the tokens that they take."""
    first = {token.start: place for place, token in enumerate(tokens)}
    sums: list[Money] = []
    mentions: list[Mention] = []
    for span in page.paragraphs:
        for found in money.find_money(page.view, span.start, span.end):
            start = first.get(found.start)
            if start is None:
                continue
            end = start + 1
            while end < len(tokens) and tokens[end].start < found.end:
                end += 1
            sums.append(found)
            mentions.append(Mention(start, end, Of.MONEY, found))
    return sums, mentions


def _clubs(tokens: Sequence[Token], likely: Collection[str]) -> list[Mention]:
    """The clubs; a doubtful word beside a part of a person's name is left to the people.

    Where all is in capitals a capital beside it proves no name.
    """
    listed = {
        place for found in club_lists.gazetteer().find(tokens) for place in range(found.start, found.end)
    }
    loose = {
        token.start
        for place, token in enumerate(tokens)
        if place not in listed and people.opens_name(token) and not token.is_loud
    }
    found = clubs.find_clubs(
        tokens,
        is_name=lambda token: token.start in loose,
        is_role=lambda token: not token.is_capital and token.low in people.role_words(),
        likely=likely,
    )
    return [Mention(one.start, one.end, Of.CLUB if one.club else Of.PLACE, one.club) for one in found]


def _phrases(tokens: Sequence[Token]) -> list[Mention]:
    return [
        Mention(found.start, found.end, Of.PLACE) for found in people.phrases_that_are_no_names().find(tokens)
    ]


def _without_overlap(*layers: Sequence[Mention]) -> dict[int, Mention]:
    """Mentions by first token; where two overlap the earlier layer has it."""
    taken: set[int] = set()
    kept: dict[int, Mention] = {}
    for layer in layers:
        for mention in layer:
            places = range(mention.start, mention.end)
            if not any(place in taken for place in places):
                taken.update(places)
                kept[mention.start] = mention
    return kept


def examine(page: Page, background: Background = ()) -> Document:
    """Find all that is in a page: sums, outlets, clubs and places first, then the people in what is left.

    ``background`` is what is known of players whom it may name.
    """
    known = concerning(background, page.view)
    named = by_name(known)
    tokens, starts = _tokens(page)
    sums, sum_mentions = _sums(page, tokens)
    outlet_mentions = [
        Mention(found.start, found.end, Of.OUTLET, found.name) for found in outlets.find_outlets(tokens)
    ]
    listed = _without_overlap(
        sum_mentions,
        outlet_mentions,
        _clubs(tokens, {club for one in known for club in one.clubs}),
        _phrases(tokens),
    )
    taken = {place for mention in listed.values() for place in range(mention.start, mention.end)}
    rows = sentences.split(page, tokens, starts)
    found_people = people.find_people(
        page.view, tokens, taken, {row.start for row in rows}, _whole_names(named)
    )
    people_mentions = [
        Mention(start, end, Of.PERSON, person) for person in found_people for start, end in person.places
    ]
    mentions = _without_overlap(list(listed.values()), people_mentions)
    lines = [_line(tokens, row, mentions) for row in rows]
    of_people = {id(one): named[key] for one in found_people if (key := fold(one.name)) in named}
    return Document(page, tokens, lines, found_people, sums, *places(lines), of_people)


def _whole_names(named: Mapping[str, Known]) -> dict[str, str]:
    return {name: known.player for name, known in named.items()}


def _line(tokens: Sequence[Token], row: Sentence, mentions: Mapping[int, Mention]) -> Line:
    units = build(tokens, row, mentions)
    clauses = list(accumulate(int(unit.is_barrier) for unit in units))
    keys = frozenset[str]().union(*(unit.keys for unit in units))
    events = sorted(find_events(units, keys), key=lambda event: event.first)
    barriers = [place for place, unit in enumerate(units) if unit.is_barrier]
    values = [(place, unit.value) for place, unit in enumerate(units) if unit.value is not None]
    return Line(
        row,
        units,
        events,
        clauses,
        keys,
        barriers,
        clubs=[
            (place, value) for place, value in values if isinstance(value, str) and units[place].of is Of.CLUB
        ],
        named=[(place, value) for place, value in values if isinstance(value, Person)],
        sums=[place for place, value in values if isinstance(value, Money)],
    )


def places(lines: Sequence[Line]) -> tuple[dict[str, list[Place]], dict[int, list[Place]]]:
    """Where each club and (by ``id``) each person stands in some lines."""
    clubs: dict[str, list[Place]] = {}
    persons: dict[int, list[Place]] = {}
    for number, line in enumerate(lines):
        for place, unit in enumerate(line.units):
            if unit.of is Of.CLUB:
                clubs.setdefault(str(unit.value), []).append((number, place))
            elif unit.of is Of.PERSON:
                persons.setdefault(id(unit.value), []).append((number, place))
    return clubs, persons
