"""/data: all that is kept of a server or of a user, handed over and deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import belongings
from bot.app import SagaBot, actor_of, ask, hand_over, show
from bot.cards import belongings as cards
from bot.model import Refusal
from bot.speech import say

if TYPE_CHECKING:
    from bot.app.client import Fill, Press

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""


class Data(commands.GroupCog, name="data", description="What is kept of this server and of you"):
    """The core asks who may; what is kept of a user is for him alone."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Answer buttons and forms, also those from before a restart."""
        presses: dict[str, Press] = {"mine_export": self.press_export, "mine_delete": self.press_delete}
        forms: dict[str, Fill] = {"purge": self.fill_purge, "mine_delete": self.fill_delete}
        self.bot.presses.update(presses)
        self.bot.forms.update(forms)

    @app_commands.command(extras={"example": "data export"})
    @app_commands.guild_only()
    @app_commands.checks.cooldown(2, 60)
    async def export(self, interaction: Interaction) -> None:
        """Have all that is kept of this server as a file."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        parcels = await belongings.export_guild(self.bot.store, actor_of(interaction))
        await hand_over(interaction, cards.exported_card(len(parcels)), parcels)

    @app_commands.command(extras={"example": "data purge"})
    @app_commands.guild_only()
    async def purge(self, interaction: Interaction) -> None:
        """Delete all that is kept of this server, for good."""
        await belongings.check_purge(self.bot.store, actor_of(interaction))
        await ask(interaction, cards.purge_form())

    async def fill_purge(self, interaction: Interaction, _: str, values: Mapping[str, str]) -> None:
        """Delete it if the server's name was typed."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        server, now = _server(interaction), self.bot.clock()
        await belongings.purge(self.bot.store, actor_of(interaction), server, values.get("name", ""), now)
        await show(interaction, cards.purged_card(server), private=True)

    @app_commands.command(extras={"example": "data mine"})
    @app_commands.checks.cooldown(10, 60)
    async def mine(self, interaction: Interaction) -> None:
        """See what is kept of you, have it, or delete it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        kept = await belongings.kept_of(self.bot.store, interaction.user.id)
        await show(interaction, cards.mine_card(kept), private=True)

    async def press_export(self, interaction: Interaction, _: str) -> None:
        """Hand over what is kept of whoever presses."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        parcels = await belongings.export_user(self.bot.store, interaction.user.id)
        await hand_over(interaction, cards.mine_exported_card(len(parcels)), parcels)

    async def press_delete(self, interaction: Interaction, _: str) -> None:
        """Ask whether he means it."""
        await ask(interaction, cards.forget_form())

    async def fill_delete(self, interaction: Interaction, _: str, values: Mapping[str, str]) -> None:
        """Delete what is kept of whoever typed the word."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            conversation = (await interaction.user.create_dm()).id
        except discord.Forbidden:
            conversation = None
        typed = values.get("word", "")
        await belongings.forget_user(self.bot.store, interaction.user.id, conversation, typed)
        await show(interaction, cards.forgotten_card(), private=True)


def _server(interaction: Interaction) -> str:
    if interaction.guild is None:
        raise Refusal(say("Use this command in a server."))
    return interaction.guild.name


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Data(bot))
