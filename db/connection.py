"""Connections on threads of their own, on which a plain function runs in one hop.

A transaction begins and ends inside one such function: none spans an ``await``, so that neither another
coroutine nor a cancelled task can come between its statements.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import aiosqlite

from bot.store import NotSaved, StoreError
from db import faults

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path

P = ParamSpec("P")
T = TypeVar("T")

# Its debug lines hold all that a function is called with: whole articles, and who brought them.
logging.getLogger("aiosqlite").setLevel(logging.INFO)

_WRITER_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA wal_autocheckpoint = 1000",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
)
# SQLite up to 3.51.2 can damage a WAL file when two connections checkpoint at once: only the writer does.
_READER_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA query_only = 1",
    "PRAGMA wal_autocheckpoint = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
)


def connect(file: Path, mode: str, pragmas: Sequence[str] = ()) -> sqlite3.Connection:
    """Open a file that exists, with transactions begun only where they are written out.

    Raises:
        sqlite3.Error: it cannot be opened, or is no database.
    """
    uri = f"{file.absolute().as_uri()}?mode={mode}"
    conn = sqlite3.connect(uri, uri=True, isolation_level=None, cached_statements=256)
    try:
        for pragma in pragmas:
            conn.execute(pragma)
    except sqlite3.Error:
        conn.close()
        raise
    return conn


def transact(
    conn: sqlite3.Connection,
    function: Callable[Concatenate[sqlite3.Connection, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run the function between BEGIN IMMEDIATE and COMMIT; whatever it raises undoes all of it."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        value = function(conn, *args, **kwargs)
        conn.execute("COMMIT")
    finally:
        undo(conn)
    return value


def undo(conn: sqlite3.Connection) -> None:
    """Roll back if there is something to roll back; SQLite has done it already on some faults."""
    if conn.in_transaction:
        conn.execute("ROLLBACK")


def rehearse(
    conn: sqlite3.Connection,
    function: Callable[Concatenate[sqlite3.Connection, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run the function as :func:`transact` does, and undo it in any case."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        return function(conn, *args, **kwargs)
    finally:
        undo(conn)


def snapshot(
    conn: sqlite3.Connection,
    function: Callable[Concatenate[sqlite3.Connection, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run the function on one committed state of the file, however many statements it takes."""
    conn.execute("BEGIN")
    try:
        return function(conn, *args, **kwargs)
    finally:
        undo(conn)


@contextmanager
def saving() -> Generator[None]:
    """Turn SQLite's refusal of a write into the sentence for the user.

    Raises:
        NotSaved: nothing of the write was kept.
    """
    try:
        yield
    except (sqlite3.Error, UnicodeEncodeError, OverflowError) as error:
        raise NotSaved(faults.not_saved(error)) from error


class Hop(aiosqlite.Connection):
    """An aiosqlite connection with the one call that aiosqlite lacks: a plain function on its thread.

    Relies on ``_execute``, ``_conn`` and ``_thread`` of aiosqlite 0.22; the dependency is pinned and
    ``tests/db/test_connection.py`` holds what is expected of them. ``waiting`` counts the calls that are
    under way or queued; once ``ending`` is set, no more are taken.
    """

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self.waiting = 0
        self.ending = False
        # A store that nobody closed must not keep the process from ending; WAL keeps the file whole.
        self._thread.daemon = True

    def __await__(self) -> Generator[Any, None, Hop]:
        yield from super().__await__()
        return self

    async def run(
        self,
        function: Callable[Concatenate[sqlite3.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run ``function(connection, ...)`` on the thread, to its end even if the caller is cancelled.

        Raises:
            StoreError: the connection is closed.
        """
        if self.ending or self._connection is None:
            raise StoreError(faults.CLOSED)
        self.waiting += 1
        try:
            # aiosqlite annotates none of it; the result is what the function returns.
            value: T = await self._execute(function, self._conn, *args, **kwargs)  # pyright: ignore[reportUnknownMemberType]
        finally:
            self.waiting -= 1
        return value

    async def write(
        self,
        function: Callable[Concatenate[sqlite3.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run the function as one transaction.

        Raises:
            NotSaved: SQLite refused; nothing of it was kept.
        """
        with saving():
            return await self.run(transact, function, *args, **kwargs)

    async def read(
        self,
        function: Callable[Concatenate[sqlite3.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run the function on one committed state of the file.

        Raises:
            StoreError: SQLite refused.
        """
        try:
            return await self.run(snapshot, function, *args, **kwargs)
        except OverflowError as error:
            raise StoreError(faults.TOO_LARGE) from error
        except sqlite3.Error as error:
            raise StoreError(faults.UNREADABLE) from error


def writer(file: Path) -> Hop:
    """The only connection that writes; to be awaited."""
    return Hop(partial(connect, file, "rw", _WRITER_PRAGMAS))


def reader(file: Path) -> Hop:
    """A connection that can only read; to be awaited while the writer is open, closed before it."""
    return Hop(partial(connect, file, "ro", _READER_PRAGMAS))
