"""``run``: the bot on Discord, with the token in ``.env``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dotenv import load_dotenv

from bot.app import CannotStart, SagaBot, run_bot
from bot.logs import configure
from bot.settings import Settings, SettingsError
from bot.terminal.texts import DONE, UNUSABLE, complain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.store import Store


async def live(
    store_at: Callable[[Path], AbstractAsyncContextManager[Store]], clock: Callable[[], dt.datetime]
) -> int:
    """Be the bot until it is told to stop; the exit status. ``store_at`` opens the store at a path."""
    load_dotenv()
    try:
        settings = Settings.from_env(os.environ)
    except SettingsError as error:
        complain(str(error))
        return UNUSABLE
    configure(settings.log_level, (settings.token,))
    async with store_at(settings.database) as store:
        try:
            await run_bot(SagaBot(store, settings, clock), settings.token)
        except CannotStart as refusal:
            complain(str(refusal))
            return UNUSABLE
    return DONE
