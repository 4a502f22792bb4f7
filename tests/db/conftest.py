from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, cast

import pytest

from tests.fresh_store import open_fresh

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.store import Store
    from db import SqliteStore

    Opener = Callable[[Path], AbstractAsyncContextManager[Store]]


@asynccontextmanager
async def sqlite_store(folder: Path) -> AsyncGenerator[SqliteStore]:
    store = await open_fresh(folder / "saga.db")
    try:
        yield store
    finally:
        await store.close()


# Another engine adds its opener here, and has the whole contract to keep.
@pytest.fixture(params=[sqlite_store], ids=["sqlite"])
def opener(request: pytest.FixtureRequest) -> Opener:
    return cast("Opener", request.param)


@pytest.fixture
async def any_store(opener: Opener, tmp_path: Path) -> AsyncGenerator[Store]:
    async with opener(tmp_path) as store:
        yield store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncGenerator[SqliteStore]:
    async with sqlite_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "saga.db"
