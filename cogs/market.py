"""/club, /latest and /window: the market as a whole."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.asked import club_and_direction, day
from bot.answers.market import Direction
from bot.answers.question import Question, Topic
from bot.answers.typed import SINCE, apart
from bot.app import SagaBot
from bot.app.asking import answer
from bot.app.choices import suggest_clubs, suggest_countries

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""

_DIRECTIONS = [app_commands.Choice(name=way.value, value=way.value) for way in Direction]


class Market(commands.Cog):
    """Questions about clubs, windows and what moved last."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    @commands.hybrid_command(extras={"example": "club southampton", "topic": "asking"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    @app_commands.describe(
        club="Which club",
        direction="Only those who may come, or only those who may go",
        private="Show it to you alone; you can share it later",
    )
    @app_commands.choices(direction=_DIRECTIONS)
    async def club(
        self,
        ctx: commands.Context[SagaBot],
        *,
        club: str,
        direction: str | None = None,
        private: bool = False,
    ) -> None:
        """Tell whom a club may get and whom it may lose."""
        name, way = club_and_direction(club, direction)
        await answer(ctx, Question(Topic.CLUB, name, direction=way), private=private)

    @commands.hybrid_command(extras={"example": "latest southampton", "topic": "asking"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    @app_commands.describe(
        club="Only of this club",
        since="Only from that day on, for example 2017-07-10",
        private="Show it to you alone; you can share it later",
    )
    async def latest(
        self,
        ctx: commands.Context[SagaBot],
        *,
        club: str | None = None,
        since: str | None = None,
        private: bool = False,
    ) -> None:
        """Tell what moved last, in all sagas or in those of a club."""
        if ctx.interaction is None and club is not None:
            typed = await apart(club, SINCE, self.bot.today)
            club, since = typed.name, typed.day
        from_day = await day(since, self.bot.today) if since else None
        await answer(ctx, Question(Topic.LATEST, club or "", since=from_day), private=private)

    @commands.hybrid_command(extras={"example": "window spain", "topic": "asking"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    @app_commands.describe(
        country="Only of this country", private="Show it to you alone; you can share it later"
    )
    async def window(
        self, ctx: commands.Context[SagaBot], *, country: str | None = None, private: bool = False
    ) -> None:
        """Tell which transfer windows are open, until when, and which come next."""
        await answer(ctx, Question(Topic.WINDOW, country or ""), private=private)

    @club.autocomplete("club")
    @latest.autocomplete("club")
    async def suggest_club(
        self,
        interaction: Interaction,  # noqa: ARG002 - the signature is discord.py's
        typed: str,
    ) -> list[app_commands.Choice[str]]:
        """Offer the clubs that go by that, or begin so."""
        return suggest_clubs(typed)

    @window.autocomplete("country")
    async def suggest_country(
        self,
        interaction: Interaction,  # noqa: ARG002 - the signature is discord.py's
        typed: str,
    ) -> list[app_commands.Choice[str]]:
        """Offer the countries whose names begin so."""
        return suggest_countries(typed)


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Market(bot))
