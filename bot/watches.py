"""Channels whose messages are read as they come, and the messages that wait to be read, as they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt

    from bot.model import Article


@dataclass(frozen=True, slots=True)
class Watch:
    """A channel that a guild's moderators have read. ``outlet`` answers for what is posted there without a name."""

    guild_id: int
    channel_id: int
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that waits to be read. ``before_id``: the article that was filed of it before it was edited."""

    message_id: int
    guild_id: int
    channel_id: int
    at: dt.datetime
    article: Article
    before_id: int | None = None


class Hearing(Enum):
    """What became of a message that came in."""

    TAKEN = "it waits to be read"
    KNOWN = "it is known"
    FULL = "too many of the guild wait already"
    ENOUGH = "the guild has had as many on this day as it may"
    ENOUGH_AND_TELL = "the same, and nobody was told of it on this day"


class Watches(Protocol):
    """A message is heard once, whatever Discord repeats and whenever the bot is started anew."""

    async def watch(self, watch: Watch, actor_id: int, now: dt.datetime, most: int) -> bool:
        """Have a channel read, or its outlet changed; False if the guild has ``most`` others already."""
        ...

    async def unwatch(self, guild_id: int, channel_id: int, actor_id: int, now: dt.datetime) -> bool:
        """Have it read no more, and forget what waits of it; False if it was not."""
        ...

    async def watches(self, guild_id: int | None = None) -> tuple[Watch, ...]:
        """The channels that are read, by their numbers: a guild's, or all (for the bot's own use)."""
        ...

    async def hear(self, heard: Heard, now: dt.datetime, *, most_waiting: int, most_a_day: int) -> Hearing:
        """Keep a message until it is read. What is known of older than a week is dropped."""
        ...

    async def hear_again(self, heard: Heard, *, is_edit: bool) -> bool:
        """Put the new text of a message in the place of the old; False if it was not heard.

        One that was read already waits anew; ``is_edit`` says that what was filed of it does not hold any more.
        """
        ...

    async def unhear(self, guild_id: int, message_id: int) -> None:
        """Forget the text of a message that still waits."""
        ...

    async def next_heard(self, after_guild: int) -> Heard | None:
        """The first message that waits of the next guild in turn; None: none waits."""
        ...

    async def was_read(self, heard: Heard) -> None:
        """Nothing was to be filed of it: it waits no more, unless it was changed meanwhile."""
        ...

    async def rumours_of(self, guild_id: int, article_id: int) -> tuple[tuple[int, int], ...]:
        """The rumours of an article of that very guild, each after the number of its player."""
        ...
