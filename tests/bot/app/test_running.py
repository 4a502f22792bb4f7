from __future__ import annotations

import asyncio
import io
import logging
import os
import signal
from typing import TYPE_CHECKING

import discord
import pytest
from discord.ext import commands

from bot.app import CannotStart, Endpoint, SagaBot, client, run_bot
from bot.localdiscord import PRIVILEGED, Dropped, Intent, LocalDiscord, ServerError, TooMany
from bot.logs import MaskingFormatter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.settings import Settings
    from bot.store import Store
    from tests.conftest import House


def new_bot(house: House) -> SagaBot:
    endpoint = Endpoint(house.discord.api_url, house.discord.gateway_url)
    return SagaBot(house.store, house.settings, house.clock, endpoint)


@pytest.mark.parametrize(
    "path", ["/users/@me", "/oauth2/applications/@me", "/gateway/bot", "/applications/*/commands"]
)
@pytest.mark.parametrize("fault", [ServerError(503), TooMany(via=False), Dropped()], ids=repr)
async def test_a_discord_that_is_down_at_the_start_is_tried_again(
    idle_house: House, path: str, fault: ServerError | TooMany | Dropped
) -> None:
    house, pauses = idle_house, list[float]()
    house.discord.faults.add(fault, path=path, times=2)
    bot = new_bot(house)

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    running = asyncio.create_task(run_bot(bot, house.discord.token, pause=pause))
    await house.discord.ready()
    # A request that only asks is repeated once by aiohttp itself when its connection breaks.
    assert pauses == ([1.0] if isinstance(fault, Dropped) else [1.0, 2.0])
    answer = await house.fan.slash(house.news, "about")
    assert "Sagabot" in answer.text
    await bot.close()
    await running


async def test_a_wrong_token_is_final_and_said_plainly(idle_house: House) -> None:
    with pytest.raises(CannotStart, match="refuses the token") as told:
        await run_bot(new_bot(idle_house), "wrong.token")
    assert "wrong.token" not in str(told.value)


@pytest.mark.parametrize(("code", "why"), [(4004, "refuses the token"), (4012, r"for good \(code 4012\)")])
async def test_a_connection_that_is_closed_for_good_ends_it_with_the_reason(
    idle_house: House, code: int, why: str
) -> None:
    running = asyncio.create_task(run_bot(new_bot(idle_house), idle_house.discord.token))
    await idle_house.discord.ready()
    idle_house.discord.close_gateway(code)
    with pytest.raises(CannotStart, match=why):
        await running


async def test_a_missing_intent_is_final_and_says_what_to_switch_on(store: Store, settings: Settings) -> None:
    granted = PRIVILEGED & ~Intent.MESSAGE_CONTENT
    async with LocalDiscord(privileged=granted) as local:
        bot = SagaBot(store, settings, discord.utils.utcnow, Endpoint(local.api_url, local.gateway_url))
        with pytest.raises(CannotStart, match="Message Content Intent"):
            await run_bot(bot, local.token)


async def test_a_part_that_does_not_load_ends_the_start(
    idle_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "EXTENSIONS", (*client.EXTENSIONS, "cogs.missing"))
    with pytest.raises(commands.ExtensionNotFound):
        await run_bot(new_bot(idle_house), idle_house.discord.token)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
async def test_a_signal_stops_it_in_good_order(idle_house: House, number: signal.Signals) -> None:
    bot = new_bot(idle_house)
    running = asyncio.create_task(run_bot(bot, idle_house.discord.token))
    await idle_house.discord.ready()
    os.kill(os.getpid(), number)
    await running
    assert bot.is_closed()


async def test_a_signal_while_discord_is_down_stops_it_too(idle_house: House) -> None:
    idle_house.discord.faults.add(ServerError(503), path="/users/@me", times=99)
    bot, waiting = new_bot(idle_house), asyncio.Event()

    async def pause(seconds: float) -> None:
        waiting.set()
        await asyncio.Event().wait()

    running = asyncio.create_task(run_bot(bot, idle_house.discord.token, pause=pause))
    await waiting.wait()
    os.kill(os.getpid(), signal.SIGTERM)
    await running
    assert bot.is_closed()


async def test_a_bot_that_is_cancelled_closes(idle_house: House) -> None:
    bot = new_bot(idle_house)
    running = asyncio.create_task(run_bot(bot, idle_house.discord.token))
    await idle_house.discord.ready()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert bot.is_closed()


async def test_a_connection_that_breaks_is_resumed(house: House) -> None:
    house.discord.drop_gateway()
    await house.discord.ready()
    asked = await house.fan.say(house.news, "!about")
    assert await house.news.next_message(after=asked)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """All that an operator's log would hold, at the level that says most, without the masking of tokens."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    root, library = logging.getLogger(), logging.getLogger("discord")
    levels = root.level, library.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    library.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(levels[0])
    library.setLevel(levels[1])


async def test_no_token_and_no_news_is_ever_logged(
    idle_house: House, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = idle_house
    await house.start()
    await house.boss.slash(house.news, "alerts add")
    await house.file(house.BID)
    await house.news.next_message()

    async def broken(*_: object) -> None:
        raise RuntimeError(f"{house.BID} {house.discord.token}")

    monkeypatch.setattr(house.store, "player_names", broken)
    await house.fan.slash(house.news, "status", player="almeida")
    await house.stop()
    assert "Fault" in logged.getvalue()
    assert house.discord.token not in logged.getvalue()
    assert "rejected a £20m bid" not in logged.getvalue()


def test_a_log_that_masks_hides_the_token_of_a_fault_too() -> None:
    formatter = MaskingFormatter(["the-token"])
    record = logging.LogRecord("x", logging.ERROR, "", 0, "login with %s", ("the-token",), None)
    assert "the-token" not in formatter.format(record)
