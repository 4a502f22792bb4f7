"""How the bot answers interactions: the first answer, follow-ups, and changes to what it has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord.component_limits import check_modal
from bot.localdiscord.errors import ApiError, Known
from bot.localdiscord.interactions import Callback, Interaction, Kind
from bot.localdiscord.limits import check_choices, check_message
from bot.localdiscord.payloads import message_payload
from bot.localdiscord.posting import PARSE_USERS, Draft, delete, post
from bot.localdiscord.sending import change, draft_of
from bot.localdiscord.wire import part
from bot.localdiscord.world import EPHEMERAL, LOADING, MessageKind

if TYPE_CHECKING:
    from bot.localdiscord.state import State
    from bot.localdiscord.uploads import Body
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Message


def answer(state: State, interaction_id: int, token: str, body: Body) -> Json:
    """Carry out a first answer and return Discord's interaction callback object.

    A payload that breaks a limit leaves the interaction unanswered, so that the bot can still say so.

    Raises:
        ApiError: 10062, 40060, 50035, 50006.
    """
    payload = body.json
    interaction = state.interactions.to_answer(interaction_id, token, payload.get("type", 0))
    callback = Callback(payload["type"])
    data = part(payload, "data")
    match callback:
        case Callback.MESSAGE | Callback.DEFERRED_MESSAGE:
            _answer_with_message(state, interaction, callback, data, body)
        case Callback.UPDATE:
            _update_source(state, interaction, data, body)
        case Callback.DEFERRED_UPDATE:
            interaction.original = interaction.source
        case Callback.CHOICES:
            check_choices(data)
            interaction.choices = data.get("choices") or []
        case Callback.MODAL:
            check_modal(data)
            interaction.modal = data
    interaction.callback = callback
    state.events.touch()
    return _callback_payload(state, interaction, callback)


def _draft(state: State, interaction: Interaction, data: Json, body: Body) -> Draft:
    draft = draft_of(state, interaction.channel, data, body, PARSE_USERS)
    if draft.flags & EPHEMERAL:
        draft.only_for = interaction.user.id
    draft.interaction = interaction.metadata()
    return draft


def _answer_with_message(
    state: State, interaction: Interaction, callback: Callback, data: Json, body: Body
) -> None:
    thinking = callback is Callback.DEFERRED_MESSAGE
    if not thinking:
        check_message(data, files=len(body.files), new=True)
    draft = _draft(state, interaction, data, body)
    if thinking:
        draft.flags |= LOADING
    # A command's answer stands under the command; one to a component or form replies to its message.
    draft.kind = MessageKind.CHAT_INPUT if interaction.kind is Kind.COMMAND else MessageKind.DEFAULT
    interaction.ephemeral = draft.only_for is not None
    interaction.original = post(state.world, state.events, interaction.channel, state.world.bot, draft)
    if not thinking:
        state.record("answer", data, interaction.original)


def _update_source(state: State, interaction: Interaction, data: Json, body: Body) -> None:
    if interaction.source is None or interaction.source.deleted:
        raise ApiError(Known.UNKNOWN_MESSAGE)
    change(state, interaction.source, body, data, PARSE_USERS)
    interaction.original = interaction.source
    interaction.edits += 1


def _callback_payload(state: State, interaction: Interaction, callback: Callback) -> Json:
    told: Json = {"id": str(interaction.id), "type": int(interaction.kind)}
    payload: Json = {"interaction": told}
    message = interaction.original
    if message is not None:
        told |= {
            "response_message_id": str(message.id),
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.ephemeral,
        }
    if message is not None and callback is not Callback.DEFERRED_UPDATE:
        payload["resource"] = {"type": int(callback), "message": message_payload(message, state.world)}
    return payload


def follow_up(state: State, token: str, body: Body) -> Message:
    """Send a follow-up. The first one after "thinking" becomes the answer itself, as Discord still has it.

    Raises:
        ApiError: 50027, 10015, 50035, 50006.
    """
    interaction = state.interactions.answered(token)
    original = interaction.original
    if original is not None and original.loading:
        change(state, original, body, body.json, PARSE_USERS)
        interaction.edits += 1
        return original
    check_message(body.json, files=len(body.files), new=True)
    draft = _draft(state, interaction, body.json, body)
    message = post(state.world, state.events, interaction.channel, state.world.bot, draft)
    interaction.followups.append(message)
    state.record("followup", body.json, message)
    return message


def answer_message(state: State, token: str, message_id: str) -> tuple[Interaction, Message]:
    """The message that a follow-up path names: ``@original`` or the id of a follow-up.

    Raises:
        ApiError: 50027, 10015, 10008.
    """
    interaction = state.interactions.answered(token)
    for message in (interaction.original, *interaction.followups):
        if message is None or message.deleted:
            continue
        if message_id == str(message.id) or (message_id == "@original" and message is interaction.original):
            return interaction, message
    raise ApiError(Known.UNKNOWN_MESSAGE)


def edit_answer(state: State, token: str, message_id: str, body: Body) -> Message:
    """Change an answer or a follow-up; raises as ``answer_message`` and ``change`` do."""
    interaction, message = answer_message(state, token, message_id)
    change(state, message, body, body.json, PARSE_USERS)
    interaction.edits += 1
    return message


def delete_answer(state: State, token: str, message_id: str) -> None:
    """Take back an answer or a follow-up; raises as ``answer_message`` does."""
    interaction, message = answer_message(state, token, message_id)
    delete(state.world, state.events, message)
    interaction.edits += 1
