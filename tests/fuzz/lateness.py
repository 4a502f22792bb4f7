"""How late an event loop is: what keeps it busy keeps everybody waiting."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

EVERY = 0.005


@dataclass(frozen=True, slots=True)
class Late:
    """Milliseconds."""

    p99: float
    most: float


class Lateness:
    """Measures the loop in which it is entered: it asks to be woken every five milliseconds."""

    def __init__(self) -> None:
        self._late: list[float] = []
        self._watch: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._watch = asyncio.create_task(self._measure(), name="lateness")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.wait([self._watch])

    def told(self) -> Late:
        """How late it has been."""
        found = sorted(self._late) or [0.0]
        return Late(1000 * found[int(len(found) * 0.99)], 1000 * found[-1])

    async def _measure(self) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            before = clock()
            await asyncio.sleep(EVERY)
            self._late.append(clock() - before - EVERY)
