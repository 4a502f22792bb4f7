"""What a subscription has against a development: every condition that it does not meet, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ladder import LADDER, rung
from bot.model import Certainty, Stage
from bot.rules.hours import date_and_time
from bot.rules.words import certainty_word, kinds_listed, spelt, tier_or_better
from bot.subscription import UNTIL_RESUMED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from bot.model import Alert
    from bot.subscription import Rules, Subscription

_SURENESS = {certainty: height for height, certainty in enumerate(Certainty)}


def refusals(subscription: Subscription, alert: Alert, now: dt.datetime, zone: str) -> list[str]:
    """Why a subscription does not tell what an alert says; none if it does."""
    against = [] if subscription.stands(now) else [*_halts(subscription, now, zone)]
    rules = subscription.rules
    if rules.kinds and rules.kinds.isdisjoint(alert.kinds):
        against.append(_other_kinds(rules, alert))
    if rules.lowest_stage is not None and rung(alert.stage) < rung(rules.lowest_stage):
        against.append(
            f"its stage is {spelt(alert.stage)}, this channel wants {_or_more(rules.lowest_stage)}"
        )
    if alert.tier > rules.lowest_tier:
        wanted = tier_or_better(rules.lowest_tier)
        against.append(f"its best source is of tier {alert.tier}, this channel wants {wanted}")
    if _SURENESS[alert.certainty] < _SURENESS[rules.lowest_certainty]:
        wanted = certainty_word(rules.lowest_certainty)
        against.append(f"it is only {certainty_word(alert.certainty)}, this channel wants it {wanted}")
    return against


def pause_word(until: dt.datetime, zone: str) -> str:
    """How long a pause lasts: "until 12 Jul 2017, 08:00", on the clocks of the zone."""
    if until >= UNTIL_RESUMED:
        return "until it is resumed"
    return f"until {date_and_time(until, zone)}"


def _halts(subscription: Subscription, now: dt.datetime, zone: str) -> Iterator[str]:
    if subscription.disabled_because is not None:
        yield f"it is switched off, as {subscription.disabled_because}"
    until = subscription.paused_until
    if until is not None and until > now:
        yield f"it is paused {pause_word(until, zone)}"


def _other_kinds(rules: Rules, alert: Alert) -> str:
    about = (
        f"it is about {kinds_listed(alert.kinds)}" if alert.kinds else "it is about nothing that is asked for"
    )
    return f"{about}, this channel wants {kinds_listed(rules.kinds)}"


def _or_more(stage: Stage) -> str:
    return spelt(stage) if stage is LADDER[-1] else f"{spelt(stage)} or more"
