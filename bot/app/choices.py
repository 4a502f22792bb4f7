"""What is offered while a player's name is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot.answers.whom import suggest
from bot.app.actors import scope_of

if TYPE_CHECKING:
    import discord

    from bot.app.client import SagaBot


async def suggest_players(
    interaction: discord.Interaction[SagaBot], typed: str
) -> list[app_commands.Choice[str]]:
    """The players whom the asker may know of and whose names begin like what was typed, at most 25."""
    found = await suggest(interaction.client.store, scope_of(interaction), typed)
    return [app_commands.Choice(name=label, value=value) for label, value in found]
