"""The channels that a test or the demo looks at, and waits in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord.events import Event, Intent
from bot.localdiscord.payloads import channel_payload
from bot.localdiscord.world import Overwrite, Role

if TYPE_CHECKING:
    from bot.localdiscord.people import LocalMember
    from bot.localdiscord.server import LocalDiscord
    from bot.localdiscord.world import Channel, Message


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
        guild = self._state.world.guild_of(self.data)
        del self._state.world.channels[self.id]
        if guild is not None:
            guild.channels.pop(self.id, None)
        if self.data.recipient is not None:
            del self._state.world.directs[self.data.recipient.id]
        self._tell("THREAD_DELETE" if self.data.is_thread else "CHANNEL_DELETE")

    def archive(self) -> None:
        """Archive a thread."""
        self.data.archived = True
        self._tell("THREAD_UPDATE")

    def _overwrite(self, who: Role | LocalMember) -> Overwrite:
        overwrite = Overwrite(who.id, for_member=not isinstance(who, Role))
        return self.data.overwrites.setdefault(who.id, overwrite)

    def _tell(self, name: str) -> None:
        data = channel_payload(self.data)
        event = Event(name=name, data=data, guild_id=self.data.guild_id, intent=Intent.GUILDS)
        self._state.events.publish(event)
