"""Which claims are of one matter, and which say what another has said already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.model import Certainty, Claim, Kind, Modality, When

if TYPE_CHECKING:
    from bot.sagas.saga import Saga, Told

CERTAINTIES = (Certainty.CLAIMED, Certainty.ON_RECORD, Certainty.OFFICIAL)
"""From the least sure to the surest."""

BIDS = frozenset({Kind.BID, Kind.IMPROVED_BID, Kind.BID_REJECTED})
"""Kinds that can come again: every offer is one of its own."""

_LOOKS = frozenset({Kind.INTEREST, Kind.ENQUIRY})
_OFFERS = _LOOKS | {Kind.TALKS, Kind.BID}
_DEALS = _OFFERS | {
    Kind.BID_REJECTED,
    Kind.IMPROVED_BID,
    Kind.FEE_AGREED,
    Kind.LOAN_AGREED,
    Kind.RELEASE_CLAUSE,
}

IMPLIED: dict[Kind, frozenset[Kind]] = {
    Kind.ENQUIRY: frozenset({Kind.INTEREST}),
    Kind.TALKS: _LOOKS,
    Kind.BID: _LOOKS | {Kind.TALKS},
    Kind.IMPROVED_BID: _OFFERS,
    Kind.BID_REJECTED: _OFFERS,
    Kind.PERSONAL_TERMS: _LOOKS | {Kind.TALKS},
    Kind.FEE_AGREED: _DEALS,
    Kind.LOAN_AGREED: _DEALS - {Kind.FEE_AGREED},
    Kind.RELEASE_CLAUSE: _DEALS,
    Kind.MEDICAL: _DEALS | {Kind.PERSONAL_TERMS},
    Kind.SIGNED: _DEALS | {Kind.PERSONAL_TERMS, Kind.MEDICAL},
}
"""What goes without saying of a suitor of whom the kind is known: who has signed him has agreed a fee.

Personal terms may come before a fee, so they imply none (LABELLING 5).
"""

NEWSWORTHY = frozenset({Kind.TRANSFER_REQUEST})
"""Kinds that are news already when somebody only thinks of them."""

_ORDINAL = re.compile(
    r"""\b(?:(first|opening|initial|1st) | (second|2nd) | (third|3rd) | (fourth|4th) | (fifth|5th))
        \s (?:[\w£€$.-]+\s){0,3}? (?:bid|offer|proposal|approach)\b""",
    re.VERBOSE | re.IGNORECASE,
)


def is_news(claim: Claim) -> bool:
    """True if a claim can be news: it says that something is so now, or is weighed that is news even so."""
    is_weighed = claim.modality is Modality.CONSIDERING and claim.when is When.CURRENT and not claim.held
    return claim.counts or (is_weighed and claim.kind in NEWSWORTHY)


def says(kind: Kind, other: Kind) -> bool:
    """True if who tells the first kind has told the other."""
    return kind is other or other in IMPLIED.get(kind, ())


def ordinal(claim: Claim) -> int:
    """Which offer of a club the words of a claim speak of: 2 for "a second bid"; 0 if they do not say."""
    found = _ORDINAL.search(claim.quote)
    return found.lastindex or 0 if found else 0


def is_one_matter(claim: Claim, other: Claim) -> bool:
    """True if two claims are of one step: a suitor that only one of them names makes no difference."""
    return claim.kind is other.kind and (claim.club == other.club or None in (claim.club, other.club))


def known_telling(before: Saga, claim: Claim) -> Told | None:
    """The surest telling of the same step that was known: of equals the first, but of offers the last.

    A stance is taken once, however often it is told again; every offer is one of its own.
    """
    same = [told for told in before.told if is_news(told.claim) and is_one_matter(told.claim, claim)]
    if claim.modality is Modality.ACTUAL:
        same = [told for told in same if told.claim.modality is Modality.ACTUAL]
    in_order = reversed(same) if claim.kind in BIDS else iter(same)
    return max(in_order, key=lambda told: CERTAINTIES.index(told.claim.certainty), default=None)


def first_weighed(before: Saga, claim: Claim) -> Told | None:
    """The first telling that somebody only thought of the step."""
    same = [told for told in before.told if is_news(told.claim) and is_one_matter(told.claim, claim)]
    return next((told for told in same if told.claim.modality is Modality.CONSIDERING), None)


_WEIGHTS = {
    Kind.SIGNED: 30,
    Kind.CONTRACT_RENEWAL: 29,
    Kind.COLLAPSED: 28,
    Kind.FEE_AGREED: 27,
    Kind.LOAN_AGREED: 27,
    Kind.RELEASE_CLAUSE: 26,
    Kind.REJECTS_MOVE: 25,
    Kind.WITHDREW: 24,
    Kind.MEDICAL: 23,
    Kind.PERSONAL_TERMS: 22,
    Kind.TRANSFER_REQUEST: 21,
    Kind.BID_REJECTED: 20,
    Kind.IMPROVED_BID: 19,
    Kind.BID: 18,
    Kind.DENIED: 17,
    Kind.WANTS_MOVE: 16,
    Kind.TALKS: 14,
    Kind.ENQUIRY: 13,
    Kind.INTEREST: 12,
    Kind.PRICE_SET: 11,
    Kind.NOT_FOR_SALE: 10,
    Kind.OPEN_TO_SALE: 10,
    Kind.COMPETITION: 0,
}


def weight(claim: Claim) -> tuple[int, int, bool]:
    """How much a claim matters beside others that are news as well, the greatest first to be told.

    What has come about goes before what was offered, and that before what is wished; of equals what is said more
    surely, then what has a name behind it.
    """
    return _WEIGHTS[claim.kind], CERTAINTIES.index(claim.certainty), claim.source is not None
