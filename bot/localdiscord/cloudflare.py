"""Cloudflare, which stands before Discord's API and turns away whoever has made too many invalid requests."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.localdiscord.clock import Clock

INVALID_REQUESTS = 10_000
INVALID_SECONDS = 600.0
"""So many in so long bring a ban (page "Rate Limits", "Invalid Request Limit aka Cloudflare bans")."""

INVALID_STATUSES = frozenset({401, 403, 429})
"""The answers that count as invalid; not a 429 with the scope "shared" (the page "Rate Limits" too)."""

BAN_SECONDS = 3600.0
"""How long it lasts: the page "Rate Limits" only says temporarily; discord-api-docs, issue 5385, saw an hour."""

BanBody = Literal["text", "html", "json"]
"""How the refusal looks; all three have been seen, and none has a ``Via`` header or a ``retry_after``.

``text`` is what programs get (discord-api-docs, issue 5385), ``html`` a whole page (the same, issue 1356),
``json`` Discord's own words (seen by users of discord.py: an HTTPException 429 with code 0).
"""

_BODIES = {
    "text": ("text/plain; charset=UTF-8", "error code: 1015"),
    "html": (
        "text/html; charset=UTF-8",
        "<!DOCTYPE html><html><head><title>Access denied</title></head><body>Error 1015</body></html>",
    ),
    "json": ("application/json", '{"message": "You are being blocked from accessing our API.", "code": 0}'),
}


class Cloudflare:
    """Counts the invalid requests of the last ten minutes, and bans at the limit.

    It counts by address, so all clients here count together. ``limit`` and ``ban_seconds`` may be changed by
    a test, ``body`` is how the ban is told. The gateway is not behind the ban.
    """

    def __init__(self, clock: Clock) -> None:
        self.limit = INVALID_REQUESTS
        self.ban_seconds = BAN_SECONDS
        self.body: BanBody = "text"
        self._clock = clock
        self._times: deque[float] = deque()
        self._banned_until = 0.0

    @property
    def invalid(self) -> int:
        """How many invalid requests there were in the last ten minutes of the clock."""
        while self._times and self._clock.now() - self._times[0] >= INVALID_SECONDS:
            self._times.popleft()
        return len(self._times)

    @property
    def banned_for(self) -> float:
        """The seconds for which every request is still turned away; 0 without a ban."""
        return max(self._banned_until - self._clock.now(), 0.0)

    def count(self, status: int, scope: str | None) -> None:
        """Count an answer; ``scope`` is its ``X-RateLimit-Scope``. The one that reaches the limit brings the ban."""
        if status not in INVALID_STATUSES or scope == "shared":
            return
        self._times.append(self._clock.now())
        if self.invalid >= self.limit:
            self.ban(self.ban_seconds)

    def ban(self, seconds: float) -> None:
        """Turn every request away for so long, 0 for none any more."""
        self._banned_until = self._clock.now() + seconds


def ban_answer(seconds: float, body: BanBody) -> tuple[dict[str, str], str]:
    """The headers and the text of the 429 with which a ban of so many more seconds is told."""
    kind, text = _BODIES[body]
    return {
        "Content-Type": kind,
        "Retry-After": str(max(1, math.ceil(seconds))),
        "Server": "cloudflare",
    }, text
