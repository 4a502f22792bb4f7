"""/rumour add and the menu "Add as rumour": news that a moderator brings, shown before it is filed."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import intake
from bot.answers.asked import day, number
from bot.app import SagaBot, actor_of, answer_error, show, show_instead
from bot.cards.card import Card
from bot.cards.previews import preview_card, receipt_card
from bot.model import Article, Refusal
from cogs.message_text import article_in, text_of_file

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""


async def show_preview(interaction: Interaction, article: Article, path: str) -> None:
    """Show what an article would do, to the one who brought it alone. Time must have been asked for."""
    bot = interaction.client
    found = await intake.preview(bot.store, actor_of(interaction), article, bot.clock(), path)
    await show(interaction, preview_card(found), private=True)


class RumourForm(discord.ui.Modal, title="Add a rumour"):
    """The form for pasting an article."""

    text = discord.ui.Label(
        text="Text",
        description="The article's text. A longer one: /rumour add with a .txt file.",
        component=discord.ui.TextInput[Any](style=discord.TextStyle.paragraph, max_length=4000),
    )
    outlet = discord.ui.Label(
        text="Outlet",
        description="Who published it, for example Sky Sports",
        component=discord.ui.TextInput[Any](required=False, max_length=80),
    )
    url = discord.ui.Label(
        text="URL",
        description="Where it stands",
        component=discord.ui.TextInput[Any](required=False, max_length=400),
    )
    date = discord.ui.Label(
        text="Date",
        description="The day it was published, if the text does not show it; for example 2017-07-10",
        component=discord.ui.TextInput[Any](required=False, max_length=30),
    )

    async def on_submit(self, interaction: Interaction, /) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Show what the article would do."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        typed = _typed(self.date)
        article = Article(
            text=_typed(self.text) or "",
            outlet=_typed(self.outlet),
            url=_typed(self.url),
            published=await day(typed, interaction.client.today) if typed else None,
        )
        await show_preview(interaction, article, "form")

    async def on_error(self, interaction: Interaction, error: Exception, /) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Answer what went wrong."""
        await answer_error(interaction, error)


def _typed(label: discord.ui.Label[Any]) -> str | None:
    component = label.component
    return (component.value.strip() or None) if isinstance(component, discord.ui.TextInput) else None


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class Rumours(commands.GroupCog, name="rumour", description="Add news to this server"):
    """News that moderators bring. Who may is asked at opening, at sending and at each press."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot
        self.menu = app_commands.ContextMenu(name="Add as rumour", callback=self.add_message)
        self.menu.guild_only = True

    async def cog_load(self) -> None:
        """Offer the menu, and answer the buttons of previews, also of those from before a restart."""
        self.bot.tree.add_command(self.menu)
        self.bot.presses["confirm"] = self.confirm
        self.bot.presses["cancel"] = self.cancel

    async def cog_unload(self) -> None:
        """Take the menu back."""
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    @app_commands.command(extras={"example": "rumour add"})
    @app_commands.guild_only()
    @app_commands.checks.cooldown(10, 60)
    @app_commands.describe(file="The news as a .txt file, instead of the form")
    async def add(self, interaction: Interaction, file: discord.Attachment | None = None) -> None:
        """Add news to this server, in a form or as a .txt file."""
        await intake.may_add(self.bot.store, actor_of(interaction))
        if file is None:
            await interaction.response.send_modal(RumourForm())
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show_preview(interaction, Article(await text_of_file(file)), "file")

    async def add_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Add what a message says."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await intake.may_add(self.bot.store, actor_of(interaction))
        await show_preview(interaction, await article_in(message), "menu")

    async def confirm(self, interaction: Interaction, target: str) -> None:
        """File the draft of a preview."""
        await interaction.response.defer()
        actor, draft_id = actor_of(interaction), _draft_id(target)
        done = await intake.confirm(self.bot.store, actor, draft_id, self.bot.clock())
        self.bot.dispatcher.wake()
        await show_instead(interaction, receipt_card(done))

    async def cancel(self, interaction: Interaction, target: str) -> None:
        """Throw the draft of a preview away."""
        await interaction.response.defer()
        await intake.cancel(self.bot.store, actor_of(interaction), _draft_id(target))
        await show_instead(interaction, Card("Cancelled", "Nothing was added."))


def _draft_id(target: str) -> int:
    draft_id = number(target)
    if draft_id is None:
        raise Refusal("This button names nothing that waits. Use /rumour add anew.")
    return draft_id


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Rumours(bot))
