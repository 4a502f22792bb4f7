"""The breaker: slows down and stops before Discord bans the bot for requests that it refuses."""

from __future__ import annotations

from collections import deque
from enum import Enum

WINDOW = 600.0
"""Seconds in which refusals count. At 10,000 of them Discord bans the address (page "Rate Limits", "Invalid Request
Limit"), whatever was asked for."""

MANY = 1_000
TOO_MANY = 5_000
_COUNTED = frozenset((401, 403, 429))


class Level(Enum):
    """How freely may be sent what nobody has asked for."""

    FREE = "free"
    HALF = "at half the rate"
    STOPPED = "not at all"


class Breaker:
    """Counts the refusals of the last ten minutes. Times are seconds of a clock that is never put back."""

    def __init__(self) -> None:
        self._refusals: deque[float] = deque(maxlen=TOO_MANY)
        self._blocked_until = 0.0

    def count(self, status: int, now: float, *, is_shared: bool = False) -> None:
        """Note an answer. A 429 for a limit that is ``is_shared`` with other bots is not held against this one."""
        if status in _COUNTED and not is_shared:
            self._refusals.append(now)

    def block(self, until: float) -> None:
        """Discord, or the proxy before it, wants to hear nothing more until then."""
        self._blocked_until = max(self._blocked_until, until)

    def level(self, now: float) -> Level:
        """What holds now."""
        while self._refusals and now - self._refusals[0] > WINDOW:
            self._refusals.popleft()
        if now < self._blocked_until or len(self._refusals) >= TOO_MANY:
            return Level.STOPPED
        return Level.HALF if len(self._refusals) >= MANY else Level.FREE

    @property
    def refusals(self) -> int:
        """How many refusals count at the last look."""
        return len(self._refusals)
