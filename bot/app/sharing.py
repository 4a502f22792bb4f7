"""Showing to all in a channel what its asker alone has seen: only where he, and the bot, may write themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.app.showing import show_instead
from bot.cards.answers import shared_card
from bot.cards.controls import view_of
from bot.cards.embeds import content_of, embed_of
from bot.model import Refusal
from bot.speech import say

if TYPE_CHECKING:
    from bot.app.client import SagaBot
    from bot.cards.card import Card


async def share(interaction: discord.Interaction[SagaBot], card: Card) -> None:
    """Post an answer into the channel, with who shows it; what he has seen loses its button for that.

    Raises:
        Refusal: he or the bot may not write there.
    """
    channel = interaction.channel
    if not isinstance(channel, _PLACES):
        raise Refusal(say("There is nobody to share with here. Use this in a channel of a server."))
    if not _may_write(interaction.permissions, channel):
        raise Refusal(say("You may not write in this channel, so I do not write there for you."))
    if not _may_write(interaction.app_permissions, channel):
        raise Refusal(_shut())
    await interaction.response.defer()
    shared = shared_card(card, interaction.user.display_name)
    message: dict[str, Any] = {"view": view_of(shared) or discord.utils.MISSING}
    if interaction.app_permissions.embed_links:
        message["embed"] = embed_of(shared)
    else:
        message["content"] = content_of(shared)
    try:
        await channel.send(**message)
    except discord.Forbidden:
        raise Refusal(_shut()) from None
    await show_instead(interaction, card)


_PLACES = (discord.TextChannel, discord.VoiceChannel, discord.StageChannel, discord.Thread)


def _may_write(rights: discord.Permissions, channel: object) -> bool:
    sends = rights.send_messages_in_threads if isinstance(channel, discord.Thread) else rights.send_messages
    return rights.view_channel and sends


def _shut() -> str:
    return say("I may not write in this channel. Ask somebody who manages it to let me send messages here.")
