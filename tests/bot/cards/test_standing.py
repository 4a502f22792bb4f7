"""Where a saga stands, in one sentence, for every state that a saga can be in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.cards.standing import standing
from bot.model import Certainty, Claim, Fee, FeeRole, Kind, Modality
from bot.sagas.fold import current
from tests.bot.sagas.telling import PLAYER, bid, claim, file, on, row

if TYPE_CHECKING:
    from bot.model import Rumour

OFFICIAL = Certainty.OFFICIAL
RECORD = Certainty.ON_RECORD
ASKED = Fee(40_000_000, "GBP", FeeRole.ASKING)
AGREED = Fee(30_000_000, "GBP", FeeRole.AGREED)


def said(*claims: Claim, fees: tuple[Fee, ...] = (), club: str | None = "Everton") -> Rumour:
    return row(*claims, fees=fees, club=club)


# What was told, article by article on the 1st, 3rd, 5th … of January, and the sentence.
TABLE: dict[str, tuple[list[Rumour], str]] = {
    "only interest": (
        [said(claim(Kind.INTEREST))],
        "Everton are reportedly interested, but no bid is reported.",
    ),
    "two suitors": (
        [said(claim(Kind.INTEREST)), said(claim(Kind.INTEREST, "Fulham"), club="Fulham")],
        "Everton and Fulham are reportedly interested, but no bid is reported.",
    ),
    "talks": ([said(claim(Kind.TALKS))], "Everton are reportedly in talks, but no bid is reported."),
    "both sides stand somewhere": (
        [said(claim(Kind.INTEREST), claim(Kind.WANTS_MOVE), claim(Kind.NOT_FOR_SALE))],
        "According to reports, Almeida wants to go, and Brentford do not want to sell; no bid is reported.",
    ),
    "one outlet says all of it": (
        [
            said(
                claim(Kind.INTEREST, source="Daily Mirror"),
                claim(Kind.WANTS_MOVE, source="Daily Mirror"),
                claim(Kind.NOT_FOR_SALE, source="Daily Mirror"),
            )
        ],
        "According to the Daily Mirror, Almeida wants to go, and Brentford do not want to sell; no bid is reported.",
    ),
    "one of them is on record": (
        [said(claim(Kind.INTEREST), claim(Kind.WANTS_MOVE), claim(Kind.NOT_FOR_SALE, certainty=RECORD))],
        "Almeida reportedly wants to go, Brentford do not want to sell, and no bid is reported.",
    ),
    "an open offer": (
        [said(claim(Kind.BID), fees=(bid(20),))],
        "Everton have reportedly made an offer of £20m, not answered so far.",
    ),
    "a refused offer and a price": (
        [said(claim(Kind.BID_REJECTED), claim(Kind.PRICE_SET), fees=(bid(20), ASKED))],
        (
            "According to reports, Brentford have turned down an offer of £20m from Everton "
            "and have named a price of £40m."
        ),
    ),
    "the same club, once on record": (
        [said(claim(Kind.BID_REJECTED), claim(Kind.NOT_FOR_SALE, certainty=RECORD), fees=(bid(20),))],
        "Brentford have reportedly turned down an offer of £20m from Everton and do not want to sell.",
    ),
    "an agreement with terms and a medical": (
        [
            said(claim(Kind.FEE_AGREED), fees=(AGREED,)),
            said(claim(Kind.PERSONAL_TERMS), claim(Kind.MEDICAL)),
        ],
        (
            "According to reports, Brentford and Everton have agreed a fee of £30m, Almeida has agreed terms, and a "
            "medical has been arranged."
        ),
    ),
    "terms without a fee": (
        [said(claim(Kind.PERSONAL_TERMS))],
        "Almeida has reportedly agreed terms with Everton, but no fee is agreed.",
    ),
    "an agreement that the player refuses": (
        [said(claim(Kind.FEE_AGREED, certainty=RECORD)), said(claim(Kind.REJECTS_MOVE, actor=PLAYER))],
        "Brentford and Everton have agreed a fee, but Almeida has reportedly said no to Everton.",
    ),
    "done, officially": (
        [said(claim(Kind.SIGNED, certainty=OFFICIAL), fees=(AGREED,))],
        "Everton have officially signed Almeida from Brentford for a reported £30m.",
    ),
    "done, as reported": (
        [said(claim(Kind.SIGNED))],
        "Everton have reportedly signed Almeida from Brentford.",
    ),
    "done on loan": (
        [said(claim(Kind.SIGNED, certainty=OFFICIAL), claim(Kind.LOAN_AGREED, certainty=OFFICIAL))],
        "Everton have officially signed Almeida from Brentford on loan.",
    ),
    "the suitor is out": (
        [said(claim(Kind.TALKS)), said(claim(Kind.WITHDREW, certainty=OFFICIAL))],
        "Everton have ended their interest.",
    ),
    "the talks collapsed": (
        [said(claim(Kind.TALKS)), said(claim(Kind.COLLAPSED))],
        "The move to Everton has reportedly collapsed.",
    ),
    "the player says no": (
        [said(claim(Kind.INTEREST)), said(claim(Kind.REJECTS_MOVE, actor=PLAYER))],
        "Almeida has reportedly said no to Everton.",
    ),
    "he signs on": (
        [said(claim(Kind.INTEREST)), said(claim(Kind.CONTRACT_RENEWAL, None, actor=PLAYER), club=None)],
        "Almeida stays at Brentford: Almeida has reportedly agreed a new contract.",
    ),
    "nobody is named": (
        [said(claim(Kind.WANTS_MOVE), club=None)],
        "Almeida reportedly wants to go, and no suitor is named.",
    ),
    "an offer after one was refused": (
        [
            said(claim(Kind.BID_REJECTED), fees=(bid(20),)),
            said(claim(Kind.BID_REJECTED), claim(Kind.IMPROVED_BID), fees=(bid(26),)),
        ],
        "Brentford have reportedly turned down an offer of £26m from Everton.",
    ),
}


@pytest.mark.parametrize("state", TABLE)
def test_every_state_of_a_saga_has_a_sentence_that_a_person_would_write(state: str) -> None:
    told, sentence = TABLE[state]
    saga = current(PLAYER, file(*((on(1 + 2 * day), one) for day, one in enumerate(told))).rumours)
    assert saga is not None
    assert standing(saga).text == sentence


def test_a_closed_saga_says_who_closed_it_and_when() -> None:
    saga = current(PLAYER, file((on(1), said(claim(Kind.TALKS)))).rumours, closed=(dt.date(2024, 2, 2),))
    assert saga is not None
    assert standing(saga).text == "A moderator closed this saga on 2 Feb 2024."


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("modality", Modality)
def test_no_kind_of_claim_leaves_a_saga_without_a_sentence(kind: Kind, modality: Modality) -> None:
    saga = current(PLAYER, file((on(1), said(claim(kind, modality=modality)))).rumours)
    assert saga is not None
    text = standing(saga).text
    assert text.endswith(".")
    assert text[0].isupper()
    assert "None" not in text
    assert "  " not in text
