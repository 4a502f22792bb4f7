"""One saga in the making: every article moves the player, his club and the suitors."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.ladder import ENDS, rung
from bot.model import Certainty, ClubStance, FeeRole, Kind, PlayerStance, Stage
from bot.reading.club_lists import country_of
from bot.sagas.pursuit import AGREEMENTS, Pursuit
from bot.sagas.saga import End, Out, Saga, Told, ToldFee
from bot.sagas.sums import PRICES, DatedFee, is_known, of_kind
from bot.sagas.windows import round_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from bot.model import Claim, KeptRumour
    from bot.sagas.reports import Report

_AFTERMATH = 45
"""Days after a move in which news without a selling club still is of that move."""

_SETTLED = 21
"""Days after a renewal in which talk of it is no new saga."""

_PLAYER_STANCES = {
    Kind.TRANSFER_REQUEST: PlayerStance.REQUESTED_TRANSFER,
    Kind.WANTS_MOVE: PlayerStance.WANTS_MOVE,
    Kind.CONTRACT_RENEWAL: PlayerStance.WANTS_TO_STAY,
}
# Of one article the first of these that it tells is the club's stance.
_CLUB_STANCES = {
    Kind.NOT_FOR_SALE: ClubStance.NOT_FOR_SALE,
    Kind.PRICE_SET: ClubStance.PRICE_SET,
    Kind.OPEN_TO_SALE: ClubStance.OPEN_TO_SALE,
}
_EVERYBODY = frozenset({Kind.COLLAPSED, Kind.CONTRACT_RENEWAL, Kind.WITHDREW})
"""Ends that, told without a club, end it with everybody."""


class Folding:
    """A saga while its articles are taken one after the other."""

    def __init__(self, player: str, first_on: dt.date) -> None:
        self.player = player
        self.first_on = self.last_on = first_on
        self.owners: Counter[str] = Counter()
        self.pursuits: dict[str, Pursuit] = {}
        self.player_stance = PlayerStance.UNKNOWN
        self.club_stance = ClubStance.UNKNOWN
        self.told: list[Told] = []
        self.fees: list[ToldFee] = []
        self.end: End | None = None
        self.ended_on: dt.date | None = None
        self.winner: str | None = None
        self.is_loan = False

    # --- its life ---

    def is_over_for(self, report: Report, closed: Sequence[dt.date]) -> bool:
        """True if an article is of another saga: one that begins after this one's end."""
        if any(self.first_on <= day < report.said_on for day in closed):
            return True
        if self.end is None or self.ended_on is None or report.said_on <= self.ended_on:
            return False
        days = (report.said_on - self.ended_on).days
        if self.end is End.STAYS:
            return days > _SETTLED and bool(report.kinds - {Kind.CONTRACT_RENEWAL})
        owners = {kept.rumour.from_club for kept in report.rows}
        if self.winner in owners:
            return True
        return days > _AFTERMATH and not (owners <= {None} and self._is_of_winner(report))

    def _is_of_winner(self, report: Report) -> bool:
        return {kept.rumour.to_club for kept in report.rows} <= {self.winner, None}

    # --- one article ---

    def take(self, report: Report) -> None:
        """Move the saga by an article."""
        if self.last_on < report.said_on:
            self.lapse(report.said_on)
        self.last_on = report.said_on
        told = [kept for kept in report.rows if kept.rumour.held is None]
        self.owners.update({kept.rumour.from_club for kept in report.rows if kept.rumour.from_club})
        if self.end is None or self.end is End.STAYS:
            self._move(report, told)
        elif self.winner is not None:
            self._aftermath(report, told)
        for kept in told:
            self._keep(kept)

    def _move(self, report: Report, told: Sequence[KeptRumour]) -> None:
        agreed_before = {club for club, pursuit in self.pursuits.items() if pursuit.is_agreed}
        self._player_moves(report)
        for place, kept in enumerate(told):
            self._suitor_moves(report.said_on, place, kept)
        self._all_end(report)
        self._seller_moves(report, told, agreed_before)
        self._rivals(report, told, agreed_before)
        self._ends(report)

    def _suitor_moves(self, day: dt.date, place: int, kept: KeptRumour) -> None:
        club = kept.rumour.to_club
        if club is None:
            return
        pursuit = self.pursuits.setdefault(club, Pursuit(club, day, day, day, place))
        if pursuit.out is not None and self.is_retold(kept):
            return
        claims = [claim for claim in kept.rumour.claims if claim.counts and claim.club in (club, None)]
        kinds = {claim.kind for claim in claims if claim.club == club or claim.kind is Kind.CONTRACT_RENEWAL}
        pursuit.take(day, place, kinds)
        pursuit.is_official |= any(
            claim.kind is Kind.SIGNED and claim.certainty is Certainty.OFFICIAL for claim in claims
        )

    def is_retold(self, kept: KeptRumour) -> bool:
        """True if a row's offer is one of a known sum, of the same club: it is that event once more."""
        offers = [fee for fee in kept.rumour.fees if fee.role is FeeRole.BID]
        known = [
            one.dated for one in self.fees if one.fee.role is FeeRole.BID and one.club == kept.rumour.to_club
        ]
        return bool(offers) and all(is_known(DatedFee(fee, kept.said_on), known) for fee in offers)

    def _player_moves(self, report: Report) -> None:
        stances = [_PLAYER_STANCES[kind] for kind in _PLAYER_STANCES if kind in report.kinds]
        if not stances:
            return
        is_asked = self.player_stance is PlayerStance.REQUESTED_TRANSFER
        if not (is_asked and stances[0] is PlayerStance.WANTS_MOVE):  # who has asked wants to go
            self.player_stance = stances[0]

    def _all_end(self, report: Report) -> None:
        """What ends without a club being named ends with everybody."""
        ends = {claim.kind for claim in report.claims if claim.counts and claim.club is None} & _EVERYBODY
        if not ends or Kind.SIGNED in report.kinds:
            return
        for pursuit in self.pursuits.values():
            pursuit.leave(report.said_on, Out.STAYS)
        if not self.pursuits:
            self.end, self.ended_on = End.STAYS, report.said_on

    # --- the selling club ---

    def _seller_moves(self, report: Report, told: Sequence[KeptRumour], agreed_before: set[str]) -> None:
        said = next((_CLUB_STANCES[kind] for kind in _CLUB_STANCES if kind in report.kinds), None)
        if said is ClubStance.PRICE_SET and self._is_old_price(report, told):
            said = None
        if any(pursuit.is_agreed for pursuit in self.pursuits.values()):
            self._after_agreement(report, said, agreed_before)
        elif self.club_stance is ClubStance.SOLD and self._has_lost(agreed_before):
            self.club_stance = said or ClubStance.OPEN_TO_SALE
        elif said is not None and self.club_stance is not ClubStance.SOLD:
            self.club_stance = said

    def _after_agreement(self, report: Report, said: ClubStance | None, agreed_before: set[str]) -> None:
        """A fee is agreed. A new price or "not for sale" told later, without the agreement, undoes it."""
        if said in (ClubStance.PRICE_SET, ClubStance.NOT_FOR_SALE) and not report.kinds & AGREEMENTS:
            for club in agreed_before:
                self.pursuits[club].fall_back(report.said_on)
            self.club_stance = said
        elif any(_is_sale(pursuit.kinds) for pursuit in self.pursuits.values() if pursuit.is_agreed):
            self.club_stance = ClubStance.SOLD
        elif any(_is_bought(kept) for kept in report.rows):
            self.club_stance = ClubStance.SOLD
        elif said is not None:
            self.club_stance = said

    def _has_lost(self, agreed_before: set[str]) -> bool:
        """True if the agreed buyer is gone for good; one whom the player refused is not."""
        return bool(agreed_before) and all(self.pursuits[club].out is not None for club in agreed_before)

    def _is_old_price(self, report: Report, told: Sequence[KeptRumour]) -> bool:
        """True if an article's price was known: repeating it changes no stance that has been taken since."""
        prices = [
            DatedFee(fee, report.said_on)
            for kept in told
            for fee in kept.rumour.fees
            if fee.role is FeeRole.ASKING
        ]
        known = [one.dated for one in self.fees if one.fee.role in PRICES]
        if not prices:
            return self.club_stance is ClubStance.PRICE_SET
        return self.club_stance is not ClubStance.UNKNOWN and all(is_known(price, known) for price in prices)

    # --- rivals and ends ---

    def _rivals(self, report: Report, told: Sequence[KeptRumour], agreed_before: set[str]) -> None:
        """A signing beats all others; an agreement overtakes those who only looked on."""
        winner = next((p for p in self.pursuits.values() if p.stage is Stage.DONE and p.out is None), None)
        is_new_deal = any(p.is_agreed and p.club not in agreed_before for p in self.pursuits.values())
        named = {kept.rumour.to_club for kept in told}
        for pursuit in self.pursuits.values():
            if winner is not None and pursuit is not winner:
                pursuit.leave(report.said_on, Out.BEATEN)
            elif is_new_deal and rung(pursuit.stage) < rung(Stage.BID) and pursuit.club not in named:
                pursuit.leave(report.said_on, Out.OVERTAKEN)

    def _ends(self, report: Report) -> None:
        winner = next((p for p in self.pursuits.values() if p.stage is Stage.DONE and p.out is None), None)
        if winner is not None:
            self.end, self.ended_on, self.winner = End.MOVED, report.said_on, winner.club
            self.is_loan = Kind.LOAN_AGREED in winner.kinds and not _is_sale(winner.kinds)
        elif Kind.CONTRACT_RENEWAL in report.kinds:
            self.end, self.ended_on = End.STAYS, report.said_on
        elif self.end is End.STAYS and any(p.out is None for p in self.pursuits.values()):
            self.end = self.ended_on = None

    def _aftermath(self, report: Report, told: Sequence[KeptRumour]) -> None:
        """What is told after the move changes nothing, unless it says that the move is off after all."""
        winner = self.pursuits[self.winner or ""]
        kinds = {
            claim.kind
            for kept in told
            if kept.rumour.to_club == self.winner
            for claim in kept.rumour.claims
            if claim.counts
        }
        if kinds & ENDS and Kind.SIGNED not in kinds and not winner.is_official:
            self.end = self.ended_on = self.winner = None
            winner.take(report.said_on, 0, kinds)
            self.club_stance = ClubStance.OPEN_TO_SALE if winner.out else self.club_stance
        elif Kind.SIGNED in kinds:
            winner.is_official |= any(
                claim.kind is Kind.SIGNED and claim.certainty is Certainty.OFFICIAL for claim in report.claims
            )

    def lapse(self, day: dt.date) -> None:
        """With a new round of windows all that was not agreed begins anew; what the player wants stands.

        Whether a suitor may still buy, his own country's windows say: in September clubs of Turkey may.
        """
        if self.end is not None:
            return
        for pursuit in self.pursuits.values():
            if not pursuit.is_agreed and _is_later_round(day, pursuit.last_on, pursuit.club):
                pursuit.leave(day, Out.LAPSED)
        if self.club_stance is not ClubStance.SOLD and _is_later_round(day, self.last_on, self._owner()):
            self.club_stance = ClubStance.UNKNOWN

    # --- what is kept, and what comes of it ---

    def _keep(self, kept: KeptRumour) -> None:
        row = kept.rumour
        self.told += [
            Told(
                claim=claim,
                said_on=kept.said_on,
                rumour_id=kept.id,
                outlet=kept.outlet,
                url=kept.url,
                fee=of_kind(claim.kind, row.fees) if claim.club in (row.to_club, None) else None,
                article_id=kept.article_id,
                is_copy=kept.is_copy,
            )
            for claim in row.claims
            if claim.held is None
        ]
        self.fees += [
            ToldFee(fee, row.to_club, kept.said_on, kept.id, _source(row.claims) or kept.outlet)
            for fee in row.fees
        ]

    def saga(self, closed: Sequence[dt.date] = ()) -> Saga:
        """The saga as it stands after the articles taken so far."""
        end, ended_on = self.end, self.ended_on
        if end is None:
            ended_on = next((day for day in closed if day >= self.last_on), None)
            end = End.CLOSED if ended_on else None
        return Saga(
            player=self.player,
            from_club=self._owner(),
            suitors=tuple(pursuit.seen() for pursuit in self.pursuits.values()),
            player_stance=self.player_stance,
            club_stance=self.club_stance,
            told=tuple(self.told),
            fees=tuple(self.fees),
            first_on=self.first_on,
            last_on=self.last_on,
            end=end,
            ended_on=ended_on,
            is_loan=self.is_loan,
        )

    def _owner(self) -> str | None:
        """The club that most articles name as his; one that has misread it does not make it another's saga."""
        named = [club for club in self.owners if club != self.winner] or list(self.owners)
        return max(named, key=lambda club: self.owners[club], default=None)


def _is_later_round(day: dt.date, than: dt.date, club: str | None) -> bool:
    country = country_of(club) if club else None
    return round_of(day, country) > round_of(than, country)


def _is_sale(kinds: set[Kind]) -> bool:
    """True if a permanent fee is agreed: a loan sells nobody."""
    is_clause = Kind.RELEASE_CLAUSE in kinds and Kind.LOAN_AGREED not in kinds
    return Kind.FEE_AGREED in kinds or is_clause


def _is_bought(kept: KeptRumour) -> bool:
    """True if a signing is told with the fee that was agreed: who comes free, or on loan, was not sold."""
    kinds = {claim.kind for claim in kept.rumour.claims if claim.counts}
    has_fee = any(fee.role is FeeRole.AGREED and fee.amount for fee in kept.rumour.fees)
    return kept.rumour.held is None and has_fee and Kind.SIGNED in kinds and Kind.LOAN_AGREED not in kinds


def _source(claims: Sequence[Claim]) -> str | None:
    return next(_sources(claims), None)


def _sources(claims: Sequence[Claim]) -> Iterator[str]:
    return (claim.source for claim in claims if claim.source)
