"""Long answers cut into pages: every entry stands on one of them, whole, and each page is within all limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from bot.cards import clip
from bot.cards.card import Card, Field
from bot.cards.clean import clean
from bot.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST = 10
"""Entries on a page: more is long on a phone."""

ROOM = 1_300
"""UTF-16 units of a page's entries, made harmless: with title, lead and footer a message without embeds holds them."""

FIELD_ROOM = 1_000
"""The same where they stand in fields, each of which holds less."""

_LONGEST = 480
"""Units of one entry; what is longer is cut, which no text of ours is."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a long answer: a line, and the heading under which it stands ("" for none)."""

    line: str
    heading: str = ""


def paged(entries: Iterable[Listed], most: int = MOST, room: int = ROOM) -> tuple[tuple[Listed, ...], ...]:
    """The entries in their order, on as few pages as hold them; no page at all for no entry.

    A heading that goes on stands on each of its pages again, and is counted there.
    """
    pages: list[tuple[Listed, ...]] = []
    page: list[Listed] = []
    left = room
    for entry in map(_short, entries):
        heading = "" if page and page[-1].heading == entry.heading else entry.heading
        needed = _units(entry.line) + _units(heading)
        if page and (len(page) == most or needed > left):
            pages.append(tuple(page))
            page, left = [], room
            needed = _units(entry.line) + _units(entry.heading)
        page.append(entry)
        left -= needed
    return (*pages, tuple(page)) if page else tuple(pages)


def paged_from_the_end(
    entries: Sequence[Listed], most: int = MOST, room: int = ROOM
) -> tuple[tuple[Listed, ...], ...]:
    """The same from the last entry on: the first page has the last entries, each page in their order."""
    pages = paged(tuple(reversed(entries)), most, room)
    return tuple(tuple(reversed(page)) for page in pages)


def as_fields(page: Sequence[Listed]) -> tuple[Field, ...]:
    """The entries under their headings."""
    grouped = groupby(page, key=lambda entry: entry.heading)
    return tuple(Field(heading, "\n".join(entry.line for entry in own)) for heading, own in grouped)


def as_lines(page: Sequence[Listed]) -> str:
    """The entries line by line, each heading between dashes before its own."""
    lines: list[str] = []
    for heading, own in groupby(page, key=lambda entry: entry.heading):
        lines += [f"— {heading} —"] if heading else []
        lines += [entry.line for entry in own]
    return "\n".join(lines)


def counted_pages(cards: Sequence[Card]) -> tuple[Card, ...]:
    """Each card of several says in its footer which page it is; one alone says nothing of it."""
    if len(cards) < 2:  # noqa: PLR2004 - a page alone is no page
        return tuple(cards)
    return tuple(
        replace(card, footer=" · ".join(filter(None, (_place(number, len(cards)), card.footer))))
        for number, card in enumerate(cards, 1)
    )


def _place(number: int, pages: int) -> str:
    return say("page {number} of {pages}", number=number, pages=pages)


def _short(entry: Listed) -> Listed:
    line, heading = entry.line, clip.clip(entry.heading, clip.TITLE // 2)
    # What is made harmless grows: a line of signs only may be twice as long then.
    while _units(line) > _LONGEST:
        line = clip.clip(line, min(clip.size(line) - 1, _LONGEST * clip.size(line) // _units(line)))
    return Listed(line, heading)


def _units(text: str) -> int:
    """What a line takes, with its line break and the dashes of a heading."""
    return clip.size(clean(text)) + len("—  —\n") if text else 0
