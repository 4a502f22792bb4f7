"""How a saga ends, and which articles after its end are of another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Kind
from bot.sagas.saga import End

if TYPE_CHECKING:
    import datetime as dt

    from bot.sagas.pursuit import Pursuit
    from bot.sagas.reports import Report

_AFTERMATH = 45
"""Days after a move in which news without a selling club still is of that move."""

_SETTLED = 21
"""Days after a renewal in which talk of it is no new saga."""

END_KINDS = {End.MOVED: Kind.SIGNED, End.STAYS: Kind.CONTRACT_RENEWAL}
"""What tells of an end, by how it ended."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a saga ended and when; ``winner`` is the club that has him now, ``is_loan`` if only on loan."""

    how: End
    on: dt.date
    winner: str | None = None
    is_loan: bool = False


def move_to(winner: Pursuit, report: Report) -> Ending:
    """The end by a move: on loan if the article that tells of it says so, whatever was agreed before."""
    is_told_as_loan = Kind.LOAN_AGREED in report.kinds_of(winner.club)
    is_loan = Kind.LOAN_AGREED in winner.kinds and (is_told_as_loan or not winner.is_sale)
    return Ending(End.MOVED, report.said_on, winner.club, is_loan)


def is_of_another(ending: Ending, report: Report) -> bool:
    """True if an article that comes after the end begins another saga.

    After a move: it names the new club as the owner, or comes when the move is told of no more. What is still said
    of a purchase by its buyer is of that move at any time; what is said of a club that had him on loan is not.
    """
    days = (report.said_on - ending.on).days
    if days <= 0:
        return False
    if ending.how is not End.MOVED:
        return days > _SETTLED and bool(report.kinds - {Kind.CONTRACT_RENEWAL})
    if ending.winner in report.owners:
        return True
    is_of_the_move = not ending.is_loan and not report.owners and report.suitors <= {ending.winner}
    return days > _AFTERMATH and not is_of_the_move
