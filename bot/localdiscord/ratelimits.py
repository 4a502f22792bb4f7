"""Discord's rate limits, per route and for all together (page "Rate Limits"); off until they are set."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Clock

GLOBAL_REQUESTS = 50
"""What a bot may send per second over all routes (page "Rate Limits", "Global Rate Limit")."""


@dataclass(slots=True)
class _Window:
    started: float
    used: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a request is told: ``headers`` in any case, and ``body`` if it is refused with 429."""

    headers: dict[str, str]
    body: Json | None = None


class RateLimits:
    """Counts requests in fixed windows.

    A bucket is a route and its major parameter (the channel, the guild, or a webhook with its token), as in
    the client: what is used up in one channel leaves the others free. A client keeps what it was told, so
    switching limits off does not free a bucket that it holds for exhausted (pitfall 9 of the design notes).
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._limits: dict[str, tuple[int, float]] = {}
        self._global: tuple[int, float] | None = None
        self._windows: dict[str, _Window] = {}
        self.refused = 0
        """How many requests have been answered with 429."""

    def limit(self, route: str, requests: int, seconds: float) -> None:
        """Allow so many requests per window for a route such as ``POST /channels/{channel_id}/messages``."""
        self._limits[route] = (requests, seconds)

    def limit_all(self, requests: int = GLOBAL_REQUESTS, seconds: float = 1.0) -> None:
        """Allow so many requests per window over all routes that the global limit is for."""
        self._global = (requests, seconds)

    def clear(self) -> None:
        """Switch all limits off."""
        self._limits.clear()
        self._global = None

    def count(self, route: str, major: str, *, under_global: bool) -> Verdict:
        """Count a request and tell whether it may go on. Interactions' endpoints are not ``under_global``."""
        if self._global is not None and under_global:
            left, wait = self._use("global", *self._global)
            if left < 0:
                return self._refuse({}, wait, everywhere=True)
        if route not in self._limits:
            return Verdict({})
        requests, seconds = self._limits[route]
        left, wait = self._use(f"{route} {major}", requests, seconds)
        headers = {
            "X-RateLimit-Limit": str(requests),
            "X-RateLimit-Remaining": str(max(left, 0)),
            "X-RateLimit-Reset": f"{self._clock.now() + wait:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": hashlib.sha256(route.encode()).hexdigest()[:32],
        }
        return Verdict(headers) if left >= 0 else self._refuse(headers, wait, everywhere=False)

    def _use(self, key: str, requests: int, seconds: float) -> tuple[int, float]:
        """Use one request of a window: how many are left (-1: one too many), and the seconds to its end."""
        now = self._clock.now()
        window = self._windows.get(key)
        if window is None or now - window.started >= seconds:
            window = self._windows[key] = _Window(now)
        window.used += 1
        return max(requests - window.used, -1), window.started + seconds - now

    def _refuse(self, headers: dict[str, str], wait: float, *, everywhere: bool) -> Verdict:
        self.refused += 1
        return Verdict(
            headers | refusal_headers(wait, everywhere=everywhere), refusal_body(wait, everywhere=everywhere)
        )


def refusal_headers(wait: float, *, everywhere: bool) -> dict[str, str]:
    """The headers that a 429 has of its own; ``wait`` is in seconds."""
    headers = {
        "Retry-After": str(max(1, round(wait))),
        "X-RateLimit-Scope": "global" if everywhere else "user",
    }
    return headers | {"X-RateLimit-Global": "true"} if everywhere else headers


def refusal_body(wait: float, *, everywhere: bool) -> Json:
    """The body of a 429; ``wait`` is in seconds."""
    return {"message": "You are being rate limited.", "retry_after": round(wait, 3), "global": everywhere}
