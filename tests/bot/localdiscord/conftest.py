"""A local Discord and a real discord.py client that is connected to it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import discord
import pytest
import yarl
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.localdiscord import File, LocalDiscord, Permission

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.localdiscord import LocalChannel


class Client(commands.AutoShardedBot):
    """The client as the bot will use it, but without its waits."""

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        # The library sleeps five seconds before any IDENTIFY but the first (pitfall 8 of the design notes).
        pass


class Stage:
    """One local Discord with one guild, and what starts clients in it."""

    def __init__(self, local: LocalDiscord) -> None:
        self.local = local
        self.guild = local.add_guild("Anfield Chat")
        self.news = self.guild.add_channel("transfer-news")
        self.alice = self.guild.add_member("alice")
        self.bob = self.guild.add_member("bob")
        self._running: list[tuple[Client, asyncio.Task[None]]] = []

    def intents(self, *, content: bool = True) -> discord.Intents:
        return discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=content)

    def file(self, name: str, content: bytes) -> File:
        return File(name, content)

    def hears(self, client: discord.Client, event: str) -> list[Any]:
        """What the client dispatches for an event from now on: the first argument of each."""
        heard: list[Any] = []

        async def listener(*arguments: Any) -> None:
            heard.append(arguments[0] if arguments else None)

        listener.__name__ = f"on_{event}"
        client.event(listener)
        return heard

    def hide(self, channel: LocalChannel) -> None:
        channel.deny(self.guild.bot_role, Permission.VIEW_CHANNEL)

    def new_client(self, **options: Any) -> Client:
        settings: dict[str, Any] = {
            "command_prefix": commands.when_mentioned_or("!"),
            "intents": self.intents(),
            # The default of two seconds would be waited for in every test (pitfall 4 of the design notes).
            "guild_ready_timeout": 0,
            "max_messages": None,
            "help_command": None,
        }
        return Client(**(settings | options))

    async def start(self, client: Client, *, sync: bool = True) -> Client:
        """Start the client and wait until it is ready; with its commands synced.

        Raises what the client's start raises, if it ends before it is ready.
        """

        async def run() -> None:
            await client.login(self.local.token)
            if sync and client.tree.get_commands():
                await client.tree.sync()
            await client.connect()

        running = asyncio.create_task(run())
        self._running.append((client, running))
        ready = asyncio.create_task(self.local.ready())
        await asyncio.wait([ready, running], return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            ready.cancel()
            await running
        await ready
        return client

    async def stop(self) -> None:
        for client, running in self._running:
            await client.close()
            await asyncio.gather(running, return_exceptions=True)


NewStage = Callable[..., Awaitable[Stage]]


@pytest.fixture
async def new_stage(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[NewStage]:
    """Makes a stage with a local Discord of other settings."""
    async with contextlib.AsyncExitStack() as opened:

        async def new(**settings: Any) -> Stage:
            local = await opened.enter_async_context(LocalDiscord(**settings))
            monkeypatch.setattr(Route, "BASE", local.api_url)
            monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(local.gateway_url))
            stage = Stage(local)
            opened.push_async_callback(stage.stop)
            return stage

        yield new


@pytest.fixture
async def stage(new_stage: NewStage) -> Stage:
    return await new_stage()
