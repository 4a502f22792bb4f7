"""How a saga came to where it stands: every article in its order, and what each of them changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sagas.changes import Weighing, changes, verdict_of
from bot.sagas.fold import turns
from bot.sagas.mending import closings, mended

if TYPE_CHECKING:
    import datetime as dt

    from bot.files import PlayerFile
    from bot.model import Verdict
    from bot.sagas.changes import Change
    from bot.sagas.folding import Folding
    from bot.sagas.reports import Report
    from bot.sagas.saga import Saga


@dataclass(frozen=True, slots=True)
class Step:
    """An article that moved the saga: on which day it was told, and all that it changed."""

    report: Report
    verdict: Verdict
    changes: tuple[Change, ...]

    @property
    def said_on(self) -> dt.date:
        """The day of the article."""
        return self.report.said_on

    @property
    def received(self) -> dt.datetime:
        """When the article came in."""
        return self.report.rows[0].received


@dataclass(frozen=True, slots=True)
class Chapter:
    """One saga of a player, and the articles that moved it, oldest first."""

    saga: Saga
    steps: tuple[Step, ...]


def history(file: PlayerFile) -> tuple[Chapter, ...]:
    """The sagas of a player with their steps, in the order in which things happened, oldest first.

    What an article changed is judged against what was told before it, so an article that came in late has its place
    among the others: a retraction, or a late article, mends the history by itself.
    """
    left = mended(file)
    closed = closings(file)
    told: list[tuple[Folding, list[Step]]] = []
    for folding, report in turns(left.name, left.rumours, closed):
        step = _step(folding, report)
        if not told or told[-1][0] is not folding:
            told.append((folding, []))
        told[-1][1].extend((step,) if step else ())
    return tuple(Chapter(folding.saga(closed), tuple(steps)) for folding, steps in told)


def _step(folding: Folding, report: Report) -> Step | None:
    """Take an article; what it changed, if it changed anything."""
    folding.lapse(report.said_on)
    before = folding.saga() if folding.told else None
    folding.take(report)
    if not report.claims:
        return None
    made = changes(Weighing(report, before, folding.saga()))
    if not made:
        return None
    return Step(report, verdict_of(made), made)
