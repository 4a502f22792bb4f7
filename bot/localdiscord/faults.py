"""Faults of the REST API to be switched on: rate limits, server errors, broken connections, slow answers."""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class TooMany:
    """429. Without ``via`` it has no ``Via`` header, which discord.py takes for a ban by Cloudflare.

    ``retry_after`` is in seconds. ``everywhere`` makes it the global limit.
    """

    retry_after: float = 0.01
    via: bool = True
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class ServerError:
    """A 5xx. ``after_work`` tells whether the request had been carried out before it."""

    status: int = 500
    after_work: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """The connection breaks instead of an answer: reset (RST) or just closed; perhaps ``after_work``."""

    after_work: bool = False
    reset: bool = True


@dataclass(frozen=True, slots=True)
class Slow:
    """The answer comes so many seconds late; the work is done at once."""

    seconds: float


Fault = TooMany | ServerError | Dropped | Slow


@dataclass(slots=True)
class _Armed:
    fault: Fault
    method: str
    path: str
    left: int


class Faults:
    """The faults that are switched on. Each hits the first requests that fit it, the oldest fault first."""

    def __init__(self) -> None:
        self._armed: list[_Armed] = []

    def add(self, fault: Fault, *, method: str = "*", path: str = "*", times: int = 1) -> None:
        """Let the next ``times`` requests go wrong that fit ``method`` and ``path``.

        ``path`` is what stands after ``/api/v10``, and may hold ``*``: ``/channels/*/messages``.
        """
        self._armed.append(_Armed(fault, method, path, times))

    def clear(self) -> None:
        """Switch everything off."""
        self._armed.clear()

    def left(self) -> int:
        """How many requests are still to go wrong."""
        return sum(armed.left for armed in self._armed)

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that hits this request; it is used up by it."""
        for armed in self._fitting(method, path):
            armed.left -= 1
            if not armed.left:
                self._armed.remove(armed)
            return armed.fault
        return None

    def _fitting(self, method: str, path: str) -> Iterable[_Armed]:
        return [
            armed
            for armed in self._armed
            if fnmatch.fnmatchcase(method, armed.method) and fnmatch.fnmatchcase(path, armed.path)
        ]
