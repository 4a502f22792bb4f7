from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Article, Kind, Reading, Stage
from bot.reading import Background, Known, explain, read
from bot.reading.casting import somebody

ALMEIDA = Known("Joao Almeida", owner="Brentford", suitors=("Everton",))

TEXTS = (
    "Everton have had a second bid of £30m for Joao Almeida turned down by Brentford, the BBC reports.",
    "Almeida: Everton's new £30m offer rejected. #BrentfordFC",
    "Fulham have signed Iker Salcedo from Valencia for £12m on a five-year contract.",
    "Brentford beat Fulham 2-1 on Saturday. Almeida scored twice before half-time.",
    "The club has announced its new shirt.",
    "",
)


def parts(reading: Reading) -> list[tuple[str, str | None, str | None]]:
    return [(row.player, row.from_club, row.to_club) for row in reading.rumours]


def told(reading: Reading) -> set[tuple[str, Kind]]:
    return {(row.to_club or "", kind) for row in reading.rumours if not row.held for kind in row.developments}


SURNAMES = (
    "Almeida: Everton bid £30m.",
    "ALMEIDA has agreed personal terms with Everton.",
    "Everton have agreed a £30m fee with Brentford for J. Almeida.",
)


@pytest.mark.parametrize("text", SURNAMES)
def test_a_surname_alone_stands_for_the_known_player(text: str) -> None:
    found = parts(read(Article(text), (ALMEIDA,)))
    assert [row[0] for row in found] == ["Joao Almeida"]


def test_a_full_name_in_the_text_that_is_another_mans_stays_his() -> None:
    text = "Fulham have signed Ricardo Almeida from Valencia for £12m."
    assert [row[0] for row in parts(read(Article(text), (ALMEIDA,)))] == ["Ricardo Almeida"]


def test_a_fuller_name_in_the_text_is_kept() -> None:
    text = "Fulham have signed Ricardo Almeida from Valencia for £12m."
    assert [row[0] for row in parts(read(Article(text), (Known("Almeida", "Valencia"),)))] == [
        "Ricardo Almeida"
    ]


def test_the_known_club_is_the_owner_though_the_text_does_not_name_it() -> None:
    (row,) = read(Article("Everton have made a £30m bid for Joao Almeida."), (ALMEIDA,)).rumours
    assert (row.from_club, row.to_club) == ("Brentford", "Everton")


def test_a_new_suitor_is_found_beside_the_known_owner() -> None:
    text = "Fulham have made a £32m bid for Brentford's Almeida."
    (row,) = read(Article(text), (ALMEIDA,)).rumours
    assert (row.from_club, row.to_club) == ("Brentford", "Fulham")


def test_a_whole_statement_of_the_text_outweighs_what_was_known() -> None:
    text = "Fulham have signed Joao Almeida from Everton for £40m."
    (row,) = read(Article(text), (ALMEIDA,)).rumours
    assert (row.from_club, row.to_club, row.stage) == ("Everton", "Fulham", Stage.DONE)


def test_two_players_of_one_surname_are_not_taken_for_one_another() -> None:
    both = (ALMEIDA, Known("Rui Almeida", "Valencia", ("Fulham",)))
    assert not {row[0] for row in parts(read(Article(SURNAMES[0]), both))} & {"Joao Almeida", "Rui Almeida"}
    assert [row[0] for row in parts(read(Article(TEXTS[0]), both))] == ["Joao Almeida"]


def test_a_club_may_be_known_by_any_of_its_names() -> None:
    spurs = Known("Joao Almeida", owner="Spurs", suitors=("Man Utd",))
    (row,) = read(Article("United have made a £30m bid for Joao Almeida."), (spurs,)).rumours
    assert (row.from_club, row.to_club) == ("Tottenham Hotspur", "Manchester United")


MATCHES = (
    "Brentford beat Fulham 2-1 on Saturday. Almeida scored twice before half-time.",
    "Almeida is out for six weeks with a knee injury, Brentford have confirmed.",
    "Everton travel to Brentford on Sunday. Almeida starts up front for the hosts.",
)


@pytest.mark.parametrize("text", MATCHES)
def test_a_known_name_alone_is_no_news(text: str) -> None:
    assert not told(read(Article(text), (ALMEIDA,)))


STRANGERS = (
    Known("Nils Verhoeven", "Ajax", ("Celtic", "Arsenal"), stage=Stage.BID),
    Known("Marcel Okonkwo", "Genoa", moved_to="Fulham"),
)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_known_of_players_who_are_not_named_changes_nothing(text: str) -> None:
    assert explain(Article(text), STRANGERS)[0] == explain(Article(text))[0]


names = st.sampled_from(
    ("Joao Almeida", "Almeida", "Everton", "Saturday", "", " ", "van", "Ä", "bid", "#", "Salcedo")
)
clubs = st.sampled_from(("Everton", "Brentford", "Spurs", "", "No Such Club", "Fulham"))
knowns = st.builds(
    Known,
    player=names | st.text(max_size=12),
    owner=st.none() | clubs,
    suitors=st.lists(clubs, max_size=3).map(tuple),
    aliases=st.lists(names, max_size=2).map(tuple),
    stage=st.none() | st.sampled_from(Stage),
    moved_to=st.none() | clubs,
)


@given(st.sampled_from(TEXTS), st.lists(knowns, max_size=3).map(tuple))
@settings(max_examples=150, deadline=None)
def test_any_background_is_borne_and_every_claim_is_of_the_text(text: str, background: Background) -> None:
    for row in read(Article(text), background).rumours:
        assert row.from_club is None or row.from_club != row.to_club
        for claim in row.claims:
            assert text[claim.start : claim.end] == claim.quote != ""


def test_a_korean_player_is_known_by_his_surname_which_comes_first() -> None:
    known = (Known("Kim Tae-gyeong", owner="Brentford", suitors=("Everton",)),)
    (row,) = read(Article("Everton have bid £2m for Kim."), known).rumours
    assert (row.player, row.from_club, row.held) == ("Kim Tae-gyeong", "Brentford", None)


def test_a_text_that_is_plainly_news_has_a_player() -> None:
    assert somebody({1: 0.2, 2: 0.01}, 0.95)[1] == 0.7
    assert somebody({1: 0.2, 2: 0.01}, 0.95)[2] < 0.1
    assert somebody({1: 0.2}, 0.1) == {1: 0.2}
    assert somebody({1: 0.99, 2: 0.3}, 0.95) == {1: 0.99, 2: 0.3}
    assert somebody({}, 0.95) == {}
