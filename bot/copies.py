"""What near copies of a text have in common: a sketch of its words, and the likeness of two sketches. Pure.

A sketch is a MinHash in one permutation: every five words in a row are one number of 32 bits; the numbers fall into
128 bins by their first bits, and of each bin the least one stays. A bin that got none takes that of another, in an
order that is the same for all texts (Shrivastava, "Optimal Densification for Fast and Accurate Minwise Hashing",
ICML 2017). The share of places at which two sketches agree then is what the two texts share of all their fives
(Jaccard), give or take 0.05.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING
from zlib import crc32

from bot.spelling import fold_text

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACES = 128
SHORTEST = 25
"""Words; of a shorter text one changed word changes so much that only the exact copy can be told."""

_RUN = 5
_BIN_SHIFT = 25
_NONE = 1 << 32


def sketch(text: str) -> tuple[int, ...]:
    """128 numbers below 2**32, the same on every machine; none at all for a text of under 25 words."""
    words = fold_text(text).split(" ")
    if len(words) < SHORTEST:
        return ()
    least = [_NONE] * PLACES
    for run in map(" ".join, zip(*(words[at:] for at in range(_RUN)), strict=False)):
        number = crc32(run.encode("utf-8", "surrogatepass"))
        place = number >> _BIN_SHIFT
        least[place] = min(number, least[place])
    return tuple(number if number < _NONE else _borrowed(place, least) for place, number in enumerate(least))


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """How much two sketches agree, 0 to 1; 0 where a text was too short to have one."""
    return sum(map(operator.eq, one, other)) / PLACES


def _borrowed(place: int, least: Sequence[int]) -> int:
    return next(least[other] for other in _LENDERS[place] if least[other] < _NONE)


def _lenders(place: int) -> tuple[int, ...]:
    """The other places in an order of its own; from no random generator, since sketches are kept for years."""
    return tuple(sorted(range(PLACES), key=lambda other: crc32(f"{place} {other}".encode())))


_LENDERS = tuple(_lenders(place) for place in range(PLACES))
