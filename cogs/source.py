"""/source: how far this server trusts outlets and reporters."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import sources
from bot.alerts.suggestions import clubs_like
from bot.app import SagaBot, actor_of, show
from bot.cards.rating import rated_card, sources_rated_card

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""
Choices = list[app_commands.Choice[str]]


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class Sources(commands.GroupCog, name="source", description="How far this server trusts sources"):
    """Tiers of this server's own, which go before the defaults."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    @app_commands.command(extras={"example": "source tier name:Sky Sports tier:1"})
    @app_commands.guild_only()
    @app_commands.describe(
        name="An outlet or a reporter", tier="How far you trust it", club="Only in news of this club"
    )
    @app_commands.choices(
        tier=[
            app_commands.Choice(name=name, value=value)
            for value, name in zip(
                sources.TIERS, ("1: the best", "2: good", "3: fair", "4: gossip", "default"), strict=True
            )
        ]
    )
    async def tier(self, interaction: Interaction, name: str, tier: str, club: str | None = None) -> None:
        """Say how far this server trusts an outlet or a reporter."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = (self.bot.store, actor_of(interaction), name, tier, self.bot.clock(), club)
        await show(interaction, rated_card(await sources.rate(*asked)), private=True)

    @app_commands.command(name="list", extras={"example": "source list"})
    @app_commands.guild_only()
    async def list_(self, interaction: Interaction) -> None:
        """Show the sources that this server rates itself."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        told = await sources.rated(self.bot.store, actor_of(interaction))
        await show(interaction, sources_rated_card(told), private=True)

    @tier.autocomplete("name")
    async def suggest(self, _: Interaction, typed: str) -> Choices:
        """Offer the outlets and reporters that may be meant."""
        return [app_commands.Choice(name=name, value=name) for name in sources.suggest(typed)]

    @tier.autocomplete("club")
    async def suggest_club(self, _: Interaction, typed: str) -> Choices:
        """Offer the clubs that may be meant."""
        return [app_commands.Choice(name=name, value=name) for name in clubs_like(typed)]


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Sources(bot))
