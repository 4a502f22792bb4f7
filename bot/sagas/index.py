"""The names of very many players, arranged so that a look-up touches few of them. Pure, but for its own changes."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from heapq import nsmallest
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from bot.sagas.spellings import Spellings
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from bot.files import PlayerName

MOST = 25
"""So many players are given for the beginning of a name: as many choices as Discord shows."""

WHOLE = "^"
"""Stands before a spelling that is a whole name, and so sorts it apart from the ends of names."""

CROWD = 128
"""The best of a beginning that more names than this share are kept; those of others are sorted when asked for."""

_KEPT = 2 * MOST  # so that some may drop out before all that begin so must be sorted anew
_LAST = "\U0010ffff"  # no letter; sorts behind every one
_NOBODY: frozenset[int] = frozenset()


class Placed(NamedTuple):
    """A player in his place: the one last spoken of sorts first, those of one day by name."""

    days: int
    start: str
    id: int
    player: PlayerName


def keys(name: str) -> tuple[str, ...]:
    """The folded name and its ends: "virgil van dijk", "van dijk", "dijk"."""
    words = fold(name).split(" ")
    return tuple(" ".join(words[place:]) for place in range(len(words)))


def _starts_of(player: PlayerName) -> tuple[str, ...]:
    """All under which a player is found, each once: his names with ``WHOLE`` before them, and their ends."""
    found: dict[str, None] = {}
    for name in (player.name, *player.aliases):
        whole, *ends = keys(name)
        found[WHOLE + whole] = None
        found.update(dict.fromkeys(ends))
    return tuple(found)


def _place(player: PlayerName, starts: Sequence[str]) -> Placed:
    return Placed(-player.last_on.toordinal() if player.last_on else 0, starts[0], player.id, player)


class NameIndex:
    """Players by the starts of their names.

    A start is a whole name behind ``WHOLE``, or the end of one from some word on. ``starts`` has them sorted,
    ``bearers`` tells whose they are. ``best`` has, for each beginning that a crowd shares, the first players: at
    least ``MOST`` (or all), at most twice that.

    A change of a few players costs no more than they do, however many others there are: measured on 100,000
    names, changing in place takes a thousandth of what a changed copy takes. It belongs to one thread.
    """

    __slots__ = ("_bearers", "_best", "_placed", "_spellings", "_starts")

    def __init__(self, players: Iterable[PlayerName] = ()) -> None:
        found = ((player, _starts_of(player)) for player in players)
        ordered = sorted((_place(player, starts), starts) for player, starts in found)
        self._placed = {placed.id: placed for placed, _ in ordered}
        self._bearers = _bearers(ordered)
        self._starts = sorted(self._bearers)
        self._best = _best(ordered, _crowded(self._starts, self._bearers))
        self._spellings = Spellings()
        for start in self._starts:
            self._spell(start)

    def change(self, known: Iterable[PlayerName], gone: Iterable[int] = ()) -> None:
        """Know these players as they are now, and nothing of those who are gone."""
        for number in gone:
            self._change(number, None)
        for player in known:
            self._change(player.id, player)

    def numbered(self, number: int) -> PlayerName | None:
        """The player of that number."""
        placed = self._placed.get(number)
        return placed.player if placed else None

    def bearing(self, start: str, without: AbstractSet[int] = _NOBODY) -> list[Placed]:
        """Those with exactly that start, in no order."""
        return [self._placed[number] for number in self._bearers.get(start, ()) if number not in without]

    def beginning(self, typed: str, without: AbstractSet[int] = _NOBODY) -> list[Placed]:
        """The first ``MOST`` of those with a start that begins so, in order."""
        kept = [self._placed[number] for number in self._best.get(typed, ()) if number not in without]
        return kept[:MOST] if len(kept) >= MOST else self._first(MOST, typed, without)

    def candidates(self, wanted: str) -> list[str]:
        """Spellings, some of which may be borne no more, that may be like the one that is wanted."""
        return self._spellings.candidates(wanted)

    def _range(self, typed: str) -> tuple[int, int]:
        """Where in ``starts`` those lie that begin so."""
        first = bisect_left(self._starts, typed)
        return first, bisect_left(self._starts, typed + _LAST, first)

    def _first(self, most: int, typed: str, without: AbstractSet[int] = _NOBODY) -> list[Placed]:
        first, end = self._range(typed)
        numbers = {number for start in self._starts[first:end] for number in self._bearers[start]}
        return nsmallest(most, map(self._placed.__getitem__, numbers - without))

    def _is_crowd(self, typed: str) -> bool:
        first, end = self._range(typed)
        return end - first > CROWD or sum(len(self._bearers[s]) for s in self._starts[first:end]) > CROWD

    def _change(self, number: int, now: PlayerName | None) -> None:
        """Put a player as he is now in the place of what he was, if he was there before (None: he is gone)."""
        before = self._placed.pop(number, None)
        old = _starts_of(before.player) if before else ()
        new = _starts_of(now) if now else ()
        for start in set(old) - set(new):
            self._put(start, tuple(one for one in self._bearers[start] if one != number))
        for start in set(new) - set(old):
            self._put(start, (*self._bearers.get(start, ()), number))
        if now:
            self._placed[number] = _place(now, new)
        rises = before is not None and now is not None and self._placed[number][:3] <= before[:3]
        for typed in dict.fromkeys(typed for start in (*old, *new) for typed in _beginnings(start)):
            begins = any(start.startswith(typed) for start in new)
            self._rank(typed, number, begins=begins, rises=rises)

    def _rank(self, typed: str, number: int, *, begins: bool, rises: bool) -> None:
        """Mend the best of a beginning after a change of one player."""
        before = self._best.get(typed, ())
        if not before and not self._is_crowd(typed):
            return
        best = [one for one in before if one != number]
        stays = rises and number in before
        if begins and best and (stays or self._placed[number] < self._placed[best[-1]]):
            best = sorted([*best, number], key=self._placed.__getitem__)[:_KEPT]
        if len(best) < MOST:  # others may belong behind the last of them
            best = [placed.id for placed in self._first(_KEPT, typed)]
        self._best[typed] = tuple(best)

    def _put(self, start: str, ids: tuple[int, ...]) -> None:
        """Let a start be borne by these; one that none bear is none."""
        if start not in self._bearers:
            insort(self._starts, start)
            self._spell(start)
        self._bearers[start] = ids
        if not ids:
            del self._bearers[start]
            del self._starts[bisect_left(self._starts, start)]

    def _spell(self, start: str) -> None:
        spelling = start.removeprefix(WHOLE)
        if spelling is start or spelling not in self._bearers:  # once, if it is both a whole name and an end
            self._spellings.add(spelling)


def _beginnings(start: str) -> Iterator[str]:
    """Of a start, from nothing to all of it."""
    return (start[:length] for length in range(len(start) + 1))


def _bearers(ordered: Iterable[tuple[Placed, Sequence[str]]]) -> dict[str, tuple[int, ...]]:
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for placed, starts in ordered:
        for start in starts:
            bearers[start].append(placed.id)
    return {start: tuple(ids) for start, ids in bearers.items()}


def _crowded(starts: Sequence[str], bearers: Mapping[str, Sequence[int]]) -> list[str]:
    """The beginnings that more than ``CROWD`` share; then more than that share each shorter one too."""
    before = [0, *accumulate(len(bearers[start]) for start in starts)]
    found: list[str] = []
    unseen: list[tuple[str, int, int]] = [("", 0, len(starts))]
    while unseen:
        typed, at, end = unseen.pop()
        if before[end] - before[at] <= CROWD:
            continue
        found.append(typed)
        at += starts[at] == typed
        while at < end:
            longer = starts[at][: len(typed) + 1]
            behind = bisect_left(starts, longer + _LAST, at, end)
            unseen.append((longer, at, behind))
            at = behind
    return found


def _best(
    ordered: Iterable[tuple[Placed, Sequence[str]]], crowded: Iterable[str]
) -> dict[str, tuple[int, ...]]:
    """The first of each of these beginnings, of players who come in order with their starts."""
    best: dict[str, list[int]] = {typed: [] for typed in crowded}
    for placed, starts in ordered:
        for start in starts:
            for typed in _beginnings(start):
                ids = best.get(typed)
                if ids is None:
                    break
                if len(ids) < _KEPT and placed.id not in ids[-1:]:
                    ids.append(placed.id)
    return {typed: tuple(ids) for typed, ids in best.items()}
