"""The small language in which frames and relations are written, and its matcher.

A pattern is a row of items separated by spaces:

===================  =====================================================================
``v:reject``         a verb of that class, ``v:reject.past|part`` in one of these forms
``n:offer``          a noun of that class; ``w:further`` a word of that class
``=for/from``        one of these words
``PLAYER``           a person who is no official, an epithet ("the Dutchman") or a pronoun
``NAME``             a person who is no official, by name
``CLUB``             a club, or "the club"
``OUTLET`` ``MONEY`` an outlet or reporter, a sum
``..`` ``..3``       up to six (three) units of any kind, but no end of a clause
===================  =====================================================================

A ``?`` after an item makes it optional.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from bot.reading.units import Unit

_GAP = 6


class Item(NamedTuple):
    """One place of a pattern: a unit there has one of the keys ``wanted``; up to ``gap`` units may stand before it."""

    wanted: frozenset[str]
    gap: int = 0
    is_optional: bool = False


@cache
def compile_pattern(text: str) -> tuple[Item, ...]:
    """The items of a pattern. A gap at its end asks for nothing.

    >>> [(*item.wanted, item.gap) for item in compile_pattern("v:reject ..3 n:offer")]
    [('v:reject', 0), ('n:offer', 3)]
    """
    items: list[Item] = []
    gap = 0
    for part in text.split():
        if part.startswith(".."):
            gap += int(part[2:] or _GAP)
        else:
            items.append(Item(_wanted(part.removesuffix("?")), gap, part.endswith("?")))
            gap = 0
    return tuple(items)


def _wanted(part: str) -> frozenset[str]:
    if part.startswith("="):
        return frozenset(part[1:].split("/"))
    name, _, forms = part.partition(".")
    return frozenset(f"{name}.{form}" for form in forms.split("|")) if forms else frozenset({name})


class Patterned(Protocol):
    """Something that is written as a pattern: a frame, a relation."""

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of its pattern."""
        ...


T = TypeVar("T", bound=Patterned)


class Index(Generic[T]):
    """Patterned things by what their first item asks for, so that a unit is tried with few of them."""

    def __init__(self, things: Iterable[T]) -> None:
        """``things`` in the order of their rank."""
        self._by_key: dict[str, list[tuple[int, T, frozenset[str], tuple[frozenset[str], ...]]]] = (
            defaultdict(list)
        )
        for rank, thing in enumerate(things):
            needed, one_of = _needed(thing.items)
            for key in thing.items[0].wanted:
                self._by_key[key].append((rank, thing, needed, one_of))
        self._keys = frozenset(self._by_key)

    def at(self, unit: Unit, around: AbstractSet[str]) -> Iterator[tuple[int, T]]:
        """The things whose pattern may begin at a unit of a sentence with the keys ``around``, each with its rank.

        One that the unit may begin in several ways is there as often.
        """
        for key in unit.keys & self._keys:
            for rank, thing, needed, one_of in self._by_key[key]:
                if needed <= around and not any(wanted.isdisjoint(around) for wanted in one_of):
                    yield rank, thing


def _needed(items: Sequence[Item]) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """The keys without which a pattern matches nowhere in a sentence: all of the first, one of each of the others.

    Most patterns are ruled out by them.
    """
    wanted = [item.wanted for item in items if not item.is_optional]
    alone = frozenset(key for keys in wanted if len(keys) == 1 for key in keys)
    return alone, tuple(keys for keys in wanted[1:] if len(keys) > 1)


def match(items: Sequence[Item], units: Sequence[Unit], start: int, number: int) -> tuple[int, ...] | None:
    """The units that the items from ``number`` on took, if they match at ``start``; gaps are as short as can be.

    Linear for all practical purposes: a gap is bounded, and a pattern has at most a few.
    """
    if number == len(items):
        return ()
    wanted, gap, is_optional = items[number]
    for place in range(start, min(start + gap, len(units)) + 1):
        if place < len(units) and not wanted.isdisjoint(units[place].keys):
            tail = match(items, units, place + 1, number + 1)
            if tail is not None:
                return (place, *tail)
        if is_optional:
            tail = match(items, units, place, number + 1)
            if tail is not None:
                return tail
        if place < len(units) and units[place].is_barrier:  # no gap goes over the end of a clause
            return None
    return None
