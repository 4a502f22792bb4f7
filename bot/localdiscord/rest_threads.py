"""The endpoints of threads and forum posts (Discord's pages "Channels Resource" and "Threads")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord import sending, threads
from bot.localdiscord.channel_payloads import channel_payload, thread_member_payload
from bot.localdiscord.errors import ApiError, Known
from bot.localdiscord.forms import Form
from bot.localdiscord.limits import check_message
from bot.localdiscord.payloads import message_payload
from bot.localdiscord.permissions import Permission, may
from bot.localdiscord.posting import PARSE_ALL, post, tell
from bot.localdiscord.routes import Call, Route
from bot.localdiscord.wire import part
from bot.localdiscord.world import HAS_THREAD, ChannelKind

if TYPE_CHECKING:
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Channel


def _start(call: Call) -> Json:
    """A thread without a message, or a post in a forum with its first one."""
    parent = sending.visible_channel(call.state, call.id("channel_id"))
    if parent.kind is ChannelKind.FORUM:
        return _post(call, parent)
    sending.require(call.state, parent, Permission.CREATE_PUBLIC_THREADS)
    world = call.state.world
    thread = threads.start(world, call.state.events, parent, world.ids.next(), call.body.json)
    return channel_payload(thread)


def _post(call: Call, forum: Channel) -> Json:
    # In a forum it is SEND_MESSAGES that allows to post (page "Threads", Forums).
    sending.require(call.state, forum, Permission.SEND_MESSAGES)
    world, events = call.state.world, call.state.events
    first = part(call.body.json, "message")
    check_message(first, files=len(call.body.files), new=True)
    sending.check_extras(call.state, forum, first, call.body)
    thread = threads.start(world, events, forum, world.ids.next(), call.body.json)
    draft = sending.draft_of(call.state, thread, first, call.body, PARSE_ALL)
    # A post and its first message have the same id (page "Threads", Creating Threads in Forum Channels).
    draft.id = thread.id
    message = post(world, events, thread, world.bot, draft)
    call.state.record("message", first, message)
    return channel_payload(thread) | {"message": message_payload(message, world)}


def _start_from_message(call: Call) -> Json:
    parent = sending.visible_channel(call.state, call.id("channel_id"))
    message = sending.message_in(parent, call.id("message_id"))
    sending.require(call.state, parent, Permission.CREATE_PUBLIC_THREADS)
    if message.thread_id is not None:
        raise ApiError(Known.THREAD_EXISTS)
    world, events = call.state.world, call.state.events
    # A thread that hangs on a message has that message's id (page "Threads", Public & Private Threads).
    thread = threads.start(world, events, parent, message.id, call.body.json)
    message.thread_id = thread.id
    message.flags |= HAS_THREAD
    tell(world, events, "MESSAGE_UPDATE", message)
    return channel_payload(thread)


def _change(call: Call) -> Json:
    thread = sending.visible_channel(call.state, call.id("channel_id"))
    if not thread.is_thread:
        raise ApiError(Known.WRONG_CHANNEL_TYPE)
    changes = call.body.json
    _check_may_change(call, thread, changes)
    if thread.archived and changes.get("archived", True):
        # An archived thread must be opened by the same request (page "Channels Resource", Modify Channel).
        raise ApiError(Known.ARCHIVED_THREAD)
    threads.change(call.state.world, call.state.events, thread, changes)
    return channel_payload(thread)


def _check_may_change(call: Call, thread: Channel, changes: Json) -> None:
    """Whoever started a thread may change it, but not lock it nor what is locked (page "Threads")."""
    world = call.state.world
    if may(world, thread, world.bot.id, Permission.MANAGE_THREADS):
        return
    if thread.locked or {"locked", "rate_limit_per_user"} & set(changes):
        raise ApiError(Known.MISSING_PERMISSIONS)
    if changes == {"archived": False}:
        sending.require(call.state, thread, Permission.SEND_MESSAGES_IN_THREADS)
    elif thread.owner_id != world.bot.id:
        raise ApiError(Known.MISSING_PERMISSIONS)


def _delete(call: Call) -> Json:
    thread = sending.visible_channel(call.state, call.id("channel_id"))
    if not thread.is_thread:
        raise ApiError(Known.WRONG_CHANNEL_TYPE)
    sending.require(call.state, thread, Permission.MANAGE_THREADS)
    threads.remove(call.state.world, thread)
    threads.tell(call.state.world, call.state.events, "THREAD_DELETE", thread)
    return channel_payload(thread)


def _listed(call: Call, found: list[Channel]) -> Json:
    bot = call.state.world.bot
    joined = [thread_member_payload(thread, bot.id) for thread in found if thread.owner_id == bot.id]
    return {"threads": [channel_payload(thread) for thread in found], "members": joined}


def _active(call: Call) -> Json:
    return _listed(call, threads.active(call.state.world, call.guild()))


def _archived(call: Call) -> Json:
    parent = sending.visible_channel(call.state, call.id("channel_id"))
    guild = call.state.world.guild_of(parent)
    if guild is None or parent.is_thread:
        raise ApiError(Known.WRONG_CHANNEL_TYPE)
    sending.require(call.state, parent, Permission.READ_MESSAGE_HISTORY)
    limit = int(call.query.get("limit", threads.LISTED_USUALLY))
    form = Form()
    form.number(("limit",), limit, threads.LISTED_AT_LEAST, threads.LISTED_AT_MOST)
    form.finish()
    found, more = threads.archived(guild, parent, call.query.get("before"), limit)
    return _listed(call, found) | {"has_more": more}


_MESSAGE = "/channels/{channel_id}/messages/{message_id}"

ROUTES = [
    Route("POST", "/channels/{channel_id}/threads", _start, success=201),
    Route("POST", _MESSAGE + "/threads", _start_from_message, success=201),
    Route("PATCH", "/channels/{channel_id}", _change),
    Route("DELETE", "/channels/{channel_id}", _delete),
    Route("GET", "/guilds/{guild_id}/threads/active", _active),
    Route("GET", "/channels/{channel_id}/threads/archived/public", _archived),
]
