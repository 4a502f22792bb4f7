"""/status: where a player's saga stands."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.asked import day
from bot.answers.status import SagaStatus, status
from bot.app import SagaBot, scope_of, show, suggest_players
from bot.cards.status import status_card


class Status(commands.Cog):
    """Questions about a saga."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    @commands.hybrid_command(extras={"example": "status van dijk"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    @app_commands.rename(as_of="as-of")
    @app_commands.describe(player="Whose saga", as_of="As it stood on a day, for example 2017-07-10")
    async def status(self, ctx: commands.Context[SagaBot], *, player: str, as_of: str | None = None) -> None:
        """Tell where a player's transfer saga stands."""
        today = self.bot.today
        # Reading a day takes half a second at the very first, so no time is asked for: that would make public
        # what is told to the asker alone.
        until = await day(as_of, today) if as_of else None
        answer = await status(self.bot.store, scope_of(ctx), player, today, until)
        await show(ctx, status_card(answer), private=not isinstance(answer, SagaStatus))

    @status.autocomplete("player")
    async def suggest(
        self, interaction: discord.Interaction[SagaBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the players whose names begin like that."""
        return await suggest_players(interaction, typed)


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Status(bot))
