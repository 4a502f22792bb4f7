from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from db import (
    alerts,
    batches,
    connection,
    copies,
    deeds,
    drops,
    fanout,
    lanes,
    lessons,
    marks,
    mendings,
    outbox,
    players,
    rumours,
    sight,
    subscriptions,
    told,
)

if TYPE_CHECKING:
    from pathlib import Path

    from db import SqliteStore


def plan(file: Path, sql: str, values: object) -> list[str]:
    with closing(connection.connect(file, "ro")) as conn:
        asked = conn.execute(f"EXPLAIN QUERY PLAN {sql}", values)  # pyright: ignore[reportArgumentType] - both kinds
        return [row[3] for row in asked]


@pytest.mark.parametrize("sql", [fanout.MATCH_EVERY_GUILD, fanout.MATCH_ONE_GUILD])
async def test_subscriptions_are_matched_by_three_searches_and_no_scan(
    store: SqliteStore, file: Path, sql: str
) -> None:
    values = {"players": '["dijk"]', "clubs": '["everton"]', "apart": "[1]", "guild": 1}
    steps = plan(file, sql, values)
    assert not [step for step in steps if step.startswith(("SCAN subscriptions", "SCAN s"))]
    assert len([step for step in steps if step.startswith("SEARCH subscriptions USING")]) == 3


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        (rumours.VISIBLE, (1, 0, 5, 9)),
        (rumours.CLAIMS, (1, 0, 5)),
        (sight.NAMES, (1, 0, 5)),
        (players.BY_LAST_WORD, ("dijk", 0, 5)),
        (players.GUILDS_OF_THEIR_OWN, (1, 0)),
    ],
)
async def test_one_players_status_reads_nothing_of_any_other(
    store: SqliteStore, file: Path, sql: str, values: tuple[object, ...]
) -> None:
    assert not [step for step in plan(file, sql, values) if step.startswith("SCAN")]


ASKED = {"wire": 0, "guild": 5, "channel": 5, "limit": 9, "news": 0, "players": "[1]", "batch": 1}
ALERTS = {"article": 1, "player": 1, "wire": 0, "oldest": 1}


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        (sight.LINES, (1, 0, 5)),
        (sight.OWNERS, ("[1]", 0, 5)),
        (sight.GIVEN, (1, 0, 5)),
        (deeds.TOUCHING, (1, 0, 5)),
        (deeds.OF_SCOPE, (5,)),
        (deeds.LAST_ON_RUMOUR, (1, 0, 5)),
        (mendings.RUMOURS_OF, (1, 5)),
        (players.BEARS, (1, 0, 5, "Rossi")),
        (sight.ALL_NAMES, ("[1]", 0, 5)),
        (sight.ALL_GIVEN, ("[1]", 0, 5)),
        (sight.ALL_LINES, ("[1]", 0, 5)),
        (sight.ALL_TOUCHED, (0, 5)),
        (deeds.VISIBLE, (0, 5)),
        (mendings.TOUCHED_BY, (1, 5)),
        (copies.SAME_TEXT, (b"", 0, 5, 1)),
        (copies.ALIKE, ("[1]", 0, 5, 1)),
        (lessons.SEEN, (0, 5)),
        (lessons.DROP, (5, "club", "saints", "")),
        (lessons.DROP_WITH, (1, 5)),
        (marks.MARK, ALERTS),
        (marks.HOLD_BACK, ALERTS),
        (marks.LET_GO, ALERTS),
        (marks.TOLD_BEFORE, ("[1]", 9, 0, 5)),
        (marks.ECHOED, {"development": 1, "audience": 0, "wire": 0, "oldest": 1}),
        (alerts.ROWS, ("[1]",)),
        (alerts.ECHOES, (1, 0, 5)),
        (told.NEWEST, ASKED),
        (told.OF_PLAYERS, ASKED),
        (told.IN_BATCH, ASKED),
        (subscriptions.OF_GUILD, (1, None)),
        (subscriptions.OF_USER, (1,)),
    ],
)
async def test_mending_and_what_it_asks_reads_no_table_whole(
    store: SqliteStore, file: Path, sql: str, values: object
) -> None:
    scans = [step for step in plan(file, sql, values) if step.startswith("SCAN")]
    assert [step for step in scans if "json_each" not in step] == []


async def test_the_newest_developments_are_found_without_sorting_all_of_them(
    store: SqliteStore, file: Path
) -> None:
    steps = plan(file, told.NEWEST, ASKED)
    assert [step for step in steps if "TEMP B-TREE" in step] == []
    assert len([step for step in steps if step.startswith("SEARCH d USING INDEX developments_by_scope")]) == 2


async def test_old_messages_are_found_by_an_index(store: SqliteStore, file: Path) -> None:
    assert [step for step in plan(file, outbox.EMPTY, (1, 5)) if step.startswith("SCAN")] == []


async def test_only_the_subscriptions_that_are_concerned_are_read(store: SqliteStore, file: Path) -> None:
    steps = [step for step in plan(file, drops.DROP_UNWANTED, PLACE) if step.startswith("SEARCH s ")]
    wanted = "SEARCH s USING INDEX subscriptions_once (channel_id=? AND <expr>=? AND <expr>=?)"
    assert steps[:3] == [wanted] * 3


PLACE = {"channel": 1, "now": 1, "late": 1, "soon": 5, "form": "alert", "saga": None, "most": 9, "change": 0}


@pytest.mark.parametrize(
    ("sql", "values", "indexes"),
    [
        (lanes.DUE, (1, 1, 9), {"lanes_by_due"}),
        (lanes.RENEW, PLACE, {"batches_one_open", "outbox_waiting", "batches_to_redraw"}),
        (batches.GUILD, PLACE, {"outbox_waiting"}),
        (batches.FIRST, PLACE, {"outbox_waiting"}),
        (batches.RIPE, PLACE, {"outbox_waiting"}),
        (drops.OWED, PLACE, {"batches_owing"}),
        (drops.DROP_LATE, PLACE, {"outbox_waiting"}),
        (drops.DROP_UNWANTED, PLACE, {"outbox_waiting", "subscriptions_once"}),
        (fanout.POSTED_SINCE, (1, 1), {"outbox_of_channel"}),
        (
            told.OF_PLAYERS,
            ASKED,
            {"developments_by_player", "echoes_by_development"},
        ),
    ],
)
async def test_what_is_next_for_a_channel_reads_nothing_that_is_over_nor_of_any_other(
    store: SqliteStore, file: Path, sql: str, values: object, indexes: set[str]
) -> None:
    steps = plan(file, sql, values)
    found = {name for step in steps for name in re.findall(r"INDEX (\w+)", step)}
    assert indexes <= found
    assert found.isdisjoint({"outbox_of_channel", "developments_by_scope"} - indexes)
    tables = ("outbox", "o", "batches", "lanes", "subscriptions", "s", "developments", "d", "mutes", "q")
    scans = [step for step in steps if step.startswith("SCAN")]
    assert [step for step in scans if step.split()[1] in tables and "COVERING INDEX lanes" not in step] == []
