"""What the store offers for a whole guild or a whole user, and whose names a write changed: each operation one hop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.holdings import Kept
from db import connection, export, guilds, people, purge, times
from db.delivery import SqliteSubscriptions

if TYPE_CHECKING:
    import datetime as dt
    import sqlite3
    from collections.abc import Collection
    from typing import TextIO

    from db.connection import Hop

_REMEMBERED = 10_000
"""Of so many of the last writes it is known whose names they may have changed."""


class SqliteHoldings(SqliteSubscriptions):
    """``bot.holdings.Holdings`` on the connections of a store."""

    def __init__(self, writer: Hop, readers: tuple[Hop, ...]) -> None:
        super().__init__(writer, readers)
        self._touched: list[tuple[int, frozenset[int] | None] | None] = []

    @property
    def version(self) -> int:
        """Rises with every write after which somebody may see other names. Starts at 0 with each opening."""
        return len(self._touched)

    def touched(self, scope: int, since: int) -> frozenset[int] | None:
        """See ``Store``."""
        writes = self._touched[since:]
        if None in writes or (scope, None) in writes:
            return None
        return frozenset(one for write in writes if write and write[0] == scope for one in write[1] or ())

    def _touch(self, scope: int, ids: frozenset[int] | None) -> None:
        """Count a write of that scope by which these players' names, clubs or days may have changed; None: all.

        Done on the writer's thread: a caller who was cancelled cannot make what was kept go uncounted.
        """
        self._touched.append((scope, ids))
        if len(self._touched) > _REMEMBERED:
            self._touched[-_REMEMBERED - 1] = None

    async def set_wire(self, guild_id: int, *, uses_wire: bool, actor_id: int) -> bool:
        """See ``Subscriptions``."""
        with connection.saving():
            return await self._writer.run(self._set_wire, guild_id, uses_wire, actor_id)

    def _set_wire(self, conn: sqlite3.Connection, guild_id: int, uses_wire: bool, actor_id: int) -> bool:  # noqa: FBT001 - handed on by place to the writer's thread
        changed = connection.transact(
            conn, guilds.set_wire, guild_id, uses_wire=uses_wire, actor_id=actor_id, at=times.now()
        )
        if changed:
            self._touch(guild_id, None)
        return changed

    async def write_out_guild(self, guild_id: int, out: TextIO) -> None:
        """See ``Holdings``."""
        await self._reader.read(export.of_guild, guild_id, out)

    async def write_out_user(self, user_id: int, out: TextIO) -> None:
        """See ``Holdings``."""
        await self._reader.read(export.of_user, user_id, out)

    async def kept_of(self, user_id: int) -> Kept:
        """See ``Holdings``."""
        return Kept(*await self._reader.read(people.kept_of, user_id))

    async def forget_user(self, user_id: int, channel_id: int | None) -> None:
        """See ``Holdings``."""
        await self._writer.write(people.forget, user_id, channel_id)

    async def begin_purge(self, guild_id: int, now: dt.datetime) -> None:
        """See ``Holdings``."""
        with connection.saving():
            await self._writer.run(self._begin_purge, guild_id, times.to_epoch(now))

    def _begin_purge(self, conn: sqlite3.Connection, guild_id: int, now: int) -> None:
        connection.transact(conn, purge.begin, guild_id, now)
        self._touch(guild_id, None)

    async def purge_step(self, guild_id: int, now: dt.datetime) -> bool:
        """See ``Holdings``."""
        with connection.saving():
            return await self._writer.run(self._purge_step, guild_id, times.to_epoch(now))

    def _purge_step(self, conn: sqlite3.Connection, guild_id: int, now: int) -> bool:
        # A pragma does nothing inside a transaction; nobody else uses this connection meanwhile.
        conn.execute("PRAGMA foreign_keys = OFF")
        try:
            has_more = connection.transact(conn, purge.step, guild_id, now)
        finally:
            conn.execute("PRAGMA foreign_keys = ON")
        self._touch(guild_id, None)
        return has_more

    async def purges(self) -> tuple[int, ...]:
        """See ``Holdings``."""
        return await self._reader.read(purge.begun)

    async def note_left(self, guild_id: int, now: dt.datetime) -> bool:
        """See ``Holdings``."""
        return await self._writer.write(guilds.note_left, guild_id, times.to_epoch(now))

    async def note_back(self, guild_id: int, now: dt.datetime) -> bool:
        """See ``Holdings``."""
        return await self._writer.write(guilds.note_back, guild_id, times.to_epoch(now))

    async def note_present(self, guild_ids: Collection[int], now: dt.datetime) -> tuple[int, int]:
        """See ``Holdings``."""
        return await self._writer.write(guilds.note_present, frozenset(guild_ids), times.to_epoch(now))

    async def left_before(self, moment: dt.datetime) -> tuple[int, ...]:
        """See ``Holdings``."""
        return await self._reader.read(guilds.left_before, times.to_epoch(moment))
