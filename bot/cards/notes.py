"""The short cards: what was set up, and what the bot tells of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cards.card import Card, Field
from bot.rules.hours import shown
from bot.speech import say
from bot.wording import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.outbox import Metrics


@dataclass(frozen=True, slots=True)
class CommandHelp:
    """A command as the help shows it: its name ("/status"), what it does, and an example."""

    name: str
    does: str
    example: str


def moderators_card(role_name: str) -> Card:
    """A role may moderate from now on."""
    return Card(
        say("Moderators: {role}", role=role_name),
        say(
            "Members with this role may add rumours and change alerts here. What they may not is this set-up."
        ),
    )


def timezone_card(zone: str, now: dt.datetime) -> Card:
    """A guild's clocks are set."""
    return Card(
        say("Time zone: {zone}", zone=zone),
        say(
            "It is {time} there. Quiet hours and digests go by these clocks from now on.",
            time=shown(now, zone),
        ),
    )


def help_card(commands: Sequence[CommandHelp], forms: str) -> Card:
    """Every command with what it does and an example; those of a family ("/alerts …") stand together."""
    families: dict[str, list[CommandHelp]] = {}
    for one in commands:
        family = one.name.split(" ")[0] if one.name.startswith("/") else one.name
        families.setdefault(family, []).append(one)
    return Card(
        say("What I can do"), forms, tuple(Field(name, _family(name, own)) for name, own in families.items())
    )


def _family(name: str, own: Sequence[CommandHelp]) -> str:
    """A command by itself, or a line for each of a family and an example of the first: a field holds no more."""
    if own[0].name == name:
        return f"{own[0].does}\n{own[0].example}".strip()
    lines = [f"{one.name}: {one.does}" for one in own]
    return "\n".join(line for line in (*lines, own[0].example) if line)


def about_card(metrics: Metrics | None = None) -> Card:
    """What the bot is; with ``metrics`` how its alerts are doing, which is for its operator."""
    return Card(
        "Sagabot",
        say(
            "I read football transfer news, keep what was claimed, by whom and how surely, and tell where a player's "
            "saga stands. An alert is posted only when a saga really moves. I read by rules and can be wrong: each "
            "answer names its sources."
        ),
        () if metrics is None else (Field("Alerts, for the operator", figures(metrics)),),
    )


def figures(metrics: Metrics) -> str:
    """How delivery is doing since the start: what waits, what was sent, what went wrong, how long it took."""
    oldest = metrics.oldest_due
    waits = (
        f"{metrics.depth} due"
        if oldest is None
        else f"{metrics.depth} due, since {oldest:%d %b %H:%M:%S} UTC"
    )
    took = (
        "nothing posted yet"
        if metrics.wait_p50 is None or metrics.wait_p99 is None
        else f"half within {metrics.wait_p50:.0f} s, 99 of 100 within {metrics.wait_p99:.0f} s"
    )
    return (
        f"Waiting: {waits}\n"
        f"Sent: {counted(metrics.sent, 'message')} with {counted(metrics.alerts, 'alert')}, "
        f"{metrics.merged} of them merged · {counted(metrics.edits, 'edit')}\n"
        f"Trouble: {metrics.retries} tried again · {metrics.dead} given up · "
        f"{counted(metrics.disabled, 'channel')} disabled · {metrics.too_many} times “too many requests”\n"
        f"From the news to the post: {took}"
    )
