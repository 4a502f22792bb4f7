from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sagas.rounds import rounds_between, shuts_on
from tests.bot.sagas.telling import on

if TYPE_CHECKING:
    import datetime as dt

# a club, one day, a later one, the rounds between
BETWEEN = [
    ("Chelsea", on(3, 7), on(20, 8), 0),
    ("Chelsea", on(3, 7), on(3, 9), 0),  # what was struck on the last day is told in the days after it
    ("Chelsea", on(3, 7), on(9, 9), 1),
    ("Galatasaray", on(3, 7), on(9, 9), 0),
    ("Chelsea", on(3, 7), on(3, 3, 2025), 2),
    ("Grebbestads IF", on(3, 7), on(9, 9), 1),
    (None, on(3, 7), on(9, 9), 1),
]


@pytest.mark.parametrize(("club", "day", "later", "rounds"), BETWEEN)
def test_the_rounds_between_two_days_are_those_of_the_clubs_country(
    club: str | None, day: dt.date, later: dt.date, rounds: int
) -> None:
    assert rounds_between(day, later, club) == rounds


def test_the_last_day_of_a_round_is_the_close_of_its_window() -> None:
    assert shuts_on(on(7, 8, 2017), "Liverpool") == on(31, 8, 2017)
    assert shuts_on(on(3, 3), "Liverpool") == on(30, 8)
