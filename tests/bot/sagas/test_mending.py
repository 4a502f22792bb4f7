from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.files import Close, Deed, Edit, Mending, PlayerFile, Rename, Retract
from bot.model import Kind
from bot.sagas.fold import current_of, of_file
from bot.sagas.mending import closings, mended
from tests.bot.sagas.telling import PLAYER, file, on, steps

TALKS, SIGNED = (on(1), steps(Kind.TALKS)), (on(3), steps(Kind.SIGNED))


def mend(known: PlayerFile, *deeds: Deed) -> PlayerFile:
    at = dt.datetime(2024, 2, 1, tzinfo=dt.UTC)
    return replace(
        known, mendings=tuple(Mending(place, 0, at, 7, 1, deed) for place, deed in enumerate(deeds, 1))
    )


def test_a_retracted_rumour_is_as_if_it_had_never_come() -> None:
    assert current_of(mend(file(TALKS, SIGNED), Retract(2))) == current_of(file(TALKS))


def test_all_retracted_leaves_no_saga() -> None:
    assert current_of(mend(file(TALKS), Retract(1))) is None


def test_the_later_of_two_edits_of_one_rumour_holds() -> None:
    known = mend(file(TALKS), Edit(1, steps(Kind.SIGNED)), Edit(1, steps(Kind.BID)))
    saga = current_of(known)
    assert saga is not None
    assert saga.stage == "bid"


def test_a_retracted_rumour_stays_away_though_it_is_edited() -> None:
    assert mended(mend(file(TALKS), Retract(1), Edit(1, steps(Kind.BID)))).rumours == ()


def test_the_name_before_a_renaming_is_an_alias() -> None:
    left = mended(mend(file(TALKS), Rename("João Almeida")))
    assert (left.name, left.aliases) == ("João Almeida", (PLAYER,))


def test_a_closing_ends_the_saga_and_later_news_begins_another() -> None:
    known = mend(file(TALKS, SIGNED), Close(on(2)))
    assert closings(known) == (on(2),)
    assert [saga.end for saga in of_file(known)] == ["closed", "moved"]
