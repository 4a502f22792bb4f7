"""What became of developments in one channel, for whoever asks why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.model import Verdict
from bot.outbox import State, Told
from bot.rules import News
from db import alerts, reach, spoken, standing
from db.rumours import dumps
from db.sight import Sight
from db.times import from_epoch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

_COLUMNS = """
    ifnull(d.player, ''), d.verdict, d.why, d.why_others, a.received, d.alert, d.keys,
    o.why, o.why_others, o.batch_id, o.due, o.skipped, b.state, b.settled, b.message_id, b.last_fault,
    (SELECT count(*) FROM echoes AS e WHERE e.development_id = d.id AND e.scope IN (:wire, :guild)), o.correction,
    d.mending_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM rumours AS r
        WHERE r.article_id = d.article_id AND r.player_id = d.player_id AND r.held IS NULL
    )
"""
# A guild with entries of its own is judged apart: of the same article its own development outranks the wire's.
_OWN = """
    SELECT 1 FROM developments AS own
    WHERE own.article_id = d.article_id AND own.player_id = d.player_id AND own.scope = :guild
"""
# By a plus no index of scopes is taken, which would have all of the wire's looked through for one player.
# What a guild makes of the wire's articles is the wire's, too, where it sees none: there ``:wire`` is the guild itself.
_OPEN = "+a.scope IN (:wire, :guild)"
_SEEN = f"+d.scope IN (:wire, :guild) AND {_OPEN} AND NOT (d.scope = :wire AND :guild <> :wire AND EXISTS ({_OWN}))"
_FROM = """
    FROM developments AS d JOIN articles AS a ON a.id = d.article_id
         LEFT JOIN outbox AS o ON o.development_id = d.id AND o.channel_id = :channel AND o.guild_id = :guild
         LEFT JOIN batches AS b ON b.id = o.batch_id
"""
# Two walks down the index of scopes, of which SQLite takes the greater id until there are enough: an IN of the two
# would read and sort all of the wire's.
_NEWEST_OF = """
    SELECT d.id FROM developments AS d CROSS JOIN articles AS a ON a.id = d.article_id
    WHERE d.scope = {scope} AND {open} AND (NOT :news OR d.alert IS NOT NULL)
"""
NEWEST_IDS = f"""
    {_NEWEST_OF.format(scope=":wire", open=_OPEN)} AND (:guild = :wire OR NOT EXISTS ({_OWN}))
    UNION
    {_NEWEST_OF.format(scope=":guild", open=_OPEN)}
    ORDER BY 1 DESC LIMIT :limit
"""
NEWEST = f"""
    SELECT {_COLUMNS} {_FROM} WHERE d.id IN ({NEWEST_IDS}) ORDER BY d.id DESC
"""
OF_PLAYERS = f"""
    SELECT {_COLUMNS} {_FROM} WHERE d.player_id IN (SELECT value FROM json_each(:players)) AND {_SEEN}
           AND (NOT :news OR d.alert IS NOT NULL)
    ORDER BY d.id DESC LIMIT :limit
"""  # noqa: S608 - put together from constants
IN_BATCH = f"""
    SELECT {_COLUMNS} FROM batches AS b JOIN outbox AS o ON o.batch_id = b.id
           JOIN developments AS d ON d.id = o.development_id JOIN articles AS a ON a.id = d.article_id
    WHERE b.id = :batch AND b.guild_id = :guild AND {_OPEN} ORDER BY o.id
"""  # noqa: S608 - put together from constants


def newest(
    conn: sqlite3.Connection, guild_id: int, channel_id: int, limit: int, player_id: int | None, *, news: bool
) -> tuple[Told, ...]:
    """The newest developments that a guild sees, with what became of them in its channel, newest first."""
    wire, _ = reach.seen_by(conn, guild_id)
    facts = {"wire": wire, "guild": guild_id, "channel": channel_id, "limit": limit, "news": news}
    if player_id is None:
        return _told(conn.execute(NEWEST, facts))
    kin = standing.family(Sight(conn, guild_id), player_id)
    return _told(conn.execute(OF_PLAYERS, facts | {"players": dumps(list(kin))}))


def in_batch(conn: sqlite3.Connection, guild_id: int, batch_id: int) -> tuple[Told, ...]:
    """The developments of a message; none if it is not that guild's."""
    wire, _ = reach.seen_by(conn, guild_id)
    return _told(conn.execute(IN_BATCH, {"batch": batch_id, "guild": guild_id, "wire": wire}))


def _told(rows: Iterable[Sequence[Any]]) -> tuple[Told, ...]:
    return tuple(_one(row) for row in rows)


def _one(row: Sequence[Any]) -> Told:
    player, verdict, why, why_others, received, alert, keys, let_by, let_by_others, *rest = row
    batch_id, due, skipped, state, settled, message_id, fault, repeats, correction, is_held = rest
    is_queued = let_by is not None
    return Told(
        player=player,
        verdict=Verdict(verdict),
        why=spoken.read(why, why_others),
        at=from_epoch(received),
        news=None if alert is None else _news(alert, keys),
        let_by=spoken.read(let_by, let_by_others) if let_by else None,
        state=None if state is None else State(state),
        is_waiting=is_queued and batch_id is None and skipped is None,
        due=None if due is None else from_epoch(due),
        skipped=fault if state == State.DEAD else skipped,
        posted_at=from_epoch(settled) if state == State.SENT else None,
        message_id=message_id,
        repeats=repeats,
        correction=correction,
        is_held=bool(is_held),
    )


def _news(alert: str, keys: str | None) -> News:
    told: dict[str, list[str]] = json.loads(keys) if keys else {"players": [], "clubs": []}
    return News(alerts.read(alert), tuple(told["players"]), tuple(told["clubs"]))
