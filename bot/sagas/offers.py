"""Whether an offer that an article tells of is one that was known: by its sum, its number, or its answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.ladder import AGREEMENTS
from bot.model import FeeRole, Kind, Verdict
from bot.sagas.matters import BIDS, ordinal, says
from bot.sagas.sums import DatedFee, is_known, is_same_sum

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model import Claim, Fee
    from bot.sagas.saga import Saga, Suitor, Told

_SAME_DAY = dt.timedelta(days=1)
"""So far apart two outlets tell of one event, and one of them may number what the other did not."""


def of_offer(before: Saga, suitor: Suitor, claim: Claim, fee: Fee | None, day: dt.date) -> Verdict | None:
    """News of a suitor's offer, or of its refusal; None if it was known.

    It is news if its number is, else if its sum is (also the first that is told of a known offer), or if an offer
    that waited is answered. Offers told after an agreement are of the days before it.
    """
    if suitor.kinds & AGREEMENTS:
        return None
    dated = DatedFee(fee, day) if fee is not None else None
    sums = offered(before, suitor.club)
    if _is_another(before, claim, dated):
        return Verdict.NEW
    if dated is not None:
        is_new = not is_known(dated, sums)
    else:
        is_new = not any(says(kind, claim.kind) for kind in suitor.kinds)
    return Verdict.NEW if is_new or _is_answer(before, claim, dated) else None


def is_new_sum(before: Saga, claim: Claim, fee: Fee | None, day: dt.date) -> bool:
    """True if nobody had told the sum of an offer."""
    if fee is None or claim.kind not in BIDS:
        return False
    return not is_known(DatedFee(fee, day), offered(before, claim.club))


def offered(before: Saga, club: str | None) -> list[DatedFee]:
    """The sums that a club was told to offer; those of nobody in particular may be its own."""
    return [told.dated for told in before.fees if told.fee.role is FeeRole.BID and told.club in (club, None)]


def _tellings(before: Saga, club: str | None) -> Iterator[Told]:
    """What was told of a club's offers, the latest first."""
    for told in reversed(before.told):
        if told.claim.club == club and told.claim.kind in BIDS and told.claim.counts:
            yield told


def _number(claim: Claim) -> int:
    """Which offer of a club a claim speaks of, the second at the least if it is a better one; 0: nobody can tell."""
    return ordinal(claim) or (2 if claim.kind is Kind.IMPROVED_BID else 0)


def _is_another(before: Saga, claim: Claim, fee: DatedFee | None) -> bool:
    """True if an offer's number says that it is one more than were counted.

    An outlet that numbers an offer of which another has just told without a number tells of the same.
    """
    tellings = list(_tellings(before, claim.club))
    counted = max((max(1, _number(told.claim)) for told in tellings), default=0)
    if _number(claim) <= counted:
        return False
    return fee is None or not any(_is_unnumbered(told, fee) for told in tellings)


def _is_unnumbered(told: Told, fee: DatedFee) -> bool:
    if told.fee is None or _number(told.claim) or abs(told.said_on - fee.on) > _SAME_DAY:
        return False
    return is_same_sum(DatedFee(told.fee, told.said_on), fee)


def _is_answer(before: Saga, claim: Claim, fee: DatedFee | None) -> bool:
    """True if an offer that waited for an answer is refused."""
    if claim.kind is not Kind.BID_REJECTED:
        return False
    tellings = list(_tellings(before, claim.club))
    refusals = [told for told in tellings if told.claim.kind is Kind.BID_REJECTED]
    refused = [DatedFee(told.fee, told.said_on) for told in refusals if told.fee is not None]
    if fee is not None and refused:
        return not is_known(fee, refused)
    return not refusals or _is_waiting(tellings, {_article(told) for told in refusals})


def _is_waiting(tellings: list[Told], answered: set[int]) -> bool:
    """True if a better offer was told after the last refusal."""
    for told in tellings:
        if _article(told) in answered:
            return False
        if told.claim.kind is Kind.IMPROVED_BID:
            return True
    return False


def _article(told: Told) -> int:
    return told.article_id or -told.rumour_id
