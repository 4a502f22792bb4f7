"""The pacer: one queue for all that is sent without being asked for, just under what Discord allows."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

RATE = 48.0
"""Requests per second. Discord allows 50 for all that a bot sends but answers to interactions (page "Rate Limits")."""


class Pacer:
    """Gives turns at even distances, so that no second has more of them than ``rate``. ``clock`` counts seconds."""

    def __init__(self, rate: float = RATE, clock: Callable[[], float] = time.monotonic) -> None:
        self._interval = 1 / rate
        self._clock = clock
        self._next = 0.0

    async def turn(self, weight: float = 1.0) -> None:
        """Wait for a turn; one of ``weight`` 2 takes the time of two."""
        start = self._book(weight)
        wait = start - self._clock()
        if wait > 0:
            await asyncio.sleep(wait)

    def charge(self) -> None:
        """Somebody has gone without waiting, as answers to users do: the next turn comes so much later."""
        self._book(1.0)

    def _book(self, weight: float) -> float:
        start = max(self._clock(), self._next)
        self._next = start + weight * self._interval
        return start
