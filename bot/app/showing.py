"""Showing cards and saying sentences, wherever they were asked for."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.cards import clip
from bot.cards.clean import clean
from bot.cards.controls import modal_of, view_of
from bot.cards.embeds import content_of, embed_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.app.actors import Place
    from bot.belongings import Parcel
    from bot.cards.card import Card, Form

_ROLE = re.compile(r"(<@&\d{1,20}>)")


async def show(place: Place, card: Card, *, private: bool = False) -> None:
    """Show a card; ``private`` to the asker alone, which a command typed as a message cannot be."""
    message: dict[str, Any] = {"embed": embed_of(card)}
    if _lacks_embeds(place):
        message = {"content": content_of(card)}
    view = view_of(card)
    await _send(place, message if view is None else {**message, "view": view}, private=private)


async def take_time(interaction: discord.Interaction[Any]) -> None:
    """Have more than Discord's three seconds for what is shown with ``show_instead``."""
    if interaction.message is None:  # a form that a command has opened
        await interaction.response.defer(ephemeral=True, thinking=True)
    else:
        await interaction.response.defer()


async def show_instead(interaction: discord.Interaction[Any], card: Card) -> None:
    """Show a card in the place of the one whose button, menu or form was used; to the user alone if there was none."""
    message: dict[str, Any] = {"embed": embed_of(card), "view": view_of(card)}
    if interaction.message is None and not interaction.response.is_done():
        await show(interaction, card, private=True)
        return
    try:
        if interaction.response.is_done():
            await interaction.edit_original_response(**message)
        else:
            await interaction.response.edit_message(**message)
    except discord.NotFound:  # the card was deleted meanwhile; what was done has to be told all the same
        await show(interaction, card, private=True)


async def hand_over(interaction: discord.Interaction[Any], card: Card, parcels: Sequence[Parcel]) -> None:
    """Show a card with files to the asker alone; time must have been asked for so. Each after the first comes apart."""
    files = [discord.File(BytesIO(one.content), one.name) for one in parcels]
    await interaction.edit_original_response(embed=embed_of(card), attachments=files[:1])
    for file in files[1:]:
        await interaction.followup.send(file=file, ephemeral=True)


async def ask(interaction: discord.Interaction[Any], form: Form) -> None:
    """Open a form; what is filled in goes to the client's ``forms``. It must be the first answer."""
    modal = modal_of(form)
    await interaction.response.send_modal(modal)
    modal.stop()  # else the library keeps it for a quarter of an hour, and nobody asks it for anything


async def tell(place: Place, sentence: str, *, private: bool = True) -> None:
    """Say a sentence of ours. Roles named in it are shown by name and not pinged."""
    await _send(place, {"content": clip.clip(sentence, clip.CONTENT)}, private=private)


def harmless(sentence: str) -> str:
    """A sentence that may quote its asker, made harmless; the role that it names stays readable."""
    parts = _ROLE.split(sentence)
    return "".join(part if _ROLE.fullmatch(part) else _clean_part(part) for part in parts)


def _clean_part(part: str) -> str:
    # Blanks at the ends are cut by cleaning, but here they stand beside a role's name.
    before = part[: len(part) - len(part.lstrip())]
    after = part[len(part.rstrip()) :] if part.strip() else ""
    return f"{before}{clean(part)}{after}"


def _lacks_embeds(place: Place) -> bool:
    """True for a message in a channel in which the bot may not embed; answers to interactions always may."""
    if not isinstance(place, commands.Context) or place.interaction is not None:
        return False
    return not place.bot_permissions.embed_links


async def _send(place: Place, message: dict[str, Any], *, private: bool) -> None:
    if isinstance(place, commands.Context):
        if place.interaction is None:
            await place.send(**message)
            return
        place = place.interaction
    response = place.response
    if not response.is_done():
        await response.send_message(**message, ephemeral=private)
    elif response.type is discord.InteractionResponseType.deferred_channel_message:
        # Who may see it was settled when time was asked for.
        await place.edit_original_response(**message)
    else:
        await place.followup.send(**message, ephemeral=private)
