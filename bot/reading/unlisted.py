"""Outlets that no list has, known by their place in the text or by a word of the press in their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.attribution import OutletMention, attributes, words
from bot.reading.name_lists import phrases_that_are_no_names
from bot.reading.names import opens_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.tokens import Token

_LONGEST = 4
_DOMAINS = frozenset(
    {"com", "net", "org", "it", "de", "fr", "es", "pt", "nl", "be", "tr", "co", "info", "tv", "uk"}
)
_NO_SOURCES = frozenset(
    "twitter facebook instagram youtube tiktok t pic www x google spotify whatsapp".split()
)


def _run(tokens: Sequence[Token], start: int) -> int:
    """Where the capitals that begin at ``start`` end, within a line and up to ``_LONGEST``; "do" and "of" inside."""
    end = start
    last = start
    while end < len(tokens) and end - start < _LONGEST and (end == start or not tokens[end].opens_line):
        if tokens[end].is_word and tokens[end].is_capital:
            last = end + 1
        elif end == start or tokens[end].low not in ("do", "da", "de", "di", "del", "of"):
            break
        end += 1
    return last


def _name(tokens: Sequence[Token], start: int, end: int) -> OutletMention:
    return OutletMention(start, end, " ".join(token.plain for token in tokens[start:end]))


def _by_word(tokens: Sequence[Token]) -> Iterator[OutletMention]:
    """As in "Radio Vala", "Hillside Gazette", where they attribute."""
    place = 0
    while place < len(tokens):
        if not (tokens[place].is_word and tokens[place].is_capital) or tokens[place].low in _FIRST:
            place += 1
            continue
        end = _run(tokens, place)
        ends = {tokens[place].plain, tokens[end - 1].plain}
        fixed = phrases_that_are_no_names().at(tokens, place) is not None
        if (
            end - place > 1
            and not fixed
            and not words("media").isdisjoint(ends)
            and _is_source(tokens, place, end)
        ):
            yield _name(tokens, place, end)
        place = end


_FIRST = frozenset(
    "the a an to in on at by for from with as but and if when while according via per our".split()
)


def _is_source(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True if it attributes, or if somebody is told to be of it ("Karl Moss of Vala Sports"); no row of links."""
    if end < len(tokens) and tokens[end].plain == "|":
        return False
    before = [token for token in tokens[max(0, start - 4) : start] if token.low != "the"][-3:]
    is_of = len(before) > 2 and before[2].low == "of" and opens_name(before[0]) and opens_name(before[1])  # noqa: PLR2004
    return is_of or attributes(tokens, start, end)


def _by_lead(tokens: Sequence[Token]) -> Iterator[OutletMention]:
    """As in "quoted by Novosti", "the website Kickzone"."""
    singles = {phrase for phrase in words("unlisted") if " " not in phrase}
    for place in range(1, len(tokens)):
        before = tokens[place - 1].low
        pair = f"{tokens[place - 2].low} {before}" if place > 1 else ""
        if (before in singles or pair in words("unlisted")) and _may_be_source(tokens[place]):
            end = _run(tokens, place)
            is_person = pair in words("unlisted") and end - place > 1
            if not is_person:
                yield _name(tokens, place, end)


def _may_be_source(token: Token) -> bool:
    return opens_name(token) and token.low not in _NO_SOURCES


def _domains(tokens: Sequence[Token]) -> Iterator[OutletMention]:
    """As in "kickzone.com", as one name."""
    for place in range(len(tokens) - 2):
        name, dot, end = tokens[place : place + 3]
        if (
            dot.plain == "."
            and end.low in _DOMAINS
            and end.plain == end.low
            and name.end == dot.start
            and dot.end == end.start
            and name.is_word
            and name.low not in _NO_SOURCES
            and not (place and tokens[place - 1].plain in (".", "/") and tokens[place - 1].end == name.start)
        ):
            yield OutletMention(place, place + 3, f"{name.plain}.{end.plain}")


def _closes_line(tokens: Sequence[Token], place: int) -> bool:
    """True for a bracket after which a line ends."""
    if tokens[place].plain not in (")", "]"):
        return False
    after = tokens[place + 1 : place + 3]
    return (
        not after
        or after[0].opens_line
        or (after[0].plain == "." and (len(after) == 1 or after[1].opens_line))
    )


def _in_brackets(tokens: Sequence[Token], listed: Sequence[OutletMention]) -> Iterator[OutletMention]:
    """In a column whose items end in "(Daily Mail)" a name in that place is an outlet, listed or not."""
    known = {one.start for one in listed if one.start and tokens[one.start - 1].plain in ("(", "[")}
    if len(known) < 2:  # noqa: PLR2004 - one alone makes no custom
        return
    for place, token in enumerate(tokens[:-2]):
        if token.plain not in ("(", "["):
            continue
        end = _run(tokens, place + 1)
        if end > place + 1 and end < len(tokens) and _closes_line(tokens, end):
            yield _name(tokens, place + 1, end)


def find_unlisted(tokens: Sequence[Token], listed: Sequence[OutletMention]) -> list[OutletMention]:
    """Outlets beyond the ``listed`` ones; where they overlap these the listed ones count."""
    found = [*_domains(tokens), *_in_brackets(tokens, listed), *_by_lead(tokens), *_by_word(tokens)]
    taken = {place for one in listed for place in range(one.start, one.end)}
    return [one for one in found if taken.isdisjoint(range(one.start, one.end))]
