"""What is done about answers that the local Discord does not give: the client is made to raise them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from tests.bot.delivery.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import pytest

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
