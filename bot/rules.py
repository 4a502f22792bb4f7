"""Whether a subscription lets a development through, when it is told then, and why. Pure: the time is passed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Alert
    from bot.subscription import Subscription

MERGE_WINDOW = dt.timedelta(seconds=4)
"""How long an alert waits for others of its channel, so that a burst of news becomes one message."""


class Form(StrEnum):
    """How a development is told: by itself, or as a line of a digest. A note is the bot's own word to moderators."""

    ALERT = "alert"
    DIGEST = "digest"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class News:
    """A development that is to be told: its alert, and the folded names by which subscriptions may have named it."""

    alert: Alert
    player_keys: tuple[str, ...]
    club_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a development in a channel. ``due`` None: it is not told, and ``why`` says why not.

    ``why`` is a sentence for the moderators: which subscription lets it through, or which rule of it does not.
    """

    why: str
    due: dt.datetime | None = None
    form: Form = Form.ALERT
    is_silent: bool = False
    role_ids: tuple[int, ...] = ()
    in_threads: bool = False
    subscription_id: int = 0


def concerns(subscription: Subscription, news: News) -> bool:
    """True if the development is about what the subscription is for."""
    target = subscription.target
    if target.player_key is not None:
        return target.player_key in news.player_keys
    return target.club_key is None or target.club_key in news.club_keys


def day_start(now: dt.datetime, zone: str) -> dt.datetime:
    """The last midnight of a time zone, as an aware time."""
    _ = zone
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def decide(
    subscription: Subscription,
    news: News,
    now: dt.datetime,
    zone: str,
    *,
    posted_today: int = 0,
    merge_window: dt.timedelta = MERGE_WINDOW,
) -> Decision:
    """What one subscription makes of a development that it is concerned by.

    ``now`` is aware; ``zone`` the guild's time zone by its IANA name; ``posted_today`` how many alerts its channel
    has had since the guild's midnight.
    """
    _ = zone, posted_today
    due = now if news.alert.urgent else now + merge_window
    return Decision(f"alerts for {subscription.target.label}", due, subscription_id=subscription.id)


def settled(decisions: Sequence[Decision]) -> Decision:
    """What holds in a channel with several subscriptions that are concerned: the most eager one.

    At least one must be given. The roles of all that tell it at once are mentioned.
    """
    told = [one for one in decisions if one.due is not None]
    return told[0] if told else decisions[0]
