"""Memory: a hundred thousand alerts through one bot, whose memory is looked at after each tenth of them.

The bot runs in a process of its own, and what is told is that process's memory in use. It sends as fast as it can,
since the local Discord has no limits here and keeps only the last messages; news comes as fast as it is sent.
Options: ``--alerts --channels``.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.bench.process import started
from tests.bench.worlds import Posts, row, world

if TYPE_CHECKING:
    from tests.bench.process import Bot

LOOKS = 10
KEPT = 50
FAST = 5_000.0
"""Messages a second that the pacer lets through: more than can be sent."""

AHEAD = 5_000
"""Alerts that may wait before more news is filed."""

MOST_GROWTH = 0.05
_LONGEST = 300.0


def main() -> int:
    """Run the benchmark; the exit status."""
    asked = argparse.ArgumentParser(prog="run.py bench memory", description="Watch the bot's memory.")
    asked.add_argument("--alerts", type=int, default=100_000)
    asked.add_argument("--channels", type=int, default=200)
    chosen = asked.parse_args()
    good = asyncio.run(measure(chosen.alerts, chosen.channels))
    print("PASS" if good else "FAIL")
    return not good


async def measure(alerts: int, channels: int) -> bool:
    """Run and print; True if the memory grows no more in the second half."""
    print(f"{alerts:,} alerts in {channels} channels")
    async with (
        world(channels, limits=False, keep=KEPT) as made,
        started(replace(made.orders, rate=FAST)) as bot,
    ):
        await bot.until("ready", 60)
        posts = Posts(made.discord, keep=False)
        looks = [await _tenth(bot, posts, alerts, tenth) for tenth in range(LOOKS + 1)]
    middle, end = looks[LOOKS // 2], looks[-1]
    growth = end / middle - 1
    what = "growth in the second half"
    return row(what, f"{100 * growth:+.1f} %", f"< {100 * MOST_GROWTH:.0f} %", ok=growth < MOST_GROWTH)


async def _tenth(bot: Bot, posts: Posts, alerts: int, tenth: int) -> float:
    """File and wait until so many tenths are posted; the megabytes that are in use then."""
    start, channels = time.perf_counter(), len(bot.orders.channels)
    wanted = alerts * tenth // LOOKS
    for number in range(len(bot.all("filed")), wanted // channels):
        bot.tell(f"file {number}")
        await posts.until(number * channels - AHEAD, _LONGEST)
    await posts.until(wanted // channels * channels, _LONGEST)
    used, seconds = bot.megabytes(), time.perf_counter() - start
    row(f"{posts.alerts:,} alerts, {posts.messages:,} messages, {seconds:.0f} s", f"{used:.1f} MB")
    return used


if __name__ == "__main__":
    sys.exit(main())
