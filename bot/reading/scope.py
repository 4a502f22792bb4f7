"""What stands around an event: is it so, or denied, hoped for, weighed, conditional, long past?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Modality, When
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.document import Line
    from bot.reading.frames import Event
    from bot.reading.units import Unit

_NEAR = 4
_GOVERNED = 7
"""Units over which a word of denial is felt."""

_YEAR = re.compile(r"(?:19|20)\d\d\Z")


@dataclass(frozen=True, slots=True)
class Scope:
    """How an event is meant.

    ``cues`` are the words that said so, for ``read --explain``; ``doubt`` is why it is not told though it may be so.
    """

    modality: Modality
    when: When
    hedge: str | None
    cues: tuple[str, ...]
    doubt: str | None

    @property
    def is_so(self) -> bool:
        """True for what is said to be so, and to be so now."""
        return self.modality is Modality.ACTUAL and self.when is When.CURRENT


def _cue(units: Sequence[Unit], name: str) -> str | None:
    """The last word of a class in some units, if there is one."""
    return next((unit.low for unit in reversed(units) if unit.has(name)), None)


def _modality(line: Line, event: Event, start: int) -> tuple[Modality, str | None]:
    """The strongest sign around an event, in the order in which the signs outweigh one another."""
    units, first = line.units, event.first
    near = units[max(start, first - _NEAR) : first]
    inside = [units[place] for place in range(first, event.last) if place not in event.units]
    closest = [*near[-3:], *inside]
    after = units[event.last + 1 :]
    signs = (
        (Modality.NEGATED, _cue([*near, *inside], "w:negation")),
        (Modality.NEGATED, _cue(near, "v:fail")),
        # "Has denied that …", "ruled out …": the denial governs what comes after it, over the end of its clause.
        (Modality.NEGATED, _cue(units[max(0, first - _GOVERNED) : first], "w:denial")),
        # "Reports that … are wide of the mark", "terms with nobody".
        (Modality.NEGATED, _cue(after, "w:false")),
        (Modality.NEGATED, _cue([*inside, *after[:_NEAR]], "w:nobody")),
        (Modality.CONSIDERING, _cue([*near, units[first], *inside], "w:considering")),
        (Modality.CONSIDERING, _cue([*near, *inside], "v:prepare")),
        (Modality.CONDITIONAL, _cue(units[max(0, start - 1) : first], "w:condition")),
        (Modality.CONDITIONAL, _after(units, event)),
        (Modality.CONDITIONAL, _unreal(units, event)),
        (Modality.CONDITIONAL, _cue([*near, *inside], "w:possible")),
        (Modality.EXPECTED, _cue(closest, "w:expected")),
        (Modality.EXPECTED, _cue(closest, "w:almost")),
        # What somebody wants to do he has not done, nor what he is to do, nor what he only speaks of doing.
        (Modality.EXPECTED, _cue(closest, "v:want")),
        (Modality.EXPECTED, _unfinished(units, event)),
    )
    return next(((modality, cue) for modality, cue in signs if cue), (Modality.ACTUAL, None))


def _unreal(units: Sequence[Unit], event: Event) -> str | None:
    """The sign of a question, of "any player who …", of "had he signed, …", or of a game."""
    if units[-1].low == "?" or (len(units) > 1 and units[-2].low == "?"):
        return "?"
    if units[0].low == "had":
        return "had"
    generic = next((units[place].low for place in event.units if units[place].low == "any"), None)
    return generic or _cue(units, "w:fantasy")


# What may stand right before an -ing form that tells of something done, or going on.
_DONE = frozenset("after following by since having upon been being are is was were 's and also now".split())


def _unfinished(units: Sequence[Unit], event: Event) -> str | None:
    """The word that makes an infinitive ("to hand in") or a gerund ("of handing in") something not yet done."""
    verb = next((place for place in event.units if _forms(units[place])), None)
    if not verb:
        return None
    before, forms = units[verb - 1], _forms(units[verb])
    if before.low == "to" and "base" in forms:
        return "to"
    is_gerund = forms == {"ing"}
    return before.low if is_gerund and before.of is Of.WORD and before.low not in _DONE else None


def _forms(unit: Unit) -> set[str]:
    return {sense.form for sense in unit.senses if sense.form}


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
    if cue := _cue(units[start:end], "w:past") or _cue(units, "w:retro"):
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
    modality, cue = _modality(line, event, start)
    if event.frame.kind.value in _STATES and modality in _CONDITIONAL:
        modality, cue = Modality.ACTUAL, None
    when, past = _when(units, event, start, end, year)
    hedge = next((unit.low for unit in units if unit.has("w:hedge")), None)
    rumour = _cue(units[max(0, event.first - _GOVERNED) : event.first], "w:rumour")
    cues = tuple(word for word in (cue, past, hedge, rumour) if word)
    return Scope(modality, when, hedge, cues, "it is told as talk, not as news" if rumour else None)
