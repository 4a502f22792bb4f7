from collections.abc import Callable
from typing import TYPE_CHECKING

import discord
import pytest

from bot.localdiscord import LocalDiscord

if TYPE_CHECKING:
    from tests.bot.localdiscord.conftest import Stage


def invalidate_resumable(local: LocalDiscord) -> None:
    local.invalidate(resumable=True)


async def test_a_reconnect_resumes_the_session_and_replays_what_was_missed(stage: "Stage") -> None:
    client = stage.new_client()
    heard, resumed = stage.hears(client, "message"), stage.hears(client, "resumed")
    await stage.start(client)
    stage.local.reconnect()
    await stage.local.until(lambda: not stage.local.gateway.connected())
    await stage.alice.say(stage.news, "said in the gap")
    await stage.local.until(lambda: stage.local.gateway.resumed)
    await stage.local.settled()
    assert [message.content for message in heard] == ["said in the gap"]
    assert len(resumed) == 1


@pytest.mark.parametrize("break_off", [LocalDiscord.drop_gateway, LocalDiscord.close_gateway])
async def test_a_broken_connection_is_resumed(
    stage: "Stage", break_off: Callable[[LocalDiscord], None]
) -> None:
    client = stage.new_client()
    heard = stage.hears(client, "message")
    await stage.start(client)
    break_off(stage.local)
    await stage.local.until(lambda: not stage.local.gateway.connected())
    await stage.alice.say(stage.news, "said in the gap")
    await stage.local.until(lambda: stage.local.gateway.resumed)
    await stage.local.settled()
    assert [message.content for message in heard] == ["said in the gap"]


async def test_after_an_invalid_session_the_client_identifies_anew_and_what_it_missed_is_lost(
    stage: "Stage",
) -> None:
    client = stage.new_client()
    heard = stage.hears(client, "message")
    await stage.start(client)
    stage.local.invalidate()
    await stage.alice.say(stage.news, "said in the gap")
    await stage.local.until(stage.local.gateway.complete)
    await stage.alice.say(stage.news, "said later")
    await stage.local.settled()
    assert [message.content for message in heard] == ["said later"]
    assert stage.local.gateway.resumed == 0


@pytest.mark.parametrize(
    "break_off",
    [
        LocalDiscord.reconnect,
        invalidate_resumable,
        LocalDiscord.close_gateway,
        LocalDiscord.drop_gateway,
    ],
)
async def test_in_the_midst_of_traffic_nothing_is_lost_or_told_twice(
    stage: "Stage", break_off: Callable[[LocalDiscord], None]
) -> None:
    client = stage.new_client()

    async def on_message(message: discord.Message) -> None:
        if not message.author.bot:
            await message.channel.send(f"re {message.content}")

    client.event(on_message)
    await stage.start(client)
    for number in range(30):
        await stage.alice.say(stage.news, str(number))
        if number % 10 == 5:
            await stage.news.next_message()
            break_off(stage.local)
    await stage.local.until(lambda: len(stage.news.from_bot()) >= 30)
    await stage.local.ready()
    await stage.local.settled()
    answered = sorted(message.content for message in stage.news.from_bot())
    assert answered == sorted(f"re {number}" for number in range(30))
    assert stage.local.gateway.resumed >= 1
