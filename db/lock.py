"""One Sagabot per file: a lock that the system takes back when the process ends, however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _seize(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _seize(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def held(file: Path) -> Generator[None]:
    """Hold the lock beside ``file``. The lock's own file stays: removing it would let two hold it.

    Raises:
        StoreError: another process holds it, or the folder cannot be written.
    """
    beside = file.with_name(f"{file.name}.lock")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreError(
            f"{file} cannot be used: its folder cannot be written ({error.strerror})."
        ) from error
    try:
        try:
            _seize(handle)
        except OSError as error:
            raise StoreError(f"another Sagabot uses this file: {file}") from error
        yield
    finally:
        os.close(handle)
