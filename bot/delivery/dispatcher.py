"""The dispatcher: takes what is due from the outbox and has it sent, each channel in a lane of its own."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cards.messages import draw
from bot.cards.notes import figures
from bot.delivery import notes
from bot.delivery.breaker import Level
from bot.delivery.meter import Meter
from bot.delivery.outcomes import Outcome, Step, wait_after
from bot.delivery.sender import Sender, steps
from bot.delivery.traffic import Traffic
from bot.logs import report
from bot.speech import mark
from bot.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import discord

    from bot.outbox import Batch, Draw, Metrics
    from bot.store import Store

log = logging.getLogger(__name__)

IN_FLIGHT = 24
MOST_LANES = 240
SLOW_SECONDS = 1.0
"""A lane that takes longer is not counted in ``IN_FLIGHT`` any more: channels that hang, or whose own limit is reached,
must not use up all."""

POLL_SECONDS = 1.0
LONGEST_PAUSE = 30.0
DRAIN_SECONDS = 10.0
REPORT_SECONDS = 600.0
_PUT_BACK = dt.timedelta(seconds=1)


@dataclass(slots=True)
class _Lane:
    """A channel whose batch is on its way since a moment of the loop's clock."""

    task: asyncio.Task[None]
    since: float


class Dispatcher:
    """Sends in the background from ``start`` to ``stop``. ``clock`` gives the aware time in UTC."""

    def __init__(
        self,
        store: Store,
        client: discord.Client,
        clock: Callable[[], dt.datetime],
        traffic: Traffic | None = None,
        *,
        draw: Draw = draw,
        tell_operator: Callable[[str], Awaitable[None]] | None = None,
    ) -> None:
        self.traffic = traffic or Traffic()
        self.meter = Meter()
        self._store = store
        self._client = client
        self._clock = clock
        self._draw = draw
        self._tell_operator = tell_operator
        self._sender = Sender(store, client, self.traffic, clock)
        self._woken = asyncio.Event()
        self._lanes: dict[int, _Lane] = {}
        self._unrecorded: dict[int, Outcome] = {}
        self._loop: asyncio.Task[None] | None = None
        self._telling: asyncio.Task[None] | None = None
        self._stopping = False
        self._latest = clock()
        self._pause = POLL_SECONDS
        self._reported = time.monotonic()

    def wake(self) -> None:
        """Look for what is due now, not only at the next poll."""
        self._woken.set()

    def start(self) -> None:
        """Begin to send; does nothing if it has begun."""
        if self._loop is None:
            self._stopping = False
            self._loop = asyncio.create_task(self._run(), name="dispatcher")

    async def stop(self, drain: float = DRAIN_SECONDS) -> None:
        """Take nothing new, let what is being sent finish for ``drain`` seconds, then cut it off.

        What is cut off, or was not begun, is still in the outbox for the next start.
        """
        self._stopping = True
        self.wake()
        if self._loop is not None:
            await self._loop
            self._loop = None
        if self._telling is not None:
            self._telling.cancel()
            await asyncio.wait([self._telling])
        tasks = [lane.task for lane in self._lanes.values()]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=drain)
            for task in late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def metrics(self) -> Metrics:
        """What has been sent since the start, and what waits."""
        return self.meter.read(await self._store.queue_state(self._clock()), self.traffic.too_many)

    async def _run(self) -> None:
        is_heeded = False
        while not self._stopping:
            self._woken.clear()
            try:
                # The clock may have been put back while the bot was down, which nobody has seen.
                await self._heed_clock(is_first=not is_heeded)
                is_heeded = True
                await self._open_lanes()
                await self._report()
            except Exception as error:  # noqa: BLE001 - the edge of the background: it must go on
                await self._trouble(error)
            else:
                self._pause = POLL_SECONDS
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), self._pause)

    async def _trouble(self, error: Exception) -> None:
        """Say once that the store does not answer, and ask it less and less often until it does."""
        is_first, self._pause = self._pause == POLL_SECONDS, min(LONGEST_PAUSE, self._pause * 2)
        if not is_first:
            return
        report(log, "The outbox cannot be used; it is tried again.", error)
        if isinstance(error, StoreError):
            words = f"Alerts wait, none is lost: {error}. I try again every {LONGEST_PAUSE:.0f} s."
            # Not waited for: Discord may be slow to take it, and the store may answer again meanwhile.
            self._telling = asyncio.create_task(self._tell(words), name="telling the operator")

    async def _tell(self, words: str) -> None:
        if self._tell_operator is not None:
            await self._tell_operator(words)

    async def _heed_clock(self, *, is_first: bool) -> None:
        """If the clock was put back, nothing must wait until it has caught up with what it said before."""
        now = self._clock()
        is_back = now < self._latest - _PUT_BACK
        if is_back:
            log.warning("The clock was put back; what was queued before is due as if it came now.")
        if is_back or is_first:
            await self._store.turn_back(now)
        self._latest = now

    async def _open_lanes(self) -> None:
        free = self._free()
        if free <= 0 or self.traffic.level is Level.STOPPED:
            return
        taken = await self._store.next_batches(self._clock(), free, self._lanes, self._draw)
        for error in taken.faults:
            report(log, "A message could not be drawn.", error)
        for batch in taken.batches:
            steps.debug("taken %d", batch.id)
            task = asyncio.create_task(self._lane(batch), name=f"lane-{batch.channel_id}")
            self._lanes[batch.channel_id] = _Lane(task, time.monotonic())
        if taken.has_more:
            self.wake()

    def _free(self) -> int:
        """How many more channels may be sent to at the same time."""
        if self._stopping:
            return 0
        started = time.monotonic() - SLOW_SECONDS
        quick = sum(lane.since > started for lane in self._lanes.values())
        return min(IN_FLIGHT - quick, MOST_LANES - len(self._lanes))

    async def _lane(self, batch: Batch) -> None:
        settled = False
        try:
            await self._settle(batch, await self._attempt(batch))
            settled = True
        except StoreError as error:
            log.warning("What became of batch %d cannot be recorded: %s", batch.id, error)
        finally:
            del self._lanes[batch.channel_id]
            # What could not be settled is due at once again; left to the poll, it cannot spin.
            if settled:
                self.wake()

    async def _attempt(self, batch: Batch) -> Outcome:
        if not batch.is_edit and batch.id in self._unrecorded:
            return self._unrecorded[batch.id]
        try:
            return await self._sender.send(batch)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - the edge of the background: other batches must go on
            report(log, f"Batch {batch.id} failed.", error)
            return Outcome(Step.LATER, mark("a fault of the bot"))

    async def _settle(self, batch: Batch, outcome: Outcome) -> None:
        match outcome.step:
            case Step.DELIVERED:
                await self._record(batch, outcome)
            case Step.DISABLE:
                await self._disable(batch, outcome.why)
            case Step.EXPIRED:
                await self._store.expire(batch, self._clock())
            case Step.GIVE_UP | Step.PLAIN:
                log.warning(
                    "Batch %d for channel %d is given up: %s", batch.id, batch.channel_id, outcome.why
                )
                await self._store.drop(batch, outcome.why, self._clock())
                self.meter.dead += not batch.is_edit
            case Step.HALT:
                log.error("%s: no alert is sent until the bot is started again.", outcome.why)
                self._stopping = True
            case _:
                await self._put_off(batch, outcome)
        steps.debug("recorded %d", batch.id)

    async def _record(self, batch: Batch, outcome: Outcome) -> None:
        if batch.is_edit:
            await self._store.edited(batch)
        else:
            # Kept until it is recorded: a store that fails meanwhile must not have it sent again.
            self._unrecorded[batch.id] = outcome
            await self._store.sent(
                batch.id, outcome.message_id, outcome.posted_in or batch.channel_id, self._clock()
            )
            del self._unrecorded[batch.id]
        self.meter.posted(batch, self._clock())

    async def _disable(self, batch: Batch, why: str) -> None:
        if batch.guild_id and self._client.get_guild(batch.guild_id) is None:
            # The whole bot was removed, or it is not known yet where it is: what the guild has set is to stay.
            await self._put_off(batch, Outcome(Step.LATER, why))
            return
        log.warning("Channel %d is given up: %s", batch.channel_id, why)
        await self._store.disable(batch, why, self._clock(), notes.given_up(self._client, batch, why))
        self.meter.disabled += 1

    async def _put_off(self, batch: Batch, outcome: Outcome) -> None:
        if outcome.step is Step.BLOCKED:
            log.error("%s: nothing is sent for %d s.", outcome.why, outcome.seconds)
            self.traffic.block(outcome.seconds)
        until = self._clock() + dt.timedelta(seconds=max(wait_after(batch.attempts), outcome.seconds))
        log.warning("Batch %d is tried again at %s: %s", batch.id, until.isoformat(), outcome.why)
        await self._store.postpone(batch, until, outcome.why)
        self.meter.retries += 1

    async def _report(self) -> None:
        """Put the figures into the log every ten minutes, and let go of what is not needed any more."""
        if time.monotonic() - self._reported >= REPORT_SECONDS:
            self._reported = time.monotonic()
            log.info("Delivery since the start:\n%s", figures(await self.metrics()))
            while await self._store.empty_old(self._clock()):
                pass
