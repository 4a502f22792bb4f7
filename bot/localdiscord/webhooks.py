"""Webhooks: what other services write into a channel, under a name of their choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord.posting import PARSE_USERS, Draft, post
from bot.localdiscord.world import User

if TYPE_CHECKING:
    from bot.localdiscord.places import LocalChannel
    from bot.localdiscord.server import LocalDiscord
    from bot.localdiscord.world import Message


class LocalWebhook:
    """A webhook of a channel. It is no member: it has neither roles nor permissions, and uses no commands."""

    def __init__(self, discord: LocalDiscord, channel: LocalChannel, name: str) -> None:
        self.id = discord.state.world.ids.next()
        self.name = name
        self._state = discord.state
        self._channel = channel

    def say(self, content: str, name: str | None = None) -> Message:
        """Write a message, under another name than the webhook's if one is given.

        Its author has the webhook's own id, and counts as a bot (page "Webhook Resource", and "Message Resource").
        """
        author = User(self.id, name or self.name, bot=True)
        draft = Draft(content=content, allowed=PARSE_USERS, webhook_id=self.id)
        return post(self._state.world, self._state.events, self._channel.data, author, draft)
