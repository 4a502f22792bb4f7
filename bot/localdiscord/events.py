"""What happens, told to whoever listens (the gateway, the terminal), and waiting for something to be so."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import IntFlag
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Channel, Message

T = TypeVar("T")


class Intent(IntFlag):
    """The gateway intents that something here is sent for (Discord's page "Gateway", "List of Intents")."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15


PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT
"""The intents that an application must be granted before a bot may ask for them (else: close code 4014)."""

EVERY_INTENT = (1 << 26) - 1
"""The bits 0 to 25 are given to intents; what is above is invalid, code 4013 (page "Gateway", Intents)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, as the gateway would dispatch it.

    ``intent`` is what a session must have declared to be told (0: everyone is). ``channel`` is the one it
    happened in, which the bot must be able to see. ``message`` is set where message content may have to be
    stripped. ``private`` events are no business of the gateway: an ephemeral answer goes to one user only.
    """

    name: str
    data: Json
    guild_id: int | None = None
    intent: int = 0
    channel: Channel | None = None
    message: Message | None = None
    private: bool = False


class Events:
    """Tells listeners what happens, and wakes those who wait for the world to be in some state.

    ``activity`` counts everything that went on, so that two looks at it tell whether it has been quiet.
    """

    def __init__(self) -> None:
        self.activity = 0
        self._listeners: list[Callable[[Event], None]] = []
        self._waiting: set[asyncio.Future[None]] = set()

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call ``listener`` for every event from now on; returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, event: Event) -> None:
        """Tell every listener, in the order in which they came."""
        for listener in tuple(self._listeners):
            listener(event)
        self.touch()

    def touch(self) -> None:
        """Something changed: whoever waits looks again."""
        self.activity += 1
        self.wake()

    def wake(self) -> None:
        """Let everyone look again although nothing was done, as when the clock was put forward."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def change(self, timeout: float) -> bool:  # noqa: ASYNC109 - the callers' deadline is the point of it
        """Wait for the next change, at most ``timeout`` seconds; False if there was none."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            async with asyncio.timeout(timeout):
                await future
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return True

    async def until(
        self,
        ask: Callable[[], T | None],
        timeout: float,  # noqa: ASYNC109 - see change
        what: str,
        look_every: float = float("inf"),
    ) -> T:
        """Wait until ``ask`` answers something that is neither None nor False, and return it.

        It is asked after every change here; for what changes elsewhere also each ``look_every`` seconds.

        Raises:
            TimeoutError: it did not within ``timeout`` seconds; the text says for ``what`` was waited.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while True:
            answer = ask()
            if answer is not None and answer is not False:
                return answer
            left = deadline - loop.time()
            if left <= 0:
                raise TimeoutError(f"waited {timeout:g} s for {what}")
            await self.change(min(left, look_every))
