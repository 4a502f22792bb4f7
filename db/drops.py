"""What waits for a channel and is not told after all: nothing wants it any more, or it is too old."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

WAITS = "o.channel_id = :channel AND o.batch_id IS NULL AND o.skipped IS NULL"
# Late ones of a saga's thread are not counted in a message: it would have no thread to stand in.
DROP_LATE = f"""
    UPDATE outbox AS o SET skipped = CASE WHEN saga IS NULL THEN 'late' ELSE 'late_in_thread' END
    WHERE {WAITS} AND o.form = 'alert' AND o.due < :late RETURNING saga IS NULL
"""  # noqa: S608 - put together from constants
# The subscriptions of the channel that are concerned, by searches of the index that keeps each of them single
# (CROSS JOIN keeps the order of the tables: else all of a channel's are read for each row). What was kept before
# developments had keys may be wanted by any of them.
_CONCERNED = """
    SELECT s.disabled_because, s.paused_until
    FROM developments AS d CROSS JOIN json_each(d.keys, '$.players') AS k CROSS JOIN subscriptions AS s
         ON s.channel_id = o.channel_id AND ifnull(s.player_key, '') = k.value AND ifnull(s.club_key, '') = ''
    WHERE d.id = o.development_id AND s.guild_id = o.guild_id
    UNION ALL
    SELECT s.disabled_because, s.paused_until
    FROM developments AS d CROSS JOIN json_each(d.keys, '$.clubs') AS k CROSS JOIN subscriptions AS s
         ON s.channel_id = o.channel_id AND ifnull(s.player_key, '') = '' AND ifnull(s.club_key, '') = k.value
    WHERE d.id = o.development_id AND s.guild_id = o.guild_id
    UNION ALL
    SELECT s.disabled_because, s.paused_until FROM subscriptions AS s
    WHERE s.channel_id = o.channel_id AND ifnull(s.player_key, '') = '' AND ifnull(s.club_key, '') = ''
          AND s.guild_id = o.guild_id
    UNION ALL
    SELECT s.disabled_because, s.paused_until FROM developments AS d JOIN subscriptions AS s
    WHERE d.id = o.development_id AND d.keys IS NULL AND s.channel_id = o.channel_id AND s.guild_id = o.guild_id
"""
# Settled since it was queued: nothing that stands wants it any more, or the saga is muted. Which subscription queued
# it makes no difference: another may want it as well, and the same may have been removed and added again.
DROP_UNWANTED = f"""
    UPDATE outbox AS o SET skipped = CASE (
        SELECT min(CASE WHEN disabled_because IS NOT NULL THEN 2 WHEN paused_until > :now THEN 1 ELSE 0 END)
        FROM ({_CONCERNED})
    ) WHEN 1 THEN 'paused' WHEN 2 THEN 'disabled' WHEN 0 THEN CASE
        WHEN EXISTS (
            SELECT 1 FROM developments AS d CROSS JOIN json_each(d.keys, '$.players') AS k
                   CROSS JOIN mutes AS q ON q.channel_id = o.channel_id AND q.player_key = k.value
            WHERE d.id = o.development_id
        ) THEN 'muted' END
    ELSE 'unsubscribed' END
    WHERE {WAITS} AND o.due <= :now AND o.development_id IS NOT NULL
"""  # noqa: S608 - put together from constants
# What a batch only counted that was given up as too old; it is counted by one other only.
OWED = """
    UPDATE batches SET last_fault = 'late, and counted'
    WHERE channel_id = :channel AND state = 'dead' AND last_fault = 'late' AND older > 0 RETURNING older
"""


def drop(conn: sqlite3.Connection, place: Mapping[str, int]) -> int:
    """Skip what a channel is not to be told any more; how many of it the next message is to count.

    ``place`` names the ``channel`` and the time ``now``; what was due before ``late`` is too old.
    """
    conn.execute(DROP_UNWANTED, place)
    return sum(count for sql in (DROP_LATE, OWED) for (count,) in conn.execute(sql, place).fetchall())
