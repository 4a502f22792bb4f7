"""What the bot may do with a channel's messages: send, change and delete them, under Discord's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord.errors import ApiError, Known
from bot.localdiscord.limits import check_message
from bot.localdiscord.permissions import Permission, channel_permissions, may
from bot.localdiscord.posting import PARSE_ALL, Draft, delete, edit, post
from bot.localdiscord.uploads import attachments_of, with_addresses
from bot.localdiscord.world import COMPONENTS_V2, EPHEMERAL, ChannelKind, MessageKind

if TYPE_CHECKING:
    from bot.localdiscord.state import State
    from bot.localdiscord.uploads import Body
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Channel, Message


def visible_channel(state: State, channel_id: int) -> Channel:
    """The channel, if the bot can see it.

    Raises:
        ApiError: 10003 if there is none, 50001 if the bot is not in its guild or cannot see it.
    """
    channel = state.world.channels.get(channel_id)
    if channel is None:
        raise ApiError(Known.UNKNOWN_CHANNEL)
    if not channel_permissions(state.world, channel, state.world.bot.id):
        raise ApiError(Known.MISSING_ACCESS)
    return channel


def require(state: State, channel: Channel, permission: int) -> None:
    """Ask whether the bot may.

    Raises:
        ApiError: 50013 if it may not.
    """
    if channel_permissions(state.world, channel, state.world.bot.id) & permission != permission:
        raise ApiError(Known.MISSING_PERMISSIONS)


def message_in(channel: Channel, message_id: int) -> Message:
    """A message that is there for everyone in the channel.

    Raises:
        ApiError: 10008 if there is none; an ephemeral message is none to this endpoint either.
    """
    message = channel.messages.get(message_id)
    if message is None or message.ephemeral:
        raise ApiError(Known.UNKNOWN_MESSAGE)
    return message


def _check_may_send(state: State, channel: Channel) -> None:
    if channel.kind is ChannelKind.FORUM:
        raise ApiError(Known.NOT_A_TEXT_CHANNEL)
    if channel.recipient is not None:
        # The user has closed direct messages or has left every guild in common; the channel is still there
        # (page "Opcodes and Status Codes", 50007; "User Resource", Create DM, answers with the channel all the same).
        if not channel.recipient.accepts_dms or not state.world.shares_guild_with_bot(channel.recipient):
            raise ApiError(Known.CANNOT_SEND_TO_USER)
        return
    require(
        state, channel, Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    )
    _check_not_locked(state, channel)


def _check_not_locked(state: State, channel: Channel) -> None:
    # Who may not manage threads neither writes nor edits in a locked one (page "Threads", Locked Threads).
    if channel.locked and not may(state.world, channel, state.world.bot.id, Permission.MANAGE_THREADS):
        raise ApiError(Known.LOCKED_THREAD)


def check_extras(state: State, channel: Channel, payload: Json, body: Body) -> None:
    """Ask whether the bot may send the embeds, files or speech of a message.

    Raises:
        ApiError: 50013 if it may not.
    """
    if channel.recipient is not None:
        return
    if payload.get("embeds"):
        require(state, channel, Permission.EMBED_LINKS)
    if body.files:
        require(state, channel, Permission.ATTACH_FILES)
    if payload.get("tts"):
        require(state, channel, Permission.SEND_TTS_MESSAGES)


def _reference(state: State, channel: Channel, payload: Json) -> Json | None:
    reference: Json | None = payload.get("message_reference")
    if reference is None:
        return None
    if channel.guild_id is not None and not (
        channel_permissions(state.world, channel, state.world.bot.id) & Permission.READ_MESSAGE_HISTORY
    ):
        raise ApiError(Known.REPLY_NEEDS_HISTORY)
    message_id = int(reference["message_id"])
    if message_id not in channel.messages or channel.messages[message_id].ephemeral:
        if reference.get("fail_if_not_exists", True):
            fault = {"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}
            raise ApiError(Known.INVALID_FORM, {"message_reference": {"_errors": [fault]}})
        return None
    return {"message_id": str(message_id), "channel_id": str(channel.id), "type": 0}


def draft_of(state: State, channel: Channel, payload: Json, body: Body, default_mentions: Json) -> Draft:
    """A checked payload as what is to be posted."""
    attachments = attachments_of(state.world, channel.id, body, payload, [])
    return Draft(
        content=payload.get("content") or "",
        embeds=with_addresses(payload.get("embeds") or [], attachments),
        components=payload.get("components") or [],
        attachments=attachments,
        flags=payload.get("flags") or 0,
        tts=bool(payload.get("tts")),
        allowed=default_mentions if payload.get("allowed_mentions") is None else payload["allowed_mentions"],
    )


def _sent_before(state: State, payload: Json) -> Message | None:
    """The message that the bot has already made with this nonce, wherever, if uniqueness is asked for."""
    if payload.get("nonce") is None or not payload.get("enforce_nonce"):
        return None
    return state.nonces.message_of(payload["nonce"])


def send(state: State, channel_id: int, body: Body) -> Message:
    """Send a message as the bot.

    A nonce with ``enforce_nonce`` that the bot has used in the last minutes gives back the message that it
    made then, and makes no second one.

    Raises:
        ApiError: as the endpoint answers: 10003, 50001, 50013, 50007, 50008, 50083, 50006, 50035, 160002.
    """
    channel = visible_channel(state, channel_id)
    _check_may_send(state, channel)
    payload = body.json
    check_message(payload, files=len(body.files), new=True)
    check_extras(state, channel, payload, body)
    before = _sent_before(state, payload)
    if before is not None:
        return before
    draft = draft_of(state, channel, payload, body, PARSE_ALL)
    draft.reference = _reference(state, channel, payload)
    draft.kind = MessageKind.DEFAULT if draft.reference is None else MessageKind.REPLY
    draft.nonce = payload.get("nonce")
    message = post(state.world, state.events, channel, state.world.bot, draft)
    state.nonces.remember(message)
    state.record("message", payload, message)
    return message


def change(state: State, message: Message, body: Body, payload: Json, default_mentions: Json) -> None:
    """Edit a message with what ``payload`` names, by whichever endpoint.

    Raises:
        ApiError: 50035 for a broken limit, 50006 if nothing would be left of it.
    """
    # Components stay components: an edit cannot take the flag away, and it rules out content and embeds.
    # Whether it is ephemeral was settled when it was made.
    flags = (payload.get("flags") or 0) & ~EPHEMERAL | (message.flags & COMPONENTS_V2)
    check_message(payload | {"flags": flags}, files=len(body.files), new=False)
    changes: Json = {key: payload[key] for key in ("content", "embeds", "components") if key in payload} | {
        "flags": flags
    }
    if body.files or "attachments" in payload:
        changes["attachments"] = attachments_of(
            state.world, message.channel_id, body, payload, message.attachments
        )
    attachments = changes.get("attachments", message.attachments)
    if changes.get("embeds"):
        changes["embeds"] = with_addresses(changes["embeds"], attachments)
    left = {
        key: changes.get(key, getattr(message, key))
        for key in ("content", "embeds", "components", "attachments")
    }
    if not any(left.values()):
        raise ApiError(Known.EMPTY_MESSAGE)
    allowed = default_mentions if payload.get("allowed_mentions") is None else payload["allowed_mentions"]
    edit(state.world, state.events, message, changes, allowed=allowed)
    state.record("edit", payload, message)


def edit_in_channel(state: State, channel_id: int, message_id: int, body: Body) -> Message:
    """Edit one of the bot's own messages.

    Raises:
        ApiError: 10003, 50001, 10008, 50005 for another's message, 50083 in an archived thread, 50035, 50006.
    """
    channel = visible_channel(state, channel_id)
    message = message_in(channel, message_id)
    if message.author is not state.world.bot:
        raise ApiError(Known.NOT_THE_AUTHOR)
    _check_not_locked(state, channel)
    if channel.archived:
        raise ApiError(Known.ARCHIVED_THREAD)
    change(state, message, body, body.json, PARSE_ALL)
    return message


def delete_in_channel(state: State, channel_id: int, message_id: int) -> None:
    """Delete a message: the bot's own, or with MANAGE_MESSAGES anyone's.

    Raises:
        ApiError: 10003, 50001, 10008, 50013, 50083 in an archived thread.
    """
    channel = visible_channel(state, channel_id)
    message = message_in(channel, message_id)
    if message.author is not state.world.bot:
        require(state, channel, Permission.MANAGE_MESSAGES)
    # The page "Threads" has it that one may delete there; that it is refused was seen in undiscord, issue 399.
    if channel.archived:
        raise ApiError(Known.ARCHIVED_THREAD)
    delete(state.world, state.events, message)
