from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.wishes import RESETS, Wish, kinds, quiet, suggest_kinds
from bot.model import Certainty, Kind, Refusal, Stage
from bot.rules.words import spelt
from bot.subscription import Mode, QuietHours, Rules

FULL = Rules(
    frozenset({Kind.BID}),
    Stage.BID,
    2,
    Certainty.OFFICIAL,
    Mode.SILENT,
    5,
    QuietHours(60, 120),
    3,
    in_threads=True,
)


def refused(wish: Wish) -> str:
    with pytest.raises(Refusal) as refusal:
        wish.on(Rules())
    return str(refusal.value)


def test_what_is_not_wished_for_stays() -> None:
    assert Wish().on(FULL) == FULL
    assert Wish(tier=1).on(FULL) == Rules(
        FULL.kinds, Stage.BID, 1, Certainty.OFFICIAL, Mode.SILENT, 5, FULL.quiet, 3, in_threads=True
    )
    assert Wish().is_empty
    assert not Wish(in_threads=False).is_empty


@pytest.mark.parametrize(
    ("wish", "name", "value"),
    [
        (Wish(kinds="bid, fee agreed"), "kinds", frozenset({Kind.BID, Kind.FEE_AGREED})),
        (Wish(stage="fee_agreed"), "lowest_stage", Stage.FEE_AGREED),
        (Wish(certainty="on_record"), "lowest_certainty", Certainty.ON_RECORD),
        (Wish(mode="deadline_day"), "mode", Mode.DEADLINE_DAY),
        (Wish(role_id=7), "role_id", 7),
        (Wish(quiet="22-7"), "quiet", QuietHours(22 * 60, 7 * 60)),
        (Wish(most_a_day=9), "most_a_day", 9),
        (Wish(in_threads=True), "in_threads", True),
    ],
)
def test_each_rule_can_be_set(wish: Wish, name: str, value: Any) -> None:
    assert getattr(wish.on(Rules()), name) == value


@pytest.mark.parametrize(("word", "name"), RESETS.items())
def test_each_rule_can_be_taken_back(word: str, name: str) -> None:
    changed = Wish(reset=word.upper()).on(FULL)
    assert getattr(changed, name) == getattr(Rules(), name)
    assert changed != FULL


def test_all_rules_can_be_taken_back_and_others_given_at_once() -> None:
    assert Wish(reset="everything").on(FULL) == Rules()
    assert Wish(reset="everything", tier=3).on(FULL) == Rules(lowest_tier=3)


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        (Wish(stage="kitchen"), "There is no such stage"),
        (Wish(certainty="ON_RECORD"), "There is no such certainty"),
        (Wish(mode=""), "There is no such way of telling"),
        (Wish(tier=0), "The tier is a number from 1 to 4"),
        (Wish(tier=5), "The tier is a number from 1 to 4"),
        (Wish(most_a_day=0), "The most a day is a number from 1 to 100"),
        (Wish(most_a_day=-(10**9)), "The most a day is a number from 1 to 100"),
        (Wish(reset="laws"), "There is no rule laws to take back"),
        (Wish(kinds="bid, goals"), "There is no kind goals of news. There are interest, enquiry"),
        (Wish(kinds="bid," * 100), "too many kinds"),
        (Wish(quiet="at night"), "Write quiet hours like 23:00-08:00"),
    ],
)
def test_what_is_no_rule_is_refused(wish: Wish, why: str) -> None:
    assert why in refused(wish)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bid", {Kind.BID}),
        ("BID,  Fee_Agreed ,signed,", {Kind.BID, Kind.FEE_AGREED, Kind.SIGNED}),
        ("not for-sale", {Kind.NOT_FOR_SALE}),
    ],
)
def test_kinds_are_a_list_with_commas(typed: str, found: set[Kind]) -> None:
    assert kinds(typed) == found


@pytest.mark.parametrize("typed", ["all", "Everything", ","])
def test_all_kinds_are_no_condition(typed: str) -> None:
    assert kinds(typed) == frozenset()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "all"),
        ("bi", "bid"),
        ("bid, fee", "bid, fee agreed"),
        ("bid,", "bid, interest"),
        ("bid, bi", "bid, bid rejected"),
        ("REJ", "bid rejected"),
    ],
)
def test_a_list_of_kinds_is_completed(typed: str, first: str) -> None:
    offered = suggest_kinds(typed)
    assert offered[0] == (first, first)
    assert all(kinds(one) is not None for _, one in offered)


@given(st.text(max_size=400))
def test_completing_never_fails_nor_offers_too_much(typed: str) -> None:
    offered = suggest_kinds(typed)
    assert len(offered) <= 25
    assert all(len(text) <= 100 for one in offered for text in one)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_offered_by_its_words(kind: Kind) -> None:
    assert (spelt(kind), spelt(kind)) in suggest_kinds(spelt(kind))
    assert kinds(spelt(kind)) == {kind}


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("23:00-08:00", QuietHours(1380, 480)),
        ("23:00 – 8:00", QuietHours(1380, 480)),
        ("23-8", QuietHours(1380, 480)),
        (" 1.30 to 2h15 ", QuietHours(90, 135)),
        ("0:00-23:59", QuietHours(0, 1439)),
        ("none", None),
        ("OFF", None),
        ("٢٣-٨", QuietHours(1380, 480)),
    ],
)
def test_quiet_hours_are_read(typed: str, hours: QuietHours | None) -> None:
    assert quiet(typed) == hours


@pytest.mark.parametrize(
    "typed",
    ["", "23:00", "24:00-08:00", "23:60-08:00", "8-8", "23:00-08:00" * 50, "-", "23:0-8", "1-2-3"],
)
def test_what_are_no_hours_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refusal, match=r"23:00-08:00|/alerts pause"):
        quiet(typed)


@given(st.text(max_size=40))
def test_no_text_is_a_fault(typed: str) -> None:
    for read in (kinds, quiet):
        with suppress(Refusal):
            read(typed)
