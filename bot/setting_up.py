"""What holds for a whole guild: who moderates, its clocks and language, its use of the wire, and what it may have."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from bot.alerts.channels import MAX_SUBSCRIPTIONS, subscribe
from bot.alerts.follows import MAX_FOLLOWS
from bot.alerts.targets import Named, club_of
from bot.alerts.wishes import MOST_A_DAY, Wish
from bot.bringing import TEXTS_A_DAY
from bot.intake import MAX_BYTES
from bot.model import Refusal
from bot.rights import Action, require
from bot.speech import LANGUAGES, say, says
from bot.subscription import Rules
from bot.watching import MESSAGES_A_DAY, MOST_CHANNELS
from bot.wording import listed

if TYPE_CHECKING:
    from bot.alerts.channels import Subscribed
    from bot.alerts.ground import Ground
    from bot.model import Actor, GuildSettings
    from bot.store import Store
    from bot.subscription import Subscription

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
    "Asia/Dubai",
    "Asia/Singapore",
    "Africa/Johannesburg",
    "America/Mexico_City",
    "UTC",
)
"""What is offered before anything is typed."""


MAX_CLUBS = 10
"""So many clubs may be named at once for a channel."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a guild has set up, and what its channels are told."""

    settings: GuildSettings
    subscriptions: tuple[Subscription, ...]


async def set_up(store: Store, actor: Actor) -> SetUp:
    """What is set up by now.

    Raises:
        Refusal: he may not see it.
    """
    settings = await store.guild_settings(actor.guild_id or 0)
    require(actor, settings, Action.SET_UP)
    return SetUp(settings, await store.subscriptions(settings.guild_id))


async def check_channel(store: Store, actor: Actor, ground: Ground) -> None:
    """See that alerts may go to a channel, before it is asked which.

    Raises:
        Refusal: he may not, or the bot lacks permissions there, which are named.
    """
    require(actor, await store.guild_settings(actor.guild_id or 0), Action.SET_UP)
    ground.fit(Rules())


async def add_channel(store: Store, actor: Actor, ground: Ground, clubs: str) -> tuple[Subscribed, ...]:
    """Have alerts posted in a channel: of the clubs, names with commas between them, or (none) of everything.

    Raises:
        Refusal: he may not, a name is no club's, the bot could not post there, or there are too many. What comes
            before the name that is wrong is not done either, but for what only the store's limit stops.
    """
    require(actor, await store.guild_settings(actor.guild_id or 0), Action.SET_UP)
    names = [name.strip() for name in clubs.split(",") if name.strip()]
    if len(names) > MAX_CLUBS:
        raise Refusal(say("Name at most {most} clubs at once.", most=MAX_CLUBS))
    for name in names:
        club_of(name)
    wanted = [Named(club=name) for name in names] or [Named()]
    return tuple([await subscribe(store, actor, ground, one, Wish()) for one in wanted])


async def set_wire(store: Store, actor: Actor, *, uses_wire: bool) -> bool:
    """Let a guild see the operator's wire, or only what its moderators add; False if it was so already.

    Raises:
        Refusal: he may not.
    """
    settings = await store.guild_settings(actor.guild_id or 0)
    require(actor, settings, Action.SET_UP)
    return await store.set_wire(settings.guild_id, uses_wire=uses_wire, actor_id=actor.user_id)


@dataclass(frozen=True, slots=True)
class Quota:
    """A limit, in words, and how much of it is used; None: that is not counted."""

    what: str
    most: str
    used: int | None = None


async def quotas(store: Store, actor: Actor) -> tuple[Quota, ...]:
    """All limits that hold for a guild and its members.

    Raises:
        Refusal: he may not see them.
    """
    found = await set_up(store, actor)
    kilobytes = MAX_BYTES // 1024
    return (
        Quota(
            say("Alerts of this server"),
            says("{count} subscription", "{count} subscriptions", MAX_SUBSCRIPTIONS),
            len(found.subscriptions),
        ),
        Quota(
            say("Alerts of one channel a day"),
            say("what you choose with most-a-day, up to {most}", most=MOST_A_DAY),
        ),
        Quota(say("A news text"), say("{size} KB", size=kilobytes)),
        Quota(
            say("Adding texts"),
            say("{count} a day for this server, 10 a minute for each moderator", count=TEXTS_A_DAY),
        ),
        Quota(
            say("Watched channels"),
            say("{channels}, {messages} messages a day", channels=MOST_CHANNELS, messages=MESSAGES_A_DAY),
        ),
        Quota(say("Questions"), say("10 in 12 seconds for each member")),
        Quota(say("Follows in private"), says("{count} player", "{count} players", MAX_FOLLOWS)),
        Quota(say("A text that waits for Confirm"), say("kept for one day")),
    )


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
        none = say("There is no time zone {zone}.", zone=typed[:_LONGEST])
        raise Refusal(f"{none} {hint}")
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


def usual_zones() -> tuple[str, ...]:
    """The time zones that are offered before anything is typed."""
    return _USUAL


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
