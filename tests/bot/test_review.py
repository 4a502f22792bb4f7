"""What the reader held back is told when a moderator vouches for it: in every answer, and in one alert."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot import deeds, mending, review
from bot.answers.status import SagaStatus, status
from bot.answers.timeline import Timeline, timeline
from bot.cases import Wrong
from bot.desk import Late
from bot.files import Lesson, Matter, Retract, Vouch
from bot.intake import filing, judging
from bot.model import WIRE, Article, Kind, Verdict
from bot.reading import read
from bot.review import Ruling
from bot.rights import Action
from bot.subscription import Rules, Target
from tests.bot.moderators import BOSS, BOT, FAN, GUILD, MOD, OTHER, PRIVATE, STRANGER, filled, listed, refused
from tests.db.samples import NOON
from tests.db.sending import take

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.model import Actor
    from bot.store import Receipt, Store

HELD = "Almeida to Everton: done deal? Joao Almeida, the Brentford midfielder, is set for a medical with Everton."
LATER = NOON + dt.timedelta(hours=1)


async def add(store: Store, text: str, scope: int = GUILD, at: dt.datetime = NOON) -> Receipt:
    article = Article(text, outlet="Sky Sports")
    new = filing(article, read(article), at, scope=scope, actor_id=9, path="form")
    return await store.file(new, judging(article))


@pytest.fixture
async def doubtful(store: Store) -> Store:
    await filled(store)
    for guild in (GUILD, OTHER):
        await store.subscribe(guild, guild * 10, Target("everything"), Rules(), 1)
    await add(store, HELD)
    return store


async def key(store: Store) -> str:
    case = await review.waiting(store, MOD, LATER)
    assert case is not None
    return case.key


async def test_what_is_vouched_for_is_told_in_every_answer_and_alerted_once(doubtful: Store) -> None:
    assert "Joao Almeida" not in await listed(doubtful)
    done = await review.rule(doubtful, MOD, Ruling.SO, await key(doubtful), LATER)
    assert (done.deed, done.verdict, done.queued) == (Vouch(3), Verdict.NEW, 1)
    assert "Joao Almeida" in await listed(doubtful)
    stands = await status(doubtful, GUILD, "almeida", LATER.date())
    assert isinstance(stands, SagaStatus)
    assert [told.claim.kind for told in stands.saga.told] == [Kind.MEDICAL]
    came = await timeline(doubtful, GUILD, "almeida")
    assert isinstance(came, Timeline)
    assert len(came.chapters[0].steps) == 1
    (newest,) = [one for one in await doubtful.newest_files(GUILD, 9, club="Everton") if one]
    assert newest.name == "Joao Almeida"
    (batch,) = await take(doubtful, LATER + dt.timedelta(minutes=1))
    assert batch.guild_id == GUILD
    assert "Joao Almeida" not in await listed(doubtful, OTHER)
    told = await doubtful.told(GUILD, GUILD * 10, 9)
    assert [one.is_held for one in told if one.player == "Joao Almeida"] == [False, True]


async def test_what_was_vouched_for_is_no_news_when_it_is_read_surely(doubtful: Store) -> None:
    await review.rule(doubtful, MOD, Ruling.SO, await key(doubtful), LATER)
    row = read(Article(HELD)).rumours[0]
    assert row.held
    receipt = await add(doubtful, f"{HELD} Everton have signed nobody else.", at=LATER)
    assert not any(one.alert and not one.held for one in receipt.filed)


async def test_what_is_known_already_makes_no_alert(doubtful: Store) -> None:
    first = await key(doubtful)
    await add(doubtful, f"{HELD} It was expected.", at=LATER)
    second = await key(doubtful)
    assert first != second
    await review.rule(doubtful, MOD, Ruling.SO, first, LATER)
    done = await review.rule(doubtful, MOD, Ruling.SO, second, LATER)
    assert (done.verdict, done.queued) == (Verdict.REPEAT, 0)


async def test_undoing_takes_it_out_of_every_answer_and_it_waits_again(doubtful: Store) -> None:
    before = await listed(doubtful), await doubtful.held(GUILD)
    done = await review.rule(doubtful, MOD, Ruling.SO, await key(doubtful), LATER)
    assert await doubtful.held(GUILD) == ()
    await deeds.undo(doubtful, MOD, done.id, LATER)
    assert (await listed(doubtful), await doubtful.held(GUILD)) == before
    assert await take(doubtful, LATER + dt.timedelta(minutes=1)) == ()


async def test_an_edit_of_what_was_held_has_it_told(doubtful: Store) -> None:
    shown = await mending.shown(doubtful, MOD, Action.EDIT, None, 3, LATER)
    row = replace(shown.kept.rumour, to_club="Fulham")
    done = await mending.edit(doubtful, MOD, None, 3, row, LATER, seen=0)
    assert (done.verdict, done.queued) == (Verdict.NEW, 1)
    assert await doubtful.held(GUILD) == ()


@pytest.mark.parametrize(
    ("ruling", "lessons"),
    [
        (Ruling.WRONG, ()),
        (Ruling.NO_PLAYER, (Lesson(Matter.NOT_A_PLAYER, "joao almeida"),)),
    ],
)
async def test_what_is_wrong_is_retracted_with_its_lesson(
    doubtful: Store, ruling: Ruling, lessons: tuple[Lesson, ...]
) -> None:
    done = await review.rule(doubtful, MOD, ruling, await key(doubtful), LATER)
    assert (done.deed, await doubtful.lessons(GUILD)) == (Retract(3), lessons)
    assert await doubtful.lessons(OTHER) == await doubtful.lessons(WIRE) == ()
    await deeds.undo(doubtful, MOD, done.id, LATER)
    assert await doubtful.lessons(GUILD) == ()


async def test_that_a_text_is_no_news_is_learnt_by_its_hash(doubtful: Store) -> None:
    told = await doubtful.article_of(GUILD, 3)
    assert told is not None
    await review.rule(doubtful, MOD, Ruling.NO_NEWS, await key(doubtful), LATER)
    assert await doubtful.lessons(GUILD) == (Lesson(Matter.NOT_A_TRANSFER, told[0]),)


async def test_of_two_moderators_the_second_is_late(doubtful: Store) -> None:
    case = await key(doubtful)
    await review.rule(doubtful, MOD, Ruling.SO, case, LATER)
    for ruling in Ruling:
        with pytest.raises(Late) as late:
            await review.rule(doubtful, BOSS, ruling, case, LATER)
        assert late.value.by is not None
        assert late.value.by.actor_id == MOD.user_id


DEEDS: dict[str, Callable[[Store, Actor], Awaitable[object]]] = {
    "see": lambda store, who: review.waiting(store, who, LATER),
    "rule": lambda store, who: review.rule(store, who, Ruling.SO, "h3.0", LATER),
    "wrong": lambda store, who: review.rule(store, who, Ruling.WRONG, "h3.0", LATER),
    "settle": lambda store, who: review.settle(store, who, "r1", LATER),
    "reopen": lambda store, who: review.reopen(store, who, "r1", LATER),
    "alias": lambda store, who: mending.alias(store, who, "Boro", "Al", LATER),
    "vouch": lambda store, who: mending.vouch(store, who, 3, LATER),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", [FAN, BOT, PRIVATE], ids=["fan", "bot", "private"])
async def test_nobody_else_may(doubtful: Store, deed: str, who: Actor) -> None:
    await doubtful.report(GUILD, 8, 1, NOON, player="Alan Boro", shown="x", kind=Wrong.OLD)
    assert "may" in await refused(DEEDS[deed](doubtful, who)) or who is PRIVATE
    assert await doubtful.held(GUILD) == (3,)
    assert len(await doubtful.reports(GUILD)) == 1


@pytest.mark.parametrize("deed", ["rule", "wrong", "settle", "reopen", "vouch"])
async def test_another_guilds_cases_are_not_there(doubtful: Store, deed: str) -> None:
    await doubtful.report(GUILD, 8, 1, NOON, player="Alan Boro", shown="x", kind=Wrong.OLD)
    assert await review.waiting(doubtful, STRANGER, LATER) is None
    await refused(DEEDS[deed](doubtful, STRANGER))
    assert await doubtful.held(GUILD) == (3,)
    assert len(await doubtful.reports(GUILD)) == 1


async def test_reports_come_before_what_was_held(doubtful: Store) -> None:
    await doubtful.report(GUILD, 8, 1, NOON, player="Alan Boro", shown="x", kind=Wrong.OLD)
    case = await review.waiting(doubtful, MOD, LATER)
    assert case is not None
    assert (case.key, case.count) == ("r1", 2)
    behind = await review.waiting(doubtful, MOD, LATER, case.key)
    assert behind is not None
    assert behind.key == "h3.0"
    assert (await review.settle(doubtful, MOD, "r1", LATER)).is_new
    again = await review.settle(doubtful, BOSS, "r1", LATER)
    assert (again.is_new, again.by) == (False, MOD.user_id)


async def test_an_alias_finds_him_and_is_nobody_elses(doubtful: Store) -> None:
    done = await mending.alias(doubtful, MOD, "Boro", "Big  Al", LATER)
    found = await status(doubtful, GUILD, "big al", LATER.date())
    assert isinstance(found, SagaStatus)
    assert found.saga.player == "Alan Boro"
    assert "is known as big al already" in await refused(
        mending.alias(doubtful, MOD, "Boro", "big al", LATER)
    )
    assert "is another player here" in await refused(mending.alias(doubtful, MOD, "Carr", "Big Al", LATER))
    assert "Alan Boro" in await listed(doubtful)
    await deeds.undo(doubtful, MOD, done.id, LATER)
    await mending.alias(doubtful, MOD, "Carr", "Big Al", LATER)
