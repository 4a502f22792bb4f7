"""Telling Discord the commands, only when they have changed: it counts how often that is done."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import os
from typing import TYPE_CHECKING

from bot.endpoint import payload_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.app.client import SagaBot

log = logging.getLogger(__name__)


async def sync_commands(bot: SagaBot) -> bool:
    """Sync the commands unless the same ones were synced before for the same application; True if it did.

    What was synced is remembered in a small file beside the database. Deleting it has them synced again.

    Raises:
        discord.HTTPException: Discord did not take them.
        app_commands.TranslationError: a translation failed.
        app_commands.CommandSyncFailure: a command is not as Discord wants it.
    """
    payload = await payload_of(bot.tree)
    facts = json.dumps([bot.application_id, payload], sort_keys=True)
    digest = hashlib.sha256(facts.encode()).hexdigest()
    file = bot.settings.database.with_name(f"{bot.settings.database.name}.commands")
    if await asyncio.to_thread(_read, file) == digest:
        return False
    await bot.tree.sync()
    await asyncio.to_thread(_write, file, digest)
    log.info("The commands were registered with Discord.")
    return True


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _write(file: Path, digest: str) -> None:
    draft = file.with_name(f"{file.name}.new")
    try:
        draft.write_text(f"{digest}\n", encoding="ascii")
        os.replace(draft, file)  # noqa: PTH105 - said as what it is: one step, never half a file
    except OSError as error:
        log.warning("That the commands are registered cannot be remembered (%s).", error.strerror)
