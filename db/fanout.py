"""Which channels are told of a development: queued in the transaction of the news itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from bot.model import WIRE
from bot.rules import Form, day_start, decide, rated, settled
from bot.speech import ENGLISH, in_every_language, speaking
from db import lanes, spoken, subscriptions, tiers
from db.rumours import dumps
from db.times import from_epoch, to_epoch

if TYPE_CHECKING:
    import datetime as dt
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.rules import Decision, News
    from bot.speech import Spoken
    from bot.subscription import Subscription

# Three index searches. An OR of the three would read every subscription, which is 650 times slower at 250,000.
_MATCH = """
    SELECT {columns}, ifnull(g.timezone, 'UTC') FROM (
        SELECT id FROM subscriptions WHERE player_key IN (SELECT value FROM json_each(:players))
               AND club_key IS NULL {audience}
        UNION
        SELECT id FROM subscriptions WHERE player_key IS NULL
               AND club_key IN (SELECT value FROM json_each(:clubs)) {audience}
        UNION
        SELECT id FROM subscriptions WHERE player_key IS NULL AND club_key IS NULL {audience}
    ) AS m JOIN subscriptions AS s ON s.id = m.id LEFT JOIN guild_settings AS g ON g.guild_id = s.guild_id
    WHERE s.disabled_because IS NULL AND g.left_at IS NULL AND {reach} AND NOT EXISTS (
        SELECT 1 FROM mutes AS q WHERE q.channel_id = s.channel_id
               AND q.player_key IN (SELECT value FROM json_each(:players))
    )
    ORDER BY s.channel_id, s.id
"""
MATCH_EVERY_GUILD = _MATCH.format(
    columns=subscriptions.COLUMNS,
    audience="AND guild_id NOT IN (SELECT value FROM json_each(:apart))",
    reach="ifnull(g.uses_wire, 1)",
)
MATCH_ONE_GUILD = _MATCH.format(columns=subscriptions.COLUMNS, audience="AND guild_id = :guild", reach="TRUE")
_INSERT = """
    INSERT INTO outbox (development_id, guild_id, channel_id, why, why_others, form, silent, roles, saga, importance,
                        queued, due)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
POSTED_SINCE = """
    SELECT count(*) FROM outbox
    WHERE channel_id = ? AND queued >= ? AND form = 'alert' AND skipped IS NULL
"""


@dataclass(frozen=True, slots=True)
class Development:
    """What is to be told, to whom: one guild, or (the wire) all guilds that see it but those ``apart``.

    ``now`` is when it came, in epoch seconds; ``saga`` tells in whose thread it belongs.
    """

    id: int
    news: News
    audience: int
    apart: Sequence[int]
    now: int
    saga: str


def queue(conn: sqlite3.Connection, development: Development, merge_window: dt.timedelta) -> int:
    """Queue a development for the channels that wish for it, and count them."""
    importance = lanes.URGENT if development.news.alert.urgent else lanes.NEWS
    rows = list(_told(conn, development, merge_window))
    conn.executemany(_INSERT, (_cells(development, *row, importance) for row in rows))
    lanes.open_more(
        conn, ((one.channel_id, to_epoch(made.due), importance) for one, made, _ in rows if made.due)
    )
    return len(rows)


def _told(
    conn: sqlite3.Connection, development: Development, merge_window: dt.timedelta
) -> Iterator[tuple[Subscription, Decision, Spoken]]:
    """Of each channel that is told, a subscription that is concerned, what becomes of the development, and why."""
    now = from_epoch(development.now)
    whys: dict[str, Spoken] = {}  # thousands of channels are told for the same few reasons
    everything = list(_matched(conn, development))
    own = tiers.of_scopes(conn, (row[1] for row in everything)) if development.news.alert.voices else {}
    for _, matched in groupby(everything, key=itemgetter(2)):
        found = [(subscriptions.read(row[:-1]), row[-1]) for row in matched]
        news = rated(development.news, own.get(found[0][0].guild_id))
        ways = [
            partial(
                decide,
                one,
                news,
                now,
                zone,
                posted_today=_posted_today(conn, one, now, zone),
                merge_window=merge_window,
            )
            for one, zone in found
        ]
        with speaking(ENGLISH):
            made = _settled(ways)
        if made.due is None:
            continue
        if made.why not in whys:
            whys[made.why] = in_every_language(lambda ways=ways: _settled(ways).why)
        yield found[0][0], made, whys[made.why]


def _settled(ways: Sequence[Callable[[], Decision]]) -> Decision:
    return settled([decide() for decide in ways])


def _matched(conn: sqlite3.Connection, development: Development) -> Iterable[Sequence[Any]]:
    news = development.news
    facts = {"players": dumps(news.player_keys), "clubs": dumps(news.club_keys)}
    if development.audience == WIRE:
        return conn.execute(MATCH_EVERY_GUILD, {**facts, "apart": dumps(list(development.apart))}).fetchall()
    return conn.execute(MATCH_ONE_GUILD, {**facts, "guild": development.audience}).fetchall()


def _posted_today(conn: sqlite3.Connection, one: Subscription, now: dt.datetime, zone: str) -> int:
    """How many alerts a channel has had since midnight; looked up only where it makes a difference."""
    if one.rules.most_a_day is None:
        return 0
    found: int = conn.execute(POSTED_SINCE, (one.channel_id, to_epoch(day_start(now, zone)))).fetchone()[0]
    return found


def _cells(
    development: Development, one: Subscription, decision: Decision, why: Spoken, importance: int
) -> tuple[object, ...]:
    due = development.now if decision.due is None else to_epoch(decision.due)
    saga = development.saga if decision.in_threads and decision.form is Form.ALERT else None
    words = (why.english, spoken.others(why))
    told = (*words, decision.form, decision.is_silent, dumps(decision.role_ids), saga, importance)
    return (development.id, one.guild_id, one.channel_id, *told, development.now, due)
