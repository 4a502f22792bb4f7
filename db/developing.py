"""What an audience is to make of an article, or of what a moderator vouches for: recorded, and its alert queued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Verdict
from bot.rules import News
from db import alerts, fanout, spoken
from db.rumours import dumps

if TYPE_CHECKING:
    import datetime as dt
    import sqlite3
    from collections.abc import Sequence

    from bot.store import Judgement

_INSERT = """
    INSERT INTO developments (article_id, player_id, scope, verdict, why, why_others, alert, player, keys, mending_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
"""

TOLD_BY = """
    SELECT d.verdict, (SELECT count(*) FROM outbox AS o WHERE o.development_id = d.id AND o.skipped IS NULL)
    FROM developments AS d JOIN mendings AS m ON m.id = d.mending_id
    WHERE m.id = ? AND d.scope = ? AND m.scope = d.scope
"""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Of which article and player it comes, and when (epoch seconds). ``mending_id``: the deed that had it told."""

    article_id: int
    player_id: int
    now: int
    mending_id: int | None = None


def develop(conn: sqlite3.Connection, of: Occasion, audience: int, judgement: Judgement) -> int:
    """Record what one audience is to make of it, and give the number of the development."""
    alert = judgement.alert
    written = None if alert is None else alerts.write(alert)
    keys = dumps({"players": judgement.name_keys, "clubs": judgement.club_keys})
    place = (of.article_id, of.player_id, audience)
    why = (judgement.why.english, spoken.others(judgement.why))
    cells = (*place, judgement.verdict, *why, written, judgement.name, keys, of.mending_id)
    development_id: int = conn.execute(_INSERT, cells).fetchone()[0]
    return development_id


def tell(
    conn: sqlite3.Connection,
    of: Occasion,
    audience: int,
    judgement: Judgement,
    apart: Sequence[int],
    merge_window: dt.timedelta,
) -> int:
    """Record it, queue its alert for the channels that wish for it, and count them.

    The wire goes to all guilds but those ``apart``.
    """
    development_id = develop(conn, of, audience, judgement)
    alert = judgement.alert
    if alert is None:
        return 0
    news = News(alert, judgement.name_keys, judgement.club_keys)
    # A saga is a player's move away from one club: it has one thread.
    saga = f"{of.player_id}:{(alert.from_club or '').casefold()}"
    told = fanout.Development(development_id, news, audience, apart, of.now, saga)
    return fanout.queue(conn, told, merge_window)


def told_by(conn: sqlite3.Connection, scope: int, mending_id: int) -> tuple[Verdict, int] | None:
    """What a rumour was judged to be that a deed had told, and to how many channels it is queued."""
    row = conn.execute(TOLD_BY, (mending_id, scope)).fetchone()
    return None if row is None else (Verdict(row[0]), row[1])
