"""A card as Discord shows it. Every text of a card is made harmless here, once, and then cut to size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self, cast

import discord

from bot.cards import clip
from bot.cards.card import Tone
from bot.cards.clean import BREAK, clean, clean_unmarked
from bot.cards.text import text_of

if TYPE_CHECKING:
    import re

    from bot.cards.card import Button, Card

_COLOURS = {
    Tone.QUIET: 0x5B6470,
    Tone.NEWS: 0x1F6FEB,
    Tone.DONE: 0x2DA44E,
    Tone.OFF: 0x8C6D1F,
    Tone.TROUBLE: 0xCF222E,
}
_NOTHING = "Nothing to show."


class Presses(Protocol):
    """What a client must be able to do for the buttons of cards to work."""

    async def pressed(self, interaction: discord.Interaction, action: str, target: str) -> None:
        """Do what a button is for, or tell why not; raises nothing."""
        ...


class CardButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"v1:(?P<action>[a-z_]{1,30}):(?P<target>.{0,60})",
):
    """A button of a card. All it is lies in its id, so it works after a restart; nothing in it is trusted."""

    def __init__(self, action: str, target: str, label: str = "", *, is_primary: bool = False) -> None:
        self.action = action
        self.target = target
        style = discord.ButtonStyle.primary if is_primary else discord.ButtonStyle.secondary
        custom_id = f"v1:{action}:{target}"
        super().__init__(
            discord.ui.Button(label=clip.clip(label, clip.BUTTON_LABEL), style=style, custom_id=custom_id)
        )

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,  # noqa: ARG003 - the signature is discord.py's
        item: discord.ui.Item[discord.ui.View],  # noqa: ARG003
        match: re.Match[str],
        /,
    ) -> Self:
        """The button that was pressed, from its id alone."""
        return cls(match["action"], match["target"])

    async def callback(self, interaction: discord.Interaction) -> None:
        """Hand the press to the client, who knows the actions."""
        await cast("Presses", interaction.client).pressed(interaction, self.action, self.target)


def embed_of(card: Card) -> discord.Embed:
    """The card as an embed within Discord's limits; texts that show nothing are left out."""
    parts = clip.fit(
        clip.Parts(
            title=clean(card.title, lines=False),
            lead=clean(card.lead),
            fields=tuple(
                (clean(field.name, lines=False) or BREAK, value)
                for field in card.fields
                if (value := clean(field.value))
            ),
            footer=clean_unmarked(card.footer),
        )
    )
    shows = parts.title or parts.fields or parts.footer
    lead = parts.lead or (None if shows else _NOTHING)
    embed = discord.Embed(title=parts.title or None, description=lead, colour=_COLOURS[card.tone])
    for name, value in parts.fields:
        embed.add_field(name=name, value=value, inline=False)
    if parts.footer:
        embed.set_footer(text=parts.footer)
    return embed


def content_of(card: Card) -> str:
    """The card as the plain content of a message, harmless and within its limit."""
    return clip.clip(clean(text_of(card)) or _NOTHING, clip.CONTENT)


def view_of(card: Card) -> discord.ui.View | None:
    """The card's buttons, which never time out; None if it has none. Needs a running event loop."""
    if not card.buttons:
        return None
    view = discord.ui.View(timeout=None)
    for button in card.buttons[: clip.BUTTONS]:
        view.add_item(_drawn(button))
    return view


def _drawn(button: Button) -> CardButton:
    label = clean_unmarked(button.label) or button.action
    return CardButton(button.action, button.target, label, is_primary=button.is_primary)
