"""The names that moderators write: whom they mean, and whether a new one will do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers import label
from bot.model import Refusal
from bot.sagas.names import Match, Several, find, keys
from bot.spelling import fold
from bot.store import NEWCOMER
from bot.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.model import PlayerFile, PlayerName

MAX_NAME = 80
"""Letters of a player's or a club's name."""


def named(typed: str, players: Sequence[PlayerName]) -> PlayerName:
    """The player who is meant, understood as in a question.

    Raises:
        Refusal: nobody is, or more than one may be.
    """
    found = find(usable(typed, "player"), players)
    if isinstance(found, Match):
        return found.player
    if isinstance(found, Several):
        raise Refusal(_which(typed, found.players))
    near = listed([label(one) for one in found.near])
    hint = f"Did you mean {near}?" if near else "Write the name as /status shows it."
    raise Refusal(f"Nothing stored about {typed}. {hint}")


def usable(name: str, what: str) -> str:
    """A name with single blanks; ``what`` it is the name of.

    Raises:
        Refusal: it is no name.
    """
    once = " ".join(name.split())
    if not fold(once) or len(once) > MAX_NAME or not once.isprintable():
        raise Refusal(f"The {what} is a name of at most {MAX_NAME} letters.")
    return once


def bears(file: PlayerFile, name: str) -> bool:
    """True if the player is called so, or the end of his name is."""
    return any(fold(name) in keys(one) for one in (file.name, *file.aliases))


def bearer(name: str, players: Iterable[PlayerName]) -> PlayerName | None:
    """The one of the players whose whole name or alias it is."""
    return next((one for one in players if _is_called(one, fold(name))), None)


def another(name: str, others: Sequence[PlayerName]) -> int:
    """The number of the one who is called so, or ``NEWCOMER``. A name that is only alike is another name.

    Raises:
        Refusal: more than one is called so.
    """
    for is_his in (_is_called, _ends_in):
        found = [one for one in others if is_his(one, fold(name))]
        if len(found) > 1:
            raise Refusal(_which(name, found))
        if found:
            return found[0].id
    return NEWCOMER


def _which(typed: str, players: Iterable[PlayerName]) -> str:
    called = listed([label(one) for one in players])
    return f"More than one player is called {typed}: {called}. Write the full name."


def _is_called(player: PlayerName, wanted: str) -> bool:
    return any(fold(name) == wanted for name in (player.name, *player.aliases))


def _ends_in(player: PlayerName, wanted: str) -> bool:
    return any(wanted in keys(name) for name in (player.name, *player.aliases))
