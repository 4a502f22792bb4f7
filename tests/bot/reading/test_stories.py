from __future__ import annotations

import pytest

from bot.model import Article
from bot.reading.document import examine
from bot.reading.normalise import normalise
from bot.reading.reader import read
from bot.reading.stories import stories

COLUMN = """ date 2024-01-12 Friday's gossip

Everton have made a £20m bid for Brentford midfielder Joao Almeida. (Daily Mirror)

Aston Villa are interested in Lille defender Marek Novotny. (Daily Mail)

Fulham want to sign Getafe winger Iker Salcedo. (The Sun)
"""
LIVE = """ date 2024-01-12 Transfer news live

14:02 Everton have made a £20m bid for Brentford midfielder Joao Almeida.

14:40 No answer yet from the other end.

15:10 Almeida has been left out of the squad for tomorrow.
"""


def clubs_by_player(text: str) -> dict[str, set[str]]:
    return {
        person.name: set(story.club_places)
        for story in stories(examine(normalise(text)))
        for person in story.people
    }


def test_the_items_of_a_column_are_stories_with_clubs_of_their_own() -> None:
    assert clubs_by_player(COLUMN) == {
        "Joao Almeida": {"Everton", "Brentford"},
        "Marek Novotny": {"Aston Villa", "Lille"},
        "Iker Salcedo": {"Fulham", "Getafe"},
    }


def test_a_live_blog_on_one_player_is_one_story_though_a_line_names_nobody() -> None:
    found = stories(examine(normalise(LIVE)))
    assert [len(story.people) for story in found] == [1]
    assert len(found[0].lines) == len(examine(normalise(LIVE)).lines)


def test_an_article_is_one_story() -> None:
    whole = examine(normalise("Everton want Brentford midfielder Joao Almeida.\n\nFulham want Iker Salcedo."))
    assert stories(whole) == [whole]


def test_every_line_of_a_page_is_in_a_story_once() -> None:
    for text in (COLUMN, LIVE):
        whole = examine(normalise(text))
        told = [line.sentence.start for story in stories(whole) for line in story.lines]
        assert len(told) == len(set(told))
        assert set(told) <= {line.sentence.start for line in whole.lines}


@pytest.mark.parametrize(
    ("player", "owner", "suitor"),
    [("Joao Almeida", "Brentford", "Everton"), ("Marek Novotny", "Lille", "Aston Villa")],
)
def test_a_column_is_read_item_by_item(player: str, owner: str, suitor: str) -> None:
    rows = [row for row in read(Article(COLUMN)).rumours if row.player == player]
    assert [(row.from_club, row.to_club) for row in rows] == [(owner, suitor)]
