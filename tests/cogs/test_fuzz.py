"""A short run of what ``python3 run.py bench fuzz`` does at length, from a known seed: nothing goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fuzz.acts import Act, Maker, do
from tests.fuzz.lateness import Lateness
from tests.fuzz.town import SECRETS, Town, town

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import discord

ACTS, SEED = 150, 3
LATEST = 3000.0
"""Milliseconds. On a machine that is busy elsewhere the loop is late too; one that is frozen is later."""


@pytest.fixture
async def made() -> AsyncIterator[Town]:
    async with town() as made:
        yield made


async def test_nothing_goes_wrong_whatever_is_done(made: Town) -> None:
    maker = Maker(made, SEED)
    async with Lateness() as lateness:
        for number in range(ACTS):
            act = maker.make(number)
            faults = await do(made, act)
            assert not faults, f"seed {SEED}, act {number}: {act!a}"
    assert lateness.told().most < LATEST


async def test_what_goes_wrong_is_seen(made: Town) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError

    async def silent(*_: object) -> None:
        made.discord.clock.advance(4)

    async def telling(interaction: discord.Interaction, _: str) -> None:
        await interaction.response.send_message(SECRETS[1].player)

    button = {"type": 2, "id": 2, "custom_id": "v1:status:x", "style": 2, "label": "x"}
    data = {"custom_id": "v1:status:x", "component_type": 2, "id": 2}
    act = Act("COMPONENT", "member", 0, "news", data, (button,))
    assert not await do(made, act)
    for press, fault in (
        (broken, "in the log: Fault"),
        (silent, "nobody answers"),
        (telling, "is told of Fennimark"),
    ):
        made.bot.presses["status"] = press
        assert any(fault in one for one in await do(made, act)), fault
