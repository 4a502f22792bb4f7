"""How a window ends, what is pushed for, and for how much it was."""

from __future__ import annotations

import pytest

from bot.model import Article, Certainty, Claim, FeeRole, Kind
from bot.reading import Known, read

KNOWN = (Known("Tom Hesketh", owner="Preston North End", suitors=("Leeds United", "Hull City")),)


def counted(text: str, kind: Kind) -> list[Claim]:
    rows = read(Article(text), KNOWN).rumours
    return [claim for row in rows for claim in row.claims if claim.kind is kind and claim.counts]


@pytest.mark.parametrize(
    "text",
    [
        "The window has shut and Hesketh stays at Preston.",
        "Hesketh will not be leaving Preston now.",
        "Hesketh is staying put after deadline day.",
        "There will be no move for Hesketh before January.",
        "The transfer window has closed, and Hesketh is still a Preston player.",
        "Hesketh stays at Preston until January.",
    ],
)
def test_who_stays_when_the_window_is_shut_is_off_with_everybody(text: str) -> None:
    assert [claim.club for claim in counted(text, Kind.COLLAPSED)] == [None]
    assert counted(text, Kind.NOT_FOR_SALE) == []


@pytest.mark.parametrize(
    "text",
    [
        "If the window shuts and Hesketh stays, Preston will offer him a contract.",
        "Could Hesketh stay until January?",
        "Preston hope that Hesketh stays.",
        "Hesketh stays calm before the window closes.",
    ],
)
def test_what_may_come_of_a_window_is_no_end(text: str) -> None:
    assert counted(text, Kind.COLLAPSED) == []


def test_suitors_who_are_named_have_failed_each() -> None:
    text = "The window has shut and Hesketh stays, with Leeds and Hull left with nothing."
    assert {claim.club for claim in counted(text, Kind.COLLAPSED)} == {None, "Leeds United", "Hull City"}


PUSHES = (
    (
        "Preston manager Carl Munro said on Friday that Hesketh was training alone because he wanted to leave.",
        Certainty.ON_RECORD,
        "Carl Munro",
    ),
    ("Hesketh is training alone in an attempt to force through a move.", Certainty.CLAIMED, None),
    (
        "Hesketh refused to travel to Spain with the squad as he seeks a move to Leeds.",
        Certainty.CLAIMED,
        None,
    ),
    ("Hesketh did not turn up for training in a bid to force a move.", Certainty.CLAIMED, None),
)


@pytest.mark.parametrize(("text", "certainty", "speaker"), PUSHES)
def test_a_push_is_told_and_is_on_record_if_his_manager_tells_it(
    text: str, certainty: Certainty, speaker: str | None
) -> None:
    (claim,) = counted(text, Kind.WANTS_MOVE)
    assert (claim.certainty, claim.speaker) == (certainty, speaker)


def test_who_is_only_left_out_of_a_squad_pushes_for_nothing() -> None:
    assert read(Article("Hesketh was left out of the squad for Saturday's game."), KNOWN).rumours == ()


def test_a_player_is_told_by_his_surname_as_his_own_speaker() -> None:
    reading = read(Article("Tom Hesketh told Sky that he wants to leave Preston for Leeds."), KNOWN)
    assert ", Hesketh says." in reading.summary


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Leeds have announced the signing of Joao Almeida from Porto. The fee is reported to be £20m.",
            FeeRole.REPORTED,
        ),
        (
            "Leeds have announced the loan signing of Joao Almeida from Porto, with an option reported as £20m.",
            FeeRole.CLAUSE,
        ),
    ],
)
def test_a_sum_that_is_only_reported_is_not_announced(text: str, role: FeeRole) -> None:
    reading = read(Article(text))
    assert [fee.role for row in reading.rumours for fee in row.fees] == [role]
    assert "for £20m" not in reading.summary
