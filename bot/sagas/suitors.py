"""The clubs that are after a player, while a saga is being folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ladder import AGREEMENTS, ENDS, rung
from bot.model import Certainty, FeeRole, Kind, Modality, Stage, When
from bot.sagas.pursuit import Pursuit
from bot.sagas.saga import Out
from bot.sagas.sums import DatedFee, is_known

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from bot.files import KeptRumour
    from bot.model import Claim
    from bot.sagas.record import Record
    from bot.sagas.reports import Report
    from bot.sagas.saga import Suitor

SILENCE = 60
"""Days without news after which what was known is news again, and an offer of a known sum another one."""

_EVERYBODY = {Kind.COLLAPSED: Out.COLLAPSED, Kind.WITHDREW: Out.WITHDREW}
"""Ends that, told without a club, end it with everybody: the first of those told."""


def all_over(report: Report) -> Out | None:
    """Why it is over with every suitor after an article; None if it is not.

    A renewal ends it with everybody, whoever is named beside it.
    """
    if Kind.SIGNED in report.kinds:
        return None
    if Kind.CONTRACT_RENEWAL in report.kinds or _says_no_to_all(report):
        return Out.STAYS
    ends = {claim.kind for claim in report.claims if claim.counts and claim.club is None}
    return next((_EVERYBODY[kind] for kind in _EVERYBODY if kind in ends), None)


def _says_no_to_all(report: Report) -> bool:
    """True if the player himself says no to any move; that he has refused a club without a name is only reported."""
    return any(
        claim.counts and claim.club is None and claim.certainty is not Certainty.CLAIMED
        for claim in report.claims
        if claim.kind is Kind.REJECTS_MOVE
    )


class Suitors:
    """The pursuits of a saga, in the order in which they began."""

    def __init__(self) -> None:
        self._pursuits: dict[str, Pursuit] = {}

    def __iter__(self) -> Iterator[Pursuit]:
        return iter(self._pursuits.values())

    @property
    def alive(self) -> tuple[Pursuit, ...]:
        """Those that are still in it."""
        return tuple(pursuit for pursuit in self if pursuit.out is None)

    @property
    def agreed(self) -> tuple[Pursuit, ...]:
        """Those with whom the selling club agrees."""
        return tuple(pursuit for pursuit in self if pursuit.is_agreed)

    @property
    def winner(self) -> Pursuit | None:
        """The one that the player has joined."""
        return next((pursuit for pursuit in self if pursuit.is_done), None)

    def seen(self) -> tuple[Suitor, ...]:
        """All of them as they are told."""
        return tuple(pursuit.seen() for pursuit in self)

    def lapse(self, day: dt.date) -> None:
        """Take out those whose window has shut without an agreement by that day."""
        for pursuit in self:
            pursuit.lapse(day)

    def take(self, report: Report, record: Record, *, is_settled: bool = False) -> None:
        """Move every suitor that an article names, then those who are out or beaten by what it says.

        ``is_settled``: mere interest makes nobody a suitor, for it has just been settled that he stays.
        """
        agreed = self.agreed
        named = dict.fromkeys(kept.rumour.to_club for kept in report.told if kept.rumour.to_club)
        for place, club in enumerate(named):
            if not is_settled or report.kinds_of(club) - {Kind.INTEREST}:
                self._take_club(report, place, club, record)
        over = all_over(report)
        if over is not None:
            self._leave(self, report.said_on, over)
        self._beat(report, agreed)

    def undo(self, winner: Pursuit, report: Report) -> bool:
        """Take what is told of the club that has him: true if it says that the move is off after all."""
        kinds = report.kinds_of(winner.club)
        if Kind.SIGNED in kinds:
            winner.is_official |= _is_announced(report, winner.club)
        elif kinds & ENDS and not winner.is_official:
            winner.take(report.said_on, 0, kinds)
        return winner.out is not None

    def _take_club(self, report: Report, place: int, club: str, record: Record) -> None:
        rows = [kept for kept in report.told if kept.rumour.to_club == club]
        linked = any(is_linked(kept) for kept in rows)
        if club not in self._pursuits and not linked:
            return
        day, kinds = report.said_on, report.kinds_of(club)
        pursuit = self._pursuits.setdefault(club, Pursuit(club, day, day, place))
        if pursuit.out is not None and _is_retold(rows, club, record):
            return
        if not kinds and linked and (not pursuit.kinds or pursuit.is_softly_out(day)):
            kinds = frozenset({Kind.INTEREST})
        pursuit.take(day, place, kinds)
        pursuit.is_official |= _is_announced(report, club)
        is_denied = any(is_denied_agreement(claim, club) for claim in report.claims)
        if is_denied and not kinds & AGREEMENTS and not record.has_agreement_on_record(club):
            pursuit.lose_agreement(day)

    def _beat(self, report: Report, agreed: Iterable[Pursuit]) -> None:
        """A signing beats all others; a new agreement overtakes those who only look on and are not named in it."""
        winner = self.winner
        if winner is not None:
            self._leave((one for one in self if one is not winner), report.said_on, Out.BEATEN)
        elif any(one not in agreed for one in self.agreed):
            lookers = (
                one for one in self if rung(one.stage) < rung(Stage.BID) and one.club not in report.suitors
            )
            self._leave(lookers, report.said_on, Out.OVERTAKEN)

    @staticmethod
    def _leave(those: Iterable[Pursuit], day: dt.date, why: Out) -> None:
        for pursuit in those:
            pursuit.leave(day, why)


def is_denied_agreement(claim: Claim, club: str) -> bool:
    """True if somebody stands up and says that there is no agreement with a club."""
    is_no = claim.modality is Modality.NEGATED and claim.when is When.CURRENT
    is_of = claim.club == club and claim.kind in AGREEMENTS and claim.kind is not Kind.MEDICAL
    return is_no and is_of and claim.certainty is not Certainty.CLAIMED


def is_linked(kept: KeptRumour) -> bool:
    """True if a row links its club with the player now, in whatever way.

    What is denied of the club links nobody. Where it says nothing of the club, or only what is past, the player may:
    he wants to go there.
    """
    told = [claim for claim in kept.rumour.claims if claim.held is None]
    own = [claim for claim in told if claim.club == kept.rumour.to_club]
    wishes = [claim for claim in told if claim.kind in (Kind.WANTS_MOVE, Kind.TRANSFER_REQUEST)]
    own_now = [claim for claim in own if claim.when is When.CURRENT]
    said = own_now or (wishes if own else told)
    return any(claim.modality is not Modality.NEGATED and claim.when is When.CURRENT for claim in said)


def _is_announced(report: Report, club: str) -> bool:
    return any(
        claim.kind is Kind.SIGNED and claim.counts and claim.certainty is Certainty.OFFICIAL
        for claim in report.claims
        if claim.club == club
    )


def _is_retold(rows: Iterable[KeptRumour], club: str, record: Record) -> bool:
    """True if the offers of a club's rows are of known sums, told not long ago: it is that event once more."""
    offers = [
        DatedFee(fee, kept.said_on) for kept in rows for fee in kept.rumour.fees if fee.role is FeeRole.BID
    ]
    return bool(offers) and all(
        is_known(offer, record.offers(club, offer.on, within=SILENCE)) for offer in offers
    )
