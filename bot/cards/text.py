"""A card as plain text: for the terminal, and for channels in which the bot may not embed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.clean import visible

if TYPE_CHECKING:
    from bot.cards.card import Card

_WIDEST_NAME = 20


def text_of(card: Card) -> str:
    """The card's texts, one under another, names in a column; nothing is wrapped, no markup, no controls."""
    named = [(visible(field.name, lines=False), visible(field.value)) for field in card.fields]
    rows = [(name, value) for name, value in named if value]
    width = max((len(name) for name, _ in rows if len(name) <= _WIDEST_NAME), default=0)
    top = "\n".join(filter(None, (visible(card.title, lines=False), visible(card.lead))))
    middle = "\n".join(_row(name, value, width) for name, value in rows)
    return "\n\n".join(filter(None, (top, middle, visible(card.footer, lines=False))))


def _row(name: str, value: str, width: int) -> str:
    indent = "\n" + " " * (width + 2)
    return f"{name.ljust(width)}  {value.replace(chr(10), indent)}".rstrip()
