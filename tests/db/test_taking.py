"""How much one search for what may be sent looks at, and that one channel stops no other."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.files import Retract
from bot.model import WIRE, Stage
from bot.outbox import Bundle, Drawn, State
from bot.store import NotSaved
from bot.subscription import Rules, Target
from tests.db.samples import ADMIN, LATER, NOON, filing, judge, rumour
from tests.db.sending import deliver, draw, rows_of, says, take

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store import Store
    from db import SqliteStore

GUILD, CHANNEL, SECOND = 500, 50, 51
DAY = dt.timedelta(days=1)
SOON = LATER + dt.timedelta(minutes=1)
EVERYTHING = Target("everything")
LIMIT, IDLE = 24, 50


async def subscribed(store: Store, *channels: int, rules: Rules | None = None) -> None:
    for channel in channels:
        await store.subscribe(GUILD, channel, EVERYTHING, rules or Rules(), ADMIN)


async def news(store: Store, player: str, *, at: dt.datetime = NOON, stage: Stage = Stage.TALKS) -> None:
    await store.file(filing(f"{player} {stage} {at}", rumour(player, stage=stage), received=at), judge)


def draw_no_boro(bundle: Bundle) -> Drawn:
    """As ``draw``, but one player is too much for it."""
    if any(row.alert and "Boro" in row.alert.player for row in bundle.rows):
        raise ValueError("cannot draw this one")
    return draw(bundle)


# --- how much ---


async def test_many_channels_for_which_there_is_nothing_after_all_are_looked_at_bit_by_bit(
    any_store: Store,
) -> None:
    count = LIMIT + IDLE + 10
    await subscribed(any_store, *range(1, count + 1))
    await news(any_store, "A Boro")
    for channel in range(1, count):
        await any_store.pause(GUILD, channel, None, NOON + DAY, ADMIN)
    first = await any_store.next_batches(LATER, LIMIT, (), draw)
    assert (first.batches, first.has_more) == ((), True)
    second = await any_store.next_batches(LATER, LIMIT, (), draw)
    assert ([one.channel_id for one in second.batches], second.has_more) == ([count], False)


async def test_a_search_that_has_found_enough_does_not_ask_for_another(any_store: Store) -> None:
    await subscribed(any_store, 1, 2, 3)
    await news(any_store, "A Boro")
    taken = await any_store.next_batches(LATER, 2, (), draw)
    assert (len(taken.batches), taken.has_more) == (2, False)
    busy = [one.channel_id for one in taken.batches]
    assert not (await any_store.next_batches(LATER, 2, [*busy, 3], draw)).has_more


async def test_a_channel_of_many_messages_that_are_to_stay_as_they_are_is_looked_at_bit_by_bit(
    any_store: Store,
) -> None:
    await subscribed(any_store, CHANNEL, rules=Rules(in_threads=True))
    players = [f"Player {letter}{letter}" for letter in "abcdefg"]
    for player in players:
        await news(any_store, player)
    assert len(await deliver(any_store)) == len(players)
    for number, one in enumerate(await any_store.player_names(WIRE)):
        file = await any_store.player_file(WIRE, one.id)
        assert file is not None
        await any_store.mend(WIRE, ADMIN, one.id, Retract(file.rumours[0].id), LATER)
        await any_store.undo_mending(WIRE, ADMIN, number + 1, LATER)
    taken = await any_store.next_batches(SOON, LIMIT, (), draw)
    assert (taken.batches, taken.has_more) == ((), True)
    assert await take(any_store, SOON) == ()


# --- echoes ---


def marked(file: Path) -> int:
    with closing(sqlite3.connect(file)) as conn:
        found: int = conn.execute("SELECT count(*) FROM batches WHERE redraw IS NOT NULL").fetchone()[0]
    return found


async def repeat(store: Store, text: str, *sources: str, scope: int = WIRE) -> None:
    row = replace(rumour("A Boro"), sources=sources)
    await store.file(filing(text, row, received=LATER, scope=scope), judge)


async def test_who_repeats_himself_has_no_message_drawn_anew_but_is_counted(
    store: SqliteStore, file: Path
) -> None:
    await subscribed(store, CHANNEL, SECOND)
    await news(store, "A Boro")
    await deliver(store)
    await repeat(store, "again", "BBC", "“Sky”")
    assert marked(file) == 0
    await repeat(store, "and again", "BBC", "Reuters")
    assert marked(file) == 2
    for batch in await take(store, SOON):
        assert rows_of(batch)[0]["also"] == ["Reuters"]
        await store.edited(batch)
    await repeat(store, "once more", "Reuters")
    assert marked(file) == 0
    assert (await store.told(GUILD, CHANNEL, 9, news_only=True))[0].repeats == 3


async def test_whom_only_one_guild_has_heard_is_new_to_the_others(store: SqliteStore) -> None:
    await subscribed(store, CHANNEL)
    await store.subscribe(GUILD + 1, SECOND, EVERYTHING, Rules(), ADMIN)
    await news(store, "A Boro")
    await deliver(store)
    await repeat(store, "again", "Reuters", scope=GUILD)
    (edit,) = await deliver(store, SOON)
    assert (edit.channel_id, rows_of(edit)[0]["also"]) == (CHANNEL, ["Reuters"])
    await repeat(store, "and again", "Reuters")
    (edit,) = await deliver(store, SOON)
    assert (edit.channel_id, rows_of(edit)[0]["also"]) == (SECOND, ["Reuters"])
    # Each report counts once, also where it is judged apart.
    for guild, channel, repeats in ((GUILD, CHANNEL, 2), (GUILD + 1, SECOND, 1)):
        assert (await store.told(guild, channel, 1, news_only=True))[0].repeats == repeats


# --- what cannot be drawn ---


async def test_a_message_that_cannot_be_drawn_is_left_out_and_stops_no_other(any_store: Store) -> None:
    await any_store.subscribe(GUILD, CHANNEL, Target("Boro", "boro"), Rules(), ADMIN)
    await any_store.subscribe(GUILD, SECOND, Target("Carr", "carr"), Rules(), ADMIN)
    await news(any_store, "A Boro")
    await news(any_store, "B Carr")
    taken = await any_store.next_batches(LATER, LIMIT, (), draw_no_boro)
    assert [says(one) for one in taken.batches] == [["B Carr: talks"]]
    assert [str(fault) for fault in taken.faults] == ["cannot draw this one"]
    told = await any_store.told(GUILD, CHANNEL, 9)
    assert [one.skipped for one in told] == [None, "undrawable"]
    assert (await any_store.queue_state(LATER)).open_batches == 1
    later = await any_store.next_batches(LATER, LIMIT, (SECOND,), draw_no_boro)
    assert (later.batches, later.has_more, later.faults) == ((), False, ())
    await any_store.subscribe(GUILD, CHANNEL, EVERYTHING, Rules(), ADMIN)
    await news(any_store, "C Dunn", at=LATER)
    (batch,) = await take(any_store, SOON, busy=(SECOND,))
    assert (batch.channel_id, says(batch)) == (CHANNEL, ["C Dunn: talks"])


async def test_what_is_told_with_what_cannot_be_drawn_is_told_all_the_same(any_store: Store) -> None:
    await subscribed(any_store, CHANNEL)
    for player in ("A Boro", "B Carr", "C Dunn"):
        await news(any_store, player)
    told: list[str] = []
    for minute in range(3):
        now = LATER + minute * dt.timedelta(minutes=1)
        taken = await any_store.next_batches(now, LIMIT, (), draw_no_boro)
        for batch in taken.batches:
            told += says(batch)
            await any_store.sent(batch.id, 7 + minute, CHANNEL, now)
    assert told == ["B Carr: talks", "C Dunn: talks"]
    skipped = {one.player: one.skipped for one in await any_store.told(GUILD, CHANNEL, 9)}
    assert skipped == {"A Boro": "undrawable", "B Carr": None, "C Dunn": None}


async def test_news_behind_a_batch_that_is_put_off_waits_quietly(any_store: Store) -> None:
    await subscribed(any_store, CHANNEL)
    await news(any_store, "A Boro")
    (batch,) = await take(any_store, LATER)
    await any_store.postpone(batch, SOON + dt.timedelta(days=1), "503")
    await news(any_store, "B Carr", at=LATER)
    assert not (await any_store.next_batches(SOON, LIMIT, (), draw)).has_more


async def test_a_change_that_cannot_be_drawn_is_not_made_and_stops_nothing(any_store: Store) -> None:
    await subscribed(any_store, CHANNEL)
    await news(any_store, "A Boro")
    await deliver(any_store)
    player = (await any_store.player_names(WIRE))[0].id
    await any_store.mend(WIRE, ADMIN, player, Retract(1), LATER)
    taken = await any_store.next_batches(LATER, LIMIT, (), draw_no_boro)
    assert (taken.batches, len(taken.faults)) == ((), 1)
    assert await take(any_store, SOON) == ()
    assert (await any_store.told(GUILD, CHANNEL, 9))[0].state is State.SENT


async def test_a_batch_that_can_be_read_no_more_is_given_up_and_stops_nothing(
    store: SqliteStore, file: Path
) -> None:
    await subscribed(store, CHANNEL, rules=Rules(in_threads=True))
    await news(store, "A Boro")
    (batch,) = await take(store)
    with closing(sqlite3.connect(file)) as conn, conn:
        conn.execute("UPDATE developments SET alert = '{}'")
    taken = await store.next_batches(LATER, LIMIT, (), draw)
    assert (taken.batches, len(taken.faults)) == ((), 1)
    await news(store, "B Carr", at=LATER)
    (after,) = await take(store, SOON)
    assert (says(after), after.id > batch.id) == (["B Carr: talks"], True)


async def test_a_fault_of_the_store_undoes_all_that_was_taken(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribed(store, CHANNEL, SECOND)
    await news(store, "A Boro")
    monkeypatch.setattr("db.batches._INSERT", "INSERT INTO nowhere VALUES (1)")
    with pytest.raises(NotSaved):
        await take(store)
    monkeypatch.undo()
    assert len(await take(store)) == 2
