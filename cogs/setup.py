"""/setup: what an administrator settles for his server."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.alerts.guild import set_moderators, set_timezone, suggest_zones
from bot.app import SagaBot, actor_of, show
from bot.cards.notes import moderators_card, timezone_card


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class Setup(commands.GroupCog, name="setup", description="Set up the bot for this server"):
    """The set-up. Discord's own rights are no hint here: the core asks who may."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    @app_commands.command(extras={"example": "setup moderators role:@Moderators"})
    @app_commands.guild_only()
    @app_commands.describe(role="Whose members may add rumours and change alerts")
    async def moderators(self, interaction: discord.Interaction[SagaBot], role: discord.Role) -> None:
        """Name the role whose members may add rumours and change alerts."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await set_moderators(self.bot.store, actor_of(interaction), role.id)
        await show(interaction, moderators_card(role.name), private=True)

    @app_commands.command(extras={"example": "setup timezone zone:Europe/London"})
    @app_commands.guild_only()
    @app_commands.describe(zone="By which clocks quiet hours and digests go, for example Europe/London")
    async def timezone(self, interaction: discord.Interaction[SagaBot], zone: str) -> None:
        """Set the time zone of this server, for quiet hours and digests."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        name = await set_timezone(self.bot.store, actor_of(interaction), zone)
        await show(interaction, timezone_card(name, self.bot.clock()), private=True)

    @timezone.autocomplete("zone")
    async def suggest(self, _: discord.Interaction[SagaBot], typed: str) -> list[app_commands.Choice[str]]:
        """Offer the time zones whose names have that in them."""
        return [app_commands.Choice(name=name, value=name) for name in await suggest_zones(typed)]


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Setup(bot))
