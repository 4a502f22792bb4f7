"""An earlier try may have arrived: its message is looked for once its nonce may be forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.localdiscord import Dropped
from bot.subscription import Rules, Target

if TYPE_CHECKING:
    from tests.bot.delivery.conftest import Post

EVERYTHING = Target("everything")
HOUR = 3600


async def lost(post: Post, *, arrived: bool, before: int = 0, after: int = 0) -> None:
    """Let an alert have arrived or not, so many messages before and after it, and let its nonce be forgotten."""
    house = post.house
    for number in range(before):
        await house.fan.say(house.news, f"before {number}")
    house.discord.faults.add(Dropped(after_work=arrived), method="POST", path="/channels/*/messages")
    await house.file(house.BID)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    for number in range(after):
        await house.fan.say(house.news, f"after {number}")
    await post.put_forward(HOUR)
    await post.is_settled()


@pytest.mark.parametrize(
    ("before", "after"), [(0, 505), (320, 150)], ids=["soon after it was frozen", "among the newest"]
)
async def test_a_message_is_found_again_under_hundreds_of_others(post: Post, before: int, after: int) -> None:
    await lost(post, arrived=True, before=before, after=after)
    assert len(post.house.news.from_bot()) == 1
    assert post.house.bot.dispatcher.meter.dead == 0


async def test_what_was_looked_for_among_all_that_was_said_and_not_found_is_sent(post: Post) -> None:
    await lost(post, arrived=False, after=405)
    assert len(post.house.news.from_bot()) == 1


async def test_where_too_much_was_said_since_to_look_at_all_of_it_nothing_is_told_twice(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    await lost(post, arrived=True, before=310, after=210)
    assert len(post.house.news.from_bot()) == 1
    assert "it may stand here already" in caplog.text


@pytest.mark.parametrize("is_in_forum", [False, True], ids=["channel", "forum"])
async def test_what_was_added_to_since_it_was_frozen_is_formed_anew_if_it_did_not_arrive(
    post: Post, *, is_in_forum: bool
) -> None:
    house = post.house
    if is_in_forum:
        await house.store.unsubscribe(house.guild.id, house.news.id, EVERYTHING, house.boss.id)
        await post.subscribe(house.guild.add_forum("sagas"), Rules(in_threads=True))
    house.discord.faults.add(Dropped(), method="POST", path="/channels/*")
    await house.file(house.BID)
    await house.until(lambda: house.bot.dispatcher.meter.retries)
    await house.file(
        "Everton had a £20m bid for Brentford midfielder Joao Almeida rejected, according to Goal."
    )
    await post.put_forward(HOUR)
    await post.is_settled()
    (message,) = [sent for sent in house.discord.sent if sent.how == "message"]
    assert "Goal" in str(message.payload["embeds"])
