"""Which clubs a text speaks of: hashtags, nicknames, grounds, and words that the text itself resolves."""

from __future__ import annotations

import pytest

from bot.reading.document import examine
from bot.reading.handles import find_handles
from bot.reading.normalise import normalise
from bot.reading.tokens import tokenise
from bot.reading.units import Of


def clubs(text: str) -> list[str]:
    return [name for line in examine(normalise(text)).lines for name in line.values(Of.CLUB)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Falkman to stay. #MCFC", ["Manchester City"]),
        ("Falkman to stay. #FCBayern #Bayer04", ["Bayern Munich", "Bayer Leverkusen"]),
        ("Falkman to stay. @AFCAjax", ["Ajax"]),
        ("Falkman to stay. #afcb", ["AFC Bournemouth"]),
        ("Falkman to stay. #OnThisDay", []),
        ("Write to falkman@ajax.example.", []),
    ],
)
def test_tags_of_clubs_are_clubs(text: str, found: list[str]) -> None:
    assert clubs(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Next through the door at Old Trafford: Falkman.", ["Manchester United"]),
        ("The replay at Old Trafford was lost.", []),
        ("Manchester United wait. He drove to Old Trafford.", ["Manchester United", "Manchester United"]),
        ("Manchester United wait. Old Trafford want £50m.", ["Manchester United", "Manchester United"]),
        ("Manchester United wait. They beat Villa at Old Trafford.", ["Manchester United", "Aston Villa"]),
        ("Everton wait. The Merseysiders have bid.", ["Everton", "Everton"]),
        ("The Merseysiders have bid.", []),
        ("Everton and Liverpool wait. The Merseysiders have bid.", ["Everton", "Liverpool"]),
        ("Hearts are keen, and so are Hibernian.", ["Heart of Midlothian", "Hibernian"]),
        ("Hearts are broken.", []),
        ("LA Galaxy wait. Seattle have bid.", ["LA Galaxy", "Seattle Sounders"]),
        ("He lives in Seattle.", []),
        ("Nacional of Uruguay have bid.", ["Nacional Montevideo"]),
        ("TSG Hoffenheim lend him to FCB.", ["TSG Hoffenheim", "Bayern Munich"]),
        ("Sheffield United met on Wednesday to talk.", ["Sheffield United"]),
        ("Ole Falkman - Newcastle hope to talk.", ["Newcastle United"]),
        ("Round-up\n\nOle Falkman\nLille want him.", ["Lille"]),
    ],
)
def test_words_that_stand_for_several_clubs_are_resolved_by_the_text(text: str, found: list[str]) -> None:
    assert clubs(text) == found


def test_a_listed_name_at_the_very_end_of_a_text_ends_with_it() -> None:
    found = examine(normalise("He joins Al Nassr"))
    assert max(unit.end for line in found.lines for unit in line.units) == len(found.tokens)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("says @Ole_Falkman today", ["olefalkman"]),
        ("#EvertonFC and @X", ["evertonfc", "x"]),
        ("a@b.example", []),
        ("## @@ @_", []),
    ],
)
def test_a_handle_is_its_sign_and_what_follows_without_a_gap(text: str, keys: list[str]) -> None:
    assert [handle.key for handle in find_handles(tokenise(text, 0, len(text)))] == keys
