"""Whether it is news how far the deal with a suitor has got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ladder import CONSENTS, ENDS
from bot.model import Kind, Verdict
from bot.sagas.matters import BIDS, known_telling, says
from bot.sagas.offers import of_offer

if TYPE_CHECKING:
    import datetime as dt

    from bot.model import Claim, Fee
    from bot.sagas.saga import Saga, Suitor


def of_deal(before: Saga, after: Saga, claim: Claim, fee: Fee | None, day: dt.date) -> Verdict | None:
    """News of a suitor's deal; None if it was known, goes without saying, or comes too late to count."""
    if claim.kind in ENDS or claim.kind is Kind.DENIED:
        return _of_end(before, after, claim)
    suitor, now = before.suitor(claim.club), after.suitor(claim.club)
    if suitor is None:
        is_old = claim.club is None and _is_told_of_anybody(before, claim)
        return None if is_old else Verdict.NEW
    if suitor.out is not None:
        return Verdict.NEW if now is not None and now.out is None else None
    if claim.kind in BIDS:
        return of_offer(before, suitor, claim, fee, day)
    if suitor.is_refused and claim.kind in CONSENTS:
        return None if now is not None and now.is_refused else Verdict.REVERSED
    return None if _goes_without_saying(suitor, claim) else Verdict.NEW


def _goes_without_saying(suitor: Suitor, claim: Claim) -> bool:
    return any(says(kind, claim.kind) for kind in suitor.kinds)


def _is_told_of_anybody(before: Saga, claim: Claim) -> bool:
    """True if what is told without a club was told so before, or may be of a suitor of whom it is known."""
    is_known = any(_goes_without_saying(suitor, claim) for suitor in before.alive)
    return is_known or known_telling(before, claim) is not None


def _of_end(before: Saga, after: Saga, claim: Claim) -> Verdict | None:
    """An end is news if it takes somebody out who was in; else a first contradiction is, and a club never heard of."""
    if claim.club is None:
        clubs = {suitor.club for suitor in after.alive}
        is_over = any(suitor.club not in clubs for suitor in before.alive)
    else:
        is_over = _is_over(before.suitor(claim.club), after.suitor(claim.club))
    if is_over:
        return Verdict.REVERSED
    is_first_word = claim.kind is Kind.DENIED or before.suitor(claim.club) is None
    return Verdict.NEW if is_first_word and known_telling(before, claim) is None else None


def _is_over(suitor: Suitor | None, now: Suitor | None) -> bool:
    if suitor is None or suitor.out is not None or now is None:
        return False
    return now.out is not None or (now.is_refused and not suitor.is_refused)
