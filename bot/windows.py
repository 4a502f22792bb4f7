"""When the clubs of a country may register players, and which window a day's news is about.

The days are in ``data/windows.toml``: exact where we know them, else the country's usual pattern.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot import plain_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

GRACE = dt.timedelta(days=5)
"""So long after it has shut a window is still the one that news is about: deals struck on its last day are told."""

USUAL_COUNTRY = "England"
"""By its windows news is sorted if nothing is known of the country: most of what is read is English news."""


class Season(IntEnum):
    """The half of a year in which a window closes, by the names that Europe gives it; in the order of a year."""

    WINTER = 1
    SUMMER = 2

    @property
    def word(self) -> str:
        """``winter`` or ``summer``."""
        return self.name.lower()


class Round(NamedTuple):
    """The trade of one window, from the close of the one before: comparable, also between countries.

    ``year`` is that of the close: the winter of 2026 may open in December 2025.
    """

    year: int
    season: Season


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which clubs of a country may register players, both ends included.

    ``is_exact``: ``closes`` is known for that very year, else it is the usual or the nearest known day, give or
    take some days. ``opens`` is the usual day unless ``is_opening_exact``.
    """

    country: str
    opens: dt.date
    closes: dt.date
    season: Season
    is_exact: bool
    is_opening_exact: bool

    @property
    def round(self) -> Round:
        """The round that it belongs to; an extra window of June belongs to the summer's."""
        return Round(self.closes.year, self.season)


BIG_COUNTRIES = ("England", "Spain", "Italy", "Germany", "France")
"""Whose last days are deadline days."""

_Day = tuple[int, int]
"""Month and day."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the file: of which years (None: the usual pattern), and whether it is sure to the day."""

    years: range | None
    opens: _Day | None
    closes: _Day
    is_exact: bool


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The windows of a country: of each season the usual row and those of single years, and the extra rows."""

    usual: Mapping[Season, _Row]
    known: Mapping[Season, Sequence[_Row]]
    extra: Sequence[_Row]


_ROW = re.compile(r"(~?)(?:(\d{4})(?:-(\d{4}))? )?(?:(\d\d-\d\d) )?(\d\d-\d\d)")


def _row(text: str) -> _Row:
    match = _ROW.fullmatch(text)
    if match is None:
        raise ValueError(f"no row of windows: {text}")
    about, first, last, opens, closes = match.groups()
    years = range(int(first), int(last or first) + 1) if first else None
    return _Row(years, _day(opens) if opens else None, _day(closes), is_exact=bool(first) and not about)


def _day(text: str) -> _Day:
    return int(text[:2]), int(text[3:])


@cache
def _calendars() -> Mapping[str, _Calendar]:
    """Country → its calendar."""
    text = (Path(__file__).parent / "data" / "windows.toml").read_text("utf8")
    found: dict[str, _Calendar] = {}
    for table in plain_toml.loads(text)["country"]:
        rows = {season: [_row(row) for row in table[season.word]] for season in Season}
        calendar = _Calendar(
            usual={season: listed[0] for season, listed in rows.items()},
            known={season: listed[1:] for season, listed in rows.items()},
            extra=[_row(row) for row in table.get("extra", ())],
        )
        found |= dict.fromkeys(table["names"], calendar)
    return found


def countries() -> frozenset[str]:
    """The countries of whose windows something is known."""
    return frozenset(_calendars())


@lru_cache(maxsize=2048)
def windows(country: str, year: int) -> tuple[Window, ...]:
    """The windows of a country that close in ``year``, in order; none for a country we know nothing of."""
    calendar = _calendars().get(country)
    if calendar is None or not dt.MINYEAR < year <= dt.MAXYEAR:
        return ()
    return tuple(sorted(_windows(country, calendar, year), key=lambda window: window.closes))


def _windows(country: str, calendar: _Calendar, year: int) -> Iterator[Window]:
    for season, usual in calendar.usual.items():
        yield _window(country, year, season, _of(year, calendar.known[season]) or usual, usual)
    extra = _of(year, calendar.extra)
    if extra is not None:
        yield _window(country, year, Season.SUMMER, extra, extra)


def _of(year: int, rows: Sequence[_Row]) -> _Row | None:
    return next((row for row in rows if row.years and year in row.years), None)


def _window(country: str, year: int, season: Season, row: _Row, usual: _Row) -> Window:
    """The window of a row; one that opens later in a year than it closes has opened in the year before."""
    opens = row.opens or usual.opens or row.closes
    return Window(
        country,
        dt.date(year - (opens > row.closes), *opens),
        dt.date(year, *row.closes),
        season,
        is_exact=row.is_exact,
        is_opening_exact=row.is_exact and row.opens is not None,
    )


def _around(country: str, day: dt.date) -> tuple[Window, ...]:
    """The windows from the year before a day to the year after it, in order."""
    return tuple(window for year in range(day.year - 1, day.year + 2) for window in windows(country, year))


def window_on(country: str, day: dt.date) -> Window | None:
    """The window that is open on a day."""
    return next((window for window in _around(country, day) if window.opens <= day <= window.closes), None)


def next_window(country: str, day: dt.date) -> Window | None:
    """The first window that opens after a day; None for a country we know nothing of, and at the end of time."""
    return next((window for window in _around(country, day) if window.opens > day), None)


def last_closed(country: str, day: dt.date) -> Window | None:
    """The last window that closed before a day; None for a country we know nothing of, and at the start of time."""
    return next((window for window in reversed(_around(country, day)) if window.closes < day), None)


def round_of(day: dt.date, country: str | None = None) -> Round:
    """The round that news of a day is about: of the window that is open, coming, or has shut within ``GRACE``.

    ``country`` is the one whose clubs would register the player; England if it is not known. Two days are in
    one round if and only if the last window of no round closes between them, ``GRACE`` granted.
    """
    if country not in _calendars():
        country = USUAL_COUNTRY
    for window in windows(country, day.year):
        if day <= _end(window) + GRACE:
            return window.round
    return Round(day.year + 1, Season.WINTER)


def _end(window: Window) -> dt.date:
    """The last close of a window's round."""
    return max(
        other.closes for other in windows(window.country, window.closes.year) if other.season is window.season
    )


@lru_cache(maxsize=64)
def is_deadline_day(day: dt.date) -> bool:
    """True for a day on which a window of one of the big countries closes."""
    return any(window.closes == day for country in BIG_COUNTRIES for window in windows(country, day.year))
