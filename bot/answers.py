"""Use cases: a question in, an answer as data out. What it looks like is the cards' business."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import directory
from bot.model import PlayerName, Refusal
from bot.sagas.fold import current
from bot.sagas.names import Match, Several
from bot.spelling import fold

if TYPE_CHECKING:
    import datetime as dt

    from bot.sagas.saga import Saga
    from bot.store import Store

_MAX_NAME = 100


@dataclass(frozen=True, slots=True)
class SagaStatus:
    """Where a saga stands on the day ``as_of``; ``asked_for_past`` if the asker named that day."""

    saga: Saga
    as_of: dt.date
    asked_for_past: bool = False


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


StatusAnswer = SagaStatus | SeveralPlayers | UnknownPlayer


async def status(
    store: Store, scope: int, player: str, today: dt.date, as_of: dt.date | None = None
) -> StatusAnswer:
    """Where a player's saga stands, as far as ``scope`` may know, today or on an earlier day.

    Raises:
        Refusal: the name is no name.
    """
    if not fold(player) or len(player) > _MAX_NAME:
        raise Refusal("Name a player, for example: status van dijk")
    found = await directory.find(store, scope, player)
    if isinstance(found, Several):
        return SeveralPlayers(player, found.players)
    if not isinstance(found, Match):
        return UnknownPlayer(player, found.near)
    file = await store.player_file(scope, found.player.id, as_of=as_of)
    saga = current(file.name, file.rumours) if file else None
    if saga is None:
        return UnknownPlayer(found.player.name, as_of=as_of)
    return SagaStatus(saga, as_of or today, asked_for_past=as_of is not None)


def label(player: PlayerName) -> str:
    """A name with enough beside it to tell two players apart: "Virgil van Dijk · Southampton → Liverpool"."""
    clubs = " → ".join(club for club in (player.from_club, player.to_club) if club)
    return f"{player.name} · {clubs}" if clubs else player.name


async def suggest(store: Store, scope: int, typed: str) -> list[tuple[str, str]]:
    """The choices for a name that is being typed: (what is shown, what is sent), at most 25."""
    players = await directory.suggest(store, scope, typed)
    return [(label(player)[:100], player.name[:100]) for player in players]


async def day(typed: str, today: dt.date) -> dt.date:
    """The day that a user means by "2017-07-10", "10 July 2017" or "yesterday".

    Raises:
        Refusal: it is no day, or one that has not come yet.
    """
    from bot.days import parse  # noqa: PLC0415 - dateparser is loaded when first needed, and off the loop

    found = await asyncio.to_thread(parse, typed, today)
    if found is None:
        raise Refusal("I don't know that day. Write it like 2017-07-10 or 10 July 2017.")
    if found > today:
        raise Refusal(f"{found.isoformat()} has not come yet. Name a day up to today.")
    return found
