"""What the user is told when SQLite fails at run time: never SQL, never a path."""

from __future__ import annotations

import sqlite3

_ANY = "not saved: the storage failed, the operator has to look at it"
_SENTENCES = {
    sqlite3.SQLITE_FULL: "not saved: storage is full",
    sqlite3.SQLITE_BUSY: "not saved, try again",
    sqlite3.SQLITE_LOCKED: "not saved, try again",
    sqlite3.SQLITE_READONLY: "not saved: storage is read-only",
}
UNREADABLE = "the storage cannot be read just now, try again"
CLOSED = "the storage is closed"
TOO_LARGE = "nothing has a number of that size"


def not_saved(error: sqlite3.Error | UnicodeEncodeError | OverflowError) -> str:
    """The sentence for a write that failed (a lone surrogate is the only text that cannot be stored)."""
    if isinstance(error, OverflowError):
        return f"not saved: {TOO_LARGE}"
    if isinstance(error, UnicodeEncodeError):
        return "not saved: the text holds characters that are no letters"
    return _SENTENCES.get(primary_code(error), _ANY)


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's result code without the extension byte; -1 for errors of the Python module itself."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return -1 if code is None else code & 0xFF
