"""What the store offers to who brings news: drafts, and messages that were heard; each operation one hop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drafts import Draft
from db import drafts, times, watches
from db.delivery import SqliteSubscriptions

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from bot.drafts import Trail
    from bot.files import Lesson
    from bot.model import Article, Reading
    from bot.watches import Heard, Hearing, Watch


class SqliteBringing(SqliteSubscriptions):
    """``bot.drafts.Drafts`` and ``bot.watches.Watches`` beside what is there for those who are told."""

    async def save_draft(
        self,
        scope: int,
        actor_id: int,
        article: Article,
        path: str,
        now: dt.datetime,
        *,
        reading: Reading | None = None,
        lessons: Sequence[Lesson] = (),
        trail: Trail | None = None,
        typed: Mapping[str, str] | None = None,
        instead_of: Sequence[int] = (),
    ) -> int:
        """See ``Drafts``."""
        draft = Draft(0, scope, actor_id, article, path, reading, tuple(lessons), trail, typed)
        created = times.to_epoch(now)
        return await self._writer.write(drafts.save, draft, created=created, instead_of=tuple(instead_of))

    async def keep_typed(
        self, scope: int, actor_id: int, draft_id: int, typed: Mapping[str, str] | None
    ) -> bool:
        """See ``Drafts``."""
        return await self._writer.write(drafts.keep_typed, scope, actor_id, draft_id, typed)

    async def draft(self, scope: int, actor_id: int, draft_id: int) -> Draft | None:
        """See ``Drafts``."""
        return await self._reader.read(drafts.find, scope, actor_id, draft_id)

    async def last_draft(
        self, scope: int, actor_id: int, channel_id: int, since: dt.datetime
    ) -> Draft | None:
        """See ``Drafts``."""
        return await self._reader.read(drafts.last, scope, actor_id, channel_id, times.to_epoch(since))

    async def drop_draft(self, scope: int, actor_id: int, draft_id: int) -> bool:
        """See ``Drafts``."""
        return await self._writer.write(drafts.drop, scope, actor_id, draft_id)

    # --- watched channels ---

    async def watch(self, watch: Watch, actor_id: int, now: dt.datetime, most: int) -> bool:
        """See ``Watches``."""
        return await self._writer.write(watches.watch, watch, actor_id, times.to_epoch(now), most)

    async def unwatch(self, guild_id: int, channel_id: int, actor_id: int, now: dt.datetime) -> bool:
        """See ``Watches``."""
        return await self._writer.write(watches.unwatch, guild_id, channel_id, actor_id, times.to_epoch(now))

    async def watches(self, guild_id: int | None = None) -> tuple[Watch, ...]:
        """See ``Watches``."""
        return await self._reader.read(watches.watches, guild_id)

    async def hear(self, heard: Heard, now: dt.datetime, *, most_waiting: int, most_a_day: int) -> Hearing:
        """See ``Watches``."""
        at = times.to_epoch(now)
        return await self._writer.write(
            watches.hear, heard, at, most_waiting=most_waiting, most_a_day=most_a_day
        )

    async def hear_again(self, heard: Heard, *, is_edit: bool) -> bool:
        """See ``Watches``."""
        return await self._writer.write(watches.hear_again, heard, is_edit=is_edit)

    async def unhear(self, guild_id: int, message_id: int) -> None:
        """See ``Watches``."""
        await self._writer.write(watches.unhear, guild_id, message_id)

    async def next_heard(self, after_guild: int) -> Heard | None:
        """See ``Watches``."""
        return await self._reader.read(watches.next_heard, after_guild)

    async def was_read(self, heard: Heard) -> None:
        """See ``Watches``."""
        await self._writer.write(watches.was_read, heard)

    async def rumours_of(self, guild_id: int, article_id: int) -> tuple[tuple[int, int], ...]:
        """See ``Watches``."""
        return await self._reader.read(watches.rumours_of, guild_id, article_id)
