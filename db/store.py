"""The Store on SQLite: every operation is one plain function, run in one hop."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from bot.rules import MERGE_WINDOW
from bot.store import StoreError
from db import (
    articles,
    connection,
    developing,
    health,
    lessons,
    lists,
    lock,
    mendings,
    players,
    standing,
    times,
)
from db.bringing import SqliteBringing
from db.cases import SqliteCases

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.files import Deed, Lesson, Mending, PlayerFile, PlayerName
    from bot.model import Verdict
    from bot.store import Called, Filing, Judge, Receipt, Telling

_READERS = 2


class SqliteStore(SqliteBringing, SqliteCases):
    """``bot.store.Store`` on one file; made by :func:`open_store`, which owns what the arguments are."""

    def __init__(
        self,
        writer: connection.Hop,
        readers: tuple[connection.Hop, ...],
        opened: AsyncExitStack,
        merge_window: dt.timedelta,
    ) -> None:
        super().__init__(writer, readers)
        self._opened = opened
        self._merge_window = merge_window

    async def close(self) -> None:
        """Finish what is under way, close readers before the writer, let go of the lock. May be repeated."""
        for hop in (*self._readers, self._writer):
            hop.ending = True
        await self._opened.aclose()

    # --- news ---

    async def file(self, filing: Filing, judge: Judge, *, dry_run: bool = False) -> Receipt:
        """See ``Store``. ``judge`` is called on the writer's thread, and holds up all writes meanwhile."""
        with connection.saving():
            if dry_run:
                return await self._writer.run(
                    connection.rehearse, articles.file, filing, judge, self._merge_window
                )
            return await self._writer.run(self._file, filing, judge)

    def _file(self, conn: sqlite3.Connection, filing: Filing, judge: Judge) -> Receipt:
        receipt, touched = connection.transact(conn, _file, filing, judge, self._merge_window)
        if receipt.filed:
            self._touch(filing.scope, touched)
        return receipt

    async def player_file(
        self, scope: int, player_id: int, *, as_of: dt.date | None = None
    ) -> PlayerFile | None:
        """See ``Store``. Held rumours are in it: telling them or not is the core's business."""
        until = dt.date.max if as_of is None else as_of
        return await self._reader.read(players.file_of, scope, player_id, until)

    async def player_names(self, scope: int, among: Collection[int] | None = None) -> tuple[PlayerName, ...]:
        """See ``Store``. Players of whom everything is held are not in it."""
        return await self._reader.read(lists.names, scope, among)

    async def own_players(self, scope: int) -> frozenset[int]:
        """See ``Store``."""
        return await self._reader.read(lists.own_players, scope)

    async def kin(self, scope: int, ids: Collection[int]) -> frozenset[int]:
        """See ``Store``."""
        return await self._reader.read(lists.kin, scope, ids)

    async def newest_files(
        self, scope: int, limit: int, *, club: str | None = None, since: dt.date = dt.date.min
    ) -> tuple[PlayerFile, ...]:
        """See ``Store``. All of them are read in one hop."""
        return await self._reader.read(lists.newest_files, scope, limit, club, since)

    # --- mending ---

    async def mend(
        self,
        scope: int,
        actor_id: int,
        player_id: int,
        deed: Deed,
        now: dt.datetime,
        *,
        called: Called | None = None,
        lessons: Sequence[Lesson] = (),
        seen: int | None = None,
        telling: Telling | None = None,
    ) -> int | None:
        """See ``Store``."""
        at = times.to_epoch(now)
        wish = mendings.Wish(scope, actor_id, player_id, deed, at, called, lessons, seen, telling)
        with connection.saving():
            return await self._writer.run(self._mend, wish)

    def _mend(self, conn: sqlite3.Connection, wish: mendings.Wish) -> int | None:
        mending_id = connection.transact(conn, mendings.mend, wish, self._merge_window)
        if mending_id is not None:
            self._touch(wish.scope, mendings.touched_by(conn, wish.scope, mending_id))
        return mending_id

    async def undo_mending(self, scope: int, actor_id: int, mending_id: int, now: dt.datetime) -> bool:
        """See ``Store``."""
        with connection.saving():
            return await self._writer.run(self._undo, scope, actor_id, mending_id, times.to_epoch(now))

    def _undo(self, conn: sqlite3.Connection, scope: int, actor_id: int, mending_id: int, now: int) -> bool:
        undone = connection.transact(conn, mendings.undo, scope, actor_id, mending_id, now)
        if undone:
            self._touch(scope, mendings.touched_by(conn, scope, mending_id))
        return undone

    async def mendings(self, scope: int, player_id: int | None = None) -> tuple[Mending, ...]:
        """See ``Store``."""
        return await self._reader.read(mendings.of_player, scope, player_id)

    async def undone(self, scope: int, mending_id: int) -> tuple[int, dt.datetime] | None:
        """See ``Store``."""
        return await self._reader.read(mendings.undone, scope, mending_id)

    async def told_by(self, scope: int, mending_id: int) -> tuple[Verdict, int] | None:
        """See ``Store``."""
        return await self._reader.read(developing.told_by, scope, mending_id)

    async def whose(self, scope: int, rumour_id: int) -> int | None:
        """See ``Store``."""
        return await self._reader.read(standing.whose, scope, rumour_id)

    # --- what moderators taught ---

    async def lessons(self, scope: int) -> tuple[Lesson, ...]:
        """See ``Store``."""
        return await self._reader.read(lessons.seen_by, scope)

    async def learn(self, scope: int, actor_id: int, lesson: Lesson, now: dt.datetime) -> None:
        """See ``Store``."""
        await self._writer.write(lessons.learn, scope, actor_id, lesson, times.to_epoch(now))

    async def forget(self, scope: int, actor_id: int, lesson: Lesson, now: dt.datetime) -> bool:
        """See ``Store``. What it meant makes no difference."""
        return await self._writer.write(lessons.forget, scope, actor_id, lesson, times.to_epoch(now))


def _file(
    conn: sqlite3.Connection, filing: Filing, judge: Judge, merge_window: dt.timedelta
) -> tuple[Receipt, frozenset[int]]:
    """What became of a filing, and the players of whom it brought something."""
    before = lists.last_rumour(conn)
    receipt = articles.file(conn, filing, judge, merge_window)
    return receipt, lists.rumoured_since(conn, filing.scope, before)


async def open_store(path: Path | str, *, merge_window: dt.timedelta = MERGE_WINDOW) -> SqliteStore:
    """Open the file, or make it and its folder if it is missing; bring its tables to the newest form.

    ``merge_window`` counts in whole seconds. Whoever opens closes, in a ``finally``.

    Raises:
        StoreError: it cannot be used; the text names the file, why, and the way out. Nothing was changed.
    """
    file = _located(path)
    async with AsyncExitStack() as opened:
        opened.enter_context(lock.held(file))
        await asyncio.to_thread(health.prepare, file)
        hops: list[connection.Hop] = []
        try:
            for opening in (connection.writer, *[connection.reader] * _READERS):
                hop = await opening(file)
                opened.push_async_callback(hop.close)
                hops.append(hop)
        except sqlite3.Error as error:
            raise StoreError(f"{file} cannot be used, SQLite says “{error}”.") from error
        return SqliteStore(hops[0], tuple(hops[1:]), opened.pop_all(), merge_window)
    raise AssertionError  # the stack swallows nothing: this line is for the type checker alone


def _located(path: Path | str) -> Path:
    """One spelling for each file, so that two ways of naming it meet the same lock."""
    return Path(path).resolve()
