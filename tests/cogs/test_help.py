from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from discord import app_commands

from bot.localdiscord import LocalMember
from bot.localdiscord.responses import message_words
from bot.localdiscord.world import Member

if TYPE_CHECKING:
    from tests.conftest import House


async def test_every_command_is_in_the_help_with_an_example(house: House) -> None:
    answer = await house.fan.slash(house.news, "help")
    for command in house.bot.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            assert f"/{command.qualified_name}" in answer.text
    assert "Example: /status van dijk" in answer.text
    assert "Add as rumour" in answer.text
    assert answer.ephemeral


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


async def test_every_command_says_what_it_does(house: House) -> None:
    for command in house.bot.tree.walk_commands():
        assert command.description not in ("", "…")
        assert len(command.description) <= 100


async def test_the_operator_and_nobody_else_is_shown_how_alerts_are_doing(house: House) -> None:
    await house.boss.slash(house.news, "alerts add")
    await house.file(house.BID)
    await house.until_outbox(lambda waits: not waits.depth)
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
