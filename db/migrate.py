"""Bring a file's tables to the newest form, each step whole or not at all."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.store import StoreError
from db.connection import transact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FOLDER = Path(__file__).parent / "migrations"
BACKUP_SUFFIX = ".backup"


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step. A step that was merged is never edited: others have run it."""

    number: int
    name: str
    sql: str


def migrations(folder: Path = _FOLDER) -> tuple[Migration, ...]:
    """All steps, ordered by number: ``0001_first.sql`` is 1."""
    files = sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    return tuple(Migration(int(file.name[:4]), file.stem, file.read_text("utf-8")) for file in files)


def statements(sql: str) -> Iterator[str]:
    """Cut a script into statements; a semicolon inside a text, a comment or a trigger cuts nothing."""
    statement = ""
    *pieces, last = sql.split(";")
    for piece in pieces:
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
    rest = (statement + last).strip()
    if rest:
        yield rest


def schema_version(conn: sqlite3.Connection) -> int:
    """The number of the last step that the file has been through; 0 for none."""
    version: int = conn.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(conn: sqlite3.Connection, file: Path, steps: Sequence[Migration], *, copy: bool) -> None:
    """Run the steps that the file has not been through, copying it before each where ``copy`` is true.

    ``conn`` must not enforce foreign keys: a step may rebuild a table that others point at.

    Raises:
        StoreError: a step or its copy failed; the file is as it was before that step.
    """
    for step in steps:
        if step.number <= schema_version(conn):
            continue
        try:
            if copy:
                _copy(conn, file)
            transact(conn, _apply, step)
        except (sqlite3.Error, sqlite3.Warning, OSError) as error:
            raise StoreError(
                f"{file} was left as it was, at version {schema_version(conn)}: "
                f"its change {step.name} failed ({error})."
            ) from error


def _apply(conn: sqlite3.Connection, step: Migration) -> None:
    if schema_version(conn) >= step.number:  # read again now that nobody else can write
        return
    for statement in statements(step.sql):
        conn.execute(statement)
    conn.execute(f"PRAGMA user_version = {step.number:d}")  # a pragma takes no parameters
    if conn.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise sqlite3.IntegrityError("rows point at rows that are not there")


def _copy(conn: sqlite3.Connection, file: Path) -> None:
    """Write a whole copy beside the file; its name appears only when it is complete and on the disk."""
    now = dt.datetime.now(dt.UTC)
    copy = file.with_name(f"{file.name}.v{schema_version(conn)}.{now:%Y%m%dT%H%M%S%f}{BACKUP_SUFFIX}")
    part = copy.with_name(f"{copy.name}.part")
    try:
        conn.execute("VACUUM INTO ?", (str(part),))
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)
