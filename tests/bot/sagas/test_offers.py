from __future__ import annotations

import pytest

from bot.model import Claim, Fee, Kind, Rumour, Verdict
from tests.bot.sagas.telling import RIVAL, SUITOR, Tale, bid, claim, on, row

NEW, REPEAT = Verdict.NEW, Verdict.REPEAT


def offer(words: str, *fees: Fee, kind: Kind = Kind.BID, club: str = SUITOR) -> Rumour:
    return row(claim(kind, club, quote=words), club=club, fees=fees)


def refusal(words: str, *fees: Fee) -> Rumour:
    return offer(words, *fees, kind=Kind.BID_REJECTED)


REFUSED = refusal("a £20m bid was turned down", bid(20))

# (what is known of the 3rd, what is told on the 9th, the verdict)
TABLE: dict[str, tuple[list[Rumour], Rumour, Verdict]] = {
    "a second offer at the same price, numbered": (
        [REFUSED],
        offer("Everton's second bid of £20m", bid(20)),
        NEW,
    ),
    "a better offer whose sum nobody tells": (
        [REFUSED],
        offer("an improved offer", kind=Kind.IMPROVED_BID),
        NEW,
    ),
    "a better offer told to be of the same sum": (
        [REFUSED],
        offer("another offer", bid(20), kind=Kind.IMPROVED_BID),
        NEW,
    ),
    "the first offer, numbered afterwards": ([REFUSED], offer("their opening bid of £20m", bid(20)), REPEAT),
    "an offer of another sum": ([REFUSED], offer("a bid", bid(25)), NEW),
    "an offer of no sum where one is known": ([REFUSED], offer("a bid"), REPEAT),
    "the first sum that is told of a known offer": ([offer("a bid")], offer("a bid", bid(20)), NEW),
    "a third offer where two are counted": (
        [REFUSED, offer("a second bid")],
        offer("their third bid", bid(20)),
        NEW,
    ),
    "a second offer told again": (
        [REFUSED, offer("a second bid", bid(20))],
        offer("a second offer", bid(20)),
        REPEAT,
    ),
    "an offer that waited is refused": ([offer("a bid", bid(20))], REFUSED, NEW),
    "an offer of which no sum is known is refused": ([offer("a bid")], refusal("the bid was refused"), NEW),
    "the second offer is refused too": (
        [REFUSED, offer("an improved offer", bid(25), kind=Kind.IMPROVED_BID)],
        refusal("the £25m bid was turned down", bid(25)),
        NEW,
    ),
    "a better offer without a sum is refused too": (
        [REFUSED, offer("an improved offer", kind=Kind.IMPROVED_BID)],
        refusal("that was refused as well"),
        NEW,
    ),
    "the refusal of the first offer is told again after the second": (
        [REFUSED, offer("an improved offer", bid(25), kind=Kind.IMPROVED_BID)],
        REFUSED,
        REPEAT,
    ),
    "a refusal told again": ([REFUSED], refusal("Brentford said no"), REPEAT),
    "the same sum offered by another club": ([REFUSED], offer("a bid", bid(20), club=RIVAL), NEW),
    "an offer told after the agreement": (
        [row(claim(Kind.FEE_AGREED))],
        offer("a second bid of £30m", bid(30)),
        REPEAT,
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_an_offer_is_news_by_its_number_its_sum_or_its_answer(case: str) -> None:
    known, told, verdict = TABLE[case]
    tale = Tale()
    for place, one in enumerate(known):
        tale.tell(on(1 + place), one)
    judged = tale.tell(on(9), told)
    assert judged.verdict is verdict, judged.why


def test_an_outlet_that_numbers_the_offer_of_the_day_tells_of_the_same() -> None:
    tale = Tale()
    tale.tell(on(3), REFUSED)
    assert tale.tell(on(3), refusal("their second bid of £20m was refused", bid(20))).verdict is REPEAT


def test_a_better_offer_and_its_refusal_in_one_article_leave_nothing_waiting() -> None:
    tale = Tale()
    tale.tell(on(3), REFUSED)
    both: tuple[Claim, ...] = (claim(Kind.BID_REJECTED), claim(Kind.IMPROVED_BID))
    assert tale.tell(on(5), row(*both)).verdict is NEW
    assert tale.tell(on(6), row(claim(Kind.BID_REJECTED))).verdict is REPEAT


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (offer("a bid", bid(25)), "£25m was not told before"),
        (offer("their second bid", bid(20)), "another offer than the one told of on 3 Jan 2024"),
    ],
)
def test_the_reason_says_what_makes_it_another_offer(told: Rumour, words: str) -> None:
    tale = Tale()
    tale.tell(on(3), offer("a bid", bid(20)))
    assert words in tale.tell(on(9), told).why.english
