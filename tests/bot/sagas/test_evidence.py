from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model import Certainty, Kind
from bot.sagas.evidence import Evidence, evidence
from bot.sagas.fold import current
from tests.bot.sagas.telling import PLAYER, claim, kept, on, row

if TYPE_CHECKING:
    from bot.files import KeptRumour


def of(*told: KeptRumour) -> Evidence:
    saga = current(PLAYER, told)
    assert saga is not None
    return evidence(saga)


def test_five_relays_of_one_origin_are_one_source() -> None:
    relays = [
        replace(
            kept(number, on(number), row(claim(Kind.INTEREST, source="Daily Mirror"))),
            outlet=outlet,
            article_id=number,
        )
        for number, outlet in enumerate(("Goal", "ESPN", "HITC", "90min", "Football365"), start=1)
    ]
    found = of(*relays)
    assert [one.name for one in found.origins] == ["Daily Mirror"]
    assert found.origins[0].relays == ("Goal", "ESPN", "HITC", "90min", "Football365")


def test_an_outlet_without_a_source_is_the_origin_itself() -> None:
    found = of(replace(kept(1, on(1), row(claim(Kind.INTEREST))), outlet="BBC Sport"))
    assert [(one.name, one.first_on) for one in found.origins] == [("BBC Sport", on(1))]


def test_who_passed_it_on_and_says_no_more_is_no_second_origin() -> None:
    first = replace(
        kept(1, on(1), row(claim(Kind.INTEREST, source="Daily Mirror"))), outlet="Goal", article_id=1
    )
    again = replace(kept(2, on(2), row(claim(Kind.INTEREST))), outlet="Goal", article_id=2)
    more = replace(kept(3, on(3), row(claim(Kind.BID))), outlet="Goal", article_id=3)
    assert [one.name for one in of(first, again).origins] == ["Daily Mirror"]
    assert [one.name for one in of(first, again, more).origins] == ["Daily Mirror", "Goal"]


def test_articles_that_name_nobody_are_counted_once_each_and_copies_not_at_all() -> None:
    told = kept(1, on(1), row(claim(Kind.INTEREST), claim(Kind.TALKS)))
    first = replace(told, article_id=1)
    copy = replace(told, id=2, article_id=2, is_copy=True)
    assert of(first, copy).unnamed == 1
    assert of(first, replace(copy, is_copy=False)).unnamed == 2


def test_who_stands_up_for_it_is_named_once_and_an_announcement_outranks_a_word() -> None:
    said = claim(Kind.NOT_FOR_SALE, certainty=Certainty.ON_RECORD)
    told = claim(Kind.NOT_FOR_SALE, certainty=Certainty.OFFICIAL)
    spoke = claim(Kind.WANTS_MOVE, certainty=Certainty.ON_RECORD, speaker=PLAYER)
    found = of(kept(1, on(1), row(said, spoke)), kept(2, on(5), row(told)))
    assert [(one.name, one.first_on, one.is_official) for one in found.on_record] == [
        ("Brentford", on(1), True),
        (PLAYER, on(1), False),
    ]


def test_an_announced_agreement_names_no_club_that_may_not_have_said_it() -> None:
    told = claim(Kind.FEE_AGREED, certainty=Certainty.OFFICIAL)
    assert [one.name for one in of(kept(1, on(1), row(told))).on_record] == ["an announcement"]


def test_that_there_is_a_race_is_nobodys_own_word() -> None:
    race = claim(Kind.COMPETITION, None, actor="other clubs", certainty=Certainty.ON_RECORD)
    assert of(kept(1, on(1), row(claim(Kind.INTEREST), race))).on_record == ()
