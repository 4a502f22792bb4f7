"""What every Store has to do with alerts on their way, whatever it is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.files import Retract
from bot.model import WIRE, Stage
from bot.outbox import Note, State
from bot.rules import Form
from bot.speech import Spoken
from bot.subscription import Rules, Target
from tests.db.samples import ADMIN, LATER, NOON, filing, judge, rumour
from tests.db.sending import MOST, deliver, older, rows_of, says, take

if TYPE_CHECKING:
    from bot.outbox import Batch, Told
    from bot.store import Store

GUILD, OTHER = 500, 600
CHANNEL, SECOND, NOTICES = 50, 51, 52
DAY = dt.timedelta(days=1)
EVERYTHING = Target("everything")
SECONDS = dt.timedelta(seconds=1)


async def subscribed(store: Store, *channels: int, rules: Rules | None = None) -> None:
    for channel in channels or (CHANNEL,):
        await store.subscribe(GUILD, channel, EVERYTHING, rules or Rules(), ADMIN)


async def news(store: Store, *players: str, received: dt.datetime = NOON, stage: Stage = Stage.TALKS) -> None:
    for player in players:
        text = f"{player} {stage} {received}"
        await store.file(filing(text, rumour(player, stage=stage), received=received), judge)


async def only(store: Store, now: dt.datetime = LATER) -> Batch:
    (batch,) = await take(store, now)
    return batch


async def told(store: Store, channel: int = CHANNEL) -> Told:
    (one,) = await store.told(GUILD, channel, 9)
    return one


# --- who is told ---


@pytest.mark.parametrize(
    ("target", "queued"),
    [
        (Target("", "virgil van dijk"), 1),
        (Target("", "van dijk"), 1),
        (Target("", "dijk"), 1),
        (Target("", "virgil"), 0),
        (Target("", club_key="liverpool"), 1),
        (Target("", club_key="bayern munich"), 1),
        (Target("", club_key="everton"), 0),
        (EVERYTHING, 1),
    ],
)
async def test_a_subscription_names_a_player_or_the_end_of_his_name_or_a_club_or_everything(
    any_store: Store, target: Target, queued: int
) -> None:
    await any_store.subscribe(GUILD, CHANNEL, target, Rules(), ADMIN)
    assert (await any_store.file(filing("one", rumour()), judge)).filed[0].queued == queued


@pytest.mark.parametrize("scope", [WIRE, GUILD])
async def test_a_channel_that_wishes_for_it_twice_gets_it_once(any_store: Store, scope: int) -> None:
    for target in (Target("", "van dijk"), Target("", club_key="liverpool"), EVERYTHING):
        await any_store.subscribe(GUILD, CHANNEL, target, Rules(), ADMIN)
    assert (await any_store.file(filing("one", rumour(), scope=scope), judge)).filed[0].queued == 1


# --- freezing ---


async def test_an_alert_waits_for_others_to_be_merged_with_unless_it_is_urgent(any_store: Store) -> None:
    await subscribed(any_store, CHANNEL)
    await any_store.subscribe(OTHER, SECOND, Target("Salah", "salah"), Rules(), ADMIN)
    await any_store.unsubscribe(GUILD, CHANNEL, EVERYTHING, ADMIN)
    await any_store.subscribe(GUILD, CHANNEL, Target("Van Dijk", "dijk"), Rules(), ADMIN)
    await news(any_store, "Virgil van Dijk")
    await news(any_store, "Mohamed Salah", stage=Stage.DONE)
    (urgent,) = await take(any_store, NOON + 3 * SECONDS)
    assert (urgent.guild_id, urgent.channel_id, says(urgent)) == (OTHER, SECOND, ["Mohamed Salah: done"])
    assert len(await take(any_store, NOON + 4 * SECONDS)) == 2


async def test_a_burst_becomes_one_message_of_as_many_as_fit_in_their_order(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro", "B Carr", "C Dunn", "D Eads")
    first, second = await deliver(any_store)
    assert says(first) == ["A Boro: talks", "B Carr: talks", "C Dunn: talks"]
    assert (first.rows, says(second), second.rows) == (MOST, ["D Eads: talks"], 1)


async def test_urgent_news_takes_what_came_before_it_along(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro")
    await news(any_store, "B Carr", stage=Stage.DONE)
    assert says(await only(any_store, NOON)) == ["A Boro: talks", "B Carr: done"]


async def test_a_batch_stays_as_it_was_frozen_whatever_comes_later(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro")
    first = await only(any_store)
    await news(any_store, "B Carr", received=LATER)
    again = await only(any_store, LATER + 10 * SECONDS)
    assert (first.is_fresh, again.is_fresh) == (True, False)
    assert (again.id, again.nonce, again.payload) == (first.id, first.nonce, first.payload)
    assert again.frozen == LATER


async def test_a_channel_has_one_open_batch_and_the_rest_waits_for_it(any_store: Store) -> None:
    await subscribed(any_store, CHANNEL, SECOND)
    await news(any_store, "A Boro")
    first, _ = await take(any_store)
    await any_store.postpone(first, LATER + DAY, "503")
    await news(any_store, "B Carr", received=LATER)
    second = LATER + 60 * SECONDS
    assert [one.channel_id for one in await take(any_store, second)] == [SECOND]
    again = next(one for one in await take(any_store, LATER + DAY) if one.channel_id == CHANNEL)
    assert (again.id, again.attempts, again.last_fault) == (first.id, 1, "503")


async def test_busy_channels_are_left_alone_and_no_more_are_taken_than_asked_for(any_store: Store) -> None:
    await subscribed(any_store, *range(20))
    await news(any_store, "A Boro")
    busy = tuple(range(17))
    assert [one.channel_id for one in await take(any_store, busy=busy)] == [17, 18, 19]
    assert len(await take(any_store, limit=2)) == 2


async def test_what_is_more_important_goes_first_then_what_is_older(any_store: Store) -> None:
    for channel, player in ((1, "boro"), (2, "carr"), (3, "dunn")):
        await any_store.subscribe(GUILD, channel, Target(player, player), Rules(), ADMIN)
    await news(any_store, "B Carr")
    await news(any_store, "A Boro", received=NOON + SECONDS)
    await news(any_store, "C Dunn", received=NOON + 2 * SECONDS, stage=Stage.DONE)
    assert [one.channel_id for one in await take(any_store)] == [3, 2, 1]


async def test_every_nonce_is_its_own_and_short_enough_for_discord(any_store: Store) -> None:
    await subscribed(any_store, *range(20))
    await news(any_store, "A Boro")
    nonces = {one.nonce for one in await take(any_store)}
    assert len(nonces) == 20
    assert max(map(len, nonces)) <= 25


async def test_a_digest_is_told_by_itself_at_its_time(any_store: Store) -> None:
    await any_store.subscribe(GUILD, CHANNEL, EVERYTHING, Rules(most_a_day=1), ADMIN)
    await news(any_store, "A Boro")
    await deliver(any_store)
    await news(any_store, "B Carr", "C Dunn", received=LATER)
    assert await take(any_store, LATER + DAY / 4) == ()
    digest = await only(any_store, LATER + DAY)
    assert (digest.form, says(digest)) == (Form.DIGEST, ["B Carr: talks", "C Dunn: talks"])


# --- what is too old ---


async def test_what_is_over_six_hours_late_is_counted_and_not_told_one_by_one(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro", "B Carr")
    await news(any_store, "C Dunn", received=NOON + dt.timedelta(hours=5))
    batch = await only(any_store, NOON + dt.timedelta(hours=7))
    assert (says(batch), older(batch)) == (["C Dunn: talks"], 2)
    skipped = [one.skipped for one in await any_store.told(GUILD, CHANNEL, 9)]
    assert skipped == [None, "late", "late"]


async def test_if_all_is_too_old_one_message_says_how_much_it_was(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro", "B Carr")
    (batch,) = await deliver(any_store, NOON + DAY)
    assert (says(batch), older(batch)) == ([], 2)
    assert await take(any_store, NOON + DAY) == ()


async def test_a_batch_that_was_never_sent_and_is_too_old_is_counted_in_the_next_message(
    any_store: Store,
) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro", "B Carr")
    batch = await only(any_store)
    await news(any_store, "C Dunn", received=LATER + DAY)
    await any_store.expire(batch, LATER + DAY)
    after = await only(any_store, LATER + DAY + 10 * SECONDS)
    assert (says(after), older(after)) == (["C Dunn: talks"], 2)
    assert [one.skipped for one in await any_store.told(GUILD, CHANNEL, 9)] == [None, "late", "late"]


# --- settling ---


async def test_what_stands_is_never_sent_again(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro")
    assert (await told(any_store)).is_waiting
    batch = await only(any_store)
    assert (await told(any_store)).state is State.OPEN
    await any_store.sent(batch.id, 1234, CHANNEL, LATER)
    one = await told(any_store)
    assert (one.state, one.message_id, one.posted_at) == (State.SENT, 1234, LATER)
    await any_store.postpone(batch, LATER, "a late answer")
    await any_store.drop(batch, "a late answer", LATER)
    assert await take(any_store, LATER + DAY) == ()
    assert (await told(any_store)).state is State.SENT


async def test_a_dead_batch_says_why_and_holds_up_nothing(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro")
    await any_store.drop(await only(any_store), "too long", LATER)
    one = await told(any_store)
    assert (one.state, one.skipped) == (State.DEAD, "too long")
    await news(any_store, "B Carr", received=LATER)
    assert says(await only(any_store, LATER + DAY / 24)) == ["B Carr: talks"]
    (still,) = await any_store.subscriptions(GUILD)
    assert still.disabled_because is None


async def test_a_channel_that_cannot_be_reached_is_disabled_and_the_moderators_are_told_once(
    any_store: Store,
) -> None:
    await any_store.subscribe(GUILD, CHANNEL, Target("Van Dijk", "dijk"), Rules(), ADMIN)
    await subscribed(any_store, CHANNEL, SECOND)
    await news(any_store, "Virgil van Dijk")
    lost = next(one for one in await take(any_store) if one.channel_id == CHANNEL)
    await news(any_store, "A Boro", received=LATER)
    count = await any_store.disable(lost, "no access", LATER, Note(Spoken("Alerts stopped."), NOTICES))
    assert count == 2
    assert [one.disabled_because for one in await any_store.subscriptions(GUILD, CHANNEL)] == [
        "no access"
    ] * 2
    later = LATER + 10 * SECONDS
    found = {one.channel_id: (one.form, says(one)) for one in await deliver(any_store, later)}
    assert found[NOTICES] == (Form.NOTE, ["Alerts stopped."])
    assert CHANNEL not in found
    assert await any_store.disable(lost, "no access", LATER, Note(Spoken("Again."), NOTICES)) == 0
    assert await take(any_store, later) == ()


async def test_a_disabled_channel_is_told_again_after_resuming_but_not_what_it_missed(
    any_store: Store,
) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro")
    await any_store.disable(await only(any_store), "gone", LATER, Note(Spoken(""), None))
    await news(any_store, "B Carr", received=LATER)
    assert await any_store.resume(GUILD, CHANNEL, None, ADMIN) == 1
    await news(any_store, "C Dunn", received=LATER)
    assert says(await only(any_store, LATER + 10 * SECONDS)) == ["C Dunn: talks"]


# --- after the post ---


async def test_who_says_the_same_later_is_added_to_the_message_and_once(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro")
    (posted,) = await deliver(any_store)
    for number, outlet in enumerate(("Reuters", "Marca", "Reuters")):
        row = rumour("A Boro")
        again = filing(f"again {number}", replace(row, sources=(outlet,)), received=LATER)
        await any_store.file(again, judge)
    assert await take(any_store, LATER + 29 * SECONDS) == ()
    edit = await only(any_store, LATER + 30 * SECONDS)
    assert (edit.message_id, edit.posted_in, rows_of(edit)[0]["also"]) == (
        1000 + posted.id,
        CHANNEL,
        ["Reuters", "Marca"],
    )
    await any_store.edited(edit)
    assert await take(any_store, LATER + DAY) == ()
    assert (await any_store.told(GUILD, CHANNEL, 9, news_only=True))[0].repeats == 3


async def test_a_change_that_comes_while_a_message_is_changed_is_made_after_it(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro")
    await deliver(any_store)
    player = (await any_store.player_names(WIRE))[0].id
    await any_store.mend(WIRE, ADMIN, player, Retract(1), LATER)
    first = await only(any_store)
    await any_store.undo_mending(WIRE, ADMIN, 1, LATER)
    await any_store.edited(first)
    second = await only(any_store)
    assert [rows_of(one)[0]["correction"] for one in (first, second)] == ["Retract", None]


async def test_a_message_that_would_be_changed_into_itself_is_left_alone(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro")
    await deliver(any_store)
    player = (await any_store.player_names(WIRE))[0].id
    await any_store.mend(WIRE, ADMIN, player, Retract(1), LATER)
    await any_store.undo_mending(WIRE, ADMIN, 1, LATER)
    assert await take(any_store, LATER + DAY) == ()


async def test_a_message_that_is_not_known_to_stand_is_not_changed(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro")
    await any_store.sent((await only(any_store)).id, 0, CHANNEL, LATER)
    player = (await any_store.player_names(WIRE))[0].id
    await any_store.mend(WIRE, ADMIN, player, Retract(1), LATER)
    assert await take(any_store, LATER + DAY) == ()


async def test_a_dead_batch_is_not_changed(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro")
    batch = await only(any_store)
    player = (await any_store.player_names(WIRE))[0].id
    await any_store.mend(WIRE, ADMIN, player, Retract(1), LATER)
    await any_store.drop(batch, "too long", LATER)
    assert await take(any_store, LATER + DAY) == ()


async def test_a_change_that_failed_is_tried_later_and_one_that_cannot_be_made_is_dropped(
    any_store: Store,
) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro")
    await deliver(any_store)
    player = (await any_store.player_names(WIRE))[0].id
    await any_store.mend(WIRE, ADMIN, player, Retract(1), LATER)
    edit = await only(any_store)
    await any_store.postpone(edit, LATER + DAY, "503")
    assert await take(any_store, LATER + DAY / 2) == ()
    again = await only(any_store, LATER + DAY)
    assert (again.attempts, again.is_edit) == (1, True)
    await any_store.drop(again, "it was deleted", LATER)
    assert await take(any_store, LATER + DAY) == ()
    assert (await told(any_store)).state is State.SENT


# --- threads ---


async def test_a_sagas_first_alert_stands_in_the_channel_and_the_next_in_its_thread(any_store: Store) -> None:
    await subscribed(any_store, rules=Rules(in_threads=True))
    await news(any_store, "A Boro", "B Carr")
    first, other = await deliver(any_store)
    assert first.thread is not None
    assert (first.thread.name, first.thread.stage, first.thread.id) == ("A Boro · Liverpool", "talks", None)
    assert (says(first), says(other)) == (["A Boro: talks"], ["B Carr: talks"])
    await news(any_store, "A Boro", received=LATER, stage=Stage.BID)
    later = LATER + 10 * SECONDS
    second = await only(any_store, later)
    assert second.thread is not None
    assert (second.thread.id, second.thread.message_id) == (None, 1000 + first.id)
    await any_store.keep_thread(CHANNEL, second.thread.key, 77)
    again = await only(any_store, later)
    assert again.thread is not None
    assert (again.thread.id, again.thread.stage) == (77, "bid")
    await any_store.keep_thread(CHANNEL, second.thread.key, None)
    lost = await only(any_store, later)
    assert lost.thread is not None
    assert (lost.thread.id, lost.thread.message_id) == (None, None)


async def test_a_post_in_a_forum_is_the_sagas_thread_from_then_on(any_store: Store) -> None:
    await subscribed(any_store, rules=Rules(in_threads=True))
    await news(any_store, "A Boro")
    first = await only(any_store)
    await any_store.sent(first.id, 88, 88, LATER)
    await news(any_store, "A Boro", received=LATER, stage=Stage.BID)
    second = await only(any_store, LATER + 10 * SECONDS)
    assert second.thread is not None
    assert second.thread.id == 88


# --- the clock, and how much waits ---


async def test_after_the_clock_was_put_back_nothing_waits_for_it_to_catch_up(any_store: Store) -> None:
    await subscribed(any_store, CHANNEL, SECOND)
    await news(any_store, "A Boro")
    batch, _ = await take(any_store)
    await any_store.postpone(batch, LATER + dt.timedelta(minutes=5), "503")
    await news(any_store, "B Carr", received=LATER)
    hour_ago = LATER - dt.timedelta(hours=1)
    assert await take(any_store, hour_ago) == ()
    await any_store.turn_back(hour_ago)
    assert len(await take(any_store, hour_ago)) == 2


async def test_the_state_of_the_queue_counts_what_is_due_and_not_yet_confirmed(any_store: Store) -> None:
    await subscribed(any_store, CHANNEL, SECOND)
    assert (await any_store.queue_state(LATER)).oldest_due is None
    await news(any_store, "A Boro")
    await news(any_store, "B Carr", received=LATER)
    await take(any_store, LATER, limit=1)
    state = await any_store.queue_state(LATER + SECONDS)
    assert (state.depth, state.oldest_due, state.open_batches) == (
        3,
        (NOON + 4 * SECONDS).replace(microsecond=0),
        1,
    )


# --- why ---


async def test_the_developments_of_a_player_are_told_with_what_became_of_them_here(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro", "B Carr")
    await news(any_store, "A Boro", received=LATER)
    player = next(one.id for one in await any_store.player_names(WIRE) if one.name == "A Boro")
    (repeat, first) = await any_store.told(GUILD, CHANNEL, 9, player_id=player)
    assert (repeat.verdict, repeat.news, repeat.is_waiting) == ("repeat", None, False)
    assert first.news is not None
    assert (first.news.player_keys, first.news.club_keys) == (
        ("a boro", "boro"),
        ("liverpool", "bayern munich"),
    )
    assert str(first.let_by).startswith("alerts for everything")
    assert [one.player for one in await any_store.told(GUILD, CHANNEL, 2)] == ["A Boro", "B Carr"]
    (elsewhere, _, _) = await any_store.told(GUILD, SECOND, 9)
    assert (elsewhere.is_waiting, elsewhere.let_by) == (False, None)


async def test_what_is_held_and_what_was_mended_since_is_told_with_it(any_store: Store) -> None:
    await subscribed(any_store)
    await any_store.file(filing("held", rumour("B Carr", held="no suitor")), judge)
    await news(any_store, "A Boro")
    await deliver(any_store)
    player = next(one.id for one in await any_store.player_names(WIRE) if one.name == "A Boro")
    await any_store.mend(WIRE, ADMIN, player, Retract(2), LATER)
    mended, held = await any_store.told(GUILD, CHANNEL, 9)
    assert (mended.correction, mended.is_held) == ("retract 1", False)
    assert (held.correction, held.is_held, held.is_waiting) == (None, True, False)


async def test_a_messages_developments_are_told_to_its_own_guild_only(any_store: Store) -> None:
    await subscribed(any_store)
    await news(any_store, "A Boro", "B Carr")
    (batch,) = await deliver(any_store)
    assert [one.player for one in await any_store.told_in(GUILD, batch.id)] == ["A Boro", "B Carr"]
    assert await any_store.told_in(OTHER, batch.id) == ()
    assert await any_store.told_in(GUILD, batch.id + 1) == ()


async def test_a_guild_judged_apart_sees_its_own_development_and_not_the_wires(any_store: Store) -> None:
    await any_store.file(filing("own", rumour(), scope=GUILD), judge)
    await any_store.file(filing("wire", rumour()), judge)
    assert [one.verdict for one in await any_store.told(GUILD, CHANNEL, 9)] == ["repeat", "new"]
    assert [one.verdict for one in await any_store.told(OTHER, SECOND, 9)] == ["new"]
