"""One club's pursuit while it is being folded: how each article moves it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.ladder import ENDS, RUNGS, furthest, rung
from bot.model import Kind, Stage
from bot.sagas.saga import Out, Suitor

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

AGREEMENTS = frozenset({Kind.FEE_AGREED, Kind.LOAN_AGREED, Kind.RELEASE_CLAUSE, Kind.MEDICAL, Kind.SIGNED})
"""Kinds after which the selling club has nothing more to say."""

_CONSENTS = frozenset({Kind.PERSONAL_TERMS, Kind.MEDICAL, Kind.SIGNED})
"""Kinds to which the player has agreed himself."""

_OUT = {
    Kind.WITHDREW: Out.WITHDREW,
    Kind.REJECTS_MOVE: Out.REFUSED,
    Kind.CONTRACT_RENEWAL: Out.STAYS,
    Kind.COLLAPSED: Out.COLLAPSED,
    Kind.DENIED: Out.DENIED,
}
_COOLING = 7
"""Days after an end within which mere interest is the old one told again."""


@dataclass(slots=True)
class Pursuit:
    """A suitor in the making; :meth:`seen` is what has become of it."""

    club: str
    first_on: dt.date
    last_on: dt.date
    moved_on: dt.date
    place: int = 0
    stage: Stage = Stage.INTEREST
    reached: Stage = Stage.INTEREST
    kinds: set[Kind] = field(default_factory=set[Kind])
    out: Out | None = None
    out_on: dt.date | None = None
    is_refused: bool = False
    is_official: bool = False

    @property
    def is_agreed(self) -> bool:
        """True while the selling club's agreement with it stands."""
        return self.out is None and bool(self.kinds & AGREEMENTS) and rung(self.stage) >= _AGREED

    def seen(self) -> Suitor:
        """The pursuit as it is told."""
        return Suitor(
            club=self.club,
            stage=self.stage if self.out is None else Stage.OFF,
            kinds=frozenset(self.kinds),
            moved_on=self.moved_on,
            last_on=self.last_on,
            reached=self.reached,
            out=self.out,
            is_refused=self.is_refused,
            place=self.place,
        )

    def take(self, day: dt.date, place: int, kinds: Collection[Kind]) -> None:
        """Move it by what one article says of it, ``place`` being where the article names it."""
        self.last_on = day
        told = set(kinds)
        steps = {kind for kind in told if kind in RUNGS or kind in ENDS or kind is Kind.DENIED}
        if self.stage is Stage.DONE and self.out is None and (Kind.SIGNED in told or self.is_official):
            self.kinds |= told
            return  # what is announced is not undone by what is told beside it
        if Kind.REJECTS_MOVE in steps and rung(self._higher(furthest(steps - ENDS))) >= _OFFERED:
            self.is_refused = True  # the offer stands without him
            steps.discard(Kind.REJECTS_MOVE)
        elif steps & _CONSENTS:
            self.is_refused = False
        if Kind.DENIED in steps and rung(self.stage) > rung(Stage.ENQUIRY):
            steps.discard(Kind.DENIED)  # a conflict of reports, which is shown; the deal goes on
        if steps:
            self._step(day, place, steps)
        self.kinds |= told

    def leave(self, day: dt.date, why: Out) -> None:
        """Take it out of the saga."""
        if self.out is None:
            self.out, self.out_on, self.moved_on = why, day, day

    def fall_back(self, day: dt.date) -> None:
        """Undo its agreement: the selling club wants something else."""
        self.stage, self.moved_on = Stage.TALKS, day
        self.kinds -= AGREEMENTS

    def _higher(self, stage: Stage) -> Stage:
        return max(stage, self.stage if self.out is None else Stage.OFF, key=rung)

    def _step(self, day: dt.date, place: int, steps: set[Kind]) -> None:
        reached = furthest(steps)
        if reached is Stage.OFF:
            ended = next((kind for kind in _OUT if kind in steps), Kind.COLLAPSED)
            self.leave(day, _OUT[ended])
        elif self.out is not None:
            self._revive(day, place, reached)
        elif rung(reached) > rung(self.stage):
            self.stage, self.moved_on, self.place = reached, day, place
        elif rung(reached) == rung(self.stage):
            self.place = place if self.moved_on == day else self.place
        self.reached = max(self.reached, self.stage, key=rung)

    def _revive(self, day: dt.date, place: int, reached: Stage) -> None:
        is_old_news = self.out_on is not None and (day - self.out_on).days <= _COOLING
        is_final = self.out not in (Out.OVERTAKEN, Out.LAPSED)
        if reached is Stage.INTEREST and is_old_news and is_final:
            return
        self.out, self.stage, self.moved_on, self.place = None, reached, day, place
        self.kinds.clear()


_AGREED = rung(Stage.FEE_AGREED)
_OFFERED = rung(Stage.BID)
