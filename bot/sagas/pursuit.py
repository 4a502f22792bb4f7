"""One club's pursuit while it is being folded: how each article moves it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.ladder import AGREEMENTS, CONSENTS, ENDS, RUNGS, furthest, rung
from bot.model import Kind, Stage
from bot.sagas.rounds import rounds_between, shuts_on
from bot.sagas.saga import Out, Suitor

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

_OUT = {
    Kind.WITHDREW: Out.WITHDREW,
    Kind.REJECTS_MOVE: Out.REFUSED,
    Kind.CONTRACT_RENEWAL: Out.STAYS,
    Kind.COLLAPSED: Out.COLLAPSED,
    Kind.DENIED: Out.DENIED,
}
"""Why a club is out, by the kind that ended it: the first of those told."""

COOLING = 7
"""Days after an end within which mere interest is the old one told again."""

_AGREED = rung(Stage.FEE_AGREED)
_OFFERED = rung(Stage.BID)
_MOVES = frozenset(RUNGS) | ENDS | {Kind.DENIED}


@dataclass(slots=True)
class Pursuit:
    """A suitor in the making; :meth:`seen` is what has become of it."""

    club: str
    last_on: dt.date
    moved_on: dt.date
    place: int = 0
    stage: Stage = Stage.INTEREST
    reached: Stage = Stage.INTEREST
    kinds: set[Kind] = field(default_factory=set[Kind])
    out: Out | None = None
    is_refused: bool = False
    is_official: bool = False

    @property
    def is_agreed(self) -> bool:
        """True while the selling club's agreement with it stands."""
        return self.out is None and bool(self.kinds & AGREEMENTS) and rung(self.stage) >= _AGREED

    @property
    def is_done(self) -> bool:
        """True once the player has joined it."""
        return self.out is None and self.stage is Stage.DONE

    @property
    def is_sale(self) -> bool:
        """True if a permanent fee is agreed: a loan sells nobody."""
        is_clause = Kind.RELEASE_CLAUSE in self.kinds and Kind.LOAN_AGREED not in self.kinds
        return Kind.FEE_AGREED in self.kinds or is_clause

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
        if self.is_done and (Kind.SIGNED in told or self.is_official):
            self.kinds |= told
            return  # what is announced is not undone by what is told beside it
        steps = self._answered(told & _MOVES)
        if Kind.DENIED in steps and rung(self.stage) > rung(Stage.ENQUIRY):
            steps.discard(Kind.DENIED)  # a conflict of reports, which is shown; the deal goes on
        if steps:
            self._step(day, place, steps)
        self.kinds |= told
        if not self.is_refused:
            self.kinds.discard(Kind.REJECTS_MOVE)

    def is_softly_out(self, day: dt.date) -> bool:
        """True if nobody has said that it is over, or only of an earlier window: whoever is linked again is back."""
        if self.out is None:
            return False
        is_of_before = rounds_between(self.moved_on, day, self.club) > 0
        return is_of_before or self.out in (Out.OVERTAKEN, Out.LAPSED)

    def leave(self, day: dt.date, why: Out) -> None:
        """Take it out of the saga; what is said outright outranks that nobody spoke of it."""
        if self.out is None or (self.is_softly_out(day) and why is not Out.LAPSED):
            self.out, self.moved_on, self.is_refused = why, day, False

    def fall_back(self, day: dt.date, told: Collection[Kind]) -> None:
        """Undo its agreement: the selling club wants something else. ``told`` is what the same article tells of it."""
        self.kinds -= AGREEMENTS
        reached = (RUNGS[kind] for kind in told if kind in RUNGS and kind not in AGREEMENTS)
        self.stage, self.moved_on = max((Stage.TALKS, *reached), key=rung), day

    def lose_agreement(self, day: dt.date) -> None:
        """There was no agreement after all: what else was told of it stands."""
        if self.is_agreed:
            self.kinds -= AGREEMENTS
            reached = (RUNGS[kind] for kind in self.kinds if kind in RUNGS)
            self.stage, self.moved_on = max((Stage.TALKS, *reached), key=rung), day

    def lapse(self, day: dt.date) -> None:
        """Take it out if its window has shut since it was last told of.

        What is agreed may be for the next window, so it stands one round longer.
        """
        stands = 1 if self.is_agreed else 0
        if rounds_between(self.last_on, day, self.club) > stands:
            self.leave(shuts_on(self.last_on, self.club), Out.LAPSED)

    def _answered(self, steps: set[Kind]) -> set[Kind]:
        """The steps without the player's no to an offer, which stands without him, until he says yes."""
        is_offer = rung(self._higher(furthest(steps - ENDS))) >= _OFFERED
        if Kind.REJECTS_MOVE in steps and is_offer:
            self.is_refused = True
            self.kinds -= CONSENTS
            return steps - {Kind.REJECTS_MOVE}
        if steps & CONSENTS:
            self.is_refused = False
        return steps

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
        is_old_news = (day - self.moved_on).days <= COOLING and not self.is_softly_out(day)
        if reached is Stage.INTEREST and is_old_news:
            return
        self.out, self.stage, self.moved_on, self.place = None, reached, day, place
        self.kinds.clear()
