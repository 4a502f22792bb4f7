"""Starting the bot, keeping it up, and stopping it in good order."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sys
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.endpoint import forget_connections
from bot.model import Article
from bot.reading import read

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator

    from bot.app.client import SagaBot

log = logging.getLogger(__name__)

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
"""Seconds."""

_PASSING = (
    discord.DiscordServerError,
    discord.GatewayNotFound,
    discord.RateLimited,
    aiohttp.ClientError,
    OSError,
)
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class CannotStart(Exception):  # noqa: N818 - what the operator is told
    """The bot cannot run, and trying again would not help; the text says why and what to do."""


async def run_bot(
    bot: SagaBot, token: str, *, pause: Callable[[float], Awaitable[object]] = asyncio.sleep
) -> None:
    """Run the bot until SIGTERM, SIGINT or a call of its ``close``; then drain, disconnect and return.

    A Discord that is down at the start is tried again, after a ``pause`` that grows to a minute.

    Raises:
        CannotStart: Discord refuses for good.
        commands.ExtensionError: a part of the bot does not load.
    """
    stop = asyncio.Event()
    warming = asyncio.create_task(asyncio.to_thread(warm_up), name="warming up")
    async with bot:
        with _on_signal(stop.set):
            running = asyncio.create_task(_keep_up(bot, token, pause), name="bot")
            stopping = asyncio.create_task(stop.wait(), name="signals")
            try:
                await asyncio.wait((running, stopping), return_when=asyncio.FIRST_COMPLETED)
            finally:
                stopping.cancel()
                await bot.close()
                running.cancel()
                await asyncio.wait((running, stopping, warming))
    if not stop.is_set() and not running.cancelled():
        running.result()


@cache
def warm_up() -> None:
    """Load what reading needs, and keep the event loop free while texts are read; once in a process.

    Reading is work for the interpreter, in a thread beside the loop. Both take turns: with Python's 5 ms the loop waits
    for several of them before it gets anything done. And what is loaded is some 70,000 objects that stay for good:
    whenever the collector goes through them all it stops everything for 0.1 s, so it is told to leave them out.
    """
    read(Article("Everton want Joao Almeida."), ())
    sys.setswitchinterval(0.001)
    gc.collect()
    gc.freeze()


async def _keep_up(bot: SagaBot, token: str, pause: Callable[[float], Awaitable[object]]) -> None:
    seconds = FIRST_PAUSE
    while not bot.is_closed():
        try:
            await bot.start(token)
        except discord.DiscordException as error:
            _raise_if_final(error)
            why = type(error).__name__
        except (aiohttp.ClientError, OSError) as error:
            why = type(error).__name__
        else:
            return
        log.warning("Discord cannot be reached (%s). The next try is in %d s.", why, seconds)
        await forget_connections(bot)
        await pause(seconds)
        seconds = min(LONGEST_PAUSE, seconds * 2)


def _raise_if_final(error: discord.DiscordException) -> None:
    """Raise unless it is worth another try.

    Raises:
        CannotStart: Discord refuses for good.
    """
    if isinstance(error, _PASSING):
        return
    match error:
        case discord.HTTPException(status=429):
            return
        case discord.LoginFailure() | discord.ConnectionClosed(code=4004):
            why = "Discord refuses the token. Copy it anew from https://discord.com/developers into .env."
        case discord.PrivilegedIntentsRequired():
            why = (
                "Discord does not let this bot read messages. Switch on the Message Content Intent at "
                "https://discord.com/developers, or set SAGABOT_MESSAGE_CONTENT=off."
            )
        case discord.ConnectionClosed():
            why = f"Discord has closed the connection for good (code {error.code})."
        case discord.HTTPException():
            why = f"Discord refuses the start (HTTP {error.status}, code {error.code}): {error.text}"
        case _:
            raise error
    raise CannotStart(why) from error


@contextmanager
def _on_signal(act: Callable[[], None]) -> Generator[None]:
    """Call ``act`` at SIGTERM and SIGINT. Where the system has no such thing, Ctrl+C interrupts as ever."""
    loop = asyncio.get_running_loop()
    for number in _SIGNALS:
        with suppress(NotImplementedError, RuntimeError):
            loop.add_signal_handler(number, act)
    try:
        yield
    finally:
        for number in _SIGNALS:
            with suppress(NotImplementedError, RuntimeError):
                loop.remove_signal_handler(number)
