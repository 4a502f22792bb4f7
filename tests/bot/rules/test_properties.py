"""What holds of decisions whatever the rules, the news and the hour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from bot.model import Certainty, Kind, Stage
from bot.rules import Decision, decide, settled
from bot.rules.hours import is_quiet
from bot.subscription import Mode, QuietHours, Rules, Subscription
from tests.bot.rules.news import CLUB, EVERYTHING, PLAYER, moments, news

if TYPE_CHECKING:
    import datetime as dt

REFUSED = Decision("f: no")
HOURS = st.builds(QuietHours, st.integers(0, 1439), st.integers(0, 1439))
RULES = st.builds(
    Rules,
    kinds=st.frozensets(st.sampled_from(Kind), max_size=3),
    lowest_stage=st.none() | st.sampled_from(Stage),
    lowest_tier=st.integers(1, 4),
    lowest_certainty=st.sampled_from(Certainty),
    mode=st.sampled_from(Mode),
    role_id=st.none() | st.integers(1, 5),
    quiet=st.none() | HOURS,
    most_a_day=st.none() | st.integers(1, 5),
    in_threads=st.booleans(),
)
MOMENTS = moments("2017-01-01", "2018-12-31")
SUBSCRIPTIONS = st.builds(
    Subscription,
    st.integers(1, 99),
    st.just(10),
    st.just(20),
    st.sampled_from((PLAYER, CLUB, EVERYTHING)),
    RULES,
    st.none() | st.just("the channel no longer exists"),
    st.none() | MOMENTS,
)
NEWS = st.builds(
    news,
    kinds=st.lists(st.sampled_from(Kind), max_size=3).map(tuple),
    stage=st.sampled_from(Stage),
    certainty=st.sampled_from(Certainty),
    tier=st.integers(1, 4),
    urgent=st.booleans(),
)
ZONES = st.sampled_from(("UTC", "Europe/London", "America/St_Johns", "Australia/Lord_Howe", "no/zone"))
NARROWER: dict[str, Any] = {
    "kinds": frozenset({Kind.BID}),
    "lowest_stage": Stage.BID,
    "lowest_tier": 2,
    "lowest_certainty": Certainty.ON_RECORD,
}


@given(SUBSCRIPTIONS, NEWS, MOMENTS, ZONES, st.integers(0, 9))
def test_a_decision_is_a_time_to_come_outside_quiet_hours_or_a_reason(
    wish: Subscription, event: Any, now: dt.datetime, zone: str, posted_today: int
) -> None:
    made = decide(wish, event, now, zone, posted_today=posted_today)
    assert wish.target.label in made.why
    if made.due is None:
        assert made.why.partition(": ")[2]
    else:
        assert made.due >= now
        assert not is_quiet(wish.rules.quiet, made.due, zone)
        assert wish.stands(now)


@given(SUBSCRIPTIONS, NEWS, MOMENTS, ZONES, st.sampled_from(sorted(NARROWER)))
def test_no_further_condition_lets_more_through(
    wish: Subscription, event: Any, now: dt.datetime, zone: str, condition: str
) -> None:
    if getattr(wish.rules, condition) == getattr(Rules(), condition):
        narrower = replace(wish, rules=replace(wish.rules, **{condition: NARROWER[condition]}))
        before, after = decide(wish, event, now, zone), decide(narrower, event, now, zone)
        assert after.due in (before.due, None)


@given(st.lists(SUBSCRIPTIONS, min_size=1, max_size=5), NEWS, MOMENTS, ZONES)
def test_a_channel_is_told_if_any_of_its_subscriptions_tells(
    wishes: list[Subscription], event: Any, now: dt.datetime, zone: str
) -> None:
    made = [decide(wish, event, now, zone) for wish in wishes]
    holds = settled(made)
    assert (holds.due is not None) == any(one.due is not None for one in made)
    assert set(holds.role_ids) <= {role for one in made if one.due == holds.due for role in one.role_ids}
    assert all(one.why in holds.why for one in made) or holds.due is not None
    assert settled([*made, REFUSED]).due == holds.due
