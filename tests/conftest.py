"""A bot on a local Discord, with a real store: what the end-to-end tests act through."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as hypothesis

from bot.app import Endpoint, SagaBot, run_bot
from bot.localdiscord import LocalDiscord
from bot.settings import Settings
from tests import payloads
from tests.fresh_store import open_fresh

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.localdiscord import LocalMember, Message, Response
    from bot.outbox import QueueState
    from bot.store import Store


# How long an example takes tells of the machine: nothing that is timed decides a test.
hypothesis.register_profile("untimed", deadline=None)
hypothesis.load_profile("untimed")


class Clock:
    """The real time in UTC, which a test may put forward."""

    def __init__(self) -> None:
        self.ahead = dt.timedelta()

    def __call__(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + self.ahead


class House:
    """One guild on a local Discord, a store, and the bot that is started in it.

    ``mod`` is in the moderator role, which is set; ``boss`` may manage the guild; ``fan`` may nothing.
    """

    BID = "Brentford have rejected a £20m bid from Everton for midfielder Joao Almeida, according to Sky Sports."
    FEE_AGREED = (
        "Everton have agreed a fee of £25m with Brentford for midfielder Joao Almeida, "
        "according to Sky Sports."
    )
    INTEREST = "Leeds United are interested in Burnley defender Marco Silvetti, according to Sky Sports."

    def __init__(self, discord: LocalDiscord, store: Store, settings: Settings) -> None:
        self.discord = discord
        self.store = store
        self.settings = settings
        self.clock = Clock()
        self.guild = discord.add_guild("Anfield Chat")
        self.news = self.guild.add_channel("transfer-news")
        self.lounge = self.guild.add_channel("lounge")
        self.moderators = self.guild.add_role("Moderators")
        self.boss = self.guild.owner
        self.mod = self.guild.add_member("mod", roles=[self.moderators])
        self.fan = self.guild.add_member("fan")
        self._running: asyncio.Task[None] | None = None
        self._bot: SagaBot | None = None

    @property
    def bot(self) -> SagaBot:
        assert self._bot is not None
        return self._bot

    async def start(self, settings: Settings | None = None) -> SagaBot:
        """Start a new bot on the same store; an error of its start is raised."""
        endpoint = Endpoint(self.discord.api_url, self.discord.gateway_url)
        self._bot = SagaBot(self.store, settings or self.settings, self.clock, endpoint)
        self._running = asyncio.create_task(run_bot(self._bot, self.discord.token))
        ready = asyncio.create_task(self.discord.ready())
        await asyncio.wait((ready, self._running), return_when=asyncio.FIRST_COMPLETED)
        if self._running.done():
            ready.cancel()
            await self._running
        await ready
        return self._bot

    async def stop(self) -> None:
        """Stop the bot as the operator does."""
        if self._bot is not None and self._running is not None:
            await self._bot.close()
            await self._running

    async def restart(self) -> SagaBot:
        """Stop the bot and start another on the same store."""
        await self.stop()
        return await self.start()

    async def file(self, text: str) -> None:
        """Let the moderator add a text, all the way."""
        form = await self.mod.slash(self.lounge, "rumour add")
        preview = await self.mod.submit(form, {"Text": text})
        await self.press(self.mod, preview, "Confirm")

    async def press(self, who: LocalMember, target: Response | Message, button: str) -> Response:
        """Press a button that asks for time first, and wait for what comes of it."""
        answer = await who.press(target, button)
        await self.discord.until(lambda: answer.followups or answer.interaction.edits)
        return answer

    async def alert_roles(self) -> set[int]:
        """The roles that alerts are to mention, by what is subscribed to."""
        guilds = self.discord.state.world.guilds
        found = [one for guild in guilds for one in await self.store.subscriptions(guild)]
        return {one.rules.role_id for one in found if one.rules.role_id is not None}

    async def until(self, ask: Callable[[], object]) -> None:
        """Wait for something that shows neither on Discord nor in the store, such as a line of the log."""
        async with asyncio.timeout(5):
            while not ask():
                await self.store.guild_settings(self.guild.id)

    async def until_outbox(self, ask: Callable[[QueueState], object]) -> None:
        """Wait until what is not settled, due within a day, is as asked."""
        async with asyncio.timeout(5):
            while not ask(await self.store.queue_state(self.clock() + dt.timedelta(days=1))):
                pass


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(token="unused", database=tmp_path / "saga.db", message_content=True)  # noqa: S106 - no token


@pytest.fixture
async def store(settings: Settings) -> AsyncIterator[Store]:
    # Nothing waits to be merged with other news: tests need not wait either.
    store = await open_fresh(settings.database, merge_window=dt.timedelta())
    yield store
    await store.close()


@pytest.fixture
async def idle_house(store: Store, settings: Settings) -> AsyncIterator[House]:
    """Everything but a started bot."""
    async with LocalDiscord() as discord:
        house = House(discord, store, settings)
        await store.set_moderator_role(house.guild.id, house.moderators.id, house.boss.id)
        yield house
        await house.stop()
        # Whatever a test is about: nothing that was sent breaks a limit or pings anybody, also where the bot coped.
        assert not payloads.faults(discord, await house.alert_roles())


@pytest.fixture
async def house(idle_house: House) -> House:
    """The bot is up."""
    await idle_house.start()
    return idle_house
