"""A bot that is killed with SIGKILL again and again while Discord is at its worst: is every alert told once?

This process runs a local Discord with its faults on; the bot runs in another, files numbered developments by
itself and goes on after each restart where it was killed. Every channel is subscribed to everything. When nothing
waits any more, what stands in the channels is counted for each channel and development: lost, twice, out of order.
Of the kills at a step the bot does most itself, just as it logs the step; "posted" comes from here, when the message
stands and the answer is still to be sent. At some restarts the clocks of both are put forward beyond the time that
Discord remembers a nonce.

The same is then done, smaller, to bots that are spoilt on purpose: a count that does not notice them is worth
nothing. Options: ``--seed --alerts --channels --kills --broken nonce|refreeze --keep FOLDER``.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from bot.localdiscord import LocalDiscord
from tests.bench import lives, spoiling
from tests.bench.chaos import Run
from tests.bench.mischief import Mischief
from tests.bench.orders import Orders

GUILDS = 5
FAULTS, GATEWAY_FAULTS = 0.14, 0.03
"""The share of messages after which a fault is dealt out."""

SMALL = 5
"""The spoilt bots have this part of the alerts and half of the kills."""


def main() -> int:
    """Run the sound bot and the spoilt ones, or the one that is asked for; the exit status."""
    asked = argparse.ArgumentParser(prog="run.py bench chaos", description="Kill the bot and count.")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--alerts", type=int, default=10_000)
    asked.add_argument("--channels", type=int, default=50)
    asked.add_argument("--kills", type=int, default=34)
    asked.add_argument("--broken", choices=spoiling.BROKEN, help="only the bot that is spoilt so")
    chosen = asked.parse_args()
    each = (chosen.channels, chosen.kills, chosen.seed)
    if chosen.broken:
        return not asyncio.run(is_caught(chosen.broken, chosen.alerts, *each))
    good = asyncio.run(is_sound(chosen.alerts, *each))
    for broken in spoiling.BROKEN:
        good &= asyncio.run(
            is_caught(broken, chosen.alerts // SMALL, chosen.channels, chosen.kills // 2, chosen.seed)
        )
    print("PASS" if good else "FAIL")
    return not good


async def is_sound(alerts: int, channels: int, kills: int, seed: int) -> bool:
    """Run the bot as it is; True if every alert was told once and in order."""
    print(f"The bot as it is, seed {seed}")
    return await killed("", alerts, channels, kills, seed)


async def is_caught(broken: str, alerts: int, channels: int, kills: int, seed: int) -> bool:
    """Run a bot that is spoilt; True if that shows in the count."""
    print(f"A bot that is spoilt ({broken}), seed {seed}")
    caught = not await killed(broken, alerts, channels, kills, seed)
    print(f"{broken}: {'noticed' if caught else 'NOT noticed'}")
    return caught


async def killed(broken: str, alerts: int, channels: int, kills: int, seed: int) -> bool:
    """One run, and its table; True if nothing was lost, twice or out of order."""
    rng, start = Random(seed), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        async with LocalDiscord() as discord:
            discord.rate_limits.limit_all()
            discord.rate_limits.limit("POST /channels/{channel_id}/messages", 5, 5.0)
            mischief = Mischief(discord, seed, FAULTS, GATEWAY_FAULTS)
            places = made(discord, channels)
            database = str(Path(folder) / "chaos.db")
            orders = Orders(
                discord.api_url,
                discord.gateway_url,
                discord.token,
                database,
                places,
                every=0.15,
                broken=broken,
            )
            run = Run(discord, orders, alerts // channels)
            await run.die(lives.planned(rng, kills, alerts // channels))
            mischief.end()
            is_settled = await run.settle()
            report(run, mischief, time.perf_counter() - start)
    verdicts = run.count()
    print(f"{verdicts}{'' if is_settled else '; something still waits in the outbox'}\n")
    return verdicts.sound and is_settled


def made(discord: LocalDiscord, channels: int) -> tuple[tuple[int, int], ...]:
    """Make the channels, in some guilds; pairs of guild and channel."""
    guilds = [discord.add_guild(f"Guild {number}") for number in range(GUILDS)]
    return tuple(
        (guild.id, guild.add_channel(f"news-{number}").id)
        for number, guild in ((number, guilds[number % GUILDS]) for number in range(channels))
    )


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
