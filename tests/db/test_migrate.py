from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.files import Retract
from bot.model import WIRE
from bot.store import StoreError
from db import alerts, health, open_store
from db.migrate import Migration, migrate, migrations, statements
from tests.db.samples import NOON, alert, filing, judge, rumour
from tests.db.sending import deliver, says

# A step that was merged has been run by others: it is never edited, a new one is added.
MERGED = {
    "0001_first": "76b86057c2ef55933ca695a43162d321bf765a41f2003e591e5a2b4f5f0182bc",
    "0002_lists": "5ec46e4a36d6360ddaf83eb75d8bf8cedbdfc00f942d7f5b48a3a7bc393a2b3e",
    "0003_mending": "4f5bb065a606490f1fe89239faa8705e7b019a904251a236ef64aee86a260cf0",
    "0004_delivery": "51e63411578a71dc146877dbbe943829fe13523d2a9048f2da6a7969302bf2d5",
    "0005_languages": "10bcf7b145a9c531eb485cc4791aad76950ab15503ee69a96e5a95fe24d2c3c7",
    "0006_guild": "dbd4a7d6025046fc69a025f8917403d203694b91c2d59dd241ce53780ccd8a96",
    "0007_moderation": "78315496b859f2bf6b5630b2b8000da514727a6728be8c32a21704d46c2cf056",
    "0008_watching": "2f1a89008c3aeae40b3fa1fcc87a59e0b3095da65ee535b3014f1017d1bdcbd1",
}
NOW = len(MERGED)

GOOD = Migration(
    NOW + 1, "9998_good", "CREATE TABLE extra (id INTEGER) STRICT; INSERT INTO extra VALUES (1);"
)


def ask(file: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as conn:
        return conn.execute(sql).fetchall()


def copies(file: Path) -> list[Path]:
    return sorted(path for path in file.parent.iterdir() if "backup" in path.name)


async def filled(file: Path) -> None:
    store = await open_store(file)
    await store.file(filing("one", rumour()), judge)
    await store.close()


def test_merged_steps_are_as_they_were() -> None:
    found = {step.name: hashlib.sha256(step.sql.encode()).hexdigest() for step in migrations()}
    assert found == MERGED


def test_steps_are_numbered_without_a_gap() -> None:
    assert [step.number for step in migrations()] == list(range(1, len(migrations()) + 1))


@pytest.mark.parametrize(
    ("sql", "count"),
    [
        ("", 0),
        ("-- only; a comment\n", 1),
        ("SELECT 1; SELECT 2;", 2),
        ("SELECT ';' ; -- a; b\nSELECT 2", 2),
        ("CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END; SELECT 3;", 2),
    ],
)
def test_a_script_is_cut_where_statements_end(sql: str, count: int) -> None:
    assert len(list(statements(sql))) == count


async def test_every_table_is_strict(file: Path) -> None:
    await filled(file)
    tables = ask(file, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    assert len(tables) > 10
    assert all("STRICT" in str(sql) for (sql,) in tables)


async def test_data_live_through_a_step_and_a_copy_from_before_it_is_kept(file: Path) -> None:
    await filled(file)
    health.prepare(file, [*migrations(), GOOD])
    assert ask(file, "PRAGMA user_version") == [(NOW + 1,)]
    assert ask(file, "SELECT count(*) FROM rumours") == [(1,)]
    (copy,) = copies(file)
    assert copy.name.startswith(f"saga.db.v{NOW}.")
    assert ask(copy, "PRAGMA user_version") == [(NOW,)]
    assert ask(copy, "SELECT count(*) FROM rumours") == [(1,)]
    with pytest.raises(StoreError, match=rf"newer Sagabot.*the newest good backup is {copy.name}"):
        await open_store(file)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE half (id INTEGER) STRICT; DELETE FROM claims; CREATE nonsense;",
        "CREATE TABLE half (id INTEGER) STRICT; DELETE FROM players;",
    ],
    ids=["wrong SQL", "rows that point at nothing"],
)
async def test_a_step_that_fails_midway_is_undone(file: Path, sql: str) -> None:
    await filled(file)
    with pytest.raises(
        StoreError, match=rf"left as it was, at version {NOW + 1}: its change 9999_bad failed"
    ):
        health.prepare(file, [*migrations(), GOOD, Migration(NOW + 2, "9999_bad", sql)])
    assert ask(file, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'") == [(0,)]
    assert ask(file, "SELECT count(*) FROM claims") == [(2,)]
    assert ask(file, "SELECT count(*) FROM extra") == [(1,)]


def test_a_first_step_that_fails_leaves_no_file(file: Path) -> None:
    with pytest.raises(StoreError, match="0001_bad failed"):
        health.prepare(file, [Migration(1, "0001_bad", "CREATE nonsense;")])
    assert list(file.parent.iterdir()) == []


async def test_a_copy_that_cannot_be_written_stops_the_step(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(file)

    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StoreError, match="No space left"):
        health.prepare(file, [*migrations(), GOOD])
    assert ask(file, "PRAGMA user_version") == [(NOW,)]
    assert copies(file) == []


# What version 1 wrote of one article of the wire that was posted to a channel.
OF_THE_FIRST_VERSION = """
    INSERT INTO players (id, key) VALUES (1, 'alan boro');
    INSERT INTO player_names (player_id, scope, name, last_word) VALUES (1, 0, 'Alan Boro', 'boro');
    INSERT INTO articles (id, scope, actor_id, path, text, text_hash, said_on, received, summary)
        VALUES (1, 0, 0, 'terminal', 'a text', x'00', 739000, 1700000000, 'In short.');
    INSERT INTO rumours (id, player_id, scope, article_id, said_on, player, stage, developments, fees, sources)
        VALUES (1, 1, 0, 1, 739000, 'Alan Boro', 'talks', '[]', '[]', '[]');
    INSERT INTO developments (id, article_id, player_id, scope, verdict, why) VALUES (1, 1, 1, 0, 'new', '');
    INSERT INTO outbox (development_id, guild_id, channel_id, due, delivered, message_id)
        VALUES (1, 500, 50, 1768046000, 1768046001, 9);
"""


async def test_what_the_first_version_has_kept_is_read_and_mended(file: Path) -> None:
    health.prepare(file, migrations()[:1])
    with closing(sqlite3.connect(file)) as conn:
        conn.executescript(OF_THE_FIRST_VERSION)
    store = await open_store(file)
    try:
        (before,) = await store.player_names(500)
        assert await store.mend(500, 77, before.id, Retract(1), NOON) == 1
        found = await store.player_file(500, before.id)
        assert found is not None
        assert (found.name, found.rumours[0].is_copy, len(found.mendings)) == ("Alan Boro", False, 1)
        assert await store.player_names(500) == ()
        assert await store.player_names(WIRE) == (before,)
    finally:
        await store.close()
    sql = "SELECT o.correction, b.state, b.message_id, b.redraw FROM outbox AS o JOIN batches AS b ON b.id = o.batch_id"
    assert ask(file, sql) == [("retract 1", "sent", 9, int(NOON.timestamp()))]


@pytest.mark.parametrize(
    ("subscription", "skipped"),
    [
        ("INSERT INTO subscriptions (guild_id, channel_id, label) VALUES (500, 50, 'everything')", None),
        (
            "INSERT INTO subscriptions (guild_id, channel_id, player_key, label) VALUES (500, 50, 'boro', '')",
            None,
        ),
        (
            """
            INSERT INTO subscriptions (guild_id, channel_id, label, disabled_because)
            VALUES (500, 50, 'everything', 'no access')
            """,
            "disabled",
        ),
        ("INSERT INTO subscriptions (guild_id, channel_id, label) VALUES (500, 51, '')", "unsubscribed"),
    ],
    ids=["everything", "some player", "disabled", "another channel"],
)
async def test_what_waited_in_an_old_version_is_told_if_the_channel_still_wants_anything(
    file: Path, subscription: str, skipped: str | None
) -> None:
    health.prepare(file, migrations()[:1])
    with closing(sqlite3.connect(file)) as conn, conn:
        conn.executescript(OF_THE_FIRST_VERSION)
        conn.execute("UPDATE outbox SET delivered = NULL, message_id = NULL")
        written = alerts.write(alert("Alan Boro", rumour(), "", NOON.date()))
        conn.execute("UPDATE developments SET alert = ?", (written,))
        conn.execute(subscription)
    store = await open_store(file)
    try:
        gone = await deliver(store, NOON)
        (told,) = await store.told(500, 50, 9)
    finally:
        await store.close()
    assert ([says(batch) for batch in gone], told.skipped) == (
        [] if skipped else [["Alan Boro: talks"]],
        skipped,
    )


def effort(file: Path, count: int) -> int:
    """About how much work the step to delivery is, with so many alerts that were posted."""
    taken = 0

    def tick() -> int:
        nonlocal taken
        taken += 1
        return 0

    health.prepare(file, migrations()[:3])
    with closing(sqlite3.connect(file, isolation_level=None)) as conn:
        conn.executescript(OF_THE_FIRST_VERSION)
        conn.execute("BEGIN")
        conn.executemany(
            """
            INSERT INTO outbox (development_id, guild_id, channel_id, due, delivered, message_id)
            VALUES (1, 500, ?, 1768046000, 1768046001, 9)
            """,
            [(number,) for number in range(1000, 1000 + count)],
        )
        conn.execute("COMMIT")
        conn.set_progress_handler(tick, 1000)
        migrate(conn, file, migrations()[:4], copy=False)
    return taken


def test_twice_as_many_alerts_take_twice_as_long_to_bring_over(tmp_path: Path) -> None:
    assert effort(tmp_path / "b.db", 4000) < 3 * effort(tmp_path / "a.db", 2000)


async def test_a_file_of_today_is_opened_without_a_copy(file: Path) -> None:
    await filled(file)
    store = await open_store(file)
    assert len(await store.player_names(WIRE)) == 1
    await store.close()
    assert copies(file) == []
