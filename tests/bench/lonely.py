"""A bot in a process of its own, which files numbered news by itself and does what it is told, line by line.

The first line of standard input are its orders (``tests.bench.orders``). Every other is a word:

===============  =====================================================================================
``file N``       file development N
``ahead S``      let its clock go ahead by S seconds
``lag``          tell how late the event loop was since it was last asked
``gather N``     send development N to all channels at once, as plain messages
``loop N``       the same, one after the other
``read N``       take in a text of N characters through the use case of the form, as a moderator does
``state``        tell how much waits in the outbox
``stop``         stop as an operator does
===============  =====================================================================================
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
import sys
import time
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord

from bot.app import Endpoint, SagaBot, run_bot
from bot.bringing import preview
from bot.delivery.pacer import Pacer
from bot.model import Actor, Article
from bot.settings import Settings
from bot.store import NotSaved
from bot.subscription import Rules, Target
from db import open_store
from tests.bench import numbered, spoiling
from tests.bench.orders import Orders, from_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db import SqliteStore

LOOKED = 0.1
"""Seconds between two looks whether anything still waits."""

TICK = 0.005
"""Seconds that the probe of the event loop sleeps; how much later it wakes is the lag."""


def say(what: str, **more: object) -> None:
    """Tell whoever started this process."""
    print(json.dumps({"what": what, **more}), flush=True)


class Lonely:
    """The bot, its news, and the probe of its loop."""

    def __init__(self, orders: Orders, store: SqliteStore) -> None:
        self.orders = orders
        self.ahead = orders.ahead
        self.store = store
        settings = Settings(database=Path(orders.database), message_content=True)
        self.bot = SagaBot(store, settings, self.clock, Endpoint(orders.api_url, orders.gateway_url))
        self._late: list[float] = []
        if orders.rate is not None:
            traffic: Any = self.bot.dispatcher.traffic
            traffic._pacer = Pacer(orders.rate)

    def clock(self) -> dt.datetime:
        """The time, as far ahead as ordered."""
        return dt.datetime.now(dt.UTC) + dt.timedelta(seconds=self.ahead)

    async def run(self) -> None:
        """Be the bot until it is stopped or killed."""
        if self.orders.subscribes:
            await self._subscribe(self.orders.channels, None)
        running = asyncio.create_task(run_bot(self.bot, self.orders.token))
        others = [asyncio.create_task(one) for one in (self._feed(), self._listen(), self._probe())]
        try:
            await running
        finally:
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

    async def _feed(self) -> None:
        await self.bot.wait_until_ready()
        say("ready")
        for number in range(self.orders.first, self.orders.last):
            await self._file(number)
            await asyncio.sleep(self.orders.every)
        while await self._waits():  # noqa: ASYNC110 - nothing tells that the outbox is empty
            await asyncio.sleep(LOOKED)
        say("settled")

    async def _waits(self) -> bool:
        state = await self.store.queue_state(self.clock() + dt.timedelta(days=1))
        return bool(state.depth or state.open_batches)

    async def _subscribe(self, places: Iterable[tuple[int, int]], key: str | None) -> None:
        for guild_id, channel_id in places:
            target = Target(key or "everything", key)
            await self.store.subscribe(guild_id, channel_id, target, Rules(), numbered.ACTOR)

    async def _file(self, number: int) -> None:
        # Again and again: a channel that fails is disabled.
        key = numbered.key_of(numbered.mark(number))
        await self._subscribe(self.orders.odd if key == numbered.ODD else self.orders.even, key)
        try:
            receipt = await self.store.file(numbered.filing(number, self.clock()), numbered.judge)
        except NotSaved as refused:
            say("refused", number=number, why=str(refused))
            return
        queued = sum(filed.queued for filed in receipt.filed)
        self.bot.dispatcher.wake()
        say("filed", number=number, at=time.time() + self.ahead, queued=queued)

    async def _listen(self) -> None:
        reader = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        async for line in reader:
            word, _, rest = line.decode().strip().partition(" ")
            match word:
                case "file":
                    await self._file(int(rest))
                case "ahead":
                    self.ahead = float(rest)
                    say("ahead")
                case "lag":
                    say("lag", late=self._late)
                    self._late = []
                case "gather" | "loop":
                    await self._plain(word, int(rest))
                case "read":
                    await self._read(int(rest))
                case "state":
                    state = await self.store.queue_state(self.clock() + dt.timedelta(days=1))
                    say("state", depth=state.depth, open=state.open_batches)
                case _:
                    await self.bot.close()

    async def _read(self, size: int) -> None:
        articles = sorted((Path(__file__).parents[1] / "articles").glob("*.txt"))
        texts = [path.read_text("utf8") for path in articles]
        text = "\n\n".join(chain.from_iterable([texts] * (1 + size // sum(map(len, texts)))))[:size]
        actor = Actor(numbered.ACTOR, self.orders.channels[0][0], is_admin=True)
        start = time.perf_counter()
        await preview(self.store, actor, Article(text), self.clock(), "form")
        say("read", seconds=time.perf_counter() - start)

    async def _plain(self, way: str, number: int) -> None:
        channels = [self.bot.get_partial_messageable(channel) for _, channel in self.orders.channels]
        sends = [channel.send(numbered.mark(number)) for channel in channels]
        if way == "gather":
            await asyncio.gather(*sends, return_exceptions=True)
        else:
            for send in sends:
                with suppress(discord.HTTPException):
                    await send
        say(way)

    async def _probe(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(TICK)
            self._late.append(time.perf_counter() - before - TICK)


async def main() -> None:
    """Take the orders and be the bot."""
    # Unbuffered: what comes after the line is for the loop to read.
    with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as told:  # noqa: ASYNC230 - before all else
        orders = from_line(told.readline().decode())
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    death = spoiling.Death(orders.die, orders.die_at)
    steps = logging.getLogger("bot.delivery.steps")
    steps.setLevel(logging.DEBUG)
    steps.propagate = False
    steps.addHandler(death)
    if orders.broken == "refreeze" and Path(orders.database).exists():  # noqa: ASYNC240 - before all else
        spoiling.refreeze(orders.database)
    store = await open_store(orders.database, merge_window=dt.timedelta(seconds=orders.merge_window))
    spoiling.put_over(store, death, broken=orders.broken, merged=orders.merged)
    try:
        await Lonely(orders, store).run()
    finally:
        await store.close()


if __name__ == "__main__":
    asyncio.run(main())
