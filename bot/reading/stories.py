"""Cutting a document into stories: the items of a column or a live blog that are about the same players.

An ordinary article is one story. Items that name a player in common belong together, and one that names nobody
goes on with the one before it; so a live blog on one player stays whole, and a gossip column falls apart. What a
club is to a player is then asked only of the clubs of his own story.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.reading.document import places
from bot.reading.money import Money
from bot.reading.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.reading.document import Document, Line


def stories(document: Document) -> list[Document]:
    """The stories of a document, in the order in which they begin; one if it is an ordinary article."""
    if len(document.page.items) < 2:  # noqa: PLR2004 - nothing to cut
        return [document]
    groups = _grouped(_items(document))
    if sum(bool(group.players) for group in groups) < 2:  # noqa: PLR2004 - a headline alone heads the one story
        return [document]
    return [_story(document, sorted(group.lines, key=_start)) for group in groups]


def _start(line: Line) -> int:
    return line.sentence.start


def _items(document: Document) -> Iterator[list[Line]]:
    """The lines of each item, under its heading; a heading is no item of its own."""
    page = document.page
    by_paragraph: dict[int, list[Line]] = defaultdict(list)
    for line in document.lines:
        by_paragraph[line.sentence.paragraph].append(line)
    heads = set(page.headings)
    for (start, end), heading in zip(page.items, page.headings, strict=True):
        own = [place for place in range(start, end) if place not in heads]
        above = [] if heading is None else [heading]
        found = [line for place in (*above, *own) for line in by_paragraph[place]]
        if found and own:
            yield found


@dataclass(slots=True)
class _Group:
    """Items that belong together, and the players (by ``id``) whom they name."""

    lines: list[Line] = field(default_factory=list["Line"])
    players: set[int] = field(default_factory=set[int])

    def take(self, lines: list[Line], players: set[int]) -> None:
        """Take in what goes on with it."""
        self.lines += lines
        self.players |= players


def _grouped(items: Iterable[list[Line]]) -> list[_Group]:
    """The items joined by the players that they share, in the order in which they begin."""
    groups: dict[int, _Group] = {}
    of_player: dict[int, _Group] = {}
    last: _Group | None = None
    for item in items:
        players = _players(item)
        kin = {id(of_player[who]): of_player[who] for who in players if who in of_player}
        if not players and last is not None:
            kin = {id(last): last}
        group = min(kin.values(), key=lambda one: _start(one.lines[0]), default=_Group())
        for other in kin.values():
            if other is not group:
                group.take(other.lines, other.players)
                del groups[id(other)]
        group.take(item, players)
        of_player.update(dict.fromkeys(group.players, group))
        groups[id(group)] = last = group
    return list(groups.values())


def _players(lines: Sequence[Line]) -> set[int]:
    values = (unit.value for line in lines for unit in line.units)
    return {id(value) for value in values if isinstance(value, Person) and not value.is_staff}


def _story(document: Document, lines: list[Line]) -> Document:
    """The document as if it held these lines only. ``page`` and ``tokens`` stay, so offsets do too."""
    clubs, persons = places(lines)
    values = [unit.value for line in lines for unit in line.units]
    return replace(
        document,
        lines=lines,
        people=[person for person in document.people if id(person) in persons],
        sums=[value for value in values if isinstance(value, Money)],
        club_places=clubs,
        person_places=persons,
    )
