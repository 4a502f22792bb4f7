from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.cards.card import Button, Card, Field
from bot.cards.text import text_of

CARDS = st.builds(
    Card,
    title=st.text(max_size=60),
    lead=st.text(max_size=60),
    fields=st.lists(st.builds(Field, st.text(max_size=30), st.text(max_size=60)), max_size=4).map(tuple),
    footer=st.text(max_size=30),
)


def test_a_card_reads_from_the_top() -> None:
    card = Card(
        title="Joao Almeida · Brentford → Everton",
        lead="Brentford have said no.",
        fields=(Field("Deal", "Everton: refused"), Field("Brentford", "want more\nwill listen")),
        footer="as of 10 Jul 2026",
        buttons=(Button("Confirm", "confirm", "1"),),
    )
    assert text_of(card) == (
        "Joao Almeida · Brentford → Everton\n"
        "Brentford have said no.\n"
        "\n"
        "Deal       Everton: refused\n"
        "Brentford  want more\n"
        "           will listen\n"
        "\n"
        "as of 10 Jul 2026"
    )


def test_what_is_empty_takes_no_line() -> None:
    assert text_of(Card("Cancelled", "", (Field("Fee", " "),))) == "Cancelled"


def test_markup_is_left_as_it_is_for_a_terminal_reads_none() -> None:
    assert text_of(Card("*Bold* [x](y)", "<@1>")) == "*Bold* [x](y)\n<@1>"


@given(CARDS)
def test_no_control_character_comes_through(card: Card) -> None:
    assert all(char.isprintable() or char == "\n" for char in text_of(card))
