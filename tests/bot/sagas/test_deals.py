from __future__ import annotations

import pytest

from bot.model import Kind, Modality
from tests.bot.sagas.stories import COLOUR, NEW, REPEAT, REVERSED, Step, play, stands
from tests.bot.sagas.telling import RIVAL, SUITOR, Tale, agreed, asked, bid, claim, on, row, steps

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
}


@pytest.mark.parametrize("name", STORIES)
def test_a_story(name: str) -> None:
    play(STORIES[name])


def test_a_swap_is_two_players_sagas() -> None:
    there, back = Tale("Joao Almeida"), Tale("Marco Silvetti")
    there.tell(on(3), steps(Kind.TALKS))
    back.tell(
        on(3), row(claim(Kind.TALKS, "Brentford"), club="Brentford", player="Marco Silvetti", owner=SUITOR)
    )
    there.tell(on(5), steps(Kind.SIGNED))
    assert stands(there.saga) == "Everton done, unknown, unknown; Everton"
    assert stands(back.saga) == "Brentford talks, unknown, unknown; Brentford"


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
