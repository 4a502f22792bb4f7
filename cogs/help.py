"""/help, /about and /privacy: what the bot tells of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import SagaBot, actor_of, show, show_instead
from bot.app.asking import is_private
from bot.app.commands import forms, listed
from bot.app.pace import ASKING, Pace
from bot.cards.belongings import privacy_card
from bot.cards.help import TITLES, Topic, help_card, topic_named
from bot.cards.notes import about_card
from bot.model import Refusal
from bot.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cards.card import Card

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""

_TOPICS = [app_commands.Choice(name=TITLES[topic], value=topic.value) for topic in Topic]


class Help(commands.Cog):
    """What the bot tells of itself."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot
        self.asking = Pace(*ASKING)

    async def cog_load(self) -> None:
        """Answer the menu of topics and the pages, also those from before a restart."""
        self.bot.choices["help"] = self.choose_topic
        self.bot.presses["help_page"] = self.press_page

    @commands.hybrid_command(extras={"example": "help alerts", "topic": "asking"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    @app_commands.describe(topic="What you want to do")
    @app_commands.choices(topic=_TOPICS)
    async def help(self, ctx: commands.Context[SagaBot], *, topic: str | None = None) -> None:
        """Show what I can do, by topic, with examples."""
        await show(ctx, await self._card(ctx, topic or "", asker=ctx.author.id), private=True)

    @commands.hybrid_command(extras={"example": "about", "topic": "data"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    async def about(self, ctx: commands.Context[SagaBot]) -> None:
        """Show what this bot is, and to its operator how it is doing."""
        # A typed command is answered for all to see: the figures are for the operator alone.
        is_private = ctx.interaction is not None or ctx.guild is None
        is_operator = is_private and await self.bot.is_owner(ctx.author)
        metrics = await self.bot.dispatcher.metrics() if is_operator else None
        await show(ctx, about_card(metrics), private=True)

    @commands.hybrid_command(extras={"example": "privacy", "topic": "data"})
    @commands.cooldown(10, 12, commands.BucketType.user)
    async def privacy(self, ctx: commands.Context[SagaBot]) -> None:
        """Show what is kept of you and of this server."""
        await show(ctx, privacy_card(), private=True)

    async def choose_topic(self, interaction: Interaction, target: str, values: Sequence[str]) -> None:
        """Show the topic that was chosen."""
        await self._turn(interaction, "".join(values[:1]), 1, target)

    async def press_page(self, interaction: Interaction, target: str) -> None:
        """Turn the page of a topic."""
        topic, _, rest = target.partition(":")
        page, _, asker = rest.partition(":")
        if not (page.isascii() and page.isdecimal()):
            raise Refusal(say("This button asks nothing that I know. Ask anew."))
        await self._turn(interaction, topic, int(page), asker)

    async def _turn(self, interaction: Interaction, topic: str, page: int, asker: str) -> None:
        """In its place for the one who asked, else for the one who pressed alone."""
        user = interaction.user.id
        self.asking.keep(user)
        card = await self._card(interaction, topic, page, user)
        if is_private(interaction) or asker == str(user):
            await show_instead(interaction, card)
        else:
            await show(interaction, card, private=True)

    async def _card(
        self, place: commands.Context[Any] | Interaction, topic: str, page: int = 1, asker: int = 0
    ) -> Card:
        known = await listed(self.bot, actor_of(place))
        return help_card(known, forms(self.bot), topic_named(topic, known), page, asker)


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Help(bot))
