"""/watch: channels whose messages are read as they come. Nobody is answered: alerts and reviews come of it."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot import watching
from bot.app import SagaBot, actor_of, show
from bot.cards.card import Card
from bot.cards.watching import watches_card, watching_card
from bot.delivery.notes import notices_of
from bot.logs import report
from bot.model import Refusal
from bot.speech import say, speaking
from bot.store import StoreError
from bot.watches import Heard, Hearing, Watch
from cogs.message_text import article_in, may_hold_text

log = logging.getLogger(__name__)

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""

_EDITED_WITHIN = dt.timedelta(minutes=15)
"""What is changed later is another day's business: a moderator can edit or retract what was filed."""
_PATIENCE = 5.0
"""Seconds after which what could not be kept is tried again."""
_FILES_AT_ONCE = 2


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class Watching(commands.GroupCog, name="watch", description="Read a channel's messages as they come"):
    """Channels that are read. Messages wait in the store, so none is lost by a restart; one is read at a time."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot
        self._channels: dict[int, Watch] = {}
        self._news = asyncio.Event()
        self._files = asyncio.Semaphore(_FILES_AT_ONCE)
        self._beginning = asyncio.Lock()
        self._reader: asyncio.Task[None] | None = None

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Go on with what waits since the bot was stopped."""
        await self._begin()

    async def _begin(self) -> None:
        """Know the channels, and read what waits; done once."""
        async with self._beginning:
            if self._reader is None:
                self._channels = {watch.channel_id: watch for watch in await self.bot.store.watches()}
                self._news.set()
                self._reader = asyncio.create_task(self._read())

    async def cog_unload(self) -> None:
        """Stop reading; what waits is read after the next start."""
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)

    # --- commands ---

    @app_commands.command(extras={"example": "watch add channel:#transfer-posts outlet:Sky Sports"})
    @app_commands.guild_only()
    @app_commands.checks.cooldown(10, 60)
    @app_commands.describe(
        channel="The channel whose messages are news", outlet="Who says it where a message names nobody"
    )
    async def add(
        self, interaction: Interaction, channel: discord.TextChannel, outlet: str | None = None
    ) -> None:
        """Read the messages of a channel as they come."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        now, hears = self.bot.clock(), self.bot.settings.message_content
        if not channel.permissions_for(channel.guild.me).view_channel:
            raise Refusal(
                say("I cannot see #{channel}. Let me view it, then try again.", channel=channel.name)
            )
        watch = await watching.watch(
            self.bot.store, actor_of(interaction), channel.id, outlet, now, hears=hears
        )
        await self._begin()
        self._channels[channel.id] = watch
        await show(interaction, watching_card(watch, channel.name), private=True)

    @app_commands.command(name="list", extras={"example": "watch list"})
    @app_commands.guild_only()
    async def list_(self, interaction: Interaction) -> None:
        """Show which channels are read."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await watching.watched(self.bot.store, actor_of(interaction))
        guild = interaction.guild
        names = {channel.id: channel.name for channel in guild.channels} if guild else {}
        card = watches_card(found, names, hears=self.bot.settings.message_content)
        await show(interaction, card, private=True)

    @app_commands.command(extras={"example": "watch remove channel:#transfer-posts"})
    @app_commands.guild_only()
    @app_commands.checks.cooldown(10, 60)
    @app_commands.describe(channel="The channel")
    async def remove(self, interaction: Interaction, channel: discord.TextChannel) -> None:
        """Read a channel's messages no more."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await watching.unwatch(self.bot.store, actor_of(interaction), channel.id, self.bot.clock())
        self._channels.pop(channel.id, None)
        title = say("#{channel} is not watched any more", channel=channel.name)
        await show(interaction, Card(title, say("What was added of it stays.")), private=True)

    # --- messages ---

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Take a message of a watched channel."""
        heard = await self._heard(message)
        if heard is not None:
            watch, now = self._channels[message.channel.id], self.bot.clock()
            await self._take(await watching.hear(self.bot.store, watch, heard, now), message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Take a message that was changed not long after it was written."""
        message = payload.message
        if discord.utils.utcnow() - message.created_at > _EDITED_WITHIN:
            return
        heard = await self._heard(message)
        if heard is not None:
            watch, now = self._channels[message.channel.id], self.bot.clock()
            # A link's preview comes later than the message, as an edit that nobody has made.
            is_edit = message.edited_at is not None
            found = await watching.hear_again(self.bot.store, watch, heard, now, is_edit=is_edit)
            await self._take(found, message)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Forget what is deleted before it was read."""
        if payload.channel_id in self._channels and payload.guild_id is not None:
            await self.bot.store.unhear(payload.guild_id, payload.message_id)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Watch no more what is gone."""
        if self._channels.pop(channel.id, None) is not None:
            me_id, now = self.bot.application_id or 0, self.bot.clock()
            await self.bot.store.unwatch(channel.guild.id, channel.id, me_id, now)

    async def _heard(self, message: discord.Message) -> Heard | None:
        """The message with its text; None if it is no business of the bot's, or says nothing."""
        await self._begin()
        me_id = self.bot.application_id or 0
        watch = self._channels.get(message.channel.id)
        is_told = self.bot.settings.message_content and not self.bot.is_closing
        if watch is None or not is_told or message.author.id == me_id or not may_hold_text(message):
            return None
        try:
            async with self._files:
                article = await article_in(message, me_id)
        except Refusal:
            return None
        return Heard(message.id, watch.guild_id, watch.channel_id, message.created_at, article)

    async def _take(self, found: Hearing | None, message: discord.Message) -> None:
        if found is Hearing.TAKEN:
            self._news.set()
        elif found is Hearing.ENOUGH_AND_TELL and message.guild is not None:
            await self._tell_enough(message.guild)

    async def _tell_enough(self, guild: discord.Guild) -> None:
        """Tell the moderators, once a day, that nothing more is read."""
        channel = notices_of(guild)
        if channel is None:
            return
        with speaking(await self.bot.store.language_of(guild.id, channel.id)):
            text = say(
                "{count} messages of watched channels were read today, which is all I may. I read on tomorrow (UTC). "
                "/watch list shows the channels.",
                count=watching.MESSAGES_A_DAY,
            )
        try:
            await channel.send(text)
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            log.warning("The moderators of a server cannot be written to: %s", type(error).__name__)

    # --- reading ---

    async def _read(self) -> None:
        """Read what waits, one message at a time, the guilds taking turns."""
        last = 0
        while True:
            await self._news.wait()
            self._news.clear()
            try:
                while (read := await self._read_one(last)) is not None:
                    last = read.guild_id
                    if read.receipt is not None and read.receipt.filed:
                        self.bot.dispatcher.wake()
            except StoreError as error:
                log.warning("What was heard cannot be kept for now: %s", error)
                await asyncio.sleep(_PATIENCE)
                self._news.set()
            except Exception as error:  # noqa: BLE001 - the edge of a background loop: one message stops no other
                report(log, "Fault in reading a watched message", error)
                await self._skip(last)

    async def _skip(self, last: int) -> None:
        """Let go of the message whose turn it is."""
        heard = await self.bot.store.next_heard(last)
        if heard is not None:
            await self.bot.store.was_read(heard)
        self._news.set()

    async def _read_one(self, last: int) -> watching.Read | None:
        return await watching.read_next(self.bot.store, last, self.bot.application_id or 0, self.bot.clock())


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Watching(bot))
