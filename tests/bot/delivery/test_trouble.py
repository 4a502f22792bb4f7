"""What happens to alerts when something else goes wrong: clocks, outages, refusals, bans."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any, cast

import pytest

from bot.delivery.breaker import TOO_MANY, Level
from bot.intake import take_in
from bot.localdiscord import Banned, Dropped, Hang, LocalMember, Permission, ServerError, TooMany
from bot.localdiscord.responses import message_words
from bot.localdiscord.world import Member, User
from bot.model import Article
from bot.store import NotSaved
from bot.subscription import Rules, Target

if TYPE_CHECKING:
    from bot.outbox import Taken
    from db import SqliteStore
    from tests.bot.delivery.conftest import Post

HOUR = 3600


async def test_when_the_nonce_may_have_expired_the_message_is_looked_for_and_not_sent_again(
    post: Post,
) -> None:
    house = post.house
    house.discord.faults.add(Dropped(after_work=True), method="POST", path="/channels/*/messages")
    await house.file(house.BID)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    for number in range(3):
        await house.fan.say(house.news, f"chatter {number}")
    await post.put_forward(HOUR)
    await post.is_settled()
    assert len(house.news.from_bot()) == 1
    assert len(post.tries(house.news)) == 1


async def test_when_the_nonce_has_expired_and_the_message_is_not_there_it_is_sent(post: Post) -> None:
    house = post.house
    house.discord.faults.add(Dropped(), method="POST", path="/channels/*/messages")
    await house.file(house.BID)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    await post.put_forward(HOUR)
    await house.news.next_message()
    assert len(post.tries(house.news)) == 2


async def test_a_clock_that_is_put_back_makes_nothing_wait_for_it(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    house = post.house
    house.clock.ahead = dt.timedelta(hours=1)
    house.bot.dispatcher.wake()
    house.discord.faults.add(ServerError(503), method="POST", path="/channels/*/messages")
    await house.file(house.BID)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    house.clock.ahead = dt.timedelta()
    house.bot.dispatcher.wake()
    await house.news.next_message()
    await house.file(house.FEE_AGREED)
    await house.news.next_message()
    assert "The clock was put back" in caplog.text


async def hold_back(post: Post) -> None:
    """Let the clock be an hour ahead, and an alert be put off then."""
    house = post.house
    house.clock.ahead = dt.timedelta(hours=1)
    house.bot.dispatcher.wake()
    house.discord.faults.add(ServerError(503), method="POST", path="/channels/*/messages")
    await house.file(house.BID)
    await house.until(lambda: house.bot.dispatcher.meter.retries)


async def test_a_clock_that_was_put_back_while_the_bot_was_down_is_heeded_too(post: Post) -> None:
    await hold_back(post)
    await post.house.stop()
    post.house.clock.ahead = dt.timedelta()
    await post.house.start()
    await post.house.news.next_message()


async def test_a_clock_that_is_put_back_is_heeded_though_the_store_fails_at_first(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = post.house
    await hold_back(post)
    calls: list[dt.datetime] = []
    real = house.store.turn_back

    async def fails_once(now: dt.datetime) -> None:
        calls.append(now)
        if len(calls) == 1:
            raise NotSaved("full")
        await real(now)

    monkeypatch.setattr(house.store, "turn_back", fails_once)
    house.clock.ahead = dt.timedelta()
    house.bot.dispatcher.wake()
    await house.until(lambda: calls)
    house.bot.dispatcher.wake()
    await house.news.next_message()


async def test_a_word_to_the_operator_that_takes_long_holds_up_nothing(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = post.house
    failed: list[object] = []
    words: list[str] = []
    real = house.store.next_batches

    async def fails_once(*asked: Any) -> Taken:
        if not failed:
            failed.append(asked)
            raise NotSaved("full")
        return await real(*asked)

    async def never_ends(sentence: str) -> None:
        words.append(sentence)
        await asyncio.Event().wait()

    monkeypatch.setattr(house.store, "next_batches", fails_once)
    monkeypatch.setattr(house.bot.dispatcher, "_tell_operator", never_ends)
    house.bot.dispatcher.wake()
    await house.until(lambda: words)
    await house.file(house.BID)
    await house.news.next_message()
    await asyncio.wait_for(house.bot.dispatcher.stop(), 5)


async def test_after_six_hours_without_discord_what_is_younger_is_told_and_the_rest_counted(
    post: Post,
) -> None:
    house = post.house
    await house.stop()
    await house.start()
    await house.bot.dispatcher.stop()
    await house.file(house.BID)
    house.clock.ahead = dt.timedelta(hours=5)
    await house.file(house.INTEREST)
    house.clock.ahead = dt.timedelta(hours=7)
    house.bot.dispatcher.start()
    message = await house.news.next_message()
    assert [("Silvetti" in embed["title"]) for embed in message.embeds] == [True]
    assert "1 older update" in message.content
    assert len(house.news.from_bot()) == 1


async def test_what_was_frozen_before_a_long_outage_is_counted_too_and_not_told_as_news(post: Post) -> None:
    house = post.house
    house.discord.faults.add(Dropped(), method="POST", path="/channels/*/messages")
    await house.file(house.BID)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    await post.put_forward(7 * HOUR)
    message = await house.news.next_message()
    assert not message.embeds
    assert "1 older update" in message.content


async def test_what_arrived_before_a_long_outage_is_recorded_as_posted(post: Post) -> None:
    house = post.house
    house.discord.faults.add(Dropped(after_work=True), method="POST", path="/channels/*/messages")
    await house.file(house.BID)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    await post.put_forward(7 * HOUR)
    await post.is_settled()
    assert len(house.news.from_bot()) == 1
    assert house.news.from_bot()[0].embeds


async def test_moderators_are_told_once_that_a_channel_was_given_up_and_resume_it(post: Post) -> None:
    house = post.house
    notices = house.guild.add_channel("notices")
    house.guild.set_system_channel(notices)
    house.news.deny(house.guild.bot_role, Permission.SEND_MESSAGES)
    await house.file(house.BID)
    note = await notices.next_message()
    assert "Alerts in #transfer-news have stopped" in "\n".join(message_words(note))
    await house.file(house.FEE_AGREED)
    await house.file(house.INTEREST)
    await post.is_settled()
    assert len(notices.from_bot()) == 1
    house.news.allow(house.guild.bot_role, Permission.SEND_MESSAGES)
    await house.mod.slash(house.news, "alerts resume")
    await house.file(
        "Leeds United have agreed a fee of £9m with Burnley for Marco Silvetti, Sky Sports report."
    )
    await house.news.next_message()
    assert len(house.news.from_bot()) == 1


async def test_a_follower_who_takes_no_messages_any_more_is_written_to_once(post: Post) -> None:
    house = post.house
    channel = house.fan.dms
    await house.store.subscribe(
        0, channel.id, Target("Almeida", "almeida"), Rules(), house.fan.id, user_id=house.fan.id
    )
    house.fan.close_dms()
    await house.bot.dispatcher.stop()
    await file_for_all(post, house.BID)
    house.bot.dispatcher.start()
    await post.is_settled()
    (own,) = await house.store.follows(house.fan.id)
    assert own.disabled_because == "the user takes no messages from the bot"
    await file_for_all(post, house.FEE_AGREED)
    await post.is_settled()
    assert len(post.tries(channel)) == 1


async def file_for_all(post: Post, text: str) -> None:
    """As the operator does: for every guild, and for those who follow in private."""
    await take_in(post.house.store, Article(text), post.house.clock())
    post.house.bot.dispatcher.wake()


async def test_a_ban_by_the_proxy_before_discord_stops_all_alerts_until_it_is_over(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    house = post.house
    house.discord.faults.add(Banned(), method="POST", path="/channels/*/messages")
    await house.file(house.BID)
    await house.until(lambda: "bars this address" in caplog.text)
    await house.file(house.INTEREST)
    await post.put_forward(600)
    await house.discord.settled()
    assert house.bot.dispatcher.traffic.level is Level.STOPPED
    assert len(post.tries(house.news)) == 1
    assert not house.news.from_bot()
    answer = await house.fan.slash(house.lounge, "help")
    assert answer.failed is None


async def test_near_discords_limit_of_refusals_alerts_stop_and_answers_go_on(post: Post) -> None:
    house = post.house
    breaker = house.bot.dispatcher.traffic.breaker
    for _ in range(TOO_MANY):
        breaker.count(403, time.monotonic())
    await house.file(house.BID)
    await house.news.stays_quiet()
    assert (await house.fan.slash(house.lounge, "help")).failed is None
    assert not post.tries(house.news)


async def test_a_channel_that_hangs_does_not_hold_up_another(post: Post) -> None:
    house = post.house
    await post.subscribe(house.lounge)
    house.discord.faults.add(Hang(2), method="POST", path=f"/channels/{house.news.id}/messages")
    await house.file(house.BID)
    prompt = await house.lounge.next_message()
    late = await house.news.next_message(timeout=10)
    assert prompt.created < late.created
    await post.is_settled()
    assert len(post.tries(house.news)) == 1


async def test_after_a_global_429_alerts_and_answers_go_on(post: Post) -> None:
    house = post.house
    news = f"/channels/{house.news.id}/messages"
    house.discord.faults.add(TooMany(retry_after=0.5, everywhere=True), method="POST", path=news)
    await house.file(house.BID)
    await house.news.next_message()
    await house.fan.say(house.lounge, "!help")
    await house.lounge.next_message()
    assert len(house.news.from_bot()) == 1


async def pragma(post: Post, setting: str) -> int:
    """Set something of the connection that writes, and give what it answers."""
    store = cast("SqliteStore", post.house.store)
    row: tuple[int] | None = await store._writer.run(
        lambda conn: conn.execute(f"PRAGMA {setting}").fetchone()
    )
    return row[0] if row else 0


@pytest.mark.parametrize("is_of_team", [False, True])
async def test_a_full_disk_loses_nothing_and_is_complained_of_once(
    post: Post, caplog: pytest.LogCaptureFixture, *, is_of_team: bool
) -> None:
    house = post.house
    world = house.discord.state.world
    operator = world.owner
    world.team = User(world.ids.next(), "team") if is_of_team else None
    house.guild.add_member(LocalMember(house.discord, Member(operator, house.guild.id, 0)))
    await post.subscribe(house.lounge)
    await house.bot.dispatcher.stop()
    for text in (house.BID, house.INTEREST, house.FEE_AGREED):
        await house.file(text)
    # Pages that were freed could be used again.
    await cast("SqliteStore", house.store)._writer.run(lambda conn: conn.execute("VACUUM"))
    await pragma(post, f"max_page_count = {await pragma(post, 'page_count')}")
    house.bot.dispatcher.start()
    await house.until(lambda: "The outbox cannot be used" in caplog.text)
    form = await house.mod.slash(house.lounge, "rumour add")
    refused = await house.mod.submit(form, {"Text": f"{house.INTEREST} {'More words. ' * 300}"})
    await house.discord.until(lambda: "storage is full" in refused.text)
    assert "Almeida" in (await house.fan.slash(house.lounge, "status", player="almeida")).text
    assert not house.news.from_bot()

    def to_operator() -> list[bool]:
        sent = [one for one in house.discord.sent if one.channel.recipient is operator]
        return ["storage is full" in one.payload["content"] for one in sent]

    await house.until(to_operator)
    assert to_operator() == [True]
    await pragma(post, "max_page_count = 1000000")
    house.bot.dispatcher.wake()
    await house.news.next_message()
    assert caplog.text.count("The outbox cannot be used") == 1


async def test_a_file_that_another_program_has_locked_loses_nothing(post: Post) -> None:
    house = post.house
    await house.bot.dispatcher.stop()
    await house.file(house.BID)
    with closing(sqlite3.connect(house.settings.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        house.bot.dispatcher.start()
        await house.discord.settled()
        assert not house.news.from_bot()
        other.execute("ROLLBACK")
    house.bot.dispatcher.wake()
    await house.news.next_message()


async def test_the_steps_of_a_batch_are_in_the_log_in_their_order(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot.delivery.steps")
    await post.house.file(post.house.BID)
    await post.is_settled()
    await post.house.discord.settled()
    steps = [record.message.split()[0] for record in caplog.records if record.name == "bot.delivery.steps"]
    assert steps == ["taken", "paced", "sent", "recorded"]
