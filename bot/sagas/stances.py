"""Whether it is news where the player or his club stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ladder import AGREEMENTS
from bot.model import ClubStance, FeeRole, Kind, PlayerStance, Verdict
from bot.sagas.matters import known_telling
from bot.sagas.saga import End
from bot.sagas.sums import PRICES, is_known

if TYPE_CHECKING:
    from bot.model import Claim
    from bot.sagas.reports import Report
    from bot.sagas.saga import Saga

STANCES = frozenset(
    {
        Kind.WANTS_MOVE,
        Kind.TRANSFER_REQUEST,
        Kind.CONTRACT_RENEWAL,
        Kind.NOT_FOR_SALE,
        Kind.PRICE_SET,
        Kind.OPEN_TO_SALE,
        Kind.COMPETITION,
    }
)
"""Kinds that say where somebody stands, not how far a deal has got."""

_PLAYER = {
    Kind.WANTS_MOVE: (PlayerStance.WANTS_MOVE, PlayerStance.REQUESTED_TRANSFER),
    Kind.TRANSFER_REQUEST: (PlayerStance.REQUESTED_TRANSFER,),
}
_CLUB = {
    Kind.NOT_FOR_SALE: (ClubStance.NOT_FOR_SALE,),
    Kind.OPEN_TO_SALE: (ClubStance.OPEN_TO_SALE, ClubStance.PRICE_SET, ClubStance.SOLD),
}
"""Where whoever is told to hold a thing stands: who has named a price would sell."""


def of_stance(before: Saga, after: Saga, report: Report, claim: Claim) -> Verdict | None:
    """News of a stance: one that was not taken before the article and is after it; None for any other."""
    match claim.kind:
        case Kind.WANTS_MOVE | Kind.TRANSFER_REQUEST:
            return _of_player(before, after, claim.kind)
        case Kind.CONTRACT_RENEWAL:
            return _of_renewal(before, after)
        case Kind.PRICE_SET:
            return _of_price(before, after, report, claim)
        case Kind.COMPETITION:  # where a suitor is known a race says nothing: his rivals are news by name
            is_old = bool(before.alive) or known_telling(before, claim) is not None
            return None if is_old else Verdict.NEW
        case _:
            return _of_club(before, after, claim.kind)


def _of_player(before: Saga, after: Saga, kind: Kind) -> Verdict | None:
    if before.player_stance in _PLAYER[kind] or after.player_stance not in _PLAYER[kind]:
        return None
    return Verdict.REVERSED if before.player_stance is PlayerStance.WANTS_TO_STAY else Verdict.NEW


def _of_renewal(before: Saga, after: Saga) -> Verdict | None:
    if after.end is not End.STAYS:
        return None
    return Verdict.REVERSED if before.alive else Verdict.NEW


def _of_club(before: Saga, after: Saga, kind: Kind) -> Verdict | None:
    if before.club_stance in _CLUB[kind] or after.club_stance not in _CLUB[kind]:
        return None
    return Verdict.REVERSED if before.club_stance is ClubStance.SOLD else Verdict.NEW


def _of_price(before: Saga, after: Saga, report: Report, claim: Claim) -> Verdict | None:
    """A price is news if its sum is; without a sum, if none was set before. After an agreement it may undo it."""
    prices = report.sums(FeeRole.ASKING)
    known = [told.dated for told in before.fees if told.fee.role in PRICES]
    if prices:
        is_new = any(not is_known(price, known) for price in prices)
    else:
        is_new = _is_set(before, after) or _is_belied(before, after, report, claim)
    if not is_new or report.kinds & AGREEMENTS:
        return None
    is_undone = before.club_stance is ClubStance.SOLD and after.club_stance is not ClubStance.SOLD
    return Verdict.REVERSED if is_undone else Verdict.NEW


def _is_set(before: Saga, after: Saga) -> bool:
    return after.club_stance is ClubStance.PRICE_SET and before.club_stance is not ClubStance.PRICE_SET


def _is_belied(before: Saga, after: Saga, report: Report, claim: Claim) -> bool:
    """True if a price of the day of an agreement belies it: of one day nobody knows which of the two holds."""
    is_sold = before.club_stance is after.club_stance is ClubStance.SOLD
    told = known_telling(before, claim)
    is_first = told is None or told.said_on < report.said_on
    return is_sold and is_first and report.said_on >= before.last_on
