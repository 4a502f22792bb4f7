"""Where a batch goes: into its channel, or into the thread of its saga, which is made when it is first needed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import discord

from bot.delivery.message import is_reference, posting

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.outbox import Batch, Thread

_LONGEST_NAME = 100
_OLDEST = 300
_NEWEST = 200
_ARCHIVED = 50
"""How much is looked at, at most: messages of a channel, and archived posts of a forum."""

_MARGIN = dt.timedelta(minutes=5)
"""How far the bot's clock and Discord's may lie apart."""

THREAD_EXISTS = 160004


class NotKnownError(Exception):
    """Whether a message stands there cannot be told: too much has been said there since."""


async def find(client: discord.Client, batch: Batch, place_id: int) -> int | None:
    """The id of the message that holds a batch already; None if it does not stand there.

    It is looked for first where it most likely is, among what was said soon after the batch was frozen, and then,
    as an outage may have been long, among the newest.

    Raises:
        discord.HTTPException: Discord does not let it be looked for.
        NotKnownError: there is more than what was looked at.
    """
    place = client.get_partial_messageable(place_id, guild_id=batch.guild_id or None)
    own = client.user.id if client.user else 0
    last = discord.Object(discord.utils.time_snowflake(_since(batch)))
    seen = 0
    async for message in place.history(limit=_OLDEST, after=last, oldest_first=True):
        if message.author.id == own and is_reference(message, batch.id):
            return message.id
        seen, last = seen + 1, message
    if seen < _OLDEST:
        return None
    # No further back than where the first search has got to: given ``after``, the library would read on to the limit.
    async for message in place.history(limit=_NEWEST):
        if message.id <= last.id:
            return None
        if message.author.id == own and is_reference(message, batch.id):
            return message.id
    raise NotKnownError


def is_forum(client: discord.Client, channel_id: int) -> bool:
    """True if the channel is known to be a forum."""
    return isinstance(client.get_channel(channel_id), discord.ForumChannel)


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
    async for thread in _posts(forum):
        is_candidate = thread.parent_id == forum.id and thread.owner_id == own and thread.id >= oldest
        if is_candidate and await _begins_with(thread, batch):
            return thread.id
    return None


async def _posts(forum: discord.ForumChannel) -> AsyncIterator[discord.Thread]:
    """Its open posts and those that were archived last, as anyone who may manage threads can do at once."""
    for thread in await forum.guild.active_threads():
        yield thread
    async for thread in forum.archived_threads(limit=_ARCHIVED):
        yield thread


async def _begins_with(post: discord.Thread, batch: Batch) -> bool:
    try:
        return is_reference(await post.fetch_message(post.id), batch.id)
    except discord.NotFound:
        return False  # somebody has deleted that post or its first message meanwhile: it tells nothing of this one


async def post_in(forum: discord.ForumChannel, batch: Batch, thread: Thread, *, plain: bool) -> int:
    """Begin a post in a forum, tagged with the stage if the forum has such a tag; its id, which its message has too."""
    chosen = tags_of(forum, thread.stage)
    if not chosen and forum.flags.require_tag:
        chosen = _tags_for_bot(forum)[:1]
    tags: dict[str, Any] = {"applied_tags": chosen} if chosen else {}
    message = posting(batch.payload, plain=plain)
    made = await forum.create_thread(name=thread.name[:_LONGEST_NAME], **tags, **message)
    return made.thread.id


def is_tagged(client: discord.Client, batch: Batch, thread: Thread) -> bool:
    """True if ``tag`` would have nothing to do, as far as that is known without asking."""
    forum = client.get_channel(batch.channel_id)
    if not isinstance(forum, discord.ForumChannel) or thread.id is None:
        return True
    wanted, post = tags_of(forum, thread.stage), forum.get_thread(thread.id)
    return not wanted or (post is not None and list(post.applied_tags) == list(wanted))


async def tag(client: discord.Client, batch: Batch, thread: Thread) -> None:
    """Let the post of a forum show the stage that its saga has got to."""
    forum = await forum_of(client, batch.channel_id)
    if forum is None or thread.id is None:
        return
    post = forum.get_thread(thread.id) or await forum.guild.fetch_channel(thread.id)
    wanted = tags_of(forum, thread.stage)
    if isinstance(post, discord.Thread) and list(post.applied_tags) != list(wanted):
        await post.edit(applied_tags=wanted)


def tags_of(forum: discord.ForumChannel, stage: str) -> Sequence[discord.ForumTag]:
    """The forum's tag of that name, whatever its case: "Fee agreed" is the tag of ``fee_agreed``."""
    name = stage.replace("_", " ")
    return [one for one in _tags_for_bot(forum) if one.name.casefold().replace("_", " ") == name][:1]


def _tags_for_bot(forum: discord.ForumChannel) -> Sequence[discord.ForumTag]:
    """The tags that the bot may give: a moderated one is for those who manage threads."""
    may_all = forum.permissions_for(forum.guild.me).manage_threads
    return [one for one in forum.available_tags if may_all or not one.moderated]


def _since(batch: Batch) -> dt.datetime:
    return batch.frozen - _MARGIN
