"""Following from wherever it is asked for: the conversation is opened, and what cannot be told is not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.alerts import follows
from bot.cards.embeds import embed_of
from bot.cards.subscriptions import followed_card
from bot.model import Refusal
from bot.speech import mark, say

if TYPE_CHECKING:
    from bot.app.client import SagaBot
    from bot.cards.card import Card

_CLOSED = mark(
    "I cannot write to you, since your private messages are closed. Open them for this server – its name, Privacy "
    "Settings, Direct Messages – and use /follow again."
)


async def follow_in_private(interaction: discord.Interaction[SagaBot], player: str) -> Card:
    """Let the asker follow, and see at once that he can be written to; where he cannot, nothing is kept.

    Raises:
        Refusal: he cannot be written to, or may not follow that player.
    """
    store, user = interaction.client.store, interaction.user
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
