"""A store on a file that is new: its tables are made once and copied, which takes a tenth of making them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import MERGE_WINDOW, open_store

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from db import SqliteStore

_made: list[bytes] = []


async def open_fresh(file: Path, *, merge_window: dt.timedelta = MERGE_WINDOW) -> SqliteStore:
    """Open a store on ``file``, which is made if it is not there."""
    if not _made:
        store = await open_store(file)
        await store.close()
    _copy(file)
    return await open_store(file, merge_window=merge_window)


def _copy(file: Path) -> None:
    if not _made:
        _made.append(file.read_bytes())
    elif not file.exists():
        file.write_bytes(_made[0])
