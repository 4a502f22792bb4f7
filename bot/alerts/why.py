"""Why something was told in a channel or was not, and what today's rules would make of the last developments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.alerts.accounts import Accounts, queued
from bot.alerts.desk import desk
from bot.alerts.today import Today
from bot.model import Refusal
from bot.naming import named

if TYPE_CHECKING:
    from bot.alerts.ground import Ground
    from bot.model import Actor
    from bot.store import Store

MOST = 10


async def why(store: Store, actor: Actor, ground: Ground, player: str | None = None) -> Accounts:
    """What became of the latest developments in a channel, or of those of one player.

    Raises:
        Refusal: he may not, or the player is not known.
    """
    at = await desk(store, actor, ground)
    meant = None if player is None else await named(store, at.guild_id, player)
    told = await store.told(*at.place, MOST, player_id=meant.id if meant else None)
    today = Today(at.here, await store.mutes(*at.place), at.zone)
    accounts = tuple(today.account_of(one) for one in told)
    return Accounts(accounts, at.where, at.zone, meant.name if meant else None)


async def rehearse(store: Store, actor: Actor, ground: Ground) -> Accounts:
    """What today's rules would have made of the last developments, each at the time when it came.

    Raises:
        Refusal: he may not.
    """
    at = await desk(store, actor, ground)
    told = await store.told(*at.place, MOST, news_only=True)
    today = Today(at.here, await store.mutes(*at.place), at.zone)
    return Accounts(tuple(today.rehearsed(told)), at.where, at.zone)


_LONGEST_NUMBER = 18
_NOT_HERE = "This message is too old to be explained, or it is not mine. /alerts why tells of the latest."


async def why_message(store: Store, guild_id: int, message_id: int, target: str) -> Accounts:
    """Why a message of the bot was posted: for everybody who sees it, by the batch that its button names.

    ``guild_id`` is 0 in a private conversation. A button's id is never trusted: the batch must be that message.

    Raises:
        Refusal: it is not known, or not that message.
    """
    if not (target.isascii() and target.isdecimal() and len(target) <= _LONGEST_NUMBER):
        raise Refusal(_NOT_HERE)
    # A message may stand before it is recorded that it does.
    told = [one for one in await store.told_in(guild_id, int(target)) if one.message_id in (message_id, None)]
    if not told:
        raise Refusal(_NOT_HERE)
    settings = await store.guild_settings(guild_id)
    return Accounts(tuple(queued(one) for one in told), "This channel", settings.timezone)
