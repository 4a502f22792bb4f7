"""What the sums of a text are for, as a ranker weighs the signs of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Fee, FeeRole
from bot.reading.ranker import ranker
from bot.reading.sum_signs import signs, sums
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reading.casting import Casting
    from bot.reading.document import Document
    from bot.reading.people import Person
    from bot.reading.sum_signs import SumAt

NO_FEE = "none"
"""The ranker's answer for wages, records, other players' fees."""

_LEAST = 0.35
"""How likely a role must be for the sum to be told."""


@dataclass(frozen=True, slots=True)
class FeeFinding:
    """A sum of a player's move; ``club`` is the suitor in its clause, if one is."""

    player: Person
    club: str | None
    fee: Fee


def fee_findings(document: Document, casting: Casting) -> Iterator[FeeFinding]:
    """Every sum of the text that belongs to a move, in order."""
    for found in sums(document, casting):
        role = _role(document, casting, found)
        if role is not None:
            money = found.money
            fee = Fee(money.amount, money.currency, role, money.bound)
            yield FeeFinding(found.cast.player, _suitor(document, found), fee)


def _role(document: Document, casting: Casting, found: SumAt) -> FeeRole | None:
    """The likeliest role, if it is likelier that the sum is a fee at all."""
    if found.money.wages:
        return None
    if found.money.rated:
        return FeeRole.VALUATION
    chances = ranker("sum").probabilities(signs(document, casting, found))
    is_fee = 1 - chances.pop(NO_FEE)
    return FeeRole(max(chances, key=lambda role: chances[role])) if is_fee >= _LEAST else None


def _suitor(document: Document, found: SumAt) -> str | None:
    """The suitor in the sum's clause, else in its sentence."""
    line = document.lines[found.number]
    near = [
        str(unit.value)
        for unit, clause in zip(line.units, line.clauses, strict=True)
        if unit.of is Of.CLUB and clause == line.clauses[found.unit]
    ]
    return next((club for club in (*near, *line.values(Of.CLUB)) if club in found.cast.suitors), None)
