"""What the sums of a text are for: the clause that governs a sum decides, not the nearest word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Fee, FeeRole, Kind, Modality, When
from bot.reading import scope
from bot.reading.money import Money
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.reading.document import Document, Line
    from bot.reading.people import Person
    from bot.reading.roles import Cast, Focus
    from bot.reading.scope import Scope
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
_BY_NOUN = (
    ("n:clause", FeeRole.CLAUSE),
    ("n:price", FeeRole.ASKING),
    ("n:offer", FeeRole.REPORTED),
    ("n:deal", FeeRole.REPORTED),
    ("n:fee", FeeRole.REPORTED),
)


def role_of(money: Money, clause: Sequence[Unit], events: Iterable[tuple[Kind, Scope]]) -> FeeRole | None:
    """What a sum in a clause is, given the events there; None if it is no sum of this move.

    A sum of something that is denied is no sum of it, and one of something only thought of is merely talked of.
    """
    if money.wages or money.rated:
        return FeeRole.VALUATION if money.rated else None
    for kind, meant in events:
        if kind in _BY_KIND:
            return _as_meant(_BY_KIND[kind], meant)
    if any(unit.has("w:past") for unit in clause):
        return None
    return next((role for noun, role in _BY_NOUN if any(unit.has(noun) for unit in clause)), None)


def _as_meant(role: FeeRole, meant: Scope) -> FeeRole | None:
    if meant.when is When.PAST or meant.modality is Modality.NEGATED:
        return None
    return role if meant.modality is Modality.ACTUAL else FeeRole.REPORTED


@dataclass(frozen=True, slots=True)
class FeeFinding:
    """A sum of a player's move; ``club`` is the suitor in its clause, if one is."""

    player: Person
    club: str | None
    fee: Fee


def fee_findings(document: Document, casts: Sequence[Cast], focus: Focus) -> Iterator[FeeFinding]:
    """Every sum of the text that belongs to a move, in order."""
    by_player = {id(cast.player): cast for cast in casts}
    for line in document.lines:
        for place, unit in enumerate(line.units):
            if isinstance(unit.value, Money):
                player = focus.at(line.units, place)
                cast = by_player.get(id(player))
                found = _finding(document, line, place, unit.value, cast) if cast else None
                if found is not None:
                    yield found
        focus.leave(line.units)


def _finding(document: Document, line: Line, place: int, money: Money, cast: Cast) -> FeeFinding | None:
    start, end = line.clause_around(place)
    clause = line.units[start:end]
    kinds = [
        (event.frame.kind, scope.judge(line, event, document.year))
        for event in line.events
        if start <= event.first < end
    ]
    role = role_of(money, clause, kinds)
    if role is None:
        return None
    clubs = (str(unit.value) for unit in clause if unit.of is Of.CLUB)
    suitor = next((club for club in clubs if club in cast.suitors), None)
    return FeeFinding(cast.player, suitor, Fee(money.amount, money.currency, role, money.bound))
