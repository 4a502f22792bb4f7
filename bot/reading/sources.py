"""Who says it: outlets that claim, people and clubs that are quoted, and whom "the paper" stands for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.model import Certainty
from bot.reading import source_signs
from bot.reading.data import table
from bot.reading.people import Person
from bot.reading.ranker import ranker
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.casting import Casting
    from bot.reading.document import Document, Line
    from bot.reading.units import Unit


@dataclass(frozen=True, slots=True)
class Voice:
    """Who answers for what a sentence says. ``speaker`` and ``speaks_for`` (a club) hold for its quotation."""

    source: str | None = None
    relays: tuple[str, ...] = ()
    speaker: str | None = None
    speaks_for: str | None = None
    certainty: Certainty = Certainty.CLAIMED
    is_public: bool = False


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


def _sayer(units: Sequence[Unit]) -> tuple[str | None, str | None]:
    """The person or club that a verb of saying has as its subject: (speaker, club he speaks for)."""
    for place, unit in enumerate(units):
        if unit.has("v:say"):
            subject = _subject(units, place)
            if subject is not None:
                return _who(units, subject)
    return None, None


def _subject(units: Sequence[Unit], verb: int) -> int | None:
    """The mention right before a verb; over an apposition ("X, the club's director, said") the person."""
    for place in range(verb - 1, max(-1, verb - 2 - _REACH), -1):
        unit = units[place]
        if unit.of in (Of.PERSON, Of.CLUB, Of.THE_CLUB):
            return place
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


def _who(units: Sequence[Unit], subject: int) -> tuple[str | None, str | None]:
    """Who speaks, and for which club: an official for the one named beside him, "the club" for the first."""
    unit = units[subject]
    clubs = [str(found.value) for found in units[: subject + 1] if found.of is Of.CLUB]
    if isinstance(unit.value, Person):
        after = [str(found.value) for found in units[subject : subject + 8] if found.of is Of.CLUB]
        beside = clubs[-1:] or after[:1]
        return unit.value.name, beside[0] if unit.value.is_staff and beside else None
    if unit.of is Of.THE_CLUB:
        return None, clubs[0] if clubs else None
    return None, str(unit.value)


def _official(units: Sequence[Unit], club: str | None) -> bool:
    return club is not None and any(unit.has("v:announce") for unit in units)


def _public(units: Sequence[Unit]) -> bool:
    return any(unit.has("w:public") for unit in units)


def _certainty(line: Line, speaker: str | None, club: str | None) -> Certainty:
    """On record: a named person or a club is quoted, or speaks in public, without a "reportedly"."""
    hedged = any(unit.has("w:hedge") for unit in line.units)
    if _official(line.units, club) and not hedged:
        return Certainty.OFFICIAL
    if _public(line.units) and any(unit.of is Of.CLUB for unit in line.units):
        return Certainty.ON_RECORD
    if line.sentence.quoted and (speaker or club):
        return Certainty.ON_RECORD
    if (speaker or club) and not hedged:
        return Certainty.ON_RECORD
    return Certainty.CLAIMED


def voices(document: Document) -> list[Voice]:
    """The voice of each sentence. A quotation keeps its speaker over the paragraphs that go on with it."""
    found: list[Voice] = []
    last_source: str | None = None
    last = Voice()
    last_paragraph = -1
    for line in document.lines:
        origin, relays = _outlets(line)
        last_source = origin or last_source
        if origin is None and _is_anaphora(line):
            origin = last_source
        speaker, club = _sayer([unit for unit in line.units if unit.start not in line.sentence.quoted])
        same = line.sentence.paragraph == last_paragraph or line.sentence.opens_quote
        if line.sentence.quoted and not (speaker or club) and same:
            speaker, club = last.speaker, last.speaks_for
        voice = Voice(origin, relays, speaker, club, _certainty(line, speaker, club), _public(line.units))
        found.append(voice)
        if speaker or club or not line.sentence.quoted:
            last = voice
        last_paragraph = line.sentence.paragraph
    return found


_ANSWERS = 0.45
"""How likely an outlet must be the source for the news to be put to it."""


def answering(document: Document, casting: Casting) -> dict[int, list[str]]:
    """The outlets that answer for what is said of each player (by ``id``), in the order of the text."""
    found: dict[int, dict[str, None]] = {id(cast.player): {} for cast in casting.casts}
    for outlet in source_signs.outlets(document):
        chance = ranker("source").probabilities(source_signs.signs(document, casting, outlet))["source"]
        if chance >= _ANSWERS:
            for cast in casting.casts:
                if casting.topics[outlet.number].concerns(cast.player) or len(casting.casts) == 1:
                    found[id(cast.player)][outlet.name] = None
    return {player: list(names) for player, names in found.items()}
