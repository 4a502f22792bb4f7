"""Whom a question is about: the one player who is meant, or the reason why it cannot be said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot import directory
from bot.model import Refusal
from bot.sagas.names import Match, Several, numbered
from bot.speech import say
from bot.spelling import fold
from bot.wording import day

if TYPE_CHECKING:
    import datetime as dt

    from bot.files import PlayerFile, PlayerName
    from bot.store import Store

_MAX_NAME = 100
_MOST_NEAR = 5


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
    store: Store, scope: int, typed: str, as_of: dt.date | None = None, until: dt.datetime | None = None
) -> PlayerFile | NotOne:
    """The file of the player whom a name means, as far as ``scope`` may know of him up to ``as_of``.

    ``until``: without what has come in after that moment.

    Raises:
        Refusal: the name is no name.
    """
    if not fold(typed) or len(typed) > _MAX_NAME:
        raise Refusal(say("Name a player, for example: status van dijk"))
    found = await directory.find(store, scope, typed)
    if isinstance(found, Several):
        return SeveralPlayers(typed, found.players)
    if not isinstance(found, Match):
        # "kan" is like no name, but it may be the beginning of one.
        near = found.near or (await directory.suggest(store, scope, typed))[:_MOST_NEAR]
        return UnknownPlayer(typed, near)
    file = await store.player_file(scope, found.player.id, as_of=as_of)
    if file is None:
        return UnknownPlayer(found.player.name, as_of=as_of)
    return file if until is None else before(file, until)


def before(file: PlayerFile, until: dt.datetime) -> PlayerFile:
    """A file without what came in, or was mended, after a moment: as an earlier answer was made from it."""
    return replace(
        file,
        rumours=tuple(kept for kept in file.rumours if kept.received <= until),
        mendings=tuple(mending for mending in file.mendings if mending.at <= until),
    )


def label(player: PlayerName) -> str:
    """A name with enough beside it to tell two players apart: "Virgil van Dijk · Southampton → Liverpool"."""
    clubs = " → ".join(club for club in (player.from_club, player.to_club) if club)
    return f"{player.name} · {clubs}" if clubs else player.name


async def suggest(store: Store, scope: int, typed: str) -> list[tuple[str, str]]:
    """The choices for a name that is being typed: (what is shown, what is sent), at most 25.

    What is sent is the name, and of namesakes a name with a number; where they are at the same clubs too, the day on
    which each was last spoken of tells them apart.
    """
    players = await directory.suggest(store, scope, typed)
    names = Counter(fold(player.name) for player in players)
    labels = Counter(label(player) for player in players)
    return [
        (
            label(player) if labels[label(player)] == 1 else _dated(player),
            player.name if names[fold(player.name)] == 1 else numbered(player, _MAX_NAME),
        )
        for player in players
    ]


def _dated(player: PlayerName) -> str:
    return f"{label(player)} · {day(player.last_on)}" if player.last_on else label(player)
