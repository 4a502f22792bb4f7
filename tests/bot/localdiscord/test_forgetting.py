import contextlib
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.localdiscord.forgetting import surplus

if TYPE_CHECKING:
    from bot.localdiscord import Event
    from tests.bot.localdiscord.conftest import NewStage


async def test_of_a_long_run_only_the_last_records_are_kept(new_stage: "NewStage") -> None:
    stage = await new_stage(keep=5)
    seen: list[Event] = []
    stop = stage.local.listen(seen.append)
    client = await stage.start(stage.new_client())
    channel = client.get_channel(stage.news.id)
    assert isinstance(channel, discord.TextChannel)
    for number in range(23):
        await channel.send(str(number), file=discord.File(__file__), nonce=str(number))
    for records in (stage.local.requests, stage.local.sent, stage.news.messages):
        assert 5 <= len(records) < 10
    assert [message.content for message in stage.news.messages][-5:] == ["18", "19", "20", "21", "22"]
    assert len(stage.local.state.world.attachments) == len(stage.news.messages)
    told = [event.message.content for event in seen if event.message is not None]
    assert told == [str(number) for number in range(23)]
    stop()
    # A nonce is known for its minutes even where the message has been forgotten.
    assert (await channel.send("0", nonce="0")).content == "0"
    assert len(told) == 23


async def test_everything_is_kept_unless_it_is_asked_otherwise(new_stage: "NewStage") -> None:
    stage = await new_stage()
    headers = {"Authorization": f"Bot {stage.local.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        for _ in range(30):
            await session.get(f"{stage.local.api_url}/users/@me")
    assert len(stage.local.requests) == 30


async def test_nonces_are_forgotten_after_their_minutes(new_stage: "NewStage") -> None:
    stage = await new_stage()
    client = await stage.start(stage.new_client())
    channel = client.get_channel(stage.news.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.send("one", nonce="n1")
    stage.local.clock.advance(200)
    await channel.send("two", nonce="n2")
    assert len(stage.local.state.nonces) == 2
    stage.local.clock.advance(200)
    assert len(stage.local.state.nonces) == 1
    assert stage.local.state.nonces.message_of("n1") is None


async def test_interactions_that_are_over_are_forgotten_and_open_ones_are_not(new_stage: "NewStage") -> None:
    stage = await new_stage(keep=2, patience=0.01)
    client = stage.new_client()
    waiting: list[discord.Interaction] = []

    @client.tree.command()
    async def think(interaction: discord.Interaction) -> None:
        "Ask for time."
        await interaction.response.defer()
        waiting.append(interaction)

    @client.tree.command()
    async def status(interaction: discord.Interaction) -> None:
        "Answer."
        await interaction.response.send_message("here")

    await stage.start(client)
    interactions = stage.local.state.interactions
    with contextlib.suppress(TimeoutError):
        await stage.alice.slash(stage.news, "think")
    for _ in range(9):
        await stage.alice.slash(stage.news, "status")
    assert interactions.all[0].name == "/think"
    assert len(interactions.all) < 5
    await waiting[0].followup.send("at last")
    await stage.local.settled()


def test_records_are_let_go_in_bundles() -> None:
    assert [surplus(count, 10) for count in (0, 19, 20, 25)] == [0, 0, 10, 15]
    assert surplus(10**6, None) == 0
