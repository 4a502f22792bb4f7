"""The sender: takes what is due from the outbox and posts it, each channel in its own lane.

What was sent is recorded after Discord has confirmed it, and every try of an alert has the same nonce: so a
crash between the two neither loses the alert nor shows it twice.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.cards.alerts import alert_card
from bot.cards.embeds import content_of, embed_of
from bot.delivery.outcomes import Outcome, Step, outcome_of, wait_after
from bot.logs import report
from bot.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.store import Delivery, Store

log = logging.getLogger(__name__)

IN_FLIGHT = 24
POLL_SECONDS = 5.0
SEND_SECONDS = 30.0
DRAIN_SECONDS = 10.0


class Dispatcher:
    """Sends alerts in the background from ``start`` to ``stop``. ``clock`` gives the aware time in UTC."""

    def __init__(self, store: Store, client: discord.Client, clock: Callable[[], dt.datetime]) -> None:
        self._store = store
        self._client = client
        self._clock = clock
        self._woken = asyncio.Event()
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._unrecorded: dict[int, int] = {}
        self._loop: asyncio.Task[None] | None = None
        self._stopping = False

    def wake(self) -> None:
        """Look for due alerts now, not only at the next poll."""
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
        lanes = list(self._lanes.values())
        if lanes:
            _, late = await asyncio.wait(lanes, timeout=drain)
            for lane in late:
                lane.cancel()
            await asyncio.gather(*lanes, return_exceptions=True)

    async def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            try:
                await self._open_lanes()
            except Exception as error:  # noqa: BLE001 - the edge of the background: it must go on
                report(log, "The outbox cannot be read; it is tried again.", error)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), POLL_SECONDS)

    async def _open_lanes(self) -> None:
        free = IN_FLIGHT - len(self._lanes)
        if free <= 0:
            return
        # The busy channels' alerts are due until they are recorded, so they come with the answer.
        due = await self._store.due_deliveries(self._clock(), free + len(self._lanes))
        for delivery in due:
            if delivery.channel_id not in self._lanes and len(self._lanes) < IN_FLIGHT and not self._stopping:
                lane = asyncio.create_task(self._lane(delivery), name=f"lane-{delivery.channel_id}")
                self._lanes[delivery.channel_id] = lane

    async def _lane(self, delivery: Delivery) -> None:
        settled = False
        try:
            await self._settle(delivery, await self._attempt(delivery))
            settled = True
        except StoreError as error:
            log.warning("What became of alert %d cannot be recorded: %s", delivery.id, error)
        finally:
            del self._lanes[delivery.channel_id]
            # What could not be settled is due at once again; left to the poll, it cannot spin.
            if settled:
                self.wake()

    async def _attempt(self, delivery: Delivery) -> Outcome:
        try:
            return await self._outcome(delivery)
        except Exception as error:  # noqa: BLE001 - the edge of the background: other alerts must go on
            report(log, f"Alert {delivery.id} failed.", error)
            return Outcome(Step.LATER, "a fault of the bot")

    async def _outcome(self, delivery: Delivery) -> Outcome:
        if delivery.id in self._unrecorded:
            return Outcome(Step.DELIVERED, message_id=self._unrecorded[delivery.id])
        card = alert_card(delivery.alert)
        outcome = await self._send(delivery, plain=False, embed=embed_of(card))
        if outcome.step is Step.PLAIN:
            outcome = await self._send(delivery, plain=True, content=content_of(card))
        return outcome

    async def _send(self, delivery: Delivery, *, plain: bool, **message: Any) -> Outcome:
        channel = self._client.get_partial_messageable(delivery.channel_id, guild_id=delivery.guild_id)
        try:
            async with asyncio.timeout(SEND_SECONDS):
                sent = await channel.send(
                    **message, nonce=delivery.nonce, allowed_mentions=discord.AllowedMentions.none()
                )
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            return outcome_of(error, plain=plain)
        return Outcome(Step.DELIVERED, message_id=sent.id)

    async def _settle(self, delivery: Delivery, outcome: Outcome) -> None:
        match outcome.step:
            case Step.DELIVERED:
                # Kept until it is recorded: a store that fails meanwhile must not have it sent again.
                self._unrecorded[delivery.id] = outcome.message_id
                await self._store.delivered(delivery.id, outcome.message_id, self._clock())
                del self._unrecorded[delivery.id]
            case Step.DISABLE | Step.GIVE_UP:
                where = delivery.channel_id
                log.warning("Alert %d to channel %d is given up: %s", delivery.id, where, outcome.why)
                await self._store.give_up(delivery.id, outcome.why, disable=outcome.step is Step.DISABLE)
            case Step.HALT:
                log.error("%s: no alert is sent until the bot is started again.", outcome.why)
                self._stopping = True
            case _:
                until = self._clock() + dt.timedelta(seconds=wait_after(delivery.attempts))
                log.warning("Alert %d is tried again at %s: %s", delivery.id, until.isoformat(), outcome.why)
                await self._store.postpone(delivery.id, until, outcome.why)
