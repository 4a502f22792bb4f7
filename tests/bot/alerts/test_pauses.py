from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.alerts import channels, pauses
from bot.alerts.ground import Ground
from bot.alerts.targets import Named
from bot.alerts.wishes import Wish
from bot.subscription import UNTIL_RESUMED, Mute
from tests.bot.moderators import FAN, GUILD, MOD, filled, refused
from tests.db.samples import NOON

if TYPE_CHECKING:
    from bot.store import Store

HERE = Ground(50)
ALL = Named()
BORO = Named("boro")
DAY = dt.timedelta(days=1)


@pytest.fixture
async def known(store: Store) -> Store:
    """The channel has alerts for everything and for Alan Boro."""
    await filled(store)
    for named in (ALL, BORO):
        await channels.subscribe(store, MOD, HERE, named, Wish())
    return store


async def until(store: Store) -> list[dt.datetime | None]:
    return [one.paused_until for one in await store.subscriptions(GUILD, HERE.channel_id)]


async def test_all_of_a_channel_is_paused_and_resumed(known: Store) -> None:
    done = await pauses.pause(known, MOD, HERE, ALL, NOON, DAY)
    assert (done.label, done.count, done.until) == (None, 2, NOON + DAY)
    assert await until(known) == [NOON + DAY] * 2
    resumed = await pauses.resume(known, MOD, HERE, ALL)
    assert (resumed.label, resumed.count) == (None, 2)
    assert await until(known) == [None, None]
    assert (await pauses.resume(known, MOD, HERE, ALL)).count == 0


async def test_one_can_be_paused_until_it_is_resumed(known: Store) -> None:
    done = await pauses.pause(known, MOD, HERE, BORO, NOON, None)
    assert (done.label, done.until) == ("Alan Boro", UNTIL_RESUMED)
    assert await until(known) == [None, UNTIL_RESUMED]
    assert (await pauses.resume(known, MOD, HERE, BORO)).count == 1


async def test_everything_written_out_is_the_one_subscription(known: Store) -> None:
    await pauses.pause(known, MOD, HERE, Named("everything"), NOON, DAY)
    assert await until(known) == [NOON + DAY, None]


@pytest.mark.parametrize("span", [dt.timedelta(), -DAY, 367 * DAY])
async def test_a_span_that_is_none_is_refused(known: Store, span: dt.timedelta) -> None:
    assert "up to a year" in await refused(pauses.pause(known, MOD, HERE, ALL, NOON, span))


async def test_where_there_is_nothing_nothing_is_paused(known: Store) -> None:
    empty = Ground(51, name="#lounge")
    assert "#lounge has no alerts" in await refused(pauses.pause(known, MOD, empty, ALL, NOON, DAY))
    assert "#lounge has no alerts" in await refused(pauses.resume(known, MOD, empty, ALL))
    assert "no alerts for carr" in await refused(pauses.pause(known, MOD, HERE, Named("carr"), NOON, DAY))


async def test_what_could_not_be_posted_does_not_stand_again(known: Store) -> None:
    await pauses.pause(known, MOD, HERE, ALL, NOON, DAY)
    poor = Ground(50, lacks=("Embed Links",))
    assert "allow me Embed Links" in await refused(pauses.resume(known, MOD, poor, ALL))
    assert await until(known) == [NOON + DAY] * 2


async def test_a_player_is_muted_once_and_unmuted_by_any_of_his_names(known: Store) -> None:
    assert (await pauses.mute(known, MOD, HERE, "boro")).is_new
    assert not (await pauses.mute(known, MOD, HERE, "Alan Boro")).is_new
    assert await known.mutes(GUILD, HERE.channel_id) == (Mute("alan boro", "Alan Boro"),)
    assert (await channels.standing(known, MOD, HERE)).mutes
    assert (await pauses.unmute(known, MOD, HERE, "boro")).label == "Alan Boro"
    assert not await known.mutes(GUILD, HERE.channel_id)
    assert "boro is not muted in this channel" in await refused(pauses.unmute(known, MOD, HERE, "boro"))


@pytest.mark.parametrize(
    ("typed", "why"), [("Zinedine", "Nothing stored about Zinedine"), ("x" * 6000, "at most 80 letters")]
)
async def test_who_is_not_known_is_not_muted(known: Store, typed: str, why: str) -> None:
    assert why in await refused(pauses.mute(known, MOD, HERE, typed))


async def test_who_may_not_silences_nothing(known: Store) -> None:
    for asked in (
        pauses.pause(known, FAN, HERE, ALL, NOON, DAY),
        pauses.resume(known, FAN, HERE, ALL),
        pauses.mute(known, FAN, HERE, "boro"),
        pauses.unmute(known, FAN, HERE, "boro"),
    ):
        assert "change this server's alerts" in await refused(asked)
    assert await until(known) == [None, None]
    assert not await known.mutes(GUILD, HERE.channel_id)
