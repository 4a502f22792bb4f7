"""The outbox as a protocol: what waits for its channel, the batches that are on their way, and what became of them.

A batch is frozen: which alerts it holds, how it is drawn and its nonce are kept before the first try and are the same
at every other. A channel has at most one open batch, so that its order is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.rules import Form
from bot.speech import ENGLISH, Spoken

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from bot.files import Deed
    from bot.model import Alert, Rumour, Verdict
    from bot.rules import News


class State(StrEnum):
    """What has become of a batch."""

    OPEN = "open"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Correction:
    """Why an alert no longer says what is known: the deed, its day, and what had been read.

    ``player`` is what the deed's other player is called, where it gave the rumour to another.
    """

    deed: Deed
    on: dt.date
    read: Rumour | None = None
    player: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What is told in a message: an alert with what has come to it since, or (``alert`` None) a note.

    ``also`` are sources that have said the same since, oldest first.
    """

    alert: Alert | None = None
    note: Spoken | None = None
    also: tuple[Spoken, ...] = ()
    correction: Correction | None = None
    role_ids: tuple[int, ...] = ()
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a message may hold: rows of one form, oldest first.

    ``older`` counts developments that are too old by now to be told one by one. ``is_whole``: the message stands
    already with all of these rows, so all must be drawn. ``language`` is that of the channel, by its two letters.
    """

    batch_id: int
    form: Form
    rows: tuple[Row, ...]
    older: int = 0
    is_whole: bool = False
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message as it will be sent, in a form that only who sends it reads, and how many of the rows are in it."""

    payload: str
    count: int


class Draw(Protocol):
    """Draws a message inside a transaction, on the store's thread. Pure; if it fails, the message is left out."""

    def __call__(self, bundle: Bundle, /) -> Drawn:
        """Draw as many of the rows, the first first, as one message can hold: at least one, if there is one."""
        ...


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread of a saga that a batch belongs into. ``id`` None: it is not made yet; ``key`` is for the store.

    ``message_id``: the message of the channel that the thread is to hang on, which stands already.
    """

    key: str
    name: str
    stage: str
    id: int | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """A message on its way to a channel. ``nonce`` and ``payload`` are the same at every try.

    ``frozen`` is the time before which it was not tried, ``queued`` that of the oldest news in it. ``message_id``: the
    message stands in ``posted_in`` and is only to be changed into ``payload``; ``revision`` tells the store which
    change that is. ``is_fresh``: it was frozen just now, so nobody can have tried it before.
    """

    id: int
    guild_id: int
    channel_id: int
    nonce: str
    payload: str
    frozen: dt.datetime
    queued: dt.datetime
    form: Form = Form.ALERT
    rows: int = 1
    attempts: int = 0
    last_fault: str | None = None
    thread: Thread | None = None
    message_id: int | None = None
    posted_in: int | None = None
    revision: int = 0
    is_fresh: bool = False

    @property
    def is_edit(self) -> bool:
        """True if the message stands and is changed."""
        return self.message_id is not None


@dataclass(frozen=True, slots=True)
class Note:
    """The bot's own word to moderators, and the channel for it; None: there is none, and ``/alerts list`` tells it."""

    text: Spoken
    channel_id: int | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What may be sent now. ``has_more``: the search was broken off early, and is to be gone on with at once.

    ``faults``: why messages could not be drawn; what they were to tell is left out.
    """

    batches: tuple[Batch, ...]
    has_more: bool = False
    faults: tuple[Exception, ...] = ()


@dataclass(frozen=True, slots=True)
class QueueState:
    """How much waits. ``depth``: alerts that are due and not yet confirmed; ``oldest_due`` None: nothing is due."""

    depth: int
    oldest_due: dt.datetime | None
    open_batches: int


@dataclass(frozen=True, slots=True)
class Metrics:
    """What has been sent since the start, and what waits. Times in seconds; None: nothing was sent yet.

    ``merged``: alerts that shared a message with an earlier one. ``wait_p50`` and ``wait_p99``: from the commit of
    the news to its post, of the last thousand messages.
    """

    depth: int
    oldest_due: dt.datetime | None
    sent: int
    alerts: int
    merged: int
    edits: int
    retries: int
    dead: int
    disabled: int
    too_many: int
    wait_p50: float | None
    wait_p99: float | None


@dataclass(frozen=True, slots=True)
class Told:
    """A development, and what became of it in one channel.

    ``state`` None: the channel was not queued for it. ``let_by``: the sentence of the decision that queued it, where
    one did.
    ``skipped``: why it was not sent though it was queued ("late", "retract 3", the fault of a dead batch).
    ``repeats``: how many reports of the same have come since and were withheld. ``correction``: the deed after which
    the alert no longer says what is known ("retract 3"). ``is_held``: it was told nobody, since the reader was not
    sure enough.
    """

    player: str
    verdict: Verdict
    why: Spoken
    at: dt.datetime
    news: News | None
    let_by: Spoken | None = None
    state: State | None = None
    is_waiting: bool = False
    due: dt.datetime | None = None
    skipped: str | None = None
    posted_at: dt.datetime | None = None
    message_id: int | None = None
    repeats: int = 0
    correction: str | None = None
    is_held: bool = False


class Outbox(Protocol):
    """What a sender asks of the store. Every operation is one transaction; a write may raise ``NotSaved``."""

    async def next_batches(self, now: dt.datetime, limit: int, busy: Collection[int], draw: Draw) -> Taken:
        """What may be sent now: at most one batch of each channel, none of the ``busy`` channels.

        By importance, then by age, at most ``limit``. A channel's open batch comes first and as it is; without one,
        its oldest due rows are frozen into a new one, or a message that is to be changed is drawn anew. Rows whose
        subscription stands no more, and alerts that are over six hours late, are not told; the latter are counted
        in a message. Only so many channels are looked at that no other write waits for long.
        """
        ...

    async def sent(self, batch_id: int, message_id: int, posted_in: int, now: dt.datetime) -> None:
        """Record that the message of a batch stands. Told twice, the first stands."""
        ...

    async def edited(self, batch: Batch) -> None:
        """Record that the message shows the payload of this batch now; a newer change to it is still to be made."""
        ...

    async def postpone(self, batch: Batch, until: dt.datetime, why: str) -> None:
        """Record a failed try that may succeed later."""
        ...

    async def drop(self, batch: Batch, why: str, now: dt.datetime) -> None:
        """Record that a batch cannot be sent, or a message not be changed."""
        ...

    async def expire(self, batch: Batch, now: dt.datetime) -> None:
        """Give up a batch that was surely not sent and tells no more what is to be told: its alerts wait again.

        The next batch is formed of what is to be told by then: what is over six hours late is only counted in it, and
        what was retracted is not told.
        """
        ...

    async def disable(self, batch: Batch, why: str, now: dt.datetime, note: Note) -> int:
        """Disable the channel's subscriptions with the reason, give up what waits for it, and count them.

        ``note`` is queued for its channel, unless that is None or the one that is disabled, or none was enabled.
        """
        ...

    async def keep_thread(self, channel_id: int, key: str, thread_id: int | None) -> None:
        """Remember the thread of a saga; None: it is gone, and the next message makes another."""
        ...

    async def turn_back(self, now: dt.datetime) -> None:
        """The clock was put back to ``now``: what was queued by the later time is due as if it came now."""
        ...

    async def empty_old(self, now: dt.datetime) -> bool:
        """Forget how messages of over a month were drawn, some at a time; True if there are more."""
        ...

    async def queue_state(self, now: dt.datetime) -> QueueState:
        """How much waits."""
        ...

    async def told(
        self,
        guild_id: int,
        channel_id: int,
        limit: int,
        *,
        player_id: int | None = None,
        news_only: bool = False,
    ) -> tuple[Told, ...]:
        """The newest developments that the guild sees, and what became of them in the channel, newest first.

        ``player_id``: of that player only, and of who is one with him. ``news_only``: without repeats, colour
        and stale ones.
        """
        ...

    async def told_in(self, guild_id: int, batch_id: int) -> tuple[Told, ...]:
        """The developments of a message, by the number of its batch; none if it is of another guild."""
        ...
