"""How many words the phrases of a list have, by their first word: what must be looked up where that word stands."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def word_counts(phrases: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """First word → the counts of words that phrases with it have, the highest first.

    Words are parted by single spaces.

    >>> word_counts(["pull", "pull out", "pull out of"])
    {'pull': (3, 2, 1)}
    """
    masks: dict[str, int] = {}
    for phrase in phrases:
        if " " in phrase:
            first = phrase[: phrase.index(" ")]
            masks[first] = masks.get(first, 0) | 1 << phrase.count(" ")
        else:
            masks[phrase] = masks.get(phrase, 0) | 1
    return {first: _counts(mask) for first, mask in masks.items()}


@cache
def _counts(mask: int) -> tuple[int, ...]:
    """The places of the bits, counted from one; there are few such rows, and many words share each."""
    return tuple(place + 1 for place in range(mask.bit_length() - 1, -1, -1) if mask >> place & 1)
