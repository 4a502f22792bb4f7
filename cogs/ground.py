"""The channel that a command about alerts is for, and what the bot may do in it."""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.alerts.ground import Ground, Soil
from bot.speech import mark, say

Channel = discord.TextChannel | discord.ForumChannel
"""What may be chosen instead of the channel in which a command is used; a forum cannot be written in by itself."""

_NAMES = {
    "view_channel": mark("View Channel"),
    "send_messages": mark("Send Messages"),
    "send_messages_in_threads": mark("Send Messages in Threads"),
    "create_public_threads": mark("Create Public Threads"),
    "embed_links": mark("Embed Links"),
    "read_message_history": mark("Read Message History"),
}
# By the history it is found out, after an outage, whether an alert was posted already.
_POST = ("view_channel", "send_messages", "embed_links", "read_message_history")
_POST_IN_THREAD = ("view_channel", "send_messages_in_threads", "embed_links", "read_message_history")
_MAKE_THREADS = ("create_public_threads", "send_messages_in_threads")
_MAKE_POSTS = ("send_messages_in_threads",)


def ground_of(interaction: discord.Interaction, chosen: Channel | None = None) -> Ground:
    """The channel that was chosen, else the one in which the command is used."""
    channel, rights, name = interaction.channel, interaction.app_permissions, say("this channel")
    if chosen is not None and chosen.id != interaction.channel_id:
        channel, rights, name = chosen, chosen.permissions_for(chosen.guild.me), f"#{chosen.name}"
    ground = _ground(channel, rights, name, interaction.channel_id or 0)
    ground = replace(ground, deaf_roles=_deaf_roles(interaction.guild, rights))
    parent = channel.parent if isinstance(channel, discord.Thread) else None
    if parent is None:
        return ground
    around = _ground(parent, rights, f"#{parent.name}")
    return replace(ground, parent=replace(around, deaf_roles=ground.deaf_roles))


def _ground(channel: object, rights: discord.Permissions, name: str, channel_id: int = 0) -> Ground:
    """``channel_id``: of a channel of which Discord tells no more."""
    number = channel.id if isinstance(channel, discord.abc.Snowflake) else channel_id
    if isinstance(channel, discord.Thread):
        return Ground(number, Soil.THREAD, _lacks(rights, _POST_IN_THREAD), name=name)
    if isinstance(channel, discord.ForumChannel):
        return Ground(number, Soil.FORUM, _lacks(rights, _POST), _lacks(rights, _MAKE_POSTS), name)
    return Ground(number, Soil.TEXT, _lacks(rights, _POST), _lacks(rights, _MAKE_THREADS), name)


def _deaf_roles(guild: discord.Guild | None, rights: discord.Permissions) -> frozenset[int]:
    """The roles that a message with these rights rings nobody of."""
    if guild is None or rights.mention_everyone:
        return frozenset()
    return frozenset(role.id for role in guild.roles if not role.mentionable)


def _lacks(rights: discord.Permissions, wanted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_NAMES[name] for name in wanted if not getattr(rights, name))
