"""The bot's own word to the moderators of a guild: that it has given up a channel, said once, where it can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.outbox import Note
from bot.speech import in_every_language, say

if TYPE_CHECKING:
    import discord

    from bot.outbox import Batch


def given_up(client: discord.Client, batch: Batch, why: str) -> Note:
    """Why alerts have stopped in a channel, and what to do; in the channel that Discord uses for notices, too."""
    guild = client.get_guild(batch.guild_id) if batch.guild_id else None
    me = guild.get_member(client.user.id) if guild and client.user else None
    notices = None if guild is None or me is None else _notices(guild, me)
    channel = guild.get_channel(batch.channel_id) if guild else None
    text = in_every_language(
        lambda: say(
            "Alerts in {channel} have stopped: {reason}. Mend it, then use /alerts resume there; /alerts list shows "
            "what was subscribed.",
            channel=_name(channel, notices),
            reason=say(why),
        )
    )
    return Note(text, notices.id if notices else None)


def _notices(guild: discord.Guild, me: discord.Member) -> discord.TextChannel | None:
    """The channel of moderators first, which others seldom see."""
    channels = (guild.public_updates_channel, guild.system_channel)
    return next((one for one in channels if one and one.permissions_for(me).send_messages), None)


def _name(channel: discord.abc.GuildChannel | None, notices: discord.TextChannel | None) -> str:
    """What the channel is called before those who see the notices: nobody learns there of one that he cannot see."""
    if channel is None:
        return say("a channel")
    if notices is not None and _is_public(notices) and not _is_public(channel):
        return say("a private channel")
    return f"#{channel.name}"


def _is_public(channel: discord.abc.GuildChannel) -> bool:
    everyone = channel.guild.get_role(channel.guild.id)
    return everyone is not None and channel.permissions_for(everyone).view_channel
