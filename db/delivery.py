"""What the store offers to who delivers alerts, and to who subscribes to them: each operation one hop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import batches, guilds, outbox, subscriptions, times, told
from db.subscriptions import Place

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from bot.model import GuildSettings
    from bot.outbox import Batch, Draw, Note, QueueState, Taken, Told
    from bot.subscription import Mute, Rules, Subscription, Target
    from db.connection import Hop


class SqliteOutbox:
    """``bot.outbox.Outbox`` on the connections of a store."""

    def __init__(self, writer: Hop, readers: tuple[Hop, ...]) -> None:
        self._writer = writer
        self._readers = readers

    @property
    def _reader(self) -> Hop:
        return min(self._readers, key=lambda reader: reader.waiting)

    async def next_batches(self, now: dt.datetime, limit: int, busy: Collection[int], draw: Draw) -> Taken:
        """See ``Outbox``. ``draw`` is called on the writer's thread, and holds up all writes meanwhile."""
        return await self._writer.write(batches.take, times.to_epoch(now), limit, frozenset(busy), draw)

    async def sent(self, batch_id: int, message_id: int, posted_in: int, now: dt.datetime) -> None:
        """See ``Outbox``."""
        await self._writer.write(outbox.sent, batch_id, message_id, posted_in, times.to_epoch(now))

    async def edited(self, batch: Batch) -> None:
        """See ``Outbox``."""
        await self._writer.write(outbox.edited, batch)

    async def postpone(self, batch: Batch, until: dt.datetime, why: str) -> None:
        """See ``Outbox``."""
        await self._writer.write(outbox.postpone, batch, times.to_epoch(until), why)

    async def drop(self, batch: Batch, why: str, now: dt.datetime) -> None:
        """See ``Outbox``."""
        await self._writer.write(outbox.drop, batch, why, times.to_epoch(now))

    async def expire(self, batch: Batch, now: dt.datetime) -> None:
        """See ``Outbox``."""
        await self._writer.write(outbox.expire, batch, times.to_epoch(now))

    async def disable(self, batch: Batch, why: str, now: dt.datetime, note: Note) -> int:
        """See ``Outbox``."""
        return await self._writer.write(outbox.disable, batch, why, times.to_epoch(now), note)

    async def keep_thread(self, channel_id: int, key: str, thread_id: int | None) -> None:
        """See ``Outbox``."""
        await self._writer.write(outbox.keep_thread, channel_id, key, thread_id)

    async def turn_back(self, now: dt.datetime) -> None:
        """See ``Outbox``."""
        await self._writer.write(outbox.turn_back, times.to_epoch(now))

    async def empty_old(self, now: dt.datetime) -> bool:
        """See ``Outbox``."""
        return await self._writer.write(outbox.empty_old, times.to_epoch(now))

    async def queue_state(self, now: dt.datetime) -> QueueState:
        """See ``Outbox``."""
        return await self._reader.read(outbox.state, times.to_epoch(now))

    async def told(
        self,
        guild_id: int,
        channel_id: int,
        limit: int,
        *,
        player_id: int | None = None,
        news_only: bool = False,
    ) -> tuple[Told, ...]:
        """See ``Outbox``."""
        return await self._reader.read(told.newest, guild_id, channel_id, limit, player_id, news=news_only)

    async def told_in(self, guild_id: int, batch_id: int) -> tuple[Told, ...]:
        """See ``Outbox``."""
        return await self._reader.read(told.in_batch, guild_id, batch_id)


class SqliteSubscriptions(SqliteOutbox):
    """``bot.subscription.Subscriptions`` on the same connections."""

    async def guild_settings(self, guild_id: int) -> GuildSettings:
        """See ``Subscriptions``."""
        return await self._reader.read(guilds.settings, guild_id)

    async def set_moderator_role(self, guild_id: int, role_id: int | None, actor_id: int) -> None:
        """See ``Subscriptions``."""
        await self._writer.write(
            guilds.set_moderator_role, guild_id, role_id, actor_id=actor_id, at=times.now()
        )

    async def set_timezone(self, guild_id: int, timezone: str, actor_id: int) -> None:
        """See ``Subscriptions``."""
        await self._writer.write(guilds.set_timezone, guild_id, timezone, actor_id=actor_id, at=times.now())

    async def language_of(self, guild_id: int, channel_id: int) -> str:
        """See ``Subscriptions``."""
        return await self._reader.read(guilds.language_of, guild_id, channel_id)

    async def set_language(self, guild_id: int, language: str, actor_id: int) -> None:
        """See ``Subscriptions``."""
        await self._writer.write(guilds.set_language, guild_id, language, actor_id=actor_id, at=times.now())

    async def subscribe(
        self,
        guild_id: int,
        channel_id: int,
        target: Target,
        rules: Rules,
        actor_id: int,
        *,
        user_id: int | None = None,
        language: str | None = None,
    ) -> bool:
        """See ``Subscriptions``."""
        place = Place(guild_id, channel_id, actor_id, times.now())
        return await self._writer.write(subscriptions.subscribe, place, target, rules, user_id, language)

    async def change_rules(
        self, guild_id: int, channel_id: int, target: Target, rules: Rules, actor_id: int
    ) -> bool:
        """See ``Subscriptions``."""
        place = Place(guild_id, channel_id, actor_id, times.now())
        return await self._writer.write(subscriptions.change_rules, place, target, rules)

    async def unsubscribe(self, guild_id: int, channel_id: int, target: Target, actor_id: int) -> bool:
        """See ``Subscriptions``."""
        place = Place(guild_id, channel_id, actor_id, times.now())
        return await self._writer.write(subscriptions.unsubscribe, place, target)

    async def pause(
        self, guild_id: int, channel_id: int, target: Target | None, until: dt.datetime, actor_id: int
    ) -> int:
        """See ``Subscriptions``."""
        place = Place(guild_id, channel_id, actor_id, times.now())
        return await self._writer.write(subscriptions.pause, place, target, times.to_epoch(until))

    async def resume(self, guild_id: int, channel_id: int, target: Target | None, actor_id: int) -> int:
        """See ``Subscriptions``."""
        place = Place(guild_id, channel_id, actor_id, times.now())
        return await self._writer.write(subscriptions.resume, place, target)

    async def subscriptions(self, guild_id: int, channel_id: int | None = None) -> tuple[Subscription, ...]:
        """See ``Subscriptions``. Disabled ones are in it, with the reason."""
        return await self._reader.read(subscriptions.of_guild, guild_id, channel_id)

    async def follows(self, user_id: int) -> tuple[Subscription, ...]:
        """See ``Subscriptions``."""
        return await self._reader.read(subscriptions.of_user, user_id)

    async def mute(self, guild_id: int, channel_id: int, mute: Mute, actor_id: int) -> bool:
        """See ``Subscriptions``."""
        place = Place(guild_id, channel_id, actor_id, times.now())
        return await self._writer.write(subscriptions.mute, place, mute)

    async def unmute(self, guild_id: int, channel_id: int, player_key: str, actor_id: int) -> bool:
        """See ``Subscriptions``."""
        place = Place(guild_id, channel_id, actor_id, times.now())
        return await self._writer.write(subscriptions.unmute, place, player_key)

    async def mutes(self, guild_id: int, channel_id: int) -> tuple[Mute, ...]:
        """See ``Subscriptions``."""
        return await self._reader.read(subscriptions.mutes, guild_id, channel_id)
