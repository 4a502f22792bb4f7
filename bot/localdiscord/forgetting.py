"""Keeping the memory bounded in long runs: of whatever only grows, the oldest is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from bot.localdiscord.world import Channel, World

T = TypeVar("T")


def surplus(count: int, keep: int | None) -> int:
    """How many of ``count`` records are to go so that ``keep`` remain; 0 while it is not worth the work.

    It is once there are twice as many, so that each record is moved but once on the whole. None keeps all.
    """
    return 0 if keep is None or count < 2 * keep else count - keep


def trim(records: list[T], keep: int | None) -> None:
    """Forget the oldest records, which are the first."""
    del records[: surplus(len(records), keep)]


def trim_messages(world: World, channel: Channel) -> None:
    """Forget a channel's oldest messages with their files; to the API they are as good as deleted."""
    count = surplus(len(channel.messages), world.keep)
    for message_id in list(channel.messages)[:count] if count else ():
        for attachment in channel.messages.pop(message_id).attachments:
            world.attachments.pop(attachment.id, None)
