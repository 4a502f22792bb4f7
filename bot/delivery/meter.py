"""The meter: what has been sent and how long it took, for whoever runs the bot."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.outbox import Metrics

if TYPE_CHECKING:
    import datetime as dt

    from bot.outbox import Batch, QueueState

_REMEMBERED = 1_000


@dataclass(slots=True)
class Meter:
    """Counts since the bot was started."""

    sent: int = 0
    alerts: int = 0
    merged: int = 0
    edits: int = 0
    retries: int = 0
    dead: int = 0
    disabled: int = 0
    _waits: deque[float] = field(default_factory=lambda: deque[float](maxlen=_REMEMBERED))

    def posted(self, batch: Batch, now: dt.datetime) -> None:
        """A message stands, new or changed."""
        if batch.is_edit:
            self.edits += 1
            return
        self.sent += 1
        self.alerts += batch.rows
        self.merged += max(0, batch.rows - 1)
        self._waits.append((now - batch.queued).total_seconds())

    def read(self, queue: QueueState, too_many: int) -> Metrics:
        """All of it at this moment."""
        return Metrics(
            queue.depth,
            queue.oldest_due,
            self.sent,
            self.alerts,
            self.merged,
            self.edits,
            self.retries,
            self.dead,
            self.disabled,
            too_many,
            self._wait(0.5),
            self._wait(0.99),
        )

    def _wait(self, share: float) -> float | None:
        if not self._waits:
            return None
        ranked = sorted(self._waits)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))]
