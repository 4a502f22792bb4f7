"""What a channel is told of: subscriptions are added, edited, removed and listed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.alerts.desk import desk
from bot.alerts.targets import aim_at
from bot.model import Refusal
from bot.speech import say
from bot.subscription import Rules

if TYPE_CHECKING:
    from bot.alerts.desk import Desk
    from bot.alerts.ground import Ground
    from bot.alerts.targets import Aim, Named
    from bot.alerts.wishes import Wish
    from bot.model import Actor
    from bot.store import Store
    from bot.subscription import Mute, Subscription, Target

MAX_SUBSCRIPTIONS = 100
"""In one guild; more is more than a channel can read (TRUST row 16)."""


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription that now stands. ``is_new`` False: the channel had it already; ``is_changed``: not just so.

    ``is_muted``: the channel has muted the player, so that it will be told nothing of him.
    """

    aim: Aim
    rules: Rules
    where: str
    is_new: bool
    is_changed: bool = True
    is_muted: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """A subscription that goes by other rules, and the channel that has it."""

    subscription: Subscription
    where: str


@dataclass(frozen=True, slots=True)
class Removed:
    """What is told no more, and the channel that had it."""

    label: str
    where: str


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a channel is told of, and of whom it does not want to hear. Times are those of ``zone``.

    ``where``: the channel as it stands in the middle of a sentence.
    """

    subscriptions: tuple[Subscription, ...]
    mutes: tuple[Mute, ...]
    where: str
    zone: str


async def subscribe(store: Store, actor: Actor, ground: Ground, named: Named, wish: Wish) -> Subscribed:
    """Let a channel have alerts, by the rules that are wished for; one that it has already keeps its other rules.

    Raises:
        Refusal: he may not, the name or a rule is unusable, the guild has as many as it can have, or the bot could not
            post here.
    """
    at = await desk(store, actor, ground, is_new_here=True)
    aim = await aim_at(store, at.guild_id, named)
    old = _same(at.here, aim.target)
    if old is None and len(await store.subscriptions(at.guild_id)) >= MAX_SUBSCRIPTIONS:
        raise Refusal(
            say(
                "This server has {most} subscriptions, the most there can be. Remove one first.",
                most=MAX_SUBSCRIPTIONS,
            )
        )
    rules = _wished(at, wish, old.rules if old else Rules())
    changed = await store.subscribe(*at.place, aim.target, rules, actor.user_id)
    is_muted = any(one.player_key == aim.target.player_key for one in await store.mutes(*at.place))
    return Subscribed(aim, rules, at.where, is_new=old is None, is_changed=changed, is_muted=is_muted)


async def edit(store: Store, actor: Actor, ground: Ground, named: Named, wish: Wish) -> Edited:
    """Change the rules of a subscription that are wished for, and no others. Paused or switched off it stays.

    Raises:
        Refusal: he may not, there is none, nothing is wished for or it cannot be had.
    """
    at = await desk(store, actor, ground)
    old = at.chosen(named)
    if wish.is_empty:
        raise Refusal(say("Say what to change: choose a rule, or reset to take one back."))
    rules = _wished(at, wish, old.rules)
    if not await store.change_rules(*at.place, old.target, rules, actor.user_id):
        raise Refusal(
            say(
                "The alerts for {target} have just been removed. /alerts add makes them anew.",
                target=old.target.name,
            )
        )
    return Edited(replace(old, rules=rules), at.where)


async def remove(store: Store, actor: Actor, ground: Ground, named: Named) -> Removed:
    """End a channel's subscription.

    Raises:
        Refusal: he may not, or there is none.
    """
    at = await desk(store, actor, ground)
    old = at.chosen(named)
    await store.unsubscribe(*at.place, old.target, actor.user_id)
    return Removed(old.target.name, at.where)


async def standing(store: Store, actor: Actor, ground: Ground) -> Standing:
    """What a channel is told of, and what it has muted.

    Raises:
        Refusal: he may not.
    """
    at = await desk(store, actor, ground)
    return Standing(at.here, await store.mutes(*at.place), at.ground.name, at.zone)


def _same(here: tuple[Subscription, ...], target: Target) -> Subscription | None:
    """The subscription to the same, whatever it is called."""
    wanted = (target.player_key, target.club_key)
    return next((one for one in here if (one.target.player_key, one.target.club_key) == wanted), None)


def _wished(at: Desk, wish: Wish, rules: Rules) -> Rules:
    # The role of everybody has the guild's own number.
    if wish.role_id == at.guild_id:
        raise Refusal(say("Alerts never mention everyone. Name a role that members can choose."))
    if wish.role_id in at.ground.deaf_roles:
        raise Refusal(
            say(
                "A mention of that role would reach nobody. Let anyone mention it – Server Settings, Roles, the "
                "role – then try again."
            )
        )
    return at.ground.fit(wish.on(rules))
