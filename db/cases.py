"""What the store offers to moderators who review: each operation one hop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import held, reports, tiers, times
from db.holdings import SqliteHoldings

if TYPE_CHECKING:
    import datetime as dt

    from bot.cases import Report, Wrong
    from bot.tiers import SourceTier


class SqliteCases(SqliteHoldings):
    """``bot.cases.Cases`` and ``bot.tiers.SourceTiers`` on the connections of a store."""

    async def report(
        self,
        scope: int,
        user_id: int,
        player_id: int,
        now: dt.datetime,
        *,
        player: str,
        shown: str,
        kind: Wrong,
        words: str = "",
    ) -> bool:
        """See ``Cases``."""
        told = reports.Complaint(scope, user_id, player_id, player, shown, kind, words, times.to_epoch(now))
        return await self._writer.write(reports.report, told)

    async def reports(self, scope: int) -> tuple[Report, ...]:
        """See ``Cases``."""
        return await self._reader.read(reports.waiting, scope)

    async def report_of(self, scope: int, report_id: int) -> tuple[Report, int | None] | None:
        """See ``Cases``."""
        return await self._reader.read(reports.find, scope, report_id)

    async def settle(self, scope: int, actor_id: int, report_id: int, now: dt.datetime) -> bool:
        """See ``Cases``."""
        return await self._writer.write(reports.settle, scope, actor_id, report_id, times.to_epoch(now))

    async def reopen(self, scope: int, actor_id: int, report_id: int, now: dt.datetime) -> bool:
        """See ``Cases``."""
        return await self._writer.write(reports.reopen, scope, actor_id, report_id, times.to_epoch(now))

    async def held(self, scope: int) -> tuple[int, ...]:
        """See ``Cases``."""
        return await self._reader.read(held.waiting, scope)

    async def article_of(self, scope: int, rumour_id: int) -> tuple[str, str, int] | None:
        """See ``Cases``."""
        return await self._reader.read(held.text_of, scope, rumour_id)

    async def source_tiers(self, scope: int) -> tuple[SourceTier, ...]:
        """See ``SourceTiers``."""
        return await self._reader.read(tiers.of_scope, scope)

    async def set_tier(self, scope: int, actor_id: int, told: SourceTier, now: dt.datetime) -> None:
        """See ``SourceTiers``."""
        await self._writer.write(tiers.set_tier, scope, actor_id, told, times.to_epoch(now))

    async def drop_tier(self, scope: int, actor_id: int, told: SourceTier, now: dt.datetime) -> bool:
        """See ``SourceTiers``."""
        return await self._writer.write(tiers.drop_tier, scope, actor_id, told, times.to_epoch(now))
