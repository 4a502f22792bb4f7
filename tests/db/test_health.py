from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest

from bot.model import WIRE
from bot.store import StoreError
from db import connection, health, open_store
from tests.db.samples import filing, judge, rumour

if TYPE_CHECKING:
    from pathlib import Path


def refusal(file: Path) -> str:
    """The sentence with which the file is refused; it is left as it was, and with no lock on it."""
    before = file.read_bytes() if file.is_file() else None
    with pytest.raises(StoreError) as refused:
        asyncio.run(open_store(file))
    assert (file.read_bytes() if file.is_file() else None) == before
    sentence = str(refused.value)
    assert str(file) in sentence
    assert sentence.count(".\n") == 0
    return sentence


def opens(file: Path | str, *, articles: int = 0) -> int:
    """Open, file so many articles, close, and say how many players are known."""

    async def use() -> int:
        opened = await open_store(file)
        try:
            for number in range(articles):
                await opened.file(filing(f"text {number} " * 50, rumour()), judge)
            return len(await opened.player_names(WIRE))
        finally:
            await opened.close()

    return asyncio.run(use())


def filled(file: Path) -> None:
    opens(file, articles=40)


def backup(file: Path, name: str) -> Path:
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("VACUUM INTO ?", (str(file.with_name(name)),))
    return file.with_name(name)


def test_a_missing_file_is_made_with_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "saga.db"
    opens(str(file))
    assert sorted(path.name for path in file.parent.iterdir()) == ["saga.db", "saga.db.lock"]


def test_what_a_making_left_half_done_is_made_anew(file: Path) -> None:
    file.with_name("saga.db.new").write_bytes(b"half")
    opens(file)
    assert not file.with_name("saga.db.new").exists()


def test_an_empty_file_is_refused(file: Path) -> None:
    file.touch()
    assert "it is empty" in refusal(file)


@pytest.mark.parametrize("content", [b"hello", b"x" * 5000, b"SQLite format 3\0"])
def test_a_file_that_is_no_database_is_refused(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert "it is no SQLite database" in refusal(file)


def test_the_database_of_another_program_is_refused(file: Path) -> None:
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("CREATE TABLE theirs (id)")
    assert "another program" in refusal(file)


def test_a_newer_schema_is_refused(file: Path) -> None:
    filled(file)
    with closing(sqlite3.connect(file)) as conn:
        conn.execute("PRAGMA user_version = 99")
    assert "a newer Sagabot made it (version 99" in refusal(file)


@pytest.mark.parametrize("kept", [0.5, -1, -3000])
def test_a_file_that_was_cut_off_is_refused(file: Path, kept: float) -> None:
    filled(file)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * kept) if kept > 0 else int(kept)])
    assert "cannot be used" in refusal(file)


def test_damaged_pages_are_found_after_an_unclean_stop(file: Path) -> None:
    filled(file)
    content = bytearray(file.read_bytes())
    for page in range(4, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    file.write_bytes(content)
    file.with_name("saga.db-wal").touch()
    assert "it is damaged" in refusal(file)


def test_a_whole_file_opens_after_an_unclean_stop(file: Path) -> None:
    filled(file)
    file.with_name("saga.db-wal").touch()
    assert opens(file) == 1


def test_a_file_gone_from_beside_its_wal_is_not_made_anew(file: Path) -> None:
    file.with_name("saga.db-wal").touch()
    assert "it is missing though" in refusal(file)
    assert not file.exists()


def test_a_folder_or_a_path_through_a_file_is_refused(file: Path) -> None:
    file.mkdir()
    assert "cannot be used" in refusal(file)
    through = file.with_name("plain") / "saga.db"
    through.parent.touch()
    assert "its folder cannot be written" in refusal(through)


def test_the_newest_backup_that_is_good_is_the_way_out(file: Path) -> None:
    filled(file)
    for name in ("saga.db.v1.a.backup", "saga.db.v1.b.backup"):
        backup(file, name)
    bad = file.with_name("saga.db.v1.c.backup")
    bad.write_bytes(file.read_bytes()[:5000])
    file.with_name("saga.db.v1.d.backup").write_bytes(b"")
    file.with_name("saga.db.v1.e.backup").mkdir()
    file.with_name("other.db.v1.e.backup").write_bytes(file.read_bytes())
    file.write_bytes(b"")
    assert "the newest good backup is saga.db.v1.b.backup" in refusal(file)


def test_without_a_backup_the_way_out_is_another_file(file: Path) -> None:
    file.touch()
    assert "there is no good backup beside it" in refusal(file)


def test_a_failure_to_open_the_readers_lets_go_of_everything(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def elsewhere(file: Path) -> connection.Hop:
        return connection.Hop(partial(connection.connect, file.with_name("none"), "ro"))

    monkeypatch.setattr(connection, "reader", elsewhere)
    with pytest.raises(StoreError, match="unable to open"):
        opens(file)
    monkeypatch.undo()
    opens(file)


def test_a_file_that_another_program_locks_needs_no_backup(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(file)

    def impatient(file: Path, mode: str) -> sqlite3.Connection:
        return connection.connect(file, mode, ["PRAGMA busy_timeout = 0"])

    monkeypatch.setattr(health, "connect", impatient)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert refusal(file) == f"{file} cannot be used, SQLite says “database is locked”."


def test_an_sqlite_that_is_too_old_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(StoreError, match="too old"):
        health.prepare(file)


def test_a_fault_of_the_system_is_one_sentence(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(health, "_create", denied)
    with pytest.raises(StoreError, match=r"saga\.db cannot be used: Permission denied\.$"):
        health.prepare(file)
