"""An article in: judged, kept and queued, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import WIRE
from bot.speech import mark
from bot.store import DraftGone, Filed, Receipt, UsedUp
from db import audit, copies, developing, drafts, lessons, marks, players, reach, rumours, watches
from db.times import from_epoch, to_epoch, to_ordinal

if TYPE_CHECKING:
    import datetime as dt
    import sqlite3
    from collections.abc import Sequence

    from bot.model import Rumour
    from bot.store import Filing, Judge, Judgement

_RECEIVED_BEFORE = "SELECT min(received) FROM articles WHERE text_hash = ? AND scope IN (?, ?)"
_BY_HAND = "SELECT count(*) FROM articles WHERE scope = ? AND received >= ? AND path <> 'watch'"
_DAY_SECONDS = 24 * 60 * 60
_INSERT_ARTICLE = """
    INSERT INTO articles (scope, actor_id, path, text, text_hash, outlet, url, published, said_on, received,
                          headline, summary, sketch, copy_of)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
"""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the filing of one article works with."""

    conn: sqlite3.Connection
    filing: Filing
    judge: Judge
    article_id: int
    merge_window: dt.timedelta


def file(conn: sqlite3.Connection, filing: Filing, judge: Judge, merge_window: dt.timedelta) -> Receipt:
    """Do all of it; nothing is kept of a text that is known to the scope, or that holds no rumour.

    What nearly is a text that is known is judged and kept as any other; it is marked as a copy.
    """
    if filing.draft_id is not None and not drafts.drop(conn, filing.scope, filing.actor_id, filing.draft_id):
        raise DraftGone(mark("This was confirmed, cancelled or changed already."))
    _learn(conn, filing)
    known_since = _received_before(conn, filing)
    if known_since is not None:
        return Receipt((), known_since)
    if not filing.rows:
        return Receipt(())
    _check_quota(conn, filing)
    desk = _Desk(conn, filing, judge, _keep_article(conn, filing), merge_window)
    groups = zip(filing.rows, filing.row_keys, strict=True)
    filed = tuple(_file_player(desk, rows, last_word) for rows, last_word in groups)
    if filing.message_id is not None:
        watches.filed(conn, filing.scope, filing.message_id, desk.article_id, filing.article.text)
    copies.index(conn, desk.article_id, filing.scope, filing.sketch)
    told = "; ".join(f"{one.player}: {one.verdict}" for one in filed)
    audit.note(
        conn,
        at=to_epoch(filing.received),
        scope=filing.scope,
        actor_id=filing.actor_id,
        action=f"file ({filing.path})",
        detail=told,
    )
    return Receipt(filed)


def _learn(conn: sqlite3.Connection, filing: Filing) -> None:
    """What a moderator's corrections teach holds whatever becomes of the text."""
    for lesson in filing.lessons:
        lessons.learn(conn, filing.scope, filing.actor_id, lesson, to_epoch(filing.received))


def _check_quota(conn: sqlite3.Connection, filing: Filing) -> None:
    if filing.most_a_day is None:
        return
    now = to_epoch(filing.received)
    filed: int = conn.execute(_BY_HAND, (filing.scope, now - now % _DAY_SECONDS)).fetchone()[0]
    if filed >= filing.most_a_day:
        raise UsedUp(filing.most_a_day)


def _received_before(conn: sqlite3.Connection, filing: Filing) -> dt.date | None:
    row = conn.execute(_RECEIVED_BEFORE, (filing.text_hash, *reach.seen_by(conn, filing.scope))).fetchone()
    return None if row[0] is None else from_epoch(row[0]).date()


def _keep_article(conn: sqlite3.Connection, filing: Filing) -> int:
    article, reading = filing.article, filing.reading
    brought = (filing.scope, filing.actor_id, filing.path, article.text, filing.text_hash)
    origin = (article.outlet, article.url, to_ordinal(article.published))
    times = (filing.said_on.toordinal(), to_epoch(filing.received))
    copied = copies.original(conn, filing.scope, filing)
    likeness = (copies.write(filing.sketch), copied.article_id if copied else None)
    cells = (*brought, *origin, *times, reading.headline, reading.summary, *likeness)
    article_id: int = conn.execute(_INSERT_ARTICLE, cells).fetchone()[0]
    return article_id


def _file_player(desk: _Desk, rows: Sequence[Rumour], last_word: str) -> Filed:
    """One player's rows. Every audience is judged before the rows are kept, from what it knew until now."""
    filing = desk.filing
    judged = _judge(desk, rows, last_word, filing.scope)
    player_id = _identify(desk, judged, rows[0].player)
    apart = players.guilds_of_their_own(desk.conn, player_id) if filing.scope == WIRE else ()
    judgements = {filing.scope: judged, **{guild: _judge(desk, rows, last_word, guild) for guild in apart}}
    rumours.keep(desk.conn, player_id, filing.scope, rows, article_id=desk.article_id, said_on=filing.said_on)
    players.call(desk.conn, player_id, filing.scope, [(row.player, last_word) for row in rows])
    held = all(row.held is not None for row in rows)
    queued = sum(
        _develop(desk, player_id, audience, judgement, apart, held=held)
        for audience, judgement in judgements.items()
    )
    return Filed(judged.name, judged.verdict, judged.why, judged.alert, queued, held)


def _judge(desk: _Desk, rows: Sequence[Rumour], last_word: str, audience: int) -> Judgement:
    known = players.files_by_last_word(desk.conn, audience, last_word)
    copied = copies.original(desk.conn, audience, desk.filing, besides=desk.article_id)
    return desk.judge(rows, desk.filing.said_on, known, copied.said_on if copied else None)


def _identify(desk: _Desk, judged: Judgement, name: str) -> int:
    """The player under whom the rows are filed. A name that no article gave him (a mending did) is no key of his."""
    full_key = judged.name_keys[0]
    if judged.player_id is None:
        return players.identify(desk.conn, None, full_key)
    player_id = players.filed_under(desk.conn, desk.filing.scope, judged.player_id, name)
    return players.identify(desk.conn, player_id, full_key if judged.name == name else None)


def _develop(
    desk: _Desk, player_id: int, audience: int, judgement: Judgement, apart: Sequence[int], *, held: bool
) -> int:
    """Record what one audience is to make of it, queue its alert, and count the channels."""
    now = to_epoch(desk.filing.received)
    of = developing.Occasion(desk.article_id, player_id, now)
    if held:
        developing.develop(desk.conn, of, audience, judgement)
        return 0
    queued = developing.tell(desk.conn, of, audience, judgement, apart, desk.merge_window)
    if judgement.echo is not None:
        in_wire = desk.filing.scope == WIRE
        marks.echo(desk.conn, player_id, audience, judgement.echo, now, in_wire=in_wire)
    return queued
