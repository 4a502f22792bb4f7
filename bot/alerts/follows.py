"""Whom a user follows in private: subscriptions of his conversation with the bot, which sees the wire alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.alerts.targets import Named, aim_at_player, meant
from bot.model import WIRE, Refusal
from bot.naming import usable
from bot.sagas.names import keys
from bot.speech import language, say
from bot.subscription import Rules
from bot.wording import listed

if TYPE_CHECKING:
    from bot.alerts.targets import Aim
    from bot.store import Store
    from bot.subscription import Subscription

MAX_FOLLOWS = 25
_PRIVATE = 0
"""The guild of private conversations."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Whom a user follows from now on; ``is_new`` False: he did already, and was told of him."""

    aim: Aim
    is_new: bool


async def follow(store: Store, user_id: int, channel_id: int, player: str) -> Followed:
    """Let a user have alerts of a player in the channel of his private conversation. Everybody may.

    All that he is told from now on is in the current language.

    Raises:
        Refusal: the name is no player's, or he follows as many as one can.
    """
    if Named(player).is_everything:
        raise Refusal(say("Follow players one by one: everything is for channels, with /alerts add."))
    aim = await aim_at_player(store, WIRE, player, say("only players can be followed"))
    standing = await store.follows(user_id)
    is_another = all(one.target.player_key != aim.target.player_key for one in standing)
    if is_another and len(standing) >= MAX_FOLLOWS:
        raise Refusal(
            say(
                "You follow {most} players, the most one can. Use /unfollow for one of them first.",
                most=MAX_FOLLOWS,
            )
        )
    is_new = await store.subscribe(
        _PRIVATE, channel_id, aim.target, Rules(), user_id, user_id=user_id, language=language()
    )
    return Followed(aim, is_new)


async def take_back(store: Store, user_id: int, channel_id: int, done: Followed) -> None:
    """Undo a follow, and no other, of one who cannot be written to."""
    await store.unsubscribe(_PRIVATE, channel_id, done.aim.target, user_id)


async def unfollow(store: Store, user_id: int, player: str) -> str:
    """End what a user is told of a player by, and give its name: he may follow him by the end of his name alone.

    Raises:
        Refusal: he does not follow that player.
    """
    name = usable(player, "player")
    standing = await store.follows(user_id)
    ended = _by_which(name, standing)
    if not ended:
        nobody = say("You do not follow {player}.", player=name)
        raise Refusal(f"{nobody} {_those(standing)}")
    for one in ended:
        await store.unsubscribe(_PRIVATE, one.channel_id, one.target, user_id)
    return listed([one.target.label for one in ended])


async def followed(store: Store, user_id: int) -> tuple[Subscription, ...]:
    """Whom a user follows, by name."""
    return await store.follows(user_id)


def _by_which(name: str, standing: tuple[Subscription, ...]) -> list[Subscription]:
    """The follows that would tell of a player of that name; else the one whose name may be meant by it."""
    telling = [one for one in standing if one.target.player_key in keys(name)]
    one = None if telling else meant(name, standing, lambda one: one.target.label)
    return telling if one is None else [one]


def _those(standing: tuple[Subscription, ...]) -> str:
    if not standing:
        return say("You follow nobody; /follow begins it.")
    return say("You follow {players}.", players=listed([one.target.label for one in standing]))
