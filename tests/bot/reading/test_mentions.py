"""Clubs, people, outlets and sums: what is found in a text before anything is concluded."""

from __future__ import annotations

import pytest

from bot.model import Article, Bound, FeeRole
from bot.reading import read
from bot.reading.document import Document, examine
from bot.reading.money import find_money
from bot.reading.normalise import normalise
from bot.reading.outlets import tier
from bot.reading.units import Of


def document(text: str) -> Document:
    return examine(normalise(text))


def clubs(text: str) -> list[str]:
    return [name for line in document(text).lines for name in line.values(Of.CLUB)]


def outlets(text: str) -> list[str]:
    return [name for line in document(text).lines for name in line.values(Of.OUTLET)]


def people(text: str) -> dict[str, bool]:
    """Name → is he one of the staff."""
    return {person.name: person.is_staff for person in document(text).people}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Everton and Paris Saint-Germain want him.", ["Everton", "Paris Saint-Germain"]),
        ("PSG and Atlético Madrid want him.", ["Paris Saint-Germain", "Atletico Madrid"]),
        ("Leicester City want him. City have bid.", ["Leicester City", "Leicester City"]),
        ("Liverpool want him, but the Reds will wait.", ["Liverpool", "Liverpool"]),
        ("Talks were held near Anfield.", []),
        ("Marco Reading scored.", []),
        ("EVERTON WANT HIM", ["Everton"]),
        ("Monaco forward Kylian Durand is wanted.", ["Monaco"]),
        ("A sporting director spoke.", []),
    ],
)
def test_clubs_are_found_and_doubtful_words_resolved_or_left_open(text: str, found: list[str]) -> None:
    assert clubs(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Everton boss Marco Bellini wants Joao Almeida.", {"Marco Bellini": True, "Joao Almeida": False}),
        ("Midfielder Joao Almeida, 24, is wanted. Almeida will go.", {"Joao Almeida": False}),
        ("Ian Marsh, the club's sporting director, spoke.", {"Ian Marsh": True}),
        ("It is said that Pieter van Houten will go.", {"Pieter van Houten": False}),
        ("It is said that Kylian Østergård will go.", {"Kylian Østergård": False}),
        ("It is said that Tom Hale will go.", {"Tom Hale": False}),
        ("Nobody is named here. Friday was quiet in May.", {}),
        ("It is said that Joa\u0303o Fe\u0301lix will go.", {"João Félix": False}),
        ("It is said that Joao Al\u200bmeida will go.", {"Joao Almeida": False}),
        (f"It is said that Joao {'A' + 'l' * 200} will go.", {}),
        ("The Premier League and the Champions League begin.", {}),
        ("He said that PIETER VAN HOUTEN will go.", {"Pieter Van Houten": False}),
    ],
)
def test_people_are_found_and_players_told_from_staff(text: str, found: dict[str, bool]) -> None:
    assert people(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("According to Sky Sports he will go.", ["Sky Sports"]),
        ("The Sun claim that he will go.", ["The Sun"]),
        ("The sun shone.", []),
        ("I think that he will go.", []),
        ("Leipzig defender Ole Falk, who has joined Chelsea, spoke.", []),
        ("He had a record season.", []),
        ("Sport is his life, and Record crowds came.", []),
        ("According to Record he will go.", ["Record"]),
    ],
)
def test_an_outlet_whose_name_is_a_word_counts_only_where_it_attributes(text: str, found: list[str]) -> None:
    assert outlets(text) == found


def test_an_unknown_outlet_has_the_lowest_tier() -> None:
    assert tier("My Fan Page") == 4
    assert tier(None) == 4
    assert tier("BBC") == 1


@pytest.mark.parametrize(
    ("text", "amount", "currency", "bound"),
    [
        ("£60million-plus", 60_000_000, "GBP", Bound.AT_LEAST),
        ("£12m plus £2m in add-ons", 12_000_000, "GBP", Bound.EXACT),
        ("60m euros", 60_000_000, "EUR", Bound.EXACT),
        ("about €118.5m", 118_500_000, "EUR", Bound.ABOUT),
        ("up to $20 million", 20_000_000, "USD", Bound.UP_TO),
        ("more than £1,500,000", 1_500_000, "GBP", Bound.AT_LEAST),
        ("R$127m", 127_000_000, "BRL", Bound.EXACT),
        ("€1bn", 1_000_000_000, "EUR", Bound.EXACT),
        ("£70m+", 70_000_000, "GBP", Bound.AT_LEAST),
    ],
)
def test_a_sum_is_read_with_its_currency_and_bound(
    text: str, amount: int, currency: str, bound: Bound
) -> None:
    found = next(find_money(text, 0, len(text)))
    assert (found.amount, found.currency, found.bound) == (amount, currency, bound)


def test_wages_are_told_from_fees() -> None:
    text = "He earns £100,000 a week at Brentford. Everton have made a £20m bid for Brentford's Joao Almeida."
    assert [money.wages for money in find_money(text, 0, len(text))] == [True, False]
    (row,) = read(Article(text)).rumours
    assert [fee.amount for fee in row.fees] == [20_000_000]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Everton have made a £20m bid for Brentford's Joao Almeida.", FeeRole.BID),
        ("Everton are interested in Brentford's Joao Almeida. Brentford want £20m for him.", FeeRole.ASKING),
        ("Everton have agreed a fee of £20m with Brentford for Joao Almeida.", FeeRole.AGREED),
        ("Everton are interested in Joao Almeida of Brentford, a £20m-rated midfielder.", FeeRole.VALUATION),
        ("Everton have met the £20m release clause of Brentford's Joao Almeida.", FeeRole.CLAUSE),
        ("Everton are interested in Brentford's Joao Almeida. A £20m deal could follow.", FeeRole.REPORTED),
    ],
)
def test_the_clause_of_a_sum_says_what_it_is_for(sentence: str, role: FeeRole) -> None:
    fees = [fee for row in read(Article(f" date 2024-01-12 {sentence}")).rumours for fee in row.fees]
    assert [(fee.amount, fee.role) for fee in fees] == [(20_000_000, role)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (" date 2024-01-12 Everton win", "2024-01-12"),
        ("Everton win\n12 January 2024\nThey won.", "2024-01-12"),
        ("Everton win\nPublished: 12th Jan 2024\nThey won.", "2024-01-12"),
        ("Everton win\n31 February 2024\nThey won.", "None"),
        (" date 2024-02-31 Everton win", "None"),
        (
            "Everton won the cup that they had lost on a long night in the north on 12 January 2024 at last.",
            "None",
        ),
    ],
)
def test_the_date_of_a_text_is_its_mark_or_its_byline(text: str, day: str) -> None:
    assert str(normalise(text).published) == day


def test_furniture_of_a_page_is_left_out_and_the_headline_known() -> None:
    page = normalise(
        "Everton want Almeida\n\nShare this on your page\nHide Ad\nEverton have made a bid.\n(Image: Somebody)"
    )
    assert [page.text[span.start : span.end] for span in page.paragraphs] == [
        "Everton want Almeida",
        "Everton have made a bid.",
    ]
    assert page.headline == page.paragraphs[0]


def test_a_grave_claim_of_the_headline_alone_is_held() -> None:
    text = "Everton agree £20m fee with Brentford for Almeida\n\nEverton are interested in Brentford's Joao Almeida."
    for row in read(Article(text)).rumours:
        assert "fee_agreed" not in row.developments
