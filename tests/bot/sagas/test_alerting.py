"""The words of an alert: what it recalls is told by whom and of when it was, and only as long as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.cards.alerts import alert_card
from bot.model import Bound, Certainty, Fee, FeeRole, Kind, Modality, Verdict
from bot.speech import ENGLISH, LANGUAGES, speaking
from tests.bot.sagas.telling import (
    OFFICIAL,
    ON_RECORD,
    PLAYER,
    Tale,
    agreed,
    asked,
    bid,
    claim,
    on,
    row,
    steps,
)

if TYPE_CHECKING:
    from bot.model import Alert, Rumour


def alert_after(*told: Rumour, outlets: tuple[str | None, ...] = ()) -> Alert:
    """The alert of the last of these articles, of which one comes a day, from these outlets if they are named."""
    tale = Tale()
    alert = None
    for day, one in enumerate(told, start=1):
        outlet = outlets[day - 1] if outlets else None
        alert = tale.tell(on(day), one, outlet=outlet).alert
    assert alert is not None
    return alert


REFUSED = row(claim(Kind.BID_REJECTED, source="Sky Sports"), fees=(bid(20),))
TALKED_OF = Fee(30_000_000, "GBP", FeeRole.REPORTED, Bound.EXACT)


def test_an_offer_is_recalled_of_the_day_and_by_the_words_of_whoever_had_it_first() -> None:
    again = row(claim(Kind.BID_REJECTED), fees=(bid(20),))
    alert = alert_after(REFUSED, again, row(claim(Kind.BID_REJECTED), fees=(bid(28),)))
    assert "offer of £20m from Everton (Sky Sports, 1 Jan) → " in alert.changed


def test_what_was_told_again_without_its_sum_is_one_step_of_the_history() -> None:
    alert = alert_after(
        row(claim(Kind.FEE_AGREED), fees=(agreed(20),)),
        steps(Kind.FEE_AGREED),
        row(claim(Kind.SIGNED, certainty=OFFICIAL)),
    )
    assert alert.history.count("agreed a fee") == 1


def test_a_request_that_was_considered_and_then_handed_in_is_two_steps_of_the_history() -> None:
    alert = alert_after(
        row(claim(Kind.TRANSFER_REQUEST, modality=Modality.CONSIDERING)),
        row(claim(Kind.TRANSFER_REQUEST, certainty=ON_RECORD, speaker=PLAYER)),
        row(claim(Kind.SIGNED, certainty=OFFICIAL)),
    )
    assert "is reportedly considering a transfer request → 2 Jan Almeida has handed in" in alert.history


def test_a_history_of_what_is_told_already_as_unchanged_is_left_out() -> None:
    alert = alert_after(row(claim(Kind.WANTS_MOVE)), REFUSED)
    assert "wants to go" in alert.unchanged
    assert alert.history == ""


# What was told before, what is told now, and what of the sums still stands.
SUMS: dict[str, tuple[tuple[Rumour, ...], Rumour, str]] = {
    "an offer stands until there is another": (
        (row(claim(Kind.BID), fees=(bid(20),)),),
        row(claim(Kind.TRANSFER_REQUEST)),
        "£20m offered",
    ),
    "an offer is left behind by a higher one": (
        (row(claim(Kind.BID), fees=(bid(20),)),),
        row(claim(Kind.IMPROVED_BID), fees=(bid(28),)),
        "",
    ),
    "an offer is left behind by an agreement": (
        (row(claim(Kind.BID), fees=(bid(20),)),),
        steps(Kind.FEE_AGREED),
        "",
    ),
    "what is agreed stands": (
        (row(claim(Kind.FEE_AGREED), fees=(agreed(20),)),),
        steps(Kind.MEDICAL),
        "£20m agreed",
    ),
    "what is talked of stands beside an offer": (
        (row(claim(Kind.TALKS), fees=(TALKED_OF,)),),
        row(claim(Kind.BID), fees=(bid(20),)),
        "£30m talked of",
    ),
    "a price is left behind by an agreement": (
        (row(claim(Kind.PRICE_SET), fees=(asked(40),)),),
        row(claim(Kind.FEE_AGREED), fees=(agreed(30),)),
        "",
    ),
    "a price is told once": (
        (row(claim(Kind.PRICE_SET), fees=(asked(40),)),),
        row(claim(Kind.BID), fees=(bid(20),)),
        "Brentford have reportedly named a price of £40m",
    ),
}


@pytest.mark.parametrize("case", SUMS)
def test_of_the_sums_only_what_still_stands_is_unchanged(case: str) -> None:
    before, told, unchanged = SUMS[case]
    assert alert_after(*before, told).unchanged == unchanged


def test_the_outlet_answers_for_what_it_reports_of_nobody_s_word() -> None:
    alert = alert_after(steps(Kind.TALKS), steps(Kind.BID), outlets=("The Courier", "Goal"))
    assert alert.sources == ("Goal",)
    assert alert.label == "the deal · Goal reports"
    assert alert.changed == "Everton have made an offer (Goal)"


def test_the_outlet_of_what_was_considered_before_is_recalled() -> None:
    alert = alert_after(
        row(claim(Kind.TRANSFER_REQUEST, modality=Modality.CONSIDERING)),
        row(claim(Kind.TRANSFER_REQUEST)),
        outlets=("The Courier", None),
    )
    assert "considering a transfer request (The Courier, 1 Jan) → " in alert.changed
    assert alert.sources == ("reported",)


@pytest.mark.parametrize(
    ("certainty", "source"),
    [(Certainty.OFFICIAL, "official announcement"), (Certainty.ON_RECORD, "Ian Marsh, on record")],
)
def test_who_speaks_for_himself_is_named_before_the_outlet(certainty: Certainty, source: str) -> None:
    told = row(claim(Kind.FEE_AGREED, certainty=certainty, speaker="Ian Marsh"))
    assert alert_after(told, outlets=("Goal",)).sources == (source,)


INTEREST = row(claim(Kind.INTEREST, source="Sky Sports"))
ANNOUNCED = row(claim(Kind.FEE_AGREED, certainty=OFFICIAL), fees=(agreed(20),))
STORIES: dict[str, tuple[tuple[Rumour, ...], Verdict, str, str]] = {
    "the first": ((INTEREST,), Verdict.NEW, "The first news of this saga.", "primera noticia"),
    "not known": ((INTEREST, REFUSED), Verdict.NEW, "Not known before.", "no se sabía"),
    "another sum": (
        (REFUSED, row(claim(Kind.BID_REJECTED), fees=(bid(28),))),
        Verdict.NEW,
        "£28m was not told before.",
        "no se habían contado",
    ),
    "confirmed": (
        (row(claim(Kind.FEE_AGREED, source="Goal"), fees=(agreed(20),)), ANNOUNCED),
        Verdict.CONFIRMED,
        "Before Goal, now official.",
        "Pasa de «Goal» a «of",
    ),
    "reversed": (
        (row(claim(Kind.FEE_AGREED), fees=(agreed(20),)), row(claim(Kind.COLLAPSED))),
        Verdict.REVERSED,
        "That undoes what was known.",
        "Cambia lo que se sabía.",
    ),
}


@pytest.mark.parametrize("story", STORIES)
def test_the_footer_says_what_makes_it_news_and_not_the_headline_again(story: str) -> None:
    told, verdict, english, spanish = STORIES[story]
    alert = alert_after(*told)
    assert alert.verdict is verdict
    footer = alert_card(alert).footer
    assert footer.partition(" · ")[2] == english
    assert alert.headline.removesuffix(".") not in footer
    with speaking("es"):
        assert spanish in alert_card(alert.in_language("es")).footer


@pytest.mark.parametrize("story", STORIES)
def test_the_words_of_an_alert_are_the_same_whichever_language_is_spoken_when_it_is_made(story: str) -> None:
    told, *_ = STORIES[story]
    alert = alert_after(*told)
    assert set(alert.others) == {letters for letters in LANGUAGES if letters != ENGLISH}
    with speaking("es"):
        assert alert_after(*told) == alert


@pytest.mark.parametrize(
    ("changes", "english"),
    [
        ({}, "Everton have reportedly signed Almeida from Brentford."),
        ({"certainty": OFFICIAL}, "Everton have signed Almeida from Brentford."),
    ],
)
def test_a_signing_is_a_sentence_in_spanish_too(changes: dict[str, Certainty], english: str) -> None:
    alert = alert_after(row(claim(Kind.SIGNED, **changes)))
    assert alert.headline == english
    hedge = "" if changes else ", al parecer,"
    spanish = alert.in_language("es").headline
    assert spanish == f"Everton{hedge} ha fichado a Almeida, procedente de Brentford."
