import asyncio
from typing import TYPE_CHECKING, Any, get_args

import aiohttp
import discord
import pytest

from bot.localdiscord import Banned, TooMany
from bot.localdiscord.cloudflare import BanBody

if TYPE_CHECKING:
    from tests.bot.localdiscord.conftest import Stage

SEND: dict[str, Any] = {"method": "POST", "path": "/channels/*/messages"}


async def started(stage: "Stage") -> discord.TextChannel:
    client = await stage.start(stage.new_client())
    channel = client.get_channel(stage.news.id)
    assert isinstance(channel, discord.TextChannel)
    return channel


@pytest.mark.parametrize("body", get_args(BanBody))
async def test_a_ban_is_raised_at_once_however_it_is_told(stage: "Stage", body: BanBody) -> None:
    channel = await started(stage)
    stage.local.faults.add(Banned(body=body), **SEND)
    with pytest.raises(discord.HTTPException) as refused:
        await channel.send("hello")
    assert (refused.value.status, refused.value.code) == (429, 0)
    assert refused.value.response.headers["Retry-After"] == "3600"
    assert stage.local.faults.dealt_of(Banned) == 1


async def test_answers_to_interactions_meet_429s_as_other_requests_do(stage: "Stage") -> None:
    client = stage.new_client()
    refused: list[discord.HTTPException] = []

    @client.tree.command()
    async def status(interaction: discord.Interaction) -> None:
        "Answer."
        try:
            await interaction.response.send_message("here")
        except discord.HTTPException as error:
            refused.append(error)

    await stage.start(client)
    stage.local.faults.add(TooMany(0.001), path="/interactions/*")
    assert (await stage.alice.slash(stage.news, "status")).content == "here"
    stage.local.faults.add(Banned(), path="/interactions/*")
    answering = asyncio.create_task(stage.alice.slash(stage.news, "status"))
    await stage.local.until(lambda: refused)
    assert refused[0].status == 429
    stage.local.clock.advance(4)
    assert (await answering).failed


async def test_invalid_requests_are_those_answered_401_403_and_429_but_for_the_resources_limits(
    stage: "Stage",
) -> None:
    channel = await started(stage)
    assert stage.local.invalid_requests == 0
    stage.local.faults.add(TooMany(0.001, shared=True), **SEND)
    await channel.send("not counted")
    assert stage.local.invalid_requests == 0
    stage.local.faults.add(TooMany(0.001), **SEND)
    await channel.send("counted once")
    stage.hide(stage.news)
    with pytest.raises(discord.Forbidden):
        await channel.send("counted")
    async with aiohttp.ClientSession() as session:
        await session.get(f"{stage.local.api_url}/users/@me")
    assert stage.local.invalid_requests == 3
    stage.local.clock.advance(600)
    assert stage.local.invalid_requests == 0


async def test_too_many_invalid_requests_bring_a_ban_for_all_of_the_api(stage: "Stage") -> None:
    stage.local.cloudflare.limit = 2
    async with aiohttp.ClientSession() as session:
        answers = [await session.get(f"{stage.local.api_url}/users/@me") for _ in range(3)]
        assert [answer.status for answer in answers] == [401, 401, 429]
        assert "Via" not in answers[2].headers
        assert answers[2].headers["Retry-After"] == "3600"
        assert await answers[2].text() == "error code: 1015"
        headers = {"Authorization": f"Bot {stage.local.token}"}
        address = f"{stage.local.api_url}/channels/{stage.news.id}/messages"
        assert (await session.post(address, headers=headers, json={"content": "x"})).status == 429
        stage.local.clock.advance(3601)
        assert (await session.post(address, headers=headers, json={"content": "x"})).status == 200
    assert [message.content for message in stage.news.messages] == ["x"]


async def test_a_ban_can_be_had_at_once_and_lifted(stage: "Stage") -> None:
    channel = await started(stage)
    stage.local.cloudflare.ban(60)
    with pytest.raises(discord.HTTPException):
        await channel.send("hello")
    stage.local.cloudflare.ban(0)
    await channel.send("hello")
    assert stage.local.cloudflare.banned_for == 0


async def test_a_client_that_goes_on_through_the_gateway_is_not_cut_off_by_a_ban(stage: "Stage") -> None:
    client = stage.new_client()
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def on_message(message: discord.Message) -> None:
        heard.put_nowait(message.content)

    client.event(on_message)
    await stage.start(client)
    stage.local.cloudflare.ban(60)
    await stage.alice.say(stage.news, "still heard")
    assert await asyncio.wait_for(heard.get(), 3) == "still heard"
