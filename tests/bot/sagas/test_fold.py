from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.model import ClubStance, Kind, Modality, PlayerStance, Stage, When
from bot.sagas.fold import current, sagas
from tests.bot.sagas.telling import OWNER, PLAYER, SUITOR, claim, file, kept, on, row

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


def test_an_end_takes_the_suitor_off_and_a_new_step_revives_him() -> None:
    saga = fold((on(1), row(claim(Kind.TALKS))), (on(2), row(claim(Kind.WITHDREW))))
    assert saga.stage is Stage.OFF
    assert saga.leading is None
    saga = fold(
        (on(1), row(claim(Kind.TALKS))),
        (on(2), row(claim(Kind.WITHDREW))),
        (on(3), row(claim(Kind.INTEREST))),
    )
    assert saga.stage is Stage.INTEREST


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


_KINDS = st.sampled_from(
    [Kind.INTEREST, Kind.TALKS, Kind.BID, Kind.BID_REJECTED, Kind.FEE_AGREED, Kind.WITHDREW]
)


@given(st.lists(st.tuples(st.integers(1, 28), _KINDS), min_size=1, max_size=8), st.randoms())
def test_the_order_of_arrival_does_not_change_where_it_stands(
    told: list[tuple[int, Kind]], chance: object
) -> None:
    days = {day: kind for day, kind in told}  # noqa: C416 - one rumour a day: of one day the order is that of coming in
    rumours = [kept(day, on(day), row(claim(kind))) for day, kind in days.items()]
    shuffled = list(rumours)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert current(PLAYER, rumours) == current(PLAYER, shuffled)


@given(st.lists(_KINDS, min_size=1, max_size=8))
def test_the_same_told_again_the_next_day_changes_no_stage_and_no_stance(kinds: list[Kind]) -> None:
    once = [(on(1 + number), row(claim(kind))) for number, kind in enumerate(kinds)]
    before, after = fold(*once), fold(*once, (on(20), once[-1][1]))
    assert (before.stage, before.player_stance, before.club_stance) == (
        after.stage,
        after.player_stance,
        after.club_stance,
    )
