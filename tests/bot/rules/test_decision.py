from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from bot.model import Certainty, Kind, Stage
from bot.rules import MERGE_WINDOW, Decision, Form, concerns, decide, settled
from bot.subscription import UNTIL_RESUMED, Mode, QuietHours, Target
from tests.bot.rules.news import CLUB, EVERYTHING, NOW, PLAYER, news, subscription

NIGHT = QuietHours(23 * 60, 8 * 60)
DEADLINE_DAY = dt.datetime(2017, 8, 31, 20, 15, tzinfo=dt.UTC)


def utc(iso: str) -> dt.datetime:
    return dt.datetime.fromisoformat(iso).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("target", "is_concerned"),
    [
        (EVERYTHING, True),
        (PLAYER, True),
        (Target("Almeida", player_key="almeida"), True),
        (Target("Joao", player_key="joao"), False),
        (CLUB, True),
        (Target("Brentford", club_key="brentford"), True),
        (Target("Leeds United", club_key="leeds united"), False),
        (Target("Everton", player_key="everton"), False),
    ],
)
def test_a_subscription_is_concerned_by_its_player_its_club_or_all(
    target: Target, *, is_concerned: bool
) -> None:
    assert concerns(subscription(target), news()) is is_concerned


def test_by_default_all_is_told_after_the_time_in_which_news_is_merged() -> None:
    told = decide(subscription(), news(), NOW, "UTC")
    assert told == Decision("alerts for Joao Almeida", NOW + MERGE_WINDOW)


def test_what_cannot_wait_is_told_now() -> None:
    assert decide(subscription(), news(urgent=True), NOW, "UTC").due == NOW


def test_who_follows_is_told_that_he_does() -> None:
    assert decide(subscription(user_id=7), news(), NOW, "UTC").why == "you follow Joao Almeida"


@pytest.mark.parametrize(
    ("rules", "facts", "why"),
    [
        (
            {"lowest_stage": Stage.BID},
            {"stage": Stage.TALKS},
            "its stage is talks, this channel wants bid or more",
        ),
        ({"lowest_stage": Stage.DONE}, {}, "its stage is bid rejected, this channel wants done"),
        (
            {"kinds": frozenset({Kind.SIGNED, Kind.BID})},
            {"kinds": (Kind.TALKS, Kind.WANTS_MOVE)},
            "it is about talks and wants move, this channel wants bid and signed",
        ),
        (
            {"kinds": frozenset({Kind.SIGNED})},
            {"kinds": ()},
            "it is about nothing that is asked for, this channel wants signed",
        ),
        ({"lowest_tier": 1}, {"tier": 2}, "its best source is of tier 2, this channel wants tier 1"),
        (
            {"lowest_tier": 2},
            {"tier": 4},
            "its best source is of tier 4, this channel wants tier 2 or better",
        ),
        (
            {"lowest_certainty": Certainty.ON_RECORD},
            {},
            "it is only reported, this channel wants it on record",
        ),
        (
            {"lowest_certainty": Certainty.OFFICIAL},
            {"certainty": Certainty.ON_RECORD},
            "it is only on record, this channel wants it official",
        ),
        ({"mode": Mode.DEADLINE_DAY}, {}, "it is not deadline day"),
        (
            {"lowest_stage": Stage.MEDICAL, "lowest_tier": 1, "mode": Mode.DEADLINE_DAY},
            {},
            (
                "its stage is bid rejected, this channel wants medical or more; "
                "its best source is of tier 2, this channel wants tier 1; it is not deadline day"
            ),
        ),
        (
            {"disabled_because": "the bot cannot see the channel"},
            {},
            "it is switched off, as the bot cannot see the channel",
        ),
        (
            {"paused_until": utc("2017-08-09 06:00")},
            {},
            "it is paused until 9 Aug 2017, 07:00",
        ),
        (
            {"paused_until": UNTIL_RESUMED, "lowest_tier": 1},
            {},
            "it is paused until it is resumed; its best source is of tier 2, this channel wants tier 1",
        ),
    ],
)
def test_what_is_not_told_has_all_the_reasons(rules: dict[str, Any], facts: dict[str, Any], why: str) -> None:
    refused = decide(subscription(**rules), news(**facts), NOW, "Europe/London")
    assert refused.due is None
    assert refused.why == f"alerts for Joao Almeida: {why}"


@pytest.mark.parametrize(
    ("rules", "facts"),
    [
        ({"lowest_stage": Stage.BID_REJECTED}, {}),
        ({"lowest_stage": Stage.FEE_AGREED}, {"stage": Stage.MEDICAL, "kinds": (Kind.COLLAPSED,)}),
        ({"kinds": frozenset({Kind.BID_REJECTED, Kind.SIGNED})}, {"kinds": (Kind.TALKS, Kind.BID_REJECTED)}),
        ({"lowest_tier": 2}, {}),
        ({"lowest_certainty": Certainty.ON_RECORD}, {"certainty": Certainty.OFFICIAL}),
        ({"paused_until": NOW}, {}),
    ],
)
def test_what_is_good_enough_is_told(rules: dict[str, Any], facts: dict[str, Any]) -> None:
    assert decide(subscription(**rules), news(**facts), NOW, "UTC").due == NOW + MERGE_WINDOW


@pytest.mark.parametrize(
    ("rules", "now", "zone", "due", "why"),
    [
        (
            {"quiet": NIGHT},
            utc("2017-08-07 22:30"),
            "Europe/London",
            utc("2017-08-08 07:00"),
            ", held until the quiet hours end at 08:00",
        ),
        ({"mode": Mode.DAILY}, NOW, "UTC", utc("2017-08-08 09:00"), ", in the daily digest of 09:00"),
        (
            {"mode": Mode.WEEKLY},
            NOW,
            "America/New_York",
            utc("2017-08-07 13:00"),
            ", in the weekly digest of Monday, 09:00",
        ),
        (
            {"mode": Mode.DEADLINE_DAY},
            DEADLINE_DAY,
            "Europe/London",
            utc("2017-08-31 21:00"),
            ", in the digest of 22:00 on deadline day",
        ),
        (
            {"mode": Mode.DAILY, "quiet": QuietHours(0, 10 * 60)},
            NOW,
            "UTC",
            utc("2017-08-08 10:00"),
            ", in the daily digest of 09:00, held until the quiet hours end at 10:00",
        ),
        (
            {"most_a_day": 3},
            NOW,
            "UTC",
            utc("2017-08-08 09:00"),
            ", in the digest of 09:00 after 3 alerts on one day",
        ),
    ],
)
def test_when_it_is_told_is_said(
    rules: dict[str, Any], now: dt.datetime, zone: str, due: dt.datetime, why: str
) -> None:
    told = decide(subscription(**rules), news(), now, zone, posted_today=3)
    assert told.due == due
    assert told.why == f"alerts for Joao Almeida{why}"


def test_quiet_hours_hold_back_even_what_cannot_wait() -> None:
    told = decide(subscription(quiet=NIGHT), news(urgent=True), utc("2017-08-07 23:00"), "UTC")
    assert told.due == utc("2017-08-08 08:00")


@pytest.mark.parametrize(
    ("rules", "posted_today", "form", "is_silent", "role_ids"),
    [
        ({"role_id": 5}, 0, Form.ALERT, False, (5,)),
        ({"role_id": 5, "mode": Mode.SILENT}, 0, Form.ALERT, True, (5,)),
        ({"role_id": 5, "mode": Mode.DAILY}, 0, Form.DIGEST, False, (5,)),
        ({"role_id": 5, "most_a_day": 2}, 1, Form.ALERT, False, (5,)),
        ({"role_id": 5, "most_a_day": 2}, 2, Form.DIGEST, True, ()),
        ({"role_id": 5, "most_a_day": 2, "mode": Mode.WEEKLY}, 9, Form.DIGEST, False, (5,)),
    ],
)
def test_how_it_is_told(
    rules: dict[str, Any], posted_today: int, form: Form, role_ids: tuple[int, ...], *, is_silent: bool
) -> None:
    told = decide(subscription(in_threads=True, **rules), news(), NOW, "UTC", posted_today=posted_today)
    assert (told.form, told.is_silent, told.role_ids, told.in_threads) == (form, is_silent, role_ids, True)


def test_the_day_of_the_windows_counts_wherever_the_guild_is() -> None:
    wish = subscription(mode=Mode.DEADLINE_DAY)
    assert decide(wish, news(), utc("2017-08-31 22:30"), "Australia/Sydney").due == utc("2017-08-31 23:00")
    # The big windows of that summer closed in England and Italy on the 31st, in Spain on the 1st.
    assert decide(wish, news(), utc("2017-09-01 22:30"), "Australia/Sydney").due == utc("2017-09-01 23:00")
    assert decide(wish, news(), utc("2017-09-02 00:00"), "America/New_York").due is None


# --- several subscriptions of a channel ---

LATER = NOW + dt.timedelta(hours=9)
LOUD = Decision("a", NOW, role_ids=(1,))
ALSO_LOUD = Decision("b", NOW, role_ids=(2, 1), in_threads=True)
SILENT = Decision("c", NOW, is_silent=True, role_ids=(3,))
HELD = Decision("d", LATER, role_ids=(4,))
DIGEST = Decision("e", NOW, Form.DIGEST, role_ids=(5,))
REFUSED = Decision("f: no")
REFUSED_TOO = Decision("g: no")


@pytest.mark.parametrize(
    ("decisions", "holds"),
    [
        ([REFUSED, LOUD], LOUD),
        ([SILENT, LOUD], LOUD),
        ([DIGEST, SILENT], SILENT),
        ([DIGEST, HELD], HELD),
        ([HELD, SILENT], SILENT),
        ([REFUSED, DIGEST], DIGEST),
        ([LOUD, SILENT, ALSO_LOUD, DIGEST], replace(LOUD, why="a; b", role_ids=(1, 2))),
        ([REFUSED, REFUSED_TOO, REFUSED], replace(REFUSED, why="f: no; g: no")),
        ([REFUSED], REFUSED),
    ],
)
def test_the_most_eager_subscription_holds(decisions: list[Decision], holds: Decision) -> None:
    assert settled(decisions) == holds
