"""Sentences as rows of units: a mention, a phrase of the lexicon, a mark or a plain word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.data import table
from bot.reading.lexicon import NO_SENSE, Sense, keys_of, longest
from bot.reading.money import Money
from bot.reading.people import Person
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from bot.reading.sentences import Sentence
    from bot.reading.tokens import Token


class Of(Enum):
    """What a unit is."""

    WORD = "word"
    MARK = "mark"
    CLUB = "club"
    PLACE = "place"
    PERSON = "person"
    OUTLET = "outlet"
    MONEY = "money"
    EPITHET = "epithet"
    THE_CLUB = "the club"


@dataclass(frozen=True, slots=True)
class Mention:
    """What the tokens from ``start`` to ``end`` were found to be.

    ``value`` is the name of a club or an outlet, a ``Person`` or ``Money``.
    """

    start: int
    end: int
    of: Of
    value: str | Person | Money | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """``tokens[start:end]``, its lower-case words, its senses in the lexicon.

    ``keys`` are what patterns may ask of it: its words, the names of its senses, the kinds of mention that it
    is. They and ``is_barrier`` (a clause ends here) are worked out once, since every pattern asks for them.
    """

    start: int
    end: int
    of: Of
    low: str
    senses: frozenset[Sense]
    value: str | Person | Money | None
    keys: frozenset[str]
    is_barrier: bool

    def has(self, name: str) -> bool:
        """True if it is of that class of the lexicon."""
        return name in self.keys


_BARRIERS = frozenset({";", ":", "–", "—", "(", ")", "|", "•"})


def make(
    place: tuple[int, int],
    of: Of,
    low: str,
    senses: frozenset[Sense] = NO_SENSE,
    value: str | Person | Money | None = None,
) -> Unit:
    """A unit of the tokens from ``place[0]`` to ``place[1]``."""
    names = keys_of(senses)
    keys = names.union((low,), _asked_for(of, names, value))
    is_barrier = low in _BARRIERS if of is Of.MARK else "w:break" in names
    return Unit(*place, of, low, senses, value, keys, is_barrier)


def _asked_for(of: Of, names: AbstractSet[str], value: object) -> tuple[str, ...]:
    """The kinds of mention by which patterns ask for a unit (see ``bot.reading.patterns``)."""
    if of is Of.PERSON and isinstance(value, Person) and not value.is_staff:
        return ("NAME", "PLAYER")
    if of is Of.EPITHET or "w:pronoun" in names:
        return ("PLAYER",)
    if of in (Of.CLUB, Of.THE_CLUB):
        return ("CLUB",)
    if of is Of.OUTLET or (isinstance(value, Money) and not value.wages):
        return (of.name,)
    return ()


@cache
def _player_words() -> frozenset[str]:
    words = table("positions.toml")
    groups = (group for name, group in words.items() if name not in ("pattern", "epithet"))
    listed = [word for group in groups for word in group["words"]]
    listed += [word for words in words["epithet"].values() for word in words]
    return frozenset(fold(word) for word in listed)


@cache
def _demonyms() -> frozenset[str]:
    """Words for a person of a country: "the Dutchman", "the Brazilian"."""
    return frozenset(fold(word) for row in table("nationalities.toml")["country"] for word in row["words"])


_POSITION = frozenset({Sense("n:position")})
_POSITION_MAX = 3
_PHRASE_MAX = 8
"""No phrase of the lexicon has more words."""


def _epithet(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where an epithet of a player that starts here ends; ``start`` if there is none.

    "the 26-year-old", "the Dutchman", "the (Dutch) defender".
    """
    if tokens[start].low != "the" or start + 1 >= end:
        return start
    if [token.low for token in tokens[start + 2 : start + 4]] == ["year", "old"]:
        stop = start + 4
        return stop + _position(tokens, stop, end)
    stop = start + 1
    if fold(tokens[stop].plain) in _demonyms() or tokens[stop].low.endswith(("man", "woman")):
        length = _position(tokens, stop + 1, end)
        is_name = tokens[stop].is_capital
        return stop + 1 + length if length or (is_name and tokens[stop].low in _people_of()) else start
    return stop + _position(tokens, stop, end) if _position(tokens, stop, end) else start


@cache
def _people_of() -> frozenset[str]:
    """Demonyms that are nouns by themselves; "the French" or "the English" are no one person."""
    plural = ("sh", "ch", "ese")
    return frozenset(word for word in _demonyms() if not word.endswith(plural) and " " not in word)


def _position(tokens: Sequence[Token], start: int, end: int) -> int:
    for length in range(min(_POSITION_MAX, end - start), 0, -1):
        if " ".join(token.low for token in tokens[start : start + length]) in _player_words():
            return length
    return 0


def _the_club(tokens: Sequence[Token], start: int, end: int) -> bool:
    return (
        tokens[start].low in ("the", "his") and start + 1 < end and tokens[start + 1].low in ("club", "side")
    )


def build(tokens: Sequence[Token], sentence: Sentence, mentions: Mapping[int, Mention]) -> list[Unit]:
    """The units of a sentence. ``mentions`` are keyed by their first token."""
    units: list[Unit] = []
    place = sentence.start
    while place < sentence.end:
        unit = _unit(tokens, place, sentence.end, mentions)
        units.append(unit)
        place = unit.end
    return units


def _unit(tokens: Sequence[Token], place: int, limit: int, mentions: Mapping[int, Mention]) -> Unit:
    mention = mentions.get(place)
    if mention is not None:
        return make((place, mention.end), mention.of, _low(tokens, place, mention.end), value=mention.value)
    if not tokens[place].is_word:
        return make((place, place + 1), Of.MARK, tokens[place].low, longest(tokens, place, place + 1)[1])
    stop = _epithet(tokens, place, limit)
    if stop > place and not any(inner in mentions for inner in range(place, stop)):
        return make((place, stop), Of.EPITHET, _low(tokens, place, stop))
    if _the_club(tokens, place, limit):
        return make((place, place + 2), Of.THE_CLUB, "the club")
    reach = range(place + 1, min(limit, place + _PHRASE_MAX))
    return _word(tokens, place, next((start for start in reach if start in mentions), limit))


def _word(tokens: Sequence[Token], place: int, limit: int) -> Unit:
    """The longest phrase of the lexicon, or word for a position, that starts here; else the plain word."""
    length = _position(tokens, place, limit)
    stop, senses = longest(tokens, place, limit)
    if length and length >= stop - place:
        senses = (senses if stop == place + length else NO_SENSE) | _POSITION
        stop = place + length
    return make((place, stop), Of.WORD, _low(tokens, place, stop), senses)


def _low(tokens: Sequence[Token], start: int, end: int) -> str:
    return " ".join(token.low for token in tokens[start:end])
