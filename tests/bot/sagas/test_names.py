from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files import PlayerName
from bot.sagas.index import NameIndex
from bot.sagas.names import Match, Names, NoMatch, Several, find, keys

PLAYERS = tuple(
    PlayerName(number, name)
    for number, name in enumerate(
        ["Pieter van Houten", "Joao Almeida", "Pedro Almeida", "Kylian Østergård", "Jorginho", "Marc Mayr"]
    )
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("van houten", "Pieter van Houten"),
        ("VAN HOUTEN", "Pieter van Houten"),
        (" Van  Houten ", "Pieter van Houten"),
        ("houten", "Pieter van Houten"),
        ("Pieter Van-Houten", "Pieter van Houten"),
        ("pieter van houtn", "Pieter van Houten"),
        ("ostergard", "Kylian Østergård"),
        ("jorginho", "Jorginho"),
        ("João Almeida", "Joao Almeida"),
        ("pieter avn houten", "Pieter van Houten"),
        ("ostregard", "Kylian Østergård"),
    ],
)
def test_a_name_is_found_however_it_is_typed(typed: str, name: str) -> None:
    found = find(typed, PLAYERS)
    assert isinstance(found, Match)
    assert found.player.name == name


def test_a_surname_that_two_bear_is_asked_about() -> None:
    found = find("almeida", PLAYERS)
    assert isinstance(found, Several)
    assert {player.name for player in found.players} == {"Joao Almeida", "Pedro Almeida"}


@pytest.mark.parametrize("typed", ["pieter", "van hudn", "piet"])
def test_a_first_name_or_a_loose_likeness_is_only_offered(typed: str) -> None:
    found = find(typed, PLAYERS)
    assert isinstance(found, NoMatch)
    assert found.near[0].name == "Pieter van Houten"


@pytest.mark.parametrize("typed", ["kane", "may", "help", "x", "", "   ", "!!", "🔥"])
def test_a_word_that_is_nobodys_name_finds_nobody(typed: str) -> None:
    assert find(typed, PLAYERS) == NoMatch()


@pytest.mark.parametrize("typed", ["jor", "JOR", "pie", "kyl"])
def test_a_beginning_too_short_for_a_misspelling_is_only_offered(typed: str) -> None:
    found = find(typed, PLAYERS)
    assert isinstance(found, NoMatch)
    assert len(found.near) == 1


def test_a_misspelling_as_near_to_two_names_is_asked_about() -> None:
    found = find("almieda", PLAYERS)
    assert isinstance(found, NoMatch)
    assert {player.name for player in found.near} == {"Joao Almeida", "Pedro Almeida"}


def test_a_whole_name_outranks_the_end_of_another() -> None:
    short, long = PlayerName(1, "Rossi"), PlayerName(2, "Paolo Rossi")
    assert find("rossi", [long, short]) == Match(short)


@pytest.mark.parametrize("typed", ["a" * 101, "almeida " * 40, "é" * 5_000])
def test_what_is_too_long_for_a_name_is_nobodys(typed: str) -> None:
    assert find(typed, PLAYERS) == NoMatch()
    assert Names(NameIndex(PLAYERS)).suggest(typed) == ()


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("alm", ["Joao Almeida", "Pedro Almeida"]),
        ("van h", ["Pieter van Houten"]),
        ("p", ["Pedro Almeida", "Pieter van Houten"]),
        ("almeda", ["Joao Almeida", "Pedro Almeida"]),
        ("jorgino", ["Jorginho"]),
        ("zz", []),
    ],
)
def test_names_are_offered_for_a_beginning_else_for_a_likeness(typed: str, names: list[str]) -> None:
    assert [player.name for player in Names(NameIndex(PLAYERS)).suggest(typed)] == names


def test_an_alias_is_as_good_as_the_name() -> None:
    player = PlayerName(1, "Pieter van Houten", aliases=("Piet Houten",))
    assert find("piet houten", [player]) == Match(player)


def test_the_keys_of_a_name_are_its_ends() -> None:
    assert keys("Pieter van Houten") == ("pieter van houten", "van houten", "houten")


@given(st.text(max_size=60))
def test_whatever_is_typed_there_is_an_answer(typed: str) -> None:
    assert isinstance(find(typed, PLAYERS), Match | Several | NoMatch)
