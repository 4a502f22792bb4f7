"""What is changed in messages that stand, and who is called by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import deeds, mending
from bot.localdiscord import ServerError
from bot.localdiscord.responses import message_words
from bot.model import Actor
from bot.subscription import Mode, Rules

if TYPE_CHECKING:
    from bot.localdiscord import Message
    from tests.bot.delivery.conftest import Post


def text(message: Message) -> str:
    return "\n".join(message_words(message))


def boss(post: Post) -> Actor:
    return Actor(post.house.boss.id, post.house.guild.id, is_admin=True)


async def posted(post: Post) -> Message:
    await post.house.file(post.house.BID)
    message = await post.house.news.next_message()
    await post.is_settled()
    return message


async def retract(post: Post) -> int:
    """Take back what the message tells; the number of the deed."""
    house = post.house
    (name,) = await house.store.player_names(house.guild.id)
    file = await house.store.player_file(house.guild.id, name.id)
    assert file is not None
    done = await mending.retract(house.store, boss(post), "almeida", file.rumours[0].id, house.clock())
    house.bot.dispatcher.wake()
    return done.id


async def test_a_report_that_is_taken_back_strikes_the_alert_and_rings_no_phone(post: Post) -> None:
    message = await posted(post)
    await retract(post)
    await post.house.discord.until(lambda: message.edited)
    assert "~~" in message.embeds[0]["title"]
    assert "took the report back" in text(message)
    (edit,) = post.tries(post.house.news, "PATCH")
    assert edit.body["allowed_mentions"]["parse"] == []
    assert not edit.body["allowed_mentions"].get("roles")


async def test_an_alert_stands_again_as_it_was_when_the_taking_back_is_undone(post: Post) -> None:
    message = await posted(post)
    before = message.embeds
    number = await retract(post)
    await post.house.discord.until(lambda: message.edited)
    await deeds.undo(post.house.store, boss(post), number, post.house.clock())
    post.house.bot.dispatcher.wake()
    await post.house.discord.until(lambda: message.embeds == before)


async def test_a_change_that_fails_is_made_later(post: Post) -> None:
    message = await posted(post)
    post.house.discord.faults.add(ServerError(503), method="PATCH", path="/channels/*/messages/*")
    await retract(post)
    await post.house.until(lambda: post.house.bot.dispatcher.meter.retries)
    assert message.edited is None
    await post.put_forward()
    await post.house.discord.until(lambda: message.edited)


async def test_a_message_that_somebody_deleted_is_left_alone_and_its_channel_stays(post: Post) -> None:
    message = await posted(post)
    post.house.boss.delete(message)
    await retract(post)
    await post.house.discord.until(lambda: post.tries(post.house.news, "PATCH"))
    await post.put_forward()
    await post.house.discord.settled()
    assert len(post.tries(post.house.news, "PATCH")) == 1
    (one,) = await post.house.store.subscriptions(post.house.guild.id)
    assert one.disabled_because is None


async def test_who_says_the_same_later_is_edited_into_the_alert_once_and_rings_no_phone(post: Post) -> None:
    message = await posted(post)
    house = post.house
    for outlet in ("Goal", "The Athletic"):
        await house.file(
            f"Everton had a £20m bid for Brentford midfielder Joao Almeida rejected, according to {outlet}."
        )
    assert message.edited is None
    await post.put_forward(40)
    await house.discord.until(lambda: message.edited)
    assert "also: Goal, The Athletic" in text(message)
    assert len(house.news.from_bot()) == 1
    assert len(post.tries(house.news, "PATCH")) == 1


async def test_the_role_of_a_subscription_is_mentioned_and_no_other(post: Post) -> None:
    house = post.house
    role = house.guild.add_role("Transfer fans", mentionable=True)
    other = house.guild.add_role("Everyone else", mentionable=True)
    await post.subscribe(house.news, Rules(role_id=role.id))
    await house.file(f"<@&{other.id}> @everyone {house.BID}")
    message = await house.news.next_message()
    assert (message.mention_roles, message.mention_everyone, message.mentions) == ([role.id], False, [])


@pytest.mark.parametrize(("mode", "is_silent"), [(Mode.INSTANT, False), (Mode.SILENT, True)])
async def test_a_silent_subscription_makes_no_phone_ring(post: Post, mode: Mode, *, is_silent: bool) -> None:
    await post.subscribe(post.house.news, Rules(mode=mode))
    assert (await posted(post)).silent is is_silent


async def test_in_a_daily_digest_the_news_of_the_day_come_together_in_the_morning(post: Post) -> None:
    house = post.house
    await post.subscribe(house.news, Rules(mode=Mode.DAILY))
    await house.file(house.BID)
    await house.file(house.INTEREST)
    await house.news.stays_quiet()
    await post.put_forward(24 * 3600)
    digest = await house.news.next_message()
    assert "Almeida" in text(digest)
    assert "Silvetti" in text(digest)
    assert len(house.news.from_bot()) == 1
