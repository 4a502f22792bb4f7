from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.hours import after_quiet, day_start, is_quiet, next_at, next_hour, zone_of
from bot.subscription import QuietHours
from tests.bot.rules.news import moments

NIGHT = QuietHours(23 * 60, 8 * 60)
ZONES = (
    "UTC",
    "Europe/London",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "nowhere",
)
MINUTES = st.integers(0, 24 * 60 - 1)
# Across the days on which clocks are put, and the 30 December 2011, which Samoa has left out.
MOMENTS = st.one_of(
    moments("2017-01-01", "2017-12-31"),
    moments("2017-03-25", "2017-03-27"),
    moments("2017-11-04", "2017-11-06"),
    moments("2011-12-28", "2012-01-02"),
)


def utc(iso: str) -> dt.datetime:
    return dt.datetime.fromisoformat(iso).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("quiet", "zone", "moment", "told"),
    [
        (NIGHT, "UTC", "2017-08-07 22:59:59", "2017-08-07 22:59:59"),
        (NIGHT, "UTC", "2017-08-07 23:00:00", "2017-08-08 08:00"),
        (NIGHT, "UTC", "2017-08-08 00:00", "2017-08-08 08:00"),
        (NIGHT, "UTC", "2017-08-08 07:59:59", "2017-08-08 08:00"),
        (NIGHT, "UTC", "2017-08-08 08:00", "2017-08-08 08:00"),
        (NIGHT, "Europe/London", "2017-08-07 22:00", "2017-08-08 07:00"),
        (NIGHT, "Asia/Kathmandu", "2017-08-07 18:00", "2017-08-08 02:15"),
        (QuietHours(13 * 60, 15 * 60), "UTC", "2017-08-07 14:00", "2017-08-07 15:00"),
        (QuietHours(60, 60), "UTC", "2017-08-07 01:00", "2017-08-07 01:00"),
        # In spring the night is an hour shorter, in autumn an hour longer.
        (NIGHT, "Europe/London", "2017-03-25 23:30", "2017-03-26 07:00"),
        (NIGHT, "Europe/London", "2017-10-28 23:30", "2017-10-29 08:00"),
        # 01:30 is left out in spring: the clocks show 02:30 then.
        (QuietHours(23 * 60, 90), "Europe/London", "2017-03-26 00:30", "2017-03-26 01:30"),
        # 01:30 comes twice in autumn: quiet are 01:00 to 01:30 both times.
        (QuietHours(23 * 60, 90), "Europe/London", "2017-10-29 00:10", "2017-10-29 00:30"),
        (QuietHours(23 * 60, 90), "Europe/London", "2017-10-29 00:40", "2017-10-29 00:40"),
        (QuietHours(23 * 60, 90), "Europe/London", "2017-10-29 01:10", "2017-10-29 01:30"),
        # What is quiet but for an hour that is left out waits for the next day.
        (QuietHours(2 * 60, 60 + 59), "Europe/London", "2017-03-26 00:30", "2017-03-27 00:59"),
    ],
)
def test_what_falls_into_quiet_hours_is_told_at_their_end(
    quiet: QuietHours, zone: str, moment: str, told: str
) -> None:
    assert after_quiet(quiet, utc(moment), zone) == utc(told)


@pytest.mark.parametrize(
    ("minute", "weekday", "zone", "moment", "at"),
    [
        (540, None, "UTC", "2017-08-07 08:59:59", "2017-08-07 09:00"),
        (540, None, "UTC", "2017-08-07 09:00", "2017-08-08 09:00"),
        (540, None, "America/New_York", "2017-08-07 12:00", "2017-08-07 13:00"),
        (540, None, "Pacific/Apia", "2011-12-29 20:00", "2011-12-30 19:00"),
        (540, 0, "UTC", "2017-08-07 08:00", "2017-08-07 09:00"),
        (540, 0, "UTC", "2017-08-07 10:00", "2017-08-14 09:00"),
        (540, 0, "Asia/Tokyo", "2017-08-06 16:00", "2017-08-07 00:00"),
    ],
)
def test_a_digest_is_due_in_the_morning_of_the_guild(
    minute: int, weekday: int | None, zone: str, moment: str, at: str
) -> None:
    assert next_at(minute, utc(moment), zone, weekday) == utc(at)


@pytest.mark.parametrize(
    "name", ["", "nowhere", "../../etc/passwd", "/etc/passwd", "Europe", "Europe/London\0", "é" * 400]
)
def test_a_zone_that_is_none_is_utc(name: str) -> None:
    assert zone_of(name) is dt.UTC


@given(st.text())
def test_no_name_of_a_zone_is_a_fault(name: str) -> None:
    zone_of(name)


@given(MINUTES, MINUTES, st.sampled_from(ZONES), MOMENTS)
def test_nothing_is_told_in_quiet_hours_nor_before_its_time(
    start: int, end: int, zone: str, moment: dt.datetime
) -> None:
    quiet = QuietHours(start, end)
    told = after_quiet(quiet, moment, zone)
    assert told >= moment
    assert not is_quiet(quiet, told, zone)
    assert (told == moment) != is_quiet(quiet, moment, zone)


@given(MINUTES, st.sampled_from(ZONES), MOMENTS)
def test_the_clocks_show_the_minute_unless_it_is_left_out_that_day(
    minute: int, zone: str, moment: dt.datetime
) -> None:
    at = next_at(minute, moment, zone)
    assert moment < at <= moment + dt.timedelta(days=2, hours=1)
    local = at.astimezone(zone_of(zone))
    if local.hour * 60 + local.minute != minute:
        wanted = dt.datetime.combine(local.date(), dt.time(minute // 60, minute % 60), zone_of(zone))
        assert wanted.astimezone(dt.UTC).astimezone(zone_of(zone)).replace(tzinfo=None) != wanted.replace(
            tzinfo=None
        )


@given(MOMENTS)
def test_the_next_full_hour_is_within_an_hour(moment: dt.datetime) -> None:
    at = next_hour(moment.astimezone(ZoneInfo("Asia/Kathmandu")))
    assert moment < at <= moment + dt.timedelta(hours=1)
    assert (at.minute, at.second, at.microsecond, at.tzinfo) == (0, 0, 0, dt.UTC)


@pytest.mark.parametrize(
    ("zone", "now", "start"),
    [
        ("UTC", "2017-08-07 00:00", "2017-08-07 00:00"),
        ("Europe/London", "2017-08-07 23:30", "2017-08-07 23:00"),
        ("America/New_York", "2017-08-07 03:00", "2017-08-06 04:00"),
        # Midnight comes twice in the Azores in autumn, and was left out in Sao Paulo in spring.
        ("Atlantic/Azores", "2017-10-29 01:30", "2017-10-29 00:00"),
        ("America/Sao_Paulo", "2017-10-15 12:00", "2017-10-15 03:00"),
    ],
)
def test_a_day_begins_at_the_midnight_of_the_guild(zone: str, now: str, start: str) -> None:
    assert day_start(utc(now), zone) == utc(start)


@given(st.sampled_from(ZONES), MOMENTS)
def test_no_day_begins_after_now(zone: str, now: dt.datetime) -> None:
    start = day_start(now, zone)
    assert start <= now < start + dt.timedelta(hours=26)
    assert start.astimezone(zone_of(zone)).date() == now.astimezone(zone_of(zone)).date()
