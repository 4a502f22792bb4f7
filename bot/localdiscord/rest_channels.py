"""The endpoints of channels, messages and reactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord import sending
from bot.localdiscord.channel_payloads import channel_payload
from bot.localdiscord.errors import ApiError
from bot.localdiscord.events import Event, Intent
from bot.localdiscord.payloads import message_payload
from bot.localdiscord.permissions import Permission
from bot.localdiscord.routes import Call, Route, page
from bot.localdiscord.sessions import content_is_told, without_content

if TYPE_CHECKING:
    from bot.localdiscord.state import State
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Message


def _read(state: State, message: Message) -> Json:
    payload = message_payload(message, state.world)
    # Over REST it is what the application was granted that counts, not what the session asked for.
    told = content_is_told(message, state.privileged, state.world.bot.id)
    return payload if told else without_content(payload)


def _send(call: Call) -> Json:
    return message_payload(sending.send(call.state, call.id("channel_id"), call.body), call.state.world)


def _edit(call: Call) -> Json:
    message = sending.edit_in_channel(call.state, call.id("channel_id"), call.id("message_id"), call.body)
    return message_payload(message, call.state.world)


def _delete(call: Call) -> None:
    sending.delete_in_channel(call.state, call.id("channel_id"), call.id("message_id"))


def _get(call: Call) -> Json:
    channel = sending.visible_channel(call.state, call.id("channel_id"))
    message = sending.message_in(channel, call.id("message_id"))
    sending.require(call.state, channel, Permission.READ_MESSAGE_HISTORY)
    return _read(call.state, message)


def _list(call: Call) -> list[Json]:
    channel = sending.visible_channel(call.state, call.id("channel_id"))
    try:
        sending.require(call.state, channel, Permission.READ_MESSAGE_HISTORY)
    except ApiError:
        return []  # Without the permission there is no error, but nothing to be read (page "Message Resource", Get).
    ids = [message.id for message in channel.public()]
    return [_read(call.state, channel.messages[message_id]) for message_id in page(call.query, ids)]


def _type(call: Call) -> None:
    channel = sending.visible_channel(call.state, call.id("channel_id"))
    if channel.guild_id is not None:
        sending.require(call.state, channel, Permission.SEND_MESSAGES)


def _channel(call: Call) -> Json:
    return channel_payload(sending.visible_channel(call.state, call.id("channel_id")))


def _reaction(call: Call) -> tuple[Message, str]:
    channel = sending.visible_channel(call.state, call.id("channel_id"))
    return sending.message_in(channel, call.id("message_id")), call.path["emoji"]


def _tell_reaction(call: Call, name: str, message: Message, emoji: str) -> None:
    guild: Json = {} if message.guild_id is None else {"guild_id": str(message.guild_id)}
    data: Json = {
        "user_id": str(call.state.world.bot.id),
        "channel_id": str(message.channel_id),
        "message_id": str(message.id),
        "emoji": {"id": None, "name": emoji},
        "type": 0,
        "burst": False,
    }
    intent = Intent.GUILD_MESSAGE_REACTIONS if guild else Intent.DIRECT_MESSAGE_REACTIONS
    call.state.events.publish(Event(name=name, data=data | guild, guild_id=message.guild_id, intent=intent))


def _react(call: Call) -> None:
    # Which permissions it takes: page "Message Resource", Create Reaction.
    message, emoji = _reaction(call)
    channel = call.state.world.channels[message.channel_id]
    if channel.guild_id is not None:
        sending.require(call.state, channel, Permission.READ_MESSAGE_HISTORY)
        if emoji not in message.reactions:
            sending.require(call.state, channel, Permission.ADD_REACTIONS)
    message.reactions.setdefault(emoji, set()).add(call.state.world.bot.id)
    _tell_reaction(call, "MESSAGE_REACTION_ADD", message, emoji)


def _unreact(call: Call) -> None:
    message, emoji = _reaction(call)
    message.reactions.get(emoji, set()).discard(call.state.world.bot.id)
    if not message.reactions.get(emoji):
        message.reactions.pop(emoji, None)
    _tell_reaction(call, "MESSAGE_REACTION_REMOVE", message, emoji)


_MESSAGE = "/channels/{channel_id}/messages/{message_id}"

ROUTES = [
    Route("POST", "/channels/{channel_id}/messages", _send),
    Route("GET", "/channels/{channel_id}/messages", _list),
    Route("POST", "/channels/{channel_id}/typing", _type),
    Route("GET", "/channels/{channel_id}", _channel),
    Route("GET", _MESSAGE, _get),
    Route("PATCH", _MESSAGE, _edit),
    Route("DELETE", _MESSAGE, _delete),
    Route("PUT", _MESSAGE + "/reactions/{emoji}/@me", _react),
    Route("DELETE", _MESSAGE + "/reactions/{emoji}/@me", _unreact),
]
