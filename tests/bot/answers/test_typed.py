from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.market import Direction
from bot.answers.typed import AS_OF, SINCE, Typed, with_day, with_direction

TODAY = dt.date(2024, 3, 15)


@pytest.mark.parametrize(
    ("typed", "keyword", "meant"),
    [
        ("kane as-of 2021-06-25", AS_OF, ("kane", "2021-06-25")),
        ("kane as of yesterday", AS_OF, ("kane", "yesterday")),
        ("harry  kane AS OF 25 June 2021", AS_OF, ("harry kane", "25 June 2021")),
        ("kane as-of:2021-06-25", AS_OF, ("kane", "2021-06-25")),
        ("kane as_of: 2021-06-25", AS_OF, ("kane", "2021-06-25")),
        ("kane as of soon", AS_OF, ("kane", "soon")),
        ("kane 2021-06-25", AS_OF, ("kane", "2021-06-25")),
        ("kane since 1 July", SINCE, ("kane", "1 July")),
        ("everton since monday", SINCE, ("everton", "monday")),
        ("since monday", SINCE, ("", "monday")),
        ("kane since:never", SINCE, ("kane", "never")),
        ("kane since 31/02/2021", SINCE, ("kane", "31/02/2021")),
        ("joao since silva since 1 July", SINCE, ("joao since silva", "1 July")),
        # names that merely look so
        ("virgil van dijk", AS_OF, ("virgil van dijk", None)),
        ("lucas ofori", AS_OF, ("lucas ofori", None)),
        ("thomas of rome", AS_OF, ("thomas of rome", None)),
        ("as of rome", AS_OF, ("as of rome", None)),
        ("joao since", SINCE, ("joao since", None)),
        ("joao since silva", SINCE, ("joao since silva", None)),
        ("sinceslao may", SINCE, ("sinceslao may", None)),
        ("heung-min son #12", AS_OF, ("heung-min son #12", None)),
        ("2021-06-25", AS_OF, ("2021-06-25", None)),
        ("", SINCE, ("", None)),
    ],
)
def test_a_day_behind_a_name_is_taken_apart_and_a_name_is_left_whole(
    typed: str, keyword: str, meant: tuple[str, str | None]
) -> None:
    assert with_day(typed, keyword, TODAY) == Typed(*meant)


@given(st.text(max_size=120), st.sampled_from((AS_OF, SINCE)))
def test_nothing_that_is_typed_is_lost_or_made_up(typed: str, keyword: str) -> None:
    found = with_day(typed, keyword, TODAY)
    once = " ".join(typed.split())
    assert once.startswith(found.name)
    assert once.endswith(found.day or "")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("everton in", ("everton", Direction.IN)),
        ("everton direction:OUT", ("everton", Direction.OUT)),
        ("everton direction out", ("everton", Direction.OUT)),
        ("nottingham forest", ("nottingham forest", None)),
        ("in", ("in", None)),
        ("berlin", ("berlin", None)),
    ],
)
def test_a_direction_behind_a_club_is_taken_apart(typed: str, meant: tuple[str, Direction | None]) -> None:
    assert with_direction(typed) == meant
