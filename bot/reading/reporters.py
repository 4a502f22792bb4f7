"""Reporters whom no list has: "the journalist Karl Moss", "Karl Moss of Sky Sports", "Sky's Karl Moss"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.reading import club_lists
from bot.reading.attribution import OutletMention, words
from bot.reading.names import opens_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bot.reading.tokens import Token

_LONGEST = 4
_PARTICLES = frozenset({"van", "von", "der", "den", "de", "di", "da", "del", "la", "le", "dos", "al", "el"})


def _reach(tokens: Sequence[Token], start: int) -> int:
    """Where a name of at least two words that begins at ``start`` ends; ``start`` if there is none."""
    end = start
    last = start
    while end < len(tokens) and end - start < _LONGEST and (end == start or not tokens[end].opens_line):
        if opens_name(tokens[end]):
            last = end + 1
        elif tokens[end].low not in _PARTICLES or end == start:
            break
        end += 1
    return last if last - start > 1 else start


def _reach_back(tokens: Sequence[Token], end: int) -> int:
    """Where a name of at least two words that ends at ``end`` begins; ``end`` if there is none."""
    start = end
    first = end
    while start > 0 and end - start < _LONGEST and not (start < end and tokens[start].opens_line):
        token = tokens[start - 1]
        if opens_name(token):
            first = start - 1
        elif token.low not in _PARTICLES or start == end:
            break
        start -= 1
    return first if end - first > 1 else end


def _is_club(tokens: Sequence[Token], start: int) -> bool:
    return club_lists.gazetteer().at(tokens, start) is not None


def _mention(tokens: Sequence[Token], start: int, end: int) -> Iterator[OutletMention]:
    if end - start > 1 and not _is_club(tokens, start):
        yield OutletMention(start, end, " ".join(token.plain for token in tokens[start:end]))


_LINKS = frozenset({"of", "at", "from", "for"})
_BETWEEN = 4
"""Words that may stand between an outlet and its reporter: "'s chief football writer"."""


def _beside_outlet(tokens: Sequence[Token], outlet: OutletMention) -> Iterator[OutletMention]:
    """As in "Karl Moss of the Mirror", "the Mirror's Karl Moss", "Mirror journalist Karl Moss"."""
    before = outlet.start - 1 - (outlet.start > 1 and tokens[outlet.start - 1].low == "the")
    if before > 0 and tokens[before].low in _LINKS:
        is_sure = tokens[before].low in ("of", "at")
        first = _reach_back(tokens, before)
        if is_sure or (first and tokens[first - 1].low in words("reporter")):
            yield from _mention(tokens, first, before)
    place = outlet.end
    if place < len(tokens) and tokens[place].low == "'s":
        yield from _mention(tokens, place + 1, _reach(tokens, place + 1))
    for after in range(place, min(place + _BETWEEN, len(tokens) - 1)):
        if tokens[after].low in words("reporter"):
            yield from _mention(tokens, after + 1, _reach(tokens, after + 1))
            break
        if tokens[after].is_capital:
            break


@cache
def _role_ends() -> dict[str, tuple[str, ...]]:
    """The words of the trade by their last word: "expert" → "transfer expert"."""
    found: dict[str, tuple[str, ...]] = {}
    for role in words("reporter"):
        first, _, last = role.rpartition(" ")
        found[last] = (*found.get(last, ()), first)
    return found


def _is_role(tokens: Sequence[Token], place: int) -> bool:
    """True if a word of the trade ends at ``place``: "journalist", "transfer expert"."""
    before = tokens[place - 1].low if place else ""
    return any(first in ("", before) for first in _role_ends().get(tokens[place].low, ()))


def _writes(tokens: Sequence[Token], place: int) -> Iterator[OutletMention]:
    """As in ", writes Karl Moss", "Karl Moss reports that", "Karl Moss tweeted"."""
    low = tokens[place].low
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if before is not None and not before.is_word:
        yield from _mention(tokens, place + 1, _reach(tokens, place + 1))
    elif after is not None and (not low.startswith("report") or after.low in ("that", ":", ",", ".")):
        yield from _mention(tokens, _reach_back(tokens, place), place)


def find_reporters(
    tokens: Sequence[Token], outlets: Sequence[OutletMention], taken: Collection[int]
) -> list[OutletMention]:
    """Reporters that no list has, each under his name. ``taken`` are the tokens of outlets."""
    found: list[OutletMention] = []
    for outlet in outlets:
        found += _beside_outlet(tokens, outlet)
    for place, token in enumerate(tokens):
        if token.low in _role_ends() and _is_role(tokens, place):
            found += _mention(tokens, place + 1, _reach(tokens, place + 1))
        elif token.low in words("writes"):
            found += _writes(tokens, place)
    return [one for one in found if not any(place in taken for place in range(one.start, one.end))]


def by_surname(tokens: Sequence[Token], persons: Sequence[OutletMention]) -> Iterator[OutletMention]:
    """Reporters whom a text has named in full, where it goes on with the surname."""
    first: dict[str, OutletMention] = {}
    for person in persons:
        first.setdefault(tokens[person.end - 1].plain, person)
    for place, token in enumerate(tokens):
        person = first.get(token.plain)
        if person is None or place < person.end or not token.is_capital:
            continue
        joined = place > 0 and not token.opens_line and opens_name(tokens[place - 1])
        if not joined:
            yield OutletMention(place, place + 1, person.name)
