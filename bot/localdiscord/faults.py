"""Faults of the REST API to be switched on: rate limits, server errors, broken connections, slow answers."""

from __future__ import annotations

import fnmatch
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.localdiscord.cloudflare import BanBody


@dataclass(frozen=True, slots=True)
class TooMany:
    """429. Without ``via`` it has no ``Via`` header, which discord.py takes for a ban by Cloudflare.

    ``retry_after`` is in seconds. ``everywhere`` makes it the global limit, ``shared`` that of the resource,
    which is not counted against the bot. ``code`` is Discord's error code where a limit has one, such as
    20028 for a channel that is written to too often or 30046 for edits of old messages (page "Opcodes and
    Status Codes").
    """

    retry_after: float = 0.01
    via: bool = True
    everywhere: bool = False
    shared: bool = False
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Banned:
    """What a ban by Cloudflare answers, to this one request: 429 with neither ``Via`` nor ``retry_after``."""

    retry_after: float = 3600.0
    body: BanBody = "text"


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


@dataclass(frozen=True, slots=True)
class Hang:
    """Nothing happens for so many seconds; then the work is done and answered.

    The work is done even if the client has hung up meanwhile, as a server does that has the request already.
    Without ``work`` nothing is ever done, and the answer is a gateway's 504.
    """

    seconds: float
    work: bool = True


Fault = TooMany | Banned | ServerError | Dropped | Slow | Hang


@dataclass(slots=True)
class _Place:
    method: str
    path: str

    def fits(self, method: str, path: str) -> bool:
        return fnmatch.fnmatchcase(method, self.method) and fnmatch.fnmatchcase(path, self.path)


@dataclass(slots=True)
class _Armed:
    fault: Fault
    place: _Place
    left: int


@dataclass(slots=True)
class _Chance:
    shares: dict[Fault, float]
    place: _Place
    random: Random = field(repr=False)

    def draw(self) -> Fault | None:
        at = self.random.random()
        for fault, share in self.shares.items():
            if at < share:
                return fault
            at -= share
        return None


class Faults:
    """The faults that are switched on: those for the next requests, and those that hit at random.

    Each of ``add`` hits the first requests that fit it, the oldest fault first, and before any random one.
    """

    def __init__(self) -> None:
        self._armed: list[_Armed] = []
        self._chances: list[_Chance] = []
        self.dealt: Counter[Fault] = Counter()
        """How many requests each fault has hit, however it was switched on; ``clear`` leaves it."""

    def add(self, fault: Fault, *, method: str = "*", path: str = "*", times: int = 1) -> None:
        """Let the next ``times`` requests go wrong that fit ``method`` and ``path``.

        ``path`` is what stands after ``/api/v10``, and may hold ``*``: ``/channels/*/messages``.
        """
        self._armed.append(_Armed(fault, _Place(method, path), times))

    def at_random(
        self, shares: Mapping[Fault, float], *, method: str = "*", path: str = "*", seed: int
    ) -> None:
        """Let each request that fits go wrong with the chance that its fault has, until ``clear``.

        ``shares`` are from 0 to 1 and together at most 1; a request meets at most one of them. The draws come
        from ``seed``, one per fitting request, so the same requests in the same order meet the same faults.

        Raises:
            ValueError: the shares are negative or more than 1 together.
        """
        if any(share < 0 for share in shares.values()) or sum(shares.values()) > 1:
            raise ValueError(f"these are no shares of all requests: {dict(shares)}")
        self._chances.append(_Chance(dict(shares), _Place(method, path), Random(seed)))

    def clear(self) -> None:
        """Switch everything off."""
        self._armed.clear()
        self._chances.clear()

    def left(self) -> int:
        """How many requests are still certain to go wrong."""
        return sum(armed.left for armed in self._armed)

    def dealt_of(self, kind: type[Fault]) -> int:
        """How many requests have been hit by faults of this kind, such as ``ServerError`` of any status."""
        return sum(count for fault, count in self.dealt.items() if isinstance(fault, kind))

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that hits this request; it is counted, and one of ``add`` is used up by it."""
        # Every fitting source draws, so that what it draws next does not depend on the others.
        drawn = [chance.draw() for chance in self._chances if chance.place.fits(method, path)]
        fault = self._take_armed(method, path) or next((one for one in drawn if one is not None), None)
        if fault is not None:
            self.dealt[fault] += 1
        return fault

    def _take_armed(self, method: str, path: str) -> Fault | None:
        for armed in self._armed:
            if armed.place.fits(method, path):
                armed.left -= 1
                if not armed.left:
                    self._armed.remove(armed)
                return armed.fault
        return None
