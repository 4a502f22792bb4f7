"""Use cases: which channel wants to hear of what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import directory
from bot.model import GuildSettings, PlayerName, Refusal
from bot.rights import Action, require
from bot.sagas.names import Match, find
from bot.spelling import fold
from bot.subscription import Rules, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Actor
    from bot.store import Store
    from bot.subscription import Subscription

MAX_SUBSCRIPTIONS = 100
"""In one guild; more is more than a channel can read (TRUST row 16)."""

_MAX_NAME = 80
EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription that now stands; ``is_new`` False: it stood already. ``known`` tells if there is a saga yet."""

    label: str
    is_new: bool
    known: bool


async def _may(store: Store, actor: Actor, action: Action) -> GuildSettings:
    settings = await store.guild_settings(actor.guild_id or 0)
    require(actor, settings, action)
    return settings


async def subscribe(store: Store, actor: Actor, channel_id: int, player: str | None) -> Subscribed:
    """Let a channel have alerts of a player, or of everything (``player`` None or "everything").

    A player of whom nothing is stored yet may be named too: the first news of him is an alert.

    Raises:
        Refusal: he may not, the name is unusable, or the guild has as many as it can have.
    """
    settings = await _may(store, actor, Action.MANAGE_ALERTS)
    key, label, known = await _target(store, settings.guild_id, player)
    standing = await store.subscriptions(settings.guild_id)
    if len(standing) >= MAX_SUBSCRIPTIONS:
        raise Refusal(
            f"This server has {MAX_SUBSCRIPTIONS} subscriptions, the most there can be. Remove one first."
        )
    target = Target(label, key)
    is_new = await store.subscribe(settings.guild_id, channel_id, target, Rules(), actor.user_id)
    return Subscribed(label, is_new, known)


async def unsubscribe(store: Store, actor: Actor, channel_id: int, player: str | None) -> str:
    """End a channel's subscription, and give its label.

    Raises:
        Refusal: he may not, or there is none.
    """
    settings = await _may(store, actor, Action.MANAGE_ALERTS)
    here = await store.subscriptions(settings.guild_id, channel_id)
    chosen = _chosen(player, here)
    if chosen is None:
        raise Refusal(f"This channel has no alerts for {player or EVERYTHING}. See /alerts list.")
    await store.unsubscribe(settings.guild_id, channel_id, chosen.target, actor.user_id)
    return chosen.target.label


def _chosen(player: str | None, here: Sequence[Subscription]) -> Subscription | None:
    """The subscription that is meant: names are understood as in a question."""
    if _is_everything(player):
        return next((one for one in here if one.target.is_everything), None)
    named = {one.id: one for one in here if one.target.player_key is not None}
    found = find(player or "", [PlayerName(one.id, one.target.label) for one in named.values()])
    return named[found.player.id] if isinstance(found, Match) else None


def _is_everything(player: str | None) -> bool:
    return player is None or fold(player) in (EVERYTHING, "all")


async def standing(store: Store, actor: Actor, channel_id: int | None) -> tuple[Subscription, ...]:
    """The subscriptions of a channel, or of the whole guild.

    Raises:
        Refusal: he may not.
    """
    settings = await _may(store, actor, Action.MANAGE_ALERTS)
    return await store.subscriptions(settings.guild_id, channel_id)


async def set_moderators(store: Store, actor: Actor, role_id: int | None) -> None:
    """Let the members of a role moderate; None takes it back.

    Raises:
        Refusal: he may not.
    """
    settings = await _may(store, actor, Action.SET_UP)
    await store.set_moderator_role(settings.guild_id, role_id, actor.user_id)


async def _target(store: Store, guild_id: int, player: str | None) -> tuple[str | None, str, bool]:
    """What a subscription is for: (key, label, is it known)."""
    if player is None or _is_everything(player):
        return None, EVERYTHING, True
    key = fold(player)
    if not key or len(player) > _MAX_NAME:
        raise Refusal("Name a player (at most 80 letters), or leave the name out to get everything.")
    found = await directory.find(store, guild_id, player)
    if isinstance(found, Match):
        return fold(found.player.name), found.player.name, True
    return key, " ".join(player.split()), False
