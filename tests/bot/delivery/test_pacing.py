"""The pacer, the breaker and the traffic that feeds them. Time is counted by hand."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import TYPE_CHECKING, Never

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.breaker import MANY, TOO_MANY, WINDOW, Breaker, Level
from bot.delivery.pacer import RATE, Pacer
from bot.delivery.traffic import Traffic, once
from bot.localdiscord import Dropped, TooMany
from bot.subscription import Rules, Target

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from tests.bot.delivery.conftest import Post
    from tests.conftest import House

EVERYTHING = Target("everything")


class Seconds:
    """A clock that stands still."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Booked(Pacer):
    """A pacer whose turns are noted, on a clock that waiting puts forward, by a little more than was asked for."""

    def __init__(self, late: float = 0.0) -> None:
        self.seconds = Seconds()
        super().__init__(clock=self.seconds, sleep=self.pass_by)
        self.turns: list[float] = []
        self.late = late

    async def pass_by(self, seconds: float) -> None:
        self.seconds.now += seconds + self.late

    async def turn(self, weight: float = 1.0) -> None:
        await super().turn(weight)
        self.turns.append(self.seconds.now)


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.001, 0.05, 0.3, 2.0]), st.booleans()), max_size=200))
def test_no_second_has_more_turns_than_the_rate_and_one_whatever_stalls_come_between(
    coming: list[tuple[float, bool]],
) -> None:
    async def take_all() -> list[float]:
        pacer = Booked()
        for stall, is_reply in coming:
            pacer.seconds.now += stall
            if is_reply:
                pacer.charge()
            else:
                await pacer.turn()
        return pacer.turns

    turns = asyncio.run(take_all())
    for start in turns:
        assert sum(start <= turn < start + 1 - 1e-6 for turn in turns) <= RATE + 1
    assert all(one <= two for one, two in pairwise(turns))


async def test_turns_that_come_a_little_late_are_made_up_for_and_long_stalls_are_not() -> None:
    pacer = Booked(late=0.004)
    for _ in range(480):
        await pacer.turn()
    assert 480 / pacer.turns[-1] > 0.99 * RATE
    pacer.seconds.now += 10
    for _ in range(3):
        await pacer.turn()
    assert pacer.turns[-1] - pacer.turns[-3] >= 1 / RATE


async def test_of_those_who_wait_the_first_is_served_first() -> None:
    pacer, served = Pacer(rate=500.0), list[int]()

    async def ask(number: int) -> None:
        await pacer.turn()
        served.append(number)

    await asyncio.gather(*map(ask, range(20)))
    assert served == list(range(20))


async def test_the_first_turn_comes_at_once_and_the_next_at_its_distance() -> None:
    pacer = Booked()
    for _ in range(3):
        await pacer.turn()
    assert pacer.turns == pytest.approx([0, 1 / RATE, 2 / RATE])


async def test_a_reply_does_not_wait_and_makes_the_next_alert_wait_longer() -> None:
    pacer = Booked()
    await pacer.turn()
    pacer.charge()
    await pacer.turn()
    assert pacer.turns == pytest.approx([0, 2 / RATE])


@pytest.mark.parametrize(
    ("refusals", "level"),
    [
        (0, Level.FREE),
        (MANY - 1, Level.FREE),
        (MANY, Level.HALF),
        (TOO_MANY - 1, Level.HALF),
        (TOO_MANY, Level.STOPPED),
    ],
)
def test_many_refusals_slow_down_and_more_stop(refusals: int, level: Level) -> None:
    breaker = Breaker()
    for number in range(refusals):
        breaker.count((401, 403, 429)[number % 3], now=1.0)
    assert breaker.level(1.0) is level
    assert breaker.level(1.0 + WINDOW + 1) is Level.FREE
    assert breaker.refusals == 0


def test_what_discord_does_not_hold_against_the_bot_is_not_counted() -> None:
    breaker = Breaker()
    breaker.count(429, now=1.0, is_shared=True)
    for status in (200, 204, 400, 404, 500, 503):
        breaker.count(status, now=1.0)
    breaker.level(1.0)
    assert breaker.refusals == 0


def test_a_block_ends_at_its_time_and_a_shorter_one_does_not_shorten_it() -> None:
    breaker = Breaker()
    breaker.block(100.0)
    breaker.block(50.0)
    assert breaker.level(99.0) is Level.STOPPED
    assert breaker.level(100.0) is Level.FREE


async def test_at_half_the_rate_a_turn_takes_the_time_of_two_and_when_stopped_there_is_none() -> None:
    pacer = Booked()
    traffic = Traffic(pacer, clock=pacer.seconds)
    for _ in range(MANY):
        traffic.breaker.count(403, 0.0)
    for _ in range(2):
        assert await asyncio.create_task(traffic.turn())
    assert pacer.turns == pytest.approx([0, 2 / RATE])
    traffic.block(60)
    assert not await traffic.turn()
    assert len(pacer.turns) == 2


async def test_answers_to_users_charge_the_pacer_and_answers_to_interactions_do_not(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    charged: list[int] = []

    def charge(_: Pacer) -> None:
        charged.append(1)

    monkeypatch.setattr(Pacer, "charge", charge)
    await house.fan.slash(house.lounge, "help")
    assert charged == []
    await house.fan.say(house.lounge, "!help")
    await house.lounge.next_message()
    assert charged == [1]
    await house.boss.slash(house.news, "alerts add")
    await house.file(house.BID)
    await house.news.next_message()
    assert charged == [1]


async def test_a_turn_that_was_not_used_is_not_waited_for_again() -> None:
    pacer = Booked()
    traffic = Traffic(pacer, clock=pacer.seconds)
    assert await traffic.turn()
    assert await traffic.turn()
    assert len(pacer.turns) == 1


async def requests_and_turns(
    post: Post, monkeypatch: pytest.MonkeyPatch, act: Awaitable[None]
) -> tuple[int, int]:
    """How many requests the bot makes for its alerts in the course of something, and how many turns they take."""
    taken = list[float]()
    take = Pacer._take

    def counted(pacer: Pacer, weight: float) -> None:
        taken.append(weight)
        take(pacer, weight)

    before = len(post.house.discord.requests)
    with monkeypatch.context() as watched:
        watched.setattr(Pacer, "_take", counted)
        await act
        await post.is_settled()
        await post.house.discord.settled()
    made = [one for one in post.house.discord.requests[before:] if "/interactions/" not in one.path]
    return len([one for one in made if "/webhooks/" not in one.path]), len(taken)


async def test_every_page_of_a_history_takes_a_turn(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    house = post.house
    house.discord.faults.add(Dropped(), method="POST", path="/channels/*/messages")
    await house.file(house.BID)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    for number in range(205):
        await house.fan.say(house.news, f"chatter {number}")
    made, taken = await requests_and_turns(post, monkeypatch, post.put_forward(3600))
    assert (made, taken) == (4, 4)


async def test_what_the_client_sends_again_by_itself_takes_a_turn_each_time(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.house.discord.faults.add(
        TooMany(0.01), method="POST", path=f"/channels/{post.house.news.id}/messages"
    )
    assert await requests_and_turns(post, monkeypatch, post.house.file(post.house.BID)) == (2, 2)


async def test_an_alert_in_a_thread_of_a_channel_takes_one_turn(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = post.house
    await house.store.unsubscribe(house.guild.id, house.news.id, EVERYTHING, house.boss.id)
    await post.subscribe(house.lounge, Rules(in_threads=True))
    assert await requests_and_turns(post, monkeypatch, house.file(house.BID)) == (2, 2)
    assert await requests_and_turns(post, monkeypatch, house.file(house.FEE_AGREED)) == (1, 1)


async def test_in_a_forum_a_tag_takes_a_turn_only_if_it_changes(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = post.house
    await house.store.unsubscribe(house.guild.id, house.news.id, EVERYTHING, house.boss.id)
    await post.subscribe(house.guild.add_forum("sagas", tags=("Fee agreed",)), Rules(in_threads=True))
    assert await requests_and_turns(post, monkeypatch, house.file(house.BID)) == (1, 1)
    assert await requests_and_turns(post, monkeypatch, house.file(house.FEE_AGREED)) == (2, 2)


async def test_refusals_of_any_request_reach_the_breaker(house: House) -> None:
    house.discord.faults.add(TooMany(0.01), method="POST", path="/channels/*/messages", times=2)
    await house.fan.say(house.lounge, "!help")
    await house.lounge.next_message()
    traffic = house.bot.dispatcher.traffic
    assert (traffic.too_many, traffic.breaker.refusals) == (2, 2)


@pytest.mark.parametrize("errno", [54, 104, 10054])
async def test_a_broken_connection_has_no_number_by_which_the_client_would_send_again(errno: int) -> None:
    class Torn(aiohttp.TCPConnector):
        async def connect(self, *_: object, **__: object) -> Never:
            raise OSError(errno, "reset")

    async with aiohttp.ClientSession(connector=Torn(), trace_configs=[Traffic().trace()]) as session:
        with once(), pytest.raises(ConnectionError) as raised:
            await session.post("http://127.0.0.1/")
        assert raised.value.errno is None
        with pytest.raises(OSError, match="reset") as raised:
            await session.post("http://127.0.0.1/")
        assert raised.value.errno == errno
