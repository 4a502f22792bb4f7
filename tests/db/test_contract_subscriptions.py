"""What every Store has to do with subscriptions, their rules, follows and mutes, whatever it is made of."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.model import WIRE, Certainty, Kind, Stage
from bot.outbox import Note
from bot.speech import Spoken
from bot.subscription import Mode, Mute, QuietHours, Rules, Target
from tests.db.samples import ADMIN, LATER, NOON, filing, judge, rumour
from tests.db.sending import deliver, take

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store import Store
    from db import SqliteStore

GUILD, OTHER = 500, 600
CHANNEL, SECOND = 50, 51
EVERYTHING = Target("everything")
VAN_DIJK = Target("Van Dijk", "van dijk")
LIVERPOOL = Target("Liverpool", club_key="liverpool")
STRICT = Rules(
    kinds=frozenset({Kind.BID, Kind.SIGNED}),
    lowest_stage=Stage.BID,
    lowest_tier=2,
    lowest_certainty=Certainty.ON_RECORD,
    mode=Mode.DAILY,
    role_id=7,
    quiet=QuietHours(23 * 60, 7 * 60),
    most_a_day=5,
    in_threads=True,
)


@pytest.mark.parametrize("target", [EVERYTHING, VAN_DIJK, LIVERPOOL])
async def test_a_channel_subscribes_once_and_ends_it_once(any_store: Store, target: Target) -> None:
    assert await any_store.subscribe(GUILD, CHANNEL, target, Rules(), ADMIN) is True
    assert await any_store.subscribe(GUILD, CHANNEL, target, Rules(), ADMIN) is False
    (kept,) = await any_store.subscriptions(GUILD)
    assert (kept.target, kept.rules, kept.channel_id) == (target, Rules(), CHANNEL)
    assert await any_store.unsubscribe(OTHER, CHANNEL, target, ADMIN) is False
    assert await any_store.unsubscribe(GUILD, CHANNEL, target, ADMIN) is True
    assert await any_store.unsubscribe(GUILD, CHANNEL, target, ADMIN) is False


async def test_rules_come_back_as_they_were_given_and_are_changed_by_subscribing_again(
    any_store: Store,
) -> None:
    assert await any_store.subscribe(GUILD, CHANNEL, VAN_DIJK, STRICT, ADMIN) is True
    assert [one.rules for one in await any_store.subscriptions(GUILD)] == [STRICT]
    assert await any_store.subscribe(GUILD, CHANNEL, VAN_DIJK, STRICT, ADMIN) is False
    assert await any_store.subscribe(GUILD, CHANNEL, VAN_DIJK, Rules(role_id=8), ADMIN) is True
    assert [one.rules for one in await any_store.subscriptions(GUILD)] == [Rules(role_id=8)]


async def test_other_rules_change_nothing_else(any_store: Store) -> None:
    assert await any_store.change_rules(GUILD, CHANNEL, EVERYTHING, STRICT, ADMIN) is False
    for target in (EVERYTHING, VAN_DIJK):
        await any_store.subscribe(GUILD, CHANNEL, target, Rules(), ADMIN)
    await any_store.file(filing("one", rumour()), judge)
    (batch,) = await take(any_store)
    await any_store.disable(batch, "gone", LATER, Note(Spoken(""), None))
    await any_store.pause(GUILD, CHANNEL, EVERYTHING, LATER, ADMIN)
    everything, player = await any_store.subscriptions(GUILD)
    assert (everything.disabled_because, everything.paused_until) == ("gone", LATER)
    assert await any_store.change_rules(GUILD, CHANNEL, EVERYTHING, STRICT, ADMIN) is True
    assert await any_store.subscriptions(GUILD) == (replace(everything, rules=STRICT), player)
    assert await any_store.change_rules(OTHER, CHANNEL, EVERYTHING, Rules(), ADMIN) is False
    assert await any_store.change_rules(GUILD, SECOND, EVERYTHING, Rules(), ADMIN) is False


async def test_other_rules_have_their_line_in_the_audit(store: SqliteStore, file: Path) -> None:
    await store.change_rules(GUILD, CHANNEL, VAN_DIJK, STRICT, ADMIN)
    await store.subscribe(GUILD, CHANNEL, VAN_DIJK, Rules(), ADMIN)
    await store.change_rules(GUILD, CHANNEL, VAN_DIJK, STRICT, ADMIN)
    with closing(sqlite3.connect(file)) as conn:
        lines = conn.execute("SELECT scope, actor_id, action, detail FROM audit").fetchall()
    assert lines[1:] == [(GUILD, ADMIN, "change rules", f"{CHANNEL}: Van Dijk")]


async def test_whom_a_user_follows_is_written_down_nowhere_else(store: SqliteStore, file: Path) -> None:
    await store.subscribe(WIRE, CHANNEL, VAN_DIJK, Rules(), ADMIN, user_id=ADMIN)
    await store.unsubscribe(WIRE, CHANNEL, VAN_DIJK, ADMIN)
    with closing(sqlite3.connect(file)) as conn:
        assert not conn.execute("SELECT * FROM audit").fetchall()


async def test_another_guild_cannot_change_a_channels_subscription(any_store: Store) -> None:
    await any_store.subscribe(GUILD, CHANNEL, VAN_DIJK, STRICT, ADMIN)
    assert await any_store.subscribe(OTHER, CHANNEL, VAN_DIJK, Rules(), ADMIN) is False
    assert await any_store.pause(OTHER, CHANNEL, None, LATER, ADMIN) == 0
    (kept,) = await any_store.subscriptions(GUILD)
    assert (kept.rules, kept.paused_until) == (STRICT, None)


async def test_subscriptions_are_listed_everything_first_then_by_name(any_store: Store) -> None:
    for channel, target in ((CHANNEL, VAN_DIJK), (SECOND, LIVERPOOL), (CHANNEL, EVERYTHING)):
        await any_store.subscribe(GUILD, channel, target, Rules(), ADMIN)
    await any_store.subscribe(OTHER, 99, Target("Kane", "kane"), Rules(), ADMIN)
    assert [one.target for one in await any_store.subscriptions(GUILD)] == [EVERYTHING, LIVERPOOL, VAN_DIJK]
    assert [one.target for one in await any_store.subscriptions(GUILD, CHANNEL)] == [EVERYTHING, VAN_DIJK]


async def test_a_pause_is_for_one_or_for_all_of_a_channel_until_it_is_taken_back(any_store: Store) -> None:
    for target in (EVERYTHING, VAN_DIJK):
        await any_store.subscribe(GUILD, CHANNEL, target, Rules(), ADMIN)
    assert await any_store.pause(GUILD, CHANNEL, VAN_DIJK, LATER, ADMIN) == 1
    everything, player = await any_store.subscriptions(GUILD)
    assert (everything.paused_until, player.paused_until) == (None, LATER)
    assert (player.stands(NOON), player.stands(LATER)) == (False, True)
    assert await any_store.pause(GUILD, CHANNEL, None, LATER, ADMIN) == 2
    assert await any_store.resume(GUILD, CHANNEL, EVERYTHING, ADMIN) == 1
    assert await any_store.resume(GUILD, CHANNEL, None, ADMIN) == 1
    assert [one.paused_until for one in await any_store.subscriptions(GUILD)] == [None, None]


async def test_what_was_queued_before_a_pause_is_not_sent_in_it(any_store: Store) -> None:
    await any_store.subscribe(GUILD, CHANNEL, EVERYTHING, Rules(), ADMIN)
    await any_store.file(filing("one", rumour()), judge)
    await any_store.pause(GUILD, CHANNEL, None, LATER + dt.timedelta(hours=1), ADMIN)
    assert await take(any_store) == ()
    (told,) = await any_store.told(GUILD, CHANNEL, 9)
    assert told.skipped == "paused"


async def test_what_was_queued_for_a_subscription_that_has_ended_is_not_sent(any_store: Store) -> None:
    await any_store.subscribe(GUILD, CHANNEL, EVERYTHING, Rules(), ADMIN)
    await any_store.file(filing("one", rumour()), judge)
    await any_store.unsubscribe(GUILD, CHANNEL, EVERYTHING, ADMIN)
    assert await take(any_store) == ()
    assert [one.skipped for one in await any_store.told(GUILD, CHANNEL, 9)] == ["unsubscribed"]


@pytest.mark.parametrize("is_queued", [True, False])
async def test_a_muted_player_is_not_told_whether_he_was_queued_or_not(
    any_store: Store, *, is_queued: bool
) -> None:
    await any_store.subscribe(GUILD, CHANNEL, EVERYTHING, Rules(), ADMIN)
    mute = Mute("van dijk", "Van Dijk")
    if not is_queued:
        assert await any_store.mute(GUILD, CHANNEL, mute, ADMIN) is True
    receipt = await any_store.file(filing("one", rumour()), judge)
    assert receipt.filed[0].queued == is_queued
    assert await any_store.mute(GUILD, CHANNEL, mute, ADMIN) is is_queued
    assert await any_store.mutes(GUILD, CHANNEL) == (mute,)
    assert await take(any_store) == ()
    await any_store.file(filing("two", rumour("Mohamed Salah")), judge)
    assert len(await take(any_store)) == 1


async def test_a_mute_is_taken_back_once_and_only_by_its_guild(any_store: Store) -> None:
    await any_store.mute(GUILD, CHANNEL, Mute("van dijk", "Van Dijk"), ADMIN)
    assert await any_store.mutes(OTHER, CHANNEL) == ()
    assert await any_store.unmute(OTHER, CHANNEL, "van dijk", ADMIN) is False
    assert await any_store.unmute(GUILD, CHANNEL, "van dijk", ADMIN) is True
    assert await any_store.unmute(GUILD, CHANNEL, "van dijk", ADMIN) is False


async def test_a_user_follows_in_private_what_the_wire_says(any_store: Store) -> None:
    await any_store.subscribe(0, 900, VAN_DIJK, Rules(), 9, user_id=9)
    await any_store.subscribe(0, 901, VAN_DIJK, Rules(), 10, user_id=10)
    (own,) = await any_store.follows(9)
    assert (own.channel_id, own.user_id, own.target) == (900, 9, VAN_DIJK)
    await any_store.file(filing("theirs", rumour(), scope=GUILD), judge)
    assert await deliver(any_store) == []
    await any_store.file(filing("wire", rumour(stage=Stage.BID)), judge)
    assert [batch.channel_id for batch in await deliver(any_store)] == [900, 901]
