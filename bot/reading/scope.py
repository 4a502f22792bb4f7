"""What stands around an event: is it so, or denied, hoped for, weighed, conditional, long past?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.ladder import ENDS
from bot.model import Kind, Modality, When
from bot.reading.lexicon import forms_of
from bot.reading.tense import cue_in, is_told, past_cue
from bot.reading.units import Of
from bot.speech import mark

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


def _modality(line: Line, event: Event, start: int) -> tuple[Modality, str | None]:
    """The strongest sign around an event: most sentences have no word of most classes."""
    for modality, name, where in _SIGNS:
        if name in line.keys and (cue := cue_in(where(line.units, event, start), name)):
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
    # "Medical still to come", "terms yet to be discussed".
    (Modality.CONDITIONAL, "w:to_come", _inside_and_after),
    (Modality.CONDITIONAL, "w:to_come", _near),
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
    return cue_in(units, "w:fantasy") if "w:fantasy" in line.keys else None


# What may stand right before an -ing form that tells of something done, or going on.
_DONE = frozenset("after following by since having upon been being are is was were 's and also now".split())


def _unfinished(units: Sequence[Unit], event: Event) -> str | None:
    """The word that makes an infinitive ("to hand in") or a gerund ("of handing in") something not yet done."""
    verb = next((place for place in event.units if _is_deed(units[place], event)), None)
    if not verb:
        return None
    before, forms = units[verb - 1], forms_of(units[verb].senses)
    if before.low == "to" and "base" in forms:
        return "to"
    is_gerund = forms == frozenset({"ing"})
    return before.low if is_gerund and before.of is Of.WORD and before.low not in _DONE else None


def _is_deed(unit: Unit, event: Event) -> bool:
    """True for a verb that says what is done: who refuses to join has refused."""
    is_refused = event.frame.kind is Kind.REJECTS_MOVE and unit.has("v:join")
    return bool(forms_of(unit.senses)) and not is_refused


_AGREED = frozenset({Kind.FEE_AGREED, Kind.LOAN_AGREED})
"""What is agreed "conditional on a medical" is agreed."""


def _after(units: Sequence[Unit], event: Event) -> str | None:
    """A condition or a possibility that follows: "will revive it if …", "…, could yet see …"."""
    for place in range(event.last + 1, len(units)):
        unit = units[place]
        if unit.low.endswith((" on", " upon")) and event.frame.kind in _AGREED:
            continue
        if unit.has("w:condition") and not unit.has("w:possible"):
            return None if unit.low == "when" and is_told(units[place + 1 :]) else unit.low
        if unit.low in {".", ";", '"'}:
            break
    return None


# What a club or a player wants is so, whatever else may come of it: a condition in the same sentence is not its own.
_STATES = frozenset({Kind.WANTS_MOVE, Kind.NOT_FOR_SALE, Kind.PRICE_SET})
_CONDITIONAL = (Modality.CONDITIONAL, Modality.EXPECTED)


_WILL = ("will", "he'll", "she'll", "shall")
_WEIGHED = (Modality.CONSIDERING, *_CONDITIONAL)
_REFUSING = frozenset({Kind.NOT_FOR_SALE, Kind.REJECTS_MOVE, Kind.COLLAPSED, Kind.WITHDREW})
_SUPPOSED = frozenset(
    {"if", "unless", "should", "whether", "when", "?", "had", "any", "provided", "could", "may", "might"}
)


def _refuses(line: Line, event: Event) -> bool:
    """True for a refusal made of a "no" and a deed: in "have no plans to sell" the plan is what there is not."""
    return event.frame.kind in _REFUSING and any(line.units[place].has("w:negation") for place in event.units)


def _when(
    units: Sequence[Unit], event: Event, start: int, end: int, today: dt.date | None
) -> tuple[When, str | None]:
    deeds = event.units if event.frame.is_cast else event.units[:1]
    if event.frame.kind in ENDS or not _is_reported(units, event.last):
        if any(place and units[place - 1].low == "had" and _is_participle(units[place]) for place in deeds):
            return When.PAST, "had"
        if any(
            one.low == "had" and two.low == "been"
            for one, two in pairwise(units[event.first : event.last + 1])
        ):
            return When.PAST, "had been"
    cue = past_cue(units, start, end, today)
    return (When.PAST, cue) if cue else (When.CURRENT, None)


_TOLD_OF = frozenset("reported reports understood emerged learned learnt".split())


def _is_reported(units: Sequence[Unit], last: int) -> bool:
    """True for "said that they had agreed": behind a word of saying in the past "had" is what "have" was."""
    place = next((at for at in range(last, -1, -1) if units[at].low == "had"), 0)
    tail = units[max(last + 1, len(units) - _TAIL) :]  # "…, the club said."
    return any(unit.low in _TOLD_OF or _is_said(unit) for unit in units[:place]) or any(map(_is_said, tail))


_TAIL = 4


def _is_said(unit: Unit) -> bool:
    return unit.has("v:say.past") and unit.low not in _CALLED


_CALLED = frozenset({"recalled", "added"})
"""Who recalls tells of old days."""


def _is_participle(unit: Unit) -> bool:
    return not forms_of(unit.senses).isdisjoint(("past", "part"))


def judge(line: Line, event: Event, today: dt.date | None) -> Scope:
    """How the event of a sentence is meant. ``today`` is the article's day, by which "in 2015" is long ago.

    Many frames take the same words, and sums ask once more: what was found stays with the line.
    """
    kind = event.frame.kind
    is_state = kind in _STATES or (event.frame.is_cast and kind is Kind.OPEN_TO_SALE)
    if event.frame.is_of_all or kind in _REFUSING:
        return _judged(line, event, today, is_state=is_state)
    found = line.meant.get((event.units, is_state))
    if found is None:
        found = line.meant[event.units, is_state] = _judged(line, event, today, is_state=is_state)
    return found


def _is_announcing(line: Line, event: Event) -> bool:
    """True for "are delighted to announce", "can confirm": what is announced like that is so."""
    if "w:glad_to" not in line.keys:
        return False
    near = line.units[max(0, event.first - 2) : event.last + 1]
    return any(
        unit.has("w:glad_to") and (unit.has("v:announce") or following.has("v:announce"))
        for unit, following in pairwise(near)
    )


def _judged(line: Line, event: Event, today: dt.date | None, *, is_state: bool) -> Scope:
    units = line.units
    start, end = line.clause_around(event.first)[0], line.clause_around(event.last)[1]
    modality, cue = _modality(line, event, start)
    if (is_state or _is_announcing(line, event)) and modality in _CONDITIONAL:
        modality, cue = Modality.ACTUAL, None
    if event.frame.is_of_all and modality is Modality.EXPECTED and cue in _WILL:
        modality, cue = Modality.ACTUAL, None
    if modality in _WEIGHED and cue not in _SUPPOSED and _refuses(line, event):
        modality, cue = Modality.ACTUAL, None
    when, past = _when(units, event, start, end, today)
    hedge = (
        next((unit.low for unit in units if unit.has("w:hedge")), None) if "w:hedge" in line.keys else None
    )
    rumour = cue_in(units[max(0, event.first - _GOVERNED) : event.first], "w:rumour")
    cues = tuple(word for word in (cue, past, hedge, rumour) if word)
    return Scope(modality, when, hedge, cues, mark("it is told as talk, not as news") if rumour else None)
