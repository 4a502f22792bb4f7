"""/follow and /unfollow: a player's alerts in private."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.alerts import follows
from bot.alerts.suggestions import followed_like
from bot.app import SagaBot, show, suggest_players
from bot.cards.embeds import embed_of
from bot.cards.subscriptions import followed_card, follows_card, unfollowed_card
from bot.model import Refusal
from bot.speech import mark, say

if TYPE_CHECKING:
    from bot.cards.card import Card

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""

_CLOSED = mark(
    "I cannot write to you, since your private messages are closed. Open them for this server – its name, Privacy "
    "Settings, Direct Messages – and use /follow again."
)


class Follow(commands.Cog):
    """What users ask for themselves. They need no right for it."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    @app_commands.command(extras={"example": "follow player:van dijk"})
    @app_commands.checks.cooldown(10, 60)
    @app_commands.describe(player="Whose saga; leave it out to see whom you follow")
    async def follow(self, interaction: Interaction, player: str | None = None) -> None:
        """Have alerts of a player sent to you in private, or see whom you follow."""
        if player is None:
            found = await follows.followed(self.bot.store, interaction.user.id)
            await show(interaction, follows_card(found), private=True)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show(interaction, await self._follow(interaction, player), private=True)

    async def _follow(self, interaction: Interaction, player: str) -> Card:
        """Let him follow, and see at once that he can be written to; where he cannot, nothing is kept."""
        store, user = self.bot.store, interaction.user
        try:
            conversation = await user.create_dm()
        except discord.Forbidden:
            raise Refusal(say(_CLOSED)) from None
        done = await follows.follow(store, user.id, conversation.id, player)
        card = followed_card(done)
        if interaction.guild_id is not None and done.is_new:
            try:
                await conversation.send(embed=embed_of(card))
            except discord.Forbidden:
                await follows.take_back(store, user.id, conversation.id, done)
                raise Refusal(say(_CLOSED)) from None
        return card

    @app_commands.command(extras={"example": "unfollow player:van dijk"})
    @app_commands.checks.cooldown(10, 60)
    @app_commands.describe(player="Whom you follow")
    async def unfollow(self, interaction: Interaction, player: str) -> None:
        """Have no more alerts of a player sent to you in private."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        label = await follows.unfollow(self.bot.store, interaction.user.id, player)
        await show(interaction, unfollowed_card(label), private=True)

    @follow.autocomplete("player")
    async def suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the players whose names begin like that."""
        return await suggest_players(interaction, typed)

    @unfollow.autocomplete("player")
    async def suggest_followed(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer those whom he follows."""
        names = await followed_like(self.bot.store, interaction.user.id, typed)
        return [app_commands.Choice(name=name, value=name) for name in names]


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Follow(bot))
