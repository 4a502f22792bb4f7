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
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.reading.units import Unit

_GAP = 6


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a pattern: what may stand there, or a gap of up to ``gap`` units."""

    name: str = ""
    forms: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    gap: int = 0
    optional: bool = False

    def fits(self, unit: Unit) -> bool:
        """True if the unit may stand in this place."""
        if self.words:
            return unit.low in self.words
        if self.forms:
            return any(sense.name == self.name and sense.form in self.forms for sense in unit.senses)
        return self.name in unit.keys


@cache
def compile_pattern(text: str) -> tuple[Item, ...]:
    """The items of a pattern.

    >>> [item.name or item.gap for item in compile_pattern("v:reject ..3 n:offer")]
    ['v:reject', 3, 'n:offer']
    """
    return tuple(_item(part) for part in text.split())


def _item(part: str) -> Item:
    optional = part.endswith("?")
    part = part.removesuffix("?")
    if part.startswith(".."):
        return Item(gap=int(part[2:] or _GAP))
    if part.startswith("="):
        return Item(words=frozenset(part[1:].split("/")), optional=optional)
    name, _, forms = part.partition(".")
    return Item(name=name, forms=frozenset(forms.split("|")) if forms else frozenset(), optional=optional)


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
        self._by_key: dict[str, list[tuple[int, T]]] = defaultdict(list)
        for rank, thing in enumerate(things):
            first = thing.items[0]
            for key in first.words or (first.name,):
                self._by_key[key].append((rank, thing))

    def at(self, unit: Unit) -> list[tuple[int, T]]:
        """The things whose pattern may begin at a unit, each with its rank, in order."""
        found = {rank: thing for key in unit.keys for rank, thing in self._by_key.get(key, ())}
        return sorted(found.items(), key=lambda pair: pair[0])


def match(items: Sequence[Item], units: Sequence[Unit], start: int) -> tuple[int, ...] | None:
    """The units that the items of a pattern took, if it matches at ``start``; gaps are as short as can be.

    Linear for all practical purposes: a gap is bounded, and a pattern has at most a few.
    """
    if not items:
        return ()
    item, rest = items[0], items[1:]
    if item.gap:
        return _match_gap(item, rest, units, start)
    if start < len(units) and item.fits(units[start]):
        tail = match(rest, units, start + 1)
        if tail is not None:
            return (start, *tail)
    return match(rest, units, start) if item.optional else None


def _match_gap(item: Item, rest: Sequence[Item], units: Sequence[Unit], start: int) -> tuple[int, ...] | None:
    for skipped in range(item.gap + 1):
        place = start + skipped
        if skipped and (place > len(units) or units[place - 1].is_barrier):
            return None
        tail = match(rest, units, place)
        if tail is not None:
            return tail
    return None
