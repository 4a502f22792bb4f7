from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.model import ClubStance, Kind, Modality, PlayerStance, Stage, When
from bot.sagas.fold import current, sagas
from bot.sagas.saga import End, Out
from tests.bot.sagas.telling import OWNER, PLAYER, SUITOR, bid, claim, file, on, row

if TYPE_CHECKING:
    import datetime as dt

    from bot.model import Rumour
    from bot.sagas.saga import Saga


def fold(*rumours: tuple[dt.date, Rumour]) -> Saga:
    saga = current(PLAYER, file(*rumours).rumours)
    assert saga is not None
    return saga


def test_nothing_known_is_no_saga() -> None:
    assert current(PLAYER, ()) is None


def test_a_step_raises_the_stage_and_a_lower_one_told_later_does_not_lower_it() -> None:
    saga = fold((on(1), row(claim(Kind.FEE_AGREED))), (on(2), row(claim(Kind.TALKS))))
    assert saga.stage is Stage.FEE_AGREED
    assert saga.club_stance is ClubStance.SOLD


@pytest.mark.parametrize(
    ("kind", "day", "stage"),
    [
        (Kind.INTEREST, 8, Stage.OFF),  # in the days after an end mere interest is the old one told again
        (Kind.ENQUIRY, 3, Stage.ENQUIRY),
        (Kind.INTEREST, 10, Stage.INTEREST),
    ],
)
def test_an_end_takes_the_suitor_off_until_a_new_step_or_later_interest(
    kind: Kind, day: int, stage: Stage
) -> None:
    ended = [(on(1), row(claim(Kind.TALKS))), (on(2), row(claim(Kind.WITHDREW)))]
    assert fold(*ended).stage is Stage.OFF
    assert fold(*ended).leading is None
    assert fold(*ended, (on(day), row(claim(kind)))).stage is stage


def test_the_leading_suitor_is_the_one_furthest_up_the_ladder() -> None:
    saga = fold(
        (on(1), row(claim(Kind.BID))),
        (on(2), row(claim(Kind.INTEREST, "Fulham"), club="Fulham")),
    )
    assert saga.leading is not None
    assert saga.leading.club == SUITOR
    assert [suitor.club for suitor in saga.alive] == [SUITOR, "Fulham"]


def test_a_signing_beats_the_other_suitors() -> None:
    saga = fold(
        (on(1), row(claim(Kind.BID))),
        (on(2), row(claim(Kind.SIGNED, "Fulham"), club="Fulham")),
    )
    assert saga.is_done
    assert [suitor.club for suitor in saga.alive] == ["Fulham"]


def test_a_move_away_from_the_club_that_he_joined_is_another_saga() -> None:
    first = row(claim(Kind.SIGNED))
    later = replace(row(claim(Kind.INTEREST, "Fulham"), club="Fulham"), from_club=SUITOR)
    found = sagas(PLAYER, file((on(1), first), (on(1, 6), later)).rumours)
    assert [saga.from_club for saga in found] == [OWNER, SUITOR]


def test_a_request_that_is_only_considered_moves_no_stance() -> None:
    considering = claim(Kind.TRANSFER_REQUEST, modality=Modality.CONSIDERING)
    assert fold((on(1), row(considering))).player_stance is PlayerStance.UNKNOWN


def test_a_request_outranks_the_wish_told_after_it() -> None:
    saga = fold((on(1), row(claim(Kind.TRANSFER_REQUEST))), (on(2), row(claim(Kind.WANTS_MOVE))))
    assert saga.player_stance is PlayerStance.REQUESTED_TRANSFER


def test_what_is_told_as_past_or_held_moves_nothing() -> None:
    past = claim(Kind.FEE_AGREED, when=When.PAST)
    held = claim(Kind.FEE_AGREED, held="not clear")
    assert fold((on(1), row(past, held))).stage is Stage.INTEREST


def test_what_is_held_moves_nothing_not_even_the_day_of_the_last_news() -> None:
    told = (on(1), row(claim(Kind.TALKS)))
    held = (on(9), row(claim(Kind.SIGNED), held="not clear", owner="Leeds United"))
    assert fold(told, held) == fold(told)


def test_only_held_rumours_are_no_saga() -> None:
    assert current(PLAYER, file((on(1), row(claim(Kind.TALKS), held="not clear"))).rumours) is None


def test_of_one_day_deals_go_up_the_ladder_and_ends_come_after_what_they_end() -> None:
    day = on(1)
    end, start = (day, row(claim(Kind.WITHDREW))), (day, row(claim(Kind.TALKS)))
    assert fold(end, start).stage is Stage.OFF
    rumours = file(start, end).rumours
    assert current(PLAYER, rumours) == current(PLAYER, rumours[::-1])


def fold_in(*clubs: str, owner: str) -> Saga:
    """A suitor of each club in the last days of an English August; then news of somebody else in September."""
    told = [(on(28, 8), row(claim(Kind.BID, club), club=club, owner=owner)) for club in clubs]
    later = (on(9, 9), row(claim(Kind.WANTS_MOVE), club=None, owner=owner))
    return fold(*told, later)


def test_a_pursuit_lapses_when_the_window_of_the_suitors_own_country_has_shut() -> None:
    saga = fold_in("Chelsea", "Galatasaray", owner="Napoli")
    assert [suitor.club for suitor in saga.alive] == ["Galatasaray"]
    chelsea = saga.suitor("Chelsea")
    assert chelsea is not None
    assert (chelsea.out, chelsea.moved_on, chelsea.reached) == (Out.LAPSED, on(30, 8), Stage.BID)


def test_what_the_club_said_of_a_window_is_over_with_it_and_what_the_player_wants_is_not() -> None:
    told = (on(20, 7), row(claim(Kind.NOT_FOR_SALE), claim(Kind.TRANSFER_REQUEST)))
    saga = fold(told, (on(10, 12), row(claim(Kind.INTEREST))))
    assert saga.club_stance is ClubStance.UNKNOWN
    assert saga.player_stance is PlayerStance.REQUESTED_TRANSFER


def test_a_closed_saga_is_followed_by_another() -> None:
    rumours = file((on(1), row(claim(Kind.TALKS))), (on(5), row(claim(Kind.BID)))).rumours
    found = sagas(PLAYER, rumours, closed=[on(3)])
    assert [(saga.end, saga.ended_on) for saga in found] == [(End.CLOSED, on(3)), (None, None)]


def test_a_saga_as_a_later_day_finds_it_has_lapsed() -> None:
    rumours = file((on(1), row(claim(Kind.TALKS)))).rumours
    assert sagas(PLAYER, rumours, until=on(3))[0].stage is Stage.TALKS
    assert sagas(PLAYER, rumours, until=on(3, 6))[0].stage is Stage.OFF


def test_a_sum_is_kept_with_who_told_it_and_of_which_club() -> None:
    told = row(claim(Kind.BID, source="The Athletic"), fees=(bid(20),))
    fee = fold((on(1), told)).fees[0]
    assert (fee.fee, fee.club, fee.said_on, fee.source) == (bid(20), SUITOR, on(1), "The Athletic")
