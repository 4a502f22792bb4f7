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

MOST_CANDIDATES = 1_500
"""So many entries of the lists of trigrams are looked at, and so no more spellings than that are candidates."""


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
        lists = self._lists.setdefault(len(spelling), {})
        for trigram in _trigrams(spelling):
            known = lists.get(trigram)
            if known is None:
                lists[trigram] = array("I", (number,))
            else:
                known.append(number)

    def candidates(self, wanted: str) -> list[str]:
        """Those that share two of their trigrams, or if there are none one, with the one that is wanted.

        Of lists equally near in length the shortest is looked at first: a rare trigram tells more than a common one.
        """
        if not self._listed:
            return self._spellings
        once: set[int] = set()
        twice: set[int] = set()
        left = MOST_CANDIDATES
        for numbers in self._lists_for(wanted):
            seen = numbers[:left]
            twice |= once.intersection(seen)
            once.update(seen)
            left -= len(seen)
            if not left:
                break
        return [self._spellings[number] for number in twice or once]

    def _lists_for(self, wanted: str) -> Iterator[array[int]]:
        """The numbers of the spellings with each trigram: of a length to which one slip leads, then of all that fit."""
        fitting = range(int(len(wanted) * LEAST_LIKENESS), int(len(wanted) / LEAST_LIKENESS) + 1)
        near = range(len(wanted) - 1, len(wanted) + 2)
        trigrams = _trigrams(wanted)
        for lengths in (near, [length for length in fitting if length not in near]):
            known = [self._lists[length] for length in lengths if length in self._lists]
            yield from sorted((lists[t] for lists in known for t in trigrams & lists.keys()), key=len)


def _trigrams(spelling: str) -> set[str]:
    """Of a spelling between blanks, two before it and one behind, so that its beginning counts most."""
    padded = f"  {spelling} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
