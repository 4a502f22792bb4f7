"""Whether a file may be opened: it is made once, and never made anew in place of one that is damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from bot.store import StoreError
from db import faults
from db.connection import connect
from db.migrate import BACKUP_SUFFIX, Migration, migrate, migrations, schema_version

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

APPLICATION_ID = 0x53414741
"""``SAGA``, at byte 68 of the file (https://www.sqlite.org/fileformat2.html#application_id)."""

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_OLDEST_SQLITE = (3, 38, 0)
_BACKUPS_LOOKED_AT = 7


def prepare(file: Path, steps: Sequence[Migration] | None = None) -> None:
    """Make the file if there is none, else check it; then bring its tables to the newest form.

    Raises:
        StoreError: one sentence with the file, why it cannot be used, and the way out.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old: Sagabot needs 3.38 or newer.")
    wanted = migrations() if steps is None else steps
    try:
        if file.exists():
            _check_and_migrate(file, wanted)
        else:
            _create(file, wanted)
    except sqlite3.DatabaseError as error:
        raise _unusable(file, error) from error
    except OSError as error:
        raise StoreError(f"{file} cannot be used: {error.strerror}.") from error


def newest_good_backup(file: Path) -> Path | None:
    """The newest copy beside the file that SQLite finds whole, among the last few."""
    beside = [
        path
        for path in file.parent.iterdir()
        if path.name.startswith(f"{file.name}.") and path.name.endswith(BACKUP_SUFFIX)
    ]
    beside.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return next((path for path in beside[:_BACKUPS_LOOKED_AT] if _is_good(path)), None)


def _create(file: Path, steps: Sequence[Migration]) -> None:
    """Build the file under another name, so that a file of this name is never half made."""
    if file.with_name(f"{file.name}-wal").exists():
        raise _refusal(file, "it is missing though its -wal file is there")
    building = file.with_name(f"{file.name}.new")
    building.unlink(missing_ok=True)
    try:
        with closing(connect(building, "rwc")) as conn:
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")  # a pragma takes no parameters
            migrate(conn, building, steps, copy=False)
            conn.execute("PRAGMA journal_mode = WAL")
        building.replace(file)
    finally:
        building.unlink(missing_ok=True)


def _header_fault(file: Path) -> str | None:
    """Look at the bytes first: SQLite takes an empty file for an empty database."""
    with file.open("rb") as opened:
        header = opened.read(_HEADER_BYTES)
    if not header:
        return "it is empty, which a Sagabot file never is"
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        return "it is no SQLite database"
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        return "it is the database of another program"
    return None


def _check_and_migrate(file: Path, steps: Sequence[Migration]) -> None:
    # SQLite removes this file when its last connection closes, so that it tells of a stop that was none.
    stopped_uncleanly = file.with_name(f"{file.name}-wal").exists()
    fault = _header_fault(file)
    if fault is not None:
        raise _refusal(file, fault)
    with closing(connect(file, "rw")) as conn:
        version, newest = schema_version(conn), steps[-1].number
        if version > newest:
            why = f"a newer Sagabot made it (version {version}, this one knows {newest})"
            raise _refusal(file, f"{why}: update this one")
        fault = quick_check(conn) if stopped_uncleanly else _shortfall(conn, file)
        if fault is not None:
            raise _refusal(file, f"it is damaged ({fault})")
        migrate(conn, file, steps, copy=True)


def quick_check(conn: sqlite3.Connection) -> str | None:
    """The first fault that SQLite finds in the file's pages; None if it is whole. Reads all of it."""
    try:
        found: str = conn.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:  # some damage ends the check itself
        return str(error)
    return None if found == "ok" else found.replace("\n", " ")


def _shortfall(conn: sqlite3.Connection, file: Path) -> str | None:
    """What a cut-off file lacks: SQLite itself does not miss the end of the last page."""
    pages: int = conn.execute("PRAGMA page_count").fetchone()[0]
    page_bytes: int = conn.execute("PRAGMA page_size").fetchone()[0]
    missing = pages * page_bytes - file.stat().st_size
    return f"{missing} bytes are missing at its end" if missing > 0 else None


def _is_good(file: Path) -> bool:
    try:
        if _header_fault(file) is not None:
            return False
        with closing(connect(file, "ro")) as conn:
            return quick_check(conn) is None
    except (sqlite3.DatabaseError, OSError):
        return False


def _unusable(file: Path, error: sqlite3.DatabaseError) -> StoreError:
    """Only damage calls for a backup: a file that is locked or read-only has nothing wrong with it."""
    why = f"SQLite says “{error}”"
    if faults.primary_code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return _refusal(file, why)
    return StoreError(f"{file} cannot be used, {why}.")


def _refusal(file: Path, why: str) -> StoreError:
    backup = newest_good_backup(file)
    way_out = (
        "there is no good backup beside it: name another file, or move it away to begin anew"
        if backup is None
        else f"the newest good backup is {backup.name}: move the file away and put that in its place"
    )
    return StoreError(f"{file} cannot be used, {why}; {way_out}.")
