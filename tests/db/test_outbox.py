from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from db import connection, outbox, players, rumours

if TYPE_CHECKING:
    from pathlib import Path

    from db import SqliteStore


def plan(file: Path, sql: str, values: object) -> list[str]:
    with closing(connection.connect(file, "ro")) as conn:
        asked = conn.execute(f"EXPLAIN QUERY PLAN {sql}", values)  # pyright: ignore[reportArgumentType] - both kinds
        return [row[3] for row in asked]


@pytest.mark.parametrize("sql", [outbox.QUEUE_FOR_EVERY_GUILD, outbox.QUEUE_FOR_ONE_GUILD])
async def test_subscriptions_are_matched_by_two_searches_and_no_scan(
    store: SqliteStore, file: Path, sql: str
) -> None:
    values = {"development": 1, "due": 1, "keys": '["dijk"]', "apart": "[1]", "guild": 1}
    steps = plan(file, sql, values)
    assert not [step for step in steps if step.startswith("SCAN subscriptions")]
    assert len([step for step in steps if step.startswith("SEARCH subscriptions USING INDEX")]) == 2


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        (rumours.VISIBLE, (1, 0, 5, 9)),
        (rumours.CLAIMS, (1, 0, 5)),
        (players.NAMES, (1, 0, 5)),
        (players.BY_LAST_WORD, ("dijk", 0, 5)),
        (players.GUILDS_OF_THEIR_OWN, (1, 0)),
    ],
)
async def test_one_players_status_reads_nothing_of_any_other(
    store: SqliteStore, file: Path, sql: str, values: tuple[object, ...]
) -> None:
    assert not [step for step in plan(file, sql, values) if step.startswith("SCAN")]
