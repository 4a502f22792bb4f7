"""A card: what is shown, before it is known where. Its texts are data: who draws it makes them harmless."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


class Tone(StrEnum):
    """What a card is about at a glance; a colour never says it alone."""

    QUIET = "quiet"
    NEWS = "news"
    DONE = "done"
    OFF = "off"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled part of a card.

    ``by`` is the id of the user who did what is told, shown as a mention that pings nobody, and ``at`` the (aware)
    time when, shown as Discord shows a moment; both stand before the value.
    """

    name: str
    value: str
    by: int | None = None
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: ``action`` and ``target`` (at most 60 UTF-16 units) make its id ("confirm", "12")."""

    label: str
    action: str
    target: str
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things to choose from: what is shown, and the value that it stands for."""

    label: str
    value: str
    about: str = ""
    is_chosen: bool = False


class Pick(StrEnum):
    """What a menu offers: options of ours, or what Discord knows itself; then the values are ids."""

    OPTION = "option"
    ROLE = "role"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Menu:
    """Something to choose in, from ``least`` to ``most``; ``hint`` stands in it while nothing is chosen."""

    hint: str
    action: str
    target: str = ""
    options: tuple[Option, ...] = ()
    pick: Pick = Pick.OPTION
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of a form: ``value`` is filled in beforehand; with options one of them is chosen, else text is typed."""

    key: str
    label: str
    about: str = ""
    value: str = ""
    most: int = 100
    is_long: bool = False
    is_required: bool = True
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked for in a window of its own; ``action`` and ``target`` are as a button's."""

    title: str
    action: str
    target: str
    entries: tuple[Entry, ...]


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
    menus: tuple[Menu, ...] = ()
    is_struck: bool = False
