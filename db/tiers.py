"""How far guilds trust sources, each as it has said itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.tiers import SourceTier, Tiers
from db import audit
from db.rumours import dumps

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

OF_SCOPE = "SELECT name, tier, club FROM source_tiers WHERE scope = ? ORDER BY name_key, club_key"
OF_SCOPES = """
    SELECT scope, name_key, club_key, tier FROM source_tiers WHERE scope IN (SELECT value FROM json_each(?))
"""
_SET = """
    INSERT INTO source_tiers (scope, name_key, club_key, name, club, tier) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (scope, name_key, club_key) DO UPDATE
    SET name = excluded.name, club = excluded.club, tier = excluded.tier
"""
_DROP = "DELETE FROM source_tiers WHERE scope = ? AND name_key = ? AND club_key = ?"


def of_scope(conn: sqlite3.Connection, scope: int) -> tuple[SourceTier, ...]:
    """What a scope has said, by name."""
    return tuple(SourceTier(*row) for row in conn.execute(OF_SCOPE, (scope,)))


def of_scopes(conn: sqlite3.Connection, scopes: Iterable[int]) -> dict[int, Tiers]:
    """What several guilds have said, those alone that have said something."""
    found: dict[int, dict[tuple[str, str], int]] = {}
    for scope, name_key, club_key, tier in conn.execute(OF_SCOPES, (dumps(sorted(set(scopes))),)):
        found.setdefault(scope, {})[name_key, club_key] = tier
    return {scope: Tiers(own) for scope, own in found.items()}


def set_tier(conn: sqlite3.Connection, scope: int, actor_id: int, told: SourceTier, now: int) -> None:
    """Keep a tier; ``now`` in epoch seconds."""
    conn.execute(_SET, (scope, *told.key, told.name, told.club, told.tier))
    _note(conn, scope, actor_id, told, now, str(told.tier))


def drop_tier(conn: sqlite3.Connection, scope: int, actor_id: int, told: SourceTier, now: int) -> bool:
    """Take a tier back; False if there is none."""
    is_gone = conn.execute(_DROP, (scope, *told.key)).rowcount > 0
    if is_gone:
        _note(conn, scope, actor_id, told, now, "default")
    return is_gone


def _note(conn: sqlite3.Connection, scope: int, actor_id: int, told: SourceTier, now: int, tier: str) -> None:
    of = f" (of {told.club})" if told.club else ""
    audit.note(
        conn, at=now, scope=scope, actor_id=actor_id, action="source tier", detail=f"{told.name}{of}: {tier}"
    )
