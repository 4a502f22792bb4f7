from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.localdiscord import NotPermittedError, Permission
from bot.localdiscord.payloads import guild_payload

if TYPE_CHECKING:
    from bot.localdiscord import LocalChannel
    from tests.bot.localdiscord.conftest import Client, Stage

TAGS = ("Talks", "Bid", "Agreed", "Medical", "Done", "Collapsed")


class Forum:
    """A forum with tags, as the test sees it (``local``) and as the client does (``channel``)."""

    def __init__(self, local: "LocalChannel", channel: discord.ForumChannel, client: "Client") -> None:
        self.local = local
        self.channel = channel
        self.client = client

    def tag(self, name: str) -> discord.ForumTag:
        return next(tag for tag in self.channel.available_tags if tag.name == name)

    async def post(self, name: str = "van Dijk", **options: Any) -> discord.Thread:
        return (await self.channel.create_thread(name=name, content="The saga", **options)).thread


async def forum(stage: "Stage", **options: Any) -> Forum:
    local = stage.guild.add_forum("sagas", TAGS, **options)
    client = await stage.start(stage.new_client())
    channel = client.get_channel(local.id)
    assert isinstance(channel, discord.ForumChannel)
    return Forum(local, channel, client)


async def test_a_post_has_tags_embeds_buttons_and_the_id_of_its_first_message(stage: "Stage") -> None:
    sagas = await forum(stage)
    view = discord.ui.View()
    view.add_item(discord.ui.Button[discord.ui.View](label="Details", custom_id="details"))
    thread, message = await sagas.channel.create_thread(
        name="van Dijk",
        embeds=[discord.Embed(title="A bid")],
        view=view,
        content=stage.alice.mention,
        applied_tags=[sagas.tag("Bid"), sagas.tag("Talks")],
        allowed_mentions=discord.AllowedMentions.none(),
    )
    assert message.id == thread.id
    (post,) = sagas.local.threads
    assert post.applied_tags == ["Bid", "Talks"]
    (first,) = post.messages
    assert [embed["title"] for embed in first.embeds] == ["A bid"]
    assert first.components
    assert first.mentions == []
    assert [tag.name for tag in thread.applied_tags] == ["Bid", "Talks"]
    assert stage.local.sent[-1].message is first


async def test_a_new_post_is_told_to_the_client_as_new(stage: "Stage") -> None:
    sagas = await forum(stage)
    created = stage.hears(sagas.client, "thread_create")
    await sagas.post()
    await stage.local.settled()
    assert [thread.name for thread in created] == ["van Dijk"]


async def test_a_post_has_at_most_five_tags_of_its_own_forum(stage: "Stage") -> None:
    sagas = await forum(stage)
    post = await sagas.post(applied_tags=sagas.channel.available_tags[:5])
    for tags in (sagas.channel.available_tags[:6], [discord.Object(1)]):
        with pytest.raises(discord.HTTPException) as refused:
            await post.edit(applied_tags=tags)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] - no tag of the forum
        assert refused.value.code == 50035
    assert len(sagas.local.threads[0].applied_tags) == 5
    with pytest.raises(discord.HTTPException) as refused:
        await sagas.post(applied_tags=sagas.channel.available_tags[:6])
    assert refused.value.code == 50035
    assert len(sagas.local.threads) == 1


async def test_a_forum_may_insist_on_a_tag(stage: "Stage") -> None:
    sagas = await forum(stage, require_tag=True)
    assert sagas.channel.flags.require_tag
    with pytest.raises(discord.HTTPException) as refused:
        await sagas.post()
    assert refused.value.code == 40067
    await sagas.post(applied_tags=[sagas.tag("Bid")])


async def test_moderated_tags_are_for_those_who_manage_threads(stage: "Stage") -> None:
    sagas = await forum(stage, moderated=["Confirmed"])
    post = await sagas.post()
    with pytest.raises(discord.Forbidden):
        await post.edit(applied_tags=[sagas.tag("Confirmed")])
    sagas.local.allow(stage.guild.bot_role, Permission.MANAGE_THREADS)
    await post.edit(applied_tags=[sagas.tag("Confirmed")])
    assert sagas.local.threads[0].applied_tags == ["Confirmed"]


def test_a_forum_has_at_most_twenty_tags_of_twenty_characters(stage: "Stage") -> None:
    stage.guild.add_forum("full", [str(number) for number in range(20)])
    with pytest.raises(ValueError, match="at most 20"):
        stage.guild.add_forum("too full", [str(number) for number in range(21)])
    with pytest.raises(ValueError, match="20 characters"):
        stage.guild.add_forum("too long", ["x" * 21])


async def test_tags_and_names_of_a_post_are_changed(stage: "Stage") -> None:
    sagas = await forum(stage)
    post = await sagas.post(applied_tags=[sagas.tag("Bid")])
    await post.edit(applied_tags=[sagas.tag("Done")], name="van Dijk has signed", auto_archive_duration=60)
    (local,) = sagas.local.threads
    assert (local.name, local.applied_tags, local.data.auto_archive) == ("van Dijk has signed", ["Done"], 60)
    with pytest.raises(discord.HTTPException) as refused:
        await sagas.client.http.edit_channel(post.id, auto_archive_duration=61)
    assert refused.value.code == 50035


async def test_an_archived_post_is_changed_only_by_opening_it(stage: "Stage") -> None:
    sagas = await forum(stage)
    post = await sagas.post()
    await post.edit(archived=True)
    with pytest.raises(discord.HTTPException) as refused:
        await post.edit(name="new")
    assert refused.value.code == 50083
    await post.edit(archived=False, name="new")
    assert (sagas.local.threads[0].archived, sagas.local.threads[0].name) == (False, "new")


async def test_a_message_opens_an_archived_post_and_the_client_is_told(stage: "Stage") -> None:
    sagas = await forum(stage)
    post = await sagas.post()
    sagas.local.threads[0].archive()
    await stage.local.settled()
    assert stage.local.channel(post.id).archived
    assert sagas.client.guilds[0].get_thread(post.id) is None
    await post.send("news")
    await stage.local.settled()
    assert not stage.local.channel(post.id).archived


async def test_nobody_writes_or_edits_in_a_locked_post_but_those_who_manage_threads(stage: "Stage") -> None:
    sagas = await forum(stage)
    post = await sagas.post()
    message = await post.send("one")
    local = sagas.local.threads[0]
    local.lock()
    with pytest.raises(discord.Forbidden) as refused:
        await post.send("two")
    assert refused.value.code == 50083
    for change in (message.edit(content="changed"), post.edit(name="changed"), post.edit(locked=False)):
        with pytest.raises(discord.Forbidden):
            await change
    sagas.local.allow(stage.guild.bot_role, Permission.MANAGE_THREADS)
    await post.send("two")
    await post.edit(locked=False)
    assert not local.data.locked


async def test_another_ones_thread_may_be_opened_but_not_changed(stage: "Stage") -> None:
    sagas = await forum(stage)
    post = await sagas.post()
    local = sagas.local.threads[0]
    local.data.owner_id = stage.alice.id
    with pytest.raises(discord.Forbidden):
        await post.edit(name="mine now")
    local.archive()
    await post.edit(archived=False)
    local.archive()
    local.unarchive()
    assert not local.archived


async def test_active_threads_are_those_that_are_open_and_seen_newest_first(stage: "Stage") -> None:
    sagas = await forum(stage)
    hidden = stage.guild.add_forum("hidden")
    await stage.local.settled()
    elsewhere = sagas.client.get_channel(hidden.id)
    assert isinstance(elsewhere, discord.ForumChannel)
    await elsewhere.create_thread(name="hidden", content="x")
    stage.hide(hidden)
    for name in ("one", "two", "three"):
        await sagas.post(name)
    sagas.local.threads[1].archive()
    active = await sagas.client.guilds[0].active_threads()
    assert [thread.name for thread in active] == ["three", "one"]
    assert all(thread.me is not None or thread.owner_id == stage.local.bot.id for thread in active)


async def test_archived_threads_come_in_pages_the_last_archived_first(stage: "Stage") -> None:
    sagas = await forum(stage)
    for name in ("one", "two", "three", "four"):
        await sagas.post(name)
    for index in (2, 0, 3):
        stage.local.clock.advance(60)
        sagas.local.threads[index].archive()
    archived = [thread.name async for thread in sagas.channel.archived_threads(limit=None)]
    assert archived == ["four", "one", "three"]
    page: Any = await sagas.client.http.get_public_archived_threads(sagas.channel.id, limit=2)
    assert ([thread["name"] for thread in page["threads"]], page["has_more"]) == (["four", "one"], True)
    before = page["threads"][-1]["thread_metadata"]["archive_timestamp"]
    rest: Any = await sagas.client.http.get_public_archived_threads(sagas.channel.id, before, 2)
    assert ([thread["name"] for thread in rest["threads"]], rest["has_more"]) == (["three"], False)
    with pytest.raises(discord.HTTPException) as refused:
        await sagas.client.http.get_public_archived_threads(sagas.channel.id, limit=1)
    assert refused.value.code == 50035


async def test_archived_threads_are_for_those_who_read_the_history(stage: "Stage") -> None:
    sagas = await forum(stage)
    sagas.local.deny(stage.guild.bot_role, Permission.READ_MESSAGE_HISTORY)
    with pytest.raises(discord.Forbidden):
        _ = [thread async for thread in sagas.channel.archived_threads()]
    post = await sagas.post()
    with pytest.raises(discord.HTTPException) as refused:
        await sagas.client.http.get_public_archived_threads(post.id)
    assert refused.value.code == 50024


async def test_a_thread_hangs_on_its_message(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    channel = client.get_channel(stage.news.id)
    assert isinstance(channel, discord.TextChannel)
    created = stage.hears(client, "thread_create")
    message = await channel.send("A saga")
    thread = await message.create_thread(name="van Dijk")
    await stage.local.settled()
    assert thread.id == message.id
    assert [one.id for one in created] == [thread.id]
    again = await channel.fetch_message(message.id)
    assert again.flags.has_thread
    assert again.thread is not None
    assert [one.name for one in stage.news.threads] == ["van Dijk"]


async def test_members_do_not_write_in_a_locked_post_either(stage: "Stage") -> None:
    sagas = await forum(stage)
    await sagas.post()
    (post,) = sagas.local.threads
    post.lock()
    with pytest.raises(NotPermittedError):
        await stage.alice.say(post, "may I?")
    await stage.guild.owner.say(post, "I may")


async def test_on_starting_a_client_is_told_of_the_open_threads_that_it_sees(stage: "Stage") -> None:
    sagas = await forum(stage)
    open_one, archived = await sagas.post("open"), await sagas.post("archived")
    stage.local.channel(archived.id).archive()
    world = stage.local.state.world
    assert [int(one["id"]) for one in guild_payload(stage.guild.data, world)["threads"]] == [open_one.id]
    stage.hide(sagas.local)
    assert guild_payload(stage.guild.data, world)["threads"] == []


async def test_a_deleted_post_is_an_unknown_channel_and_so_is_one_whose_forum_went(stage: "Stage") -> None:
    sagas = await forum(stage)
    first, second = await sagas.post("one"), await sagas.post("two")
    with pytest.raises(discord.Forbidden):
        await first.delete()
    sagas.local.allow(stage.guild.bot_role, Permission.MANAGE_THREADS)
    await first.delete()
    sagas.local.delete()
    for post in (first, second):
        with pytest.raises(discord.NotFound) as missing:
            await post.send("gone")
        assert missing.value.code == 10003


async def test_a_channel_is_not_deleted_as_a_thread_is(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    with pytest.raises(discord.HTTPException) as refused:
        await client.http.delete_channel(stage.news.id)
    assert refused.value.code == 50024


async def test_posting_needs_the_rights_of_any_message(stage: "Stage") -> None:
    sagas = await forum(stage)
    sagas.local.deny(stage.guild.bot_role, Permission.EMBED_LINKS)
    with pytest.raises(discord.Forbidden):
        await sagas.channel.create_thread(name="van Dijk", embed=discord.Embed(title="A bid"))
    sagas.local.deny(stage.guild.bot_role, Permission.SEND_MESSAGES)
    with pytest.raises(discord.Forbidden):
        await sagas.post()
    assert sagas.local.threads == []
