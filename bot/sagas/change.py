"""One thing that an article changes in a saga."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model import Claim, Fee, Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an article adds: the claim, what it was before (None: not known), and what it makes it."""

    claim: Claim
    before: Claim | None
    verdict: Verdict
    fee: Fee | None = None
