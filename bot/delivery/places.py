"""Where a batch goes: into its channel, or into the thread of its saga, which is made when it is first needed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import discord

from bot.delivery.message import is_reference, posting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.outbox import Batch, Thread

_LONGEST_NAME = 100
_MOST_LOOKED_AT = 300
_MARGIN = dt.timedelta(minutes=5)
"""How far the bot's clock and Discord's may lie apart."""

THREAD_EXISTS = 160004


async def find(client: discord.Client, batch: Batch, place_id: int) -> int | None:
    """The id of the message that holds a batch already, if a channel's last messages show it.

    Raises:
        discord.HTTPException: Discord does not let it be looked for.
    """
    place = client.get_partial_messageable(place_id, guild_id=batch.guild_id or None)
    own = client.user.id if client.user else 0
    # Newest first, and no further back than the batch: given ``after``, the library would read on to the limit.
    oldest = discord.utils.time_snowflake(_since(batch))
    async for message in place.history(limit=_MOST_LOOKED_AT):
        if message.id < oldest:
            break
        if message.author.id == own and is_reference(message, batch.id):
            return message.id
    return None


async def forum_of(client: discord.Client, channel_id: int) -> discord.ForumChannel | None:
    """The channel, if it is a forum: what is told there must be a post of it."""
    channel = client.get_channel(channel_id) or await client.fetch_channel(channel_id)
    return channel if isinstance(channel, discord.ForumChannel) else None


async def thread_on(client: discord.Client, batch: Batch, name: str, message_id: int) -> int:
    """Hang a saga's thread on the message that began it; its id. Done twice, it is one thread."""
    channel = client.get_partial_messageable(batch.channel_id, guild_id=batch.guild_id)
    try:
        made = await channel.get_partial_message(message_id).create_thread(name=name[:_LONGEST_NAME])
    except discord.HTTPException as error:
        if error.code != THREAD_EXISTS:
            raise
        return message_id  # a thread has the id of the message that it hangs on
    return made.id


async def find_post(client: discord.Client, forum: discord.ForumChannel, batch: Batch) -> int | None:
    """The post of a forum that holds a batch already; posts have no nonce that would keep them from being doubled."""
    own = client.user.id if client.user else 0
    oldest = discord.utils.time_snowflake(_since(batch))
    for thread in await forum.guild.active_threads():
        is_candidate = thread.parent_id == forum.id and thread.owner_id == own and thread.id >= oldest
        if is_candidate and await _begins_with(thread, batch):
            return thread.id
    return None


async def _begins_with(post: discord.Thread, batch: Batch) -> bool:
    try:
        return is_reference(await post.fetch_message(post.id), batch.id)
    except discord.NotFound:
        return False  # somebody has deleted that post or its first message meanwhile: it tells nothing of this one


async def post_in(forum: discord.ForumChannel, batch: Batch, thread: Thread) -> int:
    """Begin a post in a forum, tagged with the stage if the forum has such a tag; its id, which its message has too."""
    tags: dict[str, Any] = {"applied_tags": tagged} if (tagged := tags_of(forum, thread.stage)) else {}
    made = await forum.create_thread(name=thread.name[:_LONGEST_NAME], **tags, **posting(batch.payload))
    return made.thread.id


async def tag(client: discord.Client, batch: Batch, thread: Thread) -> None:
    """Let the post of a forum show the stage that its saga has got to, where that has changed."""
    forum = await forum_of(client, batch.channel_id)
    if forum is None or thread.id is None:
        return
    wanted = tags_of(forum, thread.stage)
    if not wanted:
        return
    post = forum.get_thread(thread.id) or await forum.guild.fetch_channel(thread.id)
    if isinstance(post, discord.Thread) and list(post.applied_tags) != list(wanted):
        await post.edit(applied_tags=wanted)


def tags_of(forum: discord.ForumChannel, stage: str) -> Sequence[discord.ForumTag]:
    """The forum's tag of that name, whatever its case: "Fee agreed" is the tag of ``fee_agreed``."""
    name = stage.replace("_", " ")
    return [one for one in forum.available_tags if one.name.casefold().replace("_", " ") == name][:1]


def _since(batch: Batch) -> dt.datetime:
    return batch.frozen - _MARGIN
