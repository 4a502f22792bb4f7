from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.answers.timeline import Timeline
from bot.answers.whom import UnknownPlayer
from bot.cards.timeline import timeline_cards
from bot.model import Certainty, Kind
from bot.sagas.history import history
from tests.bot.sagas.telling import PLAYER, bid, claim, file, on, row

if TYPE_CHECKING:
    from bot.model import Rumour


def lines(*rumours: tuple[dt.date, Rumour]) -> list[str]:
    card = timeline_cards(Timeline(PLAYER, history(file(*rumours))))[0]
    return card.lead.splitlines()


def test_every_step_has_its_day_what_it_changed_and_who_said_so() -> None:
    refused = row(claim(Kind.BID_REJECTED, source="Sky Sports"), fees=(bid(20),))
    assert lines((on(1), row(claim(Kind.INTEREST))), (on(9), refused)) == [
        "1 Jan 2024 · Everton are interested (reported)",
        "9 Jan 2024 · Brentford have turned down an offer of £20m from Everton (Sky Sports)",
    ]


def test_what_different_mouths_say_in_one_article_is_told_apart() -> None:
    told = row(
        claim(Kind.WANTS_MOVE, source="Daily Mirror"),
        claim(Kind.NOT_FOR_SALE, certainty=Certainty.ON_RECORD, speaker="Ian Marsh"),
        claim(Kind.INTEREST, source="Daily Mirror"),
    )
    assert lines((on(1), told)) == [
        (
            "1 Jan 2024 · Almeida wants to go and Everton are interested (Daily Mirror); "
            "Brentford do not want to sell (Ian Marsh, on record)"
        )
    ]


def test_a_confirmation_and_a_reversal_say_that_they_are_one() -> None:
    found = lines(
        (on(1), row(claim(Kind.FEE_AGREED))),
        (on(3), row(claim(Kind.FEE_AGREED, certainty=Certainty.OFFICIAL))),
        (on(5), row(claim(Kind.COLLAPSED))),
    )
    assert found[1].startswith("3 Jan 2024 · confirmed: ")
    assert found[2].startswith("5 Jan 2024 · turned round: ")


def test_a_long_history_begins_with_its_last_steps_and_goes_on_page_by_page() -> None:
    many = [
        (
            dt.date(2024, 6, 1) + dt.timedelta(4 * step),
            row(claim(Kind.BID_REJECTED), fees=(bid(20 + 9 * step),)),
        )
        for step in range(14)
    ]
    newest, oldest = timeline_cards(Timeline(PLAYER, history(file(*many))))
    assert newest.footer == "page 1 of 2 · 14 steps"
    shown = [*oldest.lead.splitlines(), *newest.lead.splitlines()]
    assert len(shown) == 14
    assert shown[0].startswith("1 Jun 2024")
    assert shown[-1].startswith("23 Jul 2024")


def test_nothing_new_since_an_answer_is_said_plainly() -> None:
    seen = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
    card = timeline_cards(Timeline(PLAYER, (), seen=seen))[0]
    assert card.title == "Joao Almeida: nothing new since 1 Mar 2024"


def test_an_unknown_player_has_no_history() -> None:
    assert timeline_cards(UnknownPlayer("kane"))[0].title == "Nothing stored about kane"
