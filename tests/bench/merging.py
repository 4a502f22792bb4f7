"""Twenty developments for fifty channels, merged into few messages and as one message each."""

from __future__ import annotations

from dataclasses import replace

from tests.bench.process import started
from tests.bench.worlds import Posts, row, world

CHANNELS, DEVELOPMENTS = 50, 20
TIMES_FASTER = 8.0
_LONGEST = 180.0


async def measure() -> bool:
    """Run and print; True if the target is met."""
    print(f"{CHANNELS} channels, {DEVELOPMENTS} developments at once, the production merge window")
    merged, waited = await _seconds(merged=True)
    apart, apart_waited = await _seconds(merged=False)
    row("merged: from the first post to the last", f"{merged:.1f} s")
    row("one message each: from the first post to the last", f"{apart:.1f} s")
    row("from the first commit to the last post", f"{waited:.1f}, {apart_waited:.1f} s")
    times = apart / merged
    return row("times faster when merged", f"{times:.1f}", f">= {TIMES_FASTER:.0f}", ok=times >= TIMES_FASTER)


async def _seconds(*, merged: bool) -> tuple[float, float]:
    """Seconds from the first post, and from the first commit, until the last alert is there."""
    async with world(CHANNELS) as made:
        orders = replace(made.orders, merge_window=4, merged=merged)
        async with started(orders) as bot:
            await bot.until("ready", 60)
            posts = Posts(made.discord)
            for number in range(DEVELOPMENTS):
                bot.tell(f"file {number}")
            first = await bot.until("filed", 60)
            await posts.until(CHANNELS * DEVELOPMENTS, _LONGEST)
    last = posts.all[-1].at
    return last - posts.all[0].at, last - first["at"]
