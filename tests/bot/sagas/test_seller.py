from __future__ import annotations

import pytest

from bot.model import Kind
from tests.bot.sagas.stories import NEW, REPEAT, REVERSED, Step, play
from tests.bot.sagas.telling import agreed, asked, on, steps

STORIES: dict[str, list[Step]] = {
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
}


@pytest.mark.parametrize("name", STORIES)
def test_a_story(name: str) -> None:
    play(STORIES[name])
