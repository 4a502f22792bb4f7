from __future__ import annotations

from bot.files import PlayerFile
from bot.model import Kind, Stage
from bot.sagas.known import known_of
from tests.bot.sagas.telling import OWNER, PLAYER, RIVAL, SUITOR, file, on, steps


def test_the_suitors_still_in_it_are_known_the_leading_one_first() -> None:
    known = known_of(file((on(1), steps(Kind.INTEREST, club=RIVAL)), (on(2), steps(Kind.BID))))
    assert (known.player, known.owner, known.suitors) == (PLAYER, OWNER, (SUITOR, RIVAL))
    assert known.stage is Stage.BID


def test_after_a_move_the_new_club_is_known_and_nobody_is_after_him() -> None:
    known = known_of(file((on(1), steps(Kind.SIGNED))))
    assert (known.owner, known.suitors, known.moved_to) == (OWNER, (), SUITOR)


def test_whom_a_club_has_on_loan_is_still_his_owners() -> None:
    known = known_of(file((on(1), steps(Kind.LOAN_AGREED, Kind.SIGNED))))
    assert (known.owner, known.suitors, known.moved_to) == (OWNER, (SUITOR,), None)


def test_of_a_player_without_a_saga_only_the_name_is_known() -> None:
    assert known_of(PlayerFile(1, PLAYER)).clubs == ()
