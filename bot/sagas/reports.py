"""What one article says of one player, and the order in which articles count."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from bot.ladder import ENDS, RUNGS, rung
from bot.model import Kind, Stage
from bot.sagas.sums import DatedFee

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from bot.files import KeptRumour
    from bot.model import Claim, FeeRole


@dataclass(frozen=True)
class Report:
    """All that one article says of a player: its rows, the main suitor's first. What they say is worked out once."""

    said_on: dt.date
    rows: tuple[KeptRumour, ...]

    @cached_property
    def told(self) -> tuple[KeptRumour, ...]:
        """The rows that may be told."""
        return tuple(kept for kept in self.rows if kept.rumour.held is None)

    @property
    def outlet(self) -> str | None:
        """Who published it, if that is known."""
        return next((kept.outlet for kept in self.rows if kept.outlet), None)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that may be told, row by row."""
        return tuple(claim for kept in self.told for claim in kept.rumour.claims if claim.held is None)

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of what it says is so now."""
        return frozenset(claim.kind for claim in self.claims if claim.counts)

    @cached_property
    def owners(self) -> frozenset[str]:
        """The clubs that it names as the player's."""
        return frozenset(kept.rumour.from_club for kept in self.told if kept.rumour.from_club)

    @cached_property
    def suitors(self) -> frozenset[str]:
        """The clubs that it names as suitors, in whatever part."""
        return frozenset(kept.rumour.to_club for kept in self.told if kept.rumour.to_club)

    def kinds_of(self, club: str) -> frozenset[Kind]:
        """The kinds of what it says of one suitor."""
        return frozenset(claim.kind for claim in self.claims if claim.counts and claim.club == club)

    def sums(self, role: FeeRole) -> tuple[DatedFee, ...]:
        """The sums of a role that it tells, as told on its day."""
        fees = (fee for kept in self.told for fee in kept.rumour.fees)
        return tuple(DatedFee(fee, self.said_on) for fee in fees if fee.role is role)


def reports(rumours: Iterable[KeptRumour]) -> tuple[Report, ...]:
    """The articles in the order in which things happened, whatever the order in which they came in.

    An article shows its day, not its hour. Of one day the order is that in which deals go: up the ladder, ends after
    what they end, a signing last. What still is equal is ordered by what it says, never by when it was pasted.
    An article of which nothing may be told yet is none.
    """
    by_article: dict[int, list[KeptRumour]] = {}
    for kept in rumours:
        by_article.setdefault(kept.article_id or -kept.id, []).append(kept)
    found = [
        Report(rows[0].said_on, tuple(sorted(rows, key=lambda kept: kept.id))) for rows in by_article.values()
    ]
    found = sorted((report for report in found if report.claims), key=_day)
    return tuple(report for _, same_day in groupby(found, key=_day) for report in _of_one_day(list(same_day)))


def _day(report: Report) -> dt.date:
    return report.said_on


def _of_one_day(found: Sequence[Report]) -> Sequence[Report]:
    if len(found) == 1:
        return found
    return sorted(found, key=lambda report: (_height(report), _content(report)))


_END = rung(Stage.DONE) - 0.5
_STAYS = rung(Stage.DONE) - 0.25
"""Where ends stand among the steps of one day: after all but a signing, that he stays after other ends."""


def _height(report: Report) -> float:
    kinds = report.kinds
    highest = max((rung(RUNGS[kind]) for kind in kinds if kind in RUNGS), default=-1)
    if highest == rung(Stage.DONE) or not kinds & ENDS:
        return highest
    return _STAYS if Kind.CONTRACT_RENEWAL in kinds else _END


def _content(report: Report) -> str:
    rows = (kept.rumour for kept in report.rows)
    return repr([(row.to_club, row.from_club, row.claims, row.fees) for row in rows])
