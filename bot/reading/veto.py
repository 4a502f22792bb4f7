"""What a sentence cannot be made to say, however likely it looks: the thing is another one, or another's."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.model import Kind
from bot.reading.money import Money
from bot.reading.units import Of

if TYPE_CHECKING:
    from bot.reading.casting import Cast
    from bot.reading.document import Line
    from bot.reading.frames import Event

# What follows a club's name where not the club itself is meant: "joined Liverpool fans", "Liverpool's target".
_OTHER_HEADS = frozenset("'s ' fans supporters players target legend stars teammates team-mates boss".split())
_OF_CLUB = frozenset({Kind.SIGNED, Kind.REJECTS_MOVE})


def is_vetoed(line: Line, event: Event, cast: Cast) -> bool:
    """True for "joined Liverpool fans", "rejected the chance to bid", "a new deal with a sponsor", another's move."""
    return (
        _is_of_something_else(line, event)
        or _is_anothers(line, event, cast)
        or _is_medical_at_home(line, event, cast)
        or _is_no_transfer_medical(line, event)
        or _is_own_contract(line, event, cast)
        or _is_refused_by_club(line, event)
        or _is_not_yet(line, event)
        or _is_of_wages(line, event)
    )


def _is_of_wages(line: Line, event: Event) -> bool:
    """True for a price where all the money of the sentence is wages."""
    sums = [line.units[place].value for place in line.sums]
    return (
        event.frame.kind is Kind.PRICE_SET
        and bool(sums)
        and all(isinstance(one, Money) and one.wages for one in sums)
    )


def _is_not_yet(line: Line, event: Event) -> bool:
    """True for "have yet to answer the offer": what is still to come is denied by nobody."""
    return event.frame.kind is Kind.DENIED and line.units[event.first].low in (
        "yet to",
        "failed to",
        "fails to",
    )


def joins_another(line: Line, event: Event, suitor: str | None) -> bool:
    """True for "joined Everton" where the suitor is another club."""
    if event.frame.kind is not Kind.SIGNED:
        return False
    clubs = {club for place, club in line.clubs if place in event.units}
    return bool(clubs) and suitor not in clubs


def _is_of_something_else(line: Line, event: Event) -> bool:
    units = line.units
    if "w:spoiler" in line.keys and any(
        units[place].has("w:spoiler") for place in range(event.first, event.last)
    ):
        return True
    follows = units[event.last + 1] if event.last + 1 < len(units) else None
    if follows is None:
        return False
    if event.frame.kind in _OF_CLUB and units[event.last].of is Of.CLUB:
        return follows.low in _OTHER_HEADS or follows.of is Of.PERSON or follows.has("n:position")
    if event.frame.kind is Kind.CONTRACT_RENEWAL and follows.low == "with":
        return event.last + 2 < len(units) and units[event.last + 2].of not in (Of.CLUB, Of.THE_CLUB)
    return False


_BY = 3
"""So many words behind the verb "by" may stand that tells who refused."""


def _is_refused_by_club(line: Line, event: Event) -> bool:
    """True for "had a bid rejected by Brentford": a club refused it, and no player said no."""
    if event.frame.kind is not Kind.REJECTS_MOVE:
        return False
    units = line.units[event.first : event.last + _BY]
    return any(one.low == "by" and follows.of in (Of.CLUB, Of.THE_CLUB) for one, follows in pairwise(units))


# "Medical tests on his knee", "medical clearance".
_OF_DOCTORS = frozenset(
    "tests test check checks check-up checkup scan scans treatment clearance staff team department room reasons "
    "grounds advice attention exam examination problem problems condition centre center bulletin update".split()
)


def _is_no_transfer_medical(line: Line, event: Event) -> bool:
    """True for a medical that is about a knee."""
    if event.frame.kind is not Kind.MEDICAL:
        return False
    return any(
        words[0] == "medical" and words[1] in _OF_DOCTORS
        for place in event.units
        if len(words := " ".join(unit.low for unit in line.units[place : place + 2]).split()) > 1
    )


_STAYING = frozenset("new extension extended improved renewed fresh stay stays staying".split())


def _is_own_contract(line: Line, event: Event, cast: Cast) -> bool:
    """True for terms on a new contract where he is, and for a contract offer that he turned down himself."""
    if event.frame.kind is Kind.PERSONAL_TERMS:
        own = line.clauses[event.first]
        clause = [unit for unit, number in zip(line.units, line.clauses, strict=True) if number == own]
        is_new = any(word in _STAYING for unit in clause for word in unit.low.split())
        return is_new and not any(unit.of is Of.CLUB and unit.value in cast.suitors for unit in clause)
    if event.frame.kind is Kind.BID_REJECTED and line.units[event.first].has("v:reject"):
        before = [unit for unit in line.units[: event.first] if unit.of in (Of.CLUB, Of.PERSON, Of.THE_CLUB)]
        return bool(before) and before[-1].value is cast.player
    return False


def _is_medical_at_home(line: Line, event: Event, cast: Cast) -> bool:
    """True for a medical at the club that was taken for the player's own: one of the two is not what it seems."""
    if event.frame.kind is not Kind.MEDICAL:
        return False
    after = line.units[event.last : event.last + 4]
    return any(one.low in ("at", "with") and other.value == cast.owner for one, other in pairwise(after))


def _is_anothers(line: Line, event: Event, cast: Cast) -> bool:
    """True if somebody else did it: another person stands in between, or a suitor is said to refuse his own bid."""
    units = line.units
    between = units[event.first + 1 : event.last]
    if units[event.first].of is Of.PERSON and any(unit.of is Of.PERSON for unit in between):
        return units[event.last].of is not Of.PERSON or units[event.last].value is not cast.player
    if event.frame.kind is Kind.BID_REJECTED and units[event.first].has("v:reject"):
        start = line.clause_around(event.first)[0]
        subjects = [str(unit.value) for unit in units[start : event.first] if unit.of is Of.CLUB]
        return bool(subjects) and subjects[-1] in cast.suitors
    return False
