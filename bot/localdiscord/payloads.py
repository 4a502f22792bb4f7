"""What the world's things look like on the wire (Discord's pages "Guild", "Channels", "Message Resource")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord.channel_payloads import channel_payload
from bot.localdiscord.clock import timestamp
from bot.localdiscord.threads import active
from bot.localdiscord.user_payloads import member_payload, user_payload
from bot.localdiscord.world import EPHEMERAL

if TYPE_CHECKING:
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Attachment, Guild, Message, Role, World


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
    if message.webhook_id is not None:
        payload["webhook_id"] = str(message.webhook_id)
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
    bot = guild.members.get(world.bot.id)
    return guild_summary(guild) | {
        "joined_at": timestamp(guild.joined_at),
        "large": len(guild.members) >= 250,  # noqa: PLR2004 - the large_threshold that discord.py asks for (page "Gateway Events", Identify)
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [member_payload(bot)] if bot else [],
        "channels": [channel_payload(channel) for channel in guild.channels.values()],
        "threads": [channel_payload(thread) for thread in active(world, guild)],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _id_or_null(number: int | None) -> str | None:
    return None if number is None else str(number)


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
        "system_channel_id": _id_or_null(guild.system_channel_id),
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": _id_or_null(guild.public_updates_channel_id),
        "preferred_locale": guild.locale,
        "afk_timeout": 300,
    }
