"""A card as Discord shows it. Every text of a card is made harmless here, once, and then cut to size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.cards import clip
from bot.cards.card import Tone
from bot.cards.clean import BREAK, clean, clean_unmarked
from bot.speech import mark, say

if TYPE_CHECKING:
    from bot.cards.card import Card, Field

COLOURS = {
    Tone.QUIET: 0x5B6470,
    Tone.NEWS: 0x1F6FEB,
    Tone.DONE: 0x2DA44E,
    Tone.OFF: 0x8C6D1F,
    Tone.TROUBLE: 0xCF222E,
}
_NOTHING = mark("Nothing to show.")
_STRIKE = "~~"
_BOLD = "**"


def embed_of(card: Card, room: int = clip.ALL_EMBEDS) -> discord.Embed:
    """The card as an embed within Discord's limits and ``room`` in all; texts that show nothing are left out."""
    marks = 2 * len(_STRIKE) if card.is_struck else 0
    parts = clip.fit(
        clip.Parts(
            title=clip.clip(clean(card.title, lines=False), clip.TITLE - marks),
            lead=clean(card.lead),
            fields=tuple(
                (clean(field.name, lines=False) or BREAK, value)
                for field in card.fields
                if (value := value_of(field))
            ),
            footer=clean_unmarked(card.footer),
        ),
        room - marks,
    )
    shows = parts.title or parts.fields or parts.footer
    lead = parts.lead or (None if shows else say(_NOTHING))
    title = struck(parts.title) if card.is_struck else parts.title
    embed = discord.Embed(title=title or None, description=lead, colour=COLOURS[card.tone])
    for name, value in parts.fields:
        embed.add_field(name=name, value=value, inline=False)
    if parts.footer:
        embed.set_footer(text=parts.footer)
    return embed


def value_of(field: Field) -> str:
    """What a field says, made harmless; who did it, and when, are the bot's own marks."""
    who = None if field.by is None else f"<@{field.by}>"
    when = None if field.at is None else f"<t:{int(field.at.timestamp())}:R>"
    done = " · ".join(filter(None, (who, when)))
    return "\n".join(filter(None, (done, clean(field.value))))


def size_of(embed: discord.Embed) -> int:
    """The length of all texts of an embed, in UTF-16 units."""
    texts = (text for field in embed.fields for text in (field.name, field.value))
    return sum(clip.size(text or "") for text in (embed.title, embed.description, embed.footer.text, *texts))


def struck(text: str) -> str:
    """Clean text of one line struck through: the strike is ours, whatever is in the text stays harmless."""
    return f"{_STRIKE}{text}{_STRIKE}" if text else ""


def content_of(card: Card, room: int = clip.CONTENT) -> str:
    """The card as the plain content of a message, harmless and within its limit: "Name: value", no columns."""
    marks = _STRIKE if card.is_struck else _BOLD
    title = clip.clip(clean(card.title, lines=False), min(clip.TITLE, room // 2) - 2 * len(marks))
    named = (
        f"{clean(field.name, lines=False)}: {value}" for field in card.fields if (value := value_of(field))
    )
    rest = "\n\n".join(filter(None, (clean(card.lead), "\n".join(named), clean(card.footer))))
    top = f"{marks}{title}{marks}" if title else ""
    left = room - clip.size(top) - 1
    return "\n".join(filter(None, (top, clip.clip(rest, left)))) or clip.clip(_NOTHING, room)
