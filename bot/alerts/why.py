"""Why something was told in a channel or was not, and what today's rules would make of the last developments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.alerts.accounts import Accounts, queued
from bot.alerts.desk import desk
from bot.alerts.today import Today
from bot.answers.asked import number
from bot.model import Refusal
from bot.naming import named
from bot.speech import mark, say
from bot.tiers import tiers_of

if TYPE_CHECKING:
    import datetime as dt

    from bot.alerts.ground import Ground
    from bot.model import Actor
    from bot.store import Store
    from bot.subscription import Subscription

MOST = 10


async def why(store: Store, actor: Actor, ground: Ground, player: str | None = None) -> Accounts:
    """What became of the latest developments in a channel, or of those of one player.

    Raises:
        Refusal: he may not, or the player is not known.
    """
    at = await desk(store, actor, ground)
    meant = None if player is None else await named(store, at.guild_id, player)
    told = await store.told(*at.place, MOST, player_id=meant.id if meant else None)
    own = tiers_of(await store.source_tiers(at.guild_id))
    today = Today(at.here, await store.mutes(*at.place), at.zone, own)
    accounts = tuple(today.account_of(one) for one in told)
    return Accounts(accounts, at.ground.name, at.zone, meant.name if meant else None)


async def rehearse(store: Store, actor: Actor, ground: Ground, now: dt.datetime) -> Accounts:
    """What today's rules would have made of the last developments, each at the time when it came.

    A pause that is over is none of today's.

    Raises:
        Refusal: he may not.
    """
    at = await desk(store, actor, ground)
    told = await store.told(*at.place, MOST, news_only=True)
    here = tuple(_without_past_pause(one, now) for one in at.here)
    own = tiers_of(await store.source_tiers(at.guild_id))
    today = Today(here, await store.mutes(*at.place), at.zone, own)
    return Accounts(tuple(today.rehearsed(told)), at.ground.name, at.zone)


def _without_past_pause(one: Subscription, now: dt.datetime) -> Subscription:
    is_over = one.paused_until is not None and one.paused_until <= now
    return replace(one, paused_until=None) if is_over else one


_NOT_HERE = mark(
    "This message tells of no news that I could explain: it is a note, it is too old, or it is not mine. /alerts why "
    "tells of the latest."
)


async def why_message(store: Store, guild_id: int, message_id: int, target: str) -> Accounts:
    """Why a message of the bot was posted: for everybody who sees it, by the batch that its button names.

    ``guild_id`` is 0 in a private conversation. A button's id is never trusted: the batch must be that message.

    Raises:
        Refusal: it is not known, or not that message.
    """
    batch_id = number(target)
    if batch_id is None:
        raise Refusal(say(_NOT_HERE))
    # A message may stand before it is recorded that it does.
    told = [one for one in await store.told_in(guild_id, batch_id) if one.message_id in (message_id, None)]
    if not told:
        raise Refusal(say(_NOT_HERE))
    settings = await store.guild_settings(guild_id)
    return Accounts(tuple(queued(one) for one in told), say("this channel"), settings.timezone)
