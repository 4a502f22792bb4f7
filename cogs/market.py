"""/club, /latest and /window: the market as a whole."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers import market
from bot.answers.asked import club_and_direction, day
from bot.app import SagaBot, scope_of, show
from bot.cards.market import club_card, latest_card, window_card

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""

_DIRECTIONS = [app_commands.Choice(name=way.value, value=way.value) for way in market.Direction]


class Market(commands.Cog):
    """Questions about clubs, windows and what moved last."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    @commands.hybrid_command(extras={"example": "club southampton"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    @app_commands.describe(club="Which club", direction="Only those who may come, or only those who may go")
    @app_commands.choices(direction=_DIRECTIONS)
    async def club(self, ctx: commands.Context[SagaBot], *, club: str, direction: str | None = None) -> None:
        """Tell whom a club may get and whom it may lose."""
        name, way = club_and_direction(club, direction)
        answer = await market.club(self.bot.store, scope_of(ctx), name, self.bot.today, way)
        await show(ctx, club_card(answer), private=not isinstance(answer, market.ClubNews))

    @commands.hybrid_command(extras={"example": "latest southampton"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    @app_commands.describe(club="Only of this club", since="Only from that day on, for example 2017-07-10")
    async def latest(
        self, ctx: commands.Context[SagaBot], *, club: str | None = None, since: str | None = None
    ) -> None:
        """Tell what moved last, in all sagas or in those of a club."""
        from_day = await day(since, self.bot.today) if since else None
        answer = await market.latest(self.bot.store, scope_of(ctx), club=club, since=from_day)
        await show(ctx, latest_card(answer), private=not isinstance(answer, market.Latest))

    @commands.hybrid_command(extras={"example": "window spain"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    @app_commands.describe(country="Only of this country")
    async def window(self, ctx: commands.Context[SagaBot], *, country: str | None = None) -> None:
        """Tell which transfer windows are open, until when, and which come next."""
        await show(ctx, window_card(market.window(self.bot.today, country)))


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Market(bot))
