"""Which earlier text a text copies, as far as a scope may know: found by pieces of its sketch, told by the whole."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from struct import Struct
from typing import TYPE_CHECKING
from zlib import crc32

from bot.store import NEAR_COPY
from db import reach
from db.rumours import dumps
from db.times import from_ordinal

if TYPE_CHECKING:
    import datetime as dt
    import sqlite3
    from collections.abc import Iterator, Sequence

    from bot.store import Filing

_BANDS, _ROWS = 32, 3
"""So many pieces of so many numbers each: of texts that are 0.5 alike 98.6 % have a piece in common, of texts that
are 0.6 alike all but 4 in 10,000; of texts that are 0.04 alike 2 in 1,000 (1 - (1 - alike^3)^32)."""

SAME_TEXT = "SELECT id, said_on FROM articles WHERE text_hash = ? AND scope IN (?, ?) AND id <> ?"
ALIKE = """
    SELECT id, said_on, sketch FROM articles WHERE id IN (
        SELECT article_id FROM sketch_bands
        WHERE band IN (SELECT value FROM json_each(?)) AND scope IN (?, ?) AND article_id <> ?
    )
"""
_DROP = "DELETE FROM sketch_bands WHERE band = ? AND scope = ? AND article_id = ?"
_INSERT = "INSERT OR IGNORE INTO sketch_bands (band, scope, article_id) VALUES (?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Original:
    """The earlier article whose text came again."""

    article_id: int
    said_on: dt.date | None


def original(conn: sqlite3.Connection, scope: int, filing: Filing, *, besides: int = 0) -> Original | None:
    """The earliest article in sight of ``scope`` of which the filing's text is an exact or a near copy."""
    found: list[tuple[int, int]] = conn.execute(
        SAME_TEXT, (filing.text_hash, *reach.seen_by(conn, scope), besides)
    ).fetchall()
    found += _alike(conn, scope, filing.sketch, besides)
    article_id, said_on = min(found, default=(0, None))
    return Original(article_id, from_ordinal(said_on)) if article_id else None


def index(conn: sqlite3.Connection, article_id: int, scope: int, sketch: Sequence[int]) -> None:
    """Let later texts be found to copy this one."""
    conn.executemany(_INSERT, [(band, scope, article_id) for band in _bands(sketch)])


def drop(conn: sqlite3.Connection, article_id: int, scope: int, written: bytes | None) -> None:
    """Let no text be found to copy this one, whose sketch that is."""
    conn.executemany(_DROP, [(band, scope, article_id) for band in _bands(read(written or b""))])


def write(sketch: Sequence[int]) -> bytes | None:
    """The sketch as bytes; None if there is none."""
    return Struct(f"<{len(sketch)}I").pack(*sketch) if sketch else None


def read(written: bytes) -> tuple[int, ...]:
    """The sketch again, equal to what was written."""
    return Struct(f"<{len(written) // 4}I").unpack(written)


def _alike(
    conn: sqlite3.Connection, scope: int, sketch: Sequence[int], besides: int
) -> Iterator[tuple[int, int]]:
    if sketch:
        asked = (dumps(list(_bands(sketch))), *reach.seen_by(conn, scope), besides)
        for article_id, said_on, written in conn.execute(ALIKE, asked):
            if sum(map(operator.eq, sketch, read(written))) >= NEAR_COPY * len(sketch):
                yield article_id, said_on


def _bands(sketch: Sequence[int]) -> Iterator[int]:
    """Each piece as one number: which piece it is, and a checksum of what is in it."""
    pack = Struct(f"<{_ROWS}I").pack
    for band in range(_BANDS if sketch else 0):
        yield band << 32 | crc32(pack(*sketch[band * _ROWS : (band + 1) * _ROWS]))
