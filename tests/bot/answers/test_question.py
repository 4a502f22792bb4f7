from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.market import Direction
from bot.answers.question import LONGEST, Question, Topic, question_of
from bot.cards.clip import size
from bot.model import Refusal
from bot.reading.club_lists import countries

NOW = dt.datetime(2026, 8, 7, 12, 30, 15, 123000, dt.UTC)
days = st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
moments = st.none() | st.integers(1_420_000_000, 2_770_000_000).map(
    lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)
)
questions = st.builds(
    Question,
    st.sampled_from(Topic),
    st.text(max_size=120),
    as_of=days,
    since=days,
    seen=moments,
    direction=st.none() | st.sampled_from(Direction),
    page=st.integers(1, 99),
    asked_at=moments,
    asker=st.integers(0, 2**63),
)


@given(questions)
def test_any_question_fits_a_button_and_says_there_what_it_asks(question: Question) -> None:
    written = question.target()
    assert size(written) <= LONGEST
    read = question_of(written)
    assert (
        question.name.startswith(read.name) or "#" in question.name or question.name.strip() != question.name
    )
    assert (read.topic, read.as_of, read.since, read.page) == (
        question.topic,
        question.as_of,
        question.since,
        question.page,
    )
    assert (read.seen, read.asked_at, read.direction) == (
        question.seen,
        question.asked_at,
        question.direction,
    )
    assert read.asker in (0, question.asker)


def test_a_long_name_is_cut_but_its_number_and_the_asker_stay() -> None:
    question = Question(
        Topic.TIMELINE, f"{'Pierre ' * 12}#1234567", page=3, asked_at=NOW, since=NOW.date(), asker=2**62
    )
    read = question_of(question.target())
    assert read.name.startswith("Pierre ")
    assert read.name.endswith(" #1234567")
    assert read.asker == 2**62


def test_every_club_fits_the_buttons_of_its_pages() -> None:
    for club in countries():
        asked = Question(Topic.CLUB, club, direction=Direction.OUT, page=9, asked_at=NOW, asker=2**62)
        assert question_of(asked.target()).name == club


def test_what_came_in_at_that_very_moment_is_within() -> None:
    moment = NOW + dt.timedelta(microseconds=7)
    read = question_of(Question(Topic.LATEST, asked_at=moment).target()).asked_at
    assert read is not None
    assert dt.timedelta() <= read - moment < dt.timedelta(milliseconds=1)


@pytest.mark.parametrize(
    "forged", ["", "t", "x:", "to99999999999.:x", "tn99999999999999.:x", "td9.:x", "tp.:x", "t\n", "🙂:"]
)
def test_a_forged_question_is_refused_with_a_sentence(forged: str) -> None:
    with pytest.raises(Refusal, match="asks nothing that I know"):
        question_of(forged)


@given(st.text(max_size=LONGEST))
def test_any_text_is_a_question_or_refused(forged: str) -> None:
    with suppress(Refusal):
        assert question_of(forged).topic in Topic
