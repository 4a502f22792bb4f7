"""What a bot does to itself for a benchmark: it dies at a step, or its store is spoilt so that harm must show.

All of it is put over the store's methods of one object; nothing here changes what the bot itself is made of.
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from bot.outbox import Bundle, Draw, Drawn, Taken
    from bot.store import Filing, Judge, Judgement, Receipt
    from db import SqliteStore

BROKEN = ("nonce", "refreeze")
"""A nonce that is new at every try; a batch that is formed anew after a restart."""


class Death(logging.Handler):
    """Ends the process with SIGKILL at the n-th time that it comes to a step, be it logged or told."""

    def __init__(self, step: str, at: int) -> None:
        super().__init__(logging.DEBUG)
        self._step = step
        self._left = at

    def emit(self, record: logging.LogRecord) -> None:
        """Take a line of the sender's log: a step, and the number of the batch."""
        self.at(record.getMessage().partition(" ")[0])

    def at(self, step: str) -> None:
        """Tell that the process has come to a step."""
        if step == self._step:
            self._left -= 1
            if not self._left:
                os.kill(os.getpid(), signal.SIGKILL)


def put_over(store: SqliteStore, death: Death, *, broken: str, merged: bool) -> None:
    """Let the store tell of its own steps, and spoil it as asked."""
    spoilt: Any = store  # what is put over its methods has their form
    file, next_batches = store.file, store.next_batches

    async def telling_file(filing: Filing, judge: Judge, *, dry_run: bool = False) -> Receipt:
        def telling_judge(*known: Any, **more: Any) -> Judgement:
            death.at("judged")
            return judge(*known, **more)

        receipt = await file(filing, telling_judge, dry_run=dry_run)
        death.at("filed")
        return receipt

    async def telling_batches(now: dt.datetime, limit: int, busy: Collection[int], draw: Draw) -> Taken:
        def telling_draw(bundle: Bundle) -> Drawn:
            death.at("drawn")
            return draw(bundle if merged else replace(bundle, rows=bundle.rows[:1]))

        taken = await next_batches(now, limit, busy, telling_draw)
        if taken.batches:
            death.at("frozen")
        if broken != "nonce":
            return taken
        # After a restart the sender looks for what it may have sent; it would make up for the nonce.
        spoilt_ones = (replace(one, nonce=secrets.token_hex(10), is_fresh=True) for one in taken.batches)
        return replace(taken, batches=tuple(spoilt_ones))

    spoilt.file, spoilt.next_batches = telling_file, telling_batches


def refreeze(database: str) -> None:
    """Form all open batches anew, before the bot opens the file: what was frozen is forgotten."""
    with closing(sqlite3.connect(database)) as conn, conn:
        if conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'batches'").fetchone() is None:
            return  # the first start
        conn.execute(
            "UPDATE outbox SET batch_id = NULL WHERE batch_id IN (SELECT id FROM batches WHERE state = 'open')"
        )
        conn.execute("DELETE FROM batches WHERE state = 'open'")
