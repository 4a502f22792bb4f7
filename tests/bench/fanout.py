"""One development for a thousand channels: the rate that is reached, answers meanwhile, and the bot's event loop."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from itertools import cycle
from typing import TYPE_CHECKING

from tests.bench.process import started
from tests.bench.worlds import Posts, quiet, rank, row, world

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.process import Bot
    from tests.bench.worlds import Post, World

LIMIT = 50
CHANNELS = 1_000
ROOMS = 60
IDLE_ASKED = 80
ASKED_EVERY = 0.1
LONG_TEXTS = (50_000, 50_000, 100_000)
MOST_LAG = 20.0
MOST_SLOWER = 1.5
_LONGEST = 180.0


async def measure() -> bool:
    """Run and print; True if every target is met."""
    print(f"{CHANNELS:,} channels at Discord's limits")
    async with world(CHANNELS, rooms=ROOMS) as made, started(replace(made.orders, merge_window=0)) as bot:
        await bot.until("ready", 60)
        good = await _rates(made, bot)
        good &= await _answers(made, bot)
        return await _long_texts(bot) and good


# --- the rate ---


async def _rates(made: World, bot: Bot) -> bool:
    limits = made.discord.rate_limits
    await quiet()
    posts, refused = Posts(made.discord), limits.refused
    bot.tell("file 0")
    await posts.until(CHANNELS, _LONGEST)
    reached, mine = _rate(posts.all) / LIMIT, limits.refused - refused
    good = row("outbox: rate / 50 a second", f"{reached:.3f}", ">= 0.94", ok=reached >= 0.94)
    good &= row("outbox: 429s", f"{mine}", "0", ok=not mine)
    for number, way in enumerate(("gather", "loop"), 1):
        await quiet()
        posts, refused = Posts(made.discord), limits.refused
        bot.tell(f"{way} {number}")
        await bot.until(way, _LONGEST)
        row(f"plain {way}: rate / 50 a second", f"{_rate(posts.all) / LIMIT:.3f}")
        lost = CHANNELS - len(posts.all)
        row(f"plain {way}: 429s, messages lost", f"{limits.refused - refused:,}, {lost}")
    return good


def _rate(posts: list[Post]) -> float:
    """Messages a second, from the first to the last."""
    return (len(posts) - 1) / (posts[-1].at - posts[0].at)


# --- answers, and the loop ---


async def _answers(made: World, bot: Bot) -> bool:
    """Ask while nothing else is going on, then while a thousand channels are told something."""
    await quiet()
    await _late(bot, 1)
    idle = await _asked(made, lambda asked: asked < IDLE_ASKED)
    at_rest = await _late(bot, 2)
    posts = Posts(made.discord)
    bot.tell("file 3")
    busy = await _asked(made, lambda _: len(posts.of(3)) < CHANNELS)
    in_it = await _late(bot, 3)
    good = True
    for what, before, meanwhile in zip(("/status", "!status"), idle, busy, strict=True):
        good &= _compared(what, before, meanwhile)
    row("event loop late p99, idle", f"{at_rest:.1f} ms")
    return _lag("event loop late p99, meanwhile", in_it) and good


def _compared(what: str, idle: list[float], busy: list[float]) -> bool:
    """Print how long answers took when nothing else went on, and meanwhile."""
    (half, most), (half_busy, most_busy) = [
        [1e3 * rank(times, share) for share in (0.5, 0.99)] for times in (idle, busy)
    ]
    row(f"{what} p50, idle and meanwhile", f"{half:.0f}, {half_busy:.0f} ms")
    ratio = most_busy / most
    figure = f"{most:.0f}, {most_busy:.0f} ms: {ratio:.2f}"
    name = f"{what} p99, of {len(idle)} and {len(busy)}"
    return row(name, figure, f"<= {MOST_SLOWER}", ok=ratio <= MOST_SLOWER)


def _lag(what: str, late: float) -> bool:
    return row(what, f"{late:.1f} ms", f"< {MOST_LAG:.0f} ms", ok=late < MOST_LAG)


async def _asked(made: World, goes_on: Callable[[int], bool]) -> tuple[list[float], list[float]]:
    """Seconds from a question to its answer, by slash and typed, as long as it goes on."""
    slash: list[float] = []
    typed: list[float] = []
    rooms = cycle(made.rooms)
    while goes_on(len(slash)):
        room = next(rooms)
        start = time.perf_counter()
        await made.fan.slash(room, "status", player="nobody at all")
        slash.append(time.perf_counter() - start)
        start = time.perf_counter()
        question = await made.fan.say(room, "!status nobody at all")
        await room.next_message(after=question, timeout=30)
        typed.append(time.perf_counter() - start)
        await asyncio.sleep(ASKED_EVERY)
    return slash, typed


async def _late(bot: Bot, number: int) -> float:
    """How late the bot's event loop was since it was last asked: 99 of 100 times at most so many milliseconds."""
    bot.tell("lag")
    told = await bot.until("lag", _LONGEST, number)
    return 1e3 * rank(told["late"], 0.99)


async def _long_texts(bot: Bot) -> bool:
    """Read long texts, as a form brings them."""
    for number, size in enumerate(LONG_TEXTS, 1):
        bot.tell(f"read {size}")
        told = await bot.until("read", _LONGEST, number)
        row(f"a text of {size:,} characters is read in", f"{told['seconds']:.1f} s")
    late = await _late(bot, 4)
    return row(
        "event loop late p99, while they are read",
        f"{late:.1f} ms",
        f"< {MOST_LAG:.0f} ms",
        ok=late < MOST_LAG,
    )
