"""The bot's own word to the moderators of a guild: that it has given up a channel, said once, where it can be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import discord

    from bot.outbox import Batch


@dataclass(frozen=True, slots=True)
class Word:
    """What is said, and in which channel; None: in none, and ``/alerts list`` tells it."""

    text: str
    channel_id: int | None


def given_up(client: discord.Client, batch: Batch, why: str) -> Word:
    """Why alerts have stopped in a channel, and what to do; in the channel that Discord uses for notices, too."""
    guild = client.get_guild(batch.guild_id) if batch.guild_id else None
    channel = guild.get_channel(batch.channel_id) if guild else None
    name = f"#{channel.name}" if channel else "a channel"
    text = (
        f"Alerts in {name} have stopped: {why}. Mend it, then use /alerts resume there; "
        "/alerts list shows what was subscribed."
    )
    return Word(text, None if guild is None else _notice_channel(guild))


def _notice_channel(guild: discord.Guild) -> int | None:
    for channel in (guild.public_updates_channel, guild.system_channel):
        if channel is not None and channel.permissions_for(guild.me).send_messages:
            return channel.id
    return None
