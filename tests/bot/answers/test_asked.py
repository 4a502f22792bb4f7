from __future__ import annotations

import datetime as dt

import pytest

from bot.answers.asked import club_and_direction, day, moment
from bot.answers.market import Direction
from bot.model import Refusal

TODAY = dt.date(2026, 1, 10)


@pytest.mark.parametrize(
    ("typed", "direction", "meant"),
    [
        ("southampton", None, ("southampton", None)),
        ("southampton in", None, ("southampton", Direction.IN)),
        ("man city OUT", None, ("man city", Direction.OUT)),
        ("southampton", "out", ("southampton", Direction.OUT)),
        ("in", None, ("in", None)),
        ("southampton", "sideways", ("southampton", None)),
    ],
)
def test_a_direction_may_be_typed_behind_the_club(
    typed: str, direction: str | None, meant: tuple[str, Direction | None]
) -> None:
    assert club_and_direction(typed, direction) == meant


def test_a_button_carries_the_moment_and_the_player() -> None:
    assert moment("1499644800:Virgil van Dijk") == (
        dt.datetime(2017, 7, 10, tzinfo=dt.UTC),
        "Virgil van Dijk",
    )


@pytest.mark.parametrize(
    "forged", ["", ":", "x:Van Dijk", "1499644800:", "-5:Van Dijk", "9" * 40 + ":Van Dijk"]
)
def test_a_forged_button_is_refused_with_a_sentence(forged: str) -> None:
    with pytest.raises(Refusal, match="names no answer"):
        moment(forged)


async def test_a_day_that_has_not_come_or_is_none_is_refused() -> None:
    assert await day("2017-07-10", TODAY) == dt.date(2017, 7, 10)
    with pytest.raises(Refusal, match="has not come yet"):
        await day("2027-01-01", TODAY)
    with pytest.raises(Refusal, match="I don't know that day"):
        await day("soon", TODAY)
