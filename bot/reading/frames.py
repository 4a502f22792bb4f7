"""What happens in a sentence: events found by the frames of ``data/frames.toml``."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.model import Kind
from bot.reading.data import table
from bot.reading.patterns import Index, compile_pattern, match

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from bot.reading.patterns import Item
    from bot.reading.units import Unit


@dataclass(frozen=True, slots=True)
class Frame:
    """A way in which texts say that something of ``kind`` happened; see the file for the fields."""

    kind: Kind
    by: str
    needs: str
    is_squad: bool
    pattern: str
    items: tuple[Item, ...]
    is_hint: bool = False
    parts: tuple[str, ...] = ()
    """Of a whole statement: what the clubs in it are, in their order, "owner" or "suitor"."""
    is_cast: bool = False
    """Whether it asks who is who, see ``data/roles.toml``."""
    is_of_all: bool = False
    """Whether it ends the matter with every suitor: the window is shut, and he stays."""


@dataclass(slots=True)
class Event:
    """A frame found in a sentence; ``units`` are the numbers of the units that it took."""

    frame: Frame
    units: tuple[int, ...]

    @property
    def first(self) -> int:
        """The first unit that it took."""
        return self.units[0]

    @property
    def last(self) -> int:
        """The last unit that it took."""
        return self.units[-1]


def _frames(file: str) -> Iterator[Frame]:
    for row in table(file)["frame"]:
        full, plain, hints = row.get("full", ()), row.get("patterns", ()), row.get("hints", ())
        for text in (*row.get("roles", ()), *full, *plain, *hints):
            words, _, parts = text.partition(" | ")
            yield Frame(
                kind=Kind(row["kind"]),
                by=row["by"],
                needs=row.get("needs", ""),
                is_squad=row.get("squad", False),
                pattern=words,
                items=compile_pattern(words),
                is_hint=text in hints,
                parts=tuple(parts.split()),
                is_cast="roles" in row,
                is_of_all=row.get("all", False),
            )


@cache
def doers() -> Mapping[Kind, str]:
    """Who does what is of each kind, by the first frame of it: "player", "owner" or "suitor"."""
    return {Kind(row["kind"]): row["by"] for row in reversed(table("frames.toml")["frame"])}


@cache
def _index(file: str) -> Index[Frame]:
    return Index(_frames(file))


def find_events(units: Sequence[Unit], keys: AbstractSet[str], file: str = "frames.toml") -> Iterator[Event]:
    """The events of a sentence. Of two frames of one kind over the same words the one listed first is taken.

    ``keys`` are those of all its units, ``file`` is where the frames are.
    """
    index = _index(file)
    found = {
        (rank, start): (frame, (start, *rest))
        for start, unit in enumerate(units)
        for rank, frame in index.at(unit, keys)
        if (rest := match(frame.items, units, start + 1, 1)) is not None
    }
    claimed: dict[Kind, set[int]] = defaultdict(set)
    ended: set[int] = set()
    for at in sorted(found):
        frame, places = found[at]
        words = {place for place in places if units[place].senses}
        if not words.isdisjoint(claimed[frame.kind]) or (frame.kind in _ENDED and words and words <= ended):
            continue
        claimed[frame.kind] |= words
        if frame.kind in _ENDING and not frame.is_hint:
            ended |= words
        yield Event(frame, places)


_ENDING = frozenset({Kind.WITHDREW, Kind.COLLAPSED, Kind.DENIED})
_ENDED = frozenset({Kind.INTEREST, Kind.TALKS})
"""Interest and talks that the same words end: "have ended their interest" is none."""
