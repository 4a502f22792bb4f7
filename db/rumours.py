"""Rumours and their claims as rows, and back again exactly equal."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.files import KeptRumour
from bot.model import (
    Bound,
    Certainty,
    Claim,
    Fee,
    FeeRole,
    Kind,
    Modality,
    Rumour,
    Stage,
    Subject,
    When,
)
from db import reach
from db.times import from_epoch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

_INSERT_RUMOUR = """
    INSERT INTO rumours (player_id, scope, article_id, said_on, player, from_club, to_club, stage,
                         developments, fees, sources, held)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_CLAIM = """
    INSERT INTO claims (player_id, seq, scope, rumour_id, kind, actor, quote, start_at, end_at, speaker,
                        subject, club, modality, tense, certainty, source, relays, hedge, held)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
VISIBLE = """
    SELECT r.id, r.scope, r.said_on, a.received, a.summary, a.outlet, a.url, r.article_id, a.copy_of IS NOT NULL,
           r.player, r.from_club, r.to_club, r.stage, r.developments, r.fees, r.sources, r.held
    FROM rumours AS r JOIN articles AS a ON a.id = r.article_id
    WHERE r.player_id = ? AND r.scope IN (?, ?) AND r.said_on <= ?
    ORDER BY r.said_on, r.id
"""
CLAIMS = """
    SELECT rumour_id, kind, actor, quote, start_at, end_at, speaker, subject, club, modality, tense,
           certainty, source, relays, hedge, held
    FROM claims WHERE player_id = ? AND scope IN (?, ?) ORDER BY seq
"""
_ONE = """
    SELECT player, from_club, to_club, stage, developments, fees, sources, held FROM rumours WHERE id = ?
"""
_ITS_CLAIMS = """
    SELECT c.kind, c.actor, c.quote, c.start_at, c.end_at, c.speaker, c.subject, c.club, c.modality, c.tense,
           c.certainty, c.source, c.relays, c.hedge, c.held
    FROM rumours AS r JOIN claims AS c ON c.player_id = r.player_id AND c.scope = r.scope AND c.rumour_id = r.id
    WHERE r.id = ? ORDER BY c.seq
"""
# Looked up five times a claim: an enum's own call takes five times as long as a dict.
_KINDS = {kind.value: kind for kind in Kind}
_STAGES = {stage.value: stage for stage in Stage}
_SUBJECTS = {subject.value: subject for subject in Subject}
_MODALITIES = {modality.value: modality for modality in Modality}
_WHENS = {when.value: when for when in When}
_CERTAINTIES = {certainty.value: certainty for certainty in Certainty}
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def keep(
    conn: sqlite3.Connection,
    player_id: int,
    scope: int,
    rows: Sequence[Rumour],
    *,
    article_id: int,
    said_on: dt.date,
) -> None:
    """Add an article's rows of one player, which only ``scope`` will see (everybody, if it is the wire)."""
    last: int = conn.execute(
        "SELECT coalesce(max(seq), 0) FROM claims WHERE player_id = ?",  # scope-free: numbers are never shown
        (player_id,),
    ).fetchone()[0]
    for row in rows:
        place = (player_id, scope, article_id, said_on.toordinal())
        rumour_id = conn.execute(_INSERT_RUMOUR, (*place, *_rumour_cells(row))).lastrowid
        conn.executemany(
            _INSERT_CLAIM,
            [
                (player_id, seq, scope, rumour_id, *_claim_cells(claim))
                for seq, claim in enumerate(row.claims, last + 1)
            ],
        )
        last += len(row.claims)


def visible(
    conn: sqlite3.Connection, scope: int, player_id: int, as_of: dt.date = dt.date.max
) -> tuple[KeptRumour, ...]:
    """What ``scope`` may know of a player that was said up to ``as_of``, by (said_on, id)."""
    seen = reach.seen_by(conn, scope)
    rows = conn.execute(VISIBLE, (player_id, *seen, as_of.toordinal())).fetchall()
    return assembled(rows, conn.execute(CLAIMS, (player_id, *seen)).fetchall()) if rows else ()


def one(conn: sqlite3.Connection, rumour_id: int) -> Rumour:
    """A rumour as it was read, which is known to be there."""
    claims = tuple(_claim(cells) for cells in conn.execute(_ITS_CLAIMS, (rumour_id,)))
    return _rumour(conn.execute(_ONE, (rumour_id,)).fetchone(), claims)


def assembled(rows: Iterable[Sequence[Any]], claim_rows: Iterable[Sequence[Any]]) -> tuple[KeptRumour, ...]:
    """The rows of ``VISIBLE`` with those of ``CLAIMS`` that belong to them."""
    claims: dict[int, list[Claim]] = {}
    for rumour_id, *cells in claim_rows:
        claims.setdefault(rumour_id, []).append(_claim(cells))
    return tuple(_kept(row, tuple(claims.get(row[0], ()))) for row in rows)


def dumps(value: object) -> str:
    """Compact JSON, letters as they are."""
    return _JSON.encode(value)


def write(row: Rumour) -> str:
    """A rumour with its claims, as JSON."""
    return dumps([_rumour_cells(row), [_claim_cells(claim) for claim in row.claims]])


def read(text: str) -> Rumour:
    """The rumour again, equal to what was written."""
    cells, claims = json.loads(text)
    return _rumour(cells, tuple(_claim(one) for one in claims))


def _rumour_cells(row: Rumour) -> tuple[str | None, ...]:
    fees = [(fee.amount, fee.currency, fee.role, fee.bound) for fee in row.fees]
    lists = (dumps(row.developments), dumps(fees), dumps(row.sources))
    return (row.player, row.from_club, row.to_club, row.stage, *lists, row.held)


def _claim_cells(claim: Claim) -> tuple[object, ...]:
    return (
        claim.kind,
        claim.actor,
        claim.quote,
        claim.start,
        claim.end,
        claim.speaker,
        claim.subject,
        claim.club,
        claim.modality,
        claim.when,
        claim.certainty,
        claim.source,
        dumps(claim.relays),
        claim.hedge,
        claim.held,
    )


def _kept(row: Sequence[Any], claims: tuple[Claim, ...]) -> KeptRumour:
    rumour_id, scope, said_on, received, summary, outlet, url, article_id, is_copy, *cells = row
    return KeptRumour(
        id=rumour_id,
        scope=scope,
        said_on=dt.date.fromordinal(said_on),
        received=from_epoch(received),
        rumour=_rumour(cells, claims),
        summary=summary,
        outlet=outlet,
        url=url,
        article_id=article_id,
        is_copy=bool(is_copy),
    )


def _rumour(cells: Sequence[Any], claims: tuple[Claim, ...]) -> Rumour:
    player, from_club, to_club, stage, developments, fees, sources, held = cells
    return Rumour(
        player=player,
        from_club=from_club,
        to_club=to_club,
        stage=_STAGES[stage],
        developments=_kinds(developments),
        fees=_fees(fees),
        sources=_texts(sources),
        claims=claims,
        held=held,
    )


# The same few lists come again and again, and their values cannot be changed.
@lru_cache(maxsize=4096)
def _texts(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


@lru_cache(maxsize=1024)
def _kinds(written: str) -> tuple[Kind, ...]:
    return tuple(_KINDS[kind] for kind in json.loads(written))


@lru_cache(maxsize=4096)
def _fees(written: str) -> tuple[Fee, ...]:
    return tuple(
        Fee(amount, currency, FeeRole(role), Bound(bound))
        for amount, currency, role, bound in json.loads(written)
    )


def _claim(cells: Sequence[Any]) -> Claim:
    # By place, in the order of the fields, as the columns are: naming fifteen fields takes twice the time, and a
    # list of the newest reads hundreds of claims.
    kind, actor, quote, start, end, speaker, subject, club, modality, when, *rest = cells
    certainty, source, relays, hedge, held = rest
    return Claim(
        _KINDS[kind],
        actor,
        quote,
        start,
        end,
        speaker,
        _SUBJECTS[subject],
        club,
        _MODALITIES[modality],
        _WHENS[when],
        _CERTAINTIES[certainty],
        source,
        _texts(relays),
        hedge,
        held,
    )
