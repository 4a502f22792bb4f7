"""What a whole sentence says of one player and one club after him, as signs for the labels "sentence".

The names in it stand for what they are in the news: OWNER, SUITOR, RIVAL (another suitor), CLUB (any other), PLAYER
(he), PERSON and STAFF (others). So one sentence has other signs for another suitor.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bot.reading.around import names
from bot.reading.labels import pair
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.reading.lexicon import Sense
    from bot.reading.units import Unit

_NUMBER = "NUMBER"
_SENSES = 3
"""No word speaks by more of its senses."""

_START, _LONG = 5, 6
"""A word of so many letters also speaks by its first ones: "rebuff", "rebuffal"."""

_REACH, _FOLLOWERS = 12, 8
"""A word is paired with so many others behind it, no farther away than so many units."""

_TURNS = frozenset("no not n't never would could will may might if until unless had by to from for".split())
"""Little words that turn the sense of others, and so are paired as names and meanings are."""

_LITTLE = frozenset(
    "a an the of in on at with into over out up down off back away and or but is are was were be been being has have "
    "having do does did should can cannot must shall he she his her him they them their it its who which that this "
    "these those as when while after before than more less about now still yet already again once also only even just "
    "so far any another other own new first second third we i our us you said says say there what how all both between "
    "against without within under near close".split()
)


class Word(NamedTuple):
    """The numbers of what a unit says by itself alone, beside its neighbours too, and far apart as well."""

    alone: tuple[int, ...]
    beside: tuple[int, ...]
    apart: tuple[int, ...]


def word(unit: Unit, part: str, known: Mapping[str, int]) -> Word:
    """A unit, whose ``part`` in the news ("SUITOR") is given if it has one. ``known`` has the numbers of words."""
    spelt = part or _spelt(unit)
    meanings = (spelt,) if part or unit.of is not Of.WORD else _named(unit.senses)[:_SENSES] or (spelt,)
    alone = [] if spelt in meanings else [spelt]
    if len(spelt) >= _LONG and spelt.isalpha() and spelt.islower():
        alone.append(spelt[:_START] + "*")
    return Word(
        tuple(known[one] for one in alone if one in known),
        tuple(known[one] for one in meanings if one in known),
        tuple(known[one] for one in meanings if one in known and _is_telling(one)),
    )


def _spelt(unit: Unit) -> str:
    if unit.of not in (Of.WORD, Of.MARK):
        return names(unit)[0]
    if any(map(str.isdigit, unit.low)):
        return _NUMBER
    return "_".join(unit.low.split()).replace("..", "…") or "_"


@cache
def _named(senses: frozenset[Sense]) -> tuple[str, ...]:
    """Meanings; of verbs, whether it is done or under way."""
    return tuple(
        sorted(sense.name + ("." + sense.form if sense.form in ("ing", "part") else "") for sense in senses)
    )


@cache
def _is_telling(one: str) -> bool:
    """True for names and meanings, for words that turn others, and for words that the lexicon does not have."""
    return one.isupper() or ":" in one or one in _TURNS or (one.isalpha() and one not in _LITTLE)


def signs(words: Sequence[Word]) -> set[int]:
    """The signs of a sentence: its words, neighbours, and words apart from one another."""
    found = {number for one in words for number in (*one.alone, *one.beside)}
    for one, after in pairwise(words):
        found.update(pair(first, second, apart=False) for first in one.beside for second in after.beside)
    found.update(_apart(words))
    return found


def _apart(words: Sequence[Word]) -> Iterator[int]:
    telling = [(place, one) for place, each in enumerate(words) for one in each.apart]
    for number, (place, one) in enumerate(telling):
        for at, other in telling[number + 1 : number + 1 + _FOLLOWERS]:
            if 1 < at - place <= _REACH:
                yield pair(one, other, apart=True)
