"""/status, /timeline and /sources: where a player's saga stands, how it came there, and who says so."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.asked import day
from bot.answers.question import Question, Topic
from bot.answers.typed import AS_OF, SINCE, apart
from bot.app import SagaBot, suggest_players
from bot.app.asking import answer

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""


class Status(commands.Cog):
    """Questions about a saga."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    @commands.hybrid_command(extras={"example": "status van dijk", "topic": "asking"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    @app_commands.rename(as_of="as-of")
    @app_commands.describe(
        player="Whose saga",
        as_of="As it stood on a day, for example 2017-07-10",
        private="Show it to you alone; you can share it later",
    )
    async def status(
        self,
        ctx: commands.Context[SagaBot],
        *,
        player: str,
        as_of: str | None = None,
        private: bool = False,
    ) -> None:
        """Tell where a player's transfer saga stands."""
        # Reading a day takes half a second at the very first, so no time is asked for: that would make public
        # what is told to the asker alone.
        player, as_of = await self._apart(ctx, player, AS_OF, as_of)
        until = await day(as_of, self.bot.today) if as_of else None
        await answer(ctx, Question(Topic.STATUS, player, as_of=until), private=private)

    @commands.hybrid_command(extras={"example": "timeline van dijk", "topic": "asking"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    @app_commands.describe(
        player="Whose saga",
        since="Only what was told from that day on, for example 2017-07-10",
        private="Show it to you alone; you can share it later",
    )
    async def timeline(
        self,
        ctx: commands.Context[SagaBot],
        *,
        player: str,
        since: str | None = None,
        private: bool = False,
    ) -> None:
        """Tell how a player's saga came to where it stands."""
        player, since = await self._apart(ctx, player, SINCE, since)
        from_day = await day(since, self.bot.today) if since else None
        await answer(ctx, Question(Topic.TIMELINE, player, since=from_day), private=private)

    @commands.hybrid_command(extras={"example": "sources van dijk", "topic": "asking"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    @app_commands.describe(player="Whose saga", private="Show it to you alone; you can share it later")
    async def sources(self, ctx: commands.Context[SagaBot], *, player: str, private: bool = False) -> None:
        """Tell who says what of a player's saga, and who only repeats it."""
        await answer(ctx, Question(Topic.SOURCES, player), private=private)

    async def _apart(
        self, ctx: commands.Context[SagaBot], player: str, keyword: str, told: str | None
    ) -> tuple[str, str | None]:
        """The player and the day, which stand in a row where they were typed as a message."""
        if ctx.interaction is not None:
            return player, told
        typed = await apart(player, keyword, self.bot.today)
        return typed.name, typed.day

    @status.autocomplete("player")
    @timeline.autocomplete("player")
    @sources.autocomplete("player")
    async def suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the players whose names begin like that."""
        return await suggest_players(interaction, typed)


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Status(bot))
