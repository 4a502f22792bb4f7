"""Who may do what where: permission bits, and how roles and overwrites add up (page "Permissions")."""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.localdiscord.world import Channel, Guild, Member, Overwrite, World


class Permission(IntFlag):
    """The permission bits that something here depends on (page "Permissions")."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38


EVERYTHING = (1 << 53) - 1
"""What an administrator or the owner may: more bits than the page "Permissions" lists."""

MEMBERS_USUALLY = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
"""What @everyone may in a guild that nobody has changed, as far as it matters here (no MENTION_EVERYONE)."""

BOT_USUALLY = Permission(274_878_024_704) | Permission.CREATE_PUBLIC_THREADS
"""What the bot's role may at first: view, send, embed, attach, read history, open threads and send there."""

DIRECT_MESSAGES = MEMBERS_USUALLY & ~Permission.CREATE_PUBLIC_THREADS
"""What anyone may in a direct conversation."""


def guild_permissions(guild: Guild, member: Member) -> int:
    """What the member may in the guild, before any channel's overwrites."""
    if member.user.id == guild.owner_id:
        return EVERYTHING
    allowed = guild.everyone.permissions
    for role in member.roles:
        allowed |= role.permissions
    return EVERYTHING if allowed & Permission.ADMINISTRATOR else allowed


def _overwritten(allowed: int, overwrites: Iterable[Overwrite | None]) -> int:
    allow = deny = 0
    for overwrite in overwrites:
        if overwrite is not None:
            allow |= overwrite.allow
            deny |= overwrite.deny
    return (allowed & ~deny) | allow


def channel_permissions(world: World, channel: Channel, user_id: int) -> int:
    """What the user may in the channel; 0 for one who is not in its guild. A thread goes by its parent."""
    guild = world.guild_of(channel)
    if guild is None:
        return DIRECT_MESSAGES
    member = guild.members.get(user_id)
    if member is None:
        return 0
    allowed = guild_permissions(guild, member)
    if allowed == EVERYTHING:
        return allowed
    place = world.channels.get(channel.parent_id or channel.id, channel)
    # First @everyone's overwrite, then those of all roles together, then the member's: in Discord's order.
    allowed = _overwritten(allowed, [place.overwrites.get(guild.id)])
    allowed = _overwritten(allowed, [place.overwrites.get(role.id) for role in member.roles])
    allowed = _overwritten(allowed, [place.overwrites.get(user_id)])
    # Without seeing a channel there is nothing to be done in it: Discord's "implicit permissions".
    return allowed if allowed & Permission.VIEW_CHANNEL else 0


def may(world: World, channel: Channel, user_id: int, permission: int) -> bool:
    """True if the user has every bit of ``permission`` in the channel."""
    return channel_permissions(world, channel, user_id) & permission == permission
