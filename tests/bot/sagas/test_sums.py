from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Bound, Fee, FeeRole, Kind
from bot.sagas.sums import DatedFee, is_above, is_known, is_same_sum, of_kind
from tests.bot.sagas.telling import agreed, asked, bid, on

DAY = on(1, 7, 2022)


def dated(millions: float, currency: str = "GBP", days: int = 0, number: int = 0) -> DatedFee:
    return DatedFee(bid(millions, currency), DAY.replace(day=1 + days), number)


# one sum, another, are they one?
PAIRS = [
    (dated(20), dated(20, days=20), True),
    (dated(20), dated(21, days=20), True),  # rounded
    (dated(20), dated(22, days=20), False),
    (dated(20), dated(22, days=1), True),  # two estimates of one event
    (dated(110), dated(120, days=1), True),
    (dated(20), dated(25, days=1), False),
    (dated(70), dated(82, "EUR", days=20), True),  # a conversion at the rate of 2022
    (dated(70), dated(95, "EUR", days=20), False),
    (dated(32, "EUR"), dated(33.8, "USD", days=1), True),
    (dated(20, "XAU"), dated(90, "GBP", days=20), True),  # of a currency without a rate nothing can be told
]


@pytest.mark.parametrize(("one", "other", "same"), PAIRS)
def test_two_sums_are_one_if_rounding_estimate_or_conversion_explains_them(
    one: DatedFee, other: DatedFee, *, same: bool
) -> None:
    assert is_same_sum(one, other) is is_same_sum(other, one) is same


@given(st.integers(1, 500), st.integers(1, 500))
def test_of_two_sums_at_most_one_is_above_the_other_and_neither_of_equals(one: int, other: int) -> None:
    first, second = dated(one), dated(other, days=9)
    above = [is_above(first, [second]), is_above(second, [first])]
    assert sum(above) <= 1
    assert any(above) is not is_same_sum(first, second)


def test_a_row_of_several_currencies_is_held_against_the_one_asked_for() -> None:
    told = [dated(40, "EUR", number=1), dated(219.5, "BRL", number=1)]
    assert is_known(dated(40, "EUR", days=9), told)
    assert not is_known(dated(50, "EUR", days=9), told)


def test_a_price_is_above_only_what_it_exceeds() -> None:
    assert is_above(DatedFee(asked(32), DAY), [DatedFee(agreed(25), DAY)])
    assert is_above(DatedFee(asked(40, "EUR"), DAY), [DatedFee(agreed(25), DAY)])
    assert not is_above(DatedFee(asked(24), DAY), [DatedFee(agreed(25), DAY)])


# the sums of a row, the kind of claim, the sum that belongs to it
OF_KIND = [
    ([bid(15), bid(20)], Kind.BID_REJECTED, bid(20)),
    ([bid(20), asked(35)], Kind.PRICE_SET, asked(35)),
    ([bid(20), bid(23, "EUR")], Kind.BID, bid(20)),
    ([bid(40), Fee(45_000_000, "GBP", FeeRole.BID, Bound.UP_TO)], Kind.BID, bid(40)),
    ([asked(35)], Kind.BID, None),
    ([bid(20)], Kind.INTEREST, None),
]


@pytest.mark.parametrize(("fees", "kind", "fee"), OF_KIND)
def test_the_sum_that_belongs_to_a_kind_of_claim(fees: list[Fee], kind: Kind, fee: Fee | None) -> None:
    assert of_kind(kind, fees) == fee
