from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Bound, Certainty, Claim, Fee, FeeRole, Kind, Modality, Subject
from bot.speech import LANGUAGES, speaking
from bot.wording import (
    ago,
    attributed,
    day,
    days,
    fee_phrase,
    hedged,
    in_row,
    listed,
    money,
    origin,
    phrase,
    sentence,
    surname,
    together,
)

if TYPE_CHECKING:
    from collections.abc import Callable

PLAYER = "Pieter van Houten"
SUM = {"role": FeeRole.BID, "bound": Bound.EXACT}


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        (Fee(60_000_000, "GBP", FeeRole.BID, Bound.AT_LEAST), "£60m-plus"),
        (Fee(1_500_000, "EUR", FeeRole.BID, Bound.ABOUT), "about €1.5m"),
        (Fee(750_000, "USD", FeeRole.BID, Bound.UP_TO), "up to $750k"),
        (Fee(1_000_000_000, "GBP", FeeRole.BID, Bound.EXACT), "£1bn"),
        (Fee(900, "CHF", FeeRole.BID, Bound.EXACT), "CHF 900"),
    ],
)
def test_a_sum_is_said_as_people_say_it(fee: Fee, words: str) -> None:
    assert money(fee) == words


def test_a_sum_says_what_it_is_for() -> None:
    assert fee_phrase(Fee(30_000_000, "GBP", FeeRole.CLAUSE)) == "£30m release clause"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "today"), (0, "today"), (1, "1 day ago"), (6, "6 days ago"), (7, "1 week ago"), (20, "3 weeks ago"),
        (45, "1 month ago"), (364, "12 months ago"), (365, "1 year ago"), (3422, "9 years ago"),
    ],
)  # fmt: skip
def test_how_long_ago_is_told_in_the_largest_unit(days: int, words: str) -> None:
    assert ago(days) == words


@pytest.mark.parametrize(
    ("name", "short"),
    [(PLAYER, "Van Houten"), ("Jorginho", "Jorginho"), ("Joao Almeida", "Almeida"), ("", "")],
)
def test_prose_goes_on_with_the_surname(name: str, short: str) -> None:
    assert surname(name) == short


def test_small_words() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert sentence("he goes") == "He goes."
    assert sentence("Really?") == "Really?"
    assert sentence("") == ""
    assert day(dt.date(2017, 7, 3)) == "3 Jul 2017"


def claim(**changes: object) -> Claim:
    facts: dict[str, object] = {
        "kind": Kind.TRANSFER_REQUEST,
        "actor": PLAYER,
        "quote": "w",
        "start": 0,
        "end": 1,
    }
    return Claim(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Van Houten has reportedly handed in a transfer request"),
        ({"source": "Daily Mirror"}, "Van Houten has handed in a transfer request, according to the Daily Mirror"),
        ({"source": "Sky Sports"}, "Van Houten has handed in a transfer request, according to Sky Sports"),
        ({"modality": Modality.CONSIDERING}, "Van Houten is reportedly considering a transfer request"),
        (
            {"certainty": Certainty.ON_RECORD, "speaker": PLAYER},
            "Van Houten has handed in a transfer request, Van Houten says",
        ),
        ({"certainty": Certainty.OFFICIAL}, "Van Houten has handed in a transfer request, officially"),
        (
            {
                "kind": Kind.NOT_FOR_SALE, "actor": "Southampton", "certainty": Certainty.ON_RECORD,
                "speaker": "Ian Marsh", "subject": Subject.SQUAD,
            },
            "Southampton do not want to sell, Ian Marsh says of the squad",
        ),
    ],
)  # fmt: skip
def test_a_claim_is_told_with_who_answers_for_it(changes: dict[str, object], words: str) -> None:
    assert attributed(claim(**changes), PLAYER) == words


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("modality", Modality)
def test_every_kind_has_words_in_every_modality_and_none_but_the_actual_states_it(
    kind: Kind, modality: Modality
) -> None:
    one = claim(kind=kind, club="Liverpool", modality=modality)
    words = phrase(one, PLAYER)
    assert "{" not in words
    if modality is not Modality.ACTUAL:
        assert words != phrase(claim(kind=kind, club="Liverpool"), PLAYER)
        assert any(
            sign in words
            for sign in ("considering", "expected", "condition", "there is no ", "there are no ")
        )


def test_the_origin_of_a_claim_is_short() -> None:
    assert origin(claim()) == "reported"
    assert origin(claim(source="Record")) == "Record"
    assert (origin(claim(), "Goal"), origin(claim(source="Record"), "Goal")) == ("Goal", "Record")
    assert origin(claim(certainty=Certainty.OFFICIAL)) == "official"
    assert origin(claim(certainty=Certainty.ON_RECORD)) == f"{PLAYER}, on record"


def test_the_row_of_a_club_does_not_name_it_again() -> None:
    agreed = claim(kind=Kind.FEE_AGREED, actor="Southampton", club="Liverpool")
    assert in_row(agreed, PLAYER) == "have agreed a fee with Liverpool"
    assert (
        in_row(agreed, PLAYER, Fee(20_000_000, "GBP", FeeRole.AGREED))
        == "have agreed a fee of £20m with Liverpool"
    )
    with_nobody = claim(kind=Kind.FEE_AGREED, actor="Southampton")
    assert in_row(with_nobody, PLAYER) == "Southampton and other clubs have agreed a fee"
    assert in_row(claim(), PLAYER) == "has handed in a transfer request"
    assert in_row(claim(kind=Kind.BID_REJECTED, actor="Real", club="Real Madrid"), PLAYER) == (
        "have turned down an offer from Real Madrid"
    )


NAMES = st.sampled_from(
    ["Liverpool", "Wolves", "Inter", "{club}", "{0}", "{", "}{hedge}", "%s {actor!r}", "de"]
)
CLAIMS = st.builds(
    Claim,
    kind=st.sampled_from(Kind),
    actor=st.one_of(st.just(PLAYER), NAMES),
    quote=st.just("w"),
    start=st.just(0),
    end=st.just(1),
    speaker=st.one_of(st.none(), st.just(PLAYER), NAMES),
    subject=st.sampled_from(Subject),
    club=st.one_of(st.none(), NAMES),
    modality=st.sampled_from(Modality),
    certainty=st.sampled_from(Certainty),
    source=st.one_of(st.none(), st.sampled_from(["Daily {sum}", "The {text}", "Record"])),
)
SUMS = st.one_of(
    st.none(),
    st.builds(
        Fee,
        st.integers(0, 2_000_000_000),
        st.sampled_from(["GBP", "EUR", "BRL", "CHF"]),
        st.sampled_from(FeeRole),
        st.sampled_from(Bound),
    ),
)
TELLERS: list[Callable[[Claim, Fee | None], str]] = [
    lambda claim, fee: phrase(claim, PLAYER, fee=fee),
    lambda claim, fee: hedged(claim, PLAYER, fee),
    lambda claim, fee: attributed(claim, PLAYER, fee=fee),
    lambda claim, fee: in_row(claim, PLAYER, fee),
    lambda claim, _: origin(claim),
]


@given(CLAIMS, SUMS, st.sampled_from(LANGUAGES), st.sampled_from(TELLERS))
def test_every_claim_is_told_in_every_language_and_names_are_only_names(
    one: Claim, fee: Fee | None, letters: str, tell: Callable[[Claim, Fee | None], str]
) -> None:
    harmless = {"{": "(", "}": ")"}
    plain = replace(
        one,
        actor=_with(one.actor, harmless),
        club=one.club and _with(one.club, harmless),
        speaker=one.speaker and _with(one.speaker, harmless),
        source=one.source and _with(one.source, harmless),
    )
    with speaking(letters):
        words = tell(one, fee)
        assert words
        assert "None" not in words
        assert "  " not in words
        assert _with(words, harmless) == tell(plain, fee), "a name was taken for a part of the text"


def _with(text: str, changed: dict[str, str]) -> str:
    return text.translate(str.maketrans(changed))


@given(st.lists(CLAIMS, max_size=5), st.sampled_from(LANGUAGES))
def test_claims_told_together_lose_none_of_their_clubs(claims: list[Claim], letters: str) -> None:
    with speaking(letters):
        told = " ".join(phrase(one, PLAYER) for one in together(claims))
        apart = [phrase(one, PLAYER) for one in claims]
    for one, words in zip(claims, apart, strict=True):
        assert not one.club or one.club not in words or one.club in told


@given(st.integers(0, 4000), SUMS, st.sampled_from(LANGUAGES))
def test_sums_days_and_spans_are_told_in_every_language(count: int, fee: Fee | None, letters: str) -> None:
    with speaking(letters):
        date = dt.date(2017, 1, 1) + dt.timedelta(count)
        words = [ago(count), days(count), day(date), *([money(fee), fee_phrase(fee)] if fee else [])]
    assert all(words)
    assert not any("{" in word for word in words)
