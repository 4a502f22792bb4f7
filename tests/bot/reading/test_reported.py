"""What is said to have been done is done; how follow-ups word what they tell of known players."""

from __future__ import annotations

import pytest

from bot.model import Article, Kind
from bot.reading import Known, read

KNOWN = (Known("Tom Hesketh", owner="Preston North End", suitors=("Leeds United",)),)


def kinds(text: str) -> set[Kind]:
    rows = [row for row in read(Article(text), KNOWN).rumours if row.held is None]
    return {claim.kind for row in rows for claim in row.claims if claim.counts}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Preston said on Monday that they had agreed a fee with Leeds for Hesketh.", Kind.FEE_AGREED),
        (
            "Preston said they had reached agreement with Leeds for Hesketh, conditional on terms.",
            Kind.FEE_AGREED,
        ),
        ("Preston will not negotiate over Hesketh, their president has said.", Kind.NOT_FOR_SALE),
        ("Preston would like £9m for Hesketh.", Kind.PRICE_SET),
        ("Preston have dropped to £7m for Hesketh.", Kind.PRICE_SET),
        ("Leeds have raised it to £6m for Hesketh.", Kind.IMPROVED_BID),
        ("Leeds will not sign Hesketh.", Kind.WITHDREW),
        ("Leeds have dropped out of the race for Hesketh.", Kind.WITHDREW),
        ("Leeds have declined to match the price for Hesketh.", Kind.WITHDREW),
        ("Hesketh had passed his tests at Leeds, the club said.", Kind.MEDICAL),
    ],
)
def test_a_follow_up_is_understood(text: str, kind: Kind) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Preston had agreed a fee with Leeds for Hesketh before it all fell apart.", Kind.FEE_AGREED),
        ("Hesketh recalled that Preston had agreed a fee with Leeds.", Kind.FEE_AGREED),
        ("Leeds have signed Tom Hesketh?\n\nNothing is known of it at Preston.", Kind.SIGNED),
        ("Hesketh passed every test of the season.", Kind.SIGNED),
    ],
)
def test_what_went_before_or_is_asked_is_not_told(text: str, kind: Kind) -> None:
    assert kind not in kinds(text)
