from __future__ import annotations

import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.copies import PLACES, SHORTEST, likeness, sketch
from bot.store import NEAR_COPY

AGENCY = """
Wolverhampton Wanderers have turned down a second offer of £22m from Fulham for their captain Danny Okoro, and
expect the London club to return before the window shuts on Friday. Fulham's first proposal, of £18m with £2m in
add-ons, was rejected at the weekend. Okoro, 26, has two years left on his contract and has told team-mates that he
would welcome the move, though he has not asked to leave. The manager said on Tuesday that he had no wish to sell and
that the price was the chairman's affair. "He trains well, he plays well, he is ours," he told reporters.
"""
BYLINE = (
    "By Ann Reporter, Midlands football writer\n" + AGENCY + "\nFollow our live blog for every done deal.\n"
)
OTHER_FURNITURE = (
    "Transfer centre | 14:02\n" + AGENCY + "\nSign up to our newsletter and never miss a story.\n"
)
INTRO = "There may be a twist in the Okoro saga, and it has Fulham fans hoping again tonight." + AGENCY
CUT = AGENCY[: AGENCY.index("The manager")]
ACCEPTED = AGENCY.replace("turned down", "accepted").replace("before the window shuts", "to close the deal")
ANOTHER_HAND = """
Fulham are still short of what Wolves want for Danny Okoro. A new bid worth £22m went in this week and came straight
back, and it is the second to do so after an opening £18m that could have risen to £20m. Those close to the midfielder
say he likes the idea of London but will not push for it. With his deal running until 2027, nobody at Molineux feels
they have to do business. "He trains well, he plays well, he is ours," the head coach told reporters, and he left the
matter of money to the board.
"""
ANOTHER_DEAL = """
Brentford have agreed terms with the Dutch winger Sem van Alphen, who will have a medical on Thursday ahead of a
five-year contract. PSV accepted £31m for the 22-year-old after a week of talks, and are expected to replace him with a
player from Genk. He would be the club's third signing of the summer and will wear the number eleven shirt.
"""


@pytest.mark.parametrize(
    ("other", "is_copy"),
    [
        (AGENCY.upper(), True),
        (BYLINE, True),
        (OTHER_FURNITURE, True),
        (INTRO, True),
        (CUT, True),
        (ACCEPTED, True),  # in words it is one: what it tells is judged all the same
        (ANOTHER_HAND, False),
        (ANOTHER_DEAL, False),
    ],
    ids="same byline furniture intro cut accepted another-hand another-deal".split(),
)
def test_a_text_with_a_line_changed_is_a_near_copy_and_another_report_is_none(
    other: str, *, is_copy: bool
) -> None:
    assert (likeness(sketch(AGENCY), sketch(other)) >= NEAR_COPY) == is_copy


def test_the_threshold_is_far_from_both_kinds() -> None:
    copies = [sketch(text) for text in (AGENCY, BYLINE, OTHER_FURNITURE, INTRO, ACCEPTED)]
    others = [sketch(text) for text in (AGENCY, ANOTHER_HAND, ANOTHER_DEAL)]
    assert min(likeness(one, other) for one, other in combinations(copies, 2)) > NEAR_COPY + 0.1
    assert max(likeness(one, other) for one, other in combinations(others, 2)) < NEAR_COPY - 0.3


def test_a_text_under_twenty_five_words_has_no_sketch_and_is_like_nothing() -> None:
    words = AGENCY.split()
    assert sketch(" ".join(words[: SHORTEST - 1])) == sketch("") == ()
    assert len(sketch(" ".join(words[:SHORTEST]))) == PLACES
    assert likeness((), ()) == likeness((), sketch(AGENCY)) == 0


WORDS = st.lists(st.sampled_from([f"w{number}" for number in range(500)]), min_size=SHORTEST, max_size=300)


@given(WORDS, st.data())
def test_a_sketch_tells_the_share_of_fives_in_common(words: list[str], data: st.DataObject) -> None:
    end = data.draw(st.integers(SHORTEST, len(words)))
    one, other = words, words[:end]
    fives = [{tuple(text[at : at + 5]) for at in range(len(text) - 4)} for text in (one, other)]
    true = len(fives[0] & fives[1]) / len(fives[0] | fives[1])
    # Five standard deviations of 0.05; a wrong estimate by chance is not met in a lifetime of runs.
    assert abs(likeness(sketch(" ".join(one)), sketch(" ".join(other))) - true) < 0.3


@given(st.text())
def test_any_text_has_a_sketch_of_full_length_or_none(text: str) -> None:
    found = sketch(text + " word" * SHORTEST if text else text)
    assert len(found) in (0, PLACES)
    assert all(0 <= number < 2**32 for number in found)
    assert likeness(found, found) == bool(found)


def test_a_sketch_is_the_same_in_another_process() -> None:
    script = f"from bot.copies import sketch; print(sketch({AGENCY!r}))"
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == str(sketch(AGENCY))
