"""The tables of translations beside the texts of the code: what is said anywhere, and what a table lacks of it.

``python -m tests.catalogue`` brings every table up to date: new texts are added without a translation, those that
nobody says any more are dropped. The tests ask that none is without one.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from discord import app_commands

from bot.app import SagaBot
from bot.app.translating import NAME, is_name
from bot.endpoint import payload_of
from bot.settings import Settings
from bot.speech import LOCALES

if TYPE_CHECKING:
    import discord

    from bot.store import Store

ROOT = Path(__file__).resolve().parent.parent
SAID = {
    "say": None,
    "mark": None,
    "says": (1, 2),
    "marks": (1, 1),
    "say_as": ((1, "c"), 2),
    "mark_as": ((1, "c"), 2),
}
"""The functions through which texts go, and which of their arguments are texts (see ``bot.speech``)."""


class _Listener(app_commands.Translator):
    """Hears every text of the commands that may be translated, with the context in which it is looked up."""

    def __init__(self) -> None:
        self.heard: set[tuple[str | None, str]] = set()

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,  # noqa: ARG002 - the signature is discord.py's
        context: Any,
    ) -> str | None:
        """Hear it."""
        self.heard.add((NAME if is_name(context) else None, string.message))
        return None


@cache
def of_commands() -> frozenset[tuple[str | None, str]]:
    """Every text of the commands, each with its context."""

    async def listen() -> frozenset[tuple[str | None, str]]:
        bot = await _loaded()
        listener = _Listener()
        await bot.tree.set_translator(listener)
        await payload_of(bot.tree)
        return frozenset(listener.heard)

    with ThreadPoolExecutor(1) as thread:  # a test may have an event loop of its own
        return thread.submit(asyncio.run, listen()).result()


@cache
def qualified_names() -> tuple[str, ...]:
    """The names of all slash commands and their families: "alerts", "alerts add"."""

    async def walk() -> tuple[str, ...]:
        return tuple(command.qualified_name for command in (await _loaded()).tree.walk_commands())

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, walk()).result()


async def _loaded() -> SagaBot:
    bot = SagaBot(cast("Store", None), Settings(), lambda: dt.datetime.now(dt.UTC))
    await bot.load_commands()
    return bot


@cache
def said() -> Catalog:
    """Every text that the code says, and those of the commands."""
    catalog = Catalog()
    for context, text in sorted(of_commands(), key=str):
        catalog.add(text, context=context)
    for room in ("bot", "cogs", "db"):
        for _, _, text, _, context in extract_from_dir(
            ROOT / room, method_map=[("**.py", "python")], keywords=SAID
        ):
            catalog.add(text, context=context)
    return catalog


def tables() -> dict[str, Catalog]:
    """The tables by their language's letters."""
    return {path.stem: read_po(BytesIO(path.read_bytes()), locale=path.stem) for path in LOCALES.glob("*.po")}


def updated(table: Catalog) -> bytes:
    """The table with all that is said, and nothing else, in the order of the English."""
    new = Catalog(locale=table.locale, fuzzy=False)
    new.mime_headers = [("Plural-Forms", table.plural_forms)]
    for message in said():
        if message.id:
            known = table.get(message.id, message.context)
            new.add(message.id, known.string if known else "", context=message.context)
    file = BytesIO()
    write_po(file, new, width=0, omit_header=True, sort_output=True)
    plural = f'"Plural-Forms: {table.plural_forms}\\n"'
    header = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n{plural}\n\n'
    return header.encode() + file.getvalue().strip() + b"\n"


def main() -> None:
    """Bring every table up to date."""
    for letters, table in tables().items():
        (LOCALES / f"{letters}.po").write_bytes(updated(table))


if __name__ == "__main__":
    main()
