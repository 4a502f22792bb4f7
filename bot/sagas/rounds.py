"""When the trade that a club's news is about ends: by the windows of the club's own country."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from bot.reading.club_lists import country_of
from bot.windows import USUAL_COUNTRY, countries, round_of, windows


def _country(club: str | None) -> str:
    country = country_of(club) if club else None
    return country if country in countries() else USUAL_COUNTRY


@lru_cache(maxsize=4096)
def rounds_between(day: dt.date, later: dt.date, club: str | None) -> int:
    """How many rounds of windows lie between the news of two days: 0 if both are of one round.

    In September the clubs of Turkey may still buy when those of England may not, so the club's country counts; of a
    club that is not listed, England's.
    """
    first, last = round_of(day, _country(club)), round_of(later, _country(club))
    return 2 * (last.year - first.year) + last.season - first.season


def shuts_on(day: dt.date, club: str | None) -> dt.date:
    """The last day on which a club may register whom the news of a day is about; the last of all at the end of time."""
    country, of_day = _country(club), round_of(day, _country(club))
    closes = (window.closes for window in windows(country, of_day.year) if window.round == of_day)
    return max(closes, default=dt.date.max)
