# What is private is looked at on purpose: the contract with aiosqlite, and faults set on one connection.
# pyright: reportPrivateUsage=false, reportUnknownMemberType=false
from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import aiosqlite
import pytest

from bot.model import WIRE
from bot.store import NotSaved, StoreError
from bot.subscription import Rules, Target
from db import connection, open_store
from tests.db.samples import ADMIN, filing, judge, rumour

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from bot.files import PlayerFile
    from bot.model import Rumour
    from bot.store import Judgement
    from db import SqliteStore


def pragma(conn: sqlite3.Connection, name: str) -> object:
    return conn.execute(f"PRAGMA {name}").fetchone()[0]


class Gate:
    """A judge who waits until he is let go on, so that a test can act in the middle of a transaction."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.opened = threading.Event()

    def __call__(
        self,
        rows: Sequence[Rumour],
        said_on: dt.date,
        known: Sequence[PlayerFile],
        copied: dt.date | None = None,
    ) -> Judgement:
        self.reached.set()
        assert self.opened.wait(10)
        return judge(rows, said_on, known, copied)


async def test_what_is_relied_on_in_aiosqlite_is_so() -> None:
    """One queued call is run whole, on one thread, and its result or exception comes back."""
    async with aiosqlite.connect(":memory:") as plain:
        threads = {await plain._execute(threading.get_ident) for _ in range(3)}
        assert len(threads) == 1
        assert threading.get_ident() not in threads
        assert await plain._execute(pragma, plain._conn, name="user_version") == 0
        with pytest.raises(ZeroDivisionError):
            await plain._execute(divmod, 1, 0)
        assert isinstance(plain._thread, threading.Thread)
        assert plain._connection is plain._conn


async def test_the_pragmas_are_as_decided(store: SqliteStore) -> None:
    names = (
        "journal_mode",
        "synchronous",
        "foreign_keys",
        "busy_timeout",
        "wal_autocheckpoint",
        "trusted_schema",
    )
    found = [await store._writer.run(pragma, name) for name in names]
    assert found == ["wal", 2, 1, 5000, 1000, 0]
    for reader in store._readers:
        assert await reader.run(pragma, "wal_autocheckpoint") == 0
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await reader.run(lambda conn: conn.execute("DELETE FROM players"))


async def test_a_cancelled_caller_leaves_no_transaction_open_and_what_was_kept_counts(
    store: SqliteStore,
) -> None:
    gate = Gate()
    filing_it = asyncio.create_task(store.file(filing("one", rumour()), gate))
    await asyncio.to_thread(gate.reached.wait, 10)
    filing_it.cancel()
    with pytest.raises(asyncio.CancelledError):
        await filing_it
    gate.opened.set()
    assert await store.subscribe(5, 50, Target("everything", None), Rules(), ADMIN) is True
    assert await store._writer.run(lambda conn: conn.in_transaction) is False
    assert store.version == 1
    assert len(await store.player_names(WIRE)) == 1


async def test_readers_go_on_while_a_write_is_under_way_and_see_only_what_is_committed(
    store: SqliteStore,
) -> None:
    gate = Gate()
    filing_it = asyncio.create_task(store.file(filing("one", rumour()), gate))
    await asyncio.to_thread(gate.reached.wait, 10)
    assert await asyncio.gather(*[store.player_names(WIRE) for _ in range(4)]) == [()] * 4
    gate.opened.set()
    await filing_it
    assert len(await store.player_names(WIRE)) == 1


async def test_many_writers_at_once_lose_nothing(store: SqliteStore) -> None:
    await asyncio.gather(*[store.file(filing(f"text {n}", rumour()), judge) for n in range(30)])
    found = await store.player_file(WIRE, 1)
    assert found is not None
    assert len(found.rumours) == store.version == 30


async def test_closing_lets_what_was_begun_end_and_refuses_the_rest(file: Path) -> None:
    store = await open_store(file)
    gate = Gate()

    async def let_go() -> None:
        gate.opened.set()

    filing_it = asyncio.create_task(store.file(filing("one", rumour()), gate))
    await asyncio.to_thread(gate.reached.wait, 10)
    asked_meanwhile = (store.player_names(WIRE), store.player_names(WIRE), store.guild_settings(5))
    _, *refused, _ = await asyncio.gather(store.close(), *asked_meanwhile, let_go(), return_exceptions=True)
    assert [str(one) for one in refused] == ["The bot is being restarted. Try again in a minute."] * 3
    assert (await filing_it).filed
    await store.close()
    with pytest.raises(StoreError, match="being restarted"):
        await store.file(filing("two", rumour()), judge)


async def test_a_full_disk_is_said_reads_go_on_and_nothing_is_half_kept(store: SqliteStore) -> None:
    await store.file(filing("one", rumour()), judge)
    pages = await store._writer.run(pragma, "page_count")
    await store._writer.run(pragma, f"max_page_count = {pages}")
    with pytest.raises(NotSaved, match=r"^Not saved: the storage is full\."):
        await store.file(filing("long " * 20_000, rumour("Mohamed Salah")), judge)
    assert [one.name for one in await store.player_names(WIRE)] == ["Virgil van Dijk"]
    assert store.version == 1
    await store._writer.run(pragma, "max_page_count = 1000000")
    assert (await store.file(filing("long " * 20_000, rumour("Mohamed Salah")), judge)).filed


async def test_another_program_that_writes_is_said_and_trying_again_helps(
    store: SqliteStore, file: Path
) -> None:
    await store._writer.run(pragma, "busy_timeout = 0")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotSaved, match=r"^Not saved. Try again\.$"):
            await store.file(filing("one", rumour()), judge)
        other.execute("ROLLBACK")
    assert (await store.file(filing("one", rumour()), judge)).filed


async def test_a_storage_that_takes_no_writes_is_said(store: SqliteStore) -> None:
    await store._writer.run(lambda conn: conn.execute("PRAGMA query_only = 1"))
    with pytest.raises(NotSaved, match=r"^Not saved: the storage is read-only\."):
        await store.subscribe(5, 50, Target("everything", None), Rules(), ADMIN)


async def test_any_other_failure_is_said_without_sql_or_path(store: SqliteStore, file: Path) -> None:
    await store._writer.run(lambda conn: conn.execute("DROP TABLE subscriptions"))
    with pytest.raises(NotSaved) as failed:
        await store.subscribe(5, 50, Target("everything", None), Rules(), ADMIN)
    with pytest.raises(StoreError, match=r"^The storage cannot be read just now. Try again\.$"):
        await store.subscriptions(5)
    assert "subscriptions" not in str(failed.value)
    assert str(file) not in str(failed.value)


async def test_a_text_that_cannot_be_stored_is_said(store: SqliteStore) -> None:
    with pytest.raises(NotSaved, match="characters"):
        await store.subscribe(5, 50, Target("half a pair: \ud800", None), Rules(), ADMIN)


def test_a_file_that_is_no_database_is_closed_again(file: Path) -> None:
    file.write_bytes(b"no database at all" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        connection.connect(file, "rw", ["PRAGMA journal_mode = WAL"])
