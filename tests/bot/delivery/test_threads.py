"""A thread, or a post of a forum, for each saga."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.delivery.outcomes import CLOSED
from bot.localdiscord import Dropped, LocalChannel, Permission, ServerError
from bot.subscription import Rules

if TYPE_CHECKING:
    from tests.bot.delivery.conftest import Post

RULES = Rules(in_threads=True)
HOUR = 3600


@pytest.fixture
async def forum(post: Post) -> LocalChannel:
    """A forum with a tag for each of two stages, that gets alerts of everything, a post for each saga."""
    made = post.house.guild.add_forum("sagas", tags=("Bid rejected", "Fee agreed"))
    await post.subscribe(made, RULES)
    return made


async def thread_of(post: Post, channel: LocalChannel, number: int = 0) -> LocalChannel:
    await post.is_settled()
    await post.house.discord.until(lambda: len(channel.threads) > number)
    return channel.threads[number]


async def test_the_first_alert_of_a_saga_begins_a_thread_and_the_next_stand_in_it(post: Post) -> None:
    house = post.house
    await post.subscribe(house.lounge, RULES)
    await house.file(house.BID)
    thread = await thread_of(post, house.lounge)
    assert thread.name == "Joao Almeida · Brentford"
    assert (len(house.lounge.from_bot()), len(thread.from_bot())) == (1, 0)
    await house.file(house.FEE_AGREED)
    await thread.next_message()
    await house.file(house.INTEREST)
    await post.is_settled()
    assert len(house.lounge.from_bot()) == 2
    assert len(house.lounge.threads) == 2


async def test_a_thread_that_could_not_be_begun_is_begun_with_the_next_alert(post: Post) -> None:
    house = post.house
    await post.subscribe(house.lounge, RULES)
    house.discord.faults.add(ServerError(503), method="POST", path="/channels/*/messages/*/threads")
    await house.file(house.BID)
    await post.is_settled()
    assert not house.lounge.threads
    await house.file(house.FEE_AGREED)
    thread = await thread_of(post, house.lounge)
    await thread.next_message()
    assert len(house.lounge.from_bot()) == 1


async def test_a_thread_that_was_deleted_is_made_anew(post: Post) -> None:
    house = post.house
    await post.subscribe(house.lounge, RULES)
    await house.file(house.BID)
    (await thread_of(post, house.lounge)).delete()
    await house.file(house.FEE_AGREED)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    await post.put_forward()
    await post.is_settled()
    assert len(house.lounge.from_bot()) == 2
    assert len(house.lounge.threads) == 1
    (one,) = await house.store.subscriptions(house.guild.id, house.lounge.id)
    assert one.disabled_because is None


async def test_a_saga_whose_first_alert_was_deleted_before_it_had_a_thread_begins_anew(post: Post) -> None:
    house = post.house
    await post.subscribe(house.lounge, RULES)
    house.discord.faults.add(ServerError(503), method="POST", path="/channels/*/messages/*/threads")
    await house.file(house.BID)
    await post.is_settled()
    house.boss.delete(house.lounge.from_bot()[0])
    await house.file(house.FEE_AGREED)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    await post.put_forward()
    await post.is_settled()
    (message,) = house.lounge.from_bot()
    assert "agreed" in message.embeds[0]["title"]
    assert len(house.lounge.threads) == 1


async def test_an_archived_thread_is_written_into_all_the_same(post: Post) -> None:
    house = post.house
    await post.subscribe(house.lounge, RULES)
    await house.file(house.BID)
    thread = await thread_of(post, house.lounge)
    thread.archive()
    await house.file(house.FEE_AGREED)
    await thread.next_message()


async def test_in_a_forum_each_saga_has_a_post_with_its_stage_as_tag(post: Post, forum: LocalChannel) -> None:
    house = post.house
    await house.file(house.BID)
    thread = await thread_of(post, forum)
    assert (thread.name, thread.applied_tags) == ("Joao Almeida · Brentford", ["Bid rejected"])
    assert len(thread.from_bot()) == 1
    await house.file(house.FEE_AGREED)
    await post.is_settled()
    assert (len(thread.from_bot()), thread.applied_tags) == (2, ["Fee agreed"])
    assert len(forum.threads) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Dropped(after_work=True),
        *(ServerError(status, after_work=True) for status in (500, 502, 503, 504, 524)),
    ],
    ids=repr,
)
async def test_a_post_of_a_forum_that_was_made_though_the_answer_was_lost_is_not_made_twice(
    post: Post, forum: LocalChannel, fault: Dropped | ServerError
) -> None:
    house = post.house
    house.discord.faults.add(fault, method="POST", path=f"/channels/{forum.id}/threads")
    await house.file(house.BID)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    await post.put_forward()
    await post.is_settled()
    assert [len(thread.from_bot()) for thread in forum.threads] == [1]


async def test_a_forum_that_lets_the_bot_post_nothing_is_given_up(post: Post, forum: LocalChannel) -> None:
    house = post.house
    forum.deny(house.guild.bot_role, Permission.SEND_MESSAGES)
    await house.file(house.BID)
    await post.is_settled()
    (one,) = await house.store.subscriptions(house.guild.id, forum.id)
    assert one.disabled_because == "the bot may not send messages in the channel"


async def test_a_forum_without_a_tag_for_the_stage_has_posts_without_one(post: Post) -> None:
    house = post.house
    bare = house.guild.add_forum("bare", tags=("Done",))
    await post.subscribe(bare, RULES)
    await house.file(house.BID)
    assert (await thread_of(post, bare)).applied_tags == []
    await house.file(house.FEE_AGREED)
    await post.is_settled()
    assert len(bare.threads[0].from_bot()) == 2


async def test_of_a_post_whose_first_message_is_gone_no_other_alert_is_taken_for_sent(
    post: Post, forum: LocalChannel
) -> None:
    house = post.house
    await house.file(house.BID)
    thread = await thread_of(post, forum)
    house.discord.faults.add(ServerError(503), method="POST", path=f"/channels/{forum.id}/threads")
    await house.file(house.INTEREST)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    house.boss.delete(thread.from_bot()[0])
    await post.put_forward()
    await post.is_settled()
    assert len(forum.threads) == 2


async def test_a_thread_that_was_deleted_while_its_alert_waited_does_not_switch_off_its_channel(
    post: Post,
) -> None:
    house = post.house
    await post.subscribe(house.lounge, RULES)
    await house.file(house.BID)
    thread = await thread_of(post, house.lounge)
    house.discord.faults.add(ServerError(503), method="POST", path=f"/channels/{thread.id}/messages")
    await house.file(house.FEE_AGREED)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    thread.delete()
    await post.put_forward(HOUR)
    await house.until(lambda: house.bot.dispatcher.meter.retries == 2)
    await post.put_forward()
    await post.is_settled()
    assert len(house.lounge.from_bot()) == 2
    assert await reasons(post, house.lounge) == [None]


async def test_what_got_into_a_thread_before_it_was_locked_is_not_told_once_more(post: Post) -> None:
    house = post.house
    await post.subscribe(house.lounge, RULES)
    await house.file(house.BID)
    thread = await thread_of(post, house.lounge)
    house.discord.faults.add(Dropped(after_work=True), method="POST", path=f"/channels/{thread.id}/messages")
    await house.file(house.FEE_AGREED)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    thread.lock()
    await post.put_forward(60)
    await post.is_settled()
    assert (len(house.lounge.from_bot()), len(thread.from_bot())) == (1, 1)


@pytest.mark.parametrize("denied", [Permission.CREATE_PUBLIC_THREADS, Permission.SEND_MESSAGES_IN_THREADS])
async def test_where_the_bot_may_not_use_threads_alerts_stand_in_the_channel_itself(
    post: Post, denied: Permission
) -> None:
    house = post.house
    await post.subscribe(house.lounge, RULES)
    house.lounge.deny(house.guild.bot_role, denied)
    await house.file(house.BID)
    await post.is_settled()
    await house.file(house.FEE_AGREED)
    await post.is_settled()
    assert len(house.lounge.from_bot()) == 2
    assert await reasons(post, house.lounge) == [None]


@pytest.mark.parametrize(
    ("offered", "moderated", "given"),
    [
        (("Done", "Late"), (), ["Done"]),
        (("Late",), ("Done",), ["Late"]),
        (("Late",), ("Bid rejected",), ["Late"]),
    ],
)
async def test_a_forum_that_asks_for_a_tag_gets_its_first_one_that_the_bot_may_give(
    post: Post, offered: tuple[str, ...], moderated: tuple[str, ...], given: list[str]
) -> None:
    house = post.house
    strict = house.guild.add_forum("strict", tags=offered, moderated=moderated, require_tag=True)
    await post.subscribe(strict, RULES)
    await house.file(house.BID)
    assert (await thread_of(post, strict)).applied_tags == given


async def test_a_forum_that_asks_for_a_tag_and_has_none_for_the_bot_is_given_up_with_the_reason(
    post: Post,
) -> None:
    house = post.house
    strict = house.guild.add_forum("strict", moderated=("Done",), require_tag=True)
    await post.subscribe(strict, RULES)
    await house.file(house.BID)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    await post.put_forward()
    await post.is_settled()
    assert await reasons(post, strict) == [CLOSED[40067]]


async def test_a_forum_where_embeds_are_not_allowed_gets_plain_text(post: Post, forum: LocalChannel) -> None:
    house = post.house
    forum.deny(house.guild.bot_role, Permission.EMBED_LINKS)
    await house.file(house.BID)
    (message,) = (await thread_of(post, forum)).from_bot()
    assert not message.embeds
    assert "Joao Almeida" in message.content


async def test_a_post_that_was_archived_before_it_was_looked_for_is_found(
    post: Post, forum: LocalChannel
) -> None:
    house = post.house
    house.discord.faults.add(Dropped(after_work=True), method="POST", path=f"/channels/{forum.id}/threads")
    await house.file(house.BID)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    forum.threads[0].archive()
    await post.put_forward()
    await post.is_settled()
    assert len(forum.threads) == 1


async def test_where_the_bot_may_not_look_for_a_post_it_is_not_made_twice(
    post: Post, forum: LocalChannel
) -> None:
    house = post.house
    forum.deny(house.guild.bot_role, Permission.READ_MESSAGE_HISTORY)
    house.discord.faults.add(Dropped(after_work=True), method="POST", path=f"/channels/{forum.id}/threads")
    await house.file(house.BID)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    await post.put_forward()
    await post.is_settled()
    assert len(forum.threads) == 1
    assert await reasons(post, forum) == [None]


async def reasons(post: Post, channel: LocalChannel) -> list[str | None]:
    """Why the subscriptions of a channel are switched off; None for one that is not."""
    return [
        one.disabled_because for one in await post.house.store.subscriptions(post.house.guild.id, channel.id)
    ]
