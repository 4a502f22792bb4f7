"""The nonces of the last minutes, by which a message that is sent again is known."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.localdiscord.clock import Clock
    from bot.localdiscord.world import Message

NONCE_SECONDS = 5 * 60.0
"""How long a nonce is remembered: "the past few minutes" (page "Message Resource", enforce_nonce)."""


class Nonces:
    """The bot's messages by nonce, whichever channel they are in; those that are too old are forgotten."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        # Oldest first, since a nonce that is used again is moved to the end.
        self._messages: OrderedDict[str, Message] = OrderedDict()

    def __len__(self) -> int:
        self._forget_old()
        return len(self._messages)

    def remember(self, message: Message) -> None:
        """Keep a message that has just been made, if it has a nonce."""
        self._forget_old()
        if message.nonce is not None:
            self._messages[str(message.nonce)] = message
            self._messages.move_to_end(str(message.nonce))

    def message_of(self, nonce: str | int) -> Message | None:
        """The message that was made with this nonce in the last minutes."""
        self._forget_old()
        return self._messages.get(str(nonce))

    def _forget_old(self) -> None:
        now = self._clock.now()
        while self._messages:
            oldest = next(iter(self._messages.values()))
            if now - oldest.created <= NONCE_SECONDS:
                return
            self._messages.popitem(last=False)
