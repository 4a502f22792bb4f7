"""/status, /timeline and /sources: where a player's saga stands, how it came there, and who says so."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.asked import day, moment
from bot.answers.sources import Sources, sources
from bot.answers.status import SagaStatus, status
from bot.answers.timeline import Timeline, timeline
from bot.app import SagaBot, scope_of, show, suggest_players
from bot.cards.sources import sources_card
from bot.cards.status import status_card
from bot.cards.timeline import timeline_card

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""


class Status(commands.Cog):
    """Questions about a saga."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Answer the buttons of answers and alerts, also of those from before a restart."""
        self.bot.presses["status"] = self.press_status
        self.bot.presses["timeline"] = self.press_timeline
        self.bot.presses["sources"] = self.press_sources
        self.bot.presses["since"] = self.press_since

    @commands.hybrid_command(extras={"example": "status van dijk"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    @app_commands.rename(as_of="as-of")
    @app_commands.describe(player="Whose saga", as_of="As it stood on a day, for example 2017-07-10")
    async def status(self, ctx: commands.Context[SagaBot], *, player: str, as_of: str | None = None) -> None:
        """Tell where a player's transfer saga stands."""
        # Reading a day takes half a second at the very first, so no time is asked for: that would make public
        # what is told to the asker alone.
        until = await day(as_of, self.bot.today) if as_of else None
        answer = await status(self.bot.store, scope_of(ctx), player, self.bot.today, until)
        card = status_card(answer, self.bot.clock())
        await show(ctx, card, private=not isinstance(answer, SagaStatus))

    @commands.hybrid_command(extras={"example": "timeline van dijk"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    @app_commands.describe(
        player="Whose saga", since="Only what was told from that day on, for example 2017-07-10"
    )
    async def timeline(
        self, ctx: commands.Context[SagaBot], *, player: str, since: str | None = None
    ) -> None:
        """Tell how a player's saga came to where it stands."""
        from_day = await day(since, self.bot.today) if since else None
        answer = await timeline(self.bot.store, scope_of(ctx), player, since=from_day)
        await show(ctx, timeline_card(answer), private=not isinstance(answer, Timeline))

    @commands.hybrid_command(extras={"example": "sources van dijk"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    @app_commands.describe(player="Whose saga")
    async def sources(self, ctx: commands.Context[SagaBot], *, player: str) -> None:
        """Tell who says what of a player's saga, and who only repeats it."""
        answer = await sources(self.bot.store, scope_of(ctx), player)
        await show(ctx, sources_card(answer), private=not isinstance(answer, Sources))

    @status.autocomplete("player")
    @timeline.autocomplete("player")
    @sources.autocomplete("player")
    async def suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the players whose names begin like that."""
        return await suggest_players(interaction, typed)

    async def press_status(self, interaction: Interaction, player: str) -> None:
        """Show where the saga of an alert stands by now, to the one who pressed."""
        answer = await status(self.bot.store, scope_of(interaction), player, self.bot.today)
        await show(interaction, status_card(answer, self.bot.clock()), private=True)

    async def press_timeline(self, interaction: Interaction, player: str) -> None:
        """Show how the saga of an answer came to where it stands, to the one who pressed."""
        answer = await timeline(self.bot.store, scope_of(interaction), player)
        await show(interaction, timeline_card(answer), private=True)

    async def press_sources(self, interaction: Interaction, player: str) -> None:
        """Show who says what of the saga of an answer, to the one who pressed."""
        await show(
            interaction,
            sources_card(await sources(self.bot.store, scope_of(interaction), player)),
            private=True,
        )

    async def press_since(self, interaction: Interaction, target: str) -> None:
        """Show what has come in since the answer was given, to the one who pressed."""
        seen, player = moment(target)
        answer = await timeline(self.bot.store, scope_of(interaction), player, seen=seen)
        await show(interaction, timeline_card(answer), private=True)


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Status(bot))
