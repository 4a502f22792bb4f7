"""Delivery: how fast, merged or not, past channels that fail, and what users feel of it.

The bot runs in a process of its own, and the local Discord, with Discord's limits, in this one: all times are taken
here, of when a message stands. Ratios hold within one run.
"""

from __future__ import annotations

import asyncio
import sys

from tests.bench import failing, fanout, merging


async def measure() -> bool:
    """Run all parts; True if every target is met."""
    # Each is run, whatever came of those before.
    return all([await part.measure() for part in (merging, failing, fanout)])


def main() -> int:
    """Run the benchmark; the exit status."""
    good = asyncio.run(measure())
    print("PASS" if good else "FAIL")
    return not good


if __name__ == "__main__":
    sys.exit(main())
