from typing import TYPE_CHECKING, Any

import discord
import pytest

if TYPE_CHECKING:
    from tests.bot.localdiscord.conftest import Stage


async def test_the_system_channel_is_told_on_starting_and_on_every_change(stage: "Stage") -> None:
    updates = stage.guild.add_channel("updates")
    stage.guild.set_system_channel(stage.news)
    client = stage.new_client()
    changes: list[Any] = []

    async def on_guild_update(before: discord.Guild, after: discord.Guild) -> None:
        changes.append((before.system_channel, after.system_channel))

    client.event(on_guild_update)
    await stage.start(client)
    guild = client.guilds[0]
    assert guild.system_channel is not None
    assert (guild.system_channel.name, guild.public_updates_channel) == ("transfer-news", None)
    stage.guild.set_public_updates_channel(updates)
    stage.guild.set_system_channel(None)
    await stage.local.settled()
    assert guild.public_updates_channel is not None
    assert guild.public_updates_channel.name == "updates"
    assert guild.system_channel is None
    assert len(changes) == 2
    assert [channel.name for channel in guild.text_channels] == ["transfer-news", "updates"]


async def test_a_system_channel_that_is_deleted_is_one_no_more(stage: "Stage") -> None:
    stage.guild.set_system_channel(stage.news)
    stage.guild.set_public_updates_channel(stage.news)
    client = await stage.start(stage.new_client())
    stage.news.delete()
    await stage.local.settled()
    guild = await client.fetch_guild(stage.guild.id, with_counts=False)
    assert (guild._system_channel_id, guild._public_updates_channel_id) == (None, None)  # pyright: ignore[reportPrivateUsage] - the properties look into the cache


async def test_a_member_who_closes_direct_messages_gets_none_until_they_are_opened(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    user = await client.fetch_user(stage.alice.id)
    stage.alice.close_dms()
    channel = await user.create_dm()
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("psst")
    assert refused.value.code == 50007
    assert stage.alice.dms.messages == []
    stage.alice.open_dms()
    await channel.send("hello")
    assert [message.content for message in stage.alice.dms.from_bot()] == ["hello"]


async def test_a_silent_message_says_so_and_mentions_as_ever(stage: "Stage") -> None:
    fans = stage.guild.add_role("Fans", mentionable=True)
    client = await stage.start(stage.new_client())
    channel = client.get_channel(stage.news.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.send(f"<@&{fans.id}> {stage.alice.mention}", silent=True)
    await channel.send("loud", allowed_mentions=discord.AllowedMentions.none())
    quiet, loud = stage.news.messages
    assert (quiet.silent, loud.silent) == (True, False)
    assert quiet.mention_roles == [fans.id]
    assert quiet.mentions == [stage.alice.user]
