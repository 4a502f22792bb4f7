"""/alerts: what a channel is told of when it happens."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import alerts
from bot.app import SagaBot, actor_of, show, suggest_players
from bot.cards.notes import standing_card, subscribed_card, unsubscribed_card
from bot.model import Refusal
from bot.wording import listed

_NAMES = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "embed_links": "Embed Links",
}


class Alerts(commands.GroupCog, name="alerts", description="What this channel is told of when it happens"):
    """Subscriptions of the channel in which they are asked for."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    @app_commands.command(extras={"example": "alerts add player:van dijk"})
    @app_commands.guild_only()
    @app_commands.describe(player="Whose saga; leave it out for everything")
    async def add(self, interaction: discord.Interaction[SagaBot], player: str | None = None) -> None:
        """Post an alert in this channel when a player's saga really moves."""
        store, actor, channel_id = self.bot.store, actor_of(interaction), _channel_id(interaction)
        await alerts.standing(store, actor, channel_id)
        _require_bot_may_post(interaction)
        done = await alerts.subscribe(store, actor, channel_id, player)
        await show(interaction, subscribed_card(done), private=True)

    @app_commands.command(name="list", extras={"example": "alerts list"})
    @app_commands.guild_only()
    async def list_(self, interaction: discord.Interaction[SagaBot]) -> None:
        """Show what this channel gets alerts of."""
        found = await alerts.standing(self.bot.store, actor_of(interaction), _channel_id(interaction))
        await show(interaction, standing_card(found), private=True)

    @app_commands.command(extras={"example": "alerts remove player:van dijk"})
    @app_commands.guild_only()
    @app_commands.describe(player="Whose saga; leave it out for everything")
    async def remove(self, interaction: discord.Interaction[SagaBot], player: str | None = None) -> None:
        """End the alerts of this channel for a player, or those for everything."""
        store, actor = self.bot.store, actor_of(interaction)
        label = await alerts.unsubscribe(store, actor, _channel_id(interaction), player)
        await show(interaction, unsubscribed_card(label), private=True)

    @add.autocomplete("player")
    @remove.autocomplete("player")
    async def suggest(
        self, interaction: discord.Interaction[SagaBot], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the players whose names begin like that."""
        return await suggest_players(interaction, typed)


def _channel_id(interaction: discord.Interaction[SagaBot]) -> int:
    return interaction.channel_id or 0


def _require_bot_may_post(interaction: discord.Interaction[SagaBot]) -> None:
    """Promise no alert that could not be posted.

    Raises:
        Refusal: the bot lacks permissions here; the sentence names them.
    """
    send = "send_messages_in_threads" if isinstance(interaction.channel, discord.Thread) else "send_messages"
    wanted = ("view_channel", send, "embed_links")
    missing = [_NAMES[name] for name in wanted if not getattr(interaction.app_permissions, name)]
    if missing:
        raise Refusal(
            f"I cannot post alerts in this channel: allow me {listed(missing)} here, then try again."
        )


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Alerts(bot))
