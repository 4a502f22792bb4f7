import io
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord.ext import commands

from bot.localdiscord import ChannelKind, NotPermittedError, Permission

if TYPE_CHECKING:
    from tests.bot.localdiscord.conftest import Client, NewStage, Stage

Context = commands.Context[Any]


def channel_of(client: "Client", stage: "Stage") -> discord.TextChannel:
    channel = client.get_channel(stage.news.id)
    assert isinstance(channel, discord.TextChannel)
    return channel


async def test_a_prefix_command_is_answered(stage: "Stage") -> None:
    client = stage.new_client()

    @client.command()
    async def status(context: Context, *, player: str) -> None:
        await context.send(f"About {player}.")

    await stage.start(client)
    message = await stage.alice.say(stage.news, "!status van dijk")
    reply = await stage.news.next_message(after=message)
    assert reply.content == "About van dijk."
    assert reply.author is stage.local.bot
    assert stage.local.sent[-1].payload["content"] == "About van dijk."
    assert stage.local.sent[-1].message is reply


async def test_a_mention_and_a_direct_message_are_answered_without_the_intent(stage: "Stage") -> None:
    client = stage.new_client(intents=stage.intents(content=False))

    @client.command()
    async def status(context: Context) -> None:
        await context.send("here")

    await stage.start(client)
    mentioned = await stage.alice.say(stage.news, f"<@{stage.local.bot.id}> status")
    assert (await stage.news.next_message(after=mentioned)).content == "here"
    await stage.alice.dm("!status")
    assert (await stage.alice.dms.next_message()).content == "here"


async def test_nothing_is_missed_between_two_waits_for_the_next_message(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    channel = channel_of(client, stage)
    for number in range(3):
        await channel.send(str(number))
    assert [(await stage.news.next_message()).content for _ in range(3)] == ["0", "1", "2"]


async def test_waiting_for_a_message_that_does_not_come_says_so(stage: "Stage") -> None:
    with pytest.raises(TimeoutError, match="#transfer-news"):
        await stage.news.next_message(timeout=0.01)


async def test_staying_quiet_is_broken_by_any_message(stage: "Stage") -> None:
    client = stage.new_client()

    @client.command()
    async def status(context: Context) -> None:
        await context.send("here")

    await stage.start(client)
    await stage.alice.say(stage.news, "no command")
    await stage.news.stays_quiet()
    await stage.alice.say(stage.news, "!status")
    with pytest.raises(AssertionError, match="here"):
        await stage.news.stays_quiet()


async def test_messages_are_read_changed_and_deleted(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    channel = channel_of(client, stage)
    message = await channel.send("one", embed=discord.Embed(title="Title"))
    await message.edit(content="two")
    assert (await channel.fetch_message(message.id)).content == "two"
    kept = stage.news.messages[-1]
    assert kept.embeds[0]["title"] == "Title"
    assert kept.edited is not None
    await message.delete()
    assert kept.deleted
    with pytest.raises(discord.NotFound) as missing:
        await channel.fetch_message(message.id)
    assert missing.value.code == 10008


async def test_a_channels_history_comes_in_pages(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    said = [await stage.alice.say(stage.news, str(number)) for number in range(120)]
    channel = channel_of(client, stage)
    newest = [message.content async for message in channel.history(limit=110)]
    assert newest == [str(number) for number in range(119, 9, -1)]
    after = [message.content async for message in channel.history(limit=2, after=discord.Object(said[3].id))]
    assert after == ["4", "5"]
    around = [
        message.content async for message in channel.history(limit=3, around=discord.Object(said[7].id))
    ]
    assert sorted(around) == ["6", "7", "8"]


@pytest.mark.parametrize(
    ("permission", "code"),
    [(Permission.SEND_MESSAGES, 50013), (Permission.VIEW_CHANNEL, 50001)],
)
async def test_what_the_bot_may_not_do_is_forbidden(
    stage: "Stage", permission: Permission, code: int
) -> None:
    client = await stage.start(stage.new_client())
    stage.news.deny(stage.guild.bot_role, permission)
    with pytest.raises(discord.Forbidden) as refused:
        await channel_of(client, stage).send("hello")
    assert refused.value.code == code
    assert stage.news.messages == []


async def test_embeds_and_files_need_permissions_of_their_own(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    channel = channel_of(client, stage)
    stage.news.deny(stage.guild.bot_role, Permission.EMBED_LINKS | Permission.ATTACH_FILES)
    with pytest.raises(discord.Forbidden):
        await channel.send(embed=discord.Embed(title="Title"))
    with pytest.raises(discord.Forbidden):
        await channel.send(file=discord.File(io.BytesIO(b"x"), "x.txt"))
    await channel.send("plain words")


async def test_a_deleted_channel_is_unknown(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    channel = channel_of(client, stage)
    stage.news.delete()
    with pytest.raises(discord.NotFound) as missing:
        await channel.send("hello")
    assert missing.value.code == 10003


async def test_somebody_elses_message_can_be_neither_edited_nor_deleted(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    message = await stage.alice.say(stage.news, "mine")
    theirs = channel_of(client, stage).get_partial_message(message.id)
    with pytest.raises(discord.Forbidden) as refused:
        await theirs.edit(content="yours")
    assert refused.value.code == 50005
    with pytest.raises(discord.Forbidden) as refused:
        await theirs.delete()
    assert refused.value.code == 50013


async def test_an_empty_message_and_one_that_is_too_long_are_refused(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    channel = channel_of(client, stage)
    with pytest.raises(discord.HTTPException) as refused:
        await channel.send("   ")
    assert (refused.value.status, refused.value.code) == (400, 50006)
    with pytest.raises(discord.HTTPException) as refused:
        await channel.send("x" * 2001)
    assert refused.value.code == 50035
    assert "Must be 2000 or fewer in length." in str(refused.value)


async def test_an_oversize_embed_is_refused_with_the_field_named(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    with pytest.raises(discord.HTTPException) as refused:
        await channel_of(client, stage).send(embed=discord.Embed(description="x" * 4097))
    assert refused.value.code == 50035
    assert "In embeds.0.description: Must be 4096 or fewer in length." in str(refused.value)


async def test_the_same_nonce_makes_one_message(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    channel = channel_of(client, stage)
    first = await channel.send("once", nonce="n1")
    again = await channel.send("once", nonce="n1")
    assert first.id == again.id
    assert len(stage.news.messages) == 1
    assert len(stage.local.sent) == 1
    stage.local.clock.advance(301)
    assert (await channel.send("once", nonce="n1")).id != first.id


async def test_a_nonce_of_more_than_25_characters_is_refused(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    with pytest.raises(discord.HTTPException) as refused:
        await channel_of(client, stage).send("once", nonce="n" * 26)
    assert refused.value.code == 50035


async def test_a_reply_to_a_message_that_is_gone_is_refused(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    channel = channel_of(client, stage)
    gone = discord.MessageReference(message_id=1, channel_id=channel.id)
    with pytest.raises(discord.HTTPException) as refused:
        await channel.send("hello", reference=gone)
    assert refused.value.code == 50035
    gone.fail_if_not_exists = False
    await channel.send("hello", reference=gone)


async def test_files_are_sent_and_read_back(stage: "Stage") -> None:
    client = stage.new_client()
    read: list[bytes] = []

    async def on_message(message: discord.Message) -> None:
        read.extend([await attachment.read() for attachment in message.attachments])

    client.event(on_message)
    await stage.start(client)
    file = discord.File(io.BytesIO(b"\x89PNG"), "chart.png", description="A chart")
    embed = discord.Embed(title="Chart").set_image(url="attachment://chart.png")
    await channel_of(client, stage).send(file=file, embed=embed)
    message = await stage.news.next_message()
    assert message.attachments[0].content == b"\x89PNG"
    assert message.attachments[0].description == "A chart"
    assert message.embeds[0]["image"]["url"] == message.attachments[0].url
    await stage.alice.say(stage.news, "x" * 2001)
    await stage.local.settled()
    assert read == [b"\x89PNG", b"x" * 2001]
    assert stage.news.messages[-1].attachments[0].filename == "message.txt"


@pytest.mark.parametrize(
    ("allowed", "everyone", "roles", "users"),
    [
        ({}, True, 1, 1),
        ({"allowed_mentions": discord.AllowedMentions.none()}, False, 0, 0),
        ({"allowed_mentions": discord.AllowedMentions(everyone=False, roles=True, users=False)}, False, 1, 0),
    ],
)
async def test_allowed_mentions_decide_who_is_notified(
    stage: "Stage", allowed: dict[str, Any], *, everyone: bool, roles: int, users: int
) -> None:
    client = await stage.start(stage.new_client())
    fans = stage.guild.add_role("Fans", mentionable=True)
    staff = stage.guild.add_role("Staff")
    stage.guild.change_role(stage.guild.bot_role, stage.guild.bot_role.permissions)
    text = f"@everyone <@&{fans.id}> <@&{staff.id}> {stage.alice.mention}"
    channel = channel_of(client, stage)
    await channel.send(text, **allowed)
    message = await stage.news.next_message()
    # Neither @everyone nor a role that is not mentionable can be pinged without MENTION_EVERYONE.
    assert not message.mention_everyone
    assert len(message.mention_roles) == roles
    assert len(message.mentions) == users
    stage.news.allow(stage.guild.bot_role, Permission.MENTION_EVERYONE)
    await channel.send(text, **allowed)
    assert (await stage.news.next_message()).mention_everyone is everyone


async def test_direct_messages_can_be_closed(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    user = await client.fetch_user(stage.alice.id)
    await user.send("hello")
    assert (await stage.alice.dms.next_message()).content == "hello"
    stage.alice.user.accepts_dms = False
    with pytest.raises(discord.Forbidden) as refused:
        await user.send("hello")
    assert refused.value.code == 50007


async def test_somebody_who_shares_no_guild_cannot_be_written_to(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    user = await client.fetch_user(stage.bob.id)
    stage.guild.remove_member(stage.bob)
    with pytest.raises(discord.Forbidden):
        await user.send("hello")


async def test_users_guilds_and_members_can_be_looked_up(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    guild = await client.fetch_guild(stage.guild.id, with_counts=False)
    assert guild.name == "Anfield Chat"
    assert (await guild.fetch_member(stage.alice.id)).name == "alice"
    assert (await client.fetch_channel(stage.news.id)).id == stage.news.id
    with pytest.raises(discord.NotFound) as missing:
        await client.fetch_user(1)
    assert missing.value.code == 10013
    with pytest.raises(discord.NotFound) as missing:
        await client.fetch_guild(1, with_counts=False)
    assert missing.value.code == 10004
    with pytest.raises(discord.NotFound) as missing:
        await guild.fetch_member(1)
    assert missing.value.code == 10007


async def test_a_thread_of_a_message_takes_messages_until_it_is_locked(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    message = await channel_of(client, stage).send("A saga")
    thread = await message.create_thread(name="van Dijk")
    first = await thread.send("in the thread")
    local = stage.local.channel(thread.id)
    assert [one.content for one in local.messages] == ["in the thread"]
    local.archive()
    with pytest.raises(discord.HTTPException) as refused:
        await first.edit(content="late")
    assert refused.value.code == 50083
    await thread.send("this opens it again")
    local.data.locked = True
    with pytest.raises(discord.Forbidden):
        await thread.send("but not when it is locked")


async def test_a_forum_takes_posts_only(stage: "Stage") -> None:
    forum = stage.guild.add_channel("sagas", ChannelKind.FORUM)
    client = await stage.start(stage.new_client())
    channel = client.get_channel(forum.id)
    assert isinstance(channel, discord.ForumChannel)
    post = await channel.create_thread(name="van Dijk", content="The saga")
    assert stage.local.channel(post.thread.id).messages[0].content == "The saga"


async def test_reactions_are_kept(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    message = await channel_of(client, stage).send("hello")
    stage.news.allow(stage.guild.bot_role, Permission.ADD_REACTIONS)
    await message.add_reaction("👍")
    assert stage.news.messages[0].reactions == {"👍": {stage.local.bot.id}}
    assert client.user is not None
    await message.remove_reaction("👍", client.user)
    assert stage.news.messages[0].reactions == {}


async def test_over_rest_content_needs_the_grant_as_well(new_stage: "NewStage") -> None:
    stage = await new_stage(privileged=0)
    client = await stage.start(stage.new_client(intents=stage.intents(content=False)))
    message = await stage.alice.say(stage.news, "a secret")
    assert (await channel_of(client, stage).fetch_message(message.id)).content == ""


async def test_a_layout_of_components_excludes_content(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay("Words"))
    message = await channel_of(client, stage).send(view=view)
    kept = await stage.news.next_message()
    assert kept.components[0]["content"] == "Words"
    with pytest.raises(discord.HTTPException) as refused:
        await message.edit(content="more")
    assert refused.value.code == 50035
    long = discord.ui.LayoutView()
    for _ in range(2):
        long.add_item(discord.ui.TextDisplay("x" * 2001))
    with pytest.raises(discord.HTTPException) as refused:
        await channel_of(client, stage).send(view=long)
    assert "4000" in str(refused.value)


async def test_attachments_are_kept_added_and_taken_away_by_edits(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    message = await channel_of(client, stage).send(file=discord.File(io.BytesIO(b"one"), "one.txt"))
    kept = stage.news.messages[0]
    message = await message.add_files(discord.File(io.BytesIO(b"two"), "two.txt"))
    assert [file.filename for file in kept.attachments] == ["one.txt", "two.txt"]
    message = await message.remove_attachments(message.attachments[0])
    assert [file.content for file in kept.attachments] == [b"two"]
    with pytest.raises(discord.HTTPException) as refused:
        await message.remove_attachments(message.attachments[0])
    assert refused.value.code == 50006


async def test_the_parts_of_a_guild_can_be_fetched_and_the_guild_be_left(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    guild = client.guilds[0]
    assert [channel.name for channel in await guild.fetch_channels()] == ["transfer-news"]
    assert {role.name for role in await guild.fetch_roles()} == {"@everyone", "Sagabot"}
    await guild.leave()
    await stage.local.settled()
    assert not client.guilds
    with pytest.raises(discord.Forbidden) as refused:
        await client.fetch_guild(guild.id, with_counts=False)
    assert refused.value.code == 50001


async def test_bots_cannot_be_written_to(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    with pytest.raises(discord.Forbidden) as refused:
        await client.http.start_private_message(stage.local.bot.id)
    assert refused.value.code == 50007


async def test_without_reading_the_history_there_is_none_and_no_reply(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    channel = channel_of(client, stage)
    message = await stage.alice.say(stage.news, "hello")
    stage.news.deny(stage.guild.bot_role, Permission.READ_MESSAGE_HISTORY)
    assert [one async for one in channel.history()] == []
    with pytest.raises(discord.HTTPException) as refused:
        await channel.send(
            "hello", reference=discord.MessageReference(message_id=message.id, channel_id=channel.id)
        )
    assert refused.value.code == 160002


async def test_a_reply_notifies_its_author_if_it_is_let(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    channel = channel_of(client, stage)
    message = await stage.alice.say(stage.news, "hello")
    partial = channel.get_partial_message(message.id)
    await partial.reply("yes")
    await partial.reply("no", mention_author=False)
    loud, quiet = stage.news.from_bot()
    assert [user.name for user in loud.mentions] == ["alice"]
    assert quiet.mentions == []


async def test_threads_without_a_message_are_renamed_archived_and_found(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    channel = channel_of(client, stage)
    thread = await channel.create_thread(name="Saga", type=discord.ChannelType.public_thread)
    await thread.edit(name="The saga", archived=True)
    kept = stage.local.channel(thread.id)
    assert (kept.name, kept.data.archived) == ("The saga", True)
    carol = stage.guild.add_member("carol")
    await carol.say(kept, "this opens it again")
    assert not kept.data.archived
    kept.delete()
    with pytest.raises(discord.NotFound):
        await thread.send("gone")
    with pytest.raises(discord.HTTPException) as refused:
        await channel.edit(name="renamed")
    assert refused.value.code == 50024


async def test_a_message_has_one_thread(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    message = await channel_of(client, stage).send("A saga")
    await message.create_thread(name="one")
    with pytest.raises(discord.HTTPException) as refused:
        await message.create_thread(name="two")
    assert refused.value.code == 160004
    with pytest.raises(discord.HTTPException) as refused:
        await channel_of(client, stage).create_thread(name="x" * 101, type=discord.ChannelType.public_thread)
    assert refused.value.code == 50035


async def test_typing_needs_the_right_to_send(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    channel = channel_of(client, stage)
    await channel.typing()
    stage.news.deny(stage.guild.bot_role, Permission.SEND_MESSAGES)
    with pytest.raises(discord.Forbidden):
        await channel.typing()


async def test_edits_and_deletions_by_people_are_told(stage: "Stage") -> None:
    client = stage.new_client()
    told: list[str] = []

    async def on_raw_message_edit(event: discord.RawMessageUpdateEvent) -> None:
        told.append(event.message.content)

    async def on_raw_message_delete(event: discord.RawMessageDeleteEvent) -> None:
        told.append(f"deleted {event.message_id}")

    client.event(on_raw_message_edit)
    client.event(on_raw_message_delete)
    await stage.start(client)
    message = await stage.alice.say(stage.news, "one")
    stage.alice.edit(message, "two")
    stage.alice.delete(message)
    await stage.local.settled()
    assert told == ["two", f"deleted {message.id}"]


async def test_people_cannot_write_where_they_may_not(stage: "Stage") -> None:
    stage.news.deny(stage.guild.everyone, Permission.SEND_MESSAGES)
    with pytest.raises(NotPermittedError):
        await stage.alice.say(stage.news, "hello")
    assert repr(stage.alice) == "<LocalMember alice>"
    assert repr(stage.news) == "<LocalChannel transfer-news>"


async def test_an_id_that_is_none_is_refused(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    with pytest.raises(discord.HTTPException) as refused:
        await client.http.get_user("nobody")
    assert refused.value.code == 50035
    with pytest.raises(discord.HTTPException) as refused:
        await client.http.logs_from(stage.news.id, 101)
    assert refused.value.code == 50035
