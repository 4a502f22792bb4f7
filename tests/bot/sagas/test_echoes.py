"""Who says the same again: what a repeat adds to the alert that stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.model import Article, Kind, Modality, Verdict
from bot.reading import read
from bot.speech import ENGLISH, LANGUAGES, Spoken
from bot.store import Echo
from tests.bot.sagas.telling import OFFICIAL, ON_RECORD, RIVAL, Tale, bid, claim, on, row, steps

if TYPE_CHECKING:
    from bot.model import Rumour

REFUSED = row(claim(Kind.BID_REJECTED, source="Sky Sports"), fees=(bid(20),))
WISH = row(claim(Kind.WANTS_MOVE, certainty=ON_RECORD, speaker="Marco Bellini"))
SIGNED = row(claim(Kind.SIGNED, certainty=OFFICIAL))

# What was told on the 10th, what is told on the 12th, by which outlet, and the echo.
TABLE: dict[str, tuple[Rumour, Rumour, str | None, Echo | None]] = {
    "another source": (
        REFUSED,
        row(claim(Kind.BID_REJECTED, source="Goal"), fees=(bid(20),)),
        None,
        Echo((Spoken("Goal"),), (1,)),
    ),
    "another outlet, where the text names nobody": (
        REFUSED,
        row(claim(Kind.BID_REJECTED), fees=(bid(20),)),
        "Goal",
        Echo((Spoken("Goal"),), (1,)),
    ),
    "nobody is named": (REFUSED, row(claim(Kind.BID_REJECTED), fees=(bid(20),)), None, None),
    "the same source": (REFUSED, REFUSED, None, None),
    "another outlet that passes the same source on": (REFUSED, REFUSED, "Goal", None),
    "the same source spelt otherwise": (
        REFUSED,
        row(claim(Kind.BID_REJECTED, source="SKY  SPORTS"), fees=(bid(20),)),
        None,
        None,
    ),
    "what was known only as implied by more": (REFUSED, steps(Kind.TALKS), "Goal", None),
    "of several matters the weightiest, with all that its source says": (
        row(claim(Kind.BID_REJECTED), claim(Kind.WANTS_MOVE), claim(Kind.NOT_FOR_SALE)),
        row(
            claim(Kind.NOT_FOR_SALE, source="Goal"),
            claim(Kind.WANTS_MOVE, source="Marca"),
            claim(Kind.BID_REJECTED, source="Goal"),
        ),
        None,
        Echo((Spoken("Goal"),), (1,)),
    ),
    "who reports the same words": (WISH, WISH, "Goal", Echo((Spoken("Goal"),), (1,))),
    "another who stands up for it": (
        WISH,
        row(claim(Kind.WANTS_MOVE, certainty=ON_RECORD, speaker="Ian Marsh")),
        "Goal",
        Echo((Spoken("Ian Marsh, on record"),), (1,)),
    ),
    "a signing that was announced": (SIGNED, steps(Kind.SIGNED), "Goal", Echo((Spoken("Goal"),), (1,))),
    "what is only thought of": (
        row(claim(Kind.TRANSFER_REQUEST, modality=Modality.CONSIDERING)),
        row(claim(Kind.TRANSFER_REQUEST, modality=Modality.CONSIDERING)),
        "Goal",
        None,
    ),
    "what is held": (
        row(claim(Kind.BID), claim(Kind.TALKS)),
        row(claim(Kind.BID, held="not sure"), claim(Kind.TALKS)),
        "Goal",
        Echo((Spoken("Goal"),), (1,)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLE)
def test_a_repeat_names_who_says_so_too(case: str) -> None:
    known, told, outlet, echo = TABLE[case]
    tale = Tale()
    tale.tell(on(10), known)
    judged = tale.tell(on(12), told, outlet=outlet)
    assert judged.verdict is Verdict.REPEAT, judged.why
    assert in_english(judged.echo) == in_english(echo)


def in_english(echo: Echo | None) -> tuple[object, ...] | None:
    return None if echo is None else ([one.english for one in echo.sources], echo.article_ids)


def test_who_is_on_record_is_so_in_every_language() -> None:
    tale = Tale()
    known, told, outlet, _ = TABLE["another who stands up for it"]
    tale.tell(on(10), known)
    echo = tale.tell(on(12), told, outlet=outlet).echo
    assert echo is not None
    assert set(echo.sources[0].others) == {letters for letters in LANGUAGES if letters != ENGLISH}


def test_an_offer_of_another_club_is_no_echo_of_this_one() -> None:
    tale = Tale()
    tale.tell(on(10), steps(Kind.BID))
    tale.tell(on(11), steps(Kind.BID, club=RIVAL))
    judged = tale.tell(on(12), steps(Kind.BID), outlet="Goal")
    assert judged.echo == Echo((Spoken("Goal"),), (1,))


def test_an_offer_of_another_sum_is_no_echo_of_the_last_one() -> None:
    tale = Tale()
    tale.tell(on(10), REFUSED)
    tale.tell(on(20), row(claim(Kind.BID_REJECTED, source="Sky Sports"), fees=(bid(28),)))
    judged = tale.tell(on(21), row(claim(Kind.BID_REJECTED), fees=(bid(20),)), outlet="Goal")
    assert judged.echo == Echo((Spoken("Goal"),), (1,))


def test_who_was_an_echo_is_none_again() -> None:
    tale = Tale()
    tale.tell(on(10), REFUSED)
    assert tale.tell(on(11), steps(Kind.BID_REJECTED), outlet="Goal").echo is not None
    assert tale.tell(on(12), steps(Kind.BID_REJECTED), outlet="Goal").echo is None


def test_a_near_copy_is_no_echo() -> None:
    tale = Tale()
    tale.tell(on(10), REFUSED)
    judged = tale.tell(on(10), steps(Kind.BID_REJECTED), outlet="Goal", copied=on(10))
    assert (judged.verdict, judged.echo) == (Verdict.REPEAT, None)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        (steps(Kind.FEE_AGREED), 12),  # news
        (row(claim(Kind.BID_REJECTED, modality=Modality.EXPECTED)), 12),  # colour
        (REFUSED, 2),  # stale
    ],
)
def test_only_a_repeat_is_an_echo(told: Rumour, day: int) -> None:
    tale = Tale()
    tale.tell(on(10), REFUSED)
    assert tale.tell(on(day), told, outlet="Goal").echo is None


ARTICLES = Path(__file__).parents[2] / "articles" / "van-dijk-2017"

# Article by article of that summer: the outlet it came from, and the echo.
SUMMER: dict[str, tuple[str | None, Echo | None]] = {
    "01-wish": (None, None),
    "02-relay": ("Goal", Echo((Spoken("Daily Mirror"),), (1,))),
    "03-alone": (None, None),
    "04-alone-again": ("Sky Sports", None),  # held: the reader is not sure of it
    "05-headline": (None, None),
    "06-request": ("Press Association", None),
    "07-request-reuters": (None, Echo((Spoken("Reuters"),), (6,))),
    "08-request-bein": (None, Echo((Spoken("beIN Sports"),), (6, 7))),
    "09-request-bbc": (None, Echo((Spoken("BBC Sport"),), (6, 7, 8))),
    "10-done": (None, None),
    "11-old": (None, None),
}


def test_the_echoes_of_a_summer() -> None:
    tale = Tale("Virgil van Dijk")
    found: dict[str, Echo | None] = {}
    for item, (outlet, _) in SUMMER.items():
        reading = read(Article((ARTICLES / f"{item}.txt").read_text("utf8")))
        assert reading.published is not None
        found[item] = tale.tell(
            reading.published, *reading.rumours, outlet=outlet, article=len(found) + 1
        ).echo
    assert found == {item: echo for item, (_, echo) in SUMMER.items()}


def test_another_outlet_on_the_manager_s_words_is_told_beside_them() -> None:
    """The 22nd of July, where the reader is sure of it."""
    tale = Tale("Virgil van Dijk")
    wish = replace(WISH, player="Virgil van Dijk")
    tale.tell(on(21, 7, 2017), wish)
    judged = tale.tell(on(22, 7, 2017), wish, outlet="The Courier")
    assert judged.echo == Echo((Spoken("The Courier"),), (1,))
