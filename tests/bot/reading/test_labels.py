"""Labels: how likely each of several things is, from whole numbers and from the text that keeps them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Kind
from bot.reading.data import read_text
from bot.reading.labels import Labels, labels, pair, parsed
from bot.reading.sayings import NEWS

WORDS = {"bid": 1, "no": 2}
SIGNS = {1: ((0, 40),), pair(2, 1, apart=False): ((0, -60), (1, 20)), pair(2, 1, apart=True): ((1, 10),)}
WEIGHED = Labels(("bid", "denied"), (-20, -40), WORDS, SIGNS)


def test_each_label_is_weighed_by_itself() -> None:
    assert WEIGHED.chances([])["bid"] == pytest.approx(1 / (1 + math.e))
    assert WEIGHED.chances([1])["bid"] > 0.7
    assert WEIGHED.chances([1, pair(2, 1, apart=False)])["bid"] < 0.2
    assert WEIGHED.chances([1])["denied"] == WEIGHED.chances([])["denied"]


def test_a_sign_that_nobody_has_learnt_says_nothing() -> None:
    assert WEIGHED.chances([1, 77, pair(1, 2, apart=True)]) == WEIGHED.chances([1])


def test_a_word_by_itself_speaks_for_a_label_or_not() -> None:
    assert WEIGHED.weight("bid", "bid") == 40
    assert WEIGHED.weight("bid", "denied") == WEIGHED.weight("penalty", "bid") == 0


@given(st.permutations([1, *SIGNS, 9]))
def test_the_order_of_the_signs_makes_no_difference(signs: list[int]) -> None:
    assert WEIGHED.chances(signs) == WEIGHED.chances(sorted(signs))


@given(st.integers(1, 0xFFFF), st.integers(1, 0xFFFF))
def test_the_number_of_a_pair_is_that_of_no_word_and_of_no_other_pair(first: int, second: int) -> None:
    for apart in (False, True):
        number = pair(first, second, apart=apart)
        assert number > 0xFFFF
        assert (number >> 17, number >> 1 & 0xFFFF, bool(number & 1)) == (first, second, apart)


def test_what_is_written_is_read_again() -> None:
    lines = WEIGHED.written().splitlines()
    assert lines == ["bid:-20 denied:-40", "bid\t0:40", "no .. bid\t1:10", "no bid\t0:-60 1:20"]
    again = parsed(lines)
    bid, no = again.words["bid"], again.words["no"]
    assert again.chances([bid, pair(no, bid, apart=False)]) == WEIGHED.chances([1, pair(2, 1, apart=False)])
    assert again.written() == WEIGHED.written()


def test_the_shipped_labels_are_the_kinds_of_news_and_whether_there_is_any() -> None:
    assert set(labels("sentence").names) == {kind.value for kind in Kind} | {NEWS}


def test_the_shipped_labels_are_as_they_are_written() -> None:
    assert labels("sentence").written() == read_text("rankers/sentence.txt")
