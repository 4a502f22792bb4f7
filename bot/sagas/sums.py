"""Whether two sums are one: outlets round, estimate and convert, and none of that is news."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.model import Bound, FeeRole, Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from bot.model import Fee

_ROUNDED = 0.05
"""Sums closer than this are one sum, rounded."""

_ESTIMATED = 0.12
"""Of one event, told within days, outlets give sums this far apart (labelled streams: 110 and 120 of one bid)."""

_CONVERTED = 0.09
"""A conversion at the rate of the day may be so far from one at the year's mean, both rounded."""

_ONE_EVENT = 3
"""Days within which two outlets may still be telling of one event."""

ROLE_OF = {
    Kind.BID: FeeRole.BID,
    Kind.IMPROVED_BID: FeeRole.BID,
    Kind.BID_REJECTED: FeeRole.BID,
    Kind.PRICE_SET: FeeRole.ASKING,
    Kind.FEE_AGREED: FeeRole.AGREED,
    Kind.LOAN_AGREED: FeeRole.AGREED,
    Kind.SIGNED: FeeRole.AGREED,
    Kind.RELEASE_CLAUSE: FeeRole.CLAUSE,
}
"""The role of the sum that belongs to a kind of claim."""

PRICES = frozenset({FeeRole.ASKING, FeeRole.VALUATION, FeeRole.CLAUSE})
"""Roles of sums that say what a player would cost."""


class DatedFee(NamedTuple):
    """A sum, the day on which it was told, and the number of the row that told it (0: of one not yet kept)."""

    fee: Fee
    on: dt.date
    rumour_id: int = 0


@cache
def _rates() -> dict[str, dict[int, float]]:
    read = tomllib.loads((Path(__file__).parent / "data" / "rates.toml").read_text("utf8"))
    return {currency: {int(year): rate for year, rate in rates.items()} for currency, rates in read.items()}


def _in_euros(fee: Fee, year: int) -> float | None:
    """A sum in euros at the mean rate of the year; None for a currency that is not listed."""
    if fee.currency == "EUR":
        return fee.amount
    rates = _rates().get(fee.currency)
    if rates is None:
        return None
    return fee.amount * rates[min(rates, key=lambda known: (abs(known - year), known))]


def is_same_sum(one: DatedFee, other: DatedFee) -> bool:
    """True if two sums may well be one, told by two mouths: rounded, estimated or converted.

    A sum in a currency without a listed rate is taken for a conversion: better one alert too few than a repeat.
    """
    days = abs((one.on - other.on).days)
    if one.fee.currency == other.fee.currency:
        return _apart(one.fee.amount, other.fee.amount) <= (_ESTIMATED if days <= _ONE_EVENT else _ROUNDED)
    values = _in_euros(one.fee, one.on.year), _in_euros(other.fee, other.on.year)
    if values[0] is None or values[1] is None:
        return True
    return _apart(values[0], values[1]) <= (_ESTIMATED if days <= _ONE_EVENT else _CONVERTED)


def _apart(one: float, other: float) -> float:
    return abs(one - other) / max(one, other, 1)


def is_known(fee: DatedFee, known: Iterable[DatedFee]) -> bool:
    """True if a sum may be one of those known.

    A row that tells its sum in several currencies is held against the one in the currency asked for.
    """
    rows: dict[int, list[DatedFee]] = {}
    for other in known:
        rows.setdefault(other.rumour_id, []).append(other)
    return any(is_same_sum(fee, other) for row in rows.values() for other in _in_currency(row, fee))


def is_above(fee: DatedFee, others: Iterable[DatedFee]) -> bool:
    """True if a sum is higher than each of the others, and none of them rounded, estimated or converted."""
    return all(_is_higher(fee, other) and not is_same_sum(fee, other) for other in others)


def _is_higher(fee: DatedFee, other: DatedFee) -> bool:
    if fee.fee.currency == other.fee.currency:
        return fee.fee.amount > other.fee.amount
    value, others = _in_euros(fee.fee, fee.on.year), _in_euros(other.fee, other.on.year)
    return value is not None and others is not None and value > others


def _in_currency(row: list[DatedFee], fee: DatedFee) -> list[DatedFee]:
    return [other for other in row if other.fee.currency == fee.fee.currency] or row


def of_kind(kind: Kind, fees: Sequence[Fee]) -> Fee | None:
    """The sum that belongs to a kind of claim in a row: of several bids the highest, for bids rise.

    The row's first currency speaks; sums in others are its conversions. "Up to" is the total with add-ons, so it
    stands back behind a plain sum.
    """
    role = ROLE_OF.get(kind)
    of_role = [fee for fee in fees if fee.role is role]
    if not of_role:
        return None
    alike = [fee for fee in of_role if fee.currency == of_role[0].currency]
    return max(alike, key=lambda fee: (fee.bound is not Bound.UP_TO, fee.amount))
