"""Which of very many spellings may be like one that is misspelt: chosen by the trigrams that they share."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST_LIKENESS = 0.70
"""Spellings less alike than this (1 - edits / letters of the longer one) need not be found."""

FEW = 500
"""As many spellings as this are all candidates."""

MOST_CANDIDATES = 2_000
_MOST_SEEN = (
    3_000  # spellings met in the lists of trigrams, the rarest first; more than half of them is found once
)
_LENGTHS = 4  # spellings of so many neighbouring lengths share the list of a trigram


class Spellings:
    """Spellings, to which more can be added; none is ever dropped, since one that nobody bears finds nobody."""

    __slots__ = ("_listed", "_lists", "_spellings")

    def __init__(self) -> None:
        self._spellings: list[str] = []
        self._listed = 0
        self._lists: dict[int, dict[str, array[int]]] = {}

    def add(self, spelling: str) -> None:
        """Know one more."""
        self._spellings.append(spelling)
        if len(self._spellings) > FEW:
            for number in range(self._listed, len(self._spellings)):
                self._list(number)
            self._listed = len(self._spellings)

    def _list(self, number: int) -> None:
        spelling = self._spellings[number]
        lists = self._lists.setdefault(len(spelling) // _LENGTHS, {})
        for trigram in _trigrams(spelling):
            known = lists.get(trigram)
            if known is None:
                lists[trigram] = array("I", (number,))
            else:
                known.append(number)

    def candidates(self, wanted: str) -> list[str]:
        """Spellings that share two rare trigrams with the one that is wanted, or one; at most 2,000."""
        if not self._listed:
            return self._spellings
        once: set[int] = set()
        twice: set[int] = set()
        left = _MOST_SEEN
        for numbers in sorted(self._lists_for(wanted), key=len):
            seen = numbers[:left]
            twice |= once.intersection(seen)
            once.update(seen)
            left -= len(seen)
        chosen = list(twice or once)
        return [self._spellings[number] for number in chosen[:MOST_CANDIDATES]]

    def _lists_for(self, wanted: str) -> Iterator[array[int]]:
        """The numbers of the spellings of a fitting length with each trigram."""
        shortest, longest = int(len(wanted) * LEAST_LIKENESS), int(len(wanted) / LEAST_LIKENESS)
        trigrams = _trigrams(wanted)
        for length in range(shortest // _LENGTHS, longest // _LENGTHS + 1):
            lists = self._lists.get(length, {})
            yield from (lists[trigram] for trigram in trigrams & lists.keys())


def _trigrams(spelling: str) -> set[str]:
    """Of a spelling between blanks, two before it and one behind, so that its beginning counts most."""
    padded = f"  {spelling} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
