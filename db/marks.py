"""What becomes of alerts when what they rest on is mended, or is said again: marked, held back, drawn anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.model import WIRE
from bot.rules import LATE
from db import alerts, lanes, reach, spoken
from db.rumours import dumps

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from bot.store import Echo

ECHO_PAUSE = 30
"""Seconds in which others who say the same are waited for, so that a message is changed once for all of them."""

ECHO_LIFE = 24 * 60 * 60
"""Seconds after which a message is not changed any more to say who says so too: nobody looks at it again."""

LIFE = 30 * 24 * 60 * 60
"""Seconds after which a message is not changed any more, whatever is mended."""

_OF_RUMOUR = """
    o.development_id IN (
        SELECT id FROM developments WHERE article_id = :article AND player_id = :player
    )
"""
_DEEDS = """
    SELECT m.kind || ' ' || m.id FROM rumours AS r JOIN mended_rumours AS t ON t.rumour_id = r.id
           JOIN mendings AS m ON m.id = t.mending_id
    WHERE r.article_id = :article AND r.player_id = :player AND t.scope IN (:wire, o.guild_id)
          AND m.undone_at IS NULL AND m.kind <> 'vouch'
          AND m.id > ifnull((SELECT mending_id FROM developments WHERE id = o.development_id), 0)
"""
# What a moderator had told that was held is as if it were retracted, once his deed is undone.
_UNTOLD = """
    SELECT 'retract ' || m.id FROM developments AS d JOIN mendings AS m ON m.id = d.mending_id
    WHERE d.id = o.development_id AND m.undone_at IS NOT NULL
"""
# What the guild of the channel sees decides, and of several deeds the last.
_LAST = f"ifnull(({_UNTOLD}), ({_DEEDS} ORDER BY m.id DESC LIMIT 1))"
_RETRACTED = f"{_DEEDS} AND m.kind = 'retract' UNION ALL {_UNTOLD} LIMIT 1"
MARK = f"""
    UPDATE outbox AS o SET correction = {_LAST}
    WHERE {_OF_RUMOUR} AND correction IS NOT {_LAST} RETURNING channel_id, batch_id
"""  # noqa: S608 - put together from constants
HOLD_BACK = f"""
    UPDATE outbox AS o SET skipped = ({_RETRACTED})
    WHERE {_OF_RUMOUR} AND batch_id IS NULL AND skipped IS NULL AND EXISTS ({_RETRACTED})
    RETURNING channel_id, batch_id
"""  # noqa: S608 - put together from constants
LET_GO = f"""
    UPDATE outbox AS o SET skipped = NULL
    WHERE {_OF_RUMOUR} AND batch_id IS NULL AND skipped GLOB 'retract *' AND due >= :oldest
          AND NOT EXISTS ({_RETRACTED}) RETURNING channel_id, batch_id
"""  # noqa: S608 - put together from constants
# Only what can be changed: else it would be marked for ever. A guild that has left has it put right if it returns.
_REDRAW = """
    UPDATE batches SET redraw = min(ifnull(redraw, ?1), ?1), revision = revision + 1
    WHERE id = ?2 AND (state = 'open' OR state = 'sent' AND message_id > 0 AND settled >= ?3)
          AND guild_id NOT IN (SELECT guild_id FROM guild_settings WHERE left_at IS NOT NULL)
"""
TOLD_BEFORE = """
    SELECT id, alert, scope FROM developments
    WHERE article_id IN (SELECT value FROM json_each(?)) AND player_id = ? AND scope IN (?, ?) AND alert IS NOT NULL
    ORDER BY id DESC LIMIT 1
"""
_KEEP_ECHO = "INSERT INTO echoes (development_id, scope, sources) VALUES (?, ?, ?)"
ECHOED = """
    SELECT o.channel_id, o.batch_id FROM outbox AS o JOIN batches AS b ON b.id = o.batch_id
    WHERE o.development_id = :development AND (b.settled IS NULL OR b.settled >= :oldest)
          AND (:audience = :wire OR o.guild_id = :audience)
"""


def mark(conn: sqlite3.Connection, article_id: int, player_id: int, now: int) -> None:
    """Bring the alerts of what an article said of a player in line with the mendings that their guilds see.

    Each is marked with the last deed on it ("retract 17"), or with none, and the messages that hold it are drawn
    anew. An alert that still waits is held back once any rumour of it is retracted, since it cannot be told in part;
    when that is undone it goes out after all, but not if it is over six hours late. One that is on its way at this
    very moment is drawn anew as soon as it stands.
    """
    facts = {
        "article": article_id,
        "player": player_id,
        "wire": WIRE,
        "oldest": now - int(LATE.total_seconds()),
    }
    _changed(conn, [row for sql in (MARK, HOLD_BACK, LET_GO) for row in conn.execute(sql, facts)], now)


def echo(
    conn: sqlite3.Connection, player_id: int, audience: int, said: Echo, now: int, *, in_wire: bool
) -> None:
    """Let the messages of the last alert of what is said again show who says so too; ``in_wire``: it is public.

    What adds nobody is only counted: to draw all those messages anew, in thousands of channels, would change none.
    """
    sought = (dumps(list(said.article_ids)), player_id, *reach.seen_by(conn, audience))
    before = conn.execute(TOLD_BEFORE, sought).fetchone()
    if before is None:
        return
    development_id, written, told_to = before
    told_by = (one.english for one in alerts.echoed(conn, development_id, audience))
    named = {*alerts.read(written).sources, *told_by}
    added = [source for source in said.sources if source.english not in named]
    if not added and in_wire and told_to == WIRE != audience:
        return  # counted for all guilds already; this one is judged apart
    conn.execute(_KEEP_ECHO, (development_id, audience, spoken.write_all(added)))
    if added:
        facts = {"development": development_id, "audience": audience, "wire": WIRE, "oldest": now - ECHO_LIFE}
        _changed(conn, conn.execute(ECHOED, facts).fetchall(), now + ECHO_PAUSE)


def _changed(conn: sqlite3.Connection, rows: Iterable[Sequence[Any]], due: int) -> None:
    """Let the messages that hold these rows be drawn anew, and their channels be looked at."""
    channels: dict[int, None] = {}
    for channel_id, batch_id in rows:
        channels[channel_id] = None
        if batch_id is not None:
            conn.execute(_REDRAW, (due, batch_id, due - LIFE))
    lanes.renew(conn, channels)
