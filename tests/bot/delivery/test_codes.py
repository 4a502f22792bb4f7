"""What is done about answers that the local Discord does not give: the client is made to raise them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.subscription import Rules
from tests.bot.delivery.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.bot.delivery.conftest import Post


def refusing(status: int, code: int) -> Callable[..., Awaitable[None]]:
    """In place of a method of the client: it is refused."""

    async def refuse(*_: object, **__: object) -> None:
        raise refused(status, code)

    return refuse


async def test_an_alert_that_was_deleted_before_it_was_sent_again_is_taken_for_sent(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.PartialMessageable, "send", refusing(404, 10008))
    await post.house.file(post.house.BID)
    await post.is_settled()
    (told,) = await post.house.store.told(post.house.guild.id, post.house.news.id, 5)
    assert told.state == "sent"


@pytest.mark.parametrize(
    "error",
    [(403, 50013), (403, 50001), (400, 50024), (400, 160006), (400, 30046)],
    ids=["may not", "not seen", "no threads here", "too many threads", "another reason"],
)
async def test_an_alert_whose_thread_cannot_be_made_stands_in_the_channel_itself(
    post: Post, monkeypatch: pytest.MonkeyPatch, error: tuple[int, int]
) -> None:
    house = post.house
    monkeypatch.setattr(discord.PartialMessage, "create_thread", refusing(*error))
    await post.subscribe(house.lounge, Rules(in_threads=True))
    await house.file(house.BID)
    await post.is_settled()
    await house.file(house.FEE_AGREED)
    await post.is_settled()
    assert len(house.lounge.from_bot()) == 2
    (one,) = await house.store.subscriptions(house.guild.id, house.lounge.id)
    assert one.disabled_because is None


async def test_a_thread_that_a_proxy_refuses_is_made_later(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = post.house
    await post.subscribe(house.lounge, Rules(in_threads=True))
    with monkeypatch.context() as refusal:
        refusal.setattr(discord.PartialMessage, "create_thread", refusing(403, 0))
        await house.file(house.BID)
        await post.is_settled()
        await house.file(house.FEE_AGREED)
        await house.until(lambda: house.bot.dispatcher.meter.retries)
    await post.put_forward()
    await post.is_settled()
    (thread,) = house.lounge.threads
    assert (len(house.lounge.from_bot()), len(thread.from_bot())) == (1, 1)
