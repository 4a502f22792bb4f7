"""What all the candidates of a text say together: for each player and suitor, how likely each kind of news is.

One sentence is weighed by itself (``bot.reading.candidates``); here the sentences are weighed against each other:
how sure the surest is, how many agree, and what else is said of the same deal.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.reading.around import step
from bot.reading.candidates import OF_PLAYER, Candidate, candidates, said_over
from bot.reading.candidates import signs as candidate_signs
from bot.reading.ranker import OfKind, ranker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.model import Kind
    from bot.reading.casting import Cast, Casting
    from bot.reading.document import Document
    from bot.reading.voices import Voice

_STEPS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_HEARD = 0.2
"""From here on a candidate is heard beside the surest."""


@dataclass(slots=True)
class Weighed:
    """A candidate and how likely the text makes that claim, by its own sentence."""

    candidate: Candidate
    sure: float


@dataclass(slots=True)
class Tally:
    """The candidates of one player and suitor (None: of the player himself) by kind, the surest first.

    ``surroundings`` are signs that are the same for all its kinds, once they are known.
    """

    cast: Cast
    suitor: str | None
    by_kind: dict[Kind, list[Weighed]] = field(default_factory=lambda: defaultdict(list[Weighed]))
    surroundings: frozenset[str] | None = None

    def best(self, kind: Kind) -> float:
        """How sure the surest candidate of a kind is."""
        return self.by_kind[kind][0].sure if self.by_kind.get(kind) else 0.0


def weigh(document: Document, casting: Casting, voices: Sequence[Voice]) -> list[Weighed]:
    """Every candidate of a text with its own likelihood."""
    model = ranker("claim")
    return [
        Weighed(found, model.chance(candidate_signs(document, casting, voices, found)))
        for found in candidates(document, casting)
    ]


def tally(casting: Casting, weighed: Iterable[Weighed]) -> list[Tally]:
    """The tallies of a text: for each player one of his own, then one for each suitor."""
    found = {
        (id(cast.player), suitor): Tally(cast, suitor)
        for cast in casting.casts
        for suitor in (None, *cast.suitors)
    }
    for one in weighed:
        key = (id(one.candidate.cast.player), one.candidate.suitor)
        found[key].by_kind[one.candidate.event.frame.kind].append(one)
    for each in found.values():
        for several in each.by_kind.values():
            several.sort(key=lambda one: -one.sure)
    return list(found.values())


def kinds_of(of_row: Tally) -> tuple[Kind, ...]:
    """The kinds that a tally may hold: the player's own, or those of a deal."""
    is_alone = of_row.suitor is None and not of_row.cast.suitors
    return tuple(
        kind
        for kind, several in of_row.by_kind.items()
        if is_alone
        or (kind in OF_PLAYER) == (of_row.suitor is None)
        or any(one.candidate.event.frame.is_of_all for one in several)
    )


def signs(of_row: Tally, all_of_them: Sequence[Tally], kind: Kind) -> OfKind:
    """What speaks for a kind of news of a player and suitor, as signs for the ranker "news"."""
    if of_row.surroundings is None:
        of_row.surroundings = frozenset((*_of_surroundings(of_row, all_of_them), *_of_row(of_row)))
    shared = of_row.surroundings.union(_over("best", of_row.best(kind)), _of_agreement(of_row, kind))
    return OfKind(kind, shared, frozenset(), (kind,))


def _over(name: str, value: float) -> Iterator[str]:
    """A likelihood as all the steps that it reaches, so that what holds of .6 is learnt for .7 too."""
    return (f"{name} over {edge}" for edge in _STEPS if value >= edge)


def _of_agreement(of_row: Tally, kind: Kind) -> Iterator[str]:
    several = of_row.by_kind[kind]
    second = several[1].sure if len(several) > 1 else 0.0
    yield from _over("second", second)
    yield "heard " + step(sum(one.sure >= _HEARD for one in several), (0, 1, 2, 4))
    meant, frame = several[0].candidate.meant, several[0].candidate.event.frame
    yield f"meant {meant.modality} {meant.when}"
    yield f"surest {frame.pattern}"
    yield "surest is a hint" if frame.is_hint else "surest is plain"
    plain = [
        one.sure for one in several if one.candidate.meant.is_so and not one.candidate.event.frame.is_hint
    ]
    yield from _over("plain", max(plain, default=0.0))
    yield from said_over(max(one.candidate.said for one in several))
    yield from _over("any", 1 - math.prod(1 - one.sure for one in several))


def _of_surroundings(of_row: Tally, all_of_them: Sequence[Tally]) -> Iterator[str]:
    """What else is said of the deal, and of the same player's other deals."""
    for other in all_of_them:
        if other.cast is of_row.cast:
            whose = "own" if other is of_row else "player's" if other.suitor is None else "rival's"
            for kind, several in other.by_kind.items():
                if several[0].sure >= _HEARD:
                    yield f"{whose} {kind} " + step(several[0].sure, (0.4, 0.6, 0.8))


def _of_row(of_row: Tally) -> Iterator[str]:
    cast = of_row.cast
    yield f"suitors {min(len(cast.suitors), 3)}"
    if of_row.suitor:
        yield f"suitor number {min(cast.suitors.index(of_row.suitor), 2)}"
        yield "suitor " + step(cast.sureness[of_row.suitor], (0.3, 0.5, 0.7, 0.9))
    else:
        yield "of the player"
    yield "player " + step(cast.sureness["player"], (0.5, 0.7, 0.9))
