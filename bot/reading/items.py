"""Cutting a page into items: the notes of a gossip column, the entries of a live blog, the parts of a round-up.

An ordinary article is one item. What makes several of it is a custom that its paragraphs keep: time stamps,
bullets, a source in brackets at the end, a label at the beginning, or headings of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.reading.data import table
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CLOCK = r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?::\d\d)?(?:Z|[ ]?(?:am|pm|GMT|BST|CET|CEST|IST|ET|EST))?"
_STAMP = re.compile(
    rf"[\[(]?(?:\d{{1,2}}\.\d{{1,2}}\.,?[ ])?(?:\d{{4}}-\d\d-\d\dT)?{_CLOCK}[\])]?(?:[ ]\([A-Z]{{2,4}}\))?"
    r"[ ]?(?:[-–—|:•][ ]?|(?=[ ][A-Z\"'(£€]))[ ]?",
    re.IGNORECASE,
)
_BARE_STAMP = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d[ ]+(?=[A-Z\"'])")
_BULLET = re.compile(
    r"(?:[•▪▫●○■□◦‣⁃*>+➡→✅]|[-–—](?=[ ])|\(?\d{1,2}[.)](?=[ ](?!FC|FSV|CFR|SC|Bundesliga|Liga)))[ ]*"
)
_BRACKET = re.compile(r"[(\[](?:[A-Z\u00c0-\u017f][^()\[\]\d]{1,50}|various)[)\]]\.?$")
_LABEL = re.compile(
    r"(?:[A-Z][A-Z' &]{2,28}(?=[.:|]|[ ][-–—|])|[A-Z][\w'.]*(?:[ ][A-Z(][\w'.)]*){0,3}(?=[ ][-–—|][ ]|:[ ]))"
)
_CLOSER = re.compile(r"(?:full story|source|more|read more|via)[ ]?[:|][ ]?(?P<who>.{2,60})$", re.IGNORECASE)
_NEW_PART = re.compile(
    r"(?:meanwhile|elsewhere|other gossip|and finally|also|in brief|in other news|managers|other news|best of the rest|"
    r"the rest|around the (?:grounds|leagues|league)|rest of the world)\b.{0,30}$",
    re.IGNORECASE,
)
_HEADING_MAX = 60
_NAME_WORDS = 4
_SEVERAL = 3
"""So many paragraphs make a custom."""


@dataclass(slots=True)
class Items:
    """Ranges of paragraphs, one for each item, that cover a page in order, and the heading of each, if it has one."""

    ranges: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    headings: list[int | None] = field(default_factory=list["int | None"])


@cache
def _outlets() -> frozenset[str]:
    """The folded names of newspapers and their like, which head the items of a column."""
    rows = (row for row in table("outlets.toml")["outlet"] if row["kind"] != "reporter")
    names = (name for row in rows for name in (row["name"], *row.get("aka", ()), *row.get("weak", ())))
    return frozenset(fold(name).removeprefix("the ") for name in names)


def _is_outlet(line: str) -> bool:
    return fold(line).removeprefix("the ") in _outlets()


def stamp_length(line: str) -> int:
    """How many characters at the beginning of a line are a time of day ("11:50 - ", "18:34 ")."""
    match = _STAMP.match(line)
    return match.end() if match else 0


def bare_stamp_length(line: str) -> int:
    """The same for a time without its colon ("2340 "), which alone may be anything."""
    match = _BARE_STAMP.match(line)
    return match.end() if match else 0


def bullet_length(line: str) -> int:
    """How many characters at the beginning of a line are a bullet or a number of a list."""
    match = _BULLET.match(line)
    return match.end() if match else 0


_NAME_WORD = re.compile(r"[A-Z\u00c0-\u017f][\w'’.-]*|(?:van|von|de|der|den|di|da|dos|del|la|le|al|el)\b")


def _is_heading(line: str) -> bool:
    """True for a short line that is no sentence: in capitals, a name, or a paper."""
    if len(line) > _HEADING_MAX or line[-1:] in ".!,;\"')" or line.startswith(("@", "#")):
        return False
    words = line.split()
    return (
        line.isupper()
        or _is_outlet(line)
        or (len(words) <= _NAME_WORDS and all(_NAME_WORD.fullmatch(word) for word in words))
    )


def cut(
    paragraphs: Sequence[str], stamped: Sequence[bool], bulleted: Sequence[bool], *, has_headline: bool
) -> Items:
    """The items of a page, given its paragraphs and which of them began with a time or a bullet."""
    first = 1 if has_headline else 0
    body = range(first, len(paragraphs))
    starts: set[int] = set()
    if sum(stamped) > 1:
        starts = {place for place in body if stamped[place]}
        return _ranges(len(paragraphs), starts, {})
    closers = [place for place in body if _CLOSER.match(paragraphs[place])]
    if len(closers) > 1:
        return _closed(paragraphs, first, closers)
    heads = [place for place in body[:-1] if _is_heading(paragraphs[place]) and not bulleted[place]]
    if _is_custom(paragraphs, bulleted, body, len(heads)):
        return _each(len(paragraphs), body, heads)
    return _headed(paragraphs, body, heads)


def _is_custom(paragraphs: Sequence[str], bulleted: Sequence[bool], body: range, heads: int) -> bool:
    """True if most paragraphs have a bullet, end in a source or begin with a label."""
    count = len(body) - heads
    bullets = sum(bulleted[place] for place in body)
    if bullets >= _SEVERAL and 2 * bullets > count:  # a few at the top sum the article up
        return True
    signs = (
        sum(bool(_BRACKET.search(paragraphs[place][-60:])) for place in body),
        sum(bool(_LABEL.match(paragraphs[place])) for place in body),
    )
    return any(sign >= _SEVERAL and 5 * sign >= 2 * count for sign in signs)


def _each(count: int, body: range, heads: Iterable[int]) -> Items:
    """Every paragraph is an item, under the heading last met."""
    headings: dict[int, int] = {}
    now: int | None = None
    known = set(heads)
    for place in body:
        if place in known:
            now = place
        elif now is not None:
            headings[place] = now
    return _ranges(count, set(body), headings)


def _closed(paragraphs: Sequence[str], first: int, closers: Sequence[int]) -> Items:
    """Items that end in a line of their own ("FULL STORY: Sunday Mirror"), which stands for their heading."""
    starts = {first, *(place + 1 for place in closers if place + 1 < len(paragraphs))}
    headings = {max(start for start in starts if start <= place): place for place in closers}
    return _ranges(len(paragraphs), starts, headings)


def _headed(paragraphs: Sequence[str], body: range, heads: Sequence[int]) -> Items:
    """Parts under headings: under a paper's name each paragraph is an item, else the part is one."""
    papers = {place for place in heads if _is_outlet(paragraphs[place])}
    if len(papers) > 1:
        return _each(len(paragraphs), body, heads)
    parts = (
        set(heads)
        if len(heads) >= _SEVERAL
        else {place for place in heads if _NEW_PART.match(paragraphs[place])}
    )
    if not parts and paragraphs:
        return Items([(0, len(paragraphs))], [None])
    return _ranges(len(paragraphs), parts, {place: place for place in parts})


def _ranges(count: int, starts: set[int], headings: dict[int, int]) -> Items:
    found = Items()
    for start, end in pairwise([*sorted(starts | {0}), count]):
        if start < end:
            found.ranges.append((start, end))
            found.headings.append(headings.get(start))
    return found
