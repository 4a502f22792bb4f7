"""Discord waits three seconds for an answer: time is asked for before the store is, however busy that may be."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.cogs.test_rights import WRITES, slash

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.localdiscord import Response
    from bot.model import GuildSettings
    from tests.conftest import House

ASKING_AT_ONCE = [
    name for name in WRITES if name not in ("rumour add", "data purge")
]  # which show a form first


@pytest.fixture
def held(house: House, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """The store answers what every command asks first only when this is set."""
    goes_on, ask = asyncio.Event(), house.store.guild_settings

    async def late(guild_id: int) -> GuildSettings:
        await goes_on.wait()
        return await ask(guild_id)

    monkeypatch.setattr(house.store, "guild_settings", late)
    return goes_on


async def answer(house: House, held: asyncio.Event, asked: Coroutine[object, object, Response]) -> Response:
    """What is answered in the end, if time was asked for before."""
    before = len(house.discord.requests)
    task = asyncio.ensure_future(asked)
    await house.discord.until(
        lambda: any(one.path.endswith("/callback") for one in house.discord.requests[before:])
    )
    held.set()
    return await task


@pytest.mark.parametrize("name", ASKING_AT_ONCE)
async def test_a_command_asks_for_time_and_is_answered_in_private(
    house: House, held: asyncio.Event, name: str
) -> None:
    assert (await answer(house, held, slash(house, house.boss, name))).ephemeral


@pytest.mark.parametrize("button", ["Why this alert?", "Mute this saga"])
async def test_a_button_asks_for_time_and_is_answered_in_private(
    house: House, held: asyncio.Event, button: str
) -> None:
    held.set()
    await house.mod.slash(house.news, "alerts add")
    await house.file(house.BID)
    alert = await house.news.next_message()
    held.clear()
    assert (await answer(house, held, house.mod.press(alert, button))).ephemeral
