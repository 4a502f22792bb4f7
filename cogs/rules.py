"""The options by which commands take the rules of alerts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from discord import app_commands

from bot.alerts.wishes import ALL, RESETS, STAGES
from bot.rules.words import CERTAINTIES, spelt
from bot.speech import mark
from bot.subscription import LOWEST_TIER, Mode

_Callback = TypeVar("_Callback", bound=Callable[..., Any])

_WORDS = {
    "kinds": "Only these kinds of news, for example bid, fee agreed, signed; all takes them all",
    "stage": "Only deals that have got so far",
    "tier": "Only from sources of this tier or better",
    "certainty": "Only what is said so surely",
    "role": "A role that each alert mentions",
    "quiet": "Hours without alerts, by the clocks of /setup timezone: 23:00-08:00, or none",
    "mode": "When and how it is told",
    "threads": "Keep each saga in a thread of its own",
    "most_a_day": "After so many alerts on a day the rest comes in a digest the next morning",
}
_TIERS = {
    1: mark("1: the best"),
    2: mark("2: good"),
    3: mark("3: fair"),
    LOWEST_TIER: mark("4: gossip too"),
}
_MODES = {
    Mode.INSTANT: mark("at once"),
    Mode.SILENT: mark("at once, without a sound"),
    Mode.DAILY: mark("in a daily digest"),
    Mode.WEEKLY: mark("in a weekly digest"),
    Mode.DEADLINE_DAY: mark("only on deadline day, each hour"),
}


def with_rules(callback: _Callback) -> _Callback:
    """Say what the options of rules are, and offer what they can be."""
    for told in (
        app_commands.rename(most_a_day="most-a-day"),
        app_commands.describe(**_WORDS),
        app_commands.choices(
            stage=[app_commands.Choice(name=spelt(stage), value=stage.value) for stage in STAGES],
            certainty=[app_commands.Choice(name=name, value=one.value) for one, name in CERTAINTIES.items()],
            mode=[app_commands.Choice(name=name, value=mode.value) for mode, name in _MODES.items()],
        ),
        app_commands.choices(
            tier=[app_commands.Choice(name=name, value=tier) for tier, name in _TIERS.items()]
        ),
    ):
        callback = told(callback)
    return callback


def reset_choices() -> list[app_commands.Choice[str]]:
    """The rules that can be taken back."""
    return [app_commands.Choice(name=word, value=word) for word in (*RESETS, ALL)]
