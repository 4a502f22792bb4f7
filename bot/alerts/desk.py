"""A moderator at work on the alerts of a channel: who he is has been asked, and which channel is meant is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.alerts.targets import chosen
from bot.rights import Action, require

if TYPE_CHECKING:
    from bot.alerts.ground import Ground
    from bot.alerts.targets import Named
    from bot.model import Actor
    from bot.store import Store
    from bot.subscription import Subscription


@dataclass(frozen=True, slots=True)
class Desk:
    """What he works with. ``here`` is what the channel is subscribed to; times are those of ``zone``."""

    guild_id: int
    zone: str
    ground: Ground
    here: tuple[Subscription, ...]

    @property
    def place(self) -> tuple[int, int]:
        """The guild and the channel, as the store is asked for them."""
        return self.guild_id, self.ground.channel_id

    @property
    def where(self) -> str:
        """The channel at the beginning of a sentence."""
        return self.ground.where

    def chosen(self, named: Named) -> Subscription:
        """The subscription of the channel that is named.

        Raises:
            Refusal: there is none.
        """
        return chosen(named, self.here, self.where)


async def desk(store: Store, actor: Actor, ground: Ground, *, is_new_here: bool = False) -> Desk:
    """Let him work if he may. In a thread without alerts of its own, the channel that it belongs to is meant.

    ``is_new_here``: what he wants is for that very thread.

    Raises:
        Refusal: he may not.
    """
    settings = await store.guild_settings(actor.guild_id or 0)
    require(actor, settings, Action.MANAGE_ALERTS)
    here = await store.subscriptions(settings.guild_id, ground.channel_id)
    if ground.parent is not None and not here and not is_new_here:
        ground = ground.parent
        here = await store.subscriptions(settings.guild_id, ground.channel_id)
    return Desk(settings.guild_id, settings.timezone, ground, here)
