from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import StoreError
from db import open_store
from tests.db.samples import filing, judge, rumour
from tests.db.sending import take

ROOT = Path(__file__).parents[2]


def filer(file: Path, prefix: str, how: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.db.filer", str(file), prefix, how]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own script


def counts(file: Path) -> dict[str, int]:
    tables = {
        "articles": "SELECT count(*) FROM articles",
        "rumours": "SELECT count(*) FROM rumours",
        "claims": "SELECT count(*) FROM claims",
        "developments": "SELECT count(*) FROM developments",
        "audit": "SELECT count(*) FROM audit WHERE action <> 'subscribe'",
        "alerts": "SELECT count(*) FROM developments WHERE alert IS NOT NULL",
        "outbox": "SELECT count(*) FROM outbox",
    }
    with closing(sqlite3.connect(file)) as conn:
        return {table: conn.execute(sql).fetchone()[0] for table, sql in tables.items()}


async def test_what_was_acknowledged_outlives_a_kill_and_nothing_is_half_kept(file: Path) -> None:
    told: list[str] = []
    for prefix, articles in (("a", 3), ("b", 17), ("c", 40)):
        with filer(file, prefix, "endless") as process:
            assert process.stdout is not None
            told += [process.stdout.readline().strip() for _ in range(articles)]
            with pytest.raises(StoreError, match="another Sagabot uses this file"):
                await open_store(file)
            process.kill()
            told += [line.strip() for line in process.stdout.readlines() if line.endswith("\n")]
    store = await open_store(file)
    known = [(await store.file(filing(text, rumour()), judge, dry_run=True)).known_since for text in told]
    due = await take(store)
    await store.close()
    assert len(told) >= 60
    assert None not in known
    assert len(due) == 1
    found = counts(file)
    whole = found["articles"]
    assert whole >= len(told)
    assert found["audit"] == whole
    assert found["rumours"] == found["developments"] == 2 * whole
    assert found["claims"] == 4 * whole
    assert found["outbox"] == found["alerts"]


def test_a_process_that_leaves_its_store_open_ends_all_the_same(file: Path) -> None:
    with filer(file, "a", "once") as process:
        told, _ = process.communicate(timeout=20)
    assert told == "a 0\n"
    assert process.returncode == 0
    assert counts(file)["articles"] == 1
