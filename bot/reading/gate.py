"""What must be known before a claim may be told to anybody; what fails is held, with the reason.

Reasons are kept, so they are English; they are said in the language of whoever sees them.
"""

from __future__ import annotations

from bot.ladder import GRAVE
from bot.model import Claim, Kind, Modality
from bot.speech import mark

NOT_PLAIN = mark("the words are not plain enough")
UNCLEAR_CLUB = mark("it is not clear which club it is about")
UNCLEAR_OWNER = mark("it is not clear which club the player belongs to")

SURE = 0.36
SURE_GRAVE = 0.6
SURE_HINT = 0.8
"""How likely a claim must be to be told: on the words of a plain pattern, of a grave kind, on a hint alone.

Set by five folds over the texts that may be read. Of plain patterns at .3 to .5 two in three were so, from .5 on
eight in ten and more; of hints from .8 on three in four.
"""

_GRAVE = GRAVE | {Kind.BID, Kind.IMPROVED_BID, Kind.RELEASE_CLAUSE}
"""What makes an alert, and so must be plain: that a clause exists does not say that somebody has met it."""

SAID = 0.01
"""How likely the sentence as a whole must tell what is not grave; what is must have a plain pattern all the same.

Five folds with earlier labels: of what was told of sentences below .02, 77 of 115 were so; of the rest 881 of 1,055.
"""

SURE_KNOWN = {
    Kind.INTEREST: 0.7,
    Kind.BID: 0.65,
    Kind.IMPROVED_BID: 0.6,
    Kind.BID_REJECTED: 0.6,
    Kind.FEE_AGREED: 0.7,
    Kind.PERSONAL_TERMS: 0.6,
    Kind.LOAN_AGREED: 0.8,
    Kind.SIGNED: 0.7,
    Kind.MEDICAL: 0.9,
}
"""How likely a hint must be to be told of a player of whom it was known whose he is; other kinds as of anybody.

Over five folds, with all that went before known, nine in ten of these were so; of texts that follow sagas and were
never learnt from 34 in 36 between these likelihoods and higher ones. What makes an alert and is not here no hint tells.
"""

_NEEDS_SUITOR = _GRAVE - {Kind.TRANSFER_REQUEST}


def held_because(
    claim: Claim,
    owner: str | None,
    *,
    doubts: tuple[str, ...],
    is_hint: bool,
    is_known: bool,
    sure: float,
    said: float,
    is_of_all: bool = False,
) -> str | None:
    """Why a claim is kept for a moderator; None if it may be told.

    A grave kind needs the player's club (and the suitor, where it takes one), a plain pattern, and more than a
    headline. ``is_known``: whose the player is was known before. ``is_of_all``: it is said of every suitor.
    ``sure`` is how likely the text makes it, ``said`` how likely its sentence does as a whole.
    """
    if claim.modality is not Modality.ACTUAL:
        return None
    if said < SAID and claim.kind not in _GRAVE and not is_of_all:
        return NOT_PLAIN
    settled = SURE_KNOWN.get(claim.kind) if is_hint and is_known else None
    if sure < (settled or _least(claim.kind, is_hint=is_hint)):
        return NOT_PLAIN
    if claim.kind not in _GRAVE or is_of_all:
        return None
    is_open = is_hint and settled is None
    return _missing(claim, owner, (*doubts, NOT_PLAIN) if is_open else doubts)


def _missing(claim: Claim, owner: str | None, doubts: tuple[str, ...]) -> str | None:
    """What a grave claim lacks."""
    if owner is None and claim.kind is not Kind.SIGNED:
        return UNCLEAR_OWNER
    if claim.kind in _NEEDS_SUITOR and claim.club is None:
        return UNCLEAR_CLUB
    return doubts[0] if doubts else None


def _least(kind: Kind, *, is_hint: bool) -> float:
    if is_hint:
        return SURE_HINT
    return SURE_GRAVE if kind in _GRAVE else SURE
