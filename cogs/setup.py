"""/setup: what an administrator settles for his server."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import alerts
from bot.app import SagaBot, actor_of, show
from bot.cards.notes import moderators_card


class Setup(commands.GroupCog, name="setup", description="Set up the bot for this server"):
    """The set-up. Discord's own rights are no hint here: the core asks who may."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    @app_commands.command(extras={"example": "setup moderators role:@Moderators"})
    @app_commands.guild_only()
    @app_commands.describe(role="Whose members may add rumours and change alerts")
    async def moderators(self, interaction: discord.Interaction[SagaBot], role: discord.Role) -> None:
        """Name the role whose members may add rumours and change alerts."""
        await alerts.set_moderators(self.bot.store, actor_of(interaction), role.id)
        await show(interaction, moderators_card(role.name), private=True)


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Setup(bot))
