"""The channels that a test or the demo looks at, and waits in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord import threads
from bot.localdiscord.channel_payloads import channel_payload
from bot.localdiscord.events import Event, Intent
from bot.localdiscord.payloads import guild_summary
from bot.localdiscord.world import Overwrite, Role

if TYPE_CHECKING:
    from bot.localdiscord.people import LocalMember
    from bot.localdiscord.server import LocalDiscord
    from bot.localdiscord.state import State
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Channel, Guild, Message


class LocalChannel:
    """A channel, a thread or a direct conversation."""

    def __init__(self, discord: LocalDiscord, channel: Channel) -> None:
        self.data = channel
        self._discord = discord
        self._state = discord.state

    def __repr__(self) -> str:
        return f"<LocalChannel {self.name}>"

    @property
    def id(self) -> int:
        """The channel's id."""
        return self.data.id

    @property
    def name(self) -> str:
        """The channel's name, without the number sign."""
        return self.data.name

    @property
    def mention(self) -> str:
        """What names the channel in a text."""
        return f"<#{self.id}>"

    @property
    def messages(self) -> list[Message]:
        """The messages that everyone in it sees, oldest first."""
        return list(self.data.public())

    def from_bot(self) -> list[Message]:
        """Those of them that the bot has written."""
        return [message for message in self.data.public() if message.author is self._state.world.bot]

    async def next_message(
        self,
        after: Message | None = None,
        timeout: float = 3.0,  # noqa: ASYNC109 - a test says how long it is ready to wait
        *,
        anyone: bool = False,
    ) -> Message:
        """Wait for the next message of the bot (or of ``anyone``) that everyone in the channel sees.

        The next is the first after ``after``, or else after the last one that was got this way: nothing is
        missed between two calls.

        Raises:
            TimeoutError: none came within ``timeout`` seconds.
        """
        seen = after.id if after is not None else self._discord.cursors.get(self.id, 0)

        def look() -> Message | None:
            bot = self._state.world.bot
            # From the newest backwards: a busy channel's history need not be walked for each look.
            found: Message | None = None
            for message in reversed(self.data.messages.values()):
                if message.id <= seen:
                    break
                if not message.ephemeral and (anyone or message.author is bot):
                    found = message
            return found

        message = await self._state.events.until(look, timeout, f"a message in #{self.name}")
        self._discord.cursors[self.id] = max(self._discord.cursors.get(self.id, 0), message.id)
        return message

    async def stays_quiet(self, quiet: float | None = None) -> None:
        """Wait until the bot has handled everything; nothing may be said here meanwhile.

        Raises:
            AssertionError: something was said.
        """
        before = set(self.data.messages)
        await self._discord.settled(quiet)
        said = [message.content for key, message in self.data.messages.items() if key not in before]
        if said:
            raise AssertionError(f"#{self.name} was to stay quiet, but: {said}")

    def allow(self, who: Role | LocalMember, permissions: int) -> None:
        """Allow something here to a role or a member, whatever they may elsewhere."""
        overwrite = self._overwrite(who)
        overwrite.allow, overwrite.deny = overwrite.allow | permissions, overwrite.deny & ~permissions
        self._tell("CHANNEL_UPDATE")

    def deny(self, who: Role | LocalMember, permissions: int) -> None:
        """Deny something here to a role or a member."""
        overwrite = self._overwrite(who)
        overwrite.deny, overwrite.allow = overwrite.deny | permissions, overwrite.allow & ~permissions
        self._tell("CHANNEL_UPDATE")

    def delete(self) -> None:
        """Delete the channel with all that is in it."""
        world = self._state.world
        if self.data.is_thread:
            threads.remove(world, self.data)
            threads.tell(world, self._state.events, "THREAD_DELETE", self.data)
            return
        del world.channels[self.id]
        guild = world.guild_of(self.data)
        if guild is not None:
            forget_channel(self._state, guild, self.data)
        if self.data.recipient is not None:
            del world.directs[self.data.recipient.id]
        self._tell("CHANNEL_DELETE")

    # Threads and forums

    @property
    def threads(self) -> list[LocalChannel]:
        """The threads or posts of a channel, archived ones too, oldest first."""
        guild = self._state.world.guild_of(self.data)
        found = () if guild is None else guild.threads.values()
        return [LocalChannel(self._discord, thread) for thread in found if thread.parent_id == self.id]

    @property
    def tags(self) -> dict[str, int]:
        """The ids of a forum's tags by their names."""
        return {tag.name: tag.id for tag in self.data.tags}

    @property
    def applied_tags(self) -> list[str]:
        """The names of the tags that a post has, in the order in which they were given."""
        forum = self._state.world.channels[self.data.parent_id or 0]
        names = {tag.id: tag.name for tag in forum.tags}
        return [names[tag_id] for tag_id in self.data.applied_tags]

    @property
    def archived(self) -> bool:
        """True for a thread that is archived."""
        return self.data.archived

    def archive(self) -> None:
        """Archive a thread."""
        self._change_thread({"archived": True})

    def unarchive(self) -> None:
        """Open a thread again."""
        self._change_thread({"archived": False})

    def lock(self, *, locked: bool = True) -> None:
        """Lock a thread, or unlock it: without the right to manage threads nobody writes there."""
        self._change_thread({"locked": locked})

    def _change_thread(self, changes: Json) -> None:
        threads.change(self._state.world, self._state.events, self.data, changes)

    def _overwrite(self, who: Role | LocalMember) -> Overwrite:
        overwrite = Overwrite(who.id, for_member=not isinstance(who, Role))
        return self.data.overwrites.setdefault(who.id, overwrite)

    def _tell(self, name: str) -> None:
        data = channel_payload(self.data)
        event = Event(name=name, data=data, guild_id=self.data.guild_id, intent=Intent.GUILDS)
        self._state.events.publish(event)


def forget_channel(state: State, guild: Guild, channel: Channel) -> None:
    """Take a channel out of its guild, with its threads and whatever the guild used it for."""
    guild.channels.pop(channel.id, None)
    for thread in [one for one in guild.threads.values() if one.parent_id == channel.id]:
        threads.remove(state.world, thread)
    if channel.id in {guild.system_channel_id, guild.public_updates_channel_id}:
        if guild.system_channel_id == channel.id:
            guild.system_channel_id = None
        if guild.public_updates_channel_id == channel.id:
            guild.public_updates_channel_id = None
        tell_guild(state, guild)


def tell_guild(state: State, guild: Guild) -> None:
    """Publish GUILD_UPDATE."""
    data = guild_summary(guild)
    state.events.publish(Event(name="GUILD_UPDATE", data=data, guild_id=guild.id, intent=Intent.GUILDS))
