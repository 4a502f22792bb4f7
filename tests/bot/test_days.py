from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.days import parse

TODAY = dt.date(2024, 3, 15)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2017-07-10", dt.date(2017, 7, 10)),
        (" 2017-07-10 ", dt.date(2017, 7, 10)),
        ("10 July 2017", dt.date(2017, 7, 10)),
        ("10th July 2017", dt.date(2017, 7, 10)),
        ("July 10, 2017", dt.date(2017, 7, 10)),
        ("10/07/2017", dt.date(2017, 7, 10)),
        ("10.7.2017", dt.date(2017, 7, 10)),
        ("today", TODAY),
        ("yesterday", dt.date(2024, 3, 14)),
        ("3 days ago", dt.date(2024, 3, 12)),
    ],
)
def test_a_day_is_read_in_the_forms_that_people_type(typed: str, day: dt.date) -> None:
    assert parse(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "may",
        "10",
        "2017",
        "now",
        "son",
        "in January",
        "31/02/2017",
        "2017-02-31",
        "0001-01-01",
        "",
        "x" * 70,
        "this summer",
    ],
)
def test_what_is_not_plainly_a_day_is_none(typed: str) -> None:
    assert parse(typed, TODAY) is None


@given(st.text(max_size=80))
def test_any_text_is_a_day_or_none(typed: str) -> None:
    day = parse(typed, TODAY)
    assert day is None or day.year >= 1990
