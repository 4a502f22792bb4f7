"""After a clock was wrong, Discord was away or months have gone by: what becomes of what was frozen or waits."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.files import Edit, Retract
from bot.model import WIRE
from bot.subscription import Mode, QuietHours, Rules, Target
from db import outbox
from tests.db.samples import ADMIN, LATER, NOON, filing, judge, rumour
from tests.db.sending import deliver, older, says, take

if TYPE_CHECKING:
    from pathlib import Path

    from bot.outbox import Batch
    from bot.store import Store
    from db import SqliteStore

GUILD, CHANNEL = 500, 50
DAY, HOUR, SECOND = dt.timedelta(days=1), dt.timedelta(hours=1), dt.timedelta(seconds=1)
DIGEST, QUIET = Rules(mode=Mode.DAILY), Rules(quiet=QuietHours(10 * 60, 20 * 60))


async def subscribed(store: Store, rules: Rules | None = None) -> None:
    await store.subscribe(GUILD, CHANNEL, Target("everything"), rules or Rules(), ADMIN)


async def news(store: Store, *players: str, at: dt.datetime = NOON) -> None:
    for player in players:
        await store.file(filing(f"{player} {at}", rumour(player), received=at), judge)


async def only(store: Store, now: dt.datetime = LATER) -> Batch:
    (batch,) = await take(store, now)
    return batch


async def retract(store: Store, name: str, now: dt.datetime) -> None:
    player = next(one.id for one in await store.player_names(WIRE) if one.name == name)
    file = await store.player_file(WIRE, player)
    assert file is not None
    await store.mend(WIRE, ADMIN, player, Retract(file.rumours[0].id), now)


async def fates(store: Store) -> list[str | None]:
    return [one.skipped for one in await store.told(GUILD, CHANNEL, 9)]


# --- the clock ---


@pytest.mark.parametrize(("rules", "hours"), [(DIGEST, 21), (QUIET, 8)], ids=["digest", "quiet hours"])
async def test_what_a_clock_that_was_far_ahead_has_queued_does_not_wait_for_that_day(
    any_store: Store, rules: Rules, hours: int
) -> None:
    await subscribed(any_store, rules)
    await news(any_store, "A Boro", at=NOON + 30 * DAY)
    await any_store.turn_back(NOON)
    assert await deliver(any_store, NOON + SECOND) == []
    (batch,) = await deliver(any_store, NOON + hours * HOUR)
    assert says(batch) == ["A Boro: talks"]


async def test_what_was_queued_before_the_clock_was_put_back_by_little_keeps_its_time(
    any_store: Store,
) -> None:
    await subscribed(any_store, DIGEST)
    await news(any_store, "A Boro")
    due = (await any_store.told(GUILD, CHANNEL, 9))[0].due
    await any_store.turn_back(NOON + SECOND)
    assert (await any_store.told(GUILD, CHANNEL, 9))[0].due == due


@pytest.mark.parametrize("back", [SECOND, -HOUR, -30 * DAY])
async def test_after_the_clock_was_put_back_what_is_frozen_is_looked_for_before_it_is_sent(
    any_store: Store, back: dt.timedelta
) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro")
    first = await only(any_store)
    await any_store.turn_back(LATER + back)
    again = await only(any_store, LATER + back)
    assert (again.id, again.is_fresh) == (first.id, False)
    assert LATER + back - again.frozen >= dt.timedelta(minutes=10)


# --- what was given up as too old ---


async def test_what_was_retracted_is_not_counted_when_its_batch_is_given_up(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro", "B Carr")
    batch = await only(any_store)
    await retract(any_store, "A Boro", LATER)
    await any_store.expire(batch, LATER + DAY)
    assert older(await only(any_store, LATER + DAY)) == 1
    assert await fates(any_store) == ["late", "retract 1"]


async def test_a_digest_that_is_given_up_waits_again_without_what_was_retracted(any_store: Store) -> None:
    await subscribed(any_store, DIGEST)
    await news(any_store, "A Boro", "B Carr")
    batch = await only(any_store, NOON + DAY)
    await retract(any_store, "A Boro", NOON + DAY)
    await any_store.expire(batch, NOON + 2 * DAY)
    assert says(await only(any_store, NOON + 2 * DAY)) == ["B Carr: talks"]


async def test_what_a_batch_only_counted_is_counted_by_the_next_and_once(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro", "B Carr")
    await news(any_store, "C Dunn", at=NOON + 7 * HOUR)
    batch = await only(any_store, NOON + 7 * HOUR + 10 * SECOND)
    assert (older(batch), says(batch)) == (2, ["C Dunn: talks"])
    await any_store.expire(batch, NOON + DAY)
    after = await only(any_store, NOON + DAY)
    assert (older(after), says(after)) == (3, [])
    await any_store.sent(after.id, 7, CHANNEL, NOON + DAY)
    await news(any_store, "D Eads", at=NOON + DAY)
    assert older(await only(any_store, NOON + DAY + 10 * SECOND)) == 0


async def test_late_news_of_a_thread_is_left_out_and_says_so(any_store: Store) -> None:
    await subscribed(any_store, Rules(in_threads=True))
    await news(any_store, "A Boro")
    assert await deliver(any_store, NOON + 7 * HOUR) == []
    assert await fates(any_store) == ["late_in_thread"]


# --- how long it waited ---


@pytest.mark.parametrize(
    ("rules", "hours"), [(Rules(), 0), (QUIET, 8), (DIGEST, 21)], ids=["at once", "quiet hours", "digest"]
)
async def test_the_wait_is_counted_from_when_it_could_have_gone(
    any_store: Store, rules: Rules, hours: int
) -> None:
    await subscribed(any_store, rules)
    await news(any_store, "A Boro")
    batch = await only(any_store, LATER + hours * HOUR)
    waited = (LATER + hours * HOUR) - batch.queued
    assert dt.timedelta(minutes=1) <= waited <= dt.timedelta(minutes=1, seconds=30)


# --- what can be changed no more ---


def count(file: Path, condition: str) -> int:
    """How many batches are so."""
    with closing(sqlite3.connect(file)) as conn:
        found: int = conn.execute(f"SELECT count(*) FROM batches WHERE {condition}").fetchone()[0]  # noqa: S608
    return found


MARKED, KEPT = "redraw IS NOT NULL", "payload <> ''"


@pytest.mark.parametrize("is_marked_first", [True, False])
async def test_a_message_whose_number_is_not_known_stays_marked_for_no_change(
    store: SqliteStore, file: Path, *, is_marked_first: bool
) -> None:
    await subscribed(store)
    await news(store, "A Boro")
    batch = await only(store)
    if is_marked_first:
        await retract(store, "A Boro", LATER)
    await store.sent(batch.id, 0, CHANNEL, LATER)
    if not is_marked_first:
        await retract(store, "A Boro", LATER)
    assert count(file, MARKED) == 0


async def test_a_batch_that_is_given_up_stays_marked_for_no_change(store: SqliteStore, file: Path) -> None:
    await subscribed(store)
    await news(store, "A Boro")
    batch = await only(store)
    await retract(store, "A Boro", LATER)
    assert count(file, MARKED) == 1
    await store.drop(batch, "too long", LATER)
    assert count(file, MARKED) == 0


@pytest.mark.parametrize(("days", "changes"), [(29, 1), (31, 0)])
async def test_a_message_is_changed_for_thirty_days(any_store: Store, days: int, changes: int) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro")
    await deliver(any_store)
    await retract(any_store, "A Boro", LATER + days * DAY)
    assert len(await deliver(any_store, LATER + (days + 1) * DAY)) == changes


async def test_how_old_messages_were_drawn_is_forgotten_a_few_at_a_time(
    store: SqliteStore, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribed(store, Rules(in_threads=True))
    await news(store, "A Boro", "B Carr", "C Dunn")
    await deliver(store)
    await news(store, "D Eads", at=LATER)
    await only(store, LATER + 10 * SECOND)
    monkeypatch.setattr(outbox, "_MOST_EMPTIED", 2)
    assert not await store.empty_old(LATER + 29 * DAY)
    assert count(file, KEPT) == 4
    assert await store.empty_old(LATER + 31 * DAY)
    assert count(file, KEPT) == 2
    assert not await store.empty_old(LATER + 31 * DAY)
    assert count(file, KEPT) == 1


async def test_what_is_given_up_after_the_clock_was_put_back_does_not_wait_for_it(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro", at=LATER + 30 * DAY)
    await only(any_store, LATER + 30 * DAY + 10 * SECOND)
    await any_store.turn_back(LATER)
    await any_store.expire(await only(any_store, LATER), LATER)
    assert says(await only(any_store, LATER + SECOND)) == ["A Boro: talks"]


async def test_what_was_frozen_by_a_clock_that_was_ahead_is_looked_for_far_back(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro", at=LATER + DAY)
    await only(any_store, LATER + DAY + 10 * SECOND)
    await any_store.turn_back(LATER)
    assert (await only(any_store, LATER)).frozen <= LATER - dt.timedelta(hours=5)


async def test_given_up_or_waiting_an_alert_is_held_back_once_any_rumour_of_it_is_retracted(
    any_store: Store,
) -> None:
    await subscribed(any_store)
    both = (rumour("A Boro"), rumour("A Boro", to_club="Paris Saint-Germain"))
    await any_store.file(filing("both", *both), judge)
    batch = await only(any_store, LATER)
    (boro,) = await any_store.player_names(WIRE)
    changed = Edit(2, rumour("A Boro", to_club="Lyon"))
    for deed in (Retract(1), changed):
        assert await any_store.mend(WIRE, ADMIN, boro.id, deed, LATER)
    await any_store.expire(batch, LATER)
    assert not await take(any_store, LATER + SECOND)
