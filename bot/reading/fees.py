"""What the sums of a text are for, as a ranker weighs the signs of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Fee, FeeRole
from bot.reading.ranker import ranker
from bot.reading.sum_signs import signs, sums
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.casting import Casting
    from bot.reading.document import Document
    from bot.reading.people import Person
    from bot.reading.sum_signs import SumAt
    from bot.reading.units import Unit

NO_FEE = "none"
"""The ranker's answer for wages, records, other players' fees."""

_LEAST = 0.35
"""How likely a role must be for the sum to be told."""


@dataclass(frozen=True, slots=True)
class FeeFinding:
    """A sum of a player's move; ``club`` is the suitor in its clause, if one is.

    ``is_hedged``: the sum is only "reported to be" so much.
    """

    player: Person
    club: str | None
    fee: Fee
    is_hedged: bool = False


def fee_findings(document: Document, casting: Casting) -> Iterator[FeeFinding]:
    """Every sum of the text that belongs to a move, in order."""
    for found in sums(document, casting):
        role = _role(document, casting, found)
        if role is not None:
            money = found.money
            fee = Fee(money.amount, money.currency, role, money.bound)
            is_hedged = any(unit.has("w:hedge") for unit in _before(document, found))
            yield FeeFinding(found.cast.player, _suitor(document, found), fee, is_hedged)


_NEAR = 6
"""Units before a sum in which a hedge or an option is its own."""
_STEPS = (FeeRole.BID, FeeRole.AGREED, FeeRole.REPORTED)


def _before(document: Document, found: SumAt) -> Sequence[Unit]:
    """The units right before a sum: to the sum before it, or to another clause."""
    line = document.lines[found.number]
    start = max((at + 1 for at in line.sums if at < found.unit), default=0)
    near = range(max(start, found.unit - _NEAR), found.unit)
    return [line.units[at] for at in near if line.clauses[at] == line.clauses[found.unit]]


def _role(document: Document, casting: Casting, found: SumAt) -> FeeRole | None:
    """The likeliest role, if it is likelier that the sum is a fee at all."""
    if found.money.wages:
        return None
    if found.money.rated:
        return FeeRole.VALUATION
    chances = ranker("sum").probabilities(signs(document, casting, found))
    is_fee = 1 - chances.pop(NO_FEE)
    if is_fee < _LEAST:
        return None
    role = FeeRole(max(chances, key=lambda role: chances[role]))
    is_option = any(unit.has("n:option") or unit.has("n:obligation") for unit in _before(document, found))
    return FeeRole.CLAUSE if is_option and role in _STEPS else role


def _suitor(document: Document, found: SumAt) -> str | None:
    """The suitor in the sum's clause, else in its sentence."""
    line = document.lines[found.number]
    near = [
        str(unit.value)
        for unit, clause in zip(line.units, line.clauses, strict=True)
        if unit.of is Of.CLUB and clause == line.clauses[found.unit]
    ]
    return next((club for club in (*near, *line.values(Of.CLUB)) if club in found.cast.suitors), None)
