"""What every Store has to do with drafts, guilds and channels, whatever it is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.model import WIRE, Article, GuildSettings, Stage
from bot.store import DraftGone
from bot.subscription import Rules, Target
from tests.db.samples import ADMIN, LATER, NOON, filing, judge, rumour

if TYPE_CHECKING:
    from bot.store import Store

GUILD, OTHER = 500, 600
CHANNEL, SECOND = 50, 51
DAY = dt.timedelta(days=1)


# --- drafts ---


async def test_a_draft_is_for_its_own_user_and_thrown_away_once(any_store: Store) -> None:
    article = Article("A text", "BBC", "https://example.org", NOON.date())
    draft_id = await any_store.save_draft(GUILD, ADMIN, article, "menu", NOON)
    for scope, actor_id in ((OTHER, ADMIN), (GUILD, ADMIN + 1)):
        assert await any_store.draft(scope, actor_id, draft_id) is None
        assert not await any_store.drop_draft(scope, actor_id, draft_id)
    draft = await any_store.draft(GUILD, ADMIN, draft_id)
    assert draft is not None
    assert (draft.id, draft.scope, draft.actor_id, draft.path) == (draft_id, GUILD, ADMIN, "menu")
    assert draft.article == article
    assert await any_store.drop_draft(GUILD, ADMIN, draft_id)
    assert not await any_store.drop_draft(GUILD, ADMIN, draft_id)
    assert await any_store.draft(GUILD, ADMIN, draft_id) is None


async def test_a_draft_that_is_filed_is_gone_and_one_only_rehearsed_stays(any_store: Store) -> None:
    draft_id = await any_store.save_draft(GUILD, ADMIN, Article("A text"), "form", NOON)
    new = replace(filing("A text", rumour(), scope=GUILD), draft_id=draft_id)
    await any_store.file(new, judge, dry_run=True)
    assert await any_store.draft(GUILD, ADMIN, draft_id) is not None
    await any_store.file(new, judge)
    assert await any_store.draft(GUILD, ADMIN, draft_id) is None


async def test_a_draft_that_is_gone_cannot_be_filed_and_nothing_is_kept(any_store: Store) -> None:
    draft_id = await any_store.save_draft(GUILD, ADMIN, Article("A text"), "form", NOON)
    new = replace(filing("A text", rumour(), scope=GUILD), draft_id=draft_id)
    assert await any_store.drop_draft(GUILD, ADMIN, draft_id)
    with pytest.raises(DraftGone):
        await any_store.file(new, judge)
    assert await any_store.player_names(GUILD) == ()


async def test_a_draft_of_over_a_day_is_dropped_and_its_number_not_given_again(any_store: Store) -> None:
    old = await any_store.save_draft(GUILD, ADMIN, Article("old"), "form", NOON)
    new = await any_store.save_draft(
        GUILD, ADMIN, Article("new"), "form", NOON + DAY + dt.timedelta(seconds=1)
    )
    assert await any_store.draft(GUILD, ADMIN, old) is None
    assert await any_store.draft(GUILD, ADMIN, new) is not None
    assert await any_store.save_draft(GUILD, ADMIN, Article("newer"), "form", NOON) > new > old


# --- guilds and subscriptions ---


async def test_a_moderator_role_is_set_and_taken_back(any_store: Store) -> None:
    assert await any_store.guild_settings(GUILD) == GuildSettings(GUILD)
    await any_store.set_moderator_role(GUILD, 9, ADMIN)
    assert await any_store.guild_settings(GUILD) == GuildSettings(GUILD, 9)
    assert await any_store.guild_settings(OTHER) == GuildSettings(OTHER)
    await any_store.set_moderator_role(GUILD, None, ADMIN)
    assert await any_store.guild_settings(GUILD) == GuildSettings(GUILD)


async def test_a_channel_subscribes_once_and_ends_it_once(any_store: Store) -> None:
    for key in ("van dijk", None):
        assert await any_store.subscribe(GUILD, CHANNEL, Target("label", key), Rules(), ADMIN) is True
        assert await any_store.subscribe(GUILD, CHANNEL, Target("label", key), Rules(), ADMIN) is False
        assert await any_store.unsubscribe(OTHER, CHANNEL, Target("", key), ADMIN) is False
        assert await any_store.unsubscribe(GUILD, CHANNEL, Target("", key), ADMIN) is True
        assert await any_store.unsubscribe(GUILD, CHANNEL, Target("", key), ADMIN) is False


async def test_subscriptions_are_listed_everything_first_then_by_name(any_store: Store) -> None:
    await any_store.subscribe(GUILD, CHANNEL, Target("Salah", "salah"), Rules(), ADMIN)
    await any_store.subscribe(GUILD, SECOND, Target("kane", "kane"), Rules(), ADMIN)
    await any_store.subscribe(GUILD, CHANNEL, Target("Everything", None), Rules(), ADMIN)
    await any_store.subscribe(OTHER, 99, Target("Kane", "kane"), Rules(), ADMIN)
    assert [one.label for one in await any_store.subscriptions(GUILD)] == ["Everything", "kane", "Salah"]
    in_channel = await any_store.subscriptions(GUILD, CHANNEL)
    assert [(one.player_key, one.channel_id) for one in in_channel] == [(None, CHANNEL), ("salah", CHANNEL)]


# --- the outbox ---


@pytest.mark.parametrize(
    ("key", "queued"), [("virgil van dijk", 1), ("van dijk", 1), ("dijk", 1), (None, 1), ("virgil", 0)]
)
async def test_a_subscription_names_a_player_or_the_end_of_his_name_or_everything(
    any_store: Store, key: str | None, queued: int
) -> None:
    await any_store.subscribe(GUILD, CHANNEL, Target("label", key), Rules(), ADMIN)
    assert (await any_store.file(filing("one", rumour()), judge)).filed[0].queued == queued


@pytest.mark.parametrize("scope", [WIRE, GUILD])
async def test_a_channel_that_wishes_for_it_twice_gets_it_once(any_store: Store, scope: int) -> None:
    for key in ("van dijk", "dijk", None):
        await any_store.subscribe(GUILD, CHANNEL, Target("label", key), Rules(), ADMIN)
    assert (await any_store.file(filing("one", rumour(), scope=scope), judge)).filed[0].queued == 1


async def test_an_alert_waits_for_others_to_be_merged_with_unless_it_is_urgent(any_store: Store) -> None:
    await any_store.subscribe(GUILD, CHANNEL, Target("everything", None), Rules(), ADMIN)
    await any_store.subscribe(OTHER, SECOND, Target("Salah", "salah"), Rules(), ADMIN)
    await any_store.unsubscribe(GUILD, CHANNEL, Target("", None), ADMIN)
    await any_store.subscribe(GUILD, CHANNEL, Target("Van Dijk", "dijk"), Rules(), ADMIN)
    await any_store.file(filing("one", rumour()), judge)
    receipt = await any_store.file(filing("two", rumour("Mohamed Salah", stage=Stage.DONE)), judge)
    (urgent,) = await any_store.due_deliveries(NOON + dt.timedelta(seconds=3), 9)
    assert urgent.alert == receipt.filed[0].alert
    assert (urgent.guild_id, urgent.channel_id, urgent.attempts) == (OTHER, SECOND, 0)
    assert len(await any_store.due_deliveries(NOON + dt.timedelta(seconds=4), 9)) == 2
    assert len(await any_store.due_deliveries(NOON + dt.timedelta(seconds=4), 1)) == 1


async def test_an_older_alert_that_waits_holds_back_the_younger_ones_of_its_channel(any_store: Store) -> None:
    for channel in (CHANNEL, SECOND):
        await any_store.subscribe(GUILD, channel, Target("everything", None), Rules(), ADMIN)
    await any_store.file(filing("one", rumour()), judge)
    await any_store.file(filing("two", rumour(stage=Stage.DONE)), judge)
    first, _ = await any_store.due_deliveries(LATER, 9)
    await any_store.postpone(first.id, LATER + DAY, "503")
    (other,) = await any_store.due_deliveries(LATER, 9)
    assert other.channel_id != first.channel_id
    again = [one for one in await any_store.due_deliveries(LATER + DAY, 9) if one.id == first.id]
    assert again == [replace(first, attempts=1)]
    await any_store.delivered(first.id, 1234, LATER)
    second = [one for one in await any_store.due_deliveries(LATER, 9) if one.channel_id == first.channel_id]
    assert [one.alert.headline for one in second] == ["Virgil van Dijk: done"]


async def test_every_nonce_is_its_own_and_short_enough_for_discord(any_store: Store) -> None:
    for channel in range(20):
        await any_store.subscribe(GUILD, channel, Target("everything", None), Rules(), ADMIN)
    await any_store.file(filing("one", rumour()), judge)
    nonces = {one.nonce for one in await any_store.due_deliveries(LATER, 99)}
    assert len(nonces) == 20
    assert max(map(len, nonces)) <= 25


async def test_what_is_settled_stays_settled(any_store: Store) -> None:
    await any_store.subscribe(GUILD, CHANNEL, Target("everything", None), Rules(), ADMIN)
    await any_store.file(filing("one", rumour()), judge)
    (one,) = await any_store.due_deliveries(LATER, 9)
    await any_store.give_up(one.id, "too long", disable=False)
    await any_store.postpone(one.id, NOON, "late answer")
    assert await any_store.due_deliveries(LATER, 9) == ()
    (still,) = await any_store.subscriptions(GUILD)
    assert still.disabled_because is None


async def test_a_channel_that_cannot_be_reached_is_disabled_until_it_subscribes_again(
    any_store: Store,
) -> None:
    for key in ("dijk", None):
        await any_store.subscribe(GUILD, CHANNEL, Target("label", key), Rules(), ADMIN)
    await any_store.subscribe(GUILD, SECOND, Target("everything", None), Rules(), ADMIN)
    await any_store.file(filing("one", rumour()), judge)
    await any_store.file(filing("two", rumour(stage=Stage.BID)), judge)
    lost = next(one for one in await any_store.due_deliveries(LATER, 9) if one.channel_id == CHANNEL)
    await any_store.give_up(lost.id, "no access", disable=True)
    disabled = await any_store.subscriptions(GUILD, CHANNEL)
    assert [one.disabled_because for one in disabled] == ["no access", "no access"]
    assert [one.channel_id for one in await any_store.due_deliveries(LATER, 9)] == [SECOND]
    third = await any_store.file(filing("three", rumour(stage=Stage.MEDICAL)), judge)
    assert third.filed[0].queued == 1
    assert await any_store.subscribe(GUILD, CHANNEL, Target("All", None), Rules(), ADMIN) is True
    everything, player = await any_store.subscriptions(GUILD, CHANNEL)
    assert (everything.label, everything.disabled_because, player.disabled_because) == (
        "All",
        None,
        "no access",
    )
