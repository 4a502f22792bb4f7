"""Whole sagas, told article by article: what each is judged to be, and where the saga stands after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.model import Kind, Modality, Rumour, Verdict
from bot.sagas.fold import of_file
from tests.bot.sagas.telling import (
    OFFICIAL,
    ON_RECORD,
    RIVAL,
    SUITOR,
    Tale,
    agreed,
    asked,
    bid,
    claim,
    on,
    row,
    steps,
)

if TYPE_CHECKING:
    import datetime as dt

    from bot.sagas.saga import Saga

NEW, CONFIRMED, REVERSED, REPEAT, COLOUR, STALE = Verdict


def stands(saga: Saga) -> str:
    """Where it stands, short: "Everton bid, not_for_sale, wants_move; Everton Fulham"."""
    leading = saga.leading.club if saga.leading else "nobody"
    alive = " ".join(suitor.club for suitor in saga.alive)
    return f"{leading} {saga.stage}, {saga.club_stance}, {saga.player_stance}; {alive}"


Step = tuple["dt.date", tuple[Rumour, ...], Verdict, str]

# (day, rows of the article, verdict, where it stands afterwards)
STORIES: dict[str, list[Step]] = {
    "a hijack: the seller agrees with a second club, and the player signs for it": [
        (on(3), (steps(Kind.BID, fees=(bid(20),)),), NEW, "Everton bid, unknown, unknown; Everton"),
        (
            on(9),
            (steps(Kind.FEE_AGREED, fees=(agreed(25),)),),
            NEW,
            "Everton fee_agreed, sold, unknown; Everton",
        ),
        (
            on(10),
            (steps(Kind.BID, club=RIVAL, fees=(bid(28),)),),
            NEW,
            "Everton fee_agreed, sold, unknown; Everton Fulham",
        ),
        (
            on(11),
            (steps(Kind.FEE_AGREED, club=RIVAL, fees=(agreed(28),)), steps(Kind.REJECTS_MOVE)),
            REVERSED,
            "Fulham fee_agreed, sold, unknown; Everton Fulham",
        ),
        (on(12), (steps(Kind.SIGNED, club=RIVAL),), NEW, "Fulham done, sold, unknown; Fulham"),
        (on(13), (steps(Kind.BID, fees=(bid(20),)),), COLOUR, "Fulham done, sold, unknown; Fulham"),
    ],
    "the player says no to the club whose offer was accepted, and then yes": [
        (
            on(3),
            (steps(Kind.FEE_AGREED), steps(Kind.INTEREST, club=RIVAL)),
            NEW,
            "Everton fee_agreed, sold, unknown; Everton Fulham",
        ),
        (
            on(4),
            (steps(Kind.FEE_AGREED, Kind.REJECTS_MOVE),),
            REVERSED,
            "Fulham interest, sold, unknown; Everton Fulham",
        ),
        (
            on(5),
            (steps(Kind.FEE_AGREED, Kind.REJECTS_MOVE),),
            REPEAT,
            "Fulham interest, sold, unknown; Everton Fulham",
        ),
        (
            on(8),
            (steps(Kind.PERSONAL_TERMS),),
            REVERSED,
            "Everton personal_terms, sold, unknown; Everton Fulham",
        ),
        (
            on(9),
            (steps(Kind.REJECTS_MOVE),),
            REVERSED,
            "Fulham interest, sold, unknown; Everton Fulham",
        ),
        (
            on(12),
            (steps(Kind.PERSONAL_TERMS),),
            REVERSED,
            "Everton personal_terms, sold, unknown; Everton Fulham",
        ),
    ],
    "an agreement is undone by a higher price, and made again": [
        (
            on(3),
            (steps(Kind.FEE_AGREED, fees=(agreed(25),)),),
            NEW,
            "Everton fee_agreed, sold, unknown; Everton",
        ),
        (
            on(5),
            (steps(Kind.PRICE_SET, fees=(asked(24),)),),
            NEW,
            "Everton fee_agreed, sold, unknown; Everton",
        ),
        (
            on(6),
            (steps(Kind.PRICE_SET, fees=(asked(32),)),),
            REVERSED,
            "Everton talks, price_set, unknown; Everton",
        ),
        (
            on(7),
            (steps(Kind.PRICE_SET, fees=(asked(32),)),),
            REPEAT,
            "Everton talks, price_set, unknown; Everton",
        ),
        (
            on(9),
            (steps(Kind.FEE_AGREED, fees=(agreed(32),)),),
            NEW,
            "Everton fee_agreed, sold, unknown; Everton",
        ),
    ],
    "the club changes its mind about selling, and says so of him": [
        (on(3), (steps(Kind.FEE_AGREED),), NEW, "Everton fee_agreed, sold, unknown; Everton"),
        (on(6), (steps(Kind.NOT_FOR_SALE),), REVERSED, "Everton talks, not_for_sale, unknown; Everton"),
        (on(8), (steps(Kind.FEE_AGREED),), NEW, "Everton fee_agreed, sold, unknown; Everton"),
        (on(9), (steps(Kind.COLLAPSED),), REVERSED, "nobody off, open_to_sale, unknown; "),
    ],
    "a club that had its price would not sell, and would again at the same price": [
        (
            on(3),
            (steps(Kind.PRICE_SET, fees=(asked(30),)),),
            NEW,
            "Everton interest, price_set, unknown; Everton",
        ),
        (on(5), (steps(Kind.NOT_FOR_SALE),), NEW, "Everton interest, not_for_sale, unknown; Everton"),
        (
            on(6),
            (steps(Kind.PRICE_SET, fees=(asked(30),)),),
            REPEAT,
            "Everton interest, not_for_sale, unknown; Everton",
        ),
        (
            on(7),
            (steps(Kind.PRICE_SET, Kind.OPEN_TO_SALE, fees=(asked(30),)),),
            NEW,
            "Everton interest, open_to_sale, unknown; Everton",
        ),
    ],
    "two suitors in parallel, the second accepted beside the first": [
        (
            on(3),
            (steps(Kind.TALKS), steps(Kind.TALKS, club=RIVAL)),
            NEW,
            "Everton talks, unknown, unknown; Everton Fulham",
        ),
        (
            on(4),
            (steps(Kind.BID, club=RIVAL),),
            NEW,
            "Fulham bid, unknown, unknown; Everton Fulham",
        ),
        (
            on(5),
            (steps(Kind.BID),),
            NEW,
            "Everton bid, unknown, unknown; Everton Fulham",
        ),
        (
            on(6),
            (steps(Kind.BID_REJECTED),),
            NEW,
            "Everton bid_rejected, unknown, unknown; Everton Fulham",
        ),
        (
            on(7),
            (steps(Kind.WITHDREW),),
            REVERSED,
            "Fulham bid, unknown, unknown; Fulham",
        ),
    ],
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
            COLOUR,
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
    "a club is back after it had ended its interest": [
        (on(3), (steps(Kind.TALKS),), NEW, "Everton talks, unknown, unknown; Everton"),
        (on(4), (steps(Kind.WITHDREW),), REVERSED, "nobody off, unknown, unknown; "),
        (on(6), (steps(Kind.INTEREST),), REPEAT, "nobody off, unknown, unknown; "),
        (on(7), (steps(Kind.TALKS),), NEW, "Everton talks, unknown, unknown; Everton"),
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
    "restated after a long silence within the window": [
        (
            on(10, 2),
            (steps(Kind.INTEREST, Kind.WANTS_MOVE),),
            NEW,
            "Everton interest, unknown, wants_move; Everton",
        ),
        (
            on(20, 2),
            (steps(Kind.INTEREST, Kind.WANTS_MOVE),),
            REPEAT,
            "Everton interest, unknown, wants_move; Everton",
        ),
        (
            on(5, 5),
            (steps(Kind.INTEREST),),
            NEW,
            "Everton interest, unknown, wants_move; Everton",
        ),
    ],
    "what was said of a window is said again in the next": [
        (
            on(10),
            (steps(Kind.BID, Kind.NOT_FOR_SALE, fees=(bid(20),)),),
            NEW,
            "Everton bid, not_for_sale, unknown; Everton",
        ),
        (
            on(10, 6),
            (row(claim(Kind.NOT_FOR_SALE), club=None),),
            NEW,
            "nobody off, not_for_sale, unknown; ",
        ),
        (
            on(12, 6),
            (steps(Kind.BID, fees=(bid(20),)),),
            NEW,
            "Everton bid, not_for_sale, unknown; Everton",
        ),
    ],
    "a refused offer told again when the window has shut is the old one": [
        (
            on(30),
            (steps(Kind.BID_REJECTED, fees=(bid(20),)),),
            NEW,
            "Everton bid_rejected, unknown, unknown; Everton",
        ),
        (
            on(20, 3),
            (steps(Kind.BID_REJECTED, fees=(bid(20),)),),
            REPEAT,
            "nobody off, unknown, unknown; ",
        ),
    ],
    "an agreement stands for the next window, and lapses when that one has shut": [
        (on(28), (steps(Kind.FEE_AGREED),), NEW, "Everton fee_agreed, sold, unknown; Everton"),
        (
            on(28, 6),
            (row(claim(Kind.WANTS_MOVE), club=None),),
            NEW,
            "Everton fee_agreed, sold, wants_move; Everton",
        ),
        (
            on(20, 12),
            (steps(Kind.INTEREST, club=RIVAL),),
            NEW,
            "Fulham interest, unknown, wants_move; Fulham",
        ),
    ],
    "a looker-on is overtaken by an agreement, and is back when linked again": [
        (
            on(3),
            (steps(Kind.INTEREST), steps(Kind.INTEREST, club=RIVAL)),
            NEW,
            "Everton interest, unknown, unknown; Everton Fulham",
        ),
        (on(4), (steps(Kind.FEE_AGREED),), NEW, "Everton fee_agreed, sold, unknown; Everton"),
        (
            on(5),
            (steps(Kind.INTEREST, club=RIVAL),),
            NEW,
            "Everton fee_agreed, sold, unknown; Everton Fulham",
        ),
    ],
    "an unnamed club's part is news until somebody is known to play it": [
        (
            on(3),
            (row(claim(Kind.BID, None), club=None),),
            NEW,
            "nobody interest, unknown, unknown; ",
        ),
        (
            on(4),
            (row(claim(Kind.BID, None), club=None),),
            REPEAT,
            "nobody interest, unknown, unknown; ",
        ),
        (on(5), (steps(Kind.BID),), NEW, "Everton bid, unknown, unknown; Everton"),
        (
            on(6),
            (row(claim(Kind.INTEREST, None), club=None),),
            REPEAT,
            "Everton bid, unknown, unknown; Everton",
        ),
    ],
    "a club that is only said to consider an offer is in it, and that is news": [
        (
            on(3),
            (row(claim(Kind.BID, modality=Modality.CONSIDERING)),),
            NEW,
            "Everton interest, unknown, unknown; Everton",
        ),
        (
            on(4),
            (row(claim(Kind.BID, modality=Modality.CONSIDERING)),),
            COLOUR,
            "Everton interest, unknown, unknown; Everton",
        ),
        (
            on(5),
            (row(claim(Kind.BID, RIVAL, modality=Modality.EXPECTED), club=RIVAL),),
            NEW,
            "Everton interest, unknown, unknown; Everton Fulham",
        ),
        (
            on(6),
            (row(claim(Kind.INTEREST, "Leeds United", modality=Modality.NEGATED), club="Leeds United"),),
            COLOUR,
            "Everton interest, unknown, unknown; Everton Fulham",
        ),
    ],
    "a wish to join a club links it though nothing is said of the club itself": [
        (
            on(3),
            (row(claim(Kind.WANTS_MOVE), club=None),),
            NEW,
            "nobody interest, unknown, wants_move; ",
        ),
        (on(4), (row(claim(Kind.WANTS_MOVE)),), NEW, "Everton interest, unknown, wants_move; Everton"),
    ],
    "a denial takes a looker-on out, and only contradicts a deal": [
        (on(3), (steps(Kind.INTEREST),), NEW, "Everton interest, unknown, unknown; Everton"),
        (on(4), (steps(Kind.DENIED),), REVERSED, "nobody off, unknown, unknown; "),
        (
            on(14),
            (steps(Kind.BID),),
            NEW,
            "Everton bid, unknown, unknown; Everton",
        ),
        (on(15), (steps(Kind.DENIED),), REPEAT, "Everton bid, unknown, unknown; Everton"),
    ],
    "a race is no news where a runner is known, nor when told twice": [
        (
            on(3),
            (row(claim(Kind.COMPETITION), club=None),),
            NEW,
            "nobody interest, unknown, unknown; ",
        ),
        (
            on(4),
            (row(claim(Kind.COMPETITION), club=None),),
            REPEAT,
            "nobody interest, unknown, unknown; ",
        ),
    ],
}


@pytest.mark.parametrize("name", STORIES)
def test_a_story(name: str) -> None:
    tale = Tale()
    for day, rows, verdict, state in STORIES[name]:
        judged = tale.tell(day, *rows)
        assert (judged.verdict, stands(tale.saga)) == (verdict, state), f"{day}: {judged.why}"
        assert judged.why.endswith(".")
        assert (judged.alert is not None) is verdict.is_news
    assert len(of_file(tale.file)) == 1


def sagas_of(tale: Tale) -> list[tuple[str | None, str]]:
    return [(saga.from_club, stands(saga)) for saga in of_file(tale.file)]


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
    assert "first news of this saga" in judged.why
    assert sagas_of(tale)[1] == ("Everton", "Barcelona bid, unknown, unknown; Barcelona")


def test_of_the_saga_after_a_move_the_buyer_is_known_to_be_the_owner() -> None:
    tale = Tale()
    tale.tell(on(10), steps(Kind.SIGNED))
    tale.tell(on(20, 6), steps(Kind.BID, club="Barcelona", owner=None))
    assert [owner for owner, _ in sagas_of(tale)] == ["Brentford", "Everton"]


def test_what_the_buyer_is_still_told_to_have_paid_is_no_other_saga() -> None:
    tale = Tale()
    tale.tell(on(10), steps(Kind.SIGNED))
    assert tale.tell(on(10, 6), steps(Kind.SIGNED, owner=None)).verdict is COLOUR
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


def test_a_swap_is_two_players_sagas() -> None:
    there, back = Tale("Joao Almeida"), Tale("Marco Silvetti")
    there.tell(on(3), steps(Kind.TALKS))
    back.tell(
        on(3), row(claim(Kind.TALKS, "Brentford"), club="Brentford", player="Marco Silvetti", owner=SUITOR)
    )
    there.tell(on(5), steps(Kind.SIGNED))
    assert stands(there.saga) == "Everton done, unknown, unknown; Everton"
    assert stands(back.saga) == "Brentford talks, unknown, unknown; Brentford"


# --- old news, late ---


def test_an_old_article_of_an_earlier_window_changes_the_past_and_not_the_present() -> None:
    tale = Tale()
    tale.tell(on(20, 7), steps(Kind.BID, fees=(bid(20),)))
    before = stands(tale.saga)
    judged = tale.tell(on(5), steps(Kind.BID_REJECTED, Kind.NOT_FOR_SALE, club=RIVAL))
    assert judged.verdict is STALE
    assert "20 Jul 2024" in judged.why
    assert stands(tale.saga) == before
    assert tale.saga.first_on == on(5)


def test_an_old_article_of_an_older_saga_is_stale() -> None:
    tale = Tale()
    tale.tell(on(10), steps(Kind.SIGNED))
    tale.tell(on(20, 6), steps(Kind.BID, club="Barcelona", owner=SUITOR))
    assert tale.tell(on(8), steps(Kind.BID, fees=(bid(20),))).verdict is STALE
    assert [len(saga.told) for saga in of_file(tale.file)] == [2, 1]


def test_an_old_article_that_tells_what_still_stands_is_news() -> None:
    tale = Tale()
    tale.tell(on(20, 7), steps(Kind.INTEREST))
    judged = tale.tell(on(12, 7), steps(Kind.FEE_AGREED, club=RIVAL))
    assert judged.verdict is NEW
    assert stands(tale.saga).startswith("Fulham fee_agreed")


def test_an_old_article_that_only_links_another_club_is_stale() -> None:
    tale = Tale()
    tale.tell(on(20, 7), steps(Kind.TALKS))
    assert tale.tell(on(12, 7), steps(Kind.INTEREST, club=RIVAL)).verdict is STALE


def test_news_a_day_late_is_news_if_it_still_adds_something() -> None:
    tale = Tale()
    tale.tell(on(19, 7), steps(Kind.FEE_AGREED))
    tale.tell(on(20, 7), row(claim(Kind.WANTS_MOVE), club=None))
    assert tale.tell(on(19, 7), steps(Kind.INTEREST)).verdict is STALE
    late = row(claim(Kind.FEE_AGREED, certainty=OFFICIAL))
    assert tale.tell(on(19, 7), late).verdict is CONFIRMED


def test_a_stance_told_late_that_has_been_given_up_since_is_no_news() -> None:
    tale = Tale()
    tale.tell(on(20, 7), row(claim(Kind.PRICE_SET), club=None, fees=(asked(30),)))
    assert tale.tell(on(19, 7), row(claim(Kind.NOT_FOR_SALE), club=None)).verdict is STALE
    assert tale.saga.club_stance == "price_set"


def test_a_near_copy_is_a_repeat_of_that_day() -> None:
    tale = Tale()
    tale.tell(on(20, 7), steps(Kind.BID))
    judged = tale.tell(on(21, 7), steps(Kind.BID), copied=on(20, 7))
    assert judged.verdict is REPEAT
    assert "Nearly the same text came on 20 Jul 2024" in judged.why
    assert tale.tell(on(22, 7), steps(Kind.FEE_AGREED), copied=on(20, 7)).verdict is NEW


# --- grouping ---


def test_all_that_an_article_changes_is_one_alert() -> None:
    tale = Tale()
    tale.tell(on(3, 7), steps(Kind.INTEREST, Kind.NOT_FOR_SALE))
    judged = tale.tell(
        on(9, 7),
        row(
            claim(Kind.BID_REJECTED), claim(Kind.PRICE_SET), claim(Kind.WANTS_MOVE), fees=(bid(20), asked(35))
        ),
        steps(Kind.INTEREST, club=RIVAL),
    )
    assert judged.alert is not None
    assert len(judged.alert.changed.splitlines()) == 4


def test_several_outlets_of_one_day_tell_of_one_event() -> None:
    tale = Tale()
    sums = [(20, "GBP"), (22, "GBP"), (23.4, "EUR"), (25.4, "USD")]
    told = [
        tale.tell(on(9, 7), row(claim(Kind.BID_REJECTED, source=str(number)), fees=(bid(*one),)))
        for number, one in enumerate(sums)
    ]
    assert [judged.verdict for judged in told] == [NEW, REPEAT, REPEAT, REPEAT]
