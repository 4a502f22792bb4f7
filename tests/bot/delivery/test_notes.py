"""The word to the moderators that a channel was given up: where it is said, and what is told of the channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from unittest.mock import create_autospec

import discord
import pytest

from bot.delivery.notes import given_up
from bot.localdiscord import Permission
from bot.outbox import Batch

if TYPE_CHECKING:
    from bot.outbox import Note
    from tests.conftest import House


def word(house: House) -> Note:
    batch = create_autospec(Batch, guild_id=house.guild.id, channel_id=house.news.id)
    return given_up(house.bot, cast("Batch", batch), "it is locked")


@pytest.mark.parametrize(
    ("is_hidden", "is_among_moderators", "name"),
    [
        (False, False, "#transfer-news"),
        (True, False, "a private channel"),
        (True, True, "#transfer-news"),
    ],
)
async def test_a_private_channel_is_named_among_moderators_only(
    house: House, name: str, *, is_hidden: bool, is_among_moderators: bool
) -> None:
    notices = house.guild.add_channel("notices")
    house.guild.set_system_channel(notices)
    for channel, hide in ((house.news, is_hidden), (notices, is_among_moderators)):
        if hide:
            channel.allow(house.guild.bot_role, Permission.VIEW_CHANNEL)
            channel.deny(house.guild.everyone, Permission.VIEW_CHANNEL)
    await house.discord.settled()
    said = word(house)
    assert f"Alerts in {name} have stopped: it is locked." in said.text.english
    assert said.channel_id == notices.id


async def test_it_is_said_among_moderators_first_and_where_the_bot_may_write(house: House) -> None:
    rules, updates = house.guild.add_channel("welcome"), house.guild.add_channel("updates")
    house.guild.set_system_channel(rules)
    house.guild.set_public_updates_channel(updates)
    await house.discord.settled()
    assert word(house).channel_id == updates.id
    updates.deny(house.guild.bot_role, Permission.SEND_MESSAGES)
    await house.discord.settled()
    assert word(house).channel_id == rules.id


async def test_a_guild_that_does_not_know_the_bot_any_more_is_told_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.guild.set_system_channel(house.lounge)
    await house.discord.settled()

    def nobody(*_: object) -> None:
        return None

    monkeypatch.setattr(discord.Guild, "get_member", nobody)
    said = word(house)
    assert said.channel_id is None
    assert "#transfer-news" in said.text.english
