from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.app import SagaBot
from bot.localdiscord import Slow

if TYPE_CHECKING:
    import pytest

    from bot.settings import Settings
    from bot.store import Store
    from tests.conftest import House


def test_only_what_is_needed_is_asked_of_discord(store: Store, settings: Settings) -> None:
    bot = SagaBot(store, replace(settings, message_content=False), discord.utils.utcnow)
    wanted = {name for name, on in bot.intents if on}
    assert wanted == {"guilds", "guild_messages", "dm_messages"}
    assert bot.allowed_mentions is not None
    assert bot.allowed_mentions.to_dict() == {"parse": []}
    assert not bot.cached_messages


async def test_without_message_content_mention_slash_and_direct_messages_work(idle_house: House) -> None:
    house = idle_house
    await house.start(replace(house.settings, message_content=False))
    await house.fan.say(house.news, "!about")
    await house.news.stays_quiet()
    asked = await house.fan.say(house.news, f"<@{house.discord.bot.id}> about")
    assert await house.news.next_message(after=asked)
    assert (await house.fan.slash(house.news, "about")).embeds
    asked = await house.fan.dm("!about")
    assert await house.fan.dms.next_message(after=asked)


async def test_the_start_tells_which_forms_of_a_command_work(
    idle_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    await idle_house.start(replace(idle_house.settings, message_content=False, prefix="?"))
    assert "?status works in private messages only" in caplog.text
    assert "SAGABOT_MESSAGE_CONTENT=on" in caplog.text


async def test_commands_are_found_whatever_their_case(house: House) -> None:
    asked = await house.fan.say(house.news, "!ABOUT")
    assert await house.news.next_message(after=asked)


async def test_a_bot_gets_no_answer(house: House) -> None:
    robot = house.guild.add_member("robot")
    robot.user.bot = True
    await robot.say(house.news, "!about")
    await house.news.stays_quiet()


async def test_while_it_closes_nothing_new_is_taken(house: House) -> None:
    form = await house.mod.slash(house.lounge, "rumour add")
    preview = await house.mod.submit(form, {"Text": house.BID})
    house.bot.is_closing = True
    assert "being restarted" in (await house.fan.slash(house.news, "about")).text
    assert "being restarted" in (await house.mod.press(preview, "Confirm")).text
    await house.fan.say(house.news, "!about")
    await house.news.stays_quiet()


async def test_closing_twice_is_closing_once(house: House) -> None:
    house.discord.faults.add(Slow(0.01))
    await house.bot.close()
    await house.bot.close()
    assert house.bot.is_closed()


async def test_a_fault_in_handling_an_event_is_logged_without_the_event(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async def joined(guild: discord.Guild) -> None:
        raise RuntimeError(guild.name)

    house.bot.add_listener(joined, "on_guild_join")
    house.discord.add_guild("Very Private Club")
    await house.until(lambda: "Fault in on_guild_join" in caplog.text)
    assert "Very Private Club" not in caplog.text
