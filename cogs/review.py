"""/review: what waits for moderators, one case after the other, each decided with one press."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot import review
from bot.app import SagaBot, actor_of, show, show_instead, take_time
from bot.cards.mending import late_card
from bot.cards.review import case_card, next_button, ruled_card, settled_card
from bot.desk import Late
from bot.review import Ruling

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""


class Review(commands.Cog):
    """Cases and the decisions on them. Who may is asked at each press."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Answer the buttons, also those from before a restart."""
        self.bot.presses["review"] = self.next
        for ruling in Ruling:
            self.bot.presses[f"rule_{ruling.value}"] = partial(self.rule, ruling)
        self.bot.presses["settle"] = partial(self.settle, review.settle)
        self.bot.presses["reopen"] = partial(self.settle, review.reopen)

    @app_commands.command(name="review", extras={"example": "review"})
    @app_commands.guild_only()
    async def review(self, interaction: Interaction) -> None:
        """Decide on what the reader held back, and on what users say is wrong."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        case = await review.waiting(self.bot.store, actor_of(interaction), self.bot.clock())
        await show(interaction, case_card(case), private=True)

    async def next(self, interaction: Interaction, key: str) -> None:
        """Show the case behind another."""
        await take_time(interaction)
        case = await review.waiting(self.bot.store, actor_of(interaction), self.bot.clock(), key)
        await show_instead(interaction, case_card(case))

    async def rule(self, ruling: Ruling, interaction: Interaction, key: str) -> None:
        """Decide on a rumour that was held."""
        await take_time(interaction)
        try:
            done = await review.rule(self.bot.store, actor_of(interaction), ruling, key, self.bot.clock())
        except Late as late:
            await show_instead(interaction, late_card(late, next_button(key)))
            return
        self.bot.dispatcher.wake()
        await show_instead(interaction, ruled_card(done, key))

    async def settle(
        self,
        change: Callable[..., Awaitable[review.Settled]],
        interaction: Interaction,
        key: str,
    ) -> None:
        """Settle a report, or let it wait again."""
        await take_time(interaction)
        done = await change(self.bot.store, actor_of(interaction), key, self.bot.clock())
        await show_instead(interaction, settled_card(done))


async def setup(bot: SagaBot) -> None:
    """Add the command."""
    await bot.add_cog(Review(bot))
