"""Who denies what."""

from __future__ import annotations

import pytest

from bot.model import Article, Certainty, Claim, Kind, Modality
from bot.reading import Known, read

KNOWN = (Known("Tom Hesketh", owner="Preston North End", suitors=("Leeds United",)),)


def claims(text: str, kind: Kind) -> list[Claim]:
    rows = read(Article(text), KNOWN).rumours
    return [claim for row in rows for claim in row.claims if claim.kind is kind and claim.held is None]


DENIALS = (
    ("Preston have denied that they have agreed a deal with Leeds for Hesketh.", "Preston North End", None),
    (
        "Preston director Carl Munro has denied that the club have agreed a deal with Leeds for Hesketh.",
        "Preston North End",
        "Carl Munro",
    ),
    ("Leeds manager Iwan Rees denied reports of a bid for Hesketh.", "Leeds United", "Iwan Rees"),
    ("Preston say they have received no bid for Hesketh.", "Preston North End", None),
    ("Leeds have not made an offer for Hesketh, the club said.", "Leeds United", None),
)


@pytest.mark.parametrize(("text", "actor", "speaker"), DENIALS)
def test_he_denies_who_is_said_to(text: str, actor: str, speaker: str | None) -> None:
    (claim,) = claims(text, Kind.DENIED)
    assert (claim.actor, claim.speaker, claim.certainty) == (actor, speaker, Certainty.ON_RECORD)


def test_an_agent_s_denial_is_his_player_s_but_not_his_word() -> None:
    (claim,) = claims("Hesketh's agent has denied that talks with Leeds have taken place.", Kind.DENIED)
    assert (claim.actor, claim.speaker, claim.certainty) == ("Tom Hesketh", None, Certainty.CLAIMED)


@pytest.mark.parametrize(
    "text",
    [
        "Leeds have made a £4m offer for Hesketh. Preston have yet to accept the offer.",
        "Leeds have made a £4m offer for Hesketh, which was not answered.",
        "Reports of a bid from Leeds for Hesketh are wide of the mark.",
    ],
)
def test_nobody_denies_what_is_only_not_done_yet_or_what_a_paper_doubts(text: str) -> None:
    assert claims(text, Kind.DENIED) == []


@pytest.mark.parametrize(
    "text",
    [
        "Preston want at least £9m for Hesketh and would reject anything less from Leeds.",
        "Preston will turn down any offer from Leeds for Hesketh.",
    ],
)
def test_a_threat_is_no_refusal(text: str) -> None:
    assert claims(text, Kind.BID_REJECTED) == claims(text, Kind.REJECTS_MOVE) == []


@pytest.mark.parametrize(
    "text",
    ["Preston have no plans to sell Hesketh.", "Preston are not considering selling Hesketh."],
)
def test_a_refusal_made_of_a_no_and_a_plan_is_one(text: str) -> None:
    (claim,) = claims(text, Kind.NOT_FOR_SALE)
    assert claim.modality is Modality.ACTUAL


@pytest.mark.parametrize(
    "text",
    [
        "Preston want to keep Hesketh.",
        "Leeds have ended their interest in Preston striker Hesketh and wish him well.",
    ],
)
def test_nobody_s_interest_is_made_of_his_club_s_wish_or_of_its_end(text: str) -> None:
    assert claims(text, Kind.INTEREST) == []
