"""The pacer: one queue for all that is sent without being asked for, just under what Discord allows."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

RATE = 47.5
"""Requests per second. Discord allows 50 for all that a bot sends but answers to interactions (page "Rate Limits").

The rest is for requests that take longer on their way than those after them: at 48, now and then one too many arrived
within a second.
"""

_MADE_UP = 0.25
"""The part of a turn that may be made up for when one was late."""


class Pacer:
    """Gives turns at even distances: no second has more of them than ``rate`` and one. ``clock`` counts seconds.

    A turn is taken when it comes and not booked ahead: what was late because the machine stood still would else go out
    all at once after it. Only a part of a turn is made up for, which evens out that sleeping takes a little too long.
    """

    def __init__(
        self,
        rate: float = RATE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._interval = 1 / rate
        self._clock = clock
        self._sleep = sleep
        self._next = 0.0
        self._queue = asyncio.Lock()

    async def turn(self, weight: float = 1.0) -> None:
        """Wait for a turn, in the order of asking; one of ``weight`` 2 takes the time of two."""
        async with self._queue:
            while (wait := self._next - self._clock()) > 0:
                await self._sleep(wait)
            self._take(weight)

    def charge(self) -> None:
        """Somebody has gone without waiting, as answers to users do: the next turn comes so much later."""
        self._take(1.0)

    def _take(self, weight: float) -> None:
        self._next = max(self._next, self._clock() - _MADE_UP * self._interval) + weight * self._interval
