"""The selling club's stance while a saga is being folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ladder import AGREEMENTS
from bot.model import ClubStance, FeeRole, Kind, Subject
from bot.sagas.sums import is_above, is_known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.files import KeptRumour
    from bot.model import Claim
    from bot.sagas.pursuit import Pursuit
    from bot.sagas.record import Record
    from bot.sagas.reports import Report
    from bot.sagas.suitors import Suitors

# Of one article the first of these that it tells is the club's stance.
_STANCES = {
    Kind.NOT_FOR_SALE: ClubStance.NOT_FOR_SALE,
    Kind.PRICE_SET: ClubStance.PRICE_SET,
    Kind.OPEN_TO_SALE: ClubStance.OPEN_TO_SALE,
}


class Seller:
    """Where the selling club stands, as far as anybody has told."""

    def __init__(self) -> None:
        self.stance = ClubStance.UNKNOWN

    def forget(self, suitors: Suitors) -> None:
        """What it said of a window that has shut is over, unless it has sold him and the agreement stands."""
        if self.stance is not ClubStance.SOLD or not suitors.agreed:
            self.stance = ClubStance.UNKNOWN

    def take(self, report: Report, record: Record, suitors: Suitors, agreed: Sequence[Pursuit]) -> None:
        """Move it by an article that its suitors have taken already; ``agreed`` are those that had agreed before."""
        said = self._said(report, record)
        if suitors.agreed:
            self._after_agreement(report, record, suitors, said, agreed)
        elif self.stance is ClubStance.SOLD and agreed:
            is_gone = all(pursuit.out is not None for pursuit in agreed)  # else there never was an agreement
            self.stance = said or (ClubStance.OPEN_TO_SALE if is_gone else ClubStance.UNKNOWN)
        elif said is not None and self.stance is not ClubStance.SOLD:
            self.stance = said

    def lose_the_buyer(self) -> None:
        """The move is off after all."""
        self.stance = ClubStance.OPEN_TO_SALE

    def _said(self, report: Report, record: Record) -> ClubStance | None:
        told = [_STANCES[kind] for kind in _STANCES if kind in report.kinds]
        if told[:1] == [ClubStance.PRICE_SET] and self._is_old_price(report, record):
            told = [] if self.stance is ClubStance.PRICE_SET else told[1:]
        said = next(iter(told), None)
        names_less = said is ClubStance.OPEN_TO_SALE and self.stance is ClubStance.PRICE_SET
        return None if names_less else said  # who has named a price would sell, which is no news of him

    def _is_old_price(self, report: Report, record: Record) -> bool:
        """True if an article's price was known: repeating it changes no stance that has been taken since."""
        prices, known = report.sums(FeeRole.ASKING), record.prices()
        if not prices:
            return self.stance is ClubStance.PRICE_SET
        return self.stance is not ClubStance.UNKNOWN and all(is_known(price, known) for price in prices)

    def _after_agreement(
        self,
        report: Report,
        record: Record,
        suitors: Suitors,
        said: ClubStance | None,
        agreed: Sequence[Pursuit],
    ) -> None:
        if _is_undone(report, record, said):
            for pursuit in agreed:
                if pursuit.is_agreed:
                    pursuit.fall_back(report.said_on, report.kinds_of(pursuit.club))
            self.stance = said or self.stance
        elif any(pursuit.is_sale for pursuit in suitors.agreed) or any(map(_is_bought, report.told)):
            self.stance = ClubStance.SOLD
        elif said is not None:
            self.stance = said


def _is_undone(report: Report, record: Record, said: ClubStance | None) -> bool:
    """True if the club goes back on an agreement: it will not sell, or wants more, and the article knows of none.

    A price no higher than the agreed sum is of the days before; "none of our players" is said of the others.
    """
    if report.kinds & AGREEMENTS:
        return False
    if said is ClubStance.NOT_FOR_SALE:
        return any(_keeps_him(claim) for claim in report.claims)
    prices, agreed = report.sums(FeeRole.ASKING), record.agreed()
    is_higher = not (prices and agreed) or any(is_above(price, agreed) for price in prices)
    return said is ClubStance.PRICE_SET and is_higher


def _keeps_him(claim: Claim) -> bool:
    return claim.counts and claim.kind is Kind.NOT_FOR_SALE and claim.subject is Subject.PLAYER


def _is_bought(kept: KeptRumour) -> bool:
    """True if a signing is told with the fee that was agreed: who comes free, or on loan, was not sold."""
    kinds = {claim.kind for claim in kept.rumour.claims if claim.counts}
    has_fee = any(fee.role is FeeRole.AGREED and fee.amount for fee in kept.rumour.fees)
    return has_fee and Kind.SIGNED in kinds and Kind.LOAN_AGREED not in kinds
