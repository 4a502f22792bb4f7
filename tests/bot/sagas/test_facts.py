"""What rules go by: each change of a saga with the stage, certainty, tier and clubs of its alert."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.model import Certainty, Kind, Modality, Stage
from tests.bot.sagas.telling import OFFICIAL, ON_RECORD, RIVAL, Tale, claim, on, row, steps

if TYPE_CHECKING:
    from bot.model import Rumour
    from bot.store import Judgement


@dataclass(frozen=True, slots=True)
class Fact:
    """What was told before, one article a day, what is told then, and what an alert says of it."""

    before: tuple[Rumour, ...]
    told: tuple[Rumour, ...]
    stage: Stage
    kinds: tuple[Kind, ...]
    suitors: tuple[str, ...] = ("Everton",)
    clubs: tuple[str, ...] = ("brentford", "everton")


AGREED = row(claim(Kind.FEE_AGREED, certainty=ON_RECORD))

FACTS = {
    "the first word": Fact((), (steps(Kind.INTEREST),), Stage.INTEREST, (Kind.INTEREST,)),
    "the weightiest change first": Fact(
        (),
        (row(claim(Kind.TALKS), claim(Kind.BID_REJECTED), claim(Kind.WANTS_MOVE)),),
        Stage.BID_REJECTED,
        (Kind.BID_REJECTED, Kind.WANTS_MOVE, Kind.TALKS),
    ),
    "a stance moves no deal": Fact(
        (steps(Kind.TALKS),), (row(claim(Kind.TRANSFER_REQUEST)),), Stage.TALKS, (Kind.TRANSFER_REQUEST,)
    ),
    "two suitors, the leading one first": Fact(
        (steps(Kind.INTEREST),),
        (steps(Kind.BID, club=RIVAL),),
        Stage.BID,
        (Kind.BID,),
        (RIVAL, "Everton"),
        ("brentford", "fulham", "everton"),
    ),
    "a deal that collapses had got so far": Fact(
        (steps(Kind.FEE_AGREED),),
        (row(claim(Kind.COLLAPSED)),),
        Stage.FEE_AGREED,
        (Kind.COLLAPSED,),
        (),
    ),
    "a collapse of everything concerns those who were in it": Fact(
        (steps(Kind.BID), steps(Kind.TALKS, club=RIVAL)),
        (row(claim(Kind.COLLAPSED, None), club=None),),
        Stage.BID,
        (Kind.COLLAPSED,),
        (),
        ("brentford", "everton", "fulham"),
    ),
    "a suitor who was behind and leaves": Fact(
        (steps(Kind.FEE_AGREED), steps(Kind.TALKS, club=RIVAL)),
        (row(claim(Kind.WITHDREW, RIVAL), club=RIVAL),),
        Stage.FEE_AGREED,
        (Kind.WITHDREW,),
        ("Everton",),
        ("brentford", "everton", "fulham"),
    ),
    "an agreement that is denied had been one": Fact(
        (steps(Kind.FEE_AGREED),),
        (row(claim(Kind.FEE_AGREED, modality=Modality.NEGATED, certainty=ON_RECORD)),),
        Stage.FEE_AGREED,
        (Kind.FEE_AGREED,),
    ),
    "an end of which nobody knew the beginning": Fact(
        (), (row(claim(Kind.WITHDREW)),), Stage.INTEREST, (Kind.WITHDREW,), ()
    ),
    "he stays": Fact(
        (steps(Kind.BID),),
        (row(claim(Kind.CONTRACT_RENEWAL), club=None),),
        Stage.BID,
        (Kind.CONTRACT_RENEWAL,),
        (),
    ),
    "the buyer alone once he has signed": Fact(
        (steps(Kind.BID), steps(Kind.TALKS, club=RIVAL)),
        (row(claim(Kind.SIGNED, certainty=OFFICIAL)),),
        Stage.DONE,
        (Kind.SIGNED,),
    ),
}


def last(before: tuple[Rumour, ...], told: tuple[Rumour, ...], outlet: str | None = None) -> Judgement:
    """Tell one article a day, then the last."""
    tale = Tale()
    for day, one in enumerate(before, start=1):
        tale.tell(on(day), one)
    return tale.tell(on(20), *told, outlet=outlet)


@pytest.mark.parametrize("case", FACTS)
def test_an_alert_carries_what_rules_go_by(case: str) -> None:
    fact = FACTS[case]
    judged = last(fact.before, fact.told)
    alert = judged.alert
    assert alert is not None
    assert (alert.stage, alert.kinds, alert.suitors) == (fact.stage, fact.kinds, fact.suitors)
    assert (alert.from_club, set(judged.club_keys)) == ("Brentford", set(fact.clubs))


# The claim, its outlet, and how well an alert on it is founded.
FOUNDED: dict[str, tuple[Rumour, str | None, Certainty, int]] = {
    "a report of nobody": (steps(Kind.TALKS), None, Certainty.CLAIMED, 4),
    "a report of an outlet of the first rank": (row(claim(Kind.TALKS, source="BBC Sport")), None, Certainty.CLAIMED, 1),
    "gossip": (row(claim(Kind.TALKS, source="Some Blog")), None, Certainty.CLAIMED, 4),
    "gossip that a good outlet passes on": (
        row(claim(Kind.TALKS, source="Some Blog")),
        "BBC Sport",
        Certainty.CLAIMED,
        4,
    ),
    "the outlet's own report": (steps(Kind.TALKS), "BBC Sport", Certainty.CLAIMED, 1),
    "the best of two": (
        row(claim(Kind.TALKS, source="Some Blog"), claim(Kind.WANTS_MOVE, source="BBC Sport")),
        None,
        Certainty.CLAIMED,
        1,
    ),
    "his own word": (
        row(claim(Kind.WANTS_MOVE, certainty=ON_RECORD, speaker="Joao Almeida")),
        None,
        Certainty.ON_RECORD,
        1,
    ),
    "the club's announcement": (row(claim(Kind.SIGNED, certainty=OFFICIAL)), None, Certainty.OFFICIAL, 1),
}  # fmt: skip


@pytest.mark.parametrize("case", FOUNDED)
def test_an_alert_is_as_well_founded_as_the_best_of_those_who_say_so(case: str) -> None:
    told, outlet, certainty, tier = FOUNDED[case]
    alert = last((), (told,), outlet).alert
    assert alert is not None
    assert (alert.certainty, alert.tier) == (certainty, tier)


def test_of_what_decided_the_verdict_only() -> None:
    reversed_by_gossip = row(
        claim(Kind.WITHDREW, source="Some Blog"), claim(Kind.NOT_FOR_SALE, certainty=ON_RECORD)
    )
    alert = last((steps(Kind.BID),), (reversed_by_gossip,)).alert
    assert alert is not None
    assert (alert.certainty, alert.tier) == (Certainty.CLAIMED, 4)
    assert alert.kinds == (Kind.WITHDREW, Kind.NOT_FOR_SALE)


def test_what_is_no_news_has_no_facts() -> None:
    judged = last((steps(Kind.BID),), (steps(Kind.BID),))
    assert (judged.alert, judged.club_keys) == (None, ())
