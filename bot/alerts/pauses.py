"""Quiet for a while or for good: subscriptions are paused and resumed, players are muted in a channel."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.alerts.desk import desk
from bot.alerts.targets import meant
from bot.model import Refusal
from bot.naming import named as player_named
from bot.naming import usable
from bot.speech import say
from bot.spelling import fold
from bot.subscription import UNTIL_RESUMED, Mute

if TYPE_CHECKING:
    from bot.alerts.desk import Desk
    from bot.alerts.ground import Ground
    from bot.alerts.targets import Named
    from bot.model import Actor
    from bot.store import Store
    from bot.subscription import Target

LONGEST = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Paused:
    """What was silenced, until when on the clocks of ``zone``. ``label`` None: all ``count`` of the channel."""

    label: str | None
    count: int
    until: dt.datetime
    where: str
    zone: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """What stands again; ``count`` 0: all of it stood. ``label`` None: all of the channel."""

    label: str | None
    count: int
    where: str


@dataclass(frozen=True, slots=True)
class Muted:
    """A player of whom a channel hears no more, or hears again; ``is_new`` False: so it was already."""

    label: str
    where: str
    is_new: bool = True


async def pause(
    store: Store, actor: Actor, ground: Ground, named: Named, now: dt.datetime, span: dt.timedelta | None
) -> Paused:
    """Silence one subscription of a channel, or all where none is named, for a time or (None) until it is resumed.

    Raises:
        Refusal: he may not, there is none, or the time is too long.
    """
    at = await desk(store, actor, ground)
    if span is not None and not dt.timedelta() < span <= LONGEST:
        raise Refusal(
            say("Alerts can be paused for up to a year; leave the time out to pause them until resumed.")
        )
    until = UNTIL_RESUMED if span is None else now + span
    target = _target(at, named)
    count = await store.pause(*at.place, target, until, actor.user_id)
    return Paused(target.name if target else None, count, until, at.where, at.zone)


async def resume(store: Store, actor: Actor, ground: Ground, named: Named) -> Resumed:
    """Let what was paused stand again, and what Discord had refused; one, or all where none is named.

    Raises:
        Refusal: he may not, there is none, or the bot could not post here.
    """
    at = await desk(store, actor, ground)
    target = _target(at, named)
    for one in at.here:
        if target in (None, one.target):
            at.ground.fit(one.rules)
    count = await store.resume(*at.place, target, actor.user_id)
    return Resumed(target.name if target else None, count, at.where)


def _target(at: Desk, named: Named) -> Target | None:
    """The target of the subscription that is named; None: all of the channel's."""
    if named.player is None and named.club is None and at.here:
        return None
    return at.chosen(named).target


async def mute(store: Store, actor: Actor, ground: Ground, player: str) -> Muted:
    """Tell a channel no more of a player, whatever its subscriptions say.

    Raises:
        Refusal: he may not, or the player is not known.
    """
    at = await desk(store, actor, ground)
    name = (await player_named(store, at.guild_id, player)).name
    is_new = await store.mute(*at.place, Mute(fold(name), name), actor.user_id)
    return Muted(name, at.where, is_new)


async def unmute(store: Store, actor: Actor, ground: Ground, player: str) -> Muted:
    """Tell a channel of a player again.

    Raises:
        Refusal: he may not, or the player is not muted here.
    """
    at = await desk(store, actor, ground)
    name = usable(player, "player")
    muted = meant(name, await store.mutes(*at.place), lambda one: one.label)
    if muted is None:
        raise Refusal(
            say(
                "{player} is not muted in {channel}. /alerts list shows who is.",
                player=name,
                channel=at.ground.name,
            )
        )
    await store.unmute(*at.place, muted.player_key, actor.user_id)
    return Muted(muted.label, at.where)
