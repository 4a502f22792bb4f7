"""Who is named in a text: the shapes of names, names that stand alone, chains, and who is of the staff."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.document import Document, examine
from bot.reading.normalise import normalise


def document(text: str) -> Document:
    return examine(normalise(text))


def people(text: str) -> dict[str, bool]:
    """Name → is he one of the staff."""
    return {person.name: person.is_staff for person in document(text).people}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Round-up\n\nJoao Almeida\nBrentford want him.", ["Joao Almeida"]),
        ("Round-up\n\nJoao Almeida\nFrequent talks were held.", ["Joao Almeida"]),
        ("Almeyda: Everton bid is in.", ["Almeyda"]),
        ("DONE: Almeyda (Everton to Brentford).", ["Almeyda"]),
        ("✅ Almeyda to Everton, five years.", ["Almeyda"]),
        ("ALMEYDA 🇧🇷 is announced. Everton pay nothing.", ["Almeyda"]),
        ("Everton want Park Dong-min of Brentford.", ["Park Dong-min"]),
        ("Everton want Kim Tae-gyeong of Brentford.", ["Kim Tae-gyeong"]),
        ("Everton want midfielder Seo Jun-hyeok.", ["Seo Jun-hyeok"]),
        ("FALKMAN HANDS IN REQUEST\n\nHe is wanted.", ["Falkman"]),
        ("FALKMAN HANDS IN REQUEST\n\nOle Falkman is wanted.", ["Ole Falkman"]),
        ("Everton want Ole FALKMAN.", ["Ole Falkman"]),
        ("Everton-bound Ole Falkman smiled.", ["Ole Falkman"]),
        ("EVERTON WANT HIM\n\nOle Falkman is wanted.", ["Ole Falkman"]),
        ("FALKMAN STAYS HOME\n\nOle Falkman is wanted.", ["Ole Falkman"]),
        ("Ole Falkman Picks Everton\n\nIt was quick.", ["Ole Falkman"]),
        ("Selling Ole Falkman would hurt.", ["Ole Falkman"]),
        ("Talk of an Almeyda-Falkman swap goes on.", ["Almeyda", "Falkman"]),
        ("It is said that Nahki Wells will go.", ["Nahki Wells"]),
        ("It is said that American Miles Robertson will go.", ["Miles Robertson"]),
    ],
)
def test_names_are_found_wherever_they_stand(text: str, names: list[str]) -> None:
    assert list(people(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "Nothing is settled. Talks go on. Understandably, nobody spoke.",
        "They've waited. He'd go. Don't ask.",
        "The Italians and the Germans want an American, a Dane and a Pole.",
        "It was said in Govan and at Ewood, and near the Abbey.",
        "He is a Toffee now, and the Liberty sang.",
        "He won the Golden Sparrow Award in the Vala Stadium of the Omega Bank.",
        "Share it #OnThisDay",
        "Reinforcements were promised. Curiosity grew.",
        "Advertisement\n\nShare on Facebook\n\nNothing happened.",
    ],
)
def test_capitals_that_are_nobody_are_left_out(text: str) -> None:
    assert people(text) == {}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ole Falkman waits. Falkman will go. Ole smiled.", {"Ole Falkman": 3}),
        ("Samuel Falkman waits. It is said that Sam Falkman will go.", {"Samuel Falkman": 2}),
        ("Ole Joveljak waits. It is said that Jovelak will go.", {"Ole Joveljak": 2}),
        ("Ole Fálkman waits. It is said that Falkman will go.", {"Ole Fálkman": 2}),
        (
            "Ole Falkman waits. It is said that Henrik Falkman will go.",
            {"Ole Falkman": 1, "Henrik Falkman": 1},
        ),
        (
            "Ole Falkmann waits. It is said that Henrik Falkman will go.",
            {"Ole Falkmann": 1, "Henrik Falkman": 1},
        ),
        ("OLE FALKMAN GOES\n\nIt is said that Ole Falkman waits.", {"Ole Falkman": 2}),
    ],
)
def test_names_of_one_person_are_chained_and_namesakes_stay_apart(text: str, places: dict[str, int]) -> None:
    assert {person.name: len(person.places) for person in document(text).people} == places


@pytest.mark.parametrize(
    ("text", "is_staff"),
    [
        ("Everton boss Ole Falkman wants more.", True),
        ("Ole Falkman, the Everton manager, wants more.", True),
        ("Ole Falkman's side lost.", True),
        ("He played under Ole Falkman at Brentford.", True),
        ("His agent Ole Falkman spoke.", True),
        ("Former Everton striker Ole Falkman said it was wrong.", True),
        ("Former Everton striker Ole Falkman is wanted by Brentford.", False),
        ("Everton and Ole Falkman, the manager was asked, are close.", False),
        ("Ole Falkman, son of Henrik, is wanted.", False),
        ("FREE AGENT Ole Falkman is on offer.", False),
        ("It was Ole Falkman, his twelfth. The visiting manager was silent.", False),
        ("Denmark captain Ole Falkman, 24, is wanted.", False),
        ("Barcelona are lining up £12m for Chelsea's Frank Lampard.", False),
        ("Frank Lampard expects a quiet week.", True),
    ],
)
def test_words_beside_a_name_tell_staff_from_players(text: str, *, is_staff: bool) -> None:
    assert next(iter(people(text).values())) is is_staff


def test_a_person_whom_the_text_calls_a_journalist_is_a_reporter() -> None:
    (person,) = document("The television presenter Ole Falkman laughed.").people
    assert person.is_reporter
    assert person.is_staff


_words = st.sampled_from(
    "Ole Falkman FALKMAN van der Almeyda-Falkman Heung -min @OleFalk #Falk ✅ the The said boss , . : ( ) ' \n".split(
        " "
    )
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_words, max_size=40).map(" ".join))
def test_every_place_of_a_person_is_in_the_text_and_no_two_overlap(text: str) -> None:
    found = document(text)
    places = sorted(place for person in found.people for place in person.places)
    assert all(0 <= start < end <= len(found.tokens) for start, end in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))


@pytest.mark.parametrize(
    ("text", "is_staff"),
    [
        ("Carl Munro has revealed that the club turned down an offer.", True),
        ("Carl Munro says Everton are not interested.", True),
        ("Carl Munro has revealed that the club want him to stay.", False),
        ("Carl Munro says he would like to stay.", False),
    ],
)
def test_who_tells_of_a_club_and_not_of_himself_is_one_of_the_staff(text: str, *, is_staff: bool) -> None:
    assert people(text) == {"Carl Munro": is_staff}
