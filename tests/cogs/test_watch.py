"""A channel is watched over the wire: what is said there becomes news, without a word of the bot's there."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import watching
from bot.localdiscord import Permission
from bot.localdiscord.posting import Draft, edit, post
from bot.model import Article
from bot.watches import Heard

if TYPE_CHECKING:
    import pytest

    from tests.conftest import House


async def watch(house: House, **options: str) -> None:
    answer = await house.mod.slash(house.news, "watch add", channel=house.lounge, **options)
    assert "#lounge is watched" in answer.text
    assert answer.ephemeral


async def known(house: House) -> list[str]:
    return [one.name for one in await house.store.player_names(house.guild.id)]


async def until_known(house: House, name: str) -> None:
    async with asyncio.timeout(20):
        while name not in await known(house):
            pass


async def test_what_is_said_in_a_watched_channel_is_told_and_nothing_is_said_there(house: House) -> None:
    await house.boss.slash(house.news, "alerts add")
    await watch(house, outlet="The Courier")
    message = await house.fan.say(
        house.lounge, "Brentford have rejected a £20m bid from Everton for Joao Almeida."
    )
    alert = await house.news.next_message()
    assert "The Courier" in str(alert.embeds)
    assert house.lounge.messages == [message]
    assert not message.reactions


async def test_other_bots_are_heard_and_the_bot_itself_is_not(house: House) -> None:
    await house.mod.slash(house.news, "watch add", channel=house.news)
    await house.boss.slash(house.news, "alerts add")
    robot = house.guild.add_member("Karl Moss")
    robot.user.bot = True
    await robot.say(house.news, house.BID)
    await house.news.next_message()
    await house.news.stays_quiet()
    (name,) = await house.store.player_names(house.guild.id)
    file = await house.store.player_file(house.guild.id, name.id)
    assert file is not None
    assert len(file.rumours) == 1


async def test_an_edit_and_a_link_that_is_shown_later_are_heard(house: House) -> None:
    await watch(house)
    message = await house.fan.say(house.lounge, "https://www.skysports.com/x")
    shown = {"type": "article", "title": "Bid refused", "description": house.BID}
    edit(
        house.discord.state.world,
        house.discord.state.events,
        message,
        {"embeds": [shown]},
        allowed={"parse": ["users"]},
    )
    await until_known(house, "Joao Almeida")
    house.fan.edit(message, house.INTEREST)
    await until_known(house, "Marco Silvetti")


async def test_the_list_shows_what_is_watched_and_it_can_be_ended(house: House) -> None:
    assert "No channel is watched" in (await house.mod.slash(house.news, "watch list")).text
    await watch(house, outlet="The Courier")
    listed = await house.mod.slash(house.news, "watch list")
    assert "#lounge" in listed.text
    assert "The Courier" in listed.text
    ended = await house.mod.slash(house.news, "watch remove", channel=house.lounge)
    assert "not watched any more" in ended.text
    await house.fan.say(house.lounge, house.BID)
    await house.discord.settled()
    assert await house.store.next_heard(0) is None
    assert await known(house) == []


async def test_a_channel_that_is_deleted_is_watched_no_more(house: House) -> None:
    await watch(house)
    house.lounge.delete()
    await house.discord.settled()
    assert await house.store.watches(house.guild.id) == ()


async def test_a_channel_that_the_bot_does_not_see_cannot_be_watched(house: House) -> None:
    house.lounge.deny(house.guild.bot_role, Permission.VIEW_CHANNEL)
    await house.discord.settled()
    answer = await house.mod.slash(house.news, "watch add", channel=house.lounge)
    assert "cannot see #lounge" in answer.text


async def test_without_message_content_it_is_said_what_the_operator_must_do(idle_house: House) -> None:
    house = idle_house
    await house.start(replace(house.settings, message_content=False))
    answer = await house.mod.slash(house.news, "watch add", channel=house.lounge)
    assert "SAGABOT_MESSAGE_CONTENT=on" in answer.content.replace("\\", "")
    assert await house.store.watches(house.guild.id) == ()


async def test_what_waits_at_a_restart_is_read_after_it(house: House) -> None:
    await watch(house)
    await house.stop()
    message = await house.fan.say(house.lounge, "x")
    heard = Heard(message.id, house.guild.id, house.lounge.id, house.clock(), Article(house.BID))
    await house.store.hear(heard, house.clock(), most_waiting=9, most_a_day=9)
    await house.start()
    await until_known(house, "Joao Almeida")


async def test_a_flood_leaves_the_bot_answering(house: House) -> None:
    await watch(house)
    world, events = house.discord.state.world, house.discord.state.events
    for number in range(watching.MOST_WAITING - 1):
        post(
            world, events, house.lounge.data, house.fan.user, Draft(content=f"Good morning number {number}!")
        )
    post(world, events, house.lounge.data, house.fan.user, Draft(content=house.BID))
    for _ in range(100):
        post(world, events, house.lounge.data, house.fan.user, Draft(content=house.BID))
    answers = [await house.boss.slash(house.news, "status", player="nobody") for _ in range(3)]
    assert all("Nothing stored" in answer.text for answer in answers)
    await house.store.unwatch(house.guild.id, house.lounge.id, house.boss.id, house.clock())


async def test_moderators_are_told_once_that_no_more_is_read_on_a_day(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MESSAGES_A_DAY", 1)
    house.guild.set_system_channel(house.news)
    await watch(house)
    for text in (house.BID, house.INTEREST, house.FEE_AGREED):
        await house.fan.say(house.lounge, text)
    note = await house.news.next_message()
    assert "1 messages of watched channels were read today" in note.content
    await house.news.stays_quiet()


async def test_moderators_are_told_so_in_the_language_of_their_server(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MESSAGES_A_DAY", 1)
    house.guild.set_system_channel(house.news)
    await house.store.set_language(house.guild.id, "es", house.boss.id)
    await watch(house)
    for text in (house.BID, house.INTEREST):
        await house.fan.say(house.lounge, text)
    assert "/vigilar lista muestra los canales" in (await house.news.next_message()).content
