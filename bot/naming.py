"""The names that moderators write: whom they mean, and whether a new one will do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import directory
from bot.answers.whom import label
from bot.model import Refusal
from bot.sagas.names import Match, Several, keys
from bot.speech import mark, say
from bot.spelling import fold
from bot.store import NEWCOMER
from bot.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.files import PlayerFile, PlayerName
    from bot.store import Store

MAX_NAME = 80
"""Letters of a player's or a club's name."""


class SeveralAreCalledSo(Refusal):
    """A name that is that of more than one player."""


_IS_A_NAME = {
    "player": mark("The player is a name of at most {most} letters."),
    "club": mark("The club is a name of at most {most} letters."),
    "source": mark("The source is a name of at most {most} letters."),
}


async def named(store: Store, scope: int, typed: str) -> PlayerName:
    """The player who is meant, understood as in a question.

    Raises:
        Refusal: nobody is, or more than one may be.
    """
    found = await directory.find(store, scope, usable(typed, "player"))
    if isinstance(found, Match):
        return found.player
    if isinstance(found, Several):
        raise SeveralAreCalledSo(_which(typed, found.players))
    near = listed([label(one) for one in found.near])
    nothing = say("Nothing stored about {player}.", player=typed)
    hint = say("Did you mean {names}?", names=near) if near else say("Write the name as /status shows it.")
    raise Refusal(f"{nothing} {hint}")


def usable(name: str, what: str) -> str:
    """A name with single blanks; ``what`` it is the name of: "player", "club" or "source".

    Raises:
        Refusal: it is no name.
    """
    once = " ".join(name.split())
    if not fold(once) or len(once) > MAX_NAME or not once.isprintable():
        raise Refusal(say(_IS_A_NAME[what], most=MAX_NAME))
    return once


def bears(player: PlayerFile | PlayerName, name: str) -> bool:
    """True if the player is called so, or the end of his name is."""
    return any(fold(name) in keys(one) for one in (player.name, *player.aliases))


async def bearer(store: Store, scope: int, name: str, besides: int) -> PlayerName | None:
    """Another player whose whole name or alias it is."""
    others = await _others(store, scope, name, besides)
    return next((one for one in others if fold(name) in map(fold, (one.name, *one.aliases))), None)


async def another(store: Store, scope: int, name: str, besides: int) -> int:
    """The number of the other player who is called so, or ``NEWCOMER``. A name that is only alike is another name.

    Raises:
        Refusal: more than one is called so.
    """
    others = [one for one in await _others(store, scope, name, besides) if bears(one, name)]
    if len(others) > 1:
        raise SeveralAreCalledSo(_which(name, others))
    return others[0].id if others else NEWCOMER


async def _others(store: Store, scope: int, name: str, besides: int) -> list[PlayerName]:
    found = await directory.find(store, scope, name)
    players = found.players if isinstance(found, Several) else ()
    if isinstance(found, Match):
        players = (found.player,)
    return [one for one in players if one.id != besides]


def _which(typed: str, players: Iterable[PlayerName]) -> str:
    called = listed([label(one) for one in players])
    return say(
        "More than one player is called {name}: {players}. Write the full name.", name=typed, players=called
    )
