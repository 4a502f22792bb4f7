"""One run of a bot that is killed again and again: its lives, one after the other, and the count at the end."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tests.bench import lives, numbered
from tests.bench.process import started

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.localdiscord import LocalDiscord
    from bot.localdiscord.events import Event
    from tests.bench.lives import Life
    from tests.bench.numbered import Verdicts
    from tests.bench.orders import Orders
    from tests.bench.process import Bot, Nursery

LONGEST_LIFE, LAST_LIFE = 10.0, 60.0
"""Seconds after which a bot that has not come to its end is killed all the same; and one that is to settle."""

LAST_LIVES = 15
_TRIES = 3
"""How often a life may be lived in vain: its bot never came to the step."""


@dataclass
class Run:
    """One run: the world, and what has happened so far."""

    discord: LocalDiscord
    orders: Orders
    nursery: Nursery
    developments: int
    verbose: bool = False
    ended: Counter[str] = field(default_factory=Counter[str])
    warnings: int = 0
    filed: int = 0
    jumps: int = 0
    logs: list[str] = field(default_factory=list[str])

    async def die(self, planned: Sequence[Life]) -> None:
        """Live these lives, and file a like share of the developments in each; one lived in vain comes again."""
        waiting = deque((life, 1) for life in planned)
        share = self.developments / (len(planned) + 1)
        while waiting:
            life, tries = waiting.popleft()
            last = min(self.developments, round(share * (self.ended.total() + 1)))
            if not await self.live(life, last) and tries < _TRIES:
                waiting.append((life, tries + 1))

    async def live(self, life: Life, last: int) -> bool:
        """Let a bot live until its end; True if that was the end it was to have."""
        own_end = life.end not in (lives.RANDOM, lives.POSTED)
        orders = replace(
            self.orders,
            first=self.filed,
            last=last,
            ahead=lives.JUMP * self.jumps,
            die=life.end if own_end else "",
            die_at=int(life.at),
        )
        longest = life.at if life.end == lives.RANDOM else LONGEST_LIFE
        async with started(orders, self.nursery) as bot:
            stop = self._kill_when_posted(bot, int(life.at)) if life.end == lives.POSTED else None
            with suppress(TimeoutError):
                async with asyncio.timeout(longest):
                    await (bot.ended() if life.end == lives.RANDOM else bot.idle())
            is_due = bot.has_ended or life.end == lives.RANDOM
            if stop is not None:
                stop()
        self._note(bot, life.end if is_due else "idle", jump=life.jump)
        return is_due

    def _kill_when_posted(self, bot: Bot, at: int) -> Callable[[], None]:
        left = at

        def heard(event: Event) -> None:
            nonlocal left
            left -= event.name == "MESSAGE_CREATE"
            if not left and bot.process.returncode is None:
                bot.process.kill()

        return self.discord.state.events.listen(heard)

    def _note(self, bot: Bot, end: str, *, jump: bool) -> None:
        if self.verbose:
            print(f"{end}{', time passes' * jump}: {self.filed} filed", *bot.log, sep="\n    ", flush=True)
        self.ended[end] += 1
        self.warnings += bot.warnings
        if bot.all("ready"):
            self.orders = replace(self.orders, subscribes=False)
        self.filed = max([self.filed, *(line["number"] + 1 for line in bot.all("filed"))])
        if jump:
            self.jumps += 1
            self.discord.clock.advance(lives.JUMP)

    async def settle(self) -> bool:
        """Let the bot live until nothing waits; True if it came to that. Time passes for what was put off."""
        for _ in range(LAST_LIVES):
            orders = replace(
                self.orders, first=self.filed, last=self.developments, every=0, ahead=lives.JUMP * self.jumps
            )
            async with started(orders, self.nursery) as bot:
                with suppress(TimeoutError):
                    await bot.until("settled", LAST_LIFE)
                    return True
            self._note(bot, "while settling", jump=True)
        return False

    def count(self) -> Verdicts:
        """Count what stands in the channels."""
        channels = {channel: self.discord.channel(channel).from_bot() for _, channel in self.orders.channels}
        return numbered.count(channels, range(self.developments))
