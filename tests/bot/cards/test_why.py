from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.alerts.accounts import Account, Accounts, Fate
from bot.cards.embeds import embed_of
from bot.cards.why import message_card, rehearsal_card, why_card
from bot.model import Verdict

NOON = dt.datetime(2017, 8, 7, 12, tzinfo=dt.UTC)
POSTED = Account(
    "Virgil van Dijk",
    NOON,
    Verdict.NEW,
    "a transfer request was considered, now it is handed in",
    Fate.POSTED,
    "alerts for Virgil van Dijk",
    "Van Dijk has handed in a transfer request.",
    "Van Dijk is considering a transfer request (Daily Mirror, 10 Jul) → he has handed one in (on record)",
    NOON + dt.timedelta(minutes=1),
    3,
)


def told(*accounts: Account, player: str | None = None) -> Accounts:
    return Accounts(accounts, "this channel", "Europe/London", player)


def test_why_tells_the_rule_the_claim_what_it_was_before_and_the_repeats() -> None:
    card = why_card(told(POSTED))
    (field,) = card.fields
    assert field.name == "Virgil van Dijk · 7 Aug 2017, 13:00"
    assert field.value.splitlines() == [
        "Posted on 7 Aug 2017, 13:01: alerts for Virgil van Dijk.",
        "Van Dijk is considering a transfer request (Daily Mirror, 10 Jul) → he has handed one in (on record)",
        "New: a transfer request was considered, now it is handed in",
        "3 repeats of it withheld since.",
    ]
    assert card.footer == "Times are those of Europe/London."


@pytest.mark.parametrize(
    ("account", "line"),
    [
        (
            replace(POSTED, fate=Fate.WAITING, why="alerts for everything"),
            "Waiting until 7 Aug 2017, 13:01: alerts for everything.",
        ),
        (replace(POSTED, fate=Fate.SENDING, when=None), "Being sent: alerts for Virgil van Dijk."),
        (
            replace(POSTED, fate=Fate.SKIPPED, why="it was retracted before it was sent", when=None),
            "Not sent: it was retracted before it was sent.",
        ),
        (replace(POSTED, fate=Fate.MUTED, why="he is muted", when=None), "Muted: he is muted."),
        (
            replace(POSTED, fate=Fate.WITHHELD, why="its stage is talks", when=None),
            "Withheld by the rules: its stage is talks.",
        ),
        (replace(POSTED, fate=Fate.POSTED, why="", when=None), "Posted."),
        (
            replace(
                POSTED,
                fate=Fate.NO_NEWS,
                verdict=Verdict.REPEAT,
                why="the bid was known from the BBC",
                when=None,
                repeats=0,
            ),
            "Not posted: repeat – the bid was known from the BBC.",
        ),
    ],
)
def test_the_fate_comes_first(account: Account, line: str) -> None:
    (field,) = why_card(told(account)).fields
    assert field.value.splitlines()[0] == line
    assert (len(field.value.splitlines()) == 1) == (account.fate is Fate.NO_NEWS)


def test_nothing_to_explain_is_said() -> None:
    assert why_card(told()).title == "Nothing has come in"
    assert why_card(told(player="Kane")).title == "Nothing has come in of Kane"
    assert rehearsal_card(told()).title == "There is no news yet to try the rules on"


def test_a_message_is_explained_by_its_headline_or_the_number_of_its_developments() -> None:
    assert message_card(told(POSTED)).lead == "Van Dijk has handed in a transfer request."
    assert message_card(told(POSTED, POSTED)).lead == "This message tells 2 developments."


def test_a_trial_says_yes_or_no_and_why() -> None:
    held = replace(
        POSTED, when=NOON + dt.timedelta(hours=20), why="alerts, held until the quiet hours end at 08:00"
    )
    withheld = replace(POSTED, fate=Fate.WITHHELD, why="its stage is talks", when=None)
    card = rehearsal_card(told(POSTED, held, withheld))
    assert (
        card.lead == "Of the last 3 developments, 2 would have been posted in this channel by today's rules."
    )
    assert [field.value.splitlines()[1] for field in card.fields] == [
        "Yes: alerts for Virgil van Dijk.",
        "Yes, on 8 Aug 2017, 09:00: alerts, held until the quiet hours end at 08:00.",
        "No: its stage is talks.",
    ]
    assert "none would have been posted" in rehearsal_card(told(withheld)).lead


def test_ten_long_accounts_fit_into_a_card() -> None:
    long = replace(POSTED, claim="x " * 900, judged="y " * 500, headline="z " * 200)
    for card in (
        why_card(told(*[long] * 10)),
        rehearsal_card(told(*[long] * 10)),
        message_card(told(*[long] * 10)),
    ):
        assert len(embed_of(card)) <= 6000
