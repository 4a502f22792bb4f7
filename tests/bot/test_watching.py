"""Messages of watched channels are read in turn, kept once, and hold as they stand at last."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot import watching
from bot.model import Article
from bot.sagas.mending import mended
from bot.watches import Heard, Hearing, Watch
from tests.bot.moderators import BOSS, BOT, FAN, GUILD, MOD, OTHER, STRANGER, listed, refused, the
from tests.db.samples import NOON

if TYPE_CHECKING:
    from bot.store import Store

ME = 99
CHANNEL = 70
WATCH = Watch(GUILD, CHANNEL, "The Courier")
BID = "Brentford have rejected a £20m bid from Everton for midfielder Joao Almeida."
OTHER_BID = "Brentford have rejected a £20m bid from Everton for midfielder Joao Almeida last night."
BURNLEY = "Brentford have rejected a £20m bid from Burnley for midfielder Joao Almeida."


@pytest.fixture
async def watched(store: Store) -> Store:
    await store.set_moderator_role(GUILD, 9, BOSS.user_id)
    await store.watch(WATCH, MOD.user_id, NOON, 20)
    return store


def heard(text: str, number: int = 1, guild: int = GUILD) -> Heard:
    return Heard(number, guild, CHANNEL, NOON, Article(text, published=NOON.date()))


async def read_all(store: Store) -> int:
    """Read all that waits, as often as there is something; the number of messages."""
    last = count = 0
    while (read := await watching.read_next(store, last, ME, NOON)) is not None:
        last, count = read.guild_id, count + 1
    return count


async def test_only_moderators_have_channels_watched_where_the_bot_hears(watched: Store) -> None:
    for actor in (FAN, BOT):
        assert "may watch channels" in await refused(
            watching.watch(watched, actor, 5, None, NOON, hears=True)
        )
        assert "may watch channels" in await refused(watching.unwatch(watched, actor, CHANNEL, NOON))
        assert "may watch channels" in await refused(watching.watched(watched, actor))
    assert "SAGABOT_MESSAGE_CONTENT=on" in await refused(
        watching.watch(watched, MOD, 5, None, NOON, hears=False)
    )
    await watching.watch(watched, MOD, 5, "  the   guardian ", NOON, hears=True)
    assert await watching.watched(watched, MOD) == (Watch(GUILD, 5, "The Guardian"), WATCH)
    await watching.unwatch(watched, MOD, 5, NOON)
    assert "not watched" in await refused(watching.unwatch(watched, MOD, 5, NOON))


async def test_a_guild_watches_so_many_channels_and_no_other_guilds(watched: Store) -> None:
    for channel in range(1, watching.MOST_CHANNELS):
        await watching.watch(watched, MOD, channel, None, NOON, hears=True)
    assert "all there may be" in await refused(watching.watch(watched, MOD, 500, None, NOON, hears=True))
    await watching.watch(watched, MOD, CHANNEL, "Marca", NOON, hears=True)
    assert await watched.watches(OTHER) == ()
    assert not await watched.unwatch(OTHER, CHANNEL, STRANGER.user_id, NOON)


@pytest.mark.parametrize("outlet", [None, "The Courier"])
async def test_what_might_be_and_nobody_answers_for_waits_for_review(
    watched: Store, outlet: str | None
) -> None:
    talk = "Arsenal could perhaps look at Brentford goalkeeper Tom Ofori, some think."
    await watching.hear(watched, Watch(GUILD, CHANNEL, outlet), heard(talk), NOON)
    await read_all(watched)
    assert len(await watched.held(GUILD)) == (outlet is None)
    assert len(await watched.player_names(GUILD)) == (outlet is not None)


async def test_a_message_is_filed_once_for_its_guild_however_often_it_comes(watched: Store) -> None:
    assert await watching.hear(watched, WATCH, heard(BID), NOON) is Hearing.TAKEN
    assert await watching.hear(watched, WATCH, heard(BID), NOON) is Hearing.KNOWN
    assert await read_all(watched) == 1
    assert await watching.hear(watched, WATCH, heard(BID), NOON) is Hearing.KNOWN
    assert await read_all(watched) == 0
    (kept,) = (await the(watched, "Joao Almeida")).rumours
    assert (kept.scope, kept.outlet) == (GUILD, "The Courier")
    assert await listed(watched, OTHER) == []


async def test_what_says_nothing_is_read_and_let_go(watched: Store) -> None:
    for number, text in enumerate(("Good morning!", "\x00" * 5, "Everton \ufffe" * 3), 1):
        await watching.hear(watched, WATCH, heard(text, number), NOON)
    assert await watching.hear(watched, WATCH, heard(" ", 8), NOON) is None
    assert await watching.hear(watched, WATCH, heard("x" * (watching.LONGEST + 1), 9), NOON) is None
    assert await read_all(watched) == 3
    assert await watched.player_names(GUILD) == ()


async def test_guilds_take_turns(watched: Store) -> None:
    for number in range(1, 4):
        await watched.hear(heard("one", number), NOON, most_waiting=9, most_a_day=9)
    await watched.hear(heard("two", 9, OTHER), NOON, most_waiting=9, most_a_day=9)
    order: list[int] = []
    last = 0
    while (read := await watching.read_next(watched, last, ME, NOON)) is not None:
        last = read.guild_id
        order.append(last)
    assert order == [GUILD, OTHER, GUILD, GUILD]


async def test_more_than_may_wait_is_not_taken_and_a_days_messages_are_counted(watched: Store) -> None:
    async def hear(number: int, at: dt.datetime = NOON) -> Hearing:
        return await watched.hear(heard("x", number), at, most_waiting=2, most_a_day=3)

    assert [await hear(number) for number in (1, 2, 3)] == [Hearing.TAKEN, Hearing.TAKEN, Hearing.FULL]
    await read_all(watched)
    assert [await hear(number) for number in (3, 4, 5)] == [
        Hearing.TAKEN,
        Hearing.ENOUGH_AND_TELL,
        Hearing.ENOUGH,
    ]
    tomorrow = NOON + dt.timedelta(days=1)
    assert [await hear(number, tomorrow) for number in (6, 7)] == [Hearing.TAKEN, Hearing.FULL]


async def test_a_day_on_which_nobody_was_told_begins_with_each_day(watched: Store) -> None:
    for days in range(3):
        at = NOON + dt.timedelta(days=days)
        told = [await watched.hear(heard("x", 1), at, most_waiting=2, most_a_day=0) for _ in range(2)]
        assert told == [Hearing.ENOUGH_AND_TELL, Hearing.ENOUGH]


async def test_an_edit_that_says_the_same_changes_nothing(watched: Store) -> None:
    await watching.hear(watched, WATCH, heard(BID), NOON)
    await read_all(watched)
    await watching.hear_again(watched, WATCH, heard(OTHER_BID), NOON, is_edit=True)
    assert await read_all(watched) == 1
    file = await the(watched, "Joao Almeida")
    assert (len(file.rumours), file.mendings) == (1, ())


async def test_an_edit_that_says_something_else_takes_the_old_back(watched: Store) -> None:
    await watching.hear(watched, WATCH, heard(BID), NOON)
    await read_all(watched)
    await watching.hear_again(watched, WATCH, heard(BURNLEY), NOON, is_edit=True)
    assert await read_all(watched) == 1
    file = mended(await the(watched, "Joao Almeida"))
    assert [kept.rumour.to_club for kept in file.rumours] == ["Burnley"]
    await watching.hear_again(watched, WATCH, heard("Sorry, nothing in it."), NOON, is_edit=True)
    assert await read_all(watched) == 1
    assert await watched.player_names(GUILD) == ()


async def test_an_edit_before_it_was_read_is_what_is_read(watched: Store) -> None:
    await watching.hear(watched, WATCH, heard(BID), NOON)
    await watching.hear_again(watched, WATCH, heard(BURNLEY), NOON, is_edit=True)
    assert await read_all(watched) == 1
    assert [kept.rumour.to_club for kept in (await the(watched, "Joao Almeida")).rumours] == ["Burnley"]


async def test_an_edit_while_it_is_read_is_not_lost(watched: Store) -> None:
    await watching.hear(watched, WATCH, heard(BID), NOON)
    old = await watched.next_heard(0)
    assert old is not None
    await watching.hear_again(watched, WATCH, heard(BURNLEY), NOON, is_edit=True)
    await watched.was_read(old)
    assert await watched.next_heard(0) is not None


async def test_what_a_link_shows_later_is_added_and_takes_nothing_back(watched: Store) -> None:
    await watching.hear(watched, WATCH, heard(BID), NOON)
    await read_all(watched)
    more = f"{BID}\n\nLeeds United have agreed a fee of £30m with Burnley for defender Marco Silvetti."
    await watching.hear_again(watched, WATCH, heard(more), NOON, is_edit=False)
    await read_all(watched)
    assert (await the(watched, "Joao Almeida")).mendings == ()
    assert await listed(watched) == ["Joao Almeida", "Marco Silvetti"]


async def test_a_message_without_text_is_heard_when_it_has_one(watched: Store) -> None:
    assert await watching.hear_again(watched, WATCH, heard(BID), NOON, is_edit=False) is Hearing.TAKEN
    assert await read_all(watched) == 1


async def test_what_is_deleted_before_it_was_read_is_not_read(watched: Store) -> None:
    await watching.hear(watched, WATCH, heard(BID), NOON)
    await watched.unhear(OTHER, 1)
    assert await watched.next_heard(0) is not None
    await watched.unhear(GUILD, 1)
    assert await watched.next_heard(0) is None


async def test_what_waits_of_a_channel_that_is_watched_no_more_is_not_read(watched: Store) -> None:
    await watching.hear(watched, WATCH, heard(BID), NOON)
    await watching.unwatch(watched, MOD, CHANNEL, NOON)
    assert await watched.next_heard(0) is None


async def test_a_text_of_a_day_to_come_counts_as_of_the_day_it_came(watched: Store) -> None:
    ahead = replace(heard(BID), article=Article(BID, published=NOON.date() + dt.timedelta(days=90)))
    await watching.hear(watched, WATCH, ahead, NOON)
    await read_all(watched)
    assert [kept.said_on for kept in (await the(watched, "Joao Almeida")).rumours] == [NOON.date()]
