from __future__ import annotations

import pytest

from bot.model import Article, Kind
from bot.reading.document import examine
from bot.reading.normalise import normalise
from bot.reading.reader import read
from bot.reading.statements import parts

WHOLE = [
    ("Everton have signed Joao Almeida from Brentford.", Kind.SIGNED),
    ("Everton have signed Brentford midfielder Joao Almeida.", Kind.SIGNED),
    ("Everton have confirmed the signing of Joao Almeida from Brentford.", Kind.SIGNED),
    ("Joao Almeida has completed his move from Brentford to Everton.", Kind.SIGNED),
    ("Brentford's Joao Almeida has completed a £20m move to Everton.", Kind.SIGNED),
    ("Everton have bought Joao Almeida from Brentford for £40m.", Kind.SIGNED),
    ("Joao Almeida has joined Everton on loan from Brentford.", Kind.LOAN_AGREED),
    ("Brentford have agreed to sell Joao Almeida to Everton for £30m.", Kind.FEE_AGREED),
    ("Everton have had a £20m bid accepted by Brentford for Joao Almeida.", Kind.FEE_AGREED),
    ("Everton's £30m bid for Brentford midfielder Joao Almeida has been accepted.", Kind.FEE_AGREED),
    ("Brentford have rejected Everton's £20m bid for Joao Almeida.", Kind.BID_REJECTED),
    ("Everton have had a £20m bid rejected by Brentford for Joao Almeida.", Kind.BID_REJECTED),
    ("Everton have bid £20m for Brentford's Joao Almeida.", Kind.BID),
]


@pytest.mark.parametrize(("text", "kind"), WHOLE)
def test_a_whole_statement_says_which_club_is_which(text: str, kind: Kind) -> None:
    document = examine(normalise(text))
    (told,) = parts(document).values()
    assert told == {"Brentford": "owner", "Everton": "suitor"}
    assert kind in {event.frame.kind for event in document.lines[0].events if event.frame.parts}


@pytest.mark.parametrize(("text", "kind"), WHOLE)
def test_a_whole_statement_is_told_though_it_is_all_of_the_text(text: str, kind: Kind) -> None:
    (row,) = read(Article(text)).rumours
    assert (row.player, row.from_club, row.to_club, row.held) == (
        "Joao Almeida",
        "Brentford",
        "Everton",
        None,
    )
    assert kind in row.developments


@pytest.mark.parametrize(
    "text",
    [
        "Everton have not signed Joao Almeida from Brentford.",
        "Have Everton signed Joao Almeida from Brentford?",
        "Brentford have denied that they have rejected Everton's £20m bid for Joao Almeida.",
        "If Everton have signed Joao Almeida from Brentford, nobody knows it.",
        "Last year Everton signed Joao Almeida from Brentford.",
    ],
)
def test_a_whole_statement_that_is_not_said_outright_is_not_told(text: str) -> None:
    told = {kind for row in read(Article(text)).rumours if row.held is None for kind in row.developments}
    assert not told & {Kind.SIGNED, Kind.BID_REJECTED, Kind.FEE_AGREED, Kind.BID}


def test_of_two_statements_that_contradict_each_other_the_first_holds() -> None:
    text = "Everton have signed Joao Almeida from Brentford. Brentford have signed Joao Almeida from Everton."
    (told,) = parts(examine(normalise(text))).values()
    assert told == {"Brentford": "owner", "Everton": "suitor"}


def test_what_is_only_a_part_of_a_statement_names_no_clubs() -> None:
    document = examine(normalise("Everton have signed Joao Almeida."))
    assert parts(document) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Rugby league: Leeds have signed Jack Tomlin from Salford. The prop forward leaves the Super League club.",
        "In Football Manager Everton have signed Joao Almeida from Brentford. Our career mode save goes on.",
    ],
)
def test_a_whole_statement_of_another_game_is_not_told(text: str) -> None:
    assert all(row.held for row in read(Article(text)).rumours)
