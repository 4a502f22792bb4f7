"""Sentences as rows of units: a mention, a phrase of the lexicon, a mark or a plain word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.data import table
from bot.reading.lexicon import NO_SENSE, Sense, forms_of, keys_of, longest, parted
from bot.reading.money import Money
from bot.reading.people import Person
from bot.reading.wordcounts import word_counts
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


@dataclass(slots=True)
class Mention:
    """What the tokens from ``start`` to ``end`` were found to be.

    ``value`` is the name of a club or an outlet, a ``Person`` or ``Money``.
    """

    start: int
    end: int
    of: Of
    value: str | Person | Money | None = None


@dataclass(slots=True)
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
"""Words of a position."""


def _epithet(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where an epithet of a player that starts here ends; ``start`` if there is none.

    "the 26-year-old", "the Dutchman", "the (Dutch) defender".
    """
    if start + 1 >= end:
        return start
    if [token.low for token in tokens[start + 2 : start + 4]] == ["year", "old"]:
        stop = start + 4
        return stop + _position(tokens, stop, end)
    stop = start + 1
    if [token.low for token in tokens[stop : stop + 2]] == ["signing", "of"]:
        return start  # what is done, not he to whom
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


@cache
def _position_lengths() -> dict[str, tuple[int, ...]]:
    return word_counts(words for words in _player_words() if words.count(" ") < _POSITION_MAX)


def _position(tokens: Sequence[Token], start: int, end: int) -> int:
    """How many words from ``start`` on name a position."""
    for length in _position_lengths().get(tokens[start].low, ()) if start < end else ():
        if start + length <= end and _low(tokens, start, start + length) in _player_words():
            return length
    return 0


def _the_club(tokens: Sequence[Token], start: int, end: int) -> bool:
    return start + 1 < end and tokens[start + 1].low in ("club", "side")


def build(tokens: Sequence[Token], sentence: Sentence, mentions: Mapping[int, Mention]) -> list[Unit]:
    """The units of a sentence. ``mentions`` are keyed by their first token."""
    units: list[Unit] = []
    place = sentence.start
    starts = [
        start
        for start in range(place, sentence.end)
        if start in mentions and not _is_phrase(tokens, mentions[start])
    ]
    for start in (*starts, sentence.end):
        while place < start:
            units.append(_unit(tokens, place, sentence.end, start))
            place = units[-1].end
        if place == start < sentence.end:
            mention = mentions[start]
            low = _low(tokens, start, mention.end)
            units.append(make((start, mention.end), mention.of, low, value=mention.value))
            place = mention.end
    return _joined(units)


_PARTED = 8
"""Units that may stand between a verb and the rest of it."""


def _joined(units: list[Unit]) -> list[Unit]:
    """Gives a verb its meaning with a part that stands after its object: "turned Everton's offer down"."""
    for place, unit in enumerate(units):
        rests = parted().get(unit.low) if unit.of is Of.WORD else None
        if rests and (senses := _rest(units, place, rests)):
            units[place] = make((unit.start, unit.end), unit.of, unit.low, unit.senses | senses, unit.value)
    return units


def _rest(units: Sequence[Unit], verb: int, rests: Mapping[str, frozenset[Sense]]) -> frozenset[Sense]:
    """The senses that the rest of a verb gives it, if there is one behind an object and before another verb."""
    has_object = False
    for unit in units[verb + 1 : verb + 1 + _PARTED]:
        if unit.is_barrier or (_is_verb(unit) and unit.low not in rests):
            break
        if unit.low in rests and has_object:
            return rests[unit.low]
        has_object = has_object or unit.of is not Of.WORD or unit.has("n:offer") or unit.low in _OBJECTS
    return NO_SENSE


def _is_verb(unit: Unit) -> bool:
    """True for a word that is a verb and no noun."""
    return bool(forms_of(unit.senses)) and all(sense.form for sense in unit.senses)


_OBJECTS = frozenset("it them him her deal move transfer talks interest".split())


def _unit(tokens: Sequence[Token], place: int, end: int, limit: int) -> Unit:
    """The unit at a place. The sentence ends at ``end``; at ``limit`` it does, or a mention begins."""
    if not tokens[place].is_word:
        return make((place, place + 1), Of.MARK, tokens[place].low, longest(tokens, place, place + 1)[1])
    if tokens[place].low in ("the", "his"):
        stop = _epithet(tokens, place, end) if tokens[place].low == "the" else place
        if place < stop <= limit:
            return make((place, stop), Of.EPITHET, _low(tokens, place, stop))
        if _the_club(tokens, place, end):
            return make((place, place + 2), Of.THE_CLUB, "the club")
    return _word(tokens, place, limit)


def _is_phrase(tokens: Sequence[Token], mention: Mention) -> bool:
    """True for what was only found to be no name, and is a phrase of the lexicon: "here we go"."""
    if mention.of is not Of.PLACE:
        return False
    stop, senses = longest(tokens, mention.start, mention.end)
    return bool(senses) and stop == mention.end


def _word(tokens: Sequence[Token], place: int, limit: int) -> Unit:
    """The longest phrase of the lexicon, or word for a position, that starts here; else the plain word."""
    length = _position(tokens, place, limit)
    stop, senses = longest(tokens, place, limit)
    if length and length >= stop - place:
        senses = (senses if stop == place + length else NO_SENSE) | _POSITION
        stop = place + length
    return make((place, stop), Of.WORD, _low(tokens, place, stop), senses)


def _low(tokens: Sequence[Token], start: int, end: int) -> str:
    return " ".join([token.low for token in tokens[start:end]]) if end - start > 1 else tokens[start].low
