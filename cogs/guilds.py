"""Coming to a server and going from it: a welcome, a rest while the bot is away, and after 30 days an end."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord.ext import commands

from bot.belongings import tend
from bot.cards.controls import view_of
from bot.cards.embeds import content_of, embed_of
from bot.cards.setting_up import welcome_card
from bot.logs import report
from bot.speech import language_of, speaking
from bot.store import StoreError

if TYPE_CHECKING:
    from bot.app import SagaBot

log = logging.getLogger(__name__)

LOOK_SECONDS = 3600.0
"""How often it is looked whether there is something to delete."""


class Guilds(commands.Cog):
    """What Discord tells of servers. An outage is no leaving, and a start no joining: discord.py keeps them apart."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot
        self._look = asyncio.Event()
        self._tending: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Begin to look after what is to be deleted; the first time once it is known in which servers the bot is."""
        self._tending = asyncio.create_task(self._tend(), name="tending")

    async def cog_unload(self) -> None:
        """Stop looking. What was being deleted goes on with the next start."""
        if self._tending is not None:
            self._tending.cancel()
            await asyncio.wait([self._tending])

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Note who has removed the bot, or taken it back, while it was not connected."""
        # Those whose data Discord cannot tell for the moment are among them.
        present = frozenset(guild.id for guild in self.bot.guilds)
        left, back = await self.bot.store.note_present(present, self.bot.clock())
        if left or back:
            log.info("%d servers have removed the bot meanwhile, %d have it back.", left, back)
        self._look.set()

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Let rest what a server has, for it may come back."""
        await self.bot.store.note_left(guild.id, self.bot.clock())

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Restore what the server had, and say hello."""
        await self.bot.store.note_back(guild.id, self.bot.clock())
        channel = _place_for_hello(guild)
        if channel is None:
            return
        with speaking(language_of(guild.preferred_locale.value)):
            card = welcome_card()
            message: dict[str, Any] = {"view": view_of(card)}
            can_embed = channel.permissions_for(guild.me).embed_links
            message |= {"embed": embed_of(card)} if can_embed else {"content": content_of(card)}
        try:
            await channel.send(**message)
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            log.warning("Hello cannot be said in a new server: %s", type(error).__name__)

    async def _tend(self) -> None:
        await self._look.wait()
        while True:
            self._look.clear()
            try:
                await tend(self.bot.store, self.bot.clock())
            except StoreError as error:
                report(log, "What is to be deleted stays until the next look.", error)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._look.wait(), LOOK_SECONDS)


def _place_for_hello(guild: discord.Guild) -> discord.TextChannel | None:
    """The channel for Discord's own notices, else the first in which the bot may write; None: it may write nowhere."""
    channels = [guild.system_channel, *guild.text_channels]
    return next((one for one in channels if one is not None and _may_write(one)), None)


def _may_write(channel: discord.TextChannel) -> bool:
    rights = channel.permissions_for(channel.guild.me)
    return rights.view_channel and rights.send_messages


async def setup(bot: SagaBot) -> None:
    """Add the listeners."""
    await bot.add_cog(Guilds(bot))
