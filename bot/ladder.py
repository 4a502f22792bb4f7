"""The ladder of a deal: which kinds stand on which rung, and how far a set of kinds has got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Kind, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

LADDER = (
    Stage.INTEREST,
    Stage.ENQUIRY,
    Stage.TALKS,
    Stage.BID,
    Stage.BID_REJECTED,
    Stage.FEE_AGREED,
    Stage.PERSONAL_TERMS,
    Stage.MEDICAL,
    Stage.DONE,
)
"""The rungs from lowest to highest; ``Stage.OFF`` is none of them."""

RUNGS = {
    Kind.INTEREST: Stage.INTEREST,
    Kind.ENQUIRY: Stage.ENQUIRY,
    Kind.TALKS: Stage.TALKS,
    Kind.BID: Stage.BID,
    Kind.IMPROVED_BID: Stage.BID,
    Kind.BID_REJECTED: Stage.BID_REJECTED,
    Kind.RELEASE_CLAUSE: Stage.FEE_AGREED,
    Kind.FEE_AGREED: Stage.FEE_AGREED,
    Kind.LOAN_AGREED: Stage.FEE_AGREED,
    Kind.PERSONAL_TERMS: Stage.PERSONAL_TERMS,
    Kind.MEDICAL: Stage.MEDICAL,
    Kind.SIGNED: Stage.DONE,
}
"""The rung that each kind of step stands on; a kind that is not here moves a stance, not the deal."""

ENDS = frozenset({Kind.WITHDREW, Kind.COLLAPSED, Kind.REJECTS_MOVE, Kind.CONTRACT_RENEWAL})
"""Kinds after which the deal with that suitor is off."""

AGREEMENTS = frozenset({Kind.FEE_AGREED, Kind.LOAN_AGREED, Kind.RELEASE_CLAUSE, Kind.MEDICAL, Kind.SIGNED})
"""Kinds after which the selling club has nothing more to say."""

CONSENTS = frozenset({Kind.PERSONAL_TERMS, Kind.MEDICAL, Kind.SIGNED})
"""Kinds to which the player has agreed himself."""

GRAVE = frozenset(
    {
        Kind.SIGNED,
        Kind.FEE_AGREED,
        Kind.LOAN_AGREED,
        Kind.MEDICAL,
        Kind.PERSONAL_TERMS,
        Kind.BID_REJECTED,
        Kind.TRANSFER_REQUEST,
        Kind.COLLAPSED,
    }
)
"""Kinds of which a false statement does harm: told only when player and clubs are resolved."""


def rung(stage: Stage) -> int:
    """The height of a stage on the ladder, 0 the lowest; -1 for off."""
    return LADDER.index(stage) if stage in LADDER else -1


def furthest(kinds: Iterable[Kind]) -> Stage:
    """The furthest rung that a set of kinds has reached and that is still alive; interest at the least.

    A signing outlives any end that is told beside it. What is denied, and has gone no further than interest, is off
    (LABELLING 5).
    """
    found = set(kinds)
    stages = [RUNGS[kind] for kind in found if kind in RUNGS]
    highest = max(stages, key=rung, default=Stage.INTEREST)
    if highest is not Stage.DONE and found & ENDS:
        return Stage.OFF
    return Stage.OFF if highest is Stage.INTEREST and Kind.DENIED in found else highest
