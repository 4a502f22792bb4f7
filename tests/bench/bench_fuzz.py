"""Twenty thousand interactions and messages by chance, most of them forged or hostile: nothing may go wrong.

After each it is looked whether the bot has answered within three seconds, whether the log has a fault, whether
what was sent keeps to Discord's limits, pings nobody and tells no guild another's secrets. At the end: how late the
event loop was (which the local Discord and this run itself share), and how much the memory has grown.

What fails is told with its seed and number, made smaller as long as it still fails in a new world. Options:
``--seed --acts --only NUMBER``.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.acts import Act, Maker, do, smaller
from tests.fuzz.lateness import Lateness
from tests.fuzz.town import town

LATEST = 500.0
"""Milliseconds by which the event loop may be late at worst."""
MOST_GROWTH = 20.0
"""Megabytes that may be added from half of the run to its end: by ten thousand acts the caches are full."""
MOST_FAILURES = 10
TRIES = 40
"""How often it is tried to make what fails smaller."""


def main() -> int:
    """Run it; the exit status."""
    asked = argparse.ArgumentParser(prog="run.py bench fuzz", description="Do to the bot what nobody should.")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--acts", type=int, default=20_000)
    asked.add_argument("--only", type=int, help="only the act of this number, in a new world")
    given = asked.parse_args()
    good = asyncio.run(
        again(given.seed, given.only) if given.only is not None else run(given.seed, given.acts)
    )
    print("PASS" if good else "FAIL")
    return not good


async def run(seed: int, acts: int) -> bool:
    """Do all of it and tell of it; True if nothing went wrong."""
    start, done, half = time.perf_counter(), Counter[str](), 0.0
    failures: list[tuple[int, Act, list[str]]] = []
    async with town() as made, Lateness() as lateness:
        maker = Maker(made, seed)
        for number in range(acts):
            act = maker.make(number)
            faults = await do(made, act)
            done[act.what] += 1
            if faults:
                failures.append((number, act, faults))
            if len(failures) == MOST_FAILURES:
                break
            if number == acts // 2:
                half = memory()
        growth = memory() - half if half else 0.0
    for what, count in done.most_common():
        print(f"  {what.lower():<40}{count:>7}")
    late = lateness.told()
    print(
        f"  {'event loop late, ms: p99, at most':<40}{late.p99:>7.1f}{late.most:>7.1f}  (limit {LATEST:.0f})"
    )
    print(f"  {'memory grown in the second half, MB':<40}{growth:>7.1f}  (limit {MOST_GROWTH:.0f})")
    print(f"  {'seconds':<40}{time.perf_counter() - start:>7.0f}")
    for number, act, faults in failures:
        await tell(seed, number, act, faults)
    return not failures and late.most <= LATEST and growth <= MOST_GROWTH


async def tell(seed: int, number: int, act: Act, faults: list[str]) -> None:
    """Print what failed: as small as it still fails by itself, or as it was."""
    print(f"\nseed {seed}, act {number}: {faults[0]}".encode("utf-8", "replace").decode())
    least, tries = act, TRIES
    if not await fails(act):
        print("  (not by itself: what came before matters)")
        tries = 0
    while tries:
        for other in smaller(least):
            tries -= 1
            if not tries or await fails(other):
                least = other if tries else least
                break
        else:
            break
    print(f"  {least!r}".encode("utf-8", "replace").decode())


async def fails(act: Act) -> bool:
    """True if that goes wrong in a new world, too. Ids of the old one are unknown there."""
    async with town() as made:
        return bool(await do(made, act))


async def again(seed: int, number: int) -> bool:
    """Do one act again, in a new world."""
    async with town() as made:
        act = Maker(made, seed).make(number)
        faults = await do(made, act)
    print(repr(act).encode("utf-8", "replace").decode(), *faults, sep="\n  ")
    return not faults


def memory() -> float:
    """Megabytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    sys.exit(main())
