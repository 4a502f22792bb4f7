"""What two clubs do together does not say whose the player is."""

from __future__ import annotations

import pytest

from bot.model import Article, Rumour
from bot.reading import Known, read

KNOWN = (Known("Joao Almeida", owner="Everton", suitors=("Valencia",)),)

TOGETHER = (
    "Valencia and Everton have agreed a fee for Joao Almeida.",
    "Everton have denied that they have agreed a deal with Valencia for Joao Almeida.",
    "Everton director Carl Munro has denied that the club have agreed a deal with Valencia for Joao Almeida.",
)


def told(text: str, known: tuple[Known, ...] = ()) -> list[Rumour]:
    return [row for row in read(Article(text), known).rumours if row.held is None]


@pytest.mark.parametrize("text", TOGETHER)
def test_who_is_who_in_a_deed_of_two_clubs_is_left_open(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", TOGETHER)
def test_who_is_who_in_a_deed_of_two_clubs_is_known_beforehand(text: str) -> None:
    assert [(row.from_club, row.to_club) for row in told(text, KNOWN)] == [("Everton", "Valencia")]


@pytest.mark.parametrize(
    "text",
    [
        "Everton have agreed a fee with Valencia to sign winger Joao Almeida.",
        "Everton have agreed a fee with Valencia for the signing of Joao Almeida.",
        "Valencia have agreed a fee with Everton to sell Joao Almeida.",
        "Everton have agreed a £20m fee with Valencia for Joao Almeida. He will have a medical at Everton today.",
    ],
)
def test_what_else_a_text_says_tells_who_is_who(text: str) -> None:
    assert [(row.from_club, row.to_club) for row in told(text)] == [("Valencia", "Everton")]


def test_a_headline_that_says_the_same_again_and_a_third_club_tell_no_more() -> None:
    text = (
        "Everton: accord with Valencia for Almeida\n\nEverton say they have come to an accord with Valencia for "
        "Joao Almeida. Fulham were in talks to sign the winger."
    )
    assert [row for row in told(text) if {row.from_club, row.to_club} == {"Everton", "Valencia"}] == []


def test_who_has_agreed_a_fee_with_another_club_is_taken_for_the_buyer_as_news_is_told_of_him() -> None:
    rows = told("Everton have agreed a fee of £20m with Valencia for Joao Almeida.")
    assert [(row.from_club, row.to_club) for row in rows] == [("Valencia", "Everton")]


def test_what_else_a_text_tells_outweighs_that_news_is_told_of_the_buyer() -> None:
    text = "Everton have agreed a fee with Valencia for Joao Almeida. {}"
    assert told(text.format("The midfielder, 24, will have a medical on Monday."))
    assert not told(
        text.format("He has been at Goodison Park since 2021 and Everton did not want to sell him.")
    )
