"""What stands around an event: is it so, or denied, hoped for, weighed, conditional, long past?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Modality, When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.document import Line
    from bot.reading.frames import Event
    from bot.reading.units import Unit

_NEAR = 4
_YEAR = re.compile(r"(?:19|20)\d\d\Z")


@dataclass(frozen=True, slots=True)
class Scope:
    """How an event is meant. ``cues`` are the words that said so, for ``read --explain``."""

    modality: Modality
    when: When
    hedge: str | None
    cues: tuple[str, ...]


def _cue(units: Sequence[Unit], start: int, end: int, name: str) -> str | None:
    """The nearest word of a class before an event, if there is one."""
    return next((unit.low for unit in reversed(units[max(0, start) : end]) if unit.has(name)), None)


def _modality(units: Sequence[Unit], event: Event, start: int) -> tuple[Modality, str | None]:
    """The strongest sign around an event, in the order in which the signs outweigh one another."""
    first = event.first
    near = max(start, first - _NEAR)
    signs = (
        (Modality.NEGATED, _cue(units, near, first, "w:negation")),
        # "Has denied that …": the denial governs the clause after it.
        (Modality.NEGATED, _cue(units, start - 3, start, "v:deny") if start else None),
        (Modality.CONSIDERING, _cue(units, near, first + 1, "w:considering")),
        (Modality.CONDITIONAL, _cue(units, start - 1, first, "w:condition")),
        (Modality.CONDITIONAL, _after(units, event)),
        (Modality.CONDITIONAL, "any" if _is_generic(units, event) else None),
        (Modality.CONDITIONAL, _cue(units, near, first, "w:possible")),
        (Modality.EXPECTED, _cue(units, max(start, first - 3), first, "w:expected")),
        # What somebody wants to do he has not done.
        (Modality.EXPECTED, _cue(units, max(start, first - 3), first, "v:want")),
    )
    return next(((modality, cue) for modality, cue in signs if cue), (Modality.ACTUAL, None))


def _is_generic(units: Sequence[Unit], event: Event) -> bool:
    """True if it is said of "any player who …": of whoever it may be, so of nobody yet."""
    return any(units[place].low == "any" for place in event.units)


def _after(units: Sequence[Unit], event: Event) -> str | None:
    """A condition or a possibility that follows: "will revive it if …", "…, could yet see …"."""
    for unit in units[event.last + 1 :]:
        if unit.has("w:condition") and not unit.has("w:possible"):
            return unit.low
        if unit.low in {".", ";", '"'}:
            break
    return None


# What a club or a player wants is so, whatever else may come of it: a condition in the same sentence is not its own.
_STATES = frozenset({"wants_move", "not_for_sale"})
_CONDITIONAL = (Modality.CONDITIONAL, Modality.EXPECTED)


def _when(
    units: Sequence[Unit], event: Event, start: int, end: int, year: int | None
) -> tuple[When, str | None]:
    if event.first and units[event.first - 1].low == "had" and _is_participle(units[event.first]):
        return When.PAST, "had"
    cue = past_cue(units, start, end, year)
    return (When.PAST, cue) if cue else (When.CURRENT, None)


def past_cue(units: Sequence[Unit], start: int, end: int, year: int | None) -> str | None:
    """The word by which the clause ``units[start:end]`` tells of long ago, if one does."""
    if cue := _cue(units, start, end, "w:past"):
        return cue
    years = (place for place in range(start, end) if _YEAR.match(units[place].low))
    return next((units[place].low for place in years if _is_long_ago(units, place, year)), None)


def _is_long_ago(units: Sequence[Unit], place: int, year: int | None) -> bool:
    """True for a year before the text's; where that is not known, for "in 2015" all the same."""
    if year is not None:
        return int(units[place].low) < year
    return bool(place) and units[place - 1].low in ("in", "since")


def _is_participle(unit: Unit) -> bool:
    return any(sense.form in ("past", "part") for sense in unit.senses)


def judge(line: Line, event: Event, year: int | None) -> Scope:
    """How the event of a sentence is meant. ``year`` is that of the article, by which "in 2015" is long ago."""
    units = line.units
    start, end = line.clause_around(event.first)[0], line.clause_around(event.last)[1]
    modality, cue = _modality(units, event, start)
    if event.frame.kind.value in _STATES and modality in _CONDITIONAL:
        modality, cue = Modality.ACTUAL, None
    when, past = _when(units, event, start, end, year)
    hedge = next((unit.low for unit in units if unit.has("w:hedge")), None)
    return Scope(modality, when, hedge, tuple(word for word in (cue, past, hedge) if word))
