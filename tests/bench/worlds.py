"""A local Discord with many channels, and what is posted there, as benchmarks look at it."""

from __future__ import annotations

import asyncio
import gc
import math
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.localdiscord import LocalDiscord
from tests.bench import numbered
from tests.bench.orders import Orders

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Collection, Sequence

    from bot.localdiscord import LocalChannel, LocalGuild, LocalMember, Role
    from bot.localdiscord.events import Event

Places = tuple[tuple[int, int], ...]
"""Pairs of guild and channel."""

_A_GUILD = 10


class Post(NamedTuple):
    """A message of the bot: when it was there, where, and which developments it tells."""

    at: float
    channel_id: int
    numbers: tuple[int, ...]


class Posts:
    """The messages that the bot posts from now on, all of them unless ``keep`` is False, and how many there are."""

    def __init__(self, discord: LocalDiscord, *, keep: bool = True) -> None:
        self.all: list[Post] = []
        self.messages = self.alerts = 0
        self._keep = keep
        self._bot = discord.bot
        self._until = discord.until
        discord.state.events.listen(self._heard)

    def _heard(self, event: Event) -> None:
        message = event.message
        if event.name == "MESSAGE_CREATE" and message is not None and message.author is self._bot:
            post = Post(message.created, message.channel_id, tuple(numbered.marks_in(message)))
            self.messages += 1
            self.alerts += len(post.numbers)
            if self._keep:
                self.all.append(post)

    async def until(self, alerts: int, timeout: float) -> None:  # noqa: ASYNC109 - the callers' deadline is the point
        """Wait until so many alerts are posted, however many share a message.

        Raises:
            TimeoutError: they are not within ``timeout`` seconds.
        """
        await self._until(lambda: self.alerts >= alerts, timeout)

    async def until_there(self, number: int, channels: Collection[int], timeout: float) -> None:  # noqa: ASYNC109 - as above
        """Wait until a development is posted in each of the channels.

        Raises:
            TimeoutError: it is not within ``timeout`` seconds.
        """
        await self._until(lambda: len(self.of(number, channels)) >= len(channels), timeout)

    def of(self, number: int, channels: Collection[int] | None = None) -> list[float]:
        """When the development was there, in each of the channels; None: in all of them."""
        return [
            post.at
            for post in self.all
            if number in post.numbers and (channels is None or post.channel_id in channels)
        ]


@dataclass(frozen=True, slots=True)
class World:
    """A local Discord, orders for a bot whose channels are subscribed to everything, and rooms that are not."""

    discord: LocalDiscord
    orders: Orders
    rooms: tuple[LocalChannel, ...]
    fan: LocalMember
    everyone: Role


def places_in(guilds: Sequence[LocalGuild], channels: int) -> Places:
    """Make so many channels, spread over the guilds."""
    spread = [guilds[number % len(guilds)] for number in range(channels)]
    return tuple((guild.id, guild.add_channel(f"news-{number}").id) for number, guild in enumerate(spread))


@asynccontextmanager
async def world(
    channels: int, *, rooms: int = 1, limits: bool = True, keep: int | None = None
) -> AsyncGenerator[World]:
    """A local Discord with its usual limits, so many channels, and a database that is not made yet."""
    with tempfile.TemporaryDirectory() as folder:
        async with LocalDiscord(keep=keep) as discord:
            if limits:
                discord.rate_limits.as_discord()
            guilds = [discord.add_guild(f"Guild {number}") for number in range(1 + channels // _A_GUILD)]
            places = places_in(guilds, channels)
            database = str(Path(folder) / "bench.db")
            orders = Orders(discord.api_url, discord.gateway_url, discord.token, database, places)
            made = tuple(guilds[0].add_channel(f"room-{number}") for number in range(rooms))
            yield World(discord, orders, made, guilds[0].add_member("fan"), guilds[0].everyone)


def rank(values: Sequence[float], share: float) -> float:
    """The value that so large a share of them does not exceed."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, math.ceil(share * len(ranked)) - 1)] if ranked else math.nan


def row(what: str, figure: str, target: str = "", *, ok: bool = True) -> bool:
    """Print one line of a table; True if it is as it should be."""
    verdict = ("ok" if ok else "MISSED") if target else ""
    print(f"  {what:<52}{figure:>22}   {target:<14}{verdict}".rstrip(), flush=True)
    return ok


async def quiet(seconds: float = 1.1) -> None:
    """Let a window of Discord's limits pass: what is measured next must find it empty.

    This process stands for Discord: what earlier parts have left in it is put away now, for while it collects garbage,
    requests pile up before it and then fall into one second.
    """
    gc.collect()
    gc.freeze()
    await asyncio.sleep(seconds)
