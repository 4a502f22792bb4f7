"""A bot in a process of its own, as whoever started it sees it."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import sys
import time
from collections import deque
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncGenerator, Sequence

    from tests.bench.orders import Orders

SCRIPT = Path(__file__).parent / "lonely.py"
_KEPT_LINES = 40


class Bot:
    """The process, what it has told, and the last lines of its log."""

    def __init__(self, process: Process, orders: Orders) -> None:
        self.process = process
        self.orders = orders
        self.told: list[dict[str, Any]] = []
        self.log: deque[str] = deque(maxlen=_KEPT_LINES)
        self.warnings = 0
        self._news = asyncio.Event()
        self._reading = asyncio.gather(self._read(), self._read_log())

    async def _read(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.told.append({**json.loads(line), "seen": time.time()})
            self._news.set()
        self._news.set()

    async def _read_log(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            text = line.decode(errors="replace").rstrip()
            self.log.append(text)
            self.warnings += "WARNING" in text

    @property
    def has_ended(self) -> bool:
        """True if it has ended and all that it told is read."""
        return self._reading.done()

    def all(self, what: str) -> list[dict[str, Any]]:
        """Everything it has told of one kind."""
        return [line for line in self.told if line["what"] == what]

    async def until(self, what: str, timeout: float, number: int = 1) -> dict[str, Any]:  # noqa: ASYNC109 - the callers' deadline is the point
        """Wait until it has told that so many times; the last of them.

        Raises:
            TimeoutError: it has not within ``timeout`` seconds.
            RuntimeError: it has ended before; the text holds the end of its log.
        """
        return await self.first_of((what,), timeout, number)

    async def first_of(self, kinds: Sequence[str], timeout: float, number: int = 1) -> dict[str, Any]:  # noqa: ASYNC109 - as above
        """Wait until it has told so many lines of these kinds; the last of them.

        Raises:
            TimeoutError: it has not within ``timeout`` seconds.
            RuntimeError: it has ended before; the text holds the end of its log.
        """

        def told() -> list[dict[str, Any]]:
            return [line for line in self.told if line["what"] in kinds]

        async with asyncio.timeout(timeout):
            while len(told()) < number:
                if self._reading.done():
                    raise RuntimeError(self._end())
                self._news.clear()
                await self._news.wait()
        return told()[number - 1]

    async def idle(self) -> None:
        """Wait until it has ended, or has told that nothing is left to do."""
        while not self.all("settled") and not self._reading.done():
            self._news.clear()
            await self._news.wait()
        if self._reading.done():
            await self.ended()

    async def ended(self) -> None:
        """Wait for its end, by SIGKILL or because it was stopped.

        Raises:
            RuntimeError: it has ended otherwise; the text holds the end of its log.
        """
        status = await self.process.wait()
        await self._reading
        if status not in (0, -signal.SIGKILL):
            raise RuntimeError(self._end())

    async def kill(self) -> None:
        """Kill it with SIGKILL, unless it has ended."""
        if self.process.returncode is None:
            self.process.kill()
        await self.ended()

    def _end(self) -> str:
        return "the bot has ended:\n" + "\n".join(self.log)

    def tell(self, word: str) -> None:
        """Say a word to it."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n".encode())

    def megabytes(self) -> float:
        """Its memory that is in use just now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) * 1024 / 1e6 if found else 0.0


async def _spawned() -> Process:
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, str(SCRIPT))
    return await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=pipe, limit=2**20)


class Nursery:
    """Bots that wait for their orders: the next has all of its code loaded when the last has come to its end."""

    async def __aenter__(self) -> Self:
        self._next = await _spawned()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._next.kill()
        await self._next.communicate()

    async def take(self) -> Process:
        """The next one."""
        taken, self._next = self._next, await _spawned()
        return taken


@asynccontextmanager
async def started(orders: Orders, nursery: Nursery | None = None) -> AsyncGenerator[Bot]:
    """Start a bot with these orders; killed at the end if it has not ended."""
    bot = Bot(await (nursery.take() if nursery else _spawned()), orders)
    bot.tell(orders.line().rstrip())
    try:
        yield bot
    finally:
        await bot.kill()
