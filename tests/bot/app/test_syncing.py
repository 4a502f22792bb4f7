from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.conftest import House


def syncs(house: House) -> int:
    return sum(one.method == "PUT" and one.path.endswith("/commands") for one in house.discord.requests)


def remembered(house: House) -> Path:
    return house.settings.database.with_name("saga.db.commands")


async def test_the_commands_are_synced_once_and_not_at_every_start(house: House) -> None:
    await house.restart()
    await house.restart()
    assert syncs(house) == 1


async def test_other_commands_than_before_are_synced(house: House) -> None:
    remembered(house).write_text("of an older version\n", "ascii")
    await house.restart()
    assert syncs(house) == 2


async def test_what_is_no_text_is_no_memory(house: House) -> None:
    remembered(house).write_bytes(b"\xff\x00")
    await house.restart()
    assert syncs(house) == 2


async def test_a_folder_that_cannot_be_written_costs_a_sync_at_each_start_and_nothing_else(
    idle_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    remembered(idle_house).mkdir()
    await idle_house.start()
    await idle_house.restart()
    assert syncs(idle_house) == 2
    assert "cannot be remembered" in caplog.text
