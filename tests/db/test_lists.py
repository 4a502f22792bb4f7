# What is private is looked at on purpose: how a statement is run is nobody else's business.
# pyright: reportPrivateUsage=false
from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.model import WIRE
from db import holdings as db_holdings
from db import lists
from tests.db.samples import NOON, filing, judge, rumour

if TYPE_CHECKING:
    import sqlite3

    from db import SqliteStore

DAY = NOON.date().toordinal()
CLUB = "Ajax"
_IDS = "SCAN json_each VIRTUAL TABLE INDEX 1:"


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        (lists.NEWEST, (WIRE, DAY)),
        (lists.NEWEST_FROM, (WIRE, DAY, CLUB)),
        (lists.NEWEST_TO, (WIRE, DAY, CLUB)),
        (lists.TOLD_OF_ONE, (WIRE, 5, 1)),
        (lists.NAMES_OF_ONE, (WIRE, 5, 1)),
        (lists.OWN, (5,)),
        (lists.RUMOURED_SINCE, (7, WIRE)),
        (lists.KIN, ("[1]", WIRE, 5)),
    ],
)
async def test_a_list_is_read_off_an_index(store: SqliteStore, sql: str, values: tuple[object, ...]) -> None:
    def plan(conn: sqlite3.Connection) -> list[str]:
        return [row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}", values)]

    steps = await store._writer.run(plan)
    assert steps
    # What a recursion reads anew at each turn is its own queue.
    assert [step for step in steps if "SCAN" in step and step not in ("SCAN kin", _IDS)] == []
    if sql in (lists.NEWEST, lists.NEWEST_FROM, lists.NEWEST_TO):
        assert len(steps) == 1, "it comes sorted"
        assert "COVERING INDEX" in steps[0]


async def test_the_newest_cost_the_same_however_many_are_older(store: SqliteStore) -> None:
    async def steps() -> int:
        """Instructions of SQLite's machine, in hundreds, for a list of five."""

        def count(conn: sqlite3.Connection) -> int:
            hundreds = 0

            def tick() -> int:
                nonlocal hundreds
                hundreds += 1
                return 0

            conn.set_progress_handler(tick, 100)
            for club in (None, "Bayern Munich"):
                lists.newest_files(conn, WIRE, 5, club, dt.date.min)
            conn.set_progress_handler(None, 0)
            return hundreds

        return await store._writer.run(count)

    for number in range(20):
        await store.file(filing(f"new {number}", rumour(f"Player{number} New{number}")), judge)
    few = await steps()
    for number in range(300):
        row = rumour(f"Player{number} Old{number}")
        older = NOON.date() - dt.timedelta(1 + number)
        await store.file(filing(f"old {number}", row, said_on=older), judge)
    assert await steps() < 2 * few


async def test_what_was_touched_long_ago_is_forgotten(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db_holdings, "_REMEMBERED", 2)
    for number in range(3):
        await store.file(filing(f"text {number}", rumour()), judge)
    assert store.touched(WIRE, 0) is None
    assert store.touched(WIRE, 1) == {1}
    assert store.version == 3
