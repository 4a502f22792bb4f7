"""Discord's rate limits, per route and for all together (page "Rate Limits"); off until they are set."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.localdiscord.route_limits import AS_DISCORD, Limit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bot.localdiscord.clock import Clock
    from bot.localdiscord.wire import Json

Scope = Literal["user", "global", "shared"]
"""Whose limit a 429 was for: the bot's on this route, the bot's on all, or the resource's."""

GLOBAL_REQUESTS = 50
GLOBAL_SECONDS = 1.0
"""What a bot may send per second over all routes (page "Rate Limits", "Global Rate Limit")."""

WINDOWS_KEPT = 10_000
"""How many windows are looked through for ended ones; our own choice, it only bounds the memory."""


@dataclass(slots=True)
class _Window:
    ends: float
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
        self._limits: dict[str, tuple[Limit, ...]] = {}
        self._global: Limit | None = None
        self._windows: dict[str, _Window] = {}
        self.refused = 0
        """How many requests have been answered with 429."""

    def limit(
        self,
        route: str,
        requests: int,
        seconds: float,
        *,
        shared: bool = False,
        fields: Iterable[str] = (),
    ) -> None:
        """Allow so many requests per window for a route such as ``POST /channels/{channel_id}/messages``.

        A route may have a limit of its own, a ``shared`` one, and others for bodies with certain ``fields``
        beside each other (see ``Limit``); setting one of a kind again replaces it.
        """
        new = Limit(requests, seconds, shared, frozenset(fields))
        others = [
            one for one in self._limits.get(route, ()) if (one.shared, one.fields) != (new.shared, new.fields)
        ]
        self._limits[route] = (*others, new)

    def limit_all(self, requests: int = GLOBAL_REQUESTS, seconds: float = GLOBAL_SECONDS) -> None:
        """Allow so many requests per window over all routes that the global limit is for."""
        self._global = Limit(requests, seconds)

    def as_discord(self) -> None:
        """Limit as Discord is known to: 50 a second in all, and each route that ``route_limits`` lists."""
        self.limit_all()
        self._limits |= AS_DISCORD

    def clear(self) -> None:
        """Switch all limits off."""
        self._limits.clear()
        self._global = None

    def count(self, route: str, major: str, *, under_global: bool, fields: Collection[str] = ()) -> Verdict:
        """Count a request, whose body has these ``fields``, and tell whether it may go on.

        Interactions' endpoints are not ``under_global``.
        """
        if self._global is not None and under_global:
            left, wait = self._use("global", self._global)
            if left < 0:
                return self._refuse({}, wait, "global")
        headers: dict[str, str] = {}
        refused: tuple[float, Scope] | None = None
        for limit in self._limits.get(route, ()):
            if limit.fields and limit.fields.isdisjoint(fields):
                continue
            left, wait = self._use(f"{route} {major} {limit.shared} {sorted(limit.fields)}", limit)
            if limit.told:
                headers = self._told(route, limit, left, wait)
            if left < 0 and (refused is None or wait > refused[0]):
                refused = wait, "shared" if limit.shared else "user"
        return Verdict(headers) if refused is None else self._refuse(headers, *refused)

    @property
    def windows(self) -> int:
        """How many windows are being kept."""
        return len(self._windows)

    def _told(self, route: str, limit: Limit, left: int, wait: float) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": str(limit.requests),
            "X-RateLimit-Remaining": str(max(left, 0)),
            "X-RateLimit-Reset": f"{self._clock.now() + wait:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": hashlib.sha256(route.encode()).hexdigest()[:32],
        }

    def _use(self, key: str, limit: Limit) -> tuple[int, float]:
        """Use one request of a window: how many are left (-1: one too many), and the seconds to its end."""
        now = self._clock.now()
        window = self._windows.get(key)
        if window is None or now >= window.ends:
            self._forget_ended(now)
            window = self._windows[key] = _Window(now + limit.seconds)
        window.used += 1
        return max(limit.requests - window.used, -1), window.ends - now

    def _forget_ended(self, now: float) -> None:
        if len(self._windows) >= WINDOWS_KEPT:
            self._windows = {key: window for key, window in self._windows.items() if now < window.ends}

    def _refuse(self, headers: dict[str, str], wait: float, scope: Scope) -> Verdict:
        self.refused += 1
        return Verdict(headers | refusal_headers(wait, scope), refusal_body(wait, scope))


def refusal_headers(wait: float, scope: Scope) -> dict[str, str]:
    """The headers that a 429 has of its own; ``wait`` is in seconds, which ``Retry-After`` has rounded up."""
    headers = {"Retry-After": str(max(1, math.ceil(wait))), "X-RateLimit-Scope": scope}
    return headers | {"X-RateLimit-Global": "true"} if scope == "global" else headers


def refusal_body(wait: float, scope: Scope, code: int | None = None) -> Json:
    """The body of a 429; ``wait`` is in seconds, ``code`` one of Discord's error codes for some limits."""
    who = "The resource is" if scope == "shared" else "You are"
    body: Json = {
        "message": f"{who} being rate limited.",
        "retry_after": round(wait, 3),
        "global": scope == "global",
    }
    return body if code is None else body | {"code": code}
