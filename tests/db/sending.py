"""A sender for the tests of what is kept: it draws what each row tells, and settles batches by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.outbox import Drawn
from tests.db.samples import LATER

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from bot.outbox import Batch, Bundle
    from bot.store import Store

MOST = 3
"""So few alerts fit into a message here, so that tests need not queue many."""


def draw(bundle: Bundle) -> Drawn:
    """A payload that says all that a bundle holds."""
    rows = bundle.rows if bundle.is_whole else bundle.rows[:MOST]
    told = [
        {
            "says": str(row.note) if row.alert is None else row.alert.headline,
            "why": "" if row.alert is None else row.alert.why,
            "also": [one.english for one in row.also],
            "correction": row.correction and type(row.correction.deed).__name__,
            "to": row.correction and row.correction.player,
            "roles": row.role_ids,
            "silent": row.is_silent,
        }
        for row in rows
    ]
    return Drawn(json.dumps({"form": bundle.form, "older": bundle.older, "rows": told}), len(rows))


async def take(
    store: Store, now: dt.datetime = LATER, limit: int = 99, busy: Collection[int] = ()
) -> tuple[Batch, ...]:
    """What may be sent at that time."""
    while True:
        taken = await store.next_batches(now, limit, busy, draw)
        assert not taken.faults
        if taken.batches or not taken.has_more:
            return taken.batches


async def deliver(store: Store, now: dt.datetime = LATER) -> list[Batch]:
    """Send all that may be sent, each message with a number of its own; the batches in the order they went."""
    gone: list[Batch] = []
    while batches := await take(store, now):
        for batch in batches:
            if batch.is_edit:
                await store.edited(batch)
            else:
                await store.sent(batch.id, 1000 + batch.id, batch.channel_id, now)
        gone += batches
    return gone


def rows_of(batch: Batch) -> list[dict[str, Any]]:
    """What is told of each row in a batch."""
    found: list[dict[str, Any]] = json.loads(batch.payload)["rows"]
    return found


def says(batch: Batch) -> list[str]:
    """The headlines in a batch."""
    return [row["says"] for row in rows_of(batch)]


def older(batch: Batch) -> int:
    """How many developments a batch only counts."""
    found: int = json.loads(batch.payload)["older"]
    return found
