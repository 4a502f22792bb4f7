"""Discord's limits on what is shown, in one place, and cutting to them where a reader minds it least."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

# Discord's pages "Message Resource" (embed limits, Create Message) and "Component Reference".
TITLE = 256
DESCRIPTION = 4096
EMBEDS = 10
FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1024
FOOTER = 2048
ALL_EMBEDS = 6000
CONTENT = 2000
BUTTONS = 25
BUTTONS_IN_ROW = 5
BUTTON_LABEL = 80
CUSTOM_ID = 100
CHOICES = 25
CHOICE = 100
ROWS = 5
OPTIONS = 25
OPTION = 100
PLACEHOLDER = 150
MODAL_TITLE = 45
MODAL_ENTRIES = 5
LABEL = 45
LABEL_ABOUT = 100

_ELLIPSIS = "…"
_NEAR = 0.8
_JOINERS = ("Mn", "Me", "Mc", "Sk")
_REGION_FIRST, _REGION_LAST = "\U0001f1e6", "\U0001f1ff"


@dataclass(frozen=True, slots=True)
class Parts:
    """The texts of one embed; ``fields`` are (name, value)."""

    title: str
    lead: str
    fields: tuple[tuple[str, str], ...] = ()
    footer: str = ""


def size(text: str) -> int:
    """The length in UTF-16 units: the largest number that any part of Discord may count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, limit: int) -> str:
    """Text of at most ``limit`` units, cut between words where one ends near, never inside a grapheme."""
    if size(text) <= limit:
        return text
    if limit < 1:
        return ""
    cut = _whole(text, _index(text, limit - 1))
    space = max(text.rfind(" ", 0, cut + 1), text.rfind("\n", 0, cut + 1))
    if space >= cut * _NEAR and space > 0:
        cut = space
    return _unescaped(text[:cut].rstrip()) + _ELLIPSIS


def clip_lines(text: str, limit: int) -> str:
    """Text of at most ``limit`` units; a list loses whole lines and says how many."""
    lines = text.split("\n")
    if size(text) <= limit or len(lines) == 1:
        return clip(text, limit)
    room = limit - size(more(len(lines)))
    kept = 0
    for line in lines:
        room -= size(line) + 1
        if room < 0:
            break
        kept += 1
    return "\n".join((*lines[:kept], more(len(lines) - kept))) if kept else clip(text, limit)


def more(count: int) -> str:
    """What stands for ``count`` things that are left out."""
    return say("+ {count} more", count=count)


def shares(sizes: Sequence[int], room: int) -> list[int]:
    """How much of ``room`` each of several texts gets: who needs less than an equal part leaves it to the others."""
    given = [0] * len(sizes)
    waiting = len(sizes)
    for place in sorted(range(len(sizes)), key=lambda place: sizes[place]):
        given[place] = min(sizes[place], room // waiting)
        room -= given[place]
        waiting -= 1
    return given


def fit(parts: Parts, room: int = ALL_EMBEDS) -> Parts:
    """The same texts within every limit of an embed, one by one, and all together within ``room``.

    Title, lead and footer outrank the fields; of the fields the first outrank the last.
    """
    title = clip(parts.title, min(TITLE, room))
    room -= size(title)
    lead = clip_lines(parts.lead, min(DESCRIPTION, room))
    room -= size(lead)
    footer = clip(parts.footer, min(FOOTER, room))
    return Parts(title, lead, _fit_fields(parts.fields, room - size(footer)), footer)


def _fit_fields(fields: tuple[tuple[str, str], ...], room: int) -> tuple[tuple[str, str], ...]:
    kept: list[tuple[str, str]] = []
    for index, (name, value) in enumerate(fields):
        field = clip(name, FIELD_NAME), clip_lines(value, FIELD_VALUE)
        left = len(fields) - index
        # A note takes the place of what is left out; the last field of all needs no room for one.
        note = size(say("More")) + size(more(left)) if left > 1 else 0
        full = len(kept) == FIELDS - 1 and left > 1
        if full or size(field[0]) + size(field[1]) + note > room:
            return _with_note(kept, left, room)
        kept.append(field)
        room -= size(field[0]) + size(field[1])
    return tuple(kept)


def _with_note(kept: list[tuple[str, str]], left: int, room: int) -> tuple[tuple[str, str], ...]:
    note = say("More"), more(left)
    return (*kept, note) if size(note[0]) + size(note[1]) <= room else tuple(kept)


def _index(text: str, units: int) -> int:
    """How many characters of ``text`` fit into so many UTF-16 units."""
    for index, char in enumerate(text):
        units -= 2 if char > "\uffff" else 1
        if units < 0:
            return index
    return len(text)


def _whole(text: str, cut: int) -> int:
    """The nearest place at or before ``cut`` that is not inside what a reader sees as one character."""
    while 0 < cut < len(text) and unicodedata.category(text[cut]) in _JOINERS:
        cut -= 1
    flags = 0
    while flags < cut and _REGION_FIRST <= text[cut - 1 - flags] <= _REGION_LAST:
        flags += 1
    return cut - flags % 2


def _unescaped(text: str) -> str:
    """The text without a last backslash that has lost what it escaped."""
    bare = text.rstrip("\\")
    return text[:-1] if (len(text) - len(bare)) % 2 else text
