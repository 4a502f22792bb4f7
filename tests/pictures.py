"""The pictures in the README: the bot does a few real things on the local Discord, and what it says is drawn.

``python -m tests.pictures`` draws them anew into ``.github/pictures``.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.app import Endpoint, SagaBot, run_bot
from bot.app.running import warm_up
from bot.localdiscord import LocalDiscord
from bot.localdiscord.payloads import message_payload
from bot.localdiscord.picture import picture
from bot.mending import retract
from bot.model import Actor
from bot.settings import Settings
from tests.fresh_store import open_fresh

if TYPE_CHECKING:
    from bot.localdiscord import LocalChannel, LocalMember, Message, Response
    from bot.store import Store

FOLDER = Path(__file__).resolve().parent.parent / ".github" / "pictures"
NOW = dt.datetime(2026, 8, 20, 12, tzinfo=dt.UTC)
WISH = "Brentford midfielder Joao Almeida wants to join Everton, according to the Daily Mirror."
BID = "Brentford have rejected a £20m bid from Everton for midfielder Joao Almeida, according to Sky Sports."


async def drawn() -> dict[str, str]:
    """Every picture by the name of its file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pictures.db"
        store = await open_fresh(path, merge_window=dt.timedelta())
        try:
            async with LocalDiscord(patience=60) as discord:
                return await _drawn(discord, store, path)
        finally:
            await store.close()


async def _drawn(discord: LocalDiscord, store: Store, path: Path) -> dict[str, str]:
    guild = discord.add_guild("Anfield Chat")
    news, lounge = guild.add_channel("transfer-news"), guild.add_channel("lounge")
    settings = Settings(token="unused", database=path, message_content=True)  # noqa: S106 - no token
    bot = SagaBot(store, settings, lambda: NOW, Endpoint(discord.api_url, discord.gateway_url))
    warm_up()
    running = asyncio.create_task(run_bot(bot, discord.token))
    try:
        await discord.ready()
        return await _played(discord, store, guild.owner, news, lounge)
    finally:
        await bot.close()
        await running


async def _played(
    discord: LocalDiscord, store: Store, moderator: LocalMember, news: LocalChannel, lounge: LocalChannel
) -> dict[str, str]:
    def shot(message: Message | None) -> str:
        assert message is not None
        return picture([message_payload(message, discord.state.world)])

    async def preview(text: str, day: str) -> Response:
        form = await moderator.slash(lounge, "rumour add")
        return await moderator.submit(form, {"Text": text, "Date": day})

    await moderator.slash(news, "alerts add")
    await moderator.press(await preview(WISH, "2026-08-18"), "Confirm")
    await news.next_message()
    offered = await preview(BID, "2026-08-19")
    pictures = {"preview.svg": shot(offered.message)}
    await moderator.press(offered, "Confirm")
    alert = await news.next_message()
    pictures["alert.svg"] = shot(alert)
    pictures["status.svg"] = shot((await moderator.slash(lounge, "status", player="almeida")).message)
    await _take_back(store, moderator)
    await discord.until(lambda: alert.edited)
    return pictures | {"struck.svg": shot(alert)}


async def _take_back(store: Store, moderator: LocalMember) -> None:
    """Retract the last rumour, as a moderator does who was wrong."""
    guild_id = moderator.data.guild_id
    (player,) = await store.player_names(guild_id)
    file = await store.player_file(guild_id, player.id)
    assert file is not None
    actor = Actor(moderator.id, guild_id, is_admin=True)
    await retract(store, actor, "almeida", file.rumours[-1].id, NOW)


def main() -> None:
    """Draw them into their folder."""
    FOLDER.mkdir(exist_ok=True)
    for name, svg in asyncio.run(drawn()).items():
        (FOLDER / name).write_text(svg, "utf-8")


if __name__ == "__main__":
    main()
