"""What stands around an event: is it so, or denied, hoped for, weighed, conditional, long past?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.model import Kind, Modality, When
from bot.reading.lexicon import forms_of
from bot.reading.units import Of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.reading.document import Line
    from bot.reading.frames import Event
    from bot.reading.units import Unit

_NEAR = 4
_GOVERNED = 10
"""Units over which a word of denial is felt."""


@dataclass(slots=True)
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
    for unit in reversed(units):
        if name in unit.keys:
            return unit.low
    return None


def _modality(line: Line, event: Event, start: int) -> tuple[Modality, str | None]:
    """The strongest sign around an event: most sentences have no word of most classes."""
    for modality, name, where in _SIGNS:
        if name in line.keys and (cue := _cue(where(line.units, event, start), name)):
            return modality, cue
        if not name and (cue := _of_form(modality, line, event)):
            return modality, cue
    return Modality.ACTUAL, None


def _near(units: Sequence[Unit], event: Event, start: int) -> Sequence[Unit]:
    return units[max(start, event.first - _NEAR) : event.first]


def _inside(units: Sequence[Unit], event: Event) -> list[Unit]:
    return [units[place] for place in range(event.first, event.last) if place not in event.units]


def _around(units: Sequence[Unit], event: Event, start: int) -> Sequence[Unit]:
    return [*_near(units, event, start), *_inside(units, event)]


def _closest(units: Sequence[Unit], event: Event, start: int) -> Sequence[Unit]:
    return [*_near(units, event, start)[-3:], *_inside(units, event)]


def _with_first(units: Sequence[Unit], event: Event, start: int) -> Sequence[Unit]:
    return [*_near(units, event, start), units[event.first], *_inside(units, event)]


def _governing(units: Sequence[Unit], event: Event, _: int) -> Sequence[Unit]:
    return units[max(0, event.first - _GOVERNED) : event.first]


def _clause_before(units: Sequence[Unit], event: Event, start: int) -> Sequence[Unit]:
    return units[max(0, start - 1) : event.first]


def _following(units: Sequence[Unit], event: Event, _: int) -> Sequence[Unit]:
    return units[event.last + 1 :]


def _inside_and_after(units: Sequence[Unit], event: Event, _: int) -> Sequence[Unit]:
    return [*_inside(units, event), *units[event.last + 1 : event.last + 1 + _NEAR]]


_SIGNS = (
    (Modality.NEGATED, "w:negation", _around),
    (Modality.NEGATED, "v:fail", _near),
    # "Has denied that …", "ruled out …": the denial governs what comes after it, over the end of its clause.
    (Modality.NEGATED, "w:denial", _governing),
    (Modality.NEGATED, "v:deny", _governing),
    # "It is not true that …", "no truth in reports that …", and "reports that … are wide of the mark".
    (Modality.NEGATED, "w:false", _governing),
    (Modality.NEGATED, "w:false", _following),
    # "Terms with nobody".
    (Modality.NEGATED, "w:nobody", _inside_and_after),
    (Modality.CONSIDERING, "w:considering", _with_first),
    (Modality.CONSIDERING, "v:prepare", _around),
    (Modality.CONDITIONAL, "w:condition", _clause_before),
    (Modality.CONDITIONAL, "", _around),
    (Modality.CONDITIONAL, "w:possible", _around),
    (Modality.EXPECTED, "w:expected", _closest),
    (Modality.EXPECTED, "w:almost", _closest),
    # What somebody wants to do he has not done, nor what he is to do, nor what he only speaks of doing.
    (Modality.EXPECTED, "v:want", _closest),
    (Modality.EXPECTED, "", _around),
)
"""The signs in the order in which they outweigh one another: what a word of a class makes of an event, and where.

Without a class it is the form of the sentence that says so.
"""


def _of_form(modality: Modality, line: Line, event: Event) -> str | None:
    if modality is Modality.EXPECTED:
        return _unfinished(line.units, event)
    return (_after(line.units, event) if "w:condition" in line.keys else None) or _unreal(line, event)


def _unreal(line: Line, event: Event) -> str | None:
    """The sign of a question, of "any player who …", of "had he signed, …", or of a game."""
    units = line.units
    if units[-1].low == "?" or (len(units) > 1 and units[-2].low == "?"):
        return "?"
    if units[0].low == "had":
        return "had"
    if "any" in line.keys and any(units[place].low == "any" for place in event.units):
        return "any"
    return _cue(units, "w:fantasy") if "w:fantasy" in line.keys else None


# What may stand right before an -ing form that tells of something done, or going on.
_DONE = frozenset("after following by since having upon been being are is was were 's and also now".split())


def _unfinished(units: Sequence[Unit], event: Event) -> str | None:
    """The word that makes an infinitive ("to hand in") or a gerund ("of handing in") something not yet done."""
    verb = next((place for place in event.units if forms_of(units[place].senses)), None)
    if not verb:
        return None
    before, forms = units[verb - 1], forms_of(units[verb].senses)
    if before.low == "to" and "base" in forms:
        return "to"
    is_gerund = forms == frozenset({"ing"})
    return before.low if is_gerund and before.of is Of.WORD and before.low not in _DONE else None


def _after(units: Sequence[Unit], event: Event) -> str | None:
    """A condition or a possibility that follows: "will revive it if …", "…, could yet see …"."""
    for unit in units[event.last + 1 :]:
        if unit.has("w:condition") and not unit.has("w:possible"):
            return unit.low
        if unit.low in {".", ";", '"'}:
            break
    return None


# What a club or a player wants is so, whatever else may come of it: a condition in the same sentence is not its own.
_STATES = frozenset({Kind.WANTS_MOVE, Kind.NOT_FOR_SALE})
_CONDITIONAL = (Modality.CONDITIONAL, Modality.EXPECTED)


def _when(
    units: Sequence[Unit], event: Event, start: int, end: int, today: dt.date | None
) -> tuple[When, str | None]:
    if event.first and units[event.first - 1].low == "had" and _is_participle(units[event.first]):
        return When.PAST, "had"
    if any(
        one.low == "had" and two.low == "been" for one, two in pairwise(units[event.first : event.last + 1])
    ):
        return When.PAST, "had been"
    cue = past_cue(units, start, end, today)
    return (When.PAST, cue) if cue else (When.CURRENT, None)


def past_cue(units: Sequence[Unit], start: int, end: int, today: dt.date | None) -> str | None:
    """The word by which the clause ``units[start:end]`` tells of long ago, if one does."""
    if cue := _cue(units[start:end], "w:past") or _cue(units, "w:retro"):
        return cue
    for place in range(start, end):
        low = units[place].low
        if len(low) == _YEAR and low.isdecimal() and _is_long_ago(units, place, today):
            return low
        if (
            low in _MONTHS
            and place
            and today is not None
            and _is_months_ago(units[place - 1].low, low, today)
        ):
            return f"{units[place - 1].low} {low}"
    return None


_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(),
        start=1,
    )
}
_RECENT = 2
"""From so many months on a month named is another window's."""
_COMING = 6
"""From so many months on "in July" may as well be the next one."""


def _is_months_ago(before: str, month: str, today: dt.date) -> bool:
    """True for "rejected in January" in May, and for "last December" in May, but not for "in July" in January."""
    ago = (today.month - _MONTHS[month]) % 12
    return (before == "last" and ago >= _RECENT) or (before == "in" and _RECENT <= ago < _COMING)


_YEAR = 4
"""Digits of a year."""


def _is_long_ago(units: Sequence[Unit], place: int, today: dt.date | None) -> bool:
    """True for a year before the text's; where that is not known, for "in 2015" all the same."""
    if not units[place].low.startswith(("19", "20")):
        return False
    if today is not None:
        return int(units[place].low) < today.year
    return bool(place) and units[place - 1].low in ("in", "since", "of")


def _is_participle(unit: Unit) -> bool:
    return not forms_of(unit.senses).isdisjoint(("past", "part"))


def judge(line: Line, event: Event, today: dt.date | None) -> Scope:
    """How the event of a sentence is meant. ``today`` is the article's day, by which "in 2015" is long ago.

    Many frames take the same words, and sums ask once more: what was found stays with the line.
    """
    is_state = event.frame.kind in _STATES
    found = line.meant.get((event.units, is_state))
    if found is None:
        found = line.meant[event.units, is_state] = _judged(line, event, today, is_state=is_state)
    return found


def _judged(line: Line, event: Event, today: dt.date | None, *, is_state: bool) -> Scope:
    units = line.units
    start, end = line.clause_around(event.first)[0], line.clause_around(event.last)[1]
    modality, cue = _modality(line, event, start)
    if is_state and modality in _CONDITIONAL:
        modality, cue = Modality.ACTUAL, None
    when, past = _when(units, event, start, end, today)
    hedge = (
        next((unit.low for unit in units if unit.has("w:hedge")), None) if "w:hedge" in line.keys else None
    )
    rumour = _cue(units[max(0, event.first - _GOVERNED) : event.first], "w:rumour")
    cues = tuple(word for word in (cue, past, hedge, rumour) if word)
    return Scope(modality, when, hedge, cues, "it is told as talk, not as news" if rumour else None)
