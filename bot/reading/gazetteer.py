"""Longest-match look-up of listed names among tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.reading.tokens import words_of
from bot.reading.wordcounts import word_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.reading.tokens import Token

T = TypeVar("T")

_SHORTEST_LOUD = 3
"""Names up to this length keep their case: "i" the newspaper is not "I"."""


@dataclass(slots=True)
class Match(Generic[T]):
    """``tokens[start:end]`` is listed, and stands for ``value``."""

    start: int
    end: int
    value: T


class Gazetteer(Generic[T]):
    """Names of one or more words, each with a value; of two that begin alike the longer one wins.

    A name matches in its own spelling or all in capitals, diacritics aside: case carries meaning in prose.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        """``entries`` are names and values; the first entry of a name is the one that counts."""
        self._names: dict[str, T] = {}
        for name, value in entries:
            words = " ".join(words_of(name))
            for spelling in (words, words.upper()) if len(name) > _SHORTEST_LOUD else (words,):
                if spelling:
                    self._names.setdefault(spelling, value)
        self._lengths = word_counts(self._names)

    def at(self, tokens: Sequence[Token], start: int) -> Match[T] | None:
        """The longest listed name that begins at ``start``, if one does."""
        for length in self._lengths.get(tokens[start].plain, ()):
            run = tokens[start : start + length]
            words = " ".join([token.plain for token in run])
            if words in self._names and not any(token.opens_line for token in run[1:]):
                return Match(start, start + len(run), self._names[words])
        return None

    def find(self, tokens: Sequence[Token]) -> Iterator[Match[T]]:
        """All matches from left to right, none overlapping another."""
        start = 0
        while start < len(tokens):
            match = self.at(tokens, start)
            if match is None:
                start += 1
            else:
                yield match
                start = match.end
