"""``demo``: the very same bot on a local Discord. No token, no network; it starts with sample news."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
import threading
from contextlib import suppress
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.alerts.channels import subscribe
from bot.alerts.ground import Ground
from bot.alerts.targets import Named
from bot.alerts.wishes import Wish
from bot.app import Endpoint, SagaBot, run_bot
from bot.intake import take_in
from bot.localdiscord import LocalDiscord
from bot.localdiscord.chat import Chat
from bot.model import Actor, Article, Refusal
from bot.setting_up import set_moderators
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.localdiscord import LocalChannel, LocalGuild
    from bot.store import Store

_IDLE_SECONDS = 5.0
_POLL_SECONDS = 0.02

INTRO = """\
Sagabot on a local Discord: nothing leaves this machine, and nothing is kept after the end.
You are "moderator" in #general; alerts of everything go to #transfer-news. Try:
  !status van dijk                  where does it stand? (sample news is in)
  /status player:van dijk as-of:2017-07-10    how did it stand then?
  paste into /rumour add            then paste a news text, end it with a line of one full stop,
  [Confirm]                         and see the alert arrive; the same text again posts none
  as member, as owner               be somebody who may not add news, or who may set up the server
  help                              everything else that you can type; quit ends
"""
OUTRO = """\
To go live: create a bot at https://discord.com/developers, put its token into .env (see .env.example),
invite it with the scopes bot and applications.commands and the permissions 274878024704, and run: python3 run.py"""


async def demo(store: Store, database: Path, *, script: Path | None, clock: Callable[[], dt.datetime]) -> int:
    """Run the demo until its input ends; 0. The store is an empty one, at ``database``, that nobody else uses.

    Raises:
        Refusal: the script cannot be read.
    """
    lines = _typed() if script is None else _scripted(await _script(script))
    await _seed(store, clock)
    async with LocalDiscord() as discord:
        guild = discord.add_guild("Sagabot demo")
        settings = Settings(database=database, message_content=True)
        bot = SagaBot(store, settings, clock, Endpoint(discord.api_url, discord.gateway_url))
        chat = await _chat(discord, guild, store, lines, bot)
        await _until_over(bot, discord, chat)
    print(OUTRO)
    return 0


async def _until_over(bot: SagaBot, discord: LocalDiscord, chat: Chat) -> None:
    """Run the bot and the conversation until one of them ends: the input, or the bot at Ctrl+C."""
    running = asyncio.create_task(run_bot(bot, discord.token))
    talking = asyncio.create_task(_talk(discord, chat))
    await asyncio.wait((running, talking), return_when=asyncio.FIRST_COMPLETED)
    talking.cancel()
    await bot.close()
    await asyncio.wait((running, talking))
    for task in (running, talking):
        if not task.cancelled():
            task.result()


async def _talk(discord: LocalDiscord, chat: Chat) -> None:
    await discord.ready()
    await chat.run()


async def _seed(store: Store, clock: Callable[[], dt.datetime]) -> None:
    """Take in the sample news, in the order of their days, as if the operator had added them."""
    for sample in sorted(files("bot.samples").iterdir(), key=lambda file: file.name):
        if sample.name.endswith(".txt"):
            await take_in(store, Article(sample.read_text("utf8")), clock(), path="sample")


async def _chat(
    discord: LocalDiscord, guild: LocalGuild, store: Store, lines: AsyncIterator[str], bot: SagaBot
) -> Chat:
    """The guild of the demo with its channels, its people and its subscription."""
    role = guild.add_role("Moderators")
    general, news = guild.add_channel("general"), guild.add_channel("transfer-news")
    people = {
        "moderator": guild.add_member("moderator", roles=[role]),
        "member": guild.add_member("member"),
        "owner": guild.owner,
    }
    owner = Actor(guild.owner.id, guild.id, is_admin=True)
    await set_moderators(store, owner, role.id)
    await subscribe(store, owner, Ground(news.id), Named(), Wish())
    channels: list[LocalChannel] = [general, news]
    return Chat(
        discord,
        people,
        channels,
        lines,
        _show,
        intro=INTRO,
        idle=lambda: _until_sent(store, bot),
        echo=not sys.stdin.isatty(),
    )


async def _until_sent(store: Store, bot: SagaBot) -> None:
    """Wait until no alert is on its way, so that a script sees it before its next line."""
    async with asyncio.timeout(_IDLE_SECONDS):
        while (await store.queue_state(bot.clock() + dt.timedelta(seconds=_IDLE_SECONDS))).depth:
            bot.dispatcher.wake()
            await asyncio.sleep(_POLL_SECONDS)


def _show(line: str) -> None:
    print(line, flush=True)


async def _typed() -> AsyncIterator[str]:
    """The lines of standard input. The thread that reads them is a daemon: it holds up no end."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str] = asyncio.Queue()

    def read() -> None:
        with suppress(RuntimeError):  # the loop is over, nobody listens any more
            for line in sys.stdin or ():
                loop.call_soon_threadsafe(lines.put_nowait, line)
            loop.call_soon_threadsafe(lines.put_nowait, "")

    threading.Thread(target=read, name="stdin", daemon=True).start()
    while line := await lines.get():
        yield line.rstrip("\r\n")


async def _script(path: Path) -> list[str]:
    try:
        return (await asyncio.to_thread(path.read_text, "utf8")).splitlines()
    except (OSError, UnicodeDecodeError):
        raise Refusal(f"The script {path} cannot be read.") from None


async def _scripted(lines: list[str]) -> AsyncIterator[str]:
    for line in lines:
        yield line
