"""The endpoints by which a bot answers interactions; the interaction's own token is in their path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord import answers
from bot.localdiscord.errors import ApiError, Known
from bot.localdiscord.payloads import message_payload
from bot.localdiscord.routes import Call, Route

if TYPE_CHECKING:
    from bot.localdiscord.wire import Json


def _callback(call: Call) -> Json | None:
    told = answers.answer(call.state, call.id("interaction_id"), call.path["token"], call.body)
    return told if call.query.get("with_response") in {"1", "true", "True"} else None


def _token(call: Call) -> str:
    if call.id("application_id") != call.state.world.application_id:
        raise ApiError(Known.UNKNOWN_WEBHOOK)
    return call.path["token"]


def _follow_up(call: Call) -> Json:
    return message_payload(answers.follow_up(call.state, _token(call), call.body), call.state.world)


def _get(call: Call) -> Json:
    _, message = answers.answer_message(call.state, _token(call), call.path["message_id"])
    return message_payload(message, call.state.world)


def _edit(call: Call) -> Json:
    message = answers.edit_answer(call.state, _token(call), call.path["message_id"], call.body)
    return message_payload(message, call.state.world)


def _delete(call: Call) -> None:
    answers.delete_answer(call.state, _token(call), call.path["message_id"])


_MESSAGE = "/webhooks/{application_id}/{token}/messages/{message_id}"

ROUTES = [
    Route("POST", "/interactions/{interaction_id}/{token}/callback", _callback, open=True),
    Route("POST", "/webhooks/{application_id}/{token}", _follow_up, open=True),
    Route("GET", _MESSAGE, _get, open=True),
    Route("PATCH", _MESSAGE, _edit, open=True),
    Route("DELETE", _MESSAGE, _delete, open=True),
]
