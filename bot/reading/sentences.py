"""Sentences, and which part of them stands between quotation marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.normalise import Page
    from bot.reading.tokens import Token

_ENDS = frozenset(".!?")
_CLOSERS = frozenset("\"')]")
# A full stop after these ends no sentence.
_ABBREVIATIONS = frozenset("mr mrs ms dr st jr sr vs no inc ltd fc prof approx eg ie etc".split())


_LONGEST = 150
"""Tokens after which a sentence is cut: what runs on longer is no prose, and reading must stay linear."""


@dataclass(slots=True)
class Sentence:
    """``tokens[start:end]`` of paragraph number ``paragraph``. ``quoted`` are the tokens between marks.

    ``opens_quote`` says that its paragraph starts with a mark: the speaker of the one before goes on.
    """

    start: int
    end: int
    paragraph: int
    is_headline: bool
    quoted: frozenset[int]
    opens_quote: bool


def _is_end(tokens: Sequence[Token], place: int, limit: int) -> bool:
    token = tokens[place]
    if token.plain not in _ENDS:
        return False
    if place + 1 >= limit:
        return True
    before, after = tokens[place - 1] if place else token, tokens[place + 1]
    if after.start == token.end and after.plain not in _CLOSERS:
        return False  # "v1.2", "goal.com", an ellipsis
    return not (token.plain == "." and (before.low in _ABBREVIATIONS or _is_initial(before)))


def _is_initial(token: Token) -> bool:
    return len(token.plain) == 1 and token.is_capital


def _bounds(tokens: Sequence[Token], start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of one paragraph as token ranges; closing marks belong to the sentence before them."""
    found: list[tuple[int, int]] = []
    opened = start
    place = start
    while place < end:
        if _is_end(tokens, place, end) or place - opened >= _LONGEST:
            stop = place + 1
            while (
                stop < end and tokens[stop].plain in _CLOSERS and tokens[stop].start == tokens[stop - 1].end
            ):
                stop += 1
            stop = _after_bracket(tokens, stop, end)
            found.append((opened, stop))
            opened = place = stop
        else:
            place += 1
    if opened < end:
        found.append((opened, end))
    return found


_BRACKETED = 7
"""Tokens of a bracket that stands behind a sentence and belongs to it."""


def _after_bracket(tokens: Sequence[Token], stop: int, end: int) -> int:
    """Where a source in brackets behind a sentence ends: "Leeds want him. (Sun)"; ``stop`` if there is none."""
    if stop >= end or tokens[stop].plain != "(":
        return stop
    close = next((at for at in range(stop + 1, min(stop + _BRACKETED, end)) if tokens[at].plain == ")"), None)
    if close is None or not tokens[stop + 1].is_capital:
        return stop
    close += 1 + (close + 1 < end and tokens[close + 1].plain == ".")
    return close if close == end or tokens[close].is_capital else stop


def split(page: Page, tokens: Sequence[Token], paragraph_starts: Sequence[int]) -> list[Sentence]:
    """The sentences of a page. ``paragraph_starts`` are the token numbers at which its paragraphs begin.

    A quotation runs from mark to mark, over sentences, to the end of its paragraph at the latest.
    """
    sentences: list[Sentence] = []
    for number, start in enumerate(paragraph_starts):
        end = paragraph_starts[number + 1] if number + 1 < len(paragraph_starts) else len(tokens)
        if start == end:
            continue
        quoted = _quoted(tokens, start, end)
        headline = page.headline is not None and number == 0
        opens = tokens[start].plain == '"'
        for first, last in _bounds(tokens, start, end):
            inside = frozenset(place for place in range(first, last) if place in quoted)
            sentences.append(Sentence(first, last, number, headline, inside, opens))
    return sentences


def _quoted(tokens: Sequence[Token], start: int, end: int) -> frozenset[int]:
    inside: set[int] = set()
    is_open = False
    for place in range(start, end):
        if tokens[place].plain == '"':
            is_open = not is_open
        elif is_open:
            inside.add(place)
    return frozenset(inside)
