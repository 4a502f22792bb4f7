from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Kind, Rumour
from bot.sagas.fold import current
from bot.sagas.life import QUIET, Lull, Phase, life
from tests.bot.sagas.telling import PLAYER, claim, file, on, row, steps

if TYPE_CHECKING:
    from bot.files import KeptRumour
    from bot.sagas.saga import Saga


def saga(*told: tuple[dt.date, Rumour]) -> Saga:
    found = current(PLAYER, file(*told).rumours)
    assert found is not None
    return found


SUMMER = (on(7, 8, 2017), steps(Kind.INTEREST, club="Liverpool", owner="Southampton"))
TURKISH = (on(30, 8), steps(Kind.TALKS, club="Galatasaray", owner="Napoli"))
AGREED = (on(20, 8, 2017), steps(Kind.FEE_AGREED))
SPRING = (on(3, 3), steps(Kind.INTEREST))

# what was told, the day, the phase, since when, why it is dormant
PHASES = [
    (SUMMER, on(31, 8, 2017), Phase.OPEN, on(7, 8, 2017), None),
    (SUMMER, on(1, 9, 2017), Phase.DORMANT, on(1, 9, 2017), Lull.WINDOW_SHUT),
    (SUMMER, on(1, 9, 2026), Phase.DORMANT, on(1, 9, 2017), Lull.WINDOW_SHUT),
    (TURKISH, on(10, 9), Phase.OPEN, on(30, 8), None),
    (AGREED, on(2, 9, 2017), Phase.OPEN, on(20, 8, 2017), None),
    (AGREED, on(19, 9, 2017), Phase.DORMANT, on(19, 9, 2017), Lull.NO_NEWS),
    (SPRING, on(1, 4), Phase.OPEN, on(3, 3), None),
    (SPRING, on(2, 4), Phase.DORMANT, on(2, 4), Lull.NO_NEWS),
    ((on(5, 1), steps(Kind.SIGNED)), on(9, 9), Phase.ENDED, on(5, 1), None),
]


@pytest.mark.parametrize(("told", "day", "phase", "since", "lull"), PHASES)
def test_the_phase_of_a_saga_on_a_day(
    told: tuple[dt.date, Rumour], day: dt.date, phase: Phase, since: dt.date, lull: Lull | None
) -> None:
    found = life(saga(told), day)
    assert (found.phase, found.since, found.lull) == (phase, since, lull)
    assert found.quiet == (day - told[0]).days


def test_news_after_the_close_is_not_put_to_sleep_by_it() -> None:
    told = (on(2, 9, 2017), row(claim(Kind.WANTS_MOVE), owner="Southampton"))
    assert life(saga(told), on(4, 9, 2017)).phase is Phase.OPEN


def test_a_saga_that_slept_and_has_news_again_is_revived() -> None:
    found = life(
        saga(SUMMER, (on(27, 12, 2017), steps(Kind.TALKS, club="Liverpool", owner="Southampton"))),
        on(28, 12, 2017),
    )
    assert (found.phase, found.since) == (Phase.OPEN, on(27, 12, 2017))
    assert (found.revived_on, found.slept) == (on(27, 12, 2017), 117)


def test_the_window_of_the_suitor_who_may_buy_the_longest_counts() -> None:
    both = (steps(Kind.TALKS, club=club, owner="Napoli") for club in ("Chelsea", "Galatasaray"))
    found = life(saga(*((on(20, 8), one) for one in both)), on(1, 9))
    assert (found.phase, found.shut_on > on(1, 9)) == (Phase.OPEN, True)


@settings(deadline=None)
@given(
    st.lists(st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)), min_size=1, max_size=4), st.integers(0, 900)
)
def test_a_saga_without_an_end_sleeps_by_the_day_on_which_it_was_quiet_for_long(
    days: list[dt.date], later: int
) -> None:
    told: list[KeptRumour] = list(file(*((day, steps(Kind.TALKS)) for day in days)).rumours)
    found = current(PLAYER, told)
    assert found is not None
    as_of = found.last_on + dt.timedelta(days=later)
    alive = life(found, as_of)
    assert alive.quiet == later
    assert alive.since <= as_of
    if later >= QUIET:
        assert alive.phase is Phase.DORMANT
    if later == 0:
        assert alive.phase is Phase.OPEN
