from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.answers.market import ClubNews, Direction, Latest, SeveralClubs, window
from bot.cards.market import club_cards, latest_cards, window_card
from bot.model import Certainty, Kind, Refusal
from bot.sagas.history import history
from tests.bot.sagas.telling import PLAYER, SUITOR, claim, file, on, row

if TYPE_CHECKING:
    from bot.sagas.history import Chapter


def chapter(kind: Kind = Kind.TALKS, certainty: Certainty = Certainty.CLAIMED) -> Chapter:
    return history(file((on(3), row(claim(kind, certainty=certainty)))))[-1]


def test_a_clubs_card_tells_each_saga_in_a_line_with_its_age() -> None:
    card = club_cards(ClubNews(SUITOR, (chapter().saga,), (), on(5)))[0]
    assert card.lead == "1 in, 0 out, hoped for or done, in the news stored here."
    assert card.fields[0].value == (
        "Joao Almeida · Brentford → Everton: Everton are reportedly in talks, but no bid is reported "
        "(last news 2 days ago)"
    )


def test_many_sagas_stand_on_several_pages() -> None:
    cards = club_cards(ClubNews(SUITOR, (chapter().saga,) * 11, (), on(5), Direction.IN))
    assert sum(len(card.fields[0].value.splitlines()) for card in cards) == 11
    assert cards[0].title == "Everton (in)"
    assert cards[0].footer == "page 1 of 2 · as of 5 Jan 2024"


def test_of_a_club_of_which_nothing_is_stored_that_is_said() -> None:
    assert club_cards(ClubNews("Burnley", (), (), on(5)))[0].title == "Burnley: nobody"


def test_what_several_clubs_go_by_is_asked_back_and_what_none_goes_by_is_said() -> None:
    card = club_cards(SeveralClubs("city", tuple(f"City {number}" for number in range(10))))[0]
    assert card.title == "Which city?"
    assert card.lead.endswith("and 2 more")
    assert latest_cards(SeveralClubs("nowhere", ()))[0].title == "No club is known as nowhere"


def test_the_latest_names_the_player_in_each_line() -> None:
    found = chapter()
    card = latest_cards(Latest(((found.saga, found.steps[0]),)))[0]
    assert card.lead == f"{PLAYER}: 3 Jan 2024 · Everton are in talks (reported)"
    empty = latest_cards(Latest((), SUITOR, on(4)))[0]
    assert empty.title == "Nothing has moved of Everton since 4 Jan 2024"


def test_an_open_window_tells_how_long_it_is_open_and_a_shut_one_when_it_opens() -> None:
    card = window_card(window(dt.date(2023, 8, 30), "England"))
    assert card.fields[0].value == "England: until 1 Sep 2023 (2 days left)"
    shut = window_card(window(dt.date(2023, 11, 1), "england"))
    assert shut.lead == "None of these windows is open."
    assert shut.fields[0].value.startswith("England: opens")


def test_without_a_country_the_usual_ones_are_told_and_a_club_stands_for_its_own() -> None:
    assert len(window(dt.date(2023, 8, 30)).states) == 8
    assert window(dt.date(2023, 8, 30), "southampton").states[0].window.country == "England"
    with pytest.raises(Refusal, match="Name another, for example England"):
        window(dt.date(2023, 8, 30), "Atlantis")
