"""The state of the local Discord: plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from bot.localdiscord.clock import Clock, Snowflakes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.localdiscord.wire import Json

HAS_THREAD = 1 << 5
EPHEMERAL = 1 << 6
LOADING = 1 << 7
SUPPRESS_NOTIFICATIONS = 1 << 12
COMPONENTS_V2 = 1 << 15
"""Message flags (Discord's page "Message Resource")."""


class ChannelKind(IntEnum):
    """The channel types that are modelled (page "Channels Resource")."""

    TEXT = 0
    DM = 1
    NEWS = 5
    PUBLIC_THREAD = 11
    FORUM = 15


class MessageKind(IntEnum):
    """The message types that are modelled (Discord's page "Message Resource")."""

    DEFAULT = 0
    REPLY = 19
    CHAT_INPUT = 20
    CONTEXT_MENU = 23


@dataclass(eq=False, slots=True)
class User:
    """An account. ``accepts_dms`` False answers the bot's direct messages with 50007."""

    id: int
    name: str
    bot: bool = False
    locale: str = "en-GB"
    accepts_dms: bool = True


@dataclass(eq=False, slots=True)
class Role:
    """A role of one guild; the one whose id is the guild's is @everyone. ``permissions`` is a bit field."""

    id: int
    name: str
    permissions: int = 0
    position: int = 1
    mentionable: bool = False
    managed: bool = False


@dataclass(eq=False, slots=True)
class Member:
    """A user in a guild; ``roles`` leaves out @everyone, and may be changed at any time."""

    user: User
    guild_id: int
    joined_at: float
    roles: list[Role] = field(default_factory=list[Role])


@dataclass(eq=False, slots=True)
class Overwrite:
    """What a channel allows and denies to one role or member, as bit fields."""

    target_id: int
    for_member: bool
    allow: int = 0
    deny: int = 0


@dataclass(eq=False, slots=True)
class Attachment:
    """A file with a message; ``url`` is where the local Discord serves it."""

    id: int
    filename: str
    content: bytes
    content_type: str
    url: str
    description: str | None = None


@dataclass(eq=False, slots=True)
class Message:
    """A message as it stands now: edits change it in place, and ``deleted`` tells when it has gone.

    ``embeds`` and ``components`` are Discord's JSON. ``only_for`` is the id of the one user who sees an
    ephemeral message. ``mentions``, ``mention_roles`` and ``mention_everyone`` are who is really notified.
    """

    id: int
    channel_id: int
    guild_id: int | None
    author: User
    created: float
    content: str = ""
    embeds: list[Json] = field(default_factory=list["Json"])
    components: list[Json] = field(default_factory=list["Json"])
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    kind: MessageKind = MessageKind.DEFAULT
    flags: int = 0
    tts: bool = False
    mentions: list[User] = field(default_factory=list[User])
    mention_roles: list[int] = field(default_factory=list[int])
    mention_everyone: bool = False
    nonce: str | int | None = None
    reference: Json | None = None
    interaction: Json | None = None
    reactions: dict[str, set[int]] = field(default_factory=dict[str, set[int]])
    only_for: int | None = None
    webhook_id: int | None = None
    edited: float | None = None
    deleted: bool = False
    thread_id: int | None = None

    @property
    def ephemeral(self) -> bool:
        """True if only one user sees it."""
        return self.only_for is not None

    @property
    def silent(self) -> bool:
        """True if it was sent so that it makes nobody's device ring; whom it mentions is as ever."""
        return bool(self.flags & SUPPRESS_NOTIFICATIONS)

    @property
    def loading(self) -> bool:
        """True while it only says that the bot is thinking."""
        return bool(self.flags & LOADING)


@dataclass(frozen=True, slots=True)
class Tag:
    """A forum's tag; ``moderated`` ones are put on and taken off only by those who may manage threads."""

    id: int
    name: str
    moderated: bool = False


@dataclass(eq=False, slots=True)
class Channel:
    """A channel, a thread (``parent_id``, ``archived``) or a direct conversation (``recipient``).

    ``tags`` are what a forum offers, ``applied_tags`` the ids of those that a post has. ``archive_changed`` is
    when a thread was made, archived or opened last, ``auto_archive`` how many quiet minutes it is shown.
    """

    id: int
    kind: ChannelKind
    name: str
    guild_id: int | None = None
    parent_id: int | None = None
    recipient: User | None = None
    owner_id: int | None = None
    archived: bool = False
    locked: bool = False
    archive_changed: float = 0.0
    auto_archive: int = 4320
    tags: list[Tag] = field(default_factory=list[Tag])
    applied_tags: list[int] = field(default_factory=list[int])
    require_tag: bool = False
    topic: str | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict[int, Overwrite])
    messages: dict[int, Message] = field(default_factory=dict[int, Message])

    @property
    def is_thread(self) -> bool:
        """True for a thread or a forum post."""
        return self.kind is ChannelKind.PUBLIC_THREAD

    def public(self) -> Iterator[Message]:
        """The messages that are there for everyone in the channel, oldest first."""
        return (message for message in self.messages.values() if not message.ephemeral)


@dataclass(eq=False, slots=True)
class Guild:
    """A guild; ``bot_inside`` is False before the bot has been invited and after it was removed."""

    id: int
    name: str
    owner_id: int
    joined_at: float
    roles: dict[int, Role] = field(default_factory=dict[int, Role])
    members: dict[int, Member] = field(default_factory=dict[int, Member])
    channels: dict[int, Channel] = field(default_factory=dict[int, Channel])
    threads: dict[int, Channel] = field(default_factory=dict[int, Channel])
    bot_inside: bool = True
    locale: str = "en-GB"
    system_channel_id: int | None = None
    public_updates_channel_id: int | None = None

    @property
    def everyone(self) -> Role:
        """The role that all members have."""
        return self.roles[self.id]


@dataclass(eq=False, slots=True)
class World:
    """All there is. ``channels`` holds every channel and thread of every guild, and the direct ones."""

    clock: Clock
    ids: Snowflakes
    application_id: int
    bot: User
    owner: User
    team: User | None = None
    """The user that Discord makes of the team that the application belongs to; ``owner`` owns the team."""
    files: str = ""
    """Where attachments are served, without a slash at the end."""
    keep: int | None = None
    """How many records of each kind are kept at least, and at most twice as many; None keeps all."""
    guilds: dict[int, Guild] = field(default_factory=dict[int, Guild])
    users: dict[int, User] = field(default_factory=dict[int, User])
    channels: dict[int, Channel] = field(default_factory=dict[int, Channel])
    directs: dict[int, Channel] = field(default_factory=dict[int, Channel])
    """The direct conversations, by the user's id."""
    attachments: dict[int, Attachment] = field(default_factory=dict[int, Attachment])

    def guild_of(self, channel: Channel) -> Guild | None:
        """The guild that the channel is in; None for a direct conversation."""
        return None if channel.guild_id is None else self.guilds.get(channel.guild_id)

    def direct(self, user: User) -> Channel:
        """The conversation of the bot with ``user``, opened if there is none."""
        channel = self.directs.get(user.id)
        if channel is None:
            channel = Channel(id=self.ids.next(), kind=ChannelKind.DM, name=user.name, recipient=user)
            self.channels[channel.id] = self.directs[user.id] = channel
        return channel

    def shares_guild_with_bot(self, user: User) -> bool:
        """True if the bot may write to the user at all: Discord asks for a guild in common."""
        return any(guild.bot_inside and user.id in guild.members for guild in self.guilds.values())


def new_world(clock: Clock, application_name: str, keep: int | None = None) -> World:
    """A world with an application, its bot and its owner, and nothing else."""
    ids = Snowflakes(clock)
    application_id = ids.next()
    # A bot user has the id of its application, as every application made since 2016 has.
    bot = User(id=application_id, name=application_name, bot=True)
    owner = User(id=ids.next(), name="owner")
    return World(clock, ids, application_id, bot, owner, users={bot.id: bot, owner.id: owner}, keep=keep)
