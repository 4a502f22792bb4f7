from __future__ import annotations

import datetime as dt
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading import club_lists as clubs
from bot.windows import (
    GRACE,
    Round,
    Season,
    countries,
    is_deadline_day,
    last_closed,
    next_window,
    round_of,
    window_on,
    windows,
)

NOWHERE = "Ruritania"
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31))
COUNTRIES = st.sampled_from([*sorted(countries()), NOWHERE])
YEARS = range(2000, 2041)
DATA = Path(__file__).parents[2] / "bot" / "data" / "windows.toml"
TABLES = tomllib.loads(DATA.read_text("utf8"))["country"]


def day(iso: str) -> dt.date:
    return dt.date.fromisoformat(iso)


@pytest.mark.parametrize(
    ("country", "closes"),
    [
        ("England", "2010-08-31"),
        ("England", "2013-09-02"),
        ("England", "2017-08-31"),
        ("England", "2018-08-09"),
        ("England", "2019-08-08"),
        ("England", "2020-10-05"),
        ("England", "2021-08-31"),
        ("England", "2022-09-01"),
        ("England", "2023-09-01"),
        ("England", "2024-08-30"),
        ("England", "2025-09-01"),
        ("England", "2010-02-01"),
        ("England", "2018-01-31"),
        ("England", "2021-02-01"),
        ("England", "2025-02-03"),
        ("England", "2026-02-02"),
        ("Spain", "2017-09-01"),
        ("Italy", "2018-08-17"),
        ("Germany", "2024-08-30"),
        ("France", "2020-10-05"),
        ("Scotland", "2018-08-31"),
        ("Turkey", "2023-09-15"),
        ("Saudi Arabia", "2023-09-07"),
        ("United States", "2025-04-23"),
        ("Brazil", "2025-09-02"),
    ],
)
def test_a_deadline_day_that_is_known_is_the_last_day_of_its_window(country: str, closes: str) -> None:
    deadline = day(closes)
    window = window_on(country, deadline)
    assert window is not None
    assert (window.country, window.closes, window.is_exact) == (country, deadline, True)
    after = window_on(country, deadline + dt.timedelta(days=2))
    assert after is None or after.opens > deadline


@pytest.mark.parametrize(
    ("country", "year", "season", "opens", "closes", "sure_of"),
    [
        ("England", 2026, Season.SUMMER, "2026-06-15", "2026-09-01", "both"),
        ("England", 2016, Season.SUMMER, "2016-06-14", "2016-08-31", "closing"),
        ("England", 2038, Season.SUMMER, "2038-06-14", "2038-09-01", "nothing"),
        ("Turkey", 2016, Season.SUMMER, "2016-06-20", "2016-08-31", "nothing"),
        ("Ireland", 2026, Season.WINTER, "2025-12-01", "2026-02-22", "nothing"),
    ],
)
def test_a_window_says_how_surely_its_days_are_known(
    country: str, year: int, season: Season, opens: str, closes: str, sure_of: str
) -> None:
    window = next(window for window in windows(country, year) if window.season is season)
    assert (window.opens, window.closes) == (day(opens), day(closes))
    assert window.is_exact is (sure_of != "nothing")
    assert window.is_opening_exact is (sure_of == "both")


@pytest.mark.parametrize(
    ("today", "last", "now", "following"),
    [
        ("2025-05-20", "2025-02-03", None, "2025-06-01"),
        ("2025-06-05", "2025-02-03", "2025-06-10", "2025-06-16"),
        ("2025-06-12", "2025-06-10", None, "2025-06-16"),
        ("2025-09-01", "2025-06-10", "2025-09-01", "2026-01-01"),
        ("2025-09-02", "2025-09-01", None, "2026-01-01"),
        ("2025-12-31", "2025-09-01", None, "2026-01-01"),
        ("2026-01-01", "2025-09-01", "2026-02-02", "2026-06-15"),
    ],
)
def test_of_each_day_it_is_known_what_shut_what_is_open_and_what_comes_next(
    today: str, last: str, now: str | None, following: str
) -> None:
    closed, is_open, coming = (ask("England", day(today)) for ask in (last_closed, window_on, next_window))
    assert closed is not None
    assert coming is not None
    assert closed.closes == day(last)
    assert coming.opens == day(following)
    assert (is_open and is_open.closes) == (now and day(now))


def test_a_window_that_opens_before_the_new_year_is_open_then() -> None:
    window = window_on("Ireland", day("2025-12-10"))
    assert window is not None
    assert window.round == Round(2026, Season.WINTER)


@pytest.mark.parametrize(
    ("today", "country", "year", "season"),
    [
        ("2025-03-10", "England", 2025, "summer"),
        ("2026-01-28", "England", 2026, "winter"),
        ("2025-11-15", "England", 2026, "winter"),
        ("2026-12-31", "England", 2027, "winter"),
        # The deadline day, and the days in which the deals of it are told.
        ("2025-09-01", "England", 2025, "summer"),
        ("2025-09-06", "England", 2025, "summer"),
        ("2025-09-07", "England", 2026, "winter"),
        ("2026-02-07", "England", 2026, "winter"),
        ("2026-02-08", "England", 2026, "summer"),
        # An extra window does not split the summer; deals at home went on for it in 2020.
        ("2025-05-30", "England", 2025, "summer"),
        ("2025-06-12", "England", 2025, "summer"),
        ("2025-06-20", "England", 2025, "summer"),
        ("2020-07-10", "Germany", 2020, "summer"),
        ("2020-10-16", "England", 2020, "summer"),
        ("2020-10-16", "Spain", 2021, "winter"),
        # Others close later than England.
        ("2018-08-25", "England", 2019, "winter"),
        ("2018-08-25", "Scotland", 2018, "summer"),
        ("2018-08-16", "Italy", 2018, "summer"),
        ("2025-09-11", "England", 2026, "winter"),
        ("2025-09-11", "Turkey", 2025, "summer"),
        ("2024-02-08", "Turkey", 2024, "winter"),
        ("2025-04-20", "United States", 2025, "winter"),
        ("2025-12-05", "Ireland", 2026, "winter"),
        # Where nothing is known, England's windows are as good as any.
        ("2025-09-07", NOWHERE, 2026, "winter"),
        ("2025-09-07", None, 2026, "winter"),
        ("2025-09-06", None, 2025, "summer"),
    ],
)
def test_news_is_about_the_window_that_is_open_or_coming_or_has_just_shut(
    today: str, country: str | None, year: int, season: str
) -> None:
    found = round_of(day(today), country)
    assert (found.year, found.season.word) == (year, season)


def test_rounds_are_in_the_order_of_time() -> None:
    of_2025 = [Round(2025, Season.WINTER), Round(2025, Season.SUMMER)]
    assert sorted([Round(2026, Season.WINTER), *reversed(of_2025)]) == [*of_2025, Round(2026, Season.WINTER)]


@given(DAYS, DAYS, COUNTRIES)
def test_rounds_never_go_back(one: dt.date, other: dt.date, country: str) -> None:
    assert round_of(min(one, other), country) <= round_of(max(one, other), country)


@given(DAYS, st.integers(0, 400), COUNTRIES)
def test_two_days_are_in_one_round_if_and_only_if_none_ends_between_them(
    first: dt.date, apart: int, country: str
) -> None:
    last = first + dt.timedelta(days=apart)
    ends: dict[Round, dt.date] = {}
    for year in range(first.year - 1, last.year + 2):
        for window in windows(country if country in countries() else "England", year):
            ends[window.round] = max(window.closes, ends.get(window.round, window.closes))
    parted = any(first <= end + GRACE < last for end in ends.values())
    assert (round_of(first, country) == round_of(last, country)) is not parted


@given(st.sampled_from([dt.date.min, dt.date(2, 1, 1), dt.date(9998, 12, 31), dt.date.max]), COUNTRIES)
def test_a_day_that_nobody_means_has_its_round_too(today: dt.date, country: str) -> None:
    assert round_of(today, country).year in (today.year, today.year + 1)
    for ask in (last_closed, window_on, next_window):
        ask(country, today)


@given(DAYS, COUNTRIES)
def test_news_of_a_day_in_a_window_is_about_it(today: dt.date, country: str) -> None:
    window = window_on(country, today)
    if window is not None:
        assert round_of(today, country) == window.round


@given(DAYS, COUNTRIES)
def test_what_shut_lies_before_a_day_and_what_comes_after_it(today: dt.date, country: str) -> None:
    closed, coming = last_closed(country, today), next_window(country, today)
    if country == NOWHERE:
        assert (closed, window_on(country, today), coming) == (None, None, None)
    else:
        assert closed is not None
        assert coming is not None
        assert closed.closes < today < coming.opens


@pytest.mark.parametrize("country", sorted(countries()))
def test_the_windows_of_a_country_come_one_after_another(country: str) -> None:
    found = [window for year in YEARS for window in windows(country, year)]
    assert all(window.opens <= window.closes for window in found)
    assert all(one.closes < other.opens for one, other in pairwise(found))
    rounds = [window.round for window in found]
    assert rounds == sorted(rounds)
    # So the name of the season is right, and no days of grace reach into another window or year.
    assert {window.closes.month for window in found if window.season is Season.WINTER} <= set(range(1, 7))
    assert {window.closes.month for window in found if window.season is Season.SUMMER} <= set(range(6, 12))
    assert all(one.closes + GRACE < other.opens for one, other in pairwise(found) if one.round != other.round)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table["names"][0])
def test_a_usual_pattern_stands_first_and_no_year_is_told_twice(table: dict[str, list[str]]) -> None:
    for rows in (table["winter"][1:], table["summer"][1:], table.get("extra", [])):
        spans = [re.findall(r"\d{4}", row) for row in rows]
        assert all(spans)
        years = [year for span in spans for year in range(int(span[0]), int(span[-1]) + 1)]
        assert years == sorted(set(years))
    assert all(re.fullmatch(r"\d\d-\d\d \d\d-\d\d", table[season][0]) for season in ("winter", "summer"))


def test_a_country_has_one_calendar() -> None:
    names = [name for table in TABLES for name in table["names"]]
    assert sorted(names) == sorted(countries())


def test_every_country_has_clubs_and_the_great_leagues_are_known() -> None:
    assert countries() <= set(clubs.countries().values())
    assert countries() >= {"England", "Spain", "Italy", "Germany", "France"}


@pytest.mark.parametrize("country", ["England", "Spain", "Italy", "Germany", "France"])
def test_of_the_great_leagues_nearly_every_deadline_day_is_known(country: str) -> None:
    found = [window for year in range(2010, 2026) for window in windows(country, year)]
    assert sum(not window.is_exact for window in found) <= 2


@pytest.mark.parametrize(
    ("club", "country"),
    [
        ("AFC Bournemouth", "England"),
        ("Galatasaray", "Turkey"),
        ("Swansea City", "England"),
        ("No Such Club", None),
    ],
)
def test_the_country_of_a_club_is_that_of_its_league(club: str, country: str | None) -> None:
    assert clubs.country_of(club) == country


@pytest.mark.parametrize(
    ("on", "is_one"),
    [
        ("2017-08-31", True),
        ("2017-09-01", True),
        ("2018-08-09", True),
        ("2025-06-10", True),
        ("2017-08-30", False),
        ("2017-07-10", False),
        ("0001-01-01", False),
        ("9999-12-31", False),
    ],
)
def test_a_deadline_day_is_one_on_which_a_big_country_closes(on: str, *, is_one: bool) -> None:
    assert is_deadline_day(day(on)) is is_one
