"""Who denies something, and what the next sentence calls false."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Kind
from bot.reading.people import Person
from bot.reading.units import Of
from bot.speech import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.casting import Cast
    from bot.reading.document import Document, Line
    from bot.reading.frames import Event
    from bot.reading.units import Unit
    from bot.reading.voices import Voice

UNKNOWN = "somebody"
"""Who denies it where the words do not say."""
UNCLEAR_DENIER = mark("it is not clear who denies it")

_REACH = 7
"""Units before a denial in which its subject stands: "have today", "vice-president NAME has"."""


def denier(line: Line, event: Event, cast: Cast, voice: Voice) -> str:
    """The party that denies: an official's club, the player or his side, a club; ``UNKNOWN`` if the text is silent."""
    parties = {cast.owner, *cast.suitors} - {None}
    if voice.speaks_for in parties:
        return str(voice.speaks_for)
    if voice.speaker == cast.player.name:
        return cast.player.name
    if line.units[event.first].has("w:false") and not line.units[event.first].has("v:deny"):
        return UNKNOWN  # "reports of it are wide of the mark": the paper says so
    for unit in reversed(line.units[max(0, event.first - _REACH) : event.first + 1]):
        found = _party(unit, cast)
        if found in parties or found in (cast.player.name, UNKNOWN):
            return str(found)
    return UNKNOWN


def _party(unit: Unit, cast: Cast) -> str | None:
    if unit.of is Of.CLUB:
        return str(unit.value)
    if unit.of is Of.THE_CLUB:
        return cast.owner
    if isinstance(unit.value, Person) and unit.value is not cast.player:
        return UNKNOWN  # an official whose club is not named beside him, or another player
    is_player = unit.value is cast.player or unit.of is Of.EPITHET or unit.low in ("he", "she")
    return cast.player.name if is_player or unit.has("n:agent_side") else None


# What a sentence that denies the one before it speaks of: "it is nonsense", "the club has rubbished the report".
_IT = frozenset("it this that report reports story stories claim claims rumour rumours".split())


def denied_next(document: Document, number: int) -> str | None:
    """Why a claim of a line is held if the sentence after it, which tells of nothing itself, calls it false."""
    following: Sequence[Line] = document.lines[number + 1 : number + 2]
    if any(_denies(line) and not _tells(line) for line in following):
        return mark("the next sentence denies it")
    return None


def _tells(line: Line) -> bool:
    """True if a sentence plainly tells of anything but a denial."""
    return any(event.frame.kind is not Kind.DENIED and not event.frame.is_hint for event in line.events)


def _denies(line: Line) -> bool:
    return any(unit.has("w:false") or unit.has("w:denial") for unit in line.units) and any(
        unit.low in _IT for unit in line.units
    )
