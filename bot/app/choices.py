"""What is offered while a name is typed. It never fails: who cannot be offered anything is offered nothing."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from discord import app_commands

from bot import windows
from bot.alerts.suggestions import clubs_like
from bot.answers.whom import suggest
from bot.app.actors import scope_of
from bot.cards import clip
from bot.cards.clean import clean_unmarked
from bot.spelling import fold
from bot.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import discord

    from bot.app.client import SagaBot


async def suggest_players(
    interaction: discord.Interaction[SagaBot], typed: str
) -> list[app_commands.Choice[str]]:
    """The players whom the asker may know of and whose names begin like what was typed, at most 25."""
    try:
        found = await suggest(interaction.client.store, scope_of(interaction), typed)
    except StoreError:
        return []
    return _choices((label, value) for label, value in found if clip.size(value) <= clip.CHOICE)


def suggest_clubs(typed: str) -> list[app_commands.Choice[str]]:
    """The clubs that go by what was typed, or have a word that begins so, at most 25."""
    return _choices((name, name) for name in clubs_like(typed))


def suggest_countries(typed: str) -> list[app_commands.Choice[str]]:
    """The countries of whose windows something is known and whose names begin like what was typed, at most 25."""
    wanted = fold(typed[: clip.CHOICE])
    return _choices((name, name) for name in sorted(windows.countries()) if fold(name).startswith(wanted))


def _choices(offered: Iterable[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    return [
        app_commands.Choice(name=clip.clip(clean_unmarked(label), clip.CHOICE) or value, value=value)
        for label, value in islice(offered, clip.CHOICES)
    ]
