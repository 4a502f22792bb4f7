"""What stands around a mention: its neighbours, the verb it goes with, the noun that governs it.

The rankers (``bot.reading.ranker``) see a text only through these symbols: classes of the lexicon, kinds of
mentions and little words, never a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.lexicon import names_of
from bot.reading.people import Person
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.units import Unit

AUXILIARIES = frozenset(
    "have has had having be am is are was were been being will would could should may might must can do does did to "
    "not also already now never still only just 've 'd n't hasn't haven't hadn't isn't aren't wasn't weren't won't "
    "wouldn't finally even reportedly believed understood set due".split()
)
"""Words that may stand between a subject and its verb."""

_PASSIVE = frozenset("be am is are was were been being get gets got".split())
_MODAL = frozenset("will would could should may might must can to".split())
PREPOSITIONS = frozenset("to from at with by for of in over between against into about on as via".split())
_LITTLE = (
    AUXILIARIES
    | PREPOSITIONS
    | frozenset(
        "and but or if when while after before since until than that which who whose whom what this these those the a "
        "an his her its their he she they it him them there then yet no both either another other more most some any "
        "all one two three".split()
    )
)
"""Words of grammar, which mean the same in any text."""

_VERB_REACH = 8
_HEAD_REACH = 5


def names(unit: Unit) -> list[str]:
    """The symbols of a unit: what kind of mention it is, or its classes and itself if it is a little word."""
    if unit.of is Of.PERSON and isinstance(unit.value, Person):
        return ["STAFF" if unit.value.is_staff else "PERSON"]
    if unit.of not in (Of.WORD, Of.MARK):
        return [unit.of.name]
    own = [unit.low] if unit.of is Of.MARK or unit.low in _LITTLE else []
    return [*own, *names_of(unit.senses)]


def neighbour(units: Sequence[Unit], place: int) -> list[str]:
    """The symbols at a place of a sentence, which may lie outside of it."""
    if place < 0:
        return ["<"]
    return names(units[place]) if place < len(units) else [">"]


def _verbs(unit: Unit) -> list[str]:
    return [sense.name for sense in unit.senses if sense.form]


def _in_voice(unit: Unit, helpers: set[str]) -> list[str]:
    """The verbs of a unit, marked if the words before them make them passive."""
    is_passive = bool(helpers & _PASSIVE) and any(sense.form in ("past", "part") for sense in unit.senses)
    return [name + "/p" if is_passive else name for name in _verbs(unit)]


def verb_after(units: Sequence[Unit], place: int) -> tuple[list[str], bool]:
    """The verb whose subject may stand at ``place``, and whether a modal makes it unreal."""
    helpers: set[str] = set()
    for unit in units[place + 1 : place + 1 + _VERB_REACH]:
        if unit.low in AUXILIARIES:
            helpers.add(unit.low)
        elif _verbs(unit):
            return _in_voice(unit, helpers), bool(helpers & _MODAL)
        elif unit.is_barrier or unit.of in (Of.PERSON, Of.CLUB, Of.MONEY):
            break
    return [], False


def verb_before(units: Sequence[Unit], place: int) -> tuple[list[str], str]:
    """The verb whose object may stand at ``place``, and the last preposition in between."""
    preposition = ""
    for at in range(place - 1, max(-1, place - 1 - _VERB_REACH), -1):
        unit = units[at]
        if unit.low in AUXILIARIES and unit.low != "to":
            continue
        if unit.low in PREPOSITIONS:
            preposition = preposition or unit.low
        elif _verbs(unit):
            return _in_voice(unit, {helper.low for helper in units[max(0, at - 3) : at]}), preposition
        elif unit.is_barrier or unit.of is Of.CLUB:
            break
    return [], ""


def nominal(units: Sequence[Unit], place: int) -> Iterator[str]:
    """The nouns that a name goes with: "NAME's offer", "NAME captain", "talks with NAME"."""
    yield from _owned(units, place)
    yield from _governing(units, place)


def _owned(units: Sequence[Unit], place: int) -> Iterator[str]:
    first = place + 1
    is_possessive = first < len(units) and units[first].low in ("'s", "'")
    relation, first = ("owns", first + 1) if is_possessive else ("with", first)
    for unit in units[first : first + 4]:
        heads = [name for name in names(unit) if name not in _LITTLE and not name.startswith("v:")]
        if heads:
            yield from (f"{relation} {name}" for name in heads)
            return
        if unit.of is not Of.WORD:
            return


def _governing(units: Sequence[Unit], place: int) -> Iterator[str]:
    at = place - 1
    while at > place - 4 and at >= 0 and units[at].low not in PREPOSITIONS and not units[at].senses:
        at -= 1
    if at < 0 or units[at].low not in PREPOSITIONS:
        return
    preposition = units[at].low
    yield f"after {preposition}"
    for unit in reversed(units[max(0, at - _HEAD_REACH) : at]):
        heads = [name for name in names(unit) if name not in _LITTLE]
        if heads:
            yield from (f"{name} {preposition}" for name in heads)
            return
        if unit.is_barrier:
            return


def step(number: float, edges: Sequence[float]) -> str:
    """A number as the first of some edges that it does not pass, so that close numbers are one sign.

    >>> step(3, (1, 2, 4)), step(9, (1, 2, 4))
    ('4', 'more')
    """
    for edge in edges:
        if number <= edge:
            return str(edge)
    return "more"
