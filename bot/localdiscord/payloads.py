"""What the world's things look like on the wire (Discord's pages "Guild", "Channels", "Message Resource")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord.permissions import channel_permissions
from bot.localdiscord.world import EPHEMERAL, timestamp

if TYPE_CHECKING:
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Attachment, Channel, Guild, Member, Message, Role, User, World


def user_payload(user: User) -> Json:
    """A user object."""
    return {
        "id": str(user.id),
        "username": user.name,
        "discriminator": "0",
        "global_name": None if user.bot else user.name.title(),
        "avatar": None,
        "bot": user.bot,
        "public_flags": 0,
    }


def role_payload(role: Role) -> Json:
    """A role object; permissions are a number in a string."""
    return {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(int(role.permissions)),
        "position": role.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.managed,
        "mentionable": role.mentionable,
        "flags": 0,
    }


def member_payload(member: Member, *, with_user: bool = True) -> Json:
    """A member object; in messages and in resolved data Discord leaves the user out of it."""
    payload: Json = {
        "roles": [str(role.id) for role in member.roles],
        "joined_at": timestamp(member.joined_at),
        "nick": None,
        "avatar": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }
    return payload | {"user": user_payload(member.user)} if with_user else payload


def _thread_fields(channel: Channel) -> Json:
    return {
        "owner_id": str(channel.owner_id),
        "message_count": max(len(channel.messages) - 1, 0),
        "total_message_sent": len(channel.messages),
        "member_count": 1,
        "thread_metadata": {
            "archived": channel.archived,
            "locked": channel.locked,
            "auto_archive_duration": 4320,
            "archive_timestamp": timestamp(0),
        },
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
    return payload | {
        "topic": channel.topic,
        "nsfw": False,
        "position": 0,
        "permission_overwrites": overwrites,
    }


def interaction_channel(world: World, channel: Channel, user_id: int) -> Json:
    """The partial channel in an interaction: with what the user may in it (pitfall 5 of the design notes)."""
    return channel_payload(channel) | {"permissions": str(channel_permissions(world, channel, user_id))}


def attachment_payload(attachment: Attachment, *, ephemeral: bool = False) -> Json:
    """An attachment object, with the address on the loopback that its bytes are read from."""
    payload: Json = {
        "id": str(attachment.id),
        "filename": attachment.filename,
        "size": len(attachment.content),
        "url": attachment.url,
        "proxy_url": attachment.url,
        "content_type": attachment.content_type,
        "ephemeral": ephemeral,
    }
    return payload | {"description": attachment.description} if attachment.description else payload


def _reactions(message: Message, bot_id: int) -> list[Json]:
    return [
        {
            "emoji": {"id": None, "name": emoji},
            "count": len(users),
            "me": bot_id in users,
            "me_burst": False,
            "burst_colors": [],
            "count_details": {"normal": len(users), "burst": 0},
        }
        for emoji, users in message.reactions.items()
    ]


def _optional_fields(message: Message, world: World) -> Json:
    payload: Json = {}
    if message.nonce is not None:
        payload["nonce"] = message.nonce
    if message.reactions:
        payload["reactions"] = _reactions(message, world.bot.id)
    if message.interaction is not None:
        payload |= {"interaction_metadata": message.interaction, "webhook_id": str(world.application_id)}
    if message.author is world.bot:
        payload["application_id"] = str(world.application_id)
    if message.thread_id is not None and message.thread_id in world.channels:
        payload["thread"] = channel_payload(world.channels[message.thread_id])
    if message.reference is not None:
        payload["message_reference"] = message.reference
        payload["referenced_message"] = _referenced(message, world)
    return payload


def _referenced(message: Message, world: World) -> Json | None:
    reference = message.reference or {}
    channel = world.channels.get(int(reference.get("channel_id", 0)))
    original = channel.messages.get(int(reference["message_id"])) if channel else None
    if original is None:
        return None
    # One level is all that Discord resolves, so that a chain of replies does not grow without end.
    return {
        key: value
        for key, value in message_payload(original, world).items()
        if key not in {"message_reference", "referenced_message"}
    }


def message_payload(message: Message, world: World) -> Json:
    """A message object without ``guild_id`` and ``member``, as REST answers it."""
    flags = message.flags | (EPHEMERAL if message.ephemeral else 0)
    return {
        "id": str(message.id),
        "channel_id": str(message.channel_id),
        "type": int(message.kind),
        "author": user_payload(message.author),
        "content": message.content,
        "embeds": message.embeds,
        "components": message.components,
        "attachments": [
            attachment_payload(attachment, ephemeral=message.ephemeral) for attachment in message.attachments
        ],
        "timestamp": timestamp(message.created),
        "edited_timestamp": None if message.edited is None else timestamp(message.edited),
        "flags": flags,
        "tts": message.tts,
        "pinned": False,
        "mentions": [user_payload(user) for user in message.mentions],
        "mention_roles": [str(role_id) for role_id in message.mention_roles],
        "mention_everyone": message.mention_everyone,
    } | _optional_fields(message, world)


def message_event(message: Message, world: World) -> Json:
    """A message object as the gateway sends it: with the guild's id, and its author as a member of it."""
    payload = message_payload(message, world)
    guild = None if message.guild_id is None else world.guilds.get(message.guild_id)
    if guild is None:
        return payload
    payload["guild_id"] = str(guild.id)
    # An answer to an interaction is a webhook's message, and those have no member.
    author = guild.members.get(message.author.id)
    if author is not None and message.interaction is None:
        payload["member"] = member_payload(author, with_user=False)
    for mentioned in payload["mentions"]:
        member = guild.members.get(int(mentioned["id"]))
        if member is not None:
            mentioned["member"] = member_payload(member, with_user=False)
    return payload


def guild_payload(guild: Guild, world: World) -> Json:
    """A guild as in GUILD_CREATE: of the members only the bot itself, as for a bot without presences."""
    threads = [
        channel for channel in world.channels.values() if channel.is_thread and channel.guild_id == guild.id
    ]
    bot = guild.members.get(world.bot.id)
    return guild_summary(guild) | {
        "joined_at": timestamp(guild.joined_at),
        "large": len(guild.members) >= 250,  # noqa: PLR2004 - the large_threshold that discord.py asks for
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [member_payload(bot)] if bot else [],
        "channels": [channel_payload(channel) for channel in guild.channels.values()],
        "threads": [channel_payload(thread) for thread in threads if not thread.archived],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def guild_summary(guild: Guild) -> Json:
    """A guild object as GET /guilds/{id} answers it."""
    return {
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner_id),
        "roles": [role_payload(role) for role in guild.roles.values()],
        "icon": None,
        "splash": None,
        "banner": None,
        "description": None,
        "features": [],
        "emojis": [],
        "stickers": [],
        "verification_level": 1,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "preferred_locale": guild.locale,
        "afk_timeout": 300,
    }
