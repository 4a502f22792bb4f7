"""Trouble from without: what is lost, and what users see, when the file, the disk, the clock or the network fails.

The bot runs in a process of its own; this one holds the local Discord, locks the file, fills the disk, moves the
clocks and cuts the connections. At the end it counts, as the chaos run does, what stands in the channels.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import sys
from contextlib import closing, suppress
from dataclasses import replace
from operator import gt
from pathlib import Path
from typing import TYPE_CHECKING

from bot.localdiscord import Dropped
from tests.bench import numbered
from tests.bench.process import started
from tests.bench.worlds import Posts, row, world

if TYPE_CHECKING:
    from tests.bench.process import Bot
    from tests.bench.worlds import World

CHANNELS = 10
HOUR = 3600.0
OFFLINE = 7 * HOUR
DISK = "24m"
MOST_FILED = 400
_LONGEST = 60.0


async def locked() -> bool:
    """Another program holds the file for longer than the bot waits, just when it sends."""
    async with world(CHANNELS) as made, started(replace(made.orders, merge_window=0)) as bot:
        await bot.until("ready", _LONGEST)
        posts = Posts(made.discord)
        bot.tell("file 0")
        await posts.until(1, _LONGEST)
        with closing(sqlite3.connect(made.orders.database, isolation_level=None, timeout=_LONGEST)) as other:
            other.execute("BEGIN IMMEDIATE")
            bot.tell("file 1")
            refused = await bot.until("refused", _LONGEST)
            seen = await _answer(made)
            other.execute("ROLLBACK")
        bot.tell("file 1")
        await posts.until(2 * CHANNELS, _LONGEST)
        await _settled(bot)
        row("locked by another program: adding is told", refused["why"])
        row("... and a question is answered", seen)
        return _counted(made, "locked by another program", 2)


async def stepped_back() -> bool:
    """The clock is put back an hour while news waits for its merge window."""
    async with world(CHANNELS) as made, started(replace(made.orders, merge_window=4)) as bot:
        await bot.until("ready", _LONGEST)
        posts = Posts(made.discord)
        for number in range(2):
            bot.tell(f"file {number}")
            await bot.until("filed", _LONGEST, number + 1)
            bot.tell(f"ahead {-HOUR}")
        await posts.until(2 * CHANNELS, _LONGEST)
        await _settled(bot)
        return _counted(made, "the clock put back an hour", 2)


async def offline() -> bool:
    """Discord cannot be reached for seven hours: what is over six hours late is counted, not told."""
    async with world(CHANNELS) as made, started(replace(made.orders, merge_window=0)) as bot:
        await bot.until("ready", _LONGEST)
        posts = Posts(made.discord)
        made.discord.faults.at_random({Dropped(): 1.0}, seed=1)
        made.discord.drop_gateway()
        for number in range(3):
            bot.tell(f"file {number}")
        await bot.until("filed", _LONGEST, 3)
        bot.tell(f"ahead {OFFLINE}")
        await bot.until("ahead", _LONGEST)
        made.discord.clock.advance(OFFLINE)
        # A try that had begun before would go out as if there had been no outage: each fails once more.
        before = _tries(made)
        await made.discord.until(lambda: all(map(gt, _tries(made), before)), _LONGEST)
        made.discord.faults.clear()
        bot.tell("file 3")
        await made.discord.until(lambda: len(posts.of(3)) >= CHANNELS, _LONGEST)
        await _settled(bot)
    seen = [
        [one.content for one in made.discord.channel(place).from_bot()] for _, place in made.orders.channels
    ]
    row("seven hours offline: a channel is told", " | ".join(filter(None, seen[0])) or "nothing of it")
    told = sum(len(post.numbers) for post in posts.all)
    counted = sum(_older(content) for contents in seen for content in contents)
    wanted = CHANNELS, 3 * CHANNELS
    return row(
        "seven hours offline: told and counted",
        f"{told} + {counted}",
        f"{wanted[0]} + {wanted[1]}",
        ok=(told, counted) == wanted,
    )


def _tries(made: World) -> list[int]:
    """How often the open message of each channel was tried in vain; 0 where there is none."""
    with closing(sqlite3.connect(made.orders.database)) as conn:
        tried = dict(conn.execute("SELECT channel_id, attempts FROM batches WHERE state = 'open'"))
    return [tried.get(place, 0) for _, place in made.orders.channels]


def _older(content: str) -> int:
    """How many updates a message says that it does not tell."""
    first, _, rest = content.partition(" older update")
    return int(first.split()[-1]) if rest else 0


async def full() -> bool:
    """The disk is really full; the bot is killed meanwhile, and goes on when there is room again."""
    async with world(CHANNELS) as made:
        disk = Path(made.orders.database).parent / "disk"
        disk.mkdir()
        if not await _done("mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(disk)):
            row("a full disk", "not tried: no right to mount one")
            return True
        try:
            return await _full(made, disk)
        finally:
            await _done("umount", str(disk))
    raise AssertionError  # the context swallows nothing: this line is for the type checker alone


async def _done(*command: str) -> bool:
    """True if the program is there and has done what it was asked."""
    if shutil.which(command[0]) is None:
        return False
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet)
    return not await process.wait()


async def _full(made: World, disk: Path) -> bool:
    orders = replace(made.orders, database=str(disk / "bench.db"), merge_window=0)
    posts = Posts(made.discord)
    filler = disk / "filler"
    async with started(orders) as bot:
        await bot.until("ready", _LONGEST)
        bot.tell("file 0")
        await posts.until(1, _LONGEST)
        _fill(filler)
        number = 1
        while not bot.all("refused") and number < MOST_FILED:
            bot.tell(f"file {number}")
            await bot.first_of(("filed", "refused"), _LONGEST, number + 1)
            number += 1
        refused, seen = await bot.until("refused", 1), await _answer(made)
    row("full disk: adding is told", refused["why"])
    row("... and a question is answered", seen)
    async with started(orders) as bot:
        await bot.until("ready", _LONGEST)
        row("... killed, started on the full disk", "yes")
        filler.unlink()
        bot.tell(f"file {refused['number']}")
        await posts.until((refused["number"] + 1) * CHANNELS, _LONGEST)
        await _settled(bot)
    return _counted(made, "full disk", refused["number"] + 1)


def _fill(file: Path) -> None:
    """Take all the room that is left."""
    with suppress(OSError), file.open("wb", buffering=0) as filler:
        while True:
            filler.write(bytes(4096))


# --- what they have in common ---


async def _answer(made: World) -> str:
    answer = await made.fan.slash(made.rooms[0], "status", player="nobody at all")
    return "silence" if answer.failed else "yes"


async def _settled(bot: Bot) -> None:
    """Wait until nothing waits in the outbox."""
    for number in range(1, 600):
        bot.tell("state")
        told = await bot.until("state", _LONGEST, number)
        if not told["depth"] and not told["open"]:
            return


def _counted(made: World, what: str, developments: int) -> bool:
    channels = {channel: made.discord.channel(channel).from_bot() for _, channel in made.orders.channels}
    counted = numbered.count(channels, range(developments))
    figure = f"{counted.lost}, {counted.twice}, {counted.out_of_order}"
    return row(
        f"{what}: lost, twice, out of order of {counted.expected}", figure, "0, 0, 0", ok=counted.sound
    )


async def measure() -> bool:
    """Run all parts; True if nothing was lost or told twice."""
    return all([await part() for part in (locked, stepped_back, offline, full)])


def main() -> int:
    """Run; the exit status."""
    good = asyncio.run(measure())
    print("PASS" if good else "FAIL")
    return not good


if __name__ == "__main__":
    sys.exit(main())
