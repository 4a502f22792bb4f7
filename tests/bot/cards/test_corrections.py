from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.cards.alerts import alert_card
from bot.cards.corrections import why_corrected
from bot.files import Close, Edit, Merge, Rename, Retract, Split
from bot.model import Kind, Modality, When
from bot.outbox import Correction
from bot.speech import speaking
from tests.bot.cards.posts import ALERT
from tests.bot.sagas.telling import PLAYER, bid, claim, row

if TYPE_CHECKING:
    from bot.files import Deed
    from bot.model import Rumour

DAY = dt.date(2024, 1, 20)
OFFER = row(claim(Kind.BID), fees=(bid(20),))
LEEDS = row(claim(Kind.TALKS, "Leeds"), club="Leeds")

# What was read, what it says instead, and how that is told.
EDITS: dict[str, tuple[Rumour | None, Rumour, str]] = {
    "another step of another club": (
        OFFER,
        LEEDS,
        "it was read as “Everton have made an offer of £20m”, it says “Leeds are in talks”",
    ),
    "another sum": (
        OFFER,
        replace(OFFER, fees=(bid(2),)),
        "it was read as “Everton have made an offer of £20m”, it says “Everton have made an offer of £2m”",
    ),
    "only thought of": (
        row(claim(Kind.BID)),
        row(claim(Kind.BID, modality=Modality.CONSIDERING)),
        "it was read as “Everton have made an offer”, it says “Everton are considering an offer”",
    ),
    "not said at all": (
        row(claim(Kind.TALKS), claim(Kind.BID)),
        row(claim(Kind.TALKS)),
        "it was read as “Everton have made an offer”, it does not say so",
    ),
    "past and not now": (
        row(claim(Kind.BID)),
        row(claim(Kind.BID, when=When.PAST)),
        "it was read as “Everton have made an offer”, it does not say so",
    ),
    "more than was read": (
        row(claim(Kind.TALKS)),
        row(claim(Kind.TALKS), claim(Kind.BID)),
        "it also says “Everton have made an offer”",
    ),
    "another selling club": (
        OFFER,
        replace(OFFER, from_club="Leeds"),
        "it was read as “Brentford → Everton”, it says “Leeds → Everton”",
    ),
    "a sum that belongs to no step": (
        replace(LEEDS, fees=(bid(20),)),
        LEEDS,
        "it was read as “£20m offered”, it does not say so",
    ),
    "a name spelt otherwise": (
        replace(OFFER, player="J. Almeida"),
        OFFER,
        "it was read as “J. Almeida”, it says “Joao Almeida”",
    ),
    "somebody else who says so": (
        OFFER,
        replace(OFFER, claims=(replace(OFFER.claims[0], source="Goal"),), sources=("Goal",)),
        "a moderator put right what was read",
    ),
    "what is not kept any more": (None, OFFER, "a moderator put right what was read"),
}


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_says_what_was_read_and_what_it_says_instead(case: str) -> None:
    read, meant, said = EDITS[case]
    told = why_corrected(Correction(Edit(1, meant), DAY, read), PLAYER)
    assert told == f"Corrected on 20 Jan 2024: {said}."


# The deed, what the other player is called, the sentence, and whether the news is struck.
DEEDS: dict[str, tuple[Deed, str | None, str, bool]] = {
    "retracted": (Retract(1), None, "Withdrawn on 20 Jan 2024: a moderator took the report back.", True),
    "split": (Split(2, (1,)), "Carlo Dedo", "Moved on 20 Jan 2024: this is about Carlo Dedo, not Joao Almeida.", True),
    "split from whom nobody knows": (
        Split(2, (1,)),
        None,
        "Moved on 20 Jan 2024: this is about a namesake, not Joao Almeida.",
        True,
    ),
    "edited to another player": (
        Edit(1, OFFER, 2),
        "Carlo Dedo",
        "Moved on 20 Jan 2024: this is about Carlo Dedo, not Joao Almeida.",
        True,
    ),
    "merged": (
        Merge(2),
        "João Almeida",
        "Merged on 20 Jan 2024: this is told of João Almeida now, who is the same player.",
        False,
    ),
    "renamed": (Rename("João Almeida"), None, "Renamed on 20 Jan 2024: the player is called João Almeida.", False),
    "closed": (Close(dt.date(2024, 1, 19)), None, "Closed on 20 Jan 2024: the saga ended on 19 Jan 2024.", False),
}  # fmt: skip


@pytest.mark.parametrize("case", DEEDS)
def test_an_alert_says_first_what_has_become_of_it(case: str) -> None:
    deed, player, said, is_struck = DEEDS[case]
    card = alert_card(ALERT, correction=Correction(deed, DAY, OFFER, player))
    assert card.lead.split("\n")[0] == said
    assert card.is_struck is is_struck
    assert bool(card.fields) is not is_struck


def test_those_who_said_the_same_are_named_and_the_rest_is_counted() -> None:
    names = ("Reuters", "THE COURIER", "Press  Association", *(f"Paper {number}" for number in range(6)))
    card = alert_card(ALERT, names)
    assert card.fields[-1].value == (
        "his statement · Press Association · also: Reuters, THE COURIER, Paper 0, Paper 1, Paper 2 + 3 more"
    )


@pytest.mark.parametrize(
    ("deed", "begins"),
    [
        (Retract(1), "Retirada el "),
        (Edit(1, LEEDS), "Corregida el "),
        (Split(2, (1,)), "Cambiada el "),
        (Merge(2), "Unida el "),
        (Rename("Xavi Reis"), "Nombre cambiado el "),
        (Close(DAY), "Cerrado el "),
    ],
)
def test_what_was_put_right_is_told_in_spanish_to_who_speaks_it(deed: Deed, begins: str) -> None:
    with speaking("es"):
        said = why_corrected(Correction(deed, DAY, OFFER), PLAYER)
    assert said.startswith(begins)
    assert said.endswith(".")
