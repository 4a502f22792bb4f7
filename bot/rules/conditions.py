"""What a subscription has against a development: every condition that it does not meet, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ladder import LADDER, rung
from bot.model import Certainty, Stage
from bot.rules.hours import date_and_time
from bot.rules.words import certainty_word, kinds_listed, named, tier_or_better
from bot.speech import say
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
            say(
                "its stage is {stage}, this channel wants {wanted}",
                stage=named(alert.stage),
                wanted=_or_more(rules.lowest_stage),
            )
        )
    if alert.tier > rules.lowest_tier:
        wanted = tier_or_better(rules.lowest_tier)
        against.append(
            say(
                "its best source is of tier {tier}, this channel wants {wanted}",
                tier=alert.tier,
                wanted=wanted,
            )
        )
    if _SURENESS[alert.certainty] < _SURENESS[rules.lowest_certainty]:
        wanted = certainty_word(rules.lowest_certainty)
        only = certainty_word(alert.certainty)
        against.append(
            say("it is only {certainty}, this channel wants it {wanted}", certainty=only, wanted=wanted)
        )
    return against


def pause_word(until: dt.datetime, zone: str) -> str:
    """How long a pause lasts: "until 12 Jul 2017, 08:00", on the clocks of the zone."""
    if until >= UNTIL_RESUMED:
        return say("until it is resumed")
    return say("until {time}", time=date_and_time(until, zone))


def _halts(subscription: Subscription, now: dt.datetime, zone: str) -> Iterator[str]:
    if subscription.disabled_because is not None:
        yield say("it is switched off, as {reason}", reason=say(subscription.disabled_because))
    until = subscription.paused_until
    if until is not None and until > now:
        yield say("it is paused {until}", until=pause_word(until, zone))


def _other_kinds(rules: Rules, alert: Alert) -> str:
    wanted = kinds_listed(rules.kinds)
    if not alert.kinds:
        return say("it is about nothing that is asked for, this channel wants {wanted}", wanted=wanted)
    kinds = kinds_listed(alert.kinds)
    return say("it is about {kinds}, this channel wants {wanted}", kinds=kinds, wanted=wanted)


def _or_more(stage: Stage) -> str:
    return named(stage) if stage is LADDER[-1] else say("{stage} or more", stage=named(stage))
