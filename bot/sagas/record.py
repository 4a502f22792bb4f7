"""What was told in a saga: every claim and every sum, in the order in which they were said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.ladder import AGREEMENTS
from bot.model import Certainty, FeeRole
from bot.sagas.saga import Told, ToldFee
from bot.sagas.sums import PRICES, DatedFee, of_kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from bot.files import KeptRumour
    from bot.model import Claim, Rumour
    from bot.sagas.reports import Report


class Record:
    """The claims, the sums and the owners that the articles of a saga have told so far."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.fees: list[ToldFee] = []
        self._owners: Counter[str] = Counter()

    def keep(self, report: Report) -> None:
        """Add all that an article tells."""
        if not any(kept.is_copy for kept in report.told):
            self._owners.update(report.owners)
        for kept in report.told:
            self.told += [_told(kept, claim) for claim in kept.rumour.claims if claim.held is None]
            self.fees += _fees(kept)

    def owner(self, buyer: str | None) -> str | None:
        """The club that most articles name as his, the first of equals; copies have no say.

        Of the club that has bought him it is told afterwards that he is its own.
        """
        named = [club for club in self._owners if club != buyer] or list(self._owners)
        return max(named, key=lambda club: self._owners[club], default=None)

    def names(self, clubs: frozenset[str]) -> bool:
        """True if an article has named one of these clubs as his."""
        return any(club in self._owners for club in clubs)

    def prices(self) -> list[DatedFee]:
        """What he would cost, by all who said."""
        return [one.dated for one in self.fees if one.fee.role in PRICES]

    def offers(self, club: str, day: dt.date, within: int) -> list[DatedFee]:
        """The sums that a suitor was told to offer, ``within`` so many days before a day."""
        return [
            one.dated
            for one in self.fees
            if one.fee.role is FeeRole.BID and one.club == club and (day - one.said_on).days <= within
        ]

    def has_agreement_on_record(self, club: str) -> bool:
        """True if somebody has stood up for an agreement with a club: what others say then undoes nothing."""
        return any(
            told.claim.counts and told.claim.club == club and told.claim.kind in AGREEMENTS
            for told in self.told
            if told.claim.certainty is not Certainty.CLAIMED
        )

    def agreed(self) -> list[DatedFee]:
        """The sums that were told to be agreed."""
        return [one.dated for one in self.fees if one.fee.role is FeeRole.AGREED]


def _told(kept: KeptRumour, claim: Claim) -> Told:
    row = kept.rumour
    return Told(
        claim=claim,
        said_on=kept.said_on,
        rumour_id=kept.id,
        outlet=kept.outlet,
        url=kept.url,
        fee=of_kind(claim.kind, row.fees) if claim.club in (row.to_club, None) else None,
        article_id=kept.article_id,
        is_copy=kept.is_copy,
        suitor=row.to_club,
    )


def _fees(kept: KeptRumour) -> Iterator[ToldFee]:
    row = kept.rumour
    source = next(_sources(row), kept.outlet)
    return (ToldFee(fee, row.to_club, kept.said_on, kept.id, source) for fee in row.fees)


def _sources(row: Rumour) -> Iterator[str]:
    return (claim.source for claim in row.claims if claim.source and claim.held is None)
