from __future__ import annotations

import datetime as dt

import pytest

from bot.model import Bound, Certainty, Claim, Fee, FeeRole, Kind, Modality, Subject
from bot.wording import ago, attributed, day, fee_phrase, listed, money, origin, phrase, sentence, surname

PLAYER = "Pieter van Houten"
SUM = {"role": FeeRole.BID, "bound": Bound.EXACT}


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        (Fee(60_000_000, "GBP", FeeRole.BID, Bound.AT_LEAST), "£60m-plus"),
        (Fee(1_500_000, "EUR", FeeRole.BID, Bound.ABOUT), "about €1.5m"),
        (Fee(750_000, "USD", FeeRole.BID, Bound.UP_TO), "up to $750k"),
        (Fee(1_000_000_000, "GBP", FeeRole.BID, Bound.EXACT), "£1bn"),
        (Fee(900, "CHF", FeeRole.BID, Bound.EXACT), "CHF 900"),
    ],
)
def test_a_sum_is_said_as_people_say_it(fee: Fee, words: str) -> None:
    assert money(fee) == words


def test_a_sum_says_what_it_is_for() -> None:
    assert fee_phrase(Fee(30_000_000, "GBP", FeeRole.CLAUSE)) == "£30m release clause"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "today"), (0, "today"), (1, "1 day ago"), (6, "6 days ago"), (7, "1 week ago"), (20, "3 weeks ago"),
        (45, "1 month ago"), (364, "12 months ago"), (365, "1 year ago"), (3422, "9 years ago"),
    ],
)  # fmt: skip
def test_how_long_ago_is_told_in_the_largest_unit(days: int, words: str) -> None:
    assert ago(days) == words


@pytest.mark.parametrize(
    ("name", "short"),
    [(PLAYER, "Van Houten"), ("Jorginho", "Jorginho"), ("Joao Almeida", "Almeida"), ("", "")],
)
def test_prose_goes_on_with_the_surname(name: str, short: str) -> None:
    assert surname(name) == short


def test_small_words() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert sentence("he goes") == "He goes."
    assert sentence("Really?") == "Really?"
    assert sentence("") == ""
    assert day(dt.date(2017, 7, 3)) == "3 Jul 2017"


def claim(**changes: object) -> Claim:
    facts: dict[str, object] = {
        "kind": Kind.TRANSFER_REQUEST,
        "actor": PLAYER,
        "quote": "w",
        "start": 0,
        "end": 1,
    }
    return Claim(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Van Houten has reportedly handed in a transfer request"),
        ({"source": "Daily Mirror"}, "Van Houten has handed in a transfer request, according to the Daily Mirror"),
        ({"source": "Sky Sports"}, "Van Houten has handed in a transfer request, according to Sky Sports"),
        ({"modality": Modality.CONSIDERING}, "Van Houten is reportedly considering a transfer request"),
        (
            {"certainty": Certainty.ON_RECORD, "speaker": PLAYER},
            "Van Houten has handed in a transfer request, Van Houten says",
        ),
        ({"certainty": Certainty.OFFICIAL}, "Van Houten has handed in a transfer request, officially"),
        (
            {
                "kind": Kind.NOT_FOR_SALE, "actor": "Southampton", "certainty": Certainty.ON_RECORD,
                "speaker": "Ian Marsh", "subject": Subject.SQUAD,
            },
            "Southampton do not want to sell, Ian Marsh says of the squad",
        ),
    ],
)  # fmt: skip
def test_a_claim_is_told_with_who_answers_for_it(changes: dict[str, object], words: str) -> None:
    assert attributed(claim(**changes), PLAYER) == words


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("modality", Modality)
def test_every_kind_has_words_in_every_modality_and_none_but_the_actual_states_it(
    kind: Kind, modality: Modality
) -> None:
    one = claim(kind=kind, club="Liverpool", modality=modality)
    words = phrase(one, PLAYER)
    assert "{" not in words
    if modality is not Modality.ACTUAL:
        assert words != phrase(claim(kind=kind, club="Liverpool"), PLAYER)
        assert any(
            sign in words
            for sign in ("considering", "expected", "condition", "there is no ", "there are no ")
        )


def test_the_origin_of_a_claim_is_short() -> None:
    assert origin(claim()) == "reported"
    assert origin(claim(source="Record")) == "Record"
    assert (origin(claim(), "Goal"), origin(claim(source="Record"), "Goal")) == ("Goal", "Record")
    assert origin(claim(certainty=Certainty.OFFICIAL)) == "official"
    assert origin(claim(certainty=Certainty.ON_RECORD)) == f"{PLAYER}, on record"
