"""What one person can see of the local Discord, printed as it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord.permissions import Permission, may
from bot.localdiscord.rendering import harmless, rendered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.localdiscord.events import Event
    from bot.localdiscord.people import LocalMember
    from bot.localdiscord.places import LocalChannel
    from bot.localdiscord.world import Message, World

SHOWN_ON_LOOKING = 5
"""How many of a channel's last messages going there shows; our own choice."""


class Screen:
    """Prints what ``me`` sees from ``channel``; what happens elsewhere has its channel's name before it.

    ``people`` are those who type at this terminal: what they say is not printed again. ``output`` prints a line.
    """

    def __init__(
        self,
        world: World,
        people: Sequence[LocalMember],
        channels: Sequence[LocalChannel],
        output: Callable[[str], None],
    ) -> None:
        self.me = people[0]
        self.channel = channels[0]
        self._world = world
        self._typing = {member.id for member in people}
        self._channels = channels
        self._output = output
        self._thinking: set[int] = set()

    def newest(self) -> list[Message]:
        """All messages that one sees, those of this channel first, and the newest first."""
        others = [channel.data for channel in self._channels if channel.id != self.channel.id]
        return [
            message
            for channel in (self.channel.data, *others, self.me.dms.data)
            for message in reversed(channel.messages.values())
            if self._sees(message)
        ]

    def show(self, event: Event) -> None:
        """Print an event, if it is a message's and one sees it."""
        message = event.message
        if message is None or message.author.id in self._typing or not self._sees(message):
            return
        if message.loading:
            self._thinking.add(message.id)
        elif event.name == "MESSAGE_UPDATE" and message.edited is None:
            return  # It has been given a thread; what it says is as it was.
        elif event.name == "MESSAGE_DELETE":
            self._output(f"{self._place(message)}(a message of {harmless(message.author.name)} was deleted)")
        elif event.name == "MESSAGE_UPDATE" and message.id not in self._thinking:
            self._print(message, " (changed)")
        else:
            self._thinking.discard(message.id)
            self._print(message)

    def list_channels(self) -> None:
        """Print the channels that one can go to."""
        for channel in self._channels:
            if self._enters(channel.id):
                here = "  (you are here)" if channel.id == self.channel.id else ""
                self._output(f"#{harmless(channel.name)}{here}")

    def look(self, name: str) -> None:
        """Go to a channel and print its last messages."""
        for channel in self._channels:
            if channel.name == name and self._enters(channel.id):
                self.channel = channel
                break
        else:
            self._output(f"(there is no #{harmless(name)}; channels lists them)")
            return
        self._output(f"-- #{harmless(channel.name)} --")
        shown = [message for message in channel.data.messages.values() if self._sees(message)]
        for message in shown[-SHOWN_ON_LOOKING:]:
            self._print(message)

    def _enters(self, channel_id: int) -> bool:
        channel = self._world.channels.get(channel_id)
        if channel is None:
            return False
        if channel.recipient is not None:
            return channel.recipient is self.me.user
        return may(self._world, channel, self.me.id, Permission.VIEW_CHANNEL)

    def _sees(self, message: Message) -> bool:
        return message.only_for in (None, self.me.id) and self._enters(message.channel_id)

    def _place(self, message: Message) -> str:
        if message.channel_id == self.channel.id:
            return ""
        channel = self._world.channels[message.channel_id]
        return "(direct message) " if channel.recipient else f"#{harmless(channel.name)} "

    def _print(self, message: Message, note: str = "") -> None:
        first, *rest = rendered(message, self._world)
        self._output(f"{self._place(message)}{first}{note}")
        for line in rest:
            self._output(line)
