"""What nobody writes as news: the reader stays calm, and its time stays in proportion to the text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Article
from bot.reading import read

if TYPE_CHECKING:
    from types import FrameType

PATTERNS = {
    "letters": "a",
    "spaces": " ",
    "lines": "\n",
    "digits": "1",
    "grouped digits": "1,111",
    "pounds": "£",
    "sums": "£1m ",
    "capitals": "A",
    "names": "Ab Cd, ",
    "other names": None,
    "clubs": "Everton ",
    "doubtful clubs": "City United ",
    "bids": "bid ",
    "refused bids": "Everton rejected a bid from Brentford for Al ",
    "quotation marks": '"',
    "full stops": ". ",
    "brackets": "(",
    "negations": "not ",
    "outlets": "Sky Sports claims ",
    "dates": "1 May 2017 ",
    "share bars": "Share this on \n",
    "zero width": "\u200b",
    "marks": "e\u0301\u0302",
}


def text_of(name: str, size: int) -> str:
    pattern = PATTERNS[name]
    if pattern is None:  # ever new names: what is looked up by name must not be looked through
        return " ".join(f"Ab{number:x}c Do{number:x}e." for number in range(size // 14))[:size]
    return (pattern * (size // len(pattern) + 1))[:size]


def steps(text: str) -> int:
    """How many lines of the reader's own code run: a measure of work that no other program disturbs."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> object:
        nonlocal count
        if "/bot/" not in frame.f_code.co_filename.replace("\\", "/"):
            return None
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        read(Article(text))
    finally:
        sys.settrace(before)
    return count


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    read(Article("Everton have made a £1m bid for Brentford's Joao Almeida, Sky Sports report."))


@pytest.mark.parametrize("name", PATTERNS)
def test_ten_times_the_text_is_ten_times_the_work(name: str) -> None:
    small, large = steps(text_of(name, 800)), steps(text_of(name, 8_000))
    assert large < 15 * small + 3_000


@pytest.mark.parametrize("name", PATTERNS)
def test_the_longest_text_is_read(name: str) -> None:
    reading = read(Article(text_of(name, 100_000)))
    assert len(reading.summary) <= 12 * 161


_words = st.sampled_from(
    'Everton Brentford City Joao Almeida he his the club bid £20m rejected agreed not if had will from to for , . " ; '
    "reportedly Sky Sports claims medical deal transfer request wants leave join \n £5m-plus a week 26-year-old".split(
        " "
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_words, max_size=60).map(" ".join))
def test_any_row_of_words_is_read_and_each_claim_gives_back_its_words(text: str) -> None:
    for row in read(Article(text)).rumours:
        assert row.player
        assert row.from_club is None or row.from_club != row.to_club
        for claim in row.claims:
            assert text[claim.start : claim.end] == claim.quote


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_is_read_without_an_error(text: str) -> None:
    read(Article(text))
