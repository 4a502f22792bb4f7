"""The sender: brings one batch to its channel, and says what came of it.

Every try of a batch has the same payload and the same nonce, which Discord remembers for some minutes; after that its
message is looked for before it is sent again. So neither a crash nor a time-out shows it twice.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.delivery import places
from bot.delivery.message import editing, sending
from bot.delivery.outcomes import Outcome, Step, is_refused, outcome_of
from bot.delivery.traffic import once
from bot.rules import LATE, Form
from bot.speech import mark

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable

    from bot.delivery.traffic import Traffic
    from bot.outbox import Batch, Outbox, Thread

steps = logging.getLogger("bot.delivery.steps")

# No request is cut off here. A task that is cancelled while discord.py sleeps through a global 429 leaves the client
# waiting for ever: nothing else sets the event that ends the wait. aiohttp ends a request by itself after 300 s, and
# the dispatcher does not let a channel that hangs hold up others.
NONCE_SECONDS = 120.0
"""Discord keeps nonces for "a few minutes" (page "Message Resource", enforce_nonce): this is well within."""

_FAULTS = (discord.DiscordException, aiohttp.ClientError, OSError)
_NO_CHANNEL, _NO_MESSAGE, _MAY_NOT = 10003, 10008, 50013
_GONE = frozenset((_NO_CHANNEL, _NO_MESSAGE))
_LOCKED = frozenset((50083, 160005))
_NOT_KNOWN = Outcome(Step.GIVE_UP, mark("it may stand here already"))
_STOPPED = Outcome(Step.LATER, mark("nothing may be sent for now"))


class Sender:
    """Sends batches for a client. ``clock`` gives the aware time in UTC."""

    def __init__(
        self, store: Outbox, client: discord.Client, traffic: Traffic, clock: Callable[[], dt.datetime]
    ) -> None:
        self._store = store
        self._client = client
        self._traffic = traffic
        self._clock = clock

    async def send(self, batch: Batch) -> Outcome:
        """Try once; what goes wrong with Discord or the network is an outcome. The try is paced."""
        try:
            if batch.is_edit:
                return await self._edit(batch)
            if batch.thread is not None:
                return await self._send_threaded(batch, batch.thread)
            return await self._post(batch, batch.channel_id)
        except _FAULTS as error:
            return _told_by(error, batch)

    async def _post(self, batch: Batch, place_id: int) -> Outcome:
        """Post the batch into a channel or thread, unless it stands there already."""
        if not batch.is_fresh and not 0 <= self._age(batch) <= NONCE_SECONDS:
            known = await self._look(batch, partial(places.find, self._client, batch, place_id), place_id)
            if known is not None:
                return known
        outcome = await self._try(batch, place_id, plain=False)
        if outcome.step is Step.PLAIN:
            outcome = await self._try(batch, place_id, plain=True)
        return outcome

    async def _look(
        self, batch: Batch, search: Callable[[], Awaitable[int | None]], place_id: int | None
    ) -> Outcome | None:
        """Search for what an earlier try may have put there. None: nothing, and it is still to be sent as it is."""
        if not await self._traffic.turn():
            return _STOPPED
        try:
            found = await search()
        except places.NotKnownError:
            return _NOT_KNOWN
        except _FAULTS as error:
            # That nothing may be read there does not say that nothing may be sent.
            return _NOT_KNOWN if _code(error) == _MAY_NOT else _told_by(error, batch)
        steps.debug("checked %d", batch.id)
        if found is not None:
            return Outcome(Step.DELIVERED, message_id=found, posted_in=place_id or found)
        return Outcome(Step.EXPIRED) if self._is_stale(batch) else None

    def _is_stale(self, batch: Batch) -> bool:
        """True if what was frozen tells no more what is to be told now: it is old, or was mended or added to since."""
        is_late = self._age(batch) > LATE.total_seconds() and batch.form is Form.ALERT and batch.rows > 0
        return is_late or batch.revision > 0

    def _age(self, batch: Batch) -> float:
        """Seconds since nobody can have tried it; below zero if the clock was put back."""
        return (self._clock() - batch.frozen).total_seconds()

    async def _try(self, batch: Batch, place_id: int, *, plain: bool) -> Outcome:
        place = self._client.get_partial_messageable(place_id, guild_id=batch.guild_id or None)
        message = sending(batch.payload, plain=plain)
        if not await self._traffic.turn():
            return _STOPPED
        steps.debug("paced %d", batch.id)
        try:
            sent = await place.send(**message, nonce=batch.nonce)
        except _FAULTS as error:
            if _code(error) == _NO_MESSAGE:
                # Sent again with its nonce after somebody deleted it: it did arrive.
                return Outcome(Step.DELIVERED, posted_in=place_id, code=_NO_MESSAGE)
            return _told_by(error, batch, plain=plain)
        steps.debug("sent %d", batch.id)
        return Outcome(Step.DELIVERED, message_id=sent.id, posted_in=place_id)

    async def _edit(self, batch: Batch) -> Outcome:
        """Change a message that stands."""
        outcome = await self._try_edit(batch, plain=False)
        if outcome.step is Step.PLAIN:
            outcome = await self._try_edit(batch, plain=True)
        # That a message cannot be changed is no reason to give up its channel.
        step = Step.GIVE_UP if outcome.step is Step.DISABLE else outcome.step
        return Outcome(
            step, outcome.why, outcome.message_id, outcome.posted_in, outcome.seconds, outcome.code
        )

    async def _try_edit(self, batch: Batch, *, plain: bool) -> Outcome:
        place = self._client.get_partial_messageable(batch.posted_in or 0, guild_id=batch.guild_id or None)
        message: dict[str, Any] = editing(batch.payload, plain=plain)
        if not await self._traffic.turn():
            return _STOPPED
        try:
            await place.get_partial_message(batch.message_id or 0).edit(**message)
        except _FAULTS as error:
            return _told_by(error, batch, plain=plain)
        steps.debug("edited %d", batch.id)
        return Outcome(Step.DELIVERED, message_id=batch.message_id or 0, posted_in=batch.posted_in or 0)

    # --- threads ---

    async def _send_threaded(self, batch: Batch, thread: Thread) -> Outcome:
        """Send into the thread of a saga, which is made first if there is none."""
        if thread.id is not None:
            return await self._into_thread(batch, thread, thread.id)
        if not await self._traffic.turn():
            return _STOPPED
        forum = await places.forum_of(self._client, batch.channel_id)
        if forum is not None:
            return await self._post_in_forum(batch, thread, forum)
        if thread.message_id is None:
            return await self._post_first(batch, thread)
        return await self._in_new_thread(batch, thread, thread.message_id)

    async def _in_new_thread(self, batch: Batch, thread: Thread, message_id: int) -> Outcome:
        try:
            made = await self._begin_thread(batch, thread, message_id)
        except discord.HTTPException as error:
            if error.code in _GONE:
                return await self._forget(batch, thread)
            if not is_refused(error):
                raise
            # The channel may take no threads, or no more of them: rather without a thread than not at all.
            steps.debug("unthreaded %d: %d", batch.id, error.code)
            return await self._post(batch, batch.channel_id)
        return await self._into_thread(batch, thread, made)

    async def _post_first(self, batch: Batch, thread: Thread) -> Outcome:
        """The first alert of a saga stands in the channel itself, and its thread hangs on it."""
        outcome = await self._post(batch, batch.channel_id)
        if outcome.step is Step.DELIVERED and outcome.message_id and await self._traffic.turn():
            try:
                await self._begin_thread(batch, thread, outcome.message_id)
            except _FAULTS as error:
                # The alert stands; the next one will try again to begin the thread.
                steps.debug("unthreaded %d: %s", batch.id, type(error).__name__)
        return outcome

    async def _begin_thread(self, batch: Batch, thread: Thread, message_id: int) -> int:
        made = await places.thread_on(self._client, batch, thread.name, message_id)
        await self._store.keep_thread(batch.channel_id, thread.key, made)
        return made

    async def _into_thread(self, batch: Batch, thread: Thread, thread_id: int) -> Outcome:
        outcome = await self._post(batch, thread_id)
        if outcome.code in _LOCKED and not batch.is_fresh:
            # It is to stand elsewhere now, unless an earlier try did get into the thread.
            known = await self._look(batch, partial(places.find, self._client, batch, thread_id), thread_id)
            if known is not None:
                return known
        if outcome.code == _NO_CHANNEL or outcome.code in _LOCKED:
            # It is the thread that is gone, or locked, and not the channel.
            return await self._forget(batch, thread)
        if outcome.step is Step.DISABLE and not places.is_forum(self._client, batch.channel_id):
            # It is in threads that the bot may not write: the channel itself says whether it may there.
            return await self._post(batch, batch.channel_id)
        if outcome.step is Step.DELIVERED and not places.is_tagged(self._client, batch, thread):
            await self._tag(batch, thread)
        return outcome

    async def _tag(self, batch: Batch, thread: Thread) -> None:
        if await self._traffic.turn():
            try:
                await places.tag(self._client, batch, thread)
            except _FAULTS as error:
                steps.debug("untagged %d: %s", batch.id, type(error).__name__)

    async def _forget(self, batch: Batch, thread: Thread) -> Outcome:
        """The next try makes another thread."""
        await self._store.keep_thread(batch.channel_id, thread.key, None)
        return Outcome(Step.LATER, mark("the thread is gone"))

    async def _post_in_forum(self, batch: Batch, thread: Thread, forum: discord.ForumChannel) -> Outcome:
        if not batch.is_fresh:
            known = await self._look(batch, partial(places.find_post, self._client, forum, batch), None)
            if known is not None:
                return known
        outcome = await self._try_in_forum(batch, thread, forum, plain=False)
        if outcome.step is Step.PLAIN:
            outcome = await self._try_in_forum(batch, thread, forum, plain=True)
        return outcome

    async def _try_in_forum(
        self, batch: Batch, thread: Thread, forum: discord.ForumChannel, *, plain: bool
    ) -> Outcome:
        if not await self._traffic.turn():
            return _STOPPED
        steps.debug("paced %d", batch.id)
        try:
            # A post has no nonce: what may have arrived is looked for before the next try.
            with once():
                made = await places.post_in(forum, batch, thread, plain=plain)
        except _FAULTS as error:
            return _told_by(error, batch, plain=plain)
        steps.debug("sent %d", batch.id)
        return Outcome(Step.DELIVERED, message_id=made, posted_in=made)


def _told_by(error: Exception, batch: Batch, *, plain: bool = True) -> Outcome:
    return outcome_of(error, plain=plain, last_fault=batch.last_fault)


def _code(error: Exception) -> int:
    """Discord's code of an error; 0 if it has none."""
    return error.code if isinstance(error, discord.HTTPException) else 0
