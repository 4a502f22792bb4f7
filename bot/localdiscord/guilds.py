"""The guilds that a test or the demo sets up: channels, roles, members, and the bot's coming and going."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord.channel_payloads import channel_payload
from bot.localdiscord.events import Event, Intent
from bot.localdiscord.payloads import guild_payload, role_payload
from bot.localdiscord.people import LocalMember
from bot.localdiscord.permissions import BOT_USUALLY, MEMBERS_USUALLY
from bot.localdiscord.places import LocalChannel, tell_guild
from bot.localdiscord.rest_application import leave
from bot.localdiscord.user_payloads import member_payload
from bot.localdiscord.world import Channel, ChannelKind, Guild, Member, Role, Tag, User

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.localdiscord.server import LocalDiscord
    from bot.localdiscord.wire import Json

FORUM_TAGS = 20
"""How many tags a forum may offer (page "Channels Resource", Modify Channel)."""

TAG_NAME = 20
"""Characters of a tag's name (page "Channels Resource", Forum Tag Object)."""


class LocalGuild:
    """A guild. Changes are told to the bot when it is connected."""

    def __init__(self, discord: LocalDiscord, guild: Guild) -> None:
        self.data = guild
        self._discord = discord
        self._state = discord.state
        self.bot_role = Role(
            self._state.world.ids.next(), self._state.world.bot.name, BOT_USUALLY, managed=True
        )
        """The role that inviting the bot gave it; ``change_role`` takes its permissions away."""
        guild.roles[self.bot_role.id] = self.bot_role

    @property
    def id(self) -> int:
        """The guild's id."""
        return self.data.id

    @property
    def name(self) -> str:
        """The guild's name."""
        return self.data.name

    @property
    def everyone(self) -> Role:
        """The role that all members have."""
        return self.data.everyone

    @property
    def owner(self) -> LocalMember:
        """The owner, who may do everything."""
        return LocalMember(self._discord, self.data.members[self.data.owner_id])

    def add_channel(self, name: str, kind: ChannelKind = ChannelKind.TEXT) -> LocalChannel:
        """Make a channel."""
        return self._add(Channel(self._state.world.ids.next(), kind, name, guild_id=self.id))

    def _add(self, channel: Channel) -> LocalChannel:
        self.data.channels[channel.id] = self._state.world.channels[channel.id] = channel
        self._tell("CHANNEL_CREATE", channel_payload(channel))
        return LocalChannel(self._discord, channel)

    def add_forum(
        self, name: str, tags: Iterable[str] = (), *, moderated: Iterable[str] = (), require_tag: bool = False
    ) -> LocalChannel:
        """Make a forum that offers ``tags``, and ``moderated`` ones for those who manage threads.

        Raises:
            ValueError: there are more tags, or longer ones, than a forum may have.
        """
        ids = self._state.world.ids
        channel = Channel(ids.next(), ChannelKind.FORUM, name, guild_id=self.id, require_tag=require_tag)
        channel.tags = [Tag(ids.next(), tag) for tag in tags]
        channel.tags += [Tag(ids.next(), tag, moderated=True) for tag in moderated]
        if len(channel.tags) > FORUM_TAGS or any(len(tag.name) > TAG_NAME for tag in channel.tags):
            raise ValueError(f"a forum has at most {FORUM_TAGS} tags of {TAG_NAME} characters")
        return self._add(channel)

    def set_system_channel(self, channel: LocalChannel | None) -> None:
        """Make a channel the one for Discord's own notices, or none."""
        self.data.system_channel_id = None if channel is None else channel.id
        tell_guild(self._state, self.data)

    def set_public_updates_channel(self, channel: LocalChannel | None) -> None:
        """Make a channel the one where moderators of a community are told of news by Discord, or none."""
        self.data.public_updates_channel_id = None if channel is None else channel.id
        tell_guild(self._state, self.data)

    def add_role(self, name: str, permissions: int = 0, *, mentionable: bool = False) -> Role:
        """Make a role."""
        role = Role(self._state.world.ids.next(), name, permissions, len(self.data.roles), mentionable)
        self.data.roles[role.id] = role
        self._tell("GUILD_ROLE_CREATE", self._role(role))
        return role

    def change_role(self, role: Role, permissions: int) -> None:
        """Give a role other permissions, so that the bot hears of it."""
        role.permissions = permissions
        self._tell("GUILD_ROLE_UPDATE", self._role(role))

    def add_member(self, who: str | LocalMember, roles: Iterable[Role] = ()) -> LocalMember:
        """Let somebody join: somebody new of that name, or a member of another guild."""
        world = self._state.world
        user = who.user if isinstance(who, LocalMember) else User(world.ids.next(), who)
        world.users[user.id] = user
        member = Member(user, self.id, world.clock.now(), list(roles))
        self.data.members[user.id] = member
        data = member_payload(member) | {"guild_id": str(self.id)}
        self._tell("GUILD_MEMBER_ADD", data, Intent.GUILD_MEMBERS)
        return LocalMember(self._discord, member)

    def remove_member(self, member: LocalMember) -> None:
        """Let a member leave."""
        del self.data.members[member.id]
        data = {"guild_id": str(self.id), "user": member_payload(member.data)["user"]}
        self._tell("GUILD_MEMBER_REMOVE", data, Intent.GUILD_MEMBERS)

    def invite_bot(self) -> None:
        """Let the bot join: it is sent the guild as one that it did not know."""
        world = self._state.world
        self.data.bot_inside = True
        self.data.joined_at = world.clock.now()
        self.data.members[world.bot.id] = Member(world.bot, self.id, self.data.joined_at, [self.bot_role])
        data = guild_payload(self.data, world)
        # A guild that a bot joins comes without "unavailable": by that discord.py tells on_guild_join.
        del data["unavailable"]
        self._tell("GUILD_CREATE", data)

    def remove_bot(self) -> None:
        """Throw the bot out."""
        leave(self._state, self.id)

    def _role(self, role: Role) -> Json:
        return {"guild_id": str(self.id), "role": role_payload(role)}

    def _tell(self, name: str, data: Json, intent: Intent = Intent.GUILDS) -> None:
        self._state.events.publish(Event(name=name, data=data, guild_id=self.id, intent=intent))


def new_guild(discord: LocalDiscord, name: str) -> LocalGuild:
    """A guild with an owner and the role @everyone, and the bot not yet in it."""
    world = discord.state.world
    owner = User(world.ids.next(), "owner")
    world.users[owner.id] = owner
    guild = Guild(world.ids.next_guild(), name, owner.id, world.clock.now(), bot_inside=False)
    guild.roles[guild.id] = Role(guild.id, "@everyone", MEMBERS_USUALLY, position=0)
    guild.members[owner.id] = Member(owner, guild.id, guild.joined_at)
    world.guilds[guild.id] = guild
    return LocalGuild(discord, guild)
