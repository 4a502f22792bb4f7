from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.files import Mending, Retract
from bot.model import Kind, Verdict
from bot.sagas.fold import of_file
from bot.sagas.history import history
from tests.bot.sagas.telling import SUITOR, bid, claim, file, on, row

if TYPE_CHECKING:
    import datetime as dt

    from bot.files import PlayerFile
    from bot.model import Rumour


def steps(told: PlayerFile) -> list[tuple[dt.date, Verdict, list[Kind]]]:
    return [
        (step.said_on, step.verdict, [change.claim.kind for change in step.changes])
        for chapter in history(told)
        for step in chapter.steps
    ]


def test_only_articles_that_moved_the_saga_are_steps() -> None:
    told = file(
        (on(1), row(claim(Kind.INTEREST))),
        (on(2), row(claim(Kind.INTEREST, source="BBC"))),
        (on(9), row(claim(Kind.BID_REJECTED), fees=(bid(20),))),
    )
    assert steps(told) == [
        (on(1), Verdict.NEW, [Kind.INTEREST]),
        (on(9), Verdict.NEW, [Kind.BID_REJECTED]),
    ]


def test_an_article_that_comes_late_has_its_place_among_the_others() -> None:
    late = file((on(9), row(claim(Kind.FEE_AGREED))), (on(1), row(claim(Kind.TALKS))))
    assert [day for day, _, _ in steps(late)] == [on(1), on(9)]


def test_each_saga_is_a_chapter() -> None:
    again = replace(row(claim(Kind.INTEREST, "Fulham"), club="Fulham"), from_club=SUITOR)
    chapters = history(file((on(1), row(claim(Kind.SIGNED))), (on(1, 6), again)))
    assert [chapter.saga.from_club for chapter in chapters] == ["Brentford", SUITOR]
    assert [len(chapter.steps) for chapter in chapters] == [1, 1]


def test_what_is_retracted_is_no_step() -> None:
    told = file((on(1), row(claim(Kind.TALKS))), (on(5), row(claim(Kind.WITHDREW))))
    noon = told.rumours[0].received
    mended = replace(told, mendings=(Mending(1, 0, noon, 7, told.id, Retract(told.rumours[1].id)),))
    assert [day for day, _, _ in steps(mended)] == [on(1)]


def test_of_a_player_of_whom_nothing_is_left_there_is_no_history() -> None:
    assert history(file()) == ()


_ROWS = st.lists(
    st.tuples(
        st.integers(1, 28),
        st.sampled_from([Kind.INTEREST, Kind.TALKS, Kind.BID, Kind.FEE_AGREED, Kind.WITHDREW, Kind.SIGNED]),
    ),
    max_size=7,
)


def _row(kind: Kind) -> Rumour:
    return row(claim(kind))


@given(_ROWS)
def test_the_chapters_are_the_sagas_of_the_fold(told: list[tuple[int, Kind]]) -> None:
    kept = file(*((on(day), _row(kind)) for day, kind in told))
    assert tuple(chapter.saga for chapter in history(kept)) == of_file(kept)


@given(_ROWS)
def test_the_first_article_of_a_saga_is_always_a_step(told: list[tuple[int, Kind]]) -> None:
    kept = file(*((on(day), _row(kind)) for day, kind in told))
    assert all(
        chapter.steps and chapter.steps[0].said_on == chapter.saga.first_on for chapter in history(kept)
    )
