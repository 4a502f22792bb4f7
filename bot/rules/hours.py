"""Hours of the day as the clocks of a guild show them: quiet hours, and when digests are due. Pure.

A wall clock may show an hour twice in autumn, and leaves one out in spring. What is due at an hour that comes twice is
due the first time that has not passed; at one that is left out, as much later as the clocks have gone forward.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.subscription import QuietHours

MORNING = 9 * 60
"""When digests are told, in minutes after midnight."""

_DAY = dt.timedelta(days=1)
_WEEK = 7
_MOST_DAYS = 4
"""An hour comes within two days; twice as many are looked at, since zones have left out a whole day."""


@lru_cache(maxsize=1024)
def zone_of(name: str) -> dt.tzinfo:
    """The time zone of that IANA name; UTC if there is none, for it may have been known once."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return dt.UTC


def is_quiet(quiet: QuietHours | None, moment: dt.datetime, zone: str) -> bool:
    """True if the clocks of the zone show an hour between the two; none is, where both are the same."""
    if quiet is None:
        return False
    local = moment.astimezone(zone_of(zone))
    minute = local.hour * 60 + local.minute
    if quiet.start <= quiet.end:
        return quiet.start <= minute < quiet.end
    return minute >= quiet.start or minute < quiet.end


def after_quiet(quiet: QuietHours | None, moment: dt.datetime, zone: str) -> dt.datetime:
    """The moment itself, or the end of the quiet hours that it is in; in UTC."""
    while quiet is not None and is_quiet(quiet, moment, zone):
        moment = next_at(quiet.end, moment, zone)
    return moment


def next_at(minute: int, moment: dt.datetime, zone: str, weekday: int | None = None) -> dt.datetime:
    """The first time after the moment, in UTC, at which the clocks show that minute of the day.

    ``weekday``: on that day of the week only, Monday being 0.
    """
    return next(at for at in _times(minute, moment, zone, weekday) if at > moment)


def _times(minute: int, moment: dt.datetime, zone: str, weekday: int | None) -> Iterator[dt.datetime]:
    today = moment.astimezone(zone_of(zone)).date()
    for days in range(_MOST_DAYS + (0 if weekday is None else 2 * _WEEK)):
        day = today + days * _DAY
        if weekday is None or day.weekday() == weekday:
            for fold in (0, 1):
                yield _at(day, minute, zone, fold)


def _at(day: dt.date, minute: int, zone: str, fold: int) -> dt.datetime:
    hour = dt.time(minute // 60, minute % 60, tzinfo=zone_of(zone), fold=fold)
    return dt.datetime.combine(day, hour).astimezone(dt.UTC)


def day_start(now: dt.datetime, zone: str) -> dt.datetime:
    """The last midnight on the clocks of the zone, or the hour with which a day without one began; in UTC."""
    today = now.astimezone(zone_of(zone)).date()
    return min(_at(today, 0, zone, 0), now.astimezone(dt.UTC))


def next_hour(moment: dt.datetime) -> dt.datetime:
    """The full hour after the moment, in UTC."""
    return moment.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)


def shown(moment: dt.datetime, zone: str) -> str:
    """What the clocks of the zone show: "09:00"."""
    return f"{moment.astimezone(zone_of(zone)):%H:%M}"


def date_and_time(moment: dt.datetime, zone: str) -> str:
    """A time on the clocks of the zone: "7 Aug 2017, 14:05"."""
    return f"{wording.day(moment.astimezone(zone_of(zone)).date())}, {shown(moment, zone)}"


def clock(minute: int) -> str:
    """A minute of the day as a clock shows it: "23:00"."""
    return f"{minute // 60:02}:{minute % 60:02}"
