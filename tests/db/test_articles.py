from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from bot.subscription import Rules, Target
from tests.db.samples import ADMIN, LATER, NOON, filing, judge, rumour
from tests.db.sending import take

if TYPE_CHECKING:
    from pathlib import Path

    from db import SqliteStore


def contents(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as conn:
        return list(conn.iterdump())


def rows(file: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as conn:
        return conn.execute(sql).fetchall()


async def test_a_dry_run_leaves_no_byte_of_difference_in_any_table(store: SqliteStore, file: Path) -> None:
    await store.subscribe(5, 50, Target("everything", None), Rules(), ADMIN)
    await store.file(filing("one", rumour()), judge)
    before = contents(file)
    await store.file(filing("two", rumour("Mohamed Salah")), judge, dry_run=True)
    assert contents(file) == before


async def test_every_change_has_its_line_in_the_audit(store: SqliteStore, file: Path) -> None:
    await store.file(filing("one", rumour(), scope=5), judge)
    await store.set_moderator_role(5, 9, ADMIN)
    await store.subscribe(5, 50, Target("Van Dijk", "dijk"), Rules(), ADMIN)
    await store.subscribe(5, 50, Target("Van Dijk", "dijk"), Rules(), ADMIN)
    await store.unsubscribe(5, 50, Target("Van Dijk", "dijk"), ADMIN)
    await store.unsubscribe(5, 50, Target("", None), ADMIN)
    assert rows(file, "SELECT scope, actor_id, action, detail FROM audit ORDER BY id") == [
        (5, ADMIN, "file (form)", "Virgil van Dijk: new"),
        (5, ADMIN, "moderator role", "9"),
        (5, ADMIN, "subscribe", "50: Van Dijk"),
        (5, ADMIN, "unsubscribe", "50: Van Dijk"),
    ]


async def test_times_are_kept_as_seconds_and_dates_as_days(store: SqliteStore, file: Path) -> None:
    await store.file(filing("one", rumour(), received=NOON.replace(microsecond=999_999)), judge)
    kept = rows(file, "SELECT received, date((said_on - 719163) * 86400, 'unixepoch') FROM articles")
    assert kept == [(int(NOON.timestamp()), "2026-01-10")]


async def test_each_audience_that_was_judged_has_its_own_development(store: SqliteStore, file: Path) -> None:
    await store.file(filing("own", rumour(), scope=5), judge)
    await store.file(filing("wire", rumour()), judge)
    found = rows(file, "SELECT scope, verdict, alert IS NULL FROM developments ORDER BY id")
    assert found == [(5, "new", 0), (0, "new", 0), (5, "repeat", 1)]


async def test_the_message_and_the_time_of_a_delivery_are_recorded_once(
    store: SqliteStore, file: Path
) -> None:
    await store.subscribe(5, 50, Target("everything", None), Rules(), ADMIN)
    await store.file(filing("one", rumour()), judge)
    (one,) = await take(store)
    await store.sent(one.id, 1234, 50, LATER)
    await store.sent(one.id, 5678, 60, NOON)
    found = rows(file, "SELECT state, settled, message_id, posted_in FROM batches")
    assert found == [("sent", int(LATER.timestamp()), 1234, 50)]
