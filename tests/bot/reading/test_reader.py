from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.ladder import GRAVE
from bot.model import (
    Article,
    Bound,
    Certainty,
    Claim,
    Fee,
    FeeRole,
    Kind,
    Modality,
    Reading,
    Stage,
    Subject,
    When,
)
from bot.reading import read
from bot.reading.reader import explain

ARTICLES = Path(__file__).parents[2] / "articles"


def reading_of(name: str) -> Reading:
    return read(Article((ARTICLES / f"{name}.txt").read_text("utf8")))


@pytest.fixture(scope="module")
def wish() -> Reading:
    """A player who wants to go, a club that wants to keep him, a suitor who had backed off in public."""
    return reading_of("van-houten")


def claims(reading: Reading, kind: Kind) -> list[Claim]:
    return [claim for row in reading.rumours for claim in row.claims if claim.kind is kind]


def test_the_date_mark_of_the_first_line_is_the_day_of_the_article(wish: Reading) -> None:
    assert wish.published == dt.date(2019, 7, 10)


def test_player_and_clubs_are_found(wish: Reading) -> None:
    assert [(row.player, row.from_club, row.to_club) for row in wish.rumours] == [
        ("Pieter van Houten", "Southampton", "Liverpool")
    ]


def test_a_club_of_his_past_is_no_suitor(wish: Reading) -> None:
    assert all(row.to_club != "Celtic" for row in wish.rumours)


def test_the_stances_are_developments_and_the_considered_request_is_none(wish: Reading) -> None:
    kinds = set(wish.rumours[0].developments)
    assert {Kind.WANTS_MOVE, Kind.NOT_FOR_SALE, Kind.INTEREST} <= kinds
    assert Kind.TRANSFER_REQUEST not in kinds


def test_a_request_that_is_contemplated_is_considered_not_actual(wish: Reading) -> None:
    (request,) = claims(wish, Kind.TRANSFER_REQUEST)
    assert request.modality is Modality.CONSIDERING
    assert request.source == "Daily Mirror"


def test_an_interest_that_had_ended_is_past(wish: Reading) -> None:
    (ended,) = claims(wish, Kind.WITHDREW)
    assert (ended.actor, ended.when) == ("Liverpool", When.PAST)


def test_a_promise_to_whoever_it_may_be_is_conditional(wish: Reading) -> None:
    (open_to_sale,) = claims(wish, Kind.OPEN_TO_SALE)
    assert open_to_sale.modality is Modality.CONDITIONAL


def test_an_official_who_is_quoted_speaks_for_his_club_about_the_squad(wish: Reading) -> None:
    (said, *_) = [claim for claim in claims(wish, Kind.NOT_FOR_SALE) if claim.speaker]
    assert (said.actor, said.speaker) == ("Southampton", "Ian Marsh")
    assert (said.certainty, said.subject) == (Certainty.ON_RECORD, Subject.SQUAD)


def test_a_sum_with_plus_is_a_lower_bound(wish: Reading) -> None:
    assert wish.rumours[0].fees == (Fee(45_000_000, "GBP", FeeRole.REPORTED, Bound.AT_LEAST),)


def test_the_paper_stands_for_the_outlet_named_before(wish: Reading) -> None:
    revived = [claim for claim in claims(wish, Kind.INTEREST) if claim.modality is Modality.CONDITIONAL]
    assert [claim.source for claim in revived] == ["Daily Mirror"]


def test_the_summary_keeps_hedge_and_source_and_names_what_is_not_reported(wish: Reading) -> None:
    assert "reportedly" in wish.summary
    assert "Daily Mirror" in wish.summary
    assert "no request has been handed in and no bid is reported" in wish.summary.lower()
    assert "agreed" not in wish.summary
    assert 60 <= len(wish.summary) <= 320


def test_every_claim_gives_back_its_words(wish: Reading) -> None:
    text = (ARTICLES / "van-houten.txt").read_text("utf8")
    for row in wish.rumours:
        for claim in row.claims:
            assert text[claim.start : claim.end] == claim.quote
            assert claim.quote


def test_a_refused_bid_has_its_sum_its_source_and_the_price_that_is_asked() -> None:
    (row,) = reading_of("joao-almeida-bid").rumours
    assert (row.from_club, row.to_club, row.stage) == ("Brentford", "Everton", Stage.BID_REJECTED)
    assert set(row.developments) == {Kind.BID_REJECTED, Kind.PRICE_SET}
    assert {(fee.amount, fee.role) for fee in row.fees} == {
        (20_000_000, FeeRole.BID),
        (35_000_000, FeeRole.ASKING),
    }
    assert row.sources == ("Sky Sports",)


def test_an_offer_that_is_only_expected_is_no_development() -> None:
    (row,) = reading_of("joao-almeida-bid").rumours
    (better,) = [claim for claim in row.claims if claim.kind is Kind.IMPROVED_BID]
    assert better.modality is Modality.EXPECTED


@pytest.mark.parametrize(
    ("name", "words"), [("tennis", "No transfer news"), ("spanish", "seems to be Spanish")]
)
def test_a_text_without_transfer_news_stays_silent_and_says_why(name: str, words: str) -> None:
    reading = reading_of(name)
    assert reading.rumours == ()
    assert reading.summary == ""
    assert words in (reading.silence or "")


@pytest.mark.parametrize("text", ["⚽🔥🔥", "!!!", "1234 5678", "Ω≈ç√∫"])
def test_a_text_without_words_that_can_be_read_is_no_fault(text: str) -> None:
    reading = read(Article(text))
    assert reading.rumours == ()
    assert reading.silence


# Said of a player of Brentford who is linked with Everton: none of it says that the thing is so.
NOT_SO = [
    "A £30m bid from Everton has not been accepted by Brentford.",
    "Almeida has not joined Everton.",
    "Everton haven't signed Almeida.",
    "Personal terms have not been agreed between Almeida and Everton.",
    "Almeida agreed personal terms with nobody at Everton.",
    "The deal with Everton has not collapsed.",
    "Almeida ruled out handing in a transfer request.",
    "Almeida stopped short of handing in a transfer request.",
    "Almeida is tired of rumours that he has handed in a transfer request.",
    "Almeida has until Friday to hand in a transfer request.",
    "When Almeida hands in a transfer request, Brentford will listen.",
    "Fans fear that Almeida has handed in a transfer request.",
    "Reports that Everton have signed Almeida are wide of the mark.",
    "The Sun claim that Everton have signed Almeida. The club rubbished the report.",
    "Everton have nearly signed Almeida.",
    "Had Everton signed Almeida, they would be top.",
    "Is it true that Everton have signed Almeida?",
    "In career mode Everton have signed Almeida.",
    "On this day in 2015: Everton signed Almeida from Brentford.",
    "Almeida's friend James Carter has joined Everton.",
    "Almeida joined Everton fans at a funeral.",
    "Brentford deny accepting a bid from Everton.",
    "Brentford expect to accept a bid from Everton.",
    "Brentford were urged to accept a bid from Everton.",
    "Everton were nowhere near having agreed a fee with Brentford.",
    "Everton ruled out a bid for Almeida.",
    "Everton rejected the chance to bid for Almeida.",
    "Everton are preparing a £45m bid for Almeida.",
    "Almeida failed a medical at Everton.",
    "Almeida has agreed a new deal with a boot maker.",
    "Almeida denied that he wants to leave Brentford.",
]

# That there is a bid is so; that it was accepted, or refused, is not.
ONLY_A_BID = {
    "A £30m bid from Everton has not been accepted by Brentford.": (Kind.BID,),
    "Brentford were urged to accept a bid from Everton.": (Kind.BID,),
}


@pytest.mark.parametrize("text", NOT_SO)
def test_what_is_denied_hoped_asked_dreamt_or_of_another_is_not_told_as_so(text: str) -> None:
    lead = " date 2024-01-12 Brentford midfielder Joao Almeida has been linked with Everton, the Guardian reports. "
    rows = [row for row in read(Article(lead + text)).rumours if row.held is None]
    told = {kind for row in rows for kind in row.developments}
    assert told <= {Kind.INTEREST, Kind.DENIED, *ONLY_A_BID.get(text, ())}


def test_words_of_sport_without_any_club_are_no_news() -> None:
    reading = read(
        Article("Third seed Marco Silvetti won on Sunday. He said he hopes to play for many more years.")
    )
    assert reading.rumours == ()
    assert reading.silence == "No transfer news was found in this text."


# Small sentences, each with what must be read in it: (text, kind, modality, when).
SENTENCES = [
    ("Brentford have rejected a bid from Everton for Joao Almeida.", Kind.BID_REJECTED, "actual", "current"),
    (
        "A bid from Everton for Joao Almeida was turned down by Brentford.",
        Kind.BID_REJECTED,
        "actual",
        "current",
    ),
    ("Everton have not made a bid for Brentford's Joao Almeida.", Kind.BID, "negated", "current"),
    ("Everton will make a £20m bid for Brentford's Joao Almeida.", Kind.BID, "expected", "current"),
    ("Everton could table a bid for Brentford's Joao Almeida.", Kind.BID, "conditional", "current"),
    (
        "Everton are considering making a bid for Brentford's Joao Almeida.",
        Kind.BID,
        "considering",
        "current",
    ),
    (
        "Everton are interested in Brentford's Joao Almeida. They made a bid for him last summer.",
        Kind.BID,
        "actual",
        "past",
    ),
    (
        "Joao Almeida has handed in a transfer request at Brentford.",
        Kind.TRANSFER_REQUEST,
        "actual",
        "current",
    ),
    (
        "Joao Almeida has not handed in a transfer request at Brentford.",
        Kind.TRANSFER_REQUEST,
        "negated",
        "current",
    ),
    ("Joao Almeida wants to leave Brentford and join Everton.", Kind.WANTS_MOVE, "actual", "current"),
    ("Everton are interested in Brentford's Joao Almeida.", Kind.INTEREST, "actual", "current"),
    ("Everton have ended their interest in Brentford's Joao Almeida.", Kind.WITHDREW, "actual", "current"),
    ("Brentford denied that Everton have made a bid for Joao Almeida.", Kind.BID, "negated", "current"),
    ("Everton might make a £9m bid for Brentford's Joao Almeida.", Kind.BID, "conditional", "current"),
    (
        "Everton are failing to agree a fee with Brentford for Joao Almeida.",
        Kind.FEE_AGREED,
        "negated",
        "current",
    ),
]


@pytest.mark.parametrize(("text", "kind", "modality", "when"), SENTENCES)
def test_what_happened_is_read_with_how_it_is_meant(text: str, kind: Kind, modality: str, when: str) -> None:
    found = [finding.claim for finding in explain(Article(f" date 2024-01-12 {text}"))[1]]
    meant = {(claim.kind, claim.modality.value, claim.when.value) for claim in found}
    assert (kind, modality, when) in meant


@pytest.mark.parametrize(
    "text",
    [
        "Everton were asked to leave the hotel after a bid from Brentford to change rooms was turned down.",
        "Joao Almeida scored twice as Brentford beat Everton 2-0.",
        "Everton have agreed a new sponsorship deal worth £20m.",
        "Joao Almeida joined Everton from Brentford in 2012.",
        "Last year Everton made a bid for Brentford's Joao Almeida.",
    ],
)
def test_words_of_the_trade_in_another_sense_are_no_news(text: str) -> None:
    assert read(Article(text)).rumours == ()


def test_wages_are_no_price() -> None:
    text = " date 2024-01-12 Everton want Brentford's Joao Almeida, but he wants £200,000 a week."
    reading = read(Article(text))
    assert reading.rumours
    assert not claims(reading, Kind.PRICE_SET)


def test_a_bid_from_one_suitor_is_not_told_of_another() -> None:
    text = (
        " date 2024-01-12 Brentford have rejected a £20m bid from Everton for midfielder Joao Almeida. "
        "Fulham are also interested in him."
    )
    told = {row.to_club: row.developments for row in read(Article(text)).rumours}
    assert Kind.BID_REJECTED in told["Everton"]
    assert Kind.BID_REJECTED not in told["Fulham"]


def test_a_sum_is_agreed_only_where_an_agreement_is_told() -> None:
    text = " date 2024-01-12 Everton are interested in Brentford's Joao Almeida. A £20m deal could follow."
    fees = [fee for row in read(Article(text)).rumours for fee in row.fees]
    assert [(fee.amount, fee.role) for fee in fees] == [(20_000_000, FeeRole.REPORTED)]


def test_held_names_that_no_claim_joins_are_silence() -> None:
    text = " date 2024-01-12 Fans of Everton and Fulham sang for Joao Almeida, who once lived next door."
    assert read(Article(text)).silence is not None


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("Everton had a £20m bid for Brentford midfielder Joao Almeida rejected in January.", When.PAST),
        ("Brentford midfielder Joao Almeida handed in a transfer request last December.", When.PAST),
        ("Everton have had a £20m bid for Brentford midfielder Joao Almeida rejected.", When.CURRENT),
        ("Everton have had a £20m bid for Brentford midfielder Joao Almeida rejected in May.", When.CURRENT),
    ],
)
def test_a_month_long_gone_is_another_window(written: str, when: When) -> None:
    page = " date 2024-05-20 Everton are interested in Brentford midfielder Joao Almeida.\n\n" + written
    grave = [
        claim
        for row in read(Article(page)).rumours
        for claim in row.claims
        if claim.kind in (Kind.BID_REJECTED, Kind.TRANSFER_REQUEST)
    ]
    assert grave
    assert {claim.when for claim in grave} == {when}


def test_a_clause_that_is_only_spoken_of_is_not_met() -> None:
    text = (
        " date 2024-01-12 Everton are interested in Brentford midfielder Joao Almeida, the Guardian reports.\n\n"
        "Almeida has a £40m release clause in his contract."
    )
    told = {claim.kind for row in read(Article(text)).rumours for claim in row.claims if claim.counts}
    assert Kind.RELEASE_CLAUSE not in told


@pytest.mark.parametrize(
    ("post", "kind"),
    [
        (
            "🚨 Joao Almeida to Everton, HERE WE GO! Brentford get £20m. Medical booked for Monday 🩺",
            Kind.MEDICAL,
        ),
        ("Joao Almeida ✍️ Brentford → Everton ✅ official, contract until 2028 #EFC", Kind.SIGNED),
    ],
)
def test_the_signs_of_posts_are_words(post: str, kind: Kind) -> None:
    rows = read(Article(post)).rumours
    assert [(row.player, row.from_club, row.to_club) for row in rows] == [
        ("Joao Almeida", "Brentford", "Everton")
    ]
    assert kind in {claim.kind for claim in rows[0].claims}


FALSE_IF_TOLD = [
    "It is not true that Everton have signed Joao Almeida from Brentford.",
    "There is no truth in reports that Everton have agreed a £20m fee with Brentford for Joao Almeida.",
    "Joao Almeida's agent has dismissed claims that the Brentford striker has agreed personal terms with Everton.",
    "Brentford have signed Tom Reeve from Burnley as cover for Joao Almeida. Everton want Almeida.",
    "Everton have offered £10m plus Joao Almeida for Brentford striker Tom Reeve.",
    "Brentford have rejected a bid from a Championship club for Joao Almeida. Everton are interested.",
    "Brentford have agreed terms with Joao Almeida on a new contract. Everton had shown interest.",
    "Joao Almeida had medical tests on his knee on Monday, Brentford said. Everton want the striker.",
    "A medical had been booked for Joao Almeida at Everton before Brentford called off the sale.",
    "Joao Almeida accepted an apology from Everton. The Brentford striker is wanted by Leeds.",
    "Brentford striker Joao Almeida is a target for Everton. His team-mate Ole Falk has handed in a transfer request.",
]


@pytest.mark.parametrize("text", FALSE_IF_TOLD)
def test_what_is_denied_or_somebody_elses_is_not_told_of_him(text: str) -> None:
    told = {
        claim.kind
        for row in read(Article(text)).rumours
        if row.held is None and row.player == "Joao Almeida"
        for claim in row.claims
        if claim.counts
    }
    assert not told & {*GRAVE, Kind.BID, Kind.IMPROVED_BID}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Everton have signed Joao Almeida from Brentford for £20m.", Kind.SIGNED),
        ("Everton have completed the signing of Joao Almeida from Brentford.", Kind.SIGNED),
        ("Joao Almeida has completed his move from Brentford to Everton.", Kind.SIGNED),
        ("Brentford have rejected Everton's £20m bid for Joao Almeida.", Kind.BID_REJECTED),
        ("Everton have agreed a fee with Brentford to sign striker Joao Almeida.", Kind.FEE_AGREED),
        ("Everton are in talks to sign Joao Almeida from Brentford.", Kind.TALKS),
        ("Everton are interested in Brentford striker Joao Almeida.", Kind.INTEREST),
    ],
)
def test_the_plainest_sentences_are_told(text: str, kind: Kind) -> None:
    (row,) = read(Article(text)).rumours
    assert (row.player, row.from_club, row.to_club) == ("Joao Almeida", "Brentford", "Everton")
    assert kind in {claim.kind for claim in row.claims if claim.counts}
    assert row.held is None


def test_a_source_in_brackets_answers_for_its_own_item_alone() -> None:
    text = (
        "Leeds want Preston striker Tom Hesketh. (Sun) Fulham have bid £9m for Lille winger Amadou Keita. (Marca) "
        "West Ham are keen on Porto defender Rui Salgado. (Record)"
    )
    found = {row.player: row.sources for row in read(Article(text)).rumours}
    assert found == {"Tom Hesketh": ("The Sun",), "Amadou Keita": ("Marca",), "Rui Salgado": ("Record",)}
