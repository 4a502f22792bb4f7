"""What must be known before a claim may be told to anybody; what fails is held, with the reason."""

from __future__ import annotations

from bot.ladder import GRAVE
from bot.model import Claim, Kind, Modality

_NEEDS_SUITOR = GRAVE - {Kind.TRANSFER_REQUEST}


def held_because(claim: Claim, owner: str | None, *, in_headline: bool, doubt: str | None) -> str | None:
    """Why a claim is kept for a moderator; None if it may be told.

    A grave kind needs the player's club (and the suitor, where it takes one), and a headline alone proves none.
    """
    if claim.kind not in GRAVE or claim.modality is not Modality.ACTUAL:
        return None
    if owner is None and claim.kind is not Kind.SIGNED:
        return "it is not clear which club the player belongs to"
    if claim.kind in _NEEDS_SUITOR and claim.club is None:
        return "it is not clear which club it is about"
    if doubt:
        return doubt
    if in_headline:
        return "only the headline says so"
    return None
