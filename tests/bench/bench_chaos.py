"""A bot that is killed with SIGKILL again and again while Discord is at its worst: is every alert told once?

This process runs a local Discord with its faults on; the bot runs in another, files numbered developments by
itself and goes on after each restart where it was killed. Every channel is subscribed to everything. When nothing
waits any more, what stands in the channels is counted for each channel and development: lost, twice, out of order.
Of the kills at a step the bot does most itself, just as it logs the step; "posted" comes from here, when the message
stands and the answer is still to be sent. At some restarts the clocks of both are put forward beyond the time that
Discord remembers a nonce.

The same is then done, smaller, to bots that are spoilt on purpose: a count that does not notice them is worth
nothing. Options: ``--seed --alerts --channels --kills --broken nonce|refreeze --verbose``.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from dataclasses import dataclass, replace
from random import Random

from tests.bench import lives, spoiling
from tests.bench.chaos import Run
from tests.bench.mischief import Mischief
from tests.bench.process import Nursery
from tests.bench.worlds import world

FAULTS, GATEWAY_FAULTS = 0.14, 0.03
"""The share of messages after which a fault is dealt out."""

SMALL, FEW = 5, 14
"""The spoilt bots have this part of the alerts, and so many kills."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is done to which bot; ``broken`` is the way in which it is spoilt."""

    alerts: int
    channels: int
    kills: int
    seed: int
    verbose: bool
    broken: str = ""


def main() -> int:
    """Run the sound bot and the spoilt ones, or the one that is asked for; the exit status."""
    asked = argparse.ArgumentParser(prog="run.py bench chaos", description="Kill the bot and count.")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--alerts", type=int, default=10_000)
    asked.add_argument("--channels", type=int, default=50)
    asked.add_argument("--kills", type=int, default=34)
    asked.add_argument("--verbose", action="store_true", help="tell of every kill, with the end of the log")
    asked.add_argument("--broken", choices=spoiling.BROKEN, help="only the bot that is spoilt so")
    plan = Plan(**vars(asked.parse_args()))
    good = is_caught(plan) if plan.broken else is_all_well(plan)
    print("PASS" if good else "FAIL")
    return not good


def is_all_well(plan: Plan) -> bool:
    """Run the bot as it is, then the spoilt ones; True if it is sound and they are not."""
    print(f"The bot as it is, seed {plan.seed}", flush=True)
    sound, is_settled = asyncio.run(killed(plan))
    good = sound and is_settled
    small = replace(plan, alerts=plan.alerts // SMALL, kills=FEW)
    for broken in spoiling.BROKEN:
        good &= is_caught(replace(small, broken=broken))
    return good


def is_caught(plan: Plan) -> bool:
    """Run a bot that is spoilt; True if that shows in the count."""
    print(f"A bot that is spoilt ({plan.broken}), seed {plan.seed}", flush=True)
    sound, _ = asyncio.run(killed(plan))
    caught = not sound
    print(f"{plan.broken}: {'noticed' if caught else 'NOT noticed'}\n", flush=True)
    return caught


async def killed(plan: Plan) -> tuple[bool, bool]:
    """One run, and its table; whether nothing was lost, twice or out of order, and whether nothing waits any more."""
    start = time.perf_counter()
    async with world(plan.channels) as made, Nursery() as nursery:
        mischief = Mischief(made.discord, plan.seed, FAULTS, GATEWAY_FAULTS)
        orders = replace(made.orders, every=0.15, broken=plan.broken)
        run = Run(made.discord, orders, nursery, plan.alerts // plan.channels, plan.verbose)
        await run.die(lives.planned(Random(plan.seed), plan.kills, run.developments))
        mischief.end()
        is_settled = await run.settle()
        report(run, mischief, time.perf_counter() - start)
    verdicts = run.count()
    print(f"{verdicts}{'' if is_settled else '; something still waits in the outbox'}\n", flush=True)
    return verdicts.sound, is_settled


def report(run: Run, mischief: Mischief, seconds: float) -> None:
    """Print what was done to the bot."""
    for what, many in mischief.dealt().items():
        print(f"  {what:<46}{many:>5}")
    for end, many in sorted(run.ended.items()):
        print(f"  killed: {end:<38}{many:>5}")
    print(f"  {'killed in all':<46}{run.ended.total():>5}")
    print(f"  {'time put forward while it was down':<46}{run.jumps:>5}")
    messages = sum(len(run.discord.channel(channel).from_bot()) for _, channel in run.orders.channels)
    print(f"  {'messages that stand':<46}{messages:>5}")
    print(f"  {'answers of 429 by the limits themselves':<46}{run.discord.rate_limits.refused:>5}")
    print(f"  {'warnings in the log':<46}{run.warnings:>5}")
    print(f"  {'seconds':<46}{seconds:>5.0f}")


if __name__ == "__main__":
    sys.exit(main())
