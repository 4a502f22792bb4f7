"""What channels, threads and forums look like on the wire (Discord's page "Channels Resource")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord.clock import timestamp
from bot.localdiscord.permissions import channel_permissions
from bot.localdiscord.user_payloads import user_payload
from bot.localdiscord.world import ChannelKind

if TYPE_CHECKING:
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Channel, Tag, World

REQUIRE_TAG = 1 << 4
"""The flag of a forum whose posts must have a tag (page "Channels Resource", Channel Flags)."""


def _thread_fields(channel: Channel) -> Json:
    return {
        "owner_id": str(channel.owner_id),
        "message_count": max(len(channel.messages) - 1, 0),
        "total_message_sent": len(channel.messages),
        "member_count": 1,
        "thread_metadata": {
            "archived": channel.archived,
            "locked": channel.locked,
            "auto_archive_duration": channel.auto_archive,
            "archive_timestamp": timestamp(channel.archive_changed),
        },
        "applied_tags": [str(tag_id) for tag_id in channel.applied_tags],
    }


def tag_payload(tag: Tag) -> Json:
    """A forum tag object, without an emoji."""
    return {
        "id": str(tag.id),
        "name": tag.name,
        "moderated": tag.moderated,
        "emoji_id": None,
        "emoji_name": None,
    }


def _forum_fields(channel: Channel) -> Json:
    return {
        "flags": REQUIRE_TAG if channel.require_tag else 0,
        "available_tags": [tag_payload(tag) for tag in channel.tags],
        "default_reaction_emoji": None,
        "default_sort_order": None,
        "default_forum_layout": 0,
    }


def thread_member_payload(thread: Channel, user_id: int) -> Json:
    """A thread member object."""
    return {
        "id": str(thread.id),
        "user_id": str(user_id),
        "join_timestamp": timestamp(thread.archive_changed),
        "flags": 0,
    }


def channel_payload(channel: Channel) -> Json:
    """A channel object: a guild's channel, a thread or a direct conversation."""
    last = next(reversed(channel.messages), None)
    payload: Json = {
        "id": str(channel.id),
        "type": int(channel.kind),
        "flags": 0,
        "last_message_id": None if last is None else str(last),
    }
    if channel.recipient is not None:
        return payload | {"recipients": [user_payload(channel.recipient)]}
    payload |= {
        "name": channel.name,
        "guild_id": str(channel.guild_id),
        "parent_id": None if channel.parent_id is None else str(channel.parent_id),
        "rate_limit_per_user": 0,
    }
    if channel.is_thread:
        return payload | _thread_fields(channel)
    overwrites = [
        {
            "id": str(overwrite.target_id),
            "type": int(overwrite.for_member),
            "allow": str(int(overwrite.allow)),
            "deny": str(int(overwrite.deny)),
        }
        for overwrite in channel.overwrites.values()
    ]
    payload |= {"topic": channel.topic, "nsfw": False, "position": 0, "permission_overwrites": overwrites}
    return payload | _forum_fields(channel) if channel.kind is ChannelKind.FORUM else payload


def interaction_channel(world: World, channel: Channel, user_id: int) -> Json:
    """The partial channel in an interaction: with what the user may in it (pitfall 5 of the design notes)."""
    return channel_payload(channel) | {"permissions": str(channel_permissions(world, channel, user_id))}
