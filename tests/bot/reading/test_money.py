"""Sums of money in all the ways in which they are written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Bound
from bot.reading.money import Money, find_money


def sums(text: str) -> list[Money]:
    return list(find_money(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "amounts", "currency"),
    [
        ("35,8M €", [35_800_000], "EUR"),
        ("€1.5M", [1_500_000], "EUR"),
        ("a 40-million-euro offer", [40_000_000], "EUR"),
        ("15m €", [15_000_000], "EUR"),
        ("30 Mio €", [30_000_000], "EUR"),
        ("£ 20 m", [20_000_000], "GBP"),
        ("GBP 20m", [20_000_000], "GBP"),
        ("between £20m and £25m", [20_000_000, 25_000_000], "GBP"),
        ("£20-25m", [20_000_000, 25_000_000], "GBP"),
        ("two million pounds", [2_000_000], "GBP"),
        ("ninety-nine million dollars", [99_000_000], "USD"),
        ("one and a half million euros", [1_500_000], "EUR"),
        ("half a million euros", [500_000], "EUR"),
        ("a million quid", [1_000_000], "GBP"),
        ("a 20m-pound man", [20_000_000], "GBP"),
        ("€1.500.000", [1_500_000], "EUR"),
        ("£1.275m", [1_275_000], "GBP"),
        ("3,000 euros", [3_000], "EUR"),
        ("bids of £750,000 and £1.1m", [750_000, 1_100_000], "GBP"),
        ("five million kroner (£370,000)", [370_000], "GBP"),
        ("12 million zloty", [12_000_000], "PLN"),
        ("10m Swedish kronor", [10_000_000], "SEK"),
        ("two million Danish kroner", [2_000_000], "DKK"),
        ("SEK 5m", [5_000_000], "SEK"),
    ],
)
def test_a_sum_is_read_however_it_is_written(text: str, amounts: list[int], currency: str) -> None:
    assert [found.amount for found in sums(text)] == amounts
    assert {found.currency for found in sums(text)} == {currency}


@pytest.mark.parametrize(
    ("text", "implied"),
    [
        ("They paid €5m and want 20 million.", [False, True]),
        ("They paid €5m and want twelve million.", [False, True]),
        ("3m loan + 15m buy (€)", [True, True]),
        ("They paid €5m or £4m and want 20 million.", [False, False]),
        ("They want 20 million.", []),
        ("It cost €5m and has 20 million followers.", [False]),
        ("It cost €5m, and he scored from 20m out.", [False]),
    ],
)
def test_a_sum_without_its_currency_takes_the_only_one_of_the_text(text: str, implied: list[bool]) -> None:
    assert [found.implied for found in sums(text)] == implied


@pytest.mark.parametrize(
    "text",
    [
        "£100,000 a week",
        "€4.5m net per season",
        "€5m annually",
        "$107m a season",
        "a salary of €4.5m",
        "he earns around €6m",
        "wages of £50,000",
        "£40k-per-week",
        "£40k p/w",
    ],
)
def test_wages_are_marked(text: str) -> None:
    assert [found.wages for found in sums(text)] == [True]


@pytest.mark.parametrize("text", ["wages and a fee of £9m", "they paid a wage rise and bid £9m"])
def test_a_fee_beside_wages_is_a_fee(text: str) -> None:
    assert [found.wages for found in sums(text)] == [False]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("no less than £9m", Bound.AT_LEAST),
        ("£9m or more", Bound.AT_LEAST),
        ("no more than £9m", Bound.UP_TO),
        ("in the order of £9m", Bound.ABOUT),
        ("£9m", Bound.EXACT),
    ],
)
def test_words_before_a_sum_bound_it(text: str, bound: Bound) -> None:
    assert [found.bound for found in sums(text)] == [bound]


@given(st.text(alphabet="£€$123.,-m +millonuradhfyweks", max_size=80))
def test_any_row_of_signs_gives_sums_that_lie_in_it_in_order(text: str) -> None:
    found = sums(text)
    assert all(0 <= one.start < one.end <= len(text) and one.amount >= 0 for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
