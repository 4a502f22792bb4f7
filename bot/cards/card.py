"""A card: what is shown, before it is known where. Its texts are data: who draws it makes them harmless."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a card is about at a glance; a colour never says it alone."""

    QUIET = "quiet"
    NEWS = "news"
    DONE = "done"
    OFF = "off"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled part of a card."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: ``action`` and ``target`` make its id ("confirm", "12")."""

    label: str
    action: str
    target: str
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """An answer, an alert or a preview. Title and ``lead`` answer alone, on a phone.

    ``is_struck``: the title is no longer so, and is shown struck through; the lead says why.
    """

    title: str
    lead: str
    fields: tuple[Field, ...] = ()
    footer: str = ""
    tone: Tone = Tone.QUIET
    buttons: tuple[Button, ...] = ()
    is_struck: bool = False
