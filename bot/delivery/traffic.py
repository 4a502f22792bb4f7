"""Traffic: all that the bot asks of Discord is seen here, so that answers to users go before alerts."""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

import aiohttp

from bot.delivery.breaker import Breaker, Level
from bot.delivery.pacer import Pacer

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

_TOO_MANY = 429
_SERVER_FAULT = 500
# Answers to interactions are not under the global limit (page "Rate Limits", "Global Rate Limit").
_EXEMPT = ("/interactions/", "/webhooks/")

_has_turn: ContextVar[bool] = ContextVar("has_turn", default=False)
_once: ContextVar[bool] = ContextVar("once", default=False)


@contextmanager
def once() -> Generator[None]:
    """Requests in here are not repeated by discord.py itself, for which it has no setting.

    It sends again after most answers of 500 and more, and after some broken connections, though the work may have been
    done: what has no nonce would be there twice. In here these are a ``ConnectionError``, which it hands on.
    """
    token = _once.set(True)
    try:
        yield
    finally:
        _once.reset(token)


class Traffic:
    """The pacer and the breaker of one client, fed by every request that it makes. ``clock`` counts seconds."""

    def __init__(self, pacer: Pacer | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._pacer = pacer or Pacer()
        self._clock = clock
        self.breaker = Breaker()
        self.too_many = 0
        """How many answers were 429."""

    @property
    def level(self) -> Level:
        """How freely may be sent what nobody has asked for."""
        return self.breaker.level(self._clock())

    async def turn(self) -> bool:
        """Wait for a turn to send what nobody has asked for; False if nothing may be sent.

        A turn is good for one request of the task that waited for it; one that was not used yet is still good.
        """
        if self.level is not Level.STOPPED and not _has_turn.get():
            await self._pacer.turn(2.0 if self.level is Level.HALF else 1.0)
            _has_turn.set(True)
        return self.level is not Level.STOPPED

    def block(self, seconds: float) -> None:
        """Send nothing that nobody has asked for, for so long."""
        self.breaker.block(self._clock() + seconds)

    def trace(self) -> aiohttp.TraceConfig:
        """What a client needs to let its requests be seen (``http_trace`` of ``discord.Client``)."""
        trace = aiohttp.TraceConfig()
        trace.on_request_start.append(self._started)
        trace.on_request_end.append(self._ended)
        trace.on_request_exception.append(self._failed)
        return trace

    async def _started(self, _: object, __: object, params: aiohttp.TraceRequestStartParams) -> None:
        if any(part in params.url.path for part in _EXEMPT):
            return
        if _has_turn.get():
            _has_turn.set(False)
        else:
            # An answer to a user, or one more request of a turn: another page, or the same once more.
            self._pacer.charge()

    async def _ended(self, _: object, __: object, params: aiohttp.TraceRequestEndParams) -> None:
        response = params.response
        self.too_many += response.status == _TOO_MANY
        is_shared = response.headers.get("X-RateLimit-Scope") == "shared"
        self.breaker.count(response.status, self._clock(), is_shared=is_shared)
        if _once.get() and response.status >= _SERVER_FAULT:
            response.close()
            raise ConnectionError(f"Discord answered {response.status}")

    async def _failed(self, _: object, __: object, params: aiohttp.TraceRequestExceptionParams) -> None:
        if _once.get() and isinstance(params.exception, OSError):
            # Without its number: by that discord.py knows on some systems what it sends again.
            raise ConnectionError(type(params.exception).__name__) from params.exception
