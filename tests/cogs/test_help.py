from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from discord import app_commands

from bot.localdiscord import LocalMember
from bot.localdiscord.components import menus
from bot.localdiscord.responses import message_words
from bot.localdiscord.world import Member

if TYPE_CHECKING:
    from tests.conftest import House


async def all_help(house: House) -> list[str]:
    """The words of every topic, all pages, as the fan sees them."""
    answer = await house.fan.slash(house.news, "help")
    assert answer.ephemeral
    told: list[str] = []
    for option in menus(answer.messages[0])[0]["options"]:
        await house.fan.choose(answer, "Choose a topic", [option["value"]])
        told.append(answer.text)
        while "Next page" in answer.text:
            await house.fan.press(answer, "Next page ▶")
            told.append(answer.text)
    return [words.replace("\\", "") for words in told]


async def test_every_command_is_in_the_help_once_with_an_example(house: House) -> None:
    told = "\n".join(await all_help(house))
    for command in house.bot.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            assert told.splitlines().count(usage(command)) == 1
    assert "Example: /status van dijk" in told
    assert told.splitlines().count("Add as rumour") == 1
    assert "For moderators." in told


async def test_a_topic_can_be_named_by_its_name_or_by_a_command_of_it(house: House) -> None:
    assert "/alerts pause" in (await house.fan.slash(house.news, "help", topic="alerts")).text
    asked = await house.fan.say(house.news, "!help unfollow")
    answer = await house.news.next_message(after=asked)
    assert "/unfollow player" in "\n".join(message_words(answer))
    theirs = await house.mod.choose(answer, "Choose a topic", ["alerts"])
    assert theirs.ephemeral
    await house.fan.choose(answer, "Choose a topic", ["alerts"])
    assert "/alerts pause" in "\n".join(message_words(answer))


async def test_who_may_moderate_is_not_told_that_only_moderators_may(house: House) -> None:
    assert "For moderators." not in (await house.mod.slash(house.news, "help", topic="alerts")).text
    assert (
        "For whoever may manage the server."
        in (await house.mod.slash(house.news, "help", topic="setting-up")).text
    )


async def test_a_write_that_is_typed_is_pointed_to_the_slash_command(house: House) -> None:
    asked = await house.fan.say(house.news, "!rumour add Brentford have rejected a bid.")
    answer = await house.news.next_message(after=asked)
    assert answer.content == "That works as a slash command only. Type /rumour add and choose it."
    await house.fan.say(house.news, "!play never gonna")
    asked = await house.fan.say(house.news, "!about")
    assert "Sagabot" in "\n".join(message_words(await house.news.next_message(after=asked)))


def usage(command: app_commands.Command[Any, Any, Any]) -> str:
    """A command as the README writes it: "/status player [as-of]"."""
    options = (
        name.display_name if name.required else f"[{name.display_name}]" for name in command.parameters
    )
    return " ".join((f"/{command.qualified_name}", *options))


async def test_the_readme_tells_of_just_the_commands_that_there_are(house: House) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf8")
    told = set(re.findall(r"^\| `(/[^`]+)` \|", readme, re.MULTILINE))
    commands = house.bot.tree.walk_commands()
    assert told == {usage(command) for command in commands if isinstance(command, app_commands.Command)}


async def test_every_command_says_what_it_does_and_each_option_what_it_takes(house: House) -> None:
    for command in house.bot.tree.walk_commands():
        assert command.description not in ("", "…")
        assert len(command.description) <= 100
        for option in command.parameters if isinstance(command, app_commands.Command) else ():
            assert option.description not in ("", "…"), (command.qualified_name, option.name)


async def test_every_command_has_an_example_of_itself_with_options_that_it_has(house: House) -> None:
    for command in house.bot.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            twin = house.bot.get_command(command.qualified_name)
            example = (command.extras if twin is None else twin.extras).get("example", "")
            assert f"{example} ".startswith(f"{command.qualified_name} "), command.qualified_name
            named = set(re.findall(r"(?:^| )([a-z-]+):(?=\S)", example))
            assert named <= {option.display_name for option in command.parameters}, example
            needed = [option for option in command.parameters if option.required]
            assert len(example.split()) >= len(command.qualified_name.split()) + len(needed), example


async def test_the_operator_and_nobody_else_is_shown_how_alerts_are_doing(house: House) -> None:
    await house.boss.slash(house.news, "alerts add")
    await house.file(house.BID)
    await house.until(lambda: house.bot.dispatcher.meter.sent)
    account = house.discord.state.world.owner
    operator = house.guild.add_member(LocalMember(house.discord, Member(account, house.guild.id, 0)))
    answer = await operator.slash(house.lounge, "about")
    assert "Sent: 1 message with 1 alert" in answer.text
    assert answer.ephemeral
    assert "Sent:" not in (await house.boss.slash(house.lounge, "about")).text


@pytest.mark.parametrize(("name", "word"), [("help", "/status"), ("about", "Sagabot"), ("privacy", "kept")])
async def test_the_typed_form_answers_too(house: House, name: str, word: str) -> None:
    asked = await house.fan.say(house.news, f"!{name}")
    answer = await house.news.next_message(after=asked)
    assert word in "\n".join(message_words(answer))
