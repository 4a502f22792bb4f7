"""Joining and leaving servers: one hello, a rest, a return with everything, and an end after 30 days."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

from bot.localdiscord import Permission
from bot.subscription import Rules, Target

if TYPE_CHECKING:
    from bot.localdiscord import LocalGuild
    from tests.conftest import House


async def joined(house: House, guild: LocalGuild) -> None:
    guild.remove_bot()
    await house.discord.settled()
    guild.invite_bot()
    await house.discord.settled()


async def test_on_joining_it_says_hello_once_where_discord_puts_its_notices(house: House) -> None:
    house.guild.set_system_channel(house.lounge)
    house.guild.data.locale = "es-ES"
    await joined(house, house.guild)
    hello = await house.lounge.next_message()
    assert "Hola" in str(hello.embeds)
    await house.restart()
    await house.discord.settled()
    assert len(house.lounge.from_bot()) == 1
    assert house.news.from_bot() == []
    card = await house.press(house.boss, hello, "Configurar")
    assert card.ephemeral
    assert "Set up Sagabot" in card.text
    assert "Only somebody who may manage" in (await house.press(house.fan, hello, "Configurar")).text


async def test_where_it_may_write_nowhere_it_says_nothing(house: House) -> None:
    house.guild.change_role(house.guild.bot_role, Permission.VIEW_CHANNEL)
    house.guild.change_role(house.guild.everyone, Permission.VIEW_CHANNEL)
    await joined(house, house.guild)
    assert house.news.from_bot() == house.lounge.from_bot() == []


async def wished(house: House) -> None:
    await house.file(house.BID)
    await house.store.subscribe(house.guild.id, house.news.id, Target("everything"), Rules(), house.boss.id)


async def until_left(house: House) -> None:
    """Wait until it is noted that the bot was removed."""
    async with asyncio.timeout(5):
        while not await house.store.left_before(house.clock()):
            pass


async def away_for(house: House, days: int) -> None:
    """The bot is away for so long, and down when it is taken back."""
    house.guild.remove_bot()
    await house.discord.settled()
    await until_left(house)
    house.clock.ahead += dt.timedelta(days=days)


async def test_a_return_on_the_29th_day_has_everything_as_it_was(house: House) -> None:
    await wished(house)
    before = await house.store.subscriptions(house.guild.id)
    await away_for(house, 29)
    await house.restart()
    house.guild.invite_bot()
    await house.news.next_message()
    await house.file(house.FEE_AGREED)
    alert = await house.news.next_message(after=house.news.from_bot()[0])
    assert "Almeida" in str(alert.embeds)
    assert await house.store.subscriptions(house.guild.id) == before


async def test_after_30_days_all_is_deleted_also_if_it_left_while_the_bot_was_down(house: House) -> None:
    await wished(house)
    await house.stop()
    house.guild.remove_bot()
    await house.start()
    await until_left(house)
    assert await house.store.player_names(house.guild.id)
    house.clock.ahead += dt.timedelta(days=31)
    await house.restart()
    async with asyncio.timeout(5):
        while await house.store.player_names(house.guild.id) or await house.store.purges():
            pass
    assert await house.store.subscriptions(house.guild.id) == ()
