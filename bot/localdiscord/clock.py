"""The time of the local Discord, and the ids that are stamped with it."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

EPOCH_MILLISECONDS = 1_420_070_400_000
"""The first second of 2015, from which Discord's snowflakes count (page "API Reference", Snowflakes)."""


class Clock:
    """The time of this Discord in Unix seconds: it runs with the real one, and a test may put it forward.

    Three-second deadlines, the validity of tokens and nonces and the time stamps of ids all go by it,
    so that no test has to wait for one.
    """

    def __init__(self) -> None:
        self._ahead = 0.0
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> float:
        """Unix seconds."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Put the clock forward and let everyone who waits look again."""
        self._ahead += seconds
        for listener in self._listeners:
            listener()

    def on_advance(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever the clock is put forward."""
        self._listeners.append(listener)


class Snowflakes:
    """Hands out ids: unique, rising, and stamped with the clock's time as Discord's are."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0
        self._last_guild = self._stamp() - (86_400_000 << 22)

    def _stamp(self) -> int:
        return (int(self._clock.now() * 1000) - EPOCH_MILLISECONDS) << 22

    def next(self) -> int:
        """An id above every earlier one."""
        self._last = max(self._last + 1, self._stamp())
        return self._last

    def next_guild(self) -> int:
        """An id whose millisecond is its own: shards are told apart by it, so guilds spread evenly."""
        self._last_guild += 1 << 22
        return self._last_guild


def timestamp(seconds: float) -> str:
    """Unix seconds as the ISO 8601 time stamp that Discord sends."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat()
