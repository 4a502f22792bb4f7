"""What a user typed → the player he means; never a guess between two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.model import PlayerName

SURE = 0.86
"""From this likeness a misspelt name is taken for the one meant, if it is clear of the next."""

CLEAR = 0.04
MAYBE = 0.70
"""From this likeness a name is offered as "did you mean"."""

_SHORTEST_FUZZY = 4
_MOST_CANDIDATES = 2_000
_MOST_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Match:
    """The one player who was meant."""

    player: PlayerName


@dataclass(frozen=True, slots=True)
class Several:
    """Players of whom each bears the name that was typed."""

    players: tuple[PlayerName, ...]


@dataclass(frozen=True, slots=True)
class NoMatch:
    """Nobody of that name; ``near`` are those who may have been meant, the likeliest first."""

    near: tuple[PlayerName, ...] = ()


def keys(name: str) -> tuple[str, ...]:
    """The folded name and its ends: "virgil van dijk", "van dijk", "dijk"."""
    words = fold(name).split(" ")
    return tuple(" ".join(words[place:]) for place in range(len(words)))


def _spellings(player: PlayerName) -> Iterable[str]:
    return (fold(name) for name in (player.name, *player.aliases))


def find(typed: str, players: Sequence[PlayerName]) -> Match | Several | NoMatch:
    """The player whom ``typed`` names among ``players``.

    A full name or alias first, then the end of one ("van dijk"), then a misspelling; a first name alone is
    only ever offered.
    """
    wanted = fold(typed)
    if not wanted:
        return NoMatch()
    for bears in (_is_whole, _is_end):
        hits = tuple(player for player in players if bears(player, wanted))
        if hits:
            return Match(hits[0]) if len(hits) == 1 else Several(hits)
    return _fuzzy(wanted, players)


def _is_whole(player: PlayerName, wanted: str) -> bool:
    return wanted in _spellings(player)


def _is_end(player: PlayerName, wanted: str) -> bool:
    return any(spelling.endswith(" " + wanted) for spelling in _spellings(player))


def _likeness(player: PlayerName, wanted: str) -> float:
    """The best likeness of what was typed to a whole name or to the end of one, 0 to 1."""
    ends = {end for name in (player.name, *player.aliases) for end in keys(name)}
    return max(DamerauLevenshtein.normalized_similarity(wanted, end) for end in ends)


def _fuzzy(wanted: str, players: Sequence[PlayerName]) -> Match | NoMatch:
    begun = [player for player in players if any(s.startswith(wanted) for s in _spellings(player))]
    if len(wanted) < _SHORTEST_FUZZY:
        return NoMatch(tuple(begun[:_MOST_OFFERED]))
    scored = sorted(
        ((_likeness(player, wanted), player) for player in players[:_MOST_CANDIDATES]),
        key=lambda pair: -pair[0],
    )
    best = scored[0][0] if scored else 0.0
    second = scored[1][0] if len(scored) > 1 else 0.0
    if best >= SURE and best - second >= CLEAR:
        return Match(scored[0][1])
    near = [player for score, player in scored if score >= MAYBE]
    return NoMatch(tuple(dict.fromkeys((*begun, *near)))[:_MOST_OFFERED])
