"""Who a text speaks of: names found by their shape, surnames chained to full names, players told from staff."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.reading import names
from bot.reading.lexicon import longest
from bot.reading.name_lists import is_english, phrases_that_are_no_names, role_words
from bot.reading.names import opens_name
from bot.reading.standing import known_staff, votes
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from bot.reading.tokens import Token

__all__ = ["Person", "find_people", "opens_name", "phrases_that_are_no_names", "role_words"]


@dataclass(slots=True)
class Person:
    """Somebody named in the text. ``places`` are his mentions as (start, end) tokens, in order."""

    name: str
    places: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    staff_votes: int = 0
    player_votes: int = 0
    reporter_votes: int = 0

    @property
    def is_staff(self) -> bool:
        """True if the text (or the short list of known names) calls him a manager, agent or official."""
        return self.staff_votes > self.player_votes

    @property
    def is_reporter(self) -> bool:
        """True if the text calls him a journalist or the like; he is of the staff then, too."""
        return self.is_staff and self.reporter_votes > 0


def _phrase(tokens: Sequence[Token], start: int, end: int) -> str:
    return fold(" ".join(token.plain for token in tokens[start:end]))


def _name(view: str, tokens: Sequence[Token], start: int, end: int) -> str:
    """A name as it is written, words in capitals brought to normal case ("Virgil VAN DIJK" → "Virgil Van Dijk")."""
    raw = unicodedata.normalize("NFC", view[tokens[start].start : tokens[end - 1].end])
    name = "".join(char for char in raw if unicodedata.category(char) != "Cf")
    if name.isupper():
        return name.title() if len(name) > _INITIALS else name
    return " ".join(
        word.title() if word.isupper() and len(word) > _INITIALS else word for word in name.split(" ")
    )


_INITIALS = 3
"""So many capitals may be initials."""


_LONG = 6
"""Letters from which on two surnames may differ by one and still be the same, misprinted."""
_NAMESAKES = 8
"""Of so many people with one surname the full name is compared; more are no text."""
_SHARED = 3
"""Letters that two forms of one first name have in common: Sam and Samantha."""


def _one_less(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters: two that share one are a letter apart."""
    if len(word) >= _LONG:
        yield word
        yield from (word[:place] + word[place + 1 :] for place in range(1, min(len(word), 20)))


def _same_first(one: str, other: str) -> bool:
    """True for two forms of one first name, or its initial: "sam" and "samantha", "r" and "rafael"."""
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other or (len(min(one, other, key=len)) >= _SHARED and one[:_SHARED] == other[:_SHARED])


class _Register:
    """The people met so far, by every end and every beginning of their names."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.people: list[Person] = []
        self._known = known
        self._ends: dict[str, Person] = {}
        self._beginnings: dict[str, Person] = {}
        self._surnames: dict[str, list[tuple[str, Person]]] = defaultdict(list)
        self._spellings: dict[str, tuple[str, Person]] = {}

    def find(self, key: str) -> Person | None:
        """The one whose name this is, or ends in this, or (failing that) begins with this or nearly is this."""
        return self._ends.get(key) or self._beginnings.get(key) or self._namesake(key) or self._misprint(key)

    def recognise(self, key: str) -> Person | None:
        """One whom the text has not named yet, but who is known: by his whole name, his surname or an initial."""
        first, _, rest = key.partition(" ")
        name = self._known.get(key)
        if name is None and rest and rest in self._known:
            kin = fold(self._known[rest])
            name = self._known[rest] if kin == rest or _same_first(first, kin.partition(" ")[0]) else None
            if kin == rest:
                return None  # the text says more of his name
        return self.add(fold(name), Person(name)) if name else None

    def _namesake(self, key: str) -> Person | None:
        """One with the same surname and another form of the same first name."""
        first, _, rest = key.partition(" ")
        if not rest:
            return None
        known = self._surnames[rest.rpartition(" ")[2]][:_NAMESAKES]
        return next((person for other, person in known if _same_first(first, other)), None)

    def _misprint(self, key: str) -> Person | None:
        """One whose surname is a letter apart, if the first names do not speak against it."""
        first, _, rest = key.partition(" ")
        surname = key.rpartition(" ")[2]
        for spelling in _one_less(surname):
            other, person = self._spellings.get(spelling, ("", None))
            if person is not None and (not rest or _same_first(first, other)):
                return person
        return None

    def add(self, key: str, person: Person) -> Person:
        """Take in somebody new; an end that two names share stays with the first."""
        words = key.split(" ")
        for place in range(len(words)):
            self._ends.setdefault(" ".join(words[place:]), person)
            self._beginnings.setdefault(" ".join(words[: place + 1]), person)
        if len(words) > 1:
            self._surnames[words[-1]].append((words[0], person))
            for spelling in _one_less(words[-1]):
                self._spellings.setdefault(spelling, (words[0], person))
        self.people.append(person)
        return person


def _order(tokens: Sequence[Token], shape: tuple[int, int]) -> tuple[bool, int]:
    """Names in normal case before those in capitals, long ones before short ones."""
    start, end = shape
    return tokens[end - 1].is_loud, start - end


def _alone(row: names.Row, shapes: Sequence[tuple[int, int]]) -> set[str]:
    """The single words that are names by themselves somewhere in the text, and not only whereabouts."""
    singles = [start for start, end in shapes if end - start == 1]
    persons = {row.tokens[start].low for start in singles if not names.is_whereabouts(row, start)}
    found = {row.tokens[start].low for start in singles if names.stands_alone(row, start)}
    return found & persons


def _is_no_word(row: names.Row, start: int) -> bool:
    """True for a capital that is no word of English, or does not only open a sentence."""
    return not row.says_nothing(start) or not is_english(row.tokens[start].low)


_HE = frozenset({"he", "him", "his", "she", "her", "i", "my", "me"})
_TELLING = frozenset({"v:say", "v:deny", "v:announce"})


def _tells_of_club(tokens: Sequence[Token], end: int, taken: Collection[int]) -> bool:
    """True for "has revealed that the club turned down …" behind a name: so speak officials, and not of themselves."""
    place = next((at for at in range(end, min(end + 3, len(tokens))) if _is_telling(tokens, at)), None)
    if place is None or any(token.low not in _AUXILIARY for token in tokens[end:place]):
        return False
    rest = tokens[place + 1 : place + 1 + _LONGEST_SAID]
    stop = next((at for at, token in enumerate(rest) if token.plain in (".", '"', ";")), len(rest))
    told = rest[1:stop] if rest[:1] and rest[0].low == "that" else rest[:stop]
    if not told or any(token.low in _HE for token in told):
        return False
    first = place + 1 + (rest[0].low == "that")
    is_club = first in taken and tokens[first].is_capital
    return is_club or [token.low for token in told[:2]] == ["the", "club"] or told[0].low in ("they", "we")


_AUXILIARY = frozenset({"has", "have", "had", "also", "today", "yesterday"})
_LONGEST_SAID = 30
"""Tokens of what is told that are looked at."""


def _is_telling(tokens: Sequence[Token], place: int) -> bool:
    return any(sense.name in _TELLING for sense in longest(tokens, place, len(tokens))[1])


def find_people(
    view: str,
    tokens: Sequence[Token],
    taken: Collection[int],
    starts: Collection[int],
    known: Mapping[str, str] | None = None,
) -> list[Person]:
    """The people of a text, in the order in which they are first named.

    ``taken`` are the tokens that clubs, outlets and sums have claimed, ``starts`` those that open a sentence.
    Full names come first; a surname or a first name by itself is chained to the full name that has it.
    A single capital that only ever opens a sentence is a name if it is no word of English. ``known`` gives for
    folded names and surnames the whole name of somebody who is known; he is recognised by them.
    """
    row = names.Row(view, tokens, taken, starts)
    shapes = list(names.shapes(row))
    alone = _alone(row, shapes)
    register = _Register(known or {})
    for start, end in sorted(shapes, key=lambda shape: _order(tokens, shape)):
        key = _phrase(tokens, start, end)
        person = register.find(key) if key else None
        if (
            person is None
            and key
            and (end - start > 1 or _is_no_word(row, start) or tokens[start].low in alone)
        ):
            person = register.recognise(key)
        if person is None and key and (end - start > 1 or tokens[start].low in alone):
            person = register.add(key, Person(_name(view, tokens, start, end)))
        if person is not None:
            person.places.append((start, end))
    for person in register.people:
        person.places.sort()
        person.staff_votes += known_staff().get(fold(person.name), 0)
        for start, end in person.places:
            _vote(person, tokens, start, end)
            person.staff_votes += _tells_of_club(tokens, end, taken)
    return sorted(register.people, key=lambda person: person.places[0])


def _vote(person: Person, tokens: Sequence[Token], start: int, end: int) -> None:
    found = votes(tokens, start, end)
    person.staff_votes += found.staff
    person.player_votes += found.player
    person.reporter_votes += found.reporter
