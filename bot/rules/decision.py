"""Whether a subscription lets a development through, when it is told then, and why. Pure: the time is passed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.rules.conditions import refusals
from bot.rules.hours import MORNING, after_quiet, clock, next_at, next_hour, shown
from bot.speech import say, says
from bot.subscription import Mode
from bot.windows import is_deadline_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Alert
    from bot.subscription import Rules, Subscription

MERGE_WINDOW = dt.timedelta(seconds=4)
"""How long an alert waits for others of its channel, so that a burst of news becomes one message."""

LATE = dt.timedelta(hours=6)
"""After so long an alert is told no more by itself: after an outage nobody wants yesterday's news one by one."""

_MONDAY = 0


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


def concerns(subscription: Subscription, news: News) -> bool:
    """True if the development is about what the subscription is for."""
    target = subscription.target
    if target.player_key is not None:
        return target.player_key in news.player_keys
    return target.club_key is None or target.club_key in news.club_keys


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
    rules, name = subscription.rules, called(subscription)
    against = refusals(subscription, news.alert, now, zone)
    # The big windows close in Europe, in the evening: its day counts, wherever the guild is.
    if rules.mode is Mode.DEADLINE_DAY and not is_deadline_day(now.astimezone(dt.UTC).date()):
        against.append(say("it is not deadline day"))
    if against:
        return Decision(f"{name}: {'; '.join(against)}")
    is_over = not rules.mode.is_digest and rules.most_a_day is not None and posted_today >= rules.most_a_day
    form = Form.DIGEST if is_over or rules.mode.is_digest else Form.ALERT
    if form is Form.DIGEST:
        due, how = _digest(rules, now, zone)
    else:
        due, how = now if news.alert.urgent else now + merge_window, ""
    told = after_quiet(rules.quiet, due, zone)
    if told != due:
        how += say(", held until the quiet hours end at {time}", time=shown(told, zone))
    return Decision(
        name + how,
        told,
        form,
        is_silent=is_over or rules.mode is Mode.SILENT,
        role_ids=() if rules.role_id is None or is_over else (rules.role_id,),
        in_threads=rules.in_threads,
    )


def called(subscription: Subscription) -> str:
    """How a subscription is named in a sentence."""
    if subscription.user_id is not None:
        return say("you follow {player}", player=subscription.target.name)
    return say("alerts for {target}", target=subscription.target.name)


def _digest(rules: Rules, now: dt.datetime, zone: str) -> tuple[dt.datetime, str]:
    """When the digest is due, and which it is."""
    morning = clock(MORNING)
    match rules.mode:
        case Mode.DAILY:
            return next_at(MORNING, now, zone), say(", in the daily digest of {time}", time=morning)
        case Mode.WEEKLY:
            due = next_at(MORNING, now, zone, _MONDAY)
            return due, say(", in the weekly digest of Monday, {time}", time=morning)
        case Mode.DEADLINE_DAY:
            due = next_hour(now)
            return due, say(", in the digest of {time} on deadline day", time=shown(due, zone))
        case _:
            many = says("{count} alert", "{count} alerts", rules.most_a_day or 0)
            how = say(", in the digest of {time} after {alerts} on one day", time=morning, alerts=many)
            return next_at(MORNING, now, zone), how


def settled(decisions: Sequence[Decision]) -> Decision:
    """What holds in a channel with several subscriptions that are concerned: the most eager one.

    At least one must be given. An alert comes before a digest, then what is told first, then what is not silent; all
    that would tell it just so mention their roles and are named. If none tells it, each says why not.
    """
    told = [one for one in decisions if one.due is not None]
    if not told:
        whys = dict.fromkeys(one.why for one in decisions)
        return replace(decisions[0], why="; ".join(whys))
    first = min(told, key=_eagerness)
    if len(told) == 1:
        return first
    alike = [one for one in told if _eagerness(one) == _eagerness(first)]
    roles = dict.fromkeys(role for one in alike for role in one.role_ids)
    return replace(first, why="; ".join(dict.fromkeys(one.why for one in alike)), role_ids=tuple(roles))


def _eagerness(decision: Decision) -> tuple[bool, dt.datetime | None, bool]:
    return decision.form is not Form.ALERT, decision.due, decision.is_silent
