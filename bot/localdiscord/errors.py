"""What goes wrong: the errors that Discord's API answers, and what Discord's client would not let one do."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.localdiscord.wire import Json


class Known(Enum):
    """HTTP status, JSON error code and message, from Discord's page "Opcodes and Status Codes"."""

    UNAUTHORIZED = (401, 0, "401: Unauthorized")
    NOT_FOUND = (404, 0, "404: Not Found")
    UNKNOWN_CHANNEL = (404, 10003, "Unknown Channel")
    UNKNOWN_GUILD = (404, 10004, "Unknown Guild")
    UNKNOWN_MEMBER = (404, 10007, "Unknown Member")
    UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")
    UNKNOWN_USER = (404, 10013, "Unknown User")
    UNKNOWN_WEBHOOK = (404, 10015, "Unknown Webhook")
    UNKNOWN_INTERACTION = (404, 10062, "Unknown interaction")
    TOO_MANY_COMMANDS = (400, 30032, "Maximum number of application commands reached (100).")
    TOO_LARGE = (413, 40005, "Request entity too large")
    ALREADY_ACKNOWLEDGED = (400, 40060, "Interaction has already been acknowledged.")
    TAG_REQUIRED = (400, 40067, "A tag is required to create a forum post in this channel")
    MISSING_ACCESS = (403, 50001, "Missing Access")
    NOT_THE_AUTHOR = (403, 50005, "Cannot edit a message authored by another user")
    EMPTY_MESSAGE = (400, 50006, "Cannot send an empty message")
    CANNOT_SEND_TO_USER = (403, 50007, "Cannot send messages to this user")
    NOT_A_TEXT_CHANNEL = (400, 50008, "Cannot send messages in a non-text channel")
    MISSING_PERMISSIONS = (403, 50013, "Missing Permissions")
    WRONG_CHANNEL_TYPE = (400, 50024, "Cannot execute action on this channel type")
    INVALID_WEBHOOK_TOKEN = (401, 50027, "Invalid Webhook Token")
    INVALID_FORM = (400, 50035, "Invalid Form Body")
    ARCHIVED_THREAD = (400, 50083, "Thread is archived")
    # A locked thread is told of with the same code: seen with 403 in discord-api-docs, issue 7707.
    LOCKED_THREAD = (403, 50083, "Thread is archived")
    INVALID_JSON = (400, 50109, "The request body contains invalid JSON.")
    REPLY_NEEDS_HISTORY = (400, 160002, "Cannot reply without permission to read message history")
    THREAD_EXISTS = (400, 160004, "A thread has already been created for this message")


BREACHES = {
    Known.INVALID_FORM,
    Known.INVALID_JSON,
    Known.EMPTY_MESSAGE,
    Known.TOO_LARGE,
    Known.TOO_MANY_COMMANDS,
}
"""What is answered to a body that breaks a limit, whatever is allowed and whatever there is."""


class ApiError(Exception):
    """A request that Discord answers with an error.

    ``errors`` is the tree of Discord's form errors: keys are field names and indices as strings, and each
    leaf is ``{"_errors": [{"code": str, "message": str}]}``.
    """

    def __init__(self, known: Known, errors: Json | None = None) -> None:
        super().__init__(known.value[2])
        self.known = known
        self.status, self.code, self.message = known.value
        self.errors = errors

    @property
    def body(self) -> Json:
        """The JSON object that Discord answers with."""
        body: Json = {"message": self.message, "code": self.code}
        return body | {"errors": self.errors} if self.errors else body


class ClientRefusalError(Exception):
    """What a person asked for cannot be done in Discord's own client; the text says why."""


class UnknownCommandError(ClientRefusalError):
    """There is no such command here: not synced, misspelt, or not offered in this kind of channel."""


class NotPermittedError(ClientRefusalError):
    """The client does not show it to this member: a command, a channel, or a message to write."""


class InvalidOptionError(ClientRefusalError):
    """An option or a field has a value that the client does not accept, or lacks one that is required."""


class UnknownComponentError(ClientRefusalError):
    """The message has no such button or menu, or it is disabled."""
