"""Who says it: outlets that claim, people and clubs that are quoted, and whom "the paper" stands for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.model import Certainty
from bot.reading.data import table
from bot.reading.people import Person
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.document import Document, Line
    from bot.reading.units import Unit


@dataclass(frozen=True, slots=True)
class Voice:
    """Who answers for what a sentence says. ``speaker`` and ``speaks_for`` (a club) hold for its quotation.

    ``is_staff``: the speaker is a manager or the like. ``is_announced``: what is done is announced, be it in a post
    that opens with "OFFICIAL".
    """

    source: str | None = None
    relays: tuple[str, ...] = ()
    speaker: str | None = None
    speaks_for: str | None = None
    certainty: Certainty = Certainty.CLAIMED
    is_public: bool = False
    is_staff: bool = False
    is_announced: bool = False


@cache
def _relay_words() -> tuple[str, ...]:
    return tuple(table("attribution.toml")["relay"])


@cache
def _anaphora() -> tuple[str, ...]:
    return tuple(table("attribution.toml")["anaphora"])


def _outlets(line: Line) -> tuple[str | None, tuple[str, ...]]:
    """The origin of what a sentence says and those who relay it."""
    origin: str | None = None
    relays: list[str] = []
    for place, unit in enumerate(line.units):
        if unit.of is Of.OUTLET:
            before = " ".join(earlier.low for earlier in line.units[max(0, place - 3) : place])
            is_relay = any(before.removesuffix(" the").endswith(word) for word in _relay_words())
            if is_relay and origin:
                relays.append(str(unit.value))
            elif origin is None:
                origin = str(unit.value)
    return origin, tuple(relays)


def _is_anaphora(line: Line) -> bool:
    words = " ".join(unit.low for unit in line.units)
    return any(f"{phrase} " in f"{words} " for phrase in _anaphora())


_REACH = 4
"""Words that may stand between a subject and its verb: "has", "once again", "reportedly"."""


@dataclass(frozen=True, slots=True)
class _Sayer:
    """Who says something, for which club, and whether he is one of the staff."""

    name: str | None = None
    club: str | None = None
    is_staff: bool = False

    @property
    def is_known(self) -> bool:
        return bool(self.name or self.club)


_NOBODY = _Sayer()


def _sayer(units: Sequence[Unit]) -> _Sayer:
    """The person or club that a verb of saying has as its subject, or that a colon leads in ("Frank: …")."""
    for place, unit in enumerate(units):
        if unit.has("v:say") or unit.low.startswith(_DENYING):
            subject = _subject(units, place)
            if subject is not None:
                return _who(units, subject)
    return _led_in(units)


_DENYING = ("denied", "denies", "deny", "refute", "rubbish", "rebut")
"""Words of denial that are words of saying, too."""
_LEAD = 8
"""Units before the colon in "Frank on Almeida at his press conference: …"."""


def _led_in(units: Sequence[Unit]) -> _Sayer:
    first = units[0] if units else None
    if first is None or not isinstance(first.value, Person) or len(units) < 2:  # noqa: PLR2004 - a name and more
        return _NOBODY
    is_lead = units[1].low == ":" or (
        units[1].low == "on" and any(unit.low == ":" for unit in units[2:_LEAD])
    )
    return _who(units, 0) if is_lead and first.value.is_staff else _NOBODY


def _subject(units: Sequence[Unit], verb: int) -> int | None:
    """The mention right before a verb; over an apposition ("X, the club's director, said") the person."""
    for place in range(verb - 1, max(-1, verb - 2 - _REACH), -1):
        unit = units[place]
        if unit.of in (Of.PERSON, Of.CLUB, Of.THE_CLUB):
            is_others = unit.of is Of.PERSON and units[place + 1].low in ("'s", "'")
            return None if is_others else place  # "NAME's agent said" is no word of his
        if unit.low == ",":
            return _before_apposition(units, place)
        if unit.is_barrier or unit.has("w:pronoun"):
            return None
    return None


def _before_apposition(units: Sequence[Unit], comma: int) -> int | None:
    for place in range(comma - 1, 0, -1):
        if units[place].low == ",":
            return place - 1 if units[place - 1].of is Of.PERSON else None
    return None


def _who(units: Sequence[Unit], subject: int) -> _Sayer:
    """Who speaks, and for which club: an official for the one named beside him, "the club" for the first."""
    unit = units[subject]
    clubs = [str(found.value) for found in units[: subject + 1] if found.of is Of.CLUB]
    if isinstance(unit.value, Person):
        after = [str(found.value) for found in units[subject : subject + 8] if found.of is Of.CLUB]
        beside = clubs[-1:] or after[:1]
        is_staff = unit.value.is_staff and not unit.value.is_reporter
        return _Sayer(unit.value.name, beside[0] if unit.value.is_staff and beside else None, is_staff)
    if unit.of is Of.THE_CLUB:
        return _Sayer(club=clubs[0] if clubs else None)
    return _Sayer(club=str(unit.value))


def _official(units: Sequence[Unit], sayer: _Sayer) -> bool:
    """True for a club's own announcement; what its manager confirms is his word."""
    return sayer.name is None and sayer.club is not None and any(unit.has("v:announce") for unit in units)


def _public(units: Sequence[Unit]) -> bool:
    return any(unit.has("w:public") for unit in units)


def _certainty(line: Line, sayer: _Sayer) -> Certainty:
    """On record: a named person or a club is quoted, or speaks in public, without a "reportedly"."""
    hedged = "w:hedge" in line.keys
    if _official(line.units, sayer) and not hedged:
        return Certainty.OFFICIAL
    if _public(line.units) and any(unit.of in (Of.CLUB, Of.PERSON) for unit in line.units):
        return Certainty.ON_RECORD
    is_said = sayer.is_known and (bool(line.sentence.quoted) or not hedged or _denies_reports(line))
    return Certainty.ON_RECORD if is_said else Certainty.CLAIMED


def _denies_reports(line: Line) -> bool:
    """True for "has denied reports that …": the hedge is what is denied."""
    verb = next((place for place, unit in enumerate(line.units) if unit.low.startswith(_DENYING)), None)
    return verb is not None and not any(unit.has("w:hedge") for unit in line.units[:verb])


_ANNOUNCING = frozenset(
    "official confirmed confirmado oficial ufficiale officiel offiziell officieel".split()
)
_AFTER = frozenset({":", "|", ".", "!", "–", "—", "✅", "-"})


def _opens_officially(line: Line) -> bool:
    """True for a sentence that opens with "OFFICIAL:", "✅ Confirmed."."""
    words = [unit for unit in line.units if unit.of is Of.WORD or unit.low in _AFTER][:2]
    lead = [unit.low for unit in line.units[:3]]
    opening = next((place for place, low in enumerate(lead) if low in _ANNOUNCING), None)
    if opening is None or not words or any(unit.of is not Of.MARK for unit in line.units[:opening]):
        return False
    return opening + 1 == len(line.units) or line.units[opening + 1].low in _AFTER


_PASSIVE = frozenset("was were been".split())


def _is_announced(line: Line) -> bool:
    """True for "was announced this evening", "has been unveiled"."""
    if "w:hedge" in line.keys or "w:expected" in line.keys:
        return False
    return any(
        one.low in _PASSIVE and any(_is_announcing(other) for other in line.units[place + 1 : place + 3])
        for place, one in enumerate(line.units)
    )


def _is_announcing(unit: Unit) -> bool:
    return unit.has("v:announce.part") or unit.has("v:present.part")


def voices(document: Document) -> list[Voice]:
    """The voice of each sentence. A quotation keeps its speaker over the paragraphs that go on with it."""
    found: list[Voice] = []
    last_source: str | None = None
    last_sayer = _NOBODY
    last_paragraph = -1
    is_official = False
    for line in document.lines:
        origin, relays = _outlets(line)
        last_source = origin or last_source
        if origin is None and _is_anaphora(line):
            origin = last_source
        is_official = _opens_officially(line) or (
            is_official and line.sentence.paragraph == last_paragraph and "w:hedge" not in line.keys
        )
        sayer = _sayer([unit for unit in line.units if unit.start not in line.sentence.quoted])
        same = line.sentence.paragraph == last_paragraph or line.sentence.opens_quote
        if line.sentence.quoted and not sayer.is_known and same:
            sayer = last_sayer
        voice = Voice(
            origin,
            relays,
            sayer.name,
            sayer.club,
            _certainty(line, sayer),
            _public(line.units),
            sayer.is_staff,
            is_official or _is_announced(line),
        )
        found.append(voice)
        if sayer.is_known or not line.sentence.quoted:
            last_sayer = sayer
        last_paragraph = line.sentence.paragraph
    return found
