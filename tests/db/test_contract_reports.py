"""What users say is wrong: at most one report of a saga waits of each, and only their own guild sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cases import Report, Wrong
from tests.db.samples import ADMIN, NOON, filing, judge, rumour

if TYPE_CHECKING:
    from bot.store import Store

GUILD, OTHER, USER = 500, 600, 8


async def report(store: Store, scope: int = GUILD, user: int = USER, player: int = 1) -> bool:
    told = {"player": "Alan Boro", "shown": "Ajax want him", "words": "It was PSG."}
    return await store.report(scope, user, player, NOON, kind=Wrong.CLUB, **told)


async def known(store: Store) -> Store:
    await store.file(filing("one", rumour("Alan Boro")), judge)
    await store.file(filing("two", rumour("Bob Carr")), judge)
    return store


async def test_a_user_has_one_open_report_of_a_saga(any_store: Store) -> None:
    store = await known(any_store)
    assert await report(store)
    assert not await report(store)
    assert await report(store, player=2)
    assert await report(store, user=9)
    first = (await store.reports(GUILD))[0]
    assert first == Report(
        first.id,
        USER,
        1,
        "Alan Boro",
        "Ajax want him",
        Wrong.CLUB,
        "It was PSG.",
        NOON.replace(microsecond=0),
    )
    assert len(await store.reports(GUILD)) == 3


async def test_what_is_settled_waits_no_more_until_it_is_reopened(any_store: Store) -> None:
    store = await known(any_store)
    await report(store)
    (one,) = await store.reports(GUILD)
    assert await store.settle(GUILD, ADMIN, one.id, NOON)
    assert not await store.settle(GUILD, ADMIN, one.id, NOON)
    assert await store.reports(GUILD) == ()
    assert await store.report_of(GUILD, one.id) == (one, ADMIN)
    assert await store.reopen(GUILD, ADMIN, one.id, NOON)
    assert not await store.reopen(GUILD, ADMIN, one.id, NOON)
    assert await store.report_of(GUILD, one.id) == (one, None)


async def test_what_was_reported_anew_is_not_reopened(any_store: Store) -> None:
    store = await known(any_store)
    await report(store)
    (one,) = await store.reports(GUILD)
    await store.settle(GUILD, ADMIN, one.id, NOON)
    assert await report(store)
    assert not await store.reopen(GUILD, ADMIN, one.id, NOON)


async def test_another_guild_sees_and_settles_nothing(any_store: Store) -> None:
    store = await known(any_store)
    await report(store)
    (one,) = await store.reports(GUILD)
    assert await store.reports(OTHER) == ()
    assert await store.report_of(OTHER, one.id) is None
    assert not await store.settle(OTHER, ADMIN, one.id, NOON)
    assert await store.settle(GUILD, ADMIN, one.id, NOON)
    assert not await store.reopen(OTHER, ADMIN, one.id, NOON)
    assert await report(store, scope=OTHER)
