"""What the sums of a text are for: the clause that governs a sum decides, not the nearest word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Fee, FeeRole, Kind, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.reading.money import Money
    from bot.reading.units import Unit

_BY_KIND = {
    Kind.PRICE_SET: FeeRole.ASKING,
    Kind.FEE_AGREED: FeeRole.AGREED,
    Kind.SIGNED: FeeRole.AGREED,
    Kind.BID: FeeRole.BID,
    Kind.IMPROVED_BID: FeeRole.BID,
    Kind.BID_REJECTED: FeeRole.BID,
    Kind.RELEASE_CLAUSE: FeeRole.CLAUSE,
}
_BY_NOUN = (("n:clause", FeeRole.CLAUSE), ("n:price", FeeRole.ASKING), ("n:offer", FeeRole.BID))


def role_of(money: Money, clause: Sequence[Unit], kinds: Iterable[tuple[Kind, When]]) -> FeeRole | None:
    """What a sum in a clause is, given the events there; None if it is no sum of this move."""
    if money.wages:
        return None
    if money.rated:
        return FeeRole.VALUATION
    for kind, when in kinds:
        if kind in _BY_KIND:
            return _BY_KIND[kind] if when is When.CURRENT else None
    if any(unit.has("w:past") for unit in clause):
        return None
    for noun, role in _BY_NOUN:
        if any(unit.has(noun) for unit in clause):
            return role
    return FeeRole.REPORTED if any(unit.has("n:deal") or unit.has("n:fee") for unit in clause) else None


def fee(money: Money, role: FeeRole) -> Fee:
    """A sum with its role."""
    return Fee(money.amount, money.currency, role, money.bound)
