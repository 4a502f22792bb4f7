from __future__ import annotations

from bot.model import Kind
from bot.sagas.fold import of_file
from tests.bot.sagas.stories import CONFIRMED, NEW, REPEAT, STALE, stands
from tests.bot.sagas.telling import OFFICIAL, RIVAL, SUITOR, Tale, asked, bid, claim, on, row, steps


def test_an_old_article_of_an_earlier_window_changes_the_past_and_not_the_present() -> None:
    tale = Tale()
    tale.tell(on(20, 7), steps(Kind.BID, fees=(bid(20),)))
    before = stands(tale.saga)
    judged = tale.tell(on(5), steps(Kind.BID_REJECTED, Kind.NOT_FOR_SALE, club=RIVAL))
    assert judged.verdict is STALE
    assert "20 Jul 2024" in judged.why.english
    assert stands(tale.saga) == before
    assert tale.saga.first_on == on(5)


def test_an_old_article_of_an_older_saga_is_stale() -> None:
    tale = Tale()
    tale.tell(on(10), steps(Kind.SIGNED))
    tale.tell(on(20, 6), steps(Kind.BID, club="Barcelona", owner=SUITOR))
    assert tale.tell(on(8), steps(Kind.BID, fees=(bid(20),))).verdict is STALE
    assert [len(saga.told) for saga in of_file(tale.file)] == [2, 1]


def test_an_old_article_that_tells_what_still_stands_is_news() -> None:
    tale = Tale()
    tale.tell(on(20, 7), steps(Kind.INTEREST))
    judged = tale.tell(on(12, 7), steps(Kind.FEE_AGREED, club=RIVAL))
    assert judged.verdict is NEW
    assert stands(tale.saga).startswith("Fulham fee_agreed")


def test_an_old_article_that_only_links_another_club_is_stale() -> None:
    tale = Tale()
    tale.tell(on(20, 7), steps(Kind.TALKS))
    assert tale.tell(on(12, 7), steps(Kind.INTEREST, club=RIVAL)).verdict is STALE


def test_news_a_day_late_is_news_if_it_still_adds_something() -> None:
    tale = Tale()
    tale.tell(on(19, 7), steps(Kind.FEE_AGREED))
    tale.tell(on(20, 7), row(claim(Kind.WANTS_MOVE), club=None))
    assert tale.tell(on(19, 7), steps(Kind.INTEREST)).verdict is STALE
    late = row(claim(Kind.FEE_AGREED, certainty=OFFICIAL))
    assert tale.tell(on(19, 7), late).verdict is CONFIRMED


def test_a_stance_told_late_that_has_been_given_up_since_is_no_news() -> None:
    tale = Tale()
    tale.tell(on(20, 7), row(claim(Kind.PRICE_SET), club=None, fees=(asked(30),)))
    assert tale.tell(on(19, 7), row(claim(Kind.NOT_FOR_SALE), club=None)).verdict is STALE
    assert tale.saga.club_stance == "price_set"


def test_a_near_copy_is_a_repeat_of_that_day() -> None:
    tale = Tale()
    tale.tell(on(20, 7), steps(Kind.BID))
    judged = tale.tell(on(21, 7), steps(Kind.BID), copied=on(20, 7))
    assert judged.verdict is REPEAT
    assert "Nearly the same text came on 20 Jul 2024" in judged.why.english
    assert tale.tell(on(22, 7), steps(Kind.FEE_AGREED), copied=on(20, 7)).verdict is NEW
