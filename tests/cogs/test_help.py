from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from discord import app_commands

from bot.localdiscord.responses import message_words

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


async def test_every_command_says_what_it_does(house: House) -> None:
    for command in house.bot.tree.walk_commands():
        assert command.description not in ("", "…")
        assert len(command.description) <= 100


@pytest.mark.parametrize(("name", "word"), [("help", "/status"), ("about", "Sagabot"), ("privacy", "kept")])
async def test_the_typed_form_answers_too(house: House, name: str, word: str) -> None:
    asked = await house.fan.say(house.news, f"!{name}")
    answer = await house.news.next_message(after=asked)
    assert word in "\n".join(message_words(answer))
