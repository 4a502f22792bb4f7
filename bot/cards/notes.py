"""The short cards: what was set up, and what the bot tells of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cards.card import Card, Field, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.alerts import Subscribed
    from bot.subscription import Subscription


@dataclass(frozen=True, slots=True)
class CommandHelp:
    """A command as the help shows it: its name ("/status"), what it does, and an example."""

    name: str
    does: str
    example: str


def subscribed_card(done: Subscribed) -> Card:
    """A channel gets alerts from now on, or did already."""
    title = f"This channel gets alerts for {done.label}" if done.is_new else f"Already so: {done.label}"
    unknown = " Nothing is stored about him yet: the first news will be an alert." if not done.known else ""
    return Card(title, f"An alert is posted here when a saga really moves, never for a repeat.{unknown}")


def unsubscribed_card(label: str) -> Card:
    """A channel gets no more alerts of something."""
    return Card(f"No more alerts here for {label}", "To have them again, use /alerts add.")


def standing_card(subscriptions: Sequence[Subscription]) -> Card:
    """What a channel gets alerts of, and what was paused and why."""
    if not subscriptions:
        return Card(
            "No alerts here", "To have some, use /alerts add with a player, or without one for everything."
        )
    return Card(
        "Alerts in this channel",
        "\n".join(_standing(one) for one in subscriptions),
        tone=Tone.TROUBLE if any(one.disabled_because for one in subscriptions) else Tone.QUIET,
    )


def _standing(one: Subscription) -> str:
    if one.disabled_because is None:
        return f"• {one.target.label}"
    return f"• {one.target.label} – paused: {one.disabled_because}. Mend it, then use /alerts add again."


def moderators_card(role_name: str) -> Card:
    """A role may moderate from now on."""
    return Card(
        f"Moderators: {role_name}",
        "Members with this role may add rumours and change alerts here. What they may not is this set-up.",
    )


def help_card(commands: Sequence[CommandHelp], forms: str) -> Card:
    """Every command with what it does and an example."""
    return Card(
        "What I can do",
        forms,
        tuple(Field(one.name, f"{one.does}\n{one.example}".strip()) for one in commands),
    )


def about_card() -> Card:
    """What the bot is."""
    return Card(
        "Sagabot",
        "I read football transfer news, keep what was claimed, by whom and how surely, and tell where a "
        "player's saga stands. An alert is posted only when a saga really moves. I read by rules and can be "
        "wrong: each answer names its sources.",
    )


def privacy_card() -> Card:
    """What is kept, in plain words."""
    return Card(
        "What is kept",
        "Only what the bot needs to answer, in one file of whoever runs it.",
        (
            Field("Articles", "The texts that moderators add here, seen in this server only."),
            Field("Settings", "The moderator role, and which channels get which alerts."),
            Field("Who did it", "The user id of whoever adds a text or changes a setting."),
            Field("Not kept", "Other messages, names of members, and what is asked."),
        ),
    )
