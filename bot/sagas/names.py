"""What a user typed → the player he means; never a guess between two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.sagas.index import MOST, WHOLE, NameIndex, keys
from bot.sagas.spellings import LEAST_LIKENESS
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.files import PlayerFile, PlayerName
    from bot.sagas.index import Placed

__all__ = ["Match", "Names", "NoMatch", "Several", "alike", "find", "keys", "numbered", "unnumbered"]

SURE = 0.86
"""From this likeness a misspelt name is taken for the one meant, if it is clear of the next."""

CLEAR = 0.04
MAYBE = LEAST_LIKENESS
"""From this likeness a name is offered as "did you mean"."""

_NUMBERED = re.compile(r"(?P<name>[^#]*)#(?P<number>\d{1,18})\s*")
_SHORTEST_FUZZY = 4
_MOST_OFFERED = 5
_LONGEST = 100


def numbered(player: PlayerName | PlayerFile, most: int = _LONGEST) -> str:
    """A name that means this very player, also beside namesakes: "Joao Almeida #12"; at most so many letters."""
    number = f"#{player.id}"
    return f"{player.name[: max(most - len(number) - 1, 0)].strip()} {number}".strip()


def unnumbered(name: str) -> str:
    """The name without the number that ``numbered`` has put behind it."""
    known = _NUMBERED.fullmatch(name)
    return known["name"].strip() or name if known else name


@dataclass(frozen=True, slots=True)
class Match:
    """The one player who was meant."""

    player: PlayerName


@dataclass(frozen=True, slots=True)
class Several:
    """Players of whom each bears the name that was typed, the one last spoken of first."""

    players: tuple[PlayerName, ...]


@dataclass(frozen=True, slots=True)
class NoMatch:
    """Nobody of that name; ``near`` are those who may have been meant, the likeliest first."""

    near: tuple[PlayerName, ...] = ()


def alike(wanted: str, spellings: Iterable[str]) -> list[str]:
    """The folded spellings that may have been meant by one, the likest first."""
    if len(wanted) < _SHORTEST_FUZZY:
        return []
    found = process.extract(wanted, list(spellings), scorer=OSA.normalized_similarity, score_cutoff=MAYBE)
    return [spelling for spelling, *_ in found]


def _is_a_relative(wanted: str, player: PlayerName) -> bool:
    """True if only the first name is another: who asks for a brother is not answered with the one who is known."""
    first, _, rest = wanted.partition(" ")
    names = [fold(name).partition(" ") for name in (player.name, *player.aliases)]
    same = [one for one, _, other in names if rest and other == rest]
    return bool(same) and all(OSA.normalized_similarity(first, one) < MAYBE for one in same)


def find(typed: str, players: Iterable[PlayerName]) -> Match | Several | NoMatch:
    """The player whom ``typed`` names among a few ``players``. For many see :class:`Names`."""
    return Names(NameIndex(players)).find(typed)


@dataclass(frozen=True, slots=True)
class Names:
    """The names that somebody may know: those of which he has something of his own, and those that all know.

    ``apart`` are the players whom ``own`` alone decides about: what ``common`` says of them is not for him.
    """

    own: NameIndex
    common: NameIndex | None = None
    apart: frozenset[int] = frozenset()

    def find(self, typed: str) -> Match | Several | NoMatch:
        """The player whom ``typed`` names.

        A name with a number is that player's (see ``numbered``), if he may be known. Else a full name or alias first,
        then the end of one ("van dijk"), then a misspelling; a first name alone is
        only ever offered.
        """
        if len(typed) > _LONGEST:
            return NoMatch()
        # A number holds among those whom the asker may know of, and what it is beside nobody learns.
        known = _NUMBERED.fullmatch(typed)
        one = self._numbered(int(known["number"])) if known else None
        if one is not None:
            return Match(one)
        wanted = fold(known["name"] if known else typed)
        if not wanted:
            return NoMatch()
        for start in (WHOLE + wanted, wanted):
            hits = tuple(sorted(self._bearing(start)))
            if hits:
                return Match(hits[0].player) if len(hits) == 1 else Several(_players(hits))
        return self._fuzzy(wanted)

    def suggest(self, typed: str) -> tuple[PlayerName, ...]:
        """Those whose name, or a word of it, begins like what was typed, else those who may be meant; at most 25.

        The ones last spoken of come first, and those of one day by name.
        """
        if len(typed) > _LONGEST:
            return ()
        begun = self._beginning(fold(typed), WHOLE + fold(typed))
        if begun:
            return begun
        match self.find(typed):
            case Match(player):
                return (player,)
            case Several(players):
                return players[:MOST]
            case NoMatch(near):
                return near

    def named_by(self, words: Iterable[str]) -> tuple[PlayerName, ...]:
        """Those whose name, or last word of one, is among these folded words; the ones last spoken of first."""
        found = {
            placed.id: placed
            for word in words
            for start in (WHOLE + word, word)
            for placed in self._bearing(start)
        }
        return _players(sorted(found.values()))

    def _numbered(self, number: int) -> PlayerName | None:
        found = (index.numbered(number) for index, without in self._layers() if number not in without)
        return next((player for player in found if player is not None), None)

    def _layers(self) -> Iterator[tuple[NameIndex, frozenset[int]]]:
        """Each index with those about whom it has no say."""
        yield self.own, frozenset()
        if self.common is not None:
            yield self.common, self.apart

    def _bearing(self, start: str) -> Iterator[Placed]:
        return chain.from_iterable(index.bearing(start, without) for index, without in self._layers())

    def _beginning(self, *typed: str) -> tuple[PlayerName, ...]:
        found = {
            placed.id: placed
            for index, without in self._layers()
            for beginning in typed
            for placed in index.beginning(beginning, without)
        }
        return _players(nsmallest(MOST, found.values()))

    def _fuzzy(self, wanted: str) -> Match | NoMatch:
        begun = self._beginning(WHOLE + wanted)
        if len(wanted) < _SHORTEST_FUZZY:
            return NoMatch(begun[:_MOST_OFFERED])
        alike = list(islice(self._alike(wanted), _MOST_OFFERED))
        best, second, *_ = (*(likeness for likeness, _ in alike), 0.0, 0.0)
        if best >= SURE and best - second >= CLEAR and not _is_a_relative(wanted, alike[0][1]):
            return Match(alike[0][1])
        near = dict.fromkeys((*begun, *(player for _, player in alike)))
        return NoMatch(tuple(near)[:_MOST_OFFERED])

    def _alike(self, wanted: str) -> Iterator[tuple[float, PlayerName]]:
        """Players and the likeness of their name, or of an end of it, from ``MAYBE`` on; the likeliest first."""
        spellings = {spelling for index, _ in self._layers() for spelling in index.candidates(wanted)}
        # Damerau's edits, none of a letter that another has changed: by far the quickest that knows swapped letters.
        found = process.extract(
            wanted, spellings, scorer=OSA.normalized_similarity, score_cutoff=MAYBE, limit=None
        )
        seen: set[int] = set()
        for degree, group in groupby(found, key=itemgetter(1)):
            bearers = {placed.id: placed for spelling, *_ in group for placed in self._spelt(spelling)}
            new = (placed for placed in bearers.values() if placed.id not in seen)
            yield from ((degree, placed.player) for placed in nsmallest(_MOST_OFFERED, new))
            seen |= bearers.keys()

    def _spelt(self, spelling: str) -> Iterator[Placed]:
        return chain(self._bearing(WHOLE + spelling), self._bearing(spelling))


def _players(placed: Iterable[Placed]) -> tuple[PlayerName, ...]:
    return tuple(one.player for one in placed)
