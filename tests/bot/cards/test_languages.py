"""Whole answers in another language: nothing of them is left in English, and names are only names."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from bot.answers import market
from bot.answers.sources import Sources, sources
from bot.answers.status import SagaStatus, status
from bot.answers.timeline import Timeline, timeline
from bot.answers.whom import SeveralPlayers, UnknownPlayer
from bot.cards.market import club_card, latest_card, several_clubs_card, window_card
from bot.cards.sources import sources_card
from bot.cards.status import not_one_card, status_card
from bot.cards.text import text_of
from bot.cards.timeline import timeline_card
from bot.corrections import with_club, with_player
from bot.files import PlayerName
from bot.model import WIRE, Certainty, Kind, Modality, Refusal
from bot.sagas.evidence import evidence
from bot.sagas.history import history
from bot.speech import LANGUAGES, speaking
from tests.aloud import ASKED, tell_samples
from tests.bot.sagas.telling import OWNER, PLAYER, SUITOR, bid, claim, file, on, row
from tests.fresh_store import open_fresh

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.cards.card import Card
    from bot.store import Store

ENGLISH = re.compile(
    r"\b(the|and|is|are|have|of|from|with|on|to|by|reported|reportedly|according|last|news|offer|interest|"
    r"window|agreed|since|more|nothing|day|days|tier|origins?|out|deal|player|fee)\b",
    re.IGNORECASE,
)
"""Words that give an English sentence away."""

# What is said in somebody's own words, and names: both stay as they are.
_AS_THEY_ARE = re.compile(r"“[^”]*”|\bThe (?:Athletic|Guardian|Times)\b|/\w+|West Ham United|\bstatus\b")


def english_in(card: Card) -> list[str]:
    text = _AS_THEY_ARE.sub("", f"{text_of(card)} {' '.join(button.label for button in card.buttons)}")
    return ENGLISH.findall(text)


async def sample_cards(store: Store) -> list[Card]:
    cards: list[Card] = []
    for player, days in ASKED.items():
        for asked_on in map(dt.date.fromisoformat, days):
            answer = await status(store, WIRE, player, asked_on, asked_on)
            cards.append(status_card(answer, dt.datetime.combine(asked_on, dt.time(12), dt.UTC)))
        cards.append(status_card(await status(store, WIRE, player, on(1, 1, 2026))))
        cards.append(timeline_card(await timeline(store, WIRE, player)))
        days_since = (on(20, 7, 2017), on(1, 1, 2026))
        cards += [timeline_card(await timeline(store, WIRE, player, since=since)) for since in days_since]
        cards.append(sources_card(await sources(store, WIRE, player)))
    for club in ("liverpool", "barcelona", "arsenal", "burnley"):
        cards.append(latest_card(await market.latest(store, WIRE, club=club, since=on(1, 1, 2023))))
        ways = (None, *market.Direction)
        cards += [club_card(await market.club(store, WIRE, club, on(1, 2, 2025), way)) for way in ways]
    cards.append(latest_card(await market.latest(store, WIRE)))
    cards += [window_card(market.window(on(1, month, 2024))) for month in range(1, 13)]
    return cards


async def test_no_answer_to_the_samples_has_a_word_of_english_left(tmp_path: Path) -> None:
    store = await open_fresh(tmp_path / "samples.db")
    try:
        await tell_samples(store)
        with speaking("es"):
            cards = await sample_cards(store)
        assert all(english_in(card) for card in await sample_cards(store)), "the words give English away"
    finally:
        await store.close()
    assert len(cards) > len(ASKED)
    assert {card.title: found for card in cards if (found := english_in(card))} == {}


NAMELESS = PlayerName(1, "Joao Almeida", (), None, None)


def not_one() -> Iterator[Card]:
    yield not_one_card(UnknownPlayer("almeda", (NAMELESS,)))
    yield not_one_card(UnknownPlayer("almeda", as_of=on(3)))
    yield not_one_card(SeveralPlayers("almeida", (NAMELESS, NAMELESS)))
    yield several_clubs_card(market.SeveralClubs("city", ("Manchester City",) * 10))
    yield several_clubs_card(market.SeveralClubs("nowhere", ()))
    yield latest_card(market.Latest((), SUITOR, on(4)))
    yield latest_card(market.Latest(()))


def test_an_answer_that_is_none_is_in_the_language_too() -> None:
    with speaking("es"):
        found = [english_in(card) for card in not_one()]
    assert not any(found)
    assert all(map(english_in, not_one()))


def test_a_refusal_is_in_the_language_and_knows_countries_by_their_names_in_it() -> None:
    with speaking("es"):
        assert [state.window.country for state in market.window(on(1), "alemania").states] == ["Germany"]
        assert [state.window.country for state in market.window(on(1), "Germany").states] == ["Germany"]
        with pytest.raises(Refusal, match=r"No conozco el mercado de ese país\. .* Inglaterra, España"):
            market.window(on(1), "Atlantis")
    with pytest.raises(Refusal, match="not known here"):
        market.window(on(1), "alemania")


HOSTILE = "{player} {0} {hedge"


@pytest.mark.parametrize("letters", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("modality", Modality)
def test_names_with_braces_are_told_as_they_are(letters: str, kind: Kind, modality: Modality) -> None:
    plain = row(
        claim(kind, modality=modality, source="{outlet}"),
        claim(kind, modality=modality, certainty=Certainty.ON_RECORD, speaker="{who}"),
        claim(Kind.INTEREST, source="{sum}", relays=("{a}", "{b}")),
        claim(Kind.WANTS_MOVE),
        claim(Kind.NOT_FOR_SALE),
        fees=(bid(20),),
    )
    hostile = with_club(with_player(plain, HOSTILE), SUITOR, "{club}")
    hostile = with_club(hostile, OWNER, "}{") if hostile else None
    assert hostile is not None
    told = file((on(3), hostile), name=HOSTILE)
    with speaking(letters):
        chapters = history(told)
        saga = chapters[-1].saga
        cards = (
            status_card(SagaStatus(chapters[-1], on(5), earlier=(saga,))),
            timeline_card(Timeline(HOSTILE, chapters)),
            sources_card(Sources(saga, evidence(saga))),
            club_card(market.ClubNews("{club}", (saga,), (), on(5))),
            latest_card(market.Latest(tuple((saga, step) for step in chapters[-1].steps), "{club}")),
        )
        same = file((on(3), plain), name=PLAYER)
        plain_card = status_card(SagaStatus(history(same)[-1], on(5)))
    for card in cards:
        assert HOSTILE in f"{card.title} {card.lead} {[field.value for field in card.fields]}"
    named = plain_card.lead.count(SUITOR)
    assert cards[0].lead.count("{club}") == named
