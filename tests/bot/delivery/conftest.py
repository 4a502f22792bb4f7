from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.subscription import Rules, Target

if TYPE_CHECKING:
    from bot.localdiscord import LocalChannel, Request
    from tests.conftest import House

EVERYTHING = Target("everything")


class Post:
    """A house whose news channel gets alerts of everything, and what the tests of delivery do in it."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def subscribe(self, channel: LocalChannel, rules: Rules | None = None) -> None:
        """Let a channel have alerts of everything."""
        house = self.house
        await house.store.subscribe(house.guild.id, channel.id, EVERYTHING, rules or Rules(), house.boss.id)

    def tries(self, channel: LocalChannel, method: str = "POST") -> list[Request]:
        """The requests that were to put something into a channel, or (PATCH) to change it there."""
        path = f"/channels/{channel.id}/messages"
        return [one for one in self.house.discord.requests if one.method == method and path in one.path]

    async def put_forward(self, seconds: float = 100) -> None:
        """Let time pass for the bot and for Discord, after which what failed is due again."""
        self.house.clock.ahead += dt.timedelta(seconds=seconds)
        self.house.discord.clock.advance(seconds)
        self.house.bot.dispatcher.wake()

    async def is_settled(self) -> None:
        """Wait until nothing is on its way any more."""
        await self.house.until_outbox(lambda waits: not waits.depth and not waits.open_batches)


@pytest.fixture
async def post(house: House) -> Post:
    post = Post(house)
    await post.subscribe(house.news)
    return post
