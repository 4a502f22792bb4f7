from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.alerts import channels, pauses
from bot.alerts.channels import MAX_SUBSCRIPTIONS
from bot.alerts.ground import Ground, Soil
from bot.alerts.targets import Named
from bot.alerts.wishes import Wish
from bot.model import Stage
from bot.subscription import Rules, Target
from tests.bot.moderators import BOSS, BOT, FAN, GUILD, MOD, PRIVATE, STRANGER, filled, refused
from tests.db.samples import NOON

if TYPE_CHECKING:
    from bot.model import Actor
    from bot.store import Store
    from bot.subscription import Subscription

HERE = Ground(50)
THERE = Ground(51, name="#lounge")
ALL = Named()
BORO = Named("boro")


@pytest.fixture
async def known(store: Store) -> Store:
    return await filled(store)


async def only(store: Store, ground: Ground = HERE) -> Subscription:
    (one,) = await store.subscriptions(GUILD, ground.channel_id)
    return one


async def test_a_subscription_has_the_rules_that_are_wished_for(known: Store) -> None:
    done = await channels.subscribe(known, MOD, HERE, BORO, Wish(stage="bid", quiet="23-8"))
    assert done.is_new
    assert done.where == "This channel"
    one = await only(known)
    assert one.target == Target("Alan Boro", "alan boro")
    assert one.rules == done.rules
    assert one.rules.lowest_stage is Stage.BID


async def test_added_again_it_keeps_its_other_rules(known: Store) -> None:
    await channels.subscribe(known, MOD, HERE, BORO, Wish(stage="bid"))
    again = await channels.subscribe(known, MOD, HERE, BORO, Wish())
    assert (again.is_new, again.is_changed) == (False, False)
    more = await channels.subscribe(known, MOD, HERE, BORO, Wish(tier=2))
    assert (more.is_new, more.is_changed) == (False, True)
    assert (await only(known)).rules == Rules(lowest_stage=Stage.BID, lowest_tier=2)


async def test_players_clubs_and_everything_stand_side_by_side(known: Store) -> None:
    for named in (BORO, Named(club="everton"), ALL):
        assert (await channels.subscribe(known, MOD, HERE, named, Wish())).is_new
    standing = await channels.standing(known, MOD, HERE)
    assert [one.target.label for one in standing.subscriptions] == ["everything", "Alan Boro", "Everton"]
    assert not (await channels.standing(known, MOD, THERE)).subscriptions


async def test_an_edit_changes_what_is_given_and_nothing_else(known: Store) -> None:
    await channels.subscribe(known, MOD, HERE, BORO, Wish(stage="bid", quiet="23-8"))
    done = await channels.edit(known, MOD, HERE, BORO, Wish(tier=1, reset="quiet"))
    assert done.subscription.rules == Rules(lowest_stage=Stage.BID, lowest_tier=1)
    assert await only(known) == done.subscription


async def test_what_is_paused_stays_so_when_it_is_edited(known: Store) -> None:
    await channels.subscribe(known, MOD, HERE, BORO, Wish())
    until = NOON.replace(second=0) + dt.timedelta(days=2)
    await known.pause(GUILD, HERE.channel_id, None, until, MOD.user_id)
    edited = (await channels.edit(known, MOD, HERE, BORO, Wish(tier=1))).subscription
    assert edited == await only(known)
    assert (edited.rules, edited.paused_until) == (Rules(lowest_tier=1), until)


async def test_what_is_removed_while_it_is_edited_is_not_said_to_be_changed(
    known: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await channels.subscribe(known, MOD, HERE, BORO, Wish())
    before = await known.subscriptions(GUILD, HERE.channel_id)
    await channels.remove(known, MOD, HERE, BORO)

    async def stale(*_: int) -> tuple[Subscription, ...]:
        return before

    with monkeypatch.context() as patched:
        patched.setattr(known, "subscriptions", stale)
        assert "just been removed" in await refused(channels.edit(known, MOD, HERE, BORO, Wish(tier=1)))
    assert not await known.subscriptions(GUILD)


@pytest.mark.parametrize(
    ("named", "wish", "why"),
    [
        (BORO, Wish(), "Say what to change"),
        (Named("carr"), Wish(tier=1), "This channel has no alerts for carr. It has some for Alan Boro."),
        (BORO, Wish(role_id=GUILD), "Alerts never mention everyone"),
        (BORO, Wish(stage="x"), "There is no such stage"),
    ],
)
async def test_an_edit_that_cannot_be_is_refused(known: Store, named: Named, wish: Wish, why: str) -> None:
    await channels.subscribe(known, MOD, HERE, BORO, Wish())
    before = await only(known)
    assert why in await refused(channels.edit(known, MOD, HERE, named, wish))
    assert await only(known) == before


async def test_what_is_removed_is_gone_from_this_channel_alone(known: Store) -> None:
    for ground in (HERE, THERE):
        await channels.subscribe(known, MOD, ground, BORO, Wish())
    assert await channels.remove(known, MOD, HERE, BORO) == channels.Removed("Alan Boro", "This channel")
    assert not await known.subscriptions(GUILD, HERE.channel_id)
    assert await known.subscriptions(GUILD, THERE.channel_id)
    assert "It has none at all" in await refused(channels.remove(known, MOD, HERE, BORO))


async def test_a_role_that_nobody_would_be_told_by_is_not_promised(known: Store) -> None:
    deaf = Ground(50, deaf_roles=frozenset({8}))
    assert "would reach nobody" in await refused(channels.subscribe(known, MOD, deaf, ALL, Wish(role_id=8)))
    await channels.subscribe(known, MOD, deaf, ALL, Wish(role_id=9))
    assert "would reach nobody" in await refused(channels.edit(known, MOD, deaf, ALL, Wish(role_id=8)))
    assert (await only(known)).rules.role_id == 9


async def test_alerts_for_a_player_who_is_muted_say_that_nothing_comes_of_them(known: Store) -> None:
    await pauses.mute(known, MOD, HERE, "boro")
    assert (await channels.subscribe(known, MOD, HERE, BORO, Wish())).is_muted
    assert not (await channels.subscribe(known, MOD, THERE, BORO, Wish())).is_muted
    assert not (await channels.subscribe(known, MOD, HERE, ALL, Wish())).is_muted


async def test_where_the_bot_could_not_post_nothing_is_kept(known: Store) -> None:
    poor = Ground(50, lacks=("Send Messages",))
    assert "allow me Send Messages" in await refused(channels.subscribe(known, MOD, poor, ALL, Wish()))
    assert not await known.subscriptions(GUILD)


async def test_a_forum_has_its_posts(known: Store) -> None:
    await channels.subscribe(known, MOD, Ground(50, Soil.FORUM), ALL, Wish(in_threads=False))
    assert (await only(known)).rules.in_threads


@pytest.mark.parametrize("wish", [Wish(mode="daily"), Wish(most_a_day=1)])
async def test_a_forum_has_no_digests(known: Store, wish: Wish) -> None:
    forum = Ground(50, Soil.FORUM)
    assert "A forum takes no digests" in await refused(channels.subscribe(known, MOD, forum, ALL, wish))
    assert not await known.subscriptions(GUILD)
    await channels.subscribe(known, MOD, forum, ALL, Wish())
    assert "A forum takes no digests" in await refused(channels.edit(known, MOD, forum, ALL, wish))


async def test_a_thread_without_alerts_stands_for_its_channel(known: Store) -> None:
    await channels.subscribe(known, MOD, HERE, ALL, Wish())
    thread = Ground(60, Soil.THREAD, parent=HERE)
    assert (await channels.standing(known, MOD, thread)).subscriptions
    # What is added in it is its own, and then it stands for itself.
    await channels.subscribe(known, MOD, thread, BORO, Wish())
    labels = [one.target.label for one in (await channels.standing(known, MOD, thread)).subscriptions]
    assert labels == ["Alan Boro"]


async def test_a_guild_has_a_quota_but_what_stands_can_be_changed(known: Store) -> None:
    for number in range(MAX_SUBSCRIPTIONS):
        await known.subscribe(GUILD, 50, Target(f"P{number}", f"p{number}"), Rules(), MOD.user_id)
    assert "the most there can be" in await refused(channels.subscribe(known, MOD, THERE, ALL, Wish()))
    done = await channels.subscribe(known, MOD, HERE, Named("p7"), Wish(tier=1))
    assert not done.is_new


@pytest.mark.parametrize("actor", [FAN, BOT, PRIVATE])
async def test_who_may_not_changes_and_sees_nothing(known: Store, actor: Actor) -> None:
    await channels.subscribe(known, BOSS, HERE, BORO, Wish())
    before = await known.subscriptions(GUILD)
    for asked in (
        channels.subscribe(known, actor, HERE, ALL, Wish()),
        channels.edit(known, actor, HERE, BORO, Wish(tier=1)),
        channels.remove(known, actor, HERE, BORO),
        channels.standing(known, actor, HERE),
    ):
        assert "change this server's alerts" in await refused(asked)
    assert await known.subscriptions(GUILD) == before


async def test_another_guild_sees_and_touches_none_of_it(known: Store) -> None:
    await channels.subscribe(known, BOSS, HERE, BORO, Wish())
    assert not (await channels.standing(known, STRANGER, HERE)).subscriptions
    assert "It has none at all" in await refused(channels.remove(known, STRANGER, HERE, BORO))
    assert await known.subscriptions(GUILD)
