"""Who asks, as Discord vouches for it: the one place where an actor is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.model import WIRE, Actor

if TYPE_CHECKING:
    from typing import TypeAlias

Place: TypeAlias = "commands.Context[Any] | discord.Interaction[Any]"
"""Where something is asked and answered: a command in either form, a button, a form or a menu."""


def actor_of(place: Place) -> Actor:
    """The one who asks. An interaction tells his rights; a message's are looked up."""
    interaction = place.interaction if isinstance(place, commands.Context) else place
    if interaction is not None:
        return _actor(interaction.user, interaction.guild_id, interaction.permissions, is_webhook=False)
    assert isinstance(place, commands.Context)  # noqa: S101 - told to the type checker: the other case is done
    author = place.author
    rights = author.guild_permissions if isinstance(author, discord.Member) else discord.Permissions.none()
    guild_id = place.guild.id if place.guild else None
    return _actor(author, guild_id, rights, is_webhook=place.message.webhook_id is not None)


def scope_of(place: Place) -> int:
    """What the asker may see: his guild's news beside the wire, in a private conversation the wire alone."""
    if isinstance(place, commands.Context):
        return place.guild.id if place.guild else WIRE
    return place.guild_id or WIRE


def _actor(
    user: discord.User | discord.Member,
    guild_id: int | None,
    rights: discord.Permissions,
    *,
    is_webhook: bool,
) -> Actor:
    member = user if isinstance(user, discord.Member) else None
    is_owner = member is not None and member.guild.owner_id == user.id
    return Actor(
        user_id=user.id,
        guild_id=guild_id,
        is_admin=guild_id is not None and (is_owner or rights.administrator or rights.manage_guild),
        role_ids=frozenset(role.id for role in member.roles) if member else frozenset(),
        is_bot=user.bot or is_webhook,
    )
