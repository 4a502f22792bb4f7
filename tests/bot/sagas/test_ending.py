from __future__ import annotations

import pytest

from bot.model import Kind, When
from tests.bot.sagas.stories import COLOUR, CONFIRMED, NEW, REPEAT, REVERSED, Step, play, sagas_of
from tests.bot.sagas.telling import (
    OFFICIAL,
    ON_RECORD,
    OWNER,
    RIVAL,
    SUITOR,
    Tale,
    agreed,
    claim,
    on,
    row,
    steps,
)

STORIES: dict[str, list[Step]] = {
    "the clubs announce what was reported": [
        (on(3), (steps(Kind.SIGNED),), NEW, "Everton done, unknown, unknown; Everton"),
        (
            on(4),
            (row(claim(Kind.SIGNED, certainty=OFFICIAL)),),
            CONFIRMED,
            "Everton done, unknown, unknown; Everton",
        ),
        (
            on(5),
            (row(claim(Kind.SIGNED, certainty=OFFICIAL)),),
            REPEAT,
            "Everton done, unknown, unknown; Everton",
        ),
        (on(6), (steps(Kind.COLLAPSED),), COLOUR, "Everton done, unknown, unknown; Everton"),
    ],
    "a signing that was only reported falls through": [
        (on(3), (steps(Kind.SIGNED, fees=(agreed(25),)),), NEW, "Everton done, sold, unknown; Everton"),
        (on(4), (steps(Kind.COLLAPSED),), REVERSED, "nobody off, open_to_sale, unknown; "),
        (on(5), (steps(Kind.COLLAPSED),), REPEAT, "nobody off, open_to_sale, unknown; "),
        (on(6), (steps(Kind.BID, club=RIVAL),), NEW, "Fulham bid, open_to_sale, unknown; Fulham"),
    ],
    "he signs on, and what comes in the days after it is of the days before": [
        (on(3), (steps(Kind.BID),), NEW, "Everton bid, unknown, unknown; Everton"),
        (
            on(4),
            (row(claim(Kind.CONTRACT_RENEWAL), club=None),),
            REVERSED,
            "nobody off, unknown, wants_to_stay; ",
        ),
        (on(6), (steps(Kind.INTEREST, club=RIVAL),), COLOUR, "nobody off, unknown, wants_to_stay; "),
        (
            on(7),
            (row(claim(Kind.CONTRACT_RENEWAL, certainty=OFFICIAL), club=None),),
            CONFIRMED,
            "nobody off, unknown, wants_to_stay; ",
        ),
        (
            on(15),
            (steps(Kind.BID, club=RIVAL),),
            NEW,
            "Fulham bid, unknown, wants_to_stay; Fulham",
        ),
    ],
    "a renewal is told beside one of two suitors": [
        (
            on(3),
            (steps(Kind.TALKS), steps(Kind.TALKS, club=RIVAL)),
            NEW,
            "Everton talks, unknown, unknown; Everton Fulham",
        ),
        (on(4), (steps(Kind.CONTRACT_RENEWAL),), REVERSED, "nobody off, unknown, wants_to_stay; "),
    ],
    "he says himself that he will go nowhere": [
        (on(3), (steps(Kind.TALKS),), NEW, "Everton talks, unknown, unknown; Everton"),
        (
            on(4),
            (row(claim(Kind.REJECTS_MOVE, None, certainty=ON_RECORD), club=None),),
            REVERSED,
            "nobody off, unknown, wants_to_stay; ",
        ),
        (
            on(5),
            (row(claim(Kind.WANTS_MOVE), club=None),),
            REVERSED,
            "nobody off, unknown, wants_move; ",
        ),
    ],
}


@pytest.mark.parametrize("name", STORIES)
def test_a_story(name: str) -> None:
    play(STORIES[name])


def test_a_loan_and_then_the_purchase_are_two_sagas() -> None:
    tale = Tale()
    tale.tell(on(10), row(claim(Kind.LOAN_AGREED), claim(Kind.SIGNED, certainty=OFFICIAL)))
    assert tale.saga.is_loan
    assert tale.saga.club_stance == "unknown"
    judged = tale.tell(on(20, 6), steps(Kind.TALKS, owner=None))
    assert judged.verdict is NEW
    assert tale.tell(on(1, 7), steps(Kind.SIGNED, fees=(agreed(30),))).verdict is NEW
    assert sagas_of(tale) == [
        ("Brentford", "Everton done, unknown, unknown; Everton"),
        ("Brentford", "Everton done, sold, unknown; Everton"),
    ]


def test_the_move_from_the_buyer_to_a_third_club_is_another_saga() -> None:
    tale = Tale()
    tale.tell(on(10), steps(Kind.SIGNED, fees=(agreed(25),)))
    judged = tale.tell(on(20, 6), steps(Kind.BID, club="Barcelona", owner=SUITOR))
    assert judged.verdict is NEW
    assert "first news of this saga" in judged.why.english
    assert sagas_of(tale)[1] == ("Everton", "Barcelona bid, unknown, unknown; Barcelona")


def test_of_the_saga_after_a_move_the_buyer_is_known_to_be_the_owner() -> None:
    tale = Tale()
    tale.tell(on(10), steps(Kind.SIGNED))
    tale.tell(on(20, 6), steps(Kind.BID, club="Barcelona", owner=None))
    assert [owner for owner, _ in sagas_of(tale)] == ["Brentford", "Everton"]


def test_what_the_buyer_is_still_told_to_have_paid_is_no_other_saga() -> None:
    tale = Tale()
    tale.tell(on(10), steps(Kind.SIGNED))
    assert tale.tell(on(10, 6), steps(Kind.SIGNED, owner=None)).verdict is REPEAT
    assert len(sagas_of(tale)) == 1


def test_what_only_looks_back_long_after_a_move_is_no_other_saga() -> None:
    tale = Tale()
    tale.tell(on(10), steps(Kind.SIGNED))
    for owner in (OWNER, SUITOR):
        told = row(claim(Kind.INTEREST, RIVAL, when=When.PAST), club=RIVAL, owner=owner)
        assert tale.tell(on(10, 6), told).verdict is COLOUR
    assert len(sagas_of(tale)) == 1


@pytest.mark.parametrize("over", [Kind.COLLAPSED, Kind.WITHDREW])
def test_what_only_looks_back_long_after_it_came_to_nothing_is_no_other_saga(over: Kind) -> None:
    tale = Tale()
    tale.tell(on(10), steps(Kind.TALKS))
    tale.tell(on(11), steps(over))
    tale.tell(on(10, 1, 2025), row(claim(Kind.INTEREST, when=When.PAST)))
    assert len(sagas_of(tale)) == 1


def test_a_player_of_another_club_years_later_has_moved_unseen() -> None:
    tale = Tale()
    tale.tell(on(10), steps(Kind.TALKS))
    tale.tell(on(12, 1, 2026), steps(Kind.TALKS, club="Barcelona", owner=SUITOR))
    assert [owner for owner, _ in sagas_of(tale)] == ["Brentford", "Everton"]


def test_an_owner_misread_within_the_window_is_no_other_saga() -> None:
    tale = Tale()
    tale.tell(on(10), steps(Kind.TALKS))
    tale.tell(on(12), steps(Kind.BID, owner="Brighton & Hove Albion"))
    assert [owner for owner, _ in sagas_of(tale)] == ["Brentford"]


def test_talk_long_after_a_renewal_is_another_saga() -> None:
    tale = Tale()
    tale.tell(on(10), row(claim(Kind.CONTRACT_RENEWAL), club=None))
    assert tale.tell(on(10, 6), steps(Kind.INTEREST)).verdict is NEW
    assert len(sagas_of(tale)) == 2
