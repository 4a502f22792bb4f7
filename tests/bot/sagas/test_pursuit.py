from __future__ import annotations

import pytest

from bot.model import Kind
from tests.bot.sagas.stories import NEW, REPEAT, REVERSED, Step, play
from tests.bot.sagas.telling import RIVAL, bid, claim, on, row, steps

STORIES: dict[str, list[Step]] = {
    "a club is back after it had ended its interest": [
        (on(3), (steps(Kind.TALKS),), NEW, "Everton talks, unknown, unknown; Everton"),
        (on(4), (steps(Kind.WITHDREW),), REVERSED, "nobody off, unknown, unknown; "),
        (on(6), (steps(Kind.INTEREST),), REPEAT, "nobody off, unknown, unknown; "),
        (on(7), (steps(Kind.TALKS),), NEW, "Everton talks, unknown, unknown; Everton"),
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
    play(STORIES[name])
