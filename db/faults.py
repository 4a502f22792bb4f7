"""What the user is told when SQLite fails at run time: never SQL, never a path. It is said where it is shown."""

from __future__ import annotations

import sqlite3

from bot.speech import mark

_ANY = mark("Not saved: the storage failed. Whoever runs the bot has to look at it.")
_SENTENCES = {
    sqlite3.SQLITE_FULL: mark("Not saved: the storage is full. Whoever runs the bot has to make room."),
    sqlite3.SQLITE_BUSY: mark("Not saved. Try again."),
    sqlite3.SQLITE_LOCKED: mark("Not saved. Try again."),
    sqlite3.SQLITE_READONLY: mark(
        "Not saved: the storage is read-only. Whoever runs the bot has to look at it."
    ),
}
UNREADABLE = mark("The storage cannot be read just now. Try again.")
CLOSED = mark("The bot is being restarted. Try again in a minute.")
TOO_LARGE = mark("Nothing has a number of that size.")


def not_saved(error: sqlite3.Error | UnicodeEncodeError | OverflowError) -> str:
    """The sentence for a write that failed (a lone surrogate is the only text that cannot be stored)."""
    if isinstance(error, OverflowError):
        return TOO_LARGE
    if isinstance(error, UnicodeEncodeError):
        return mark("This text has characters that are no characters. Save it as UTF-8 and try again.")
    return _SENTENCES.get(primary_code(error), _ANY)


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's result code without the extension byte; -1 for errors of the Python module itself."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return -1 if code is None else code & 0xFF
