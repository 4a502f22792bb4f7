"""Linear labels: how likely each of several things is by itself. Learned by ``tests/training``, shipped as data.

A sign is a word, or two words that stand side by side or apart. Words have numbers, and so have signs: a text asks for
thousands of them, and whole numbers are quick to make and small to keep.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.reading.data import lines_of
from bot.reading.ranker import chance_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

STEP = 0.05
"""Weights are whole numbers of these, so that their sum is the same in whatever order the signs come."""

_APART = ".."

_MOST = 400
_CHANCES = tuple(chance_of(score * STEP) for score in range(-_MOST, _MOST + 1))
"""The chance of each score in steps: there are few, and a text asks for thousands."""

Row = tuple[tuple[int, int], ...]
"""The weights of a sign: the number of a label, and how many steps it speaks for it."""


def pair(first: int, second: int, *, apart: bool) -> int:
    """The number of two words as one sign. Words have numbers from 1 to 65,535, so no pair has that of a word."""
    return ((first << 16 | second) << 1) | apart


class Labels:
    """Says of several things by themselves how likely each is: any number of them may be so."""

    def __init__(
        self, names: Sequence[str], bias: Sequence[int], words: Mapping[str, int], rows: Mapping[int, Row]
    ) -> None:
        """``bias`` has a weight for each of the ``names``, ``rows`` for each sign those of the few it speaks for."""
        self.names = tuple(names)
        self.bias = tuple(bias)
        self.words = words
        self._rows = rows

    def chances(self, signs: Iterable[int]) -> dict[str, float]:
        """How likely each label is, from 0 to 1."""
        scores = list(self.bias)
        for row in filter(None, map(self._rows.get, signs)):
            for label, weight in row:
                scores[label] += weight
        return dict(zip(self.names, [_chance(score) for score in scores], strict=True))

    def weight(self, word: str, name: str) -> int:
        """How many steps a word by itself speaks for a label."""
        row = self._rows.get(self.words.get(word, 0), ())
        return dict(row).get(self.names.index(name), 0)

    def written(self) -> str:
        """As the text that ``parsed`` reads: the labels with their bias, then a line for each sign."""
        spelt = {number: word for word, number in self.words.items()}

        def sign(number: int) -> str:
            if number in spelt:
                return spelt[number]
            first, second = spelt[number >> 17], spelt[(number >> 1) & 0xFFFF]
            return f"{first} {_APART} {second}" if number & 1 else f"{first} {second}"

        head = " ".join(f"{name}:{weight}" for name, weight in zip(self.names, self.bias, strict=True))
        lines = sorted(
            f"{sign(number)}\t{' '.join(f'{label}:{weight}' for label, weight in row)}"
            for number, row in self._rows.items()
        )
        return "\n".join((head, *lines)) + "\n"


def _chance(score: int) -> float:
    return _CHANCES[max(-_MOST, min(_MOST, score)) + _MOST]


def parsed(lines: Iterable[str]) -> Labels:
    """Labels from what was written of them."""
    rest = iter(lines)
    names, bias = zip(*(part.split(":") for part in next(rest).split()), strict=True)
    words: dict[str, int] = {}
    rows: dict[int, Row] = {}
    kept: dict[str, Row] = {}
    cells: dict[str, tuple[int, int]] = {}
    for line in rest:
        sign, _, weights = line.rstrip("\n").partition("\t")
        if weights not in kept:  # many signs speak alike: their row is kept once
            kept[weights] = tuple(cells.setdefault(cell, _cell(cell)) for cell in weights.split())
        rows[_number(sign, words)] = kept[weights]
    return Labels(names, [int(number) for number in bias], words, rows)


@cache
def labels(name: str) -> Labels:
    """What ``data/rankers/NAME.txt`` holds."""
    return parsed(lines_of(f"rankers/{name}.txt"))


def _cell(written: str) -> tuple[int, int]:
    label, _, weight = written.partition(":")
    return int(label), int(weight)


def _number(sign: str, words: dict[str, int]) -> int:
    first, *rest = (words.setdefault(word, len(words) + 1) for word in sign.split() if word != _APART)
    return pair(first, rest[0], apart=_APART in sign.split()) if rest else first
