"""All that is kept of a guild, and of a user, as JSON that a person can read: row after row, so that it may be much.

Numbers of ours are left out, since they count what others have, too; so is what is the operator's wire.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bot.files import Alias, Close, Edit, Merge, Rename, Retract, Split, Vouch
from db import deeds, rumours
from db.times import from_epoch, from_ordinal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TextIO

    from bot.model import Claim, Rumour

ARTICLES = """
    SELECT id, actor_id, path, outlet, url, published, said_on, received, headline, summary, text
    FROM articles WHERE scope = ? AND scope <> 0 ORDER BY id
"""
_RUMOURS = "SELECT id FROM rumours WHERE article_id = ? AND scope = ? ORDER BY id"
_VERDICTS = """
    SELECT player, verdict, why, alert FROM developments WHERE article_id = ? AND scope = ? ORDER BY id
"""
DEEDS = """
    SELECT id, at, actor_id, player_id, kind, detail, undone_at, undone_by FROM mendings
    WHERE id IN (SELECT mending_id FROM mended_players WHERE scope = ?1) AND scope = ?1 ORDER BY id
"""
_OWN_RUMOUR = "SELECT player, from_club, to_club FROM rumours WHERE id = ? AND scope = ?"
# What the guild itself calls a player.
_CALLED = """
    SELECT name FROM (
        SELECT 1 AS place, mending_id AS id, name FROM mended_names WHERE player_id = ?1 AND scope = ?2
        UNION ALL
        SELECT 0, id, name FROM player_names WHERE player_id = ?1 AND scope = ?2
    ) ORDER BY place, id LIMIT 1
"""
_LESSONS = "SELECT at, actor_id, matter, read, meant, player FROM lessons WHERE scope = ? ORDER BY id"
_SUBSCRIPTIONS = """
    SELECT channel_id, label, player_key IS NOT NULL, club_key IS NOT NULL, rules, disabled_because, paused_until
    FROM subscriptions WHERE guild_id = ? ORDER BY id
"""
_MUTES = "SELECT channel_id, label FROM mutes WHERE guild_id = ? ORDER BY channel_id, player_key"
_DRAFTS = (
    "SELECT created, actor_id, path, outlet, url, published, text FROM drafts WHERE scope = ? ORDER BY id"
)
_WATCHES = "SELECT channel_id, outlet, actor_id, since FROM watches WHERE guild_id = ? ORDER BY channel_id"
_HEARD = "SELECT message_id, channel_id, at, text FROM heard WHERE guild_id = ? ORDER BY message_id"
_MESSAGES = """
    SELECT posted_in, message_id, form, settled FROM batches
    WHERE guild_id = ? AND state = 'sent' ORDER BY channel_id, id
"""
_AUDIT = "SELECT at, actor_id, action, detail FROM audit WHERE scope = ? ORDER BY id"
_NUMBERS = re.compile(r"^\d+: |, (player|rumour) [\d, ]+$|^\d{1,14}$")
"""In the lines of the audit: of deeds, players and rumours. Discord's numbers are longer, and stay."""

_TOLD = frozenset(
    (
        "articles",
        "audit",
        "batches",
        "claims",
        "developments",
        "drafts",
        "echoes",
        "guild_settings",
        "heard",
        "heard_enough",
        "lessons",
        "mended_names",
        "mended_players",
        "mended_rumours",
        "mendings",
        "mutes",
        "outbox",
        "player_names",
        "purges",
        "rumours",
        "watches",
        "sketch_bands",
        "subscriptions",
    )
)
_COLUMNS = """
    SELECT t.name, c.name FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
    WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name, c.cid
"""
_TIMES = frozenset(("at", "begun", "created", "due", "queued", "received"))

_FOLLOWS = "SELECT label, disabled_because, paused_until FROM subscriptions WHERE user_id = ? ORDER BY id"
# Where he did it, but not what it was about: that is the server's, which he may have left.
DONE_BY = """
    SELECT at, scope, action FROM audit WHERE actor_id = ? AND actor_id <> 0 ORDER BY id
"""


def of_guild(conn: sqlite3.Connection, guild_id: int, out: TextIO) -> None:
    """Write all that is kept of a guild."""
    sections: dict[str, Iterable[object]] = {
        "settings": _rows(conn, "guild_settings", guild_id),
        "subscriptions": _subscriptions(conn, guild_id),
        "muted": _each(conn, _MUTES, guild_id, ("channel", "player"), channel=str),
        "articles": _articles(conn, guild_id),
        "changes": _deeds(conn, guild_id),
        "lessons": _each(
            conn, _LESSONS, guild_id, ("at", "by", "matter", "read", "meant", "player"), at=_time, by=str
        ),
        "drafts": _each(
            conn,
            _DRAFTS,
            guild_id,
            ("at", "by", "path", "outlet", "url", "published", "text"),
            at=_time,
            by=str,
            published=_day,
        ),
        "watched_channels": _each(
            conn, _WATCHES, guild_id, ("channel", "outlet", "by", "since"), channel=str, by=str, since=_time
        ),
        "watched_messages": _each(
            conn, _HEARD, guild_id, ("message", "channel", "at", "waits"), message=str, channel=str, at=_time
        ),
        "messages": _each(
            conn,
            _MESSAGES,
            guild_id,
            ("channel", "message", "form", "at"),
            channel=str,
            message=str,
            at=_time,
        ),
        "audit": _each(
            conn, _AUDIT, guild_id, ("at", "by", "action", "detail"), at=_time, by=str, detail=_unnumbered
        ),
    }
    for table in _other_tables(conn):
        sections[table] = _rows(conn, table, guild_id)
    _write(out, {"server": str(guild_id)}, sections)


def of_user(conn: sqlite3.Connection, user_id: int, out: TextIO) -> None:
    """Write all that is kept of a user: whom he follows, and what he has done where."""
    _write(
        out,
        {"user": str(user_id)},
        {
            "follows": _each(
                conn, _FOLLOWS, user_id, ("player", "stopped", "paused_until"), paused_until=_time
            ),
            "done": _each(conn, DONE_BY, user_id, ("at", "server", "action"), at=_time, server=str),
        },
    )


def _write(out: TextIO, facts: dict[str, object], sections: dict[str, Iterable[object]]) -> None:
    """One object, with a list for each section, a row at a time."""
    out.write("{" + ",\n".join(f"{_json(key)}: {_json(value)}" for key, value in facts.items()))
    for name, rows in sections.items():
        out.write(f",\n{_json(name)}: [")
        out.writelines(f"{',' if place else ''}\n  {_json(row)}" for place, row in enumerate(rows))
        out.write("]")
    out.write("}\n")


def _articles(conn: sqlite3.Connection, guild_id: int) -> Iterator[object]:
    for row in conn.execute(ARTICLES, (guild_id,)):
        article_id, actor_id, path, outlet, url, published, said_on, received, headline, summary, text = row
        read = [
            rumours.one(conn, number)
            for (number,) in conn.execute(_RUMOURS, (article_id, guild_id)).fetchall()
        ]
        yield {
            "by": str(actor_id),
            "path": path,
            "outlet": outlet,
            "url": url,
            "published": _day(published),
            "said_on": _day(said_on),
            "received": _time(received),
            "headline": headline,
            "summary": summary,
            "text": text,
            "rumours": [_rumour(one) for one in read],
            "verdicts": [
                {"player": player, "verdict": verdict, "why": why, "alert": _read(alert)}
                for player, verdict, why, alert in conn.execute(_VERDICTS, (article_id, guild_id))
            ],
        }


def _rumour(one: Rumour) -> dict[str, object]:
    return {
        "player": one.player,
        "from_club": one.from_club,
        "to_club": one.to_club,
        "stage": one.stage,
        "developments": one.developments,
        "fees": [
            {"amount": fee.amount, "currency": fee.currency, "role": fee.role, "bound": fee.bound}
            for fee in one.fees
        ],
        "sources": one.sources,
        "held": one.held,
        "claims": [_claim(claim) for claim in one.claims],
    }


def _claim(claim: Claim) -> dict[str, object]:
    return {name: getattr(claim, name) for name in claim.__slots__}


def _deeds(conn: sqlite3.Connection, guild_id: int) -> Iterator[object]:
    for _, at, actor_id, player_id, kind, detail, undone_at, undone_by in conn.execute(DEEDS, (guild_id,)):
        yield {
            "at": _time(at),
            "by": str(actor_id),
            "kind": kind,
            "player": _called(conn, guild_id, player_id),
            **_told(conn, guild_id, deeds.read(kind, detail)),
            "undone_at": _time(undone_at),
            "undone_by": None if undone_by is None else str(undone_by),
        }


def _told(conn: sqlite3.Connection, guild_id: int, deed: deeds.Deed) -> dict[str, object]:
    """What a deed is about. A rumour or a player that is not the guild's own is not named."""

    def rumour(number: int) -> dict[str, object] | None:
        row = conn.execute(_OWN_RUMOUR, (number, guild_id)).fetchone()
        return None if row is None else dict(zip(("player", "from_club", "to_club"), row, strict=True))

    match deed:
        case Retract(number) | Vouch(number):
            return {"rumour": rumour(number)}
        case Edit(number, now, to_id):
            to = None if to_id is None else _called(conn, guild_id, to_id)
            return {"rumour": rumour(number), "now": _rumour(now), "to": to}
        case Merge(other_id):
            return {"other": _called(conn, guild_id, other_id)}
        case Split(to_id, numbers):
            return {"to": _called(conn, guild_id, to_id), "rumours": [rumour(number) for number in numbers]}
        case Rename(name) | Alias(name):
            return {"name": name}
        case Close(on):
            return {"on": on.isoformat()}


def _called(conn: sqlite3.Connection, guild_id: int, player_id: int) -> str | None:
    row = conn.execute(_CALLED, (player_id, guild_id)).fetchone()
    return None if row is None else row[0]


def _subscriptions(conn: sqlite3.Connection, guild_id: int) -> Iterator[object]:
    for channel_id, label, is_player, is_club, rules, disabled, paused in conn.execute(
        _SUBSCRIPTIONS, (guild_id,)
    ):
        yield {
            "channel": str(channel_id),
            "for": "player" if is_player else "club" if is_club else "everything",
            "name": label,
            "rules": _read(rules),
            "stopped": disabled,
            "paused_until": _time(paused),
        }


def _other_tables(conn: sqlite3.Connection) -> list[str]:
    """The tables that say whose a row is and have no section of their own."""
    named = conn.execute(_COLUMNS).fetchall()
    return list(
        dict.fromkeys(
            table for table, column in named if column in ("scope", "guild_id") and table not in _TOLD
        )
    )


def _rows(conn: sqlite3.Connection, table: str, guild_id: int) -> Iterator[object]:
    """The rows of a table as they are, without numbers of ours."""
    columns = [column for name, column in conn.execute(_COLUMNS).fetchall() if name == table]
    whose = "guild_id" if "guild_id" in columns else "scope"
    for row in conn.execute(f"SELECT * FROM {table} WHERE {whose} = ?", (guild_id,)):  # noqa: S608 - names of the schema
        yield {
            column: _plain(column, value)
            for column, value in zip(columns, row, strict=True)
            if column not in ("id", whose) and not isinstance(value, bytes) and not _is_number_of_ours(column)
        }


def _is_number_of_ours(column: str) -> bool:
    return column.endswith(
        ("player_id", "rumour_id", "article_id", "mending_id", "development_id", "batch_id")
    )


def _plain(column: str, value: Any) -> object:
    if isinstance(value, int) and (column in _TIMES or column.endswith(("_at", "_until"))):
        return _time(value)
    return str(value) if isinstance(value, int) and column.endswith("_id") else value


def _each(
    conn: sqlite3.Connection,
    sql: str,
    whose: int,
    names: Sequence[str],
    **shown: Callable[[Any], object],
) -> Iterator[object]:
    for row in conn.execute(sql, (whose,)):
        yield {
            name: shown[name](value) if name in shown and value is not None else value
            for name, value in zip(names, row, strict=True)
        }


def _unnumbered(detail: str) -> str:
    return _NUMBERS.sub("", detail)


def _time(seconds: int | None) -> str | None:
    return None if seconds is None else from_epoch(seconds).isoformat()


def _day(ordinal: int | None) -> str | None:
    day = from_ordinal(ordinal)
    return None if day is None else day.isoformat()


def _read(text: str | None) -> object:
    return None if text is None else json.loads(text)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
