"""What holds for a whole guild: who moderates, and by which clocks."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from bot.model import Refusal
from bot.rights import Action, require
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
        hint = f"Did you mean {listed(near[:_MOST_NAMED])}?" if near else "Write it like Europe/London."
        raise Refusal(f"There is no time zone {typed[:_LONGEST]}. {hint}")
    await store.set_timezone(settings.guild_id, name, actor.user_id)
    return name


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
