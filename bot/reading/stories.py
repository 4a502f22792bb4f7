"""Cutting a document into stories: the items of a column or a live blog that are about the same players.

An ordinary article is one story. Items that name a player in common belong together, and one that names nobody
goes on with the one before it; so a live blog on one player stays whole, and a gossip column falls apart. What a
club is to a player is then asked only of the clubs of his own story.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.reading.document import places
from bot.reading.money import Money
from bot.reading.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.document import Document, Line


def stories(document: Document) -> list[Document]:
    """The stories of a document, in the order in which they begin; one if it is an ordinary article."""
    if len(document.page.items) < 2:  # noqa: PLR2004 - nothing to cut
        return [document]
    groups: list[list[Line]] = []
    for item in _items(document):
        kin = [group for group in groups if _players(group) & _players(item)]
        if not _players(item) and groups:
            kin = groups[-1:]
        if kin:
            kin[0] += [line for group in (*kin[1:], item) for line in group]
            groups = [group for group in groups if not any(group is other for other in kin[1:])]
        else:
            groups.append(item)
    if (
        sum(bool(_players(group)) for group in groups) == 1
    ):  # a headline by itself heads the one story there is
        groups = [[line for group in groups for line in group]]
    return [_story(document, sorted(group, key=_start)) for group in groups]


def _start(line: Line) -> int:
    return line.sentence.start


def _items(document: Document) -> Iterator[list[Line]]:
    """The lines of each item, under its heading; a heading is no item of its own."""
    page = document.page
    heads = {heading for heading in page.headings if heading is not None}
    for (start, end), heading in zip(page.items, page.headings, strict=True):
        own = {heading, *range(start, end)} - (heads - {heading})
        found = [line for line in document.lines if line.sentence.paragraph in own]
        if found and own - {heading}:
            yield found


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
