"""Threads and forum posts: starting, tagging, archiving and listing them (Discord's page "Threads")."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.localdiscord.channel_payloads import channel_payload
from bot.localdiscord.errors import ApiError, Known
from bot.localdiscord.events import Event, Intent
from bot.localdiscord.forms import Form
from bot.localdiscord.permissions import Permission, may
from bot.localdiscord.world import Channel, ChannelKind

if TYPE_CHECKING:
    from bot.localdiscord.events import Events
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Guild, Tag, World

THREAD_NAME = 100
"""Characters of a thread's name (page "Channels Resource", Start Thread from Message)."""

APPLIED_TAGS = 5
"""How many tags a post has at most (page "Channels Resource", Modify Channel)."""

AUTO_ARCHIVE_MINUTES = {60, 1440, 4320, 10080}
"""What a thread's auto_archive_duration may be (page "Channels Resource", Thread Metadata)."""

LISTED_AT_LEAST = 2
LISTED_USUALLY = 50
LISTED_AT_MOST = 100
"""How many archived threads one answer holds; the page gives no numbers, discord.py asks within these."""


def tell(world: World, events: Events, name: str, thread: Channel) -> None:
    """Publish THREAD_CREATE, THREAD_UPDATE or THREAD_DELETE to those who can see the thread."""
    data = channel_payload(thread)
    if name == "THREAD_CREATE":
        # By this discord.py tells a new thread from one that the bot has only now come to see.
        data["newly_created"] = True
    if name == "THREAD_DELETE":
        data = {key: data[key] for key in ("id", "guild_id", "parent_id", "type")}
    parent = world.channels.get(thread.parent_id or 0)
    event = Event(name=name, data=data, guild_id=thread.guild_id, intent=Intent.GUILDS, channel=parent)
    events.publish(event)


def start(world: World, events: Events, parent: Channel, thread_id: int, body: Json) -> Channel:
    """Start a thread as the bot; with tags if ``parent`` is a forum.

    Raises:
        ApiError: 50035 for a name, duration or tags that are not allowed, 40067 without a required tag.
    """
    form = Form()
    form.length(("name",), body.get("name") or "", THREAD_NAME, 1)
    tags = _checked_tags(world, form, parent, [], body)
    duration = _checked_duration(form, body) or 4320
    form.finish()
    if parent.require_tag and not tags:
        raise ApiError(Known.TAG_REQUIRED)
    thread = Channel(
        id=thread_id,
        kind=ChannelKind.PUBLIC_THREAD,
        name=body["name"],
        guild_id=parent.guild_id,
        parent_id=parent.id,
        owner_id=world.bot.id,
        archive_changed=world.clock.now(),
        auto_archive=duration,
        applied_tags=tags,
    )
    add(world, thread)
    tell(world, events, "THREAD_CREATE", thread)
    return thread


def add(world: World, thread: Channel) -> None:
    """Put a thread where it is found by its id and by its guild."""
    world.channels[thread.id] = thread
    guild = world.guild_of(thread)
    if guild is not None:
        guild.threads[thread.id] = thread


def remove(world: World, thread: Channel) -> None:
    """Take a thread away, so that nothing finds it any more."""
    world.channels.pop(thread.id, None)
    guild = world.guild_of(thread)
    if guild is not None:
        guild.threads.pop(thread.id, None)


def change(world: World, events: Events, thread: Channel, changes: Json) -> None:
    """Change a thread's name, tags, duration, or whether it is archived or locked.

    Raises:
        ApiError: 50035 for what is not allowed; nothing is changed then.
    """
    form = Form()
    if "name" in changes:
        form.length(("name",), changes["name"] or "", THREAD_NAME, 1)
    parent = world.channels[thread.parent_id or 0]
    tags = _checked_tags(world, form, parent, thread.applied_tags, changes)
    duration = _checked_duration(form, changes)
    form.finish()
    thread.name = changes.get("name", thread.name)
    thread.locked = changes.get("locked", thread.locked)
    thread.applied_tags = tags
    thread.auto_archive = duration or thread.auto_archive
    set_archived(world, thread, archived=changes.get("archived", thread.archived))
    tell(world, events, "THREAD_UPDATE", thread)


def set_archived(world: World, thread: Channel, *, archived: bool) -> None:
    """Archive or open a thread and stamp it with the time, by which archived ones are listed."""
    if thread.archived != archived:
        thread.archived = archived
        thread.archive_changed = world.clock.now()


def open_again(world: World, events: Events, thread: Channel) -> None:
    """Open an archived thread in which a message is being written; tells nothing of one that is open."""
    if thread.archived:
        set_archived(world, thread, archived=False)
        tell(world, events, "THREAD_UPDATE", thread)


def _checked_duration(form: Form, body: Json) -> int | None:
    duration: int | None = body.get("auto_archive_duration")
    if duration is not None:
        form.one_of(("auto_archive_duration",), duration, AUTO_ARCHIVE_MINUTES)
    return duration


def _checked_tags(world: World, form: Form, forum: Channel, before: list[int], body: Json) -> list[int]:
    """The tags that a post is to have: those it had, unless ``body`` names others."""
    if body.get("applied_tags") is None:
        return before
    wanted = [int(one) for one in body["applied_tags"]]
    form.length(("applied_tags",), wanted, APPLIED_TAGS)
    offered = {tag.id: tag for tag in forum.tags}
    moderator = may(world, forum, world.bot.id, Permission.MANAGE_THREADS)
    for index, tag_id in enumerate(wanted):
        form.one_of(("applied_tags", index), tag_id, set(offered))
    if not moderator and _moderated(offered, wanted) != _moderated(offered, before):
        raise ApiError(Known.MISSING_PERMISSIONS)
    return list(dict.fromkeys(wanted))


def _moderated(offered: dict[int, Tag], tag_ids: list[int]) -> set[int]:
    return {tag_id for tag_id in tag_ids if tag_id in offered and offered[tag_id].moderated}


def active(world: World, guild: Guild) -> list[Channel]:
    """The guild's threads that are not archived and that the bot can see, the newest first."""
    return [
        thread for thread in reversed(guild.threads.values()) if not thread.archived and _seen(world, thread)
    ]


def archived(guild: Guild, parent: Channel, before: str | None, limit: int) -> tuple[list[Channel], bool]:
    """A channel's archived threads, the last archived first, and whether there are more than ``limit``.

    ``before`` is an ISO 8601 time: only those that were archived earlier.
    """
    latest = None if before is None else dt.datetime.fromisoformat(before)
    found = [
        thread
        for thread in guild.threads.values()
        if thread.archived
        and thread.parent_id == parent.id
        and (latest is None or dt.datetime.fromtimestamp(thread.archive_changed, dt.UTC) < latest)
    ]
    found.sort(key=lambda thread: thread.archive_changed, reverse=True)
    return found[:limit], len(found) > limit


def _seen(world: World, thread: Channel) -> bool:
    return may(world, thread, world.bot.id, Permission.VIEW_CHANNEL)
