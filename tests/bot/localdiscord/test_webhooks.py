"""A webhook's message is as Discord sends one: by nobody who is a member, with the webhook's number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.localdiscord.webhooks import LocalWebhook

if TYPE_CHECKING:
    from tests.bot.localdiscord.conftest import Stage


async def test_a_webhook_writes_under_a_name_and_is_no_member(stage: Stage) -> None:
    heard: list[discord.Message] = []
    client = stage.new_client()

    async def on_message(message: discord.Message) -> None:
        heard.append(message)

    client.event(on_message)
    await stage.start(client)
    hook = LocalWebhook(stage.local, stage.news, "Mirror")
    hook.say("one")
    hook.say(f"two {stage.alice.mention} @everyone", "Karl Moss")
    await stage.local.settled()
    assert [one.author.name for one in heard] == ["Mirror", "Karl Moss"]
    assert {one.webhook_id for one in heard} == {one.author.id for one in heard} == {hook.id}
    assert not any(isinstance(one.author, discord.Member) for one in heard)
    assert all(one.author.bot for one in heard)
    assert [user.id for user in heard[1].mentions] == [stage.alice.id]
    assert not heard[1].mention_everyone
