"""Whom a question is about: the one player who is meant, or the reason why it cannot be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import directory
from bot.model import Refusal
from bot.sagas.names import Match, Several
from bot.speech import say
from bot.spelling import fold

if TYPE_CHECKING:
    import datetime as dt

    from bot.files import PlayerFile, PlayerName
    from bot.store import Store

_MAX_NAME = 100


@dataclass(frozen=True, slots=True)
class SeveralPlayers:
    """More than one player bears the name: the asker has to say which."""

    typed: str
    players: tuple[PlayerName, ...]


@dataclass(frozen=True, slots=True)
class UnknownPlayer:
    """Nothing is stored under that name (up to ``as_of``, where one was given)."""

    typed: str
    near: tuple[PlayerName, ...] = ()
    as_of: dt.date | None = None


NotOne = SeveralPlayers | UnknownPlayer
"""Why a question has no player to be about."""


async def file_named(
    store: Store, scope: int, typed: str, as_of: dt.date | None = None
) -> PlayerFile | NotOne:
    """The file of the player whom a name means, as far as ``scope`` may know of him up to ``as_of``.

    Raises:
        Refusal: the name is no name.
    """
    if not fold(typed) or len(typed) > _MAX_NAME:
        raise Refusal(say("Name a player, for example: status van dijk"))
    found = await directory.find(store, scope, typed)
    if isinstance(found, Several):
        return SeveralPlayers(typed, found.players)
    if not isinstance(found, Match):
        return UnknownPlayer(typed, found.near)
    file = await store.player_file(scope, found.player.id, as_of=as_of)
    return file or UnknownPlayer(found.player.name, as_of=as_of)


def label(player: PlayerName) -> str:
    """A name with enough beside it to tell two players apart: "Virgil van Dijk · Southampton → Liverpool"."""
    clubs = " → ".join(club for club in (player.from_club, player.to_club) if club)
    return f"{player.name} · {clubs}" if clubs else player.name


async def suggest(store: Store, scope: int, typed: str) -> list[tuple[str, str]]:
    """The choices for a name that is being typed: (what is shown, what is sent), at most 25."""
    players = await directory.suggest(store, scope, typed)
    return [(label(player)[:100], player.name[:100]) for player in players]
