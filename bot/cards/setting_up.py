"""The cards of the set-up: what is set and what is missing, with a menu for each; and the welcome on joining."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.card import Button, Card, Entry, Field, Form, Menu, Option, Pick, Tone
from bot.rules.hours import shown
from bot.setting_up import MAX_CLUBS
from bot.speech import LANGUAGES, say, says
from bot.wording import listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from bot.alerts.channels import Subscribed
    from bot.setting_up import Quota, SetUp

ANOTHER_ZONE = "another"
ON, OFF = "on", "off"
_OWN_NAMES = {"en": "English", "es": "Español"}
"""What the languages call themselves: who looks for his own reads no other."""

_MOST_CHANNELS = 10
_CLUB_LETTERS = 80


def language_name(letters: str) -> str:
    """What a language calls itself."""
    return _OWN_NAMES.get(letters, letters)


def set_up_card(
    found: SetUp, now: dt.datetime, zones: Sequence[str], names: Mapping[int, str], done: str = ""
) -> Card:
    """What a guild has set and what is missing, with a menu for each; ``names`` are those of its roles and channels.

    ``done``: what was set just now.
    """
    settings = found.settings
    missing = [
        *([say("a moderator role")] if settings.moderator_role_id not in names else []),
        *([say("a channel for alerts")] if not _is_told(found, names) else []),
    ]
    state = (
        say("Still to choose: {what}. The rest may stay as it is.", what=listed(missing))
        if missing
        else say("All is set. Change what you like.")
    )
    return Card(
        say("Set up Sagabot"),
        f"{done} {state}".strip(),
        (
            Field(say("Moderators"), _moderators(settings.moderator_role_id, names)),
            Field(say("Alerts"), _channels(found, names)),
            Field(say("Language of alerts"), language_name(settings.language)),
            Field(
                say("Time zone"),
                say("{zone}, where it is {time}", zone=settings.timezone, time=shown(now, settings.timezone)),
            ),
            Field(say("The operator's news"), _wire(uses_wire=settings.uses_wire)),
        ),
        footer=say("/setup quotas shows the limits, /alerts add has more rules for alerts."),
        tone=Tone.NEWS if missing else Tone.DONE,
        menus=_menus(found, zones),
    )


def _is_told(found: SetUp, names: Mapping[int, str]) -> bool:
    """True if alerts go to a channel that is there."""
    return any(one.channel_id in names and one.disabled_because is None for one in found.subscriptions)


def _menus(found: SetUp, zones: Sequence[str]) -> tuple[Menu, ...]:
    settings = found.settings
    offered = [zone for zone in zones if zone != settings.timezone][:23]
    zone_options = (
        Option(settings.timezone, settings.timezone, is_chosen=True),
        *(Option(zone, zone) for zone in offered),
        Option(say("Another"), ANOTHER_ZONE, say("/setup timezone takes any")),
    )
    languages = tuple(
        Option(language_name(one), one, is_chosen=one == settings.language) for one in LANGUAGES
    )
    wire = (
        Option(
            say("With the operator's news"),
            ON,
            say("Answers and alerts know them beside what you add"),
            is_chosen=settings.uses_wire,
        ),
        Option(
            say("Only what is added here"),
            OFF,
            say("Answers and alerts know nothing else"),
            is_chosen=not settings.uses_wire,
        ),
    )
    return (
        Menu(say("Moderator role"), "setup_role", pick=Pick.ROLE),
        Menu(say("Channel for alerts"), "setup_channel", pick=Pick.CHANNEL),
        Menu(say("Language of alerts"), "setup_language", options=languages),
        Menu(say("Time zone"), "setup_zone", options=zone_options),
        Menu(say("The operator's news"), "setup_wire", options=wire),
    )


def _moderators(role_id: int | None, names: Mapping[int, str]) -> str:
    if role_id is None:
        return say("none yet: only who may manage the server can add news")
    return names.get(role_id) or say("a role that was deleted: choose another")


def _channels(found: SetUp, names: Mapping[int, str]) -> str:
    told: dict[int, list[str]] = {}
    for one in found.subscriptions:
        told.setdefault(one.channel_id, []).append(one.target.name)
    lines = [
        say(
            "#{channel}: {names}",
            channel=names.get(channel_id) or say("a deleted channel"),
            names=listed(what),
        )
        for channel_id, what in list(told.items())[:_MOST_CHANNELS]
    ]
    rest = len(told) - _MOST_CHANNELS
    if rest > 0:
        lines.append(says("and {count} more channel", "and {count} more channels", rest))
    return "\n".join(lines) or say("none yet: alerts go nowhere")


def _wire(*, uses_wire: bool) -> str:
    if uses_wire:
        return say("on: answers and alerts know them beside what is added here")
    return say("off: answers and alerts know only what is added here")


def channel_form(channel_id: int, channel: str) -> Form:
    """What a channel is to be told of."""
    return Form(
        say("Alerts in #{channel}", channel=channel),
        "setup_channel",
        str(channel_id),
        (
            Entry(
                "clubs",
                say("Clubs, with commas between"),
                say("Leave it empty for alerts of everything."),
                most=MAX_CLUBS * _CLUB_LETTERS,
                is_required=False,
            ),
        ),
    )


def role_done(name: str) -> str:
    """A role may moderate from now on."""
    return say("Members with {role} moderate now.", role=name)


def channel_done(done: Sequence[Subscribed], channel: str) -> str:
    """What a channel is told of from now on."""
    what = listed([one.aim.target.name for one in done])
    return say("#{channel} is told of {names} now.", channel=channel, names=what)


def language_done(letters: str) -> str:
    """Alerts have another language."""
    return say("Alerts are written in {language} now.", language=language_name(letters))


def zone_done(zone: str) -> str:
    """A guild's clocks are set."""
    return say("Clocks go by {zone} now.", zone=zone)


def wire_done(*, uses_wire: bool) -> str:
    """The use of the wire is settled."""
    return say("The operator's news are on now.") if uses_wire else say("The operator's news are off now.")


def language_card(letters: str) -> Card:
    """A guild's language is set."""
    return Card(
        say("Language: {language}", language=language_name(letters)),
        say("Alerts are written in it from now on. Answers are in the language of whoever asks."),
    )


def wire_card(*, uses_wire: bool) -> Card:
    """The use of the wire is settled."""
    if uses_wire:
        return Card(
            say("The operator's news: on"),
            say("Answers and alerts here know the news of whoever runs the bot, beside what is added here."),
        )
    return Card(
        say("The operator's news: off"),
        say(
            "Answers and alerts here know only what is added here, with /rumour add. Nothing is deleted: /setup wire "
            "switches them on again."
        ),
    )


def quotas_card(found: Sequence[Quota]) -> Card:
    """All limits, and how much of them is used."""
    return Card(
        say("What this server may have"),
        say("Limits keep the bot quick for everybody. Whoever reaches one is told what to do."),
        tuple(Field(one.what, _quota(one)) for one in found),
    )


def _quota(one: Quota) -> str:
    if one.used is None:
        return one.most
    return say("{most}, {used} in use", most=one.most, used=one.used)


def welcome_card() -> Card:
    """What is said once on joining a guild."""
    return Card(
        say("Hello, I am Sagabot"),
        say(
            "I keep football transfer sagas: ask /status with a player's name, and have alerts posted when a saga "
            "really moves. Whoever may manage this server chooses channels and moderators with the button, or with "
            "/setup start."
        ),
        footer=say("/help shows all commands, /privacy what is kept."),
        buttons=(Button(say("Set up"), "setup", "", is_primary=True),),
    )
