"""Developments and subscriptions to try rules on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from bot.model import Alert, Certainty, Kind, Stage, Verdict
from bot.rules import News
from bot.subscription import Rules, Subscription, Target

PLAYER = Target("Joao Almeida", player_key="joao almeida")
CLUB = Target("Everton", club_key="everton")
EVERYTHING = Target("everything")
NOW = dt.datetime(2017, 8, 7, 12, tzinfo=dt.UTC)
"""A Monday, and no day on which a window closes."""

_ALERT = Alert(
    player="Joao Almeida",
    verdict=Verdict.NEW,
    label="the deal · Sky Sports reports",
    headline="Brentford have turned down an offer of £20m from Everton.",
    clubs="Brentford · linked with Everton",
    changed="Everton are in talks (reported, 1 Aug) → Brentford have turned down an offer of £20m (Sky Sports)",
    unchanged="",
    history="",
    sources=("Sky Sports",),
    why="an offer was refused",
    said_on=dt.date(2017, 8, 7),
    kinds=(Kind.BID_REJECTED,),
    stage=Stage.BID_REJECTED,
    certainty=Certainty.CLAIMED,
    tier=2,
    from_club="Brentford",
    suitors=("Everton",),
)


def news(**facts: Any) -> News:
    """A refused bid, reported by a source of tier 2, with other facts where given."""
    return News(replace(_ALERT, **facts), ("joao almeida", "almeida"), ("brentford", "everton"))


def subscription(
    target: Target = PLAYER,
    *,
    number: int = 1,
    paused_until: dt.datetime | None = None,
    disabled_because: str | None = None,
    user_id: int | None = None,
    **rules: Any,
) -> Subscription:
    """A subscription with these rules."""
    return Subscription(number, 10, 20, target, Rules(**rules), disabled_because, paused_until, user_id)


def moments(first: str, last: str) -> st.SearchStrategy[dt.datetime]:
    """Times from one day to another, to the second, in UTC."""
    span = (int(dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC).timestamp()) for day in (first, last))
    return st.integers(*span).map(lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC))
