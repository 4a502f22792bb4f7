from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.model import Certainty, Kind, Modality, Verdict, When
from bot.sagas.novelty import judge
from tests.bot.sagas.telling import PLAYER, bid, claim, file, on, row

if TYPE_CHECKING:
    from bot.model import Rumour

KNOWN = row(claim(Kind.BID_REJECTED, source="Sky Sports"), claim(Kind.NOT_FOR_SALE), fees=(bid(20),))

# (what is known since the 10th, what is told on the 12th, the verdict)
TABLE: dict[str, tuple[Rumour | None, Rumour, Verdict]] = {
    "the first word of a saga is new": (None, row(claim(Kind.INTEREST)), Verdict.NEW),
    "the same from another outlet is a repeat": (
        KNOWN,
        row(claim(Kind.BID_REJECTED, source="BBC"), fees=(bid(20),)),
        Verdict.REPEAT,
    ),
    "the same bid with a sum a little off is a repeat": (
        KNOWN,
        row(claim(Kind.BID_REJECTED), fees=(bid(21),)),
        Verdict.REPEAT,
    ),
    "a refused bid of another sum is new": (
        KNOWN,
        row(claim(Kind.BID_REJECTED), fees=(bid(28),)),
        Verdict.NEW,
    ),
    "a higher rung is new": (KNOWN, row(claim(Kind.FEE_AGREED)), Verdict.NEW),
    "a lower rung told late is a repeat": (KNOWN, row(claim(Kind.INTEREST)), Verdict.REPEAT),
    "another suitor is new": (KNOWN, row(claim(Kind.INTEREST, "Fulham"), club="Fulham"), Verdict.NEW),
    "a stance now on record is confirmed": (
        KNOWN,
        row(claim(Kind.NOT_FOR_SALE, certainty=Certainty.ON_RECORD, speaker="Ian Marsh")),
        Verdict.CONFIRMED,
    ),
    "an end of what was alive is reversed": (KNOWN, row(claim(Kind.WITHDREW)), Verdict.REVERSED),
    "what is expected or past is colour": (
        KNOWN,
        row(claim(Kind.FEE_AGREED, modality=Modality.EXPECTED), claim(Kind.BID, when=When.PAST)),
        Verdict.COLOUR,
    ),
    "what is held is told to nobody": (KNOWN, row(claim(Kind.SIGNED, held="not clear")), Verdict.COLOUR),
    "a request that is considered is news": (
        KNOWN,
        row(claim(Kind.TRANSFER_REQUEST, modality=Modality.CONSIDERING)),
        Verdict.NEW,
    ),
    "a denial of what is known is no repeat and no news": (
        row(claim(Kind.TRANSFER_REQUEST)),
        row(claim(Kind.TRANSFER_REQUEST, modality=Modality.NEGATED, source="The Guardian")),
        Verdict.COLOUR,
    ),
    "a request handed in is news after one considered": (
        row(claim(Kind.TRANSFER_REQUEST, modality=Modality.CONSIDERING)),
        row(claim(Kind.TRANSFER_REQUEST)),
        Verdict.NEW,
    ),
    "a request considered is no news after one handed in": (
        row(claim(Kind.TRANSFER_REQUEST)),
        row(claim(Kind.TRANSFER_REQUEST, modality=Modality.CONSIDERING)),
        Verdict.REPEAT,
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_verdict(case: str) -> None:
    known, told, verdict = TABLE[case]
    judged = judge([told], on(12), [file((on(10), known))] if known else [])
    assert judged.verdict is verdict, judged.why
    assert (judged.alert is not None) is verdict.is_news
    assert judged.why.english.endswith(".")


def test_old_news_that_comes_late_and_changes_nothing_today_is_stale() -> None:
    judged = judge([row(claim(Kind.INTEREST))], on(2), [file((on(10), KNOWN))])
    assert judged.verdict is Verdict.STALE
    assert "10 Jan 2024" in judged.why.english


def test_an_alert_says_what_it_was_before_and_who_says_so() -> None:
    known = row(claim(Kind.TRANSFER_REQUEST, modality=Modality.CONSIDERING, source="Daily Mirror"))
    told = row(claim(Kind.TRANSFER_REQUEST, certainty=Certainty.ON_RECORD, speaker=PLAYER))
    alert = judge([told], on(12), [file((on(10), known))]).alert
    assert alert is not None
    assert "considering a transfer request (Daily Mirror, 10 Jan) → " in alert.changed
    assert "on record" in alert.changed
    assert alert.label == "the player's push · now on record"


def test_a_report_in_an_alert_is_never_told_as_a_fact() -> None:
    alert = judge([row(claim(Kind.FEE_AGREED))], on(12), []).alert
    assert alert is not None
    assert "reportedly" in alert.headline


def test_an_alert_keeps_the_hedges_of_what_it_recalls() -> None:
    alert = judge([row(claim(Kind.BID_REJECTED), fees=(bid(28),))], on(12), [file((on(10), KNOWN))]).alert
    assert alert is not None
    assert "Brentford reportedly do not want to sell" in alert.unchanged
    assert "reportedly turned down" in alert.history


def test_a_move_that_is_done_leaves_no_wish_to_keep_him() -> None:
    alert = judge([row(claim(Kind.SIGNED))], on(12), [file((on(10), KNOWN))]).alert
    assert alert is not None
    assert alert.unchanged == ""


def test_a_surname_alone_is_the_known_player_who_bears_it() -> None:
    judged = judge([row(claim(Kind.TALKS), player="Almeida")], on(12), [file((on(10), KNOWN))])
    assert (judged.player_id, judged.name) == (1, PLAYER)


def test_a_surname_that_two_bear_is_nobody_known() -> None:
    others = [file((on(10), KNOWN)), file((on(10), KNOWN), name="Pedro Almeida")]
    others[1] = type(others[1])(2, "Pedro Almeida", (), others[1].rumours)
    assert judge([row(claim(Kind.TALKS), player="Almeida")], on(12), others).player_id is None
