"""What holds of any rumours whatever, in any order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.files import Mending, PlayerFile, Retract
from bot.model import (
    Certainty,
    Claim,
    ClubStance,
    Fee,
    FeeRole,
    Kind,
    Modality,
    PlayerStance,
    Rumour,
    Stage,
    When,
)
from bot.reading.candidates import OF_PLAYER
from bot.sagas.fold import of_file, sagas
from tests.bot.sagas.telling import OWNER, PLAYER, Tale, claim, row

if TYPE_CHECKING:
    import random

    from bot.sagas.saga import Saga

CLUBS = ("Everton", "Fulham", "Galatasaray")
SPEAKERS = (None, "Sky Sports", "Ian Marsh")


@st.composite
def claims(draw: st.DrawFn, club: str) -> Claim:
    """A claim, mostly one that counts."""
    kind = draw(st.sampled_from(list(Kind)))
    told = claim(
        kind,
        club,
        modality=draw(st.sampled_from([Modality.ACTUAL] * 6 + list(Modality))),
        when=draw(st.sampled_from([When.CURRENT] * 6 + [When.PAST])),
        certainty=draw(st.sampled_from(list(Certainty))),
        source=draw(st.sampled_from(SPEAKERS)),
        held=draw(st.sampled_from([None] * 9 + ["not clear"])),
        quote=draw(st.sampled_from(["a bid"] * 4 + ["a second bid", "their third offer"])),
    )
    return told if kind in OF_PLAYER or draw(st.integers(0, 9)) else replace(told, club=None)


@st.composite
def fees(draw: st.DrawFn) -> Fee:
    fee = draw(st.sampled_from([20, 21, 25, 32, 60]))
    return Fee(fee * 1_000_000, draw(st.sampled_from(["GBP", "EUR"])), draw(st.sampled_from(list(FeeRole))))


@st.composite
def rows(draw: st.DrawFn) -> Rumour:
    club = draw(st.sampled_from(CLUBS))
    told = draw(st.lists(claims(club), min_size=1, max_size=3))
    owner = draw(st.sampled_from([OWNER] * 4 + [None]))
    held = draw(st.sampled_from([None] * 9 + ["not clear"]))
    return row(*told, club=club, fees=tuple(draw(st.lists(fees(), max_size=2))), owner=owner, held=held)


Article = tuple[dt.date, list[Rumour]]
DAYS = st.dates(dt.date(2024, 5, 1), dt.date(2025, 3, 1))
ARTICLES: st.SearchStrategy[Article] = st.tuples(DAYS, st.lists(rows(), min_size=1, max_size=2))
# No deadline: a test is no measure of speed.
lightly = settings(max_examples=60, deadline=None)
TOLD = st.lists(ARTICLES, min_size=1, max_size=7)


def tale_of(articles: list[Article]) -> Tale:
    tale = Tale()
    for day, told in articles:
        tale.tell(day, *told)
    return tale


def standing(found: tuple[Saga, ...]) -> list[object]:
    """Where the sagas stand, without what was told."""
    return [
        (
            saga.stage, saga.player_stance, saga.club_stance, saga.end, saga.is_loan,
            [(suitor.club, suitor.stage, suitor.out, suitor.is_refused) for suitor in saga.suitors],
        )
        for saga in found
    ]  # fmt: skip


@lightly
@given(TOLD, st.data())
def test_an_article_told_again_on_its_day_changes_nothing_and_is_no_news(
    articles: list[Article], data: st.DataObject
) -> None:
    tale = tale_of(articles)
    before = standing(of_file(tale.file))
    day, told = data.draw(st.sampled_from(articles))
    judged = tale.tell(day, *told)
    assert standing(of_file(tale.file)) == before
    assert not judged.verdict.is_news, judged.why


@lightly
@given(TOLD, st.randoms())
def test_the_order_in_which_articles_come_in_changes_nothing(
    articles: list[Article], chance: random.Random
) -> None:
    shuffled = list(articles)
    chance.shuffle(shuffled)
    assert standing(of_file(tale_of(articles).file)) == standing(of_file(tale_of(shuffled).file))


@lightly
@given(TOLD, ARTICLES)
def test_what_is_retracted_leaves_the_sagas_as_they_were(articles: list[Article], wrong: Article) -> None:
    tale = tale_of(articles)
    before = tale.file
    tale.tell(wrong[0], *wrong[1])
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    new = [one.id for one in tale.file.rumours if one not in before.rumours]
    deeds = tuple(Mending(number, 0, at, 7, 1, Retract(number)) for number in new)
    assert of_file(replace(tale.file, mendings=deeds)) == of_file(before)


@lightly
@given(TOLD, ARTICLES)
def test_an_article_of_today_that_moves_the_saga_is_news_and_says_why(
    articles: list[Article], told: Article
) -> None:
    tale = tale_of(articles)
    latest = max(day for day, _ in articles)
    day = max(told[0], latest + dt.timedelta(days=1))  # of one day the order is by content, not by arrival
    before = _today(tale.file, day)
    judged = tale.tell(day, *told[1])
    assert judged.why.english.endswith(".")
    assert (judged.alert is not None) is judged.verdict.is_news
    after = _today(tale.file, day)
    if before != after:
        assert judged.verdict.is_news, (judged.why, before, after)


def _today(file: PlayerFile, day: dt.date) -> tuple[object, ...]:
    """What anybody would call the state of things on a day; once it has ended nobody asks who wants what."""
    found = sagas(PLAYER, file.rumours, until=day)
    if not found:
        return (Stage.INTEREST, set[object](), PlayerStance.UNKNOWN, ClubStance.UNKNOWN)
    saga = found[-1]
    alive = {(suitor.club, suitor.stage) for suitor in saga.alive}
    if saga.end:
        return (saga.stage, alive, PlayerStance.UNKNOWN, ClubStance.UNKNOWN)
    return (saga.stage, alive, saga.player_stance, saga.club_stance)


@lightly
@given(TOLD)
def test_what_the_saga_holds_by_its_last_article_is_no_news_from_another_outlet(
    articles: list[Article],
) -> None:
    day, told = max(articles, key=lambda article: article[0])
    assume(sum(other == day for other, _ in articles) == 1)  # another of that day may have undone it
    tale = tale_of(articles)
    others = [replace(one, claims=tuple(replace(c, source="BBC") for c in one.claims)) for one in told]
    judged = tale.tell(day, *others)
    assert not judged.verdict.is_news, judged.why
