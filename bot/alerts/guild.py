"""What holds for a whole guild: who moderates, by which clocks, and in which language it is written to."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from bot.model import Refusal
from bot.rights import Action, require
from bot.speech import LANGUAGES, say
from bot.wording import listed

if TYPE_CHECKING:
    from bot.model import Actor
    from bot.store import Store

_MOST_OFFERED = 25
_MOST_NAMED = 5
_LONGEST = 60
_USUAL = (
    "Europe/London",
    "Europe/Dublin",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Rome",
    "Europe/Lisbon",
    "Europe/Istanbul",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Africa/Lagos",
    "Asia/Riyadh",
    "Asia/Kolkata",
    "Asia/Jakarta",
    "Asia/Tokyo",
    "Australia/Sydney",
    "UTC",
)
"""What is offered before anything is typed."""


async def set_moderators(store: Store, actor: Actor, role_id: int | None) -> None:
    """Let the members of a role moderate; None takes it back.

    Raises:
        Refusal: he may not.
    """
    settings = await store.guild_settings(actor.guild_id or 0)
    require(actor, settings, Action.SET_UP)
    await store.set_moderator_role(settings.guild_id, role_id, actor.user_id)


async def set_timezone(store: Store, actor: Actor, typed: str) -> str:
    """Set the time zone by which a guild's quiet hours and digests go; its name.

    Raises:
        Refusal: he may not, or there is no such time zone.
    """
    settings = await store.guild_settings(actor.guild_id or 0)
    require(actor, settings, Action.SET_UP)
    zones = await asyncio.to_thread(_zones)
    near = _matching(zones, typed)
    name = near[0] if len(near) == 1 else zones.get(_key(typed))
    if name is None:
        hint = say("Write it like Europe/London.")
        if near:
            hint = say("Did you mean {names}?", names=listed(near[:_MOST_NAMED]))
        raise Refusal(f"{say('There is no time zone {zone}.', zone=typed[:_LONGEST])} {hint}")
    await store.set_timezone(settings.guild_id, name, actor.user_id)
    return name


async def set_language(store: Store, actor: Actor, letters: str) -> str:
    """Set the language in which a guild's channels are written to, by its two letters, and give them.

    Raises:
        Refusal: he may not, or the bot does not speak it.
    """
    settings = await store.guild_settings(actor.guild_id or 0)
    require(actor, settings, Action.SET_UP)
    if letters not in LANGUAGES:
        asked, spoken = letters[:_LONGEST], listed([*LANGUAGES])
        raise Refusal(
            say("I do not speak {language}. I speak {languages}.", language=asked, languages=spoken)
        )
    await store.set_language(settings.guild_id, letters, actor.user_id)
    return letters


async def suggest_zones(typed: str) -> list[str]:
    """The time zones whose names have in them what is being typed, at most 25."""
    return _matching(await asyncio.to_thread(_zones), typed)[:_MOST_OFFERED]


@cache
def _zones() -> dict[str, str]:
    """All that this machine knows, by how they are compared. They are read from its files."""
    return {_key(name): name for name in sorted(available_timezones())}


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("/", " ").replace("_", " ").split())


def _matching(zones: dict[str, str], typed: str) -> list[str]:
    if not typed.strip():
        return [name for name in _USUAL if _key(name) in zones]
    wanted = _key(typed[: _LONGEST + 1])
    return [name for key, name in zones.items() if wanted in key]
