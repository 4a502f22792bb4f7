from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.app import actor_of, scope_of
from bot.localdiscord import Permission
from bot.model import WIRE, Actor

if TYPE_CHECKING:
    from discord.ext import commands

    from tests.conftest import House


@pytest.fixture
async def asked(house: House) -> list[tuple[Actor, int]]:
    """Who typed ``!who``, and what he may see."""
    found: list[tuple[Actor, int]] = []

    @house.bot.command()
    async def who(ctx: commands.Context[Any]) -> None:  # pyright: ignore[reportUnusedFunction] - the bot calls it
        found.append((actor_of(ctx), scope_of(ctx)))
        await ctx.send("seen")

    return found


async def test_a_typed_command_tells_who_asks(house: House, asked: list[tuple[Actor, int]]) -> None:
    staff = house.guild.add_role("Staff", Permission.MANAGE_GUILD)
    manager = house.guild.add_member("manager", roles=[staff])
    for one in (house.boss, manager, house.mod, house.fan):
        said = await one.say(house.news, "!who")
        await house.news.next_message(after=said)
    actors = {actor.user_id: actor for actor, scope in asked if scope == house.guild.id}
    assert {key for key, actor in actors.items() if actor.is_admin} == {house.boss.id, manager.id}
    assert house.moderators.id in actors[house.mod.id].role_ids
    assert house.moderators.id not in actors[house.fan.id].role_ids
    assert not any(actor.is_bot for actor in actors.values())


async def test_in_a_private_conversation_nobody_is_anything(
    house: House, asked: list[tuple[Actor, int]]
) -> None:
    said = await house.boss.dm("!who")
    await house.boss.dms.next_message(after=said)
    assert asked == [(Actor(house.boss.id, None), WIRE)]
