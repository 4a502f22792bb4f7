"""The names and descriptions of commands in the languages of Discord's users."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.app_commands import TranslationContextLocation as Where

from bot.speech import ENGLISH, language_of, say, say_as, speaking

if TYPE_CHECKING:
    import discord

NAME = "name of a command"
"""The context of names in the tables: they are one word in small letters."""

_NAMES = frozenset((Where.command_name, Where.group_name, Where.parameter_name))


class Translator(app_commands.Translator):
    """Looks a command's texts up in the tables of ``bot.speech``."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: Any
    ) -> str | None:
        """The text in the language of a locale; None: as it is in English."""
        language = language_of(locale.value)
        if language == ENGLISH:
            return None
        with speaking(language):
            found = say_as(NAME, string.message) if is_name(context) else say(string.message)
        return None if found == string.message else found


def is_name(context: app_commands.TranslationContextTypes) -> bool:
    """True for what is typed as a command, or part of one."""
    is_menu = isinstance(context.data, app_commands.ContextMenu)
    return context.location in _NAMES and not is_menu
