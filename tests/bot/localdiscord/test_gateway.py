import contextlib
import json
import zlib
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import pytest

from bot.localdiscord import Intent, LocalDiscord

if TYPE_CHECKING:
    from tests.bot.localdiscord.conftest import NewStage, Stage


async def test_a_client_logs_in_and_knows_its_guilds(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    assert client.user is not None
    assert client.user.name == "Sagabot"
    assert [guild.name for guild in client.guilds] == ["Anfield Chat"]
    assert [channel.name for channel in client.guilds[0].text_channels] == ["transfer-news"]
    assert client.guilds[0].me.guild_permissions.send_messages
    assert not client.guilds[0].me.guild_permissions.manage_messages


async def test_a_wrong_token_is_refused_at_login(stage: "Stage") -> None:
    async with stage.new_client() as client:
        with pytest.raises(discord.LoginFailure):
            await client.login("not.the.token")


async def test_an_intent_that_was_not_granted_ends_the_start(new_stage: "NewStage") -> None:
    stage = await new_stage(privileged=0)
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await stage.start(stage.new_client(), sync=False)


async def test_without_the_intent_content_is_empty_but_for_mentions_and_direct_messages(
    stage: "Stage",
) -> None:
    client = stage.new_client(intents=stage.intents(content=False))
    heard = stage.hears(client, "message")
    await stage.start(client)
    await stage.alice.say(stage.news, "!status van dijk", files=[stage.file("a.txt", b"x")])
    await stage.alice.say(stage.news, f"<@{stage.local.bot.id}> status van dijk")
    await stage.alice.dm("status van dijk")
    await stage.local.settled()
    assert [message.content for message in heard] == [
        "",
        f"<@{stage.local.bot.id}> status van dijk",
        "status van dijk",
    ]
    assert not heard[0].attachments


async def test_the_content_of_the_message_that_is_replied_to_is_stripped_as_well(stage: "Stage") -> None:
    client = stage.new_client(intents=stage.intents(content=False))
    heard = stage.hears(client, "message")
    await stage.start(client)
    first = await stage.alice.say(stage.news, "a secret")
    await stage.bob.say(stage.news, f"<@{stage.local.bot.id}> what was that?", reply_to=first)
    await stage.local.settled()
    assert heard[1].reference.resolved.content == ""


async def test_only_what_the_intents_ask_for_is_dispatched(stage: "Stage") -> None:
    client = stage.new_client(intents=discord.Intents(guilds=True))
    heard = stage.hears(client, "message")
    await stage.start(client)
    await stage.alice.say(stage.news, "hello")
    await stage.alice.dm("hello")
    await stage.local.settled()
    assert heard == []


async def test_nothing_is_told_of_a_channel_that_the_bot_cannot_see(stage: "Stage") -> None:
    client = stage.new_client()
    heard = stage.hears(client, "message")
    await stage.start(client)
    stage.hide(stage.news)
    await stage.alice.say(stage.news, "hello")
    await stage.local.settled()
    assert heard == []


async def test_guilds_are_spread_over_the_shards(new_stage: "NewStage") -> None:
    stage = await new_stage(shards=2)
    second = stage.local.add_guild("Second")
    talk = second.add_channel("talk")
    carol = second.add_member("carol")
    client = stage.new_client()
    heard = stage.hears(client, "message")
    await stage.start(client)
    assert {guild.shard_id for guild in client.guilds} == {0, 1}
    await stage.alice.say(stage.news, "one")
    await carol.say(talk, "two")
    await stage.local.settled()
    assert sorted((message.content, message.guild.name) for message in heard) == [
        ("one", "Anfield Chat"),
        ("two", "Second"),
    ]


async def test_joining_and_leaving_guilds_is_told(stage: "Stage") -> None:
    client = stage.new_client()
    joined, left = stage.hears(client, "guild_join"), stage.hears(client, "guild_remove")
    await stage.start(client)
    guild = stage.local.add_guild("New", bot=False)
    guild.add_channel("general")
    guild.invite_bot()
    await stage.local.settled()
    guild.remove_bot()
    await stage.local.settled()
    assert [one.name for one in joined] == [one.name for one in left] == ["New"]
    assert [channel.name for channel in joined[0].text_channels] == ["general"]


async def test_changes_of_channels_and_roles_reach_the_clients_cache(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    role = stage.guild.add_role("Fans", mentionable=True)
    extra = stage.guild.add_channel("extra")
    stage.guild.change_role(role, permissions=8)
    stage.news.delete()
    await stage.local.settled()
    guild = client.guilds[0]
    assert [channel.id for channel in guild.text_channels] == [extra.id]
    cached = guild.get_role(role.id)
    assert cached is not None
    assert cached.mentionable
    assert cached.permissions.administrator


async def test_members_are_sent_when_they_are_asked_for(stage: "Stage") -> None:
    wanted = stage.intents()
    wanted.members = True
    client = await stage.start(stage.new_client(intents=wanted, chunk_guilds_at_startup=False))
    members = await client.guilds[0].query_members(query="al")
    assert [member.name for member in members] == ["alice"]


class Raw:
    """A gateway connection without the library, for what it would never send."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def send(self, op: int, data: Any) -> None:
        await self.socket.send_str(json.dumps({"op": op, "d": data}))

    async def identify(self, local: LocalDiscord, **changes: Any) -> None:
        identity: dict[str, Any] = {"token": local.token, "intents": 513, "properties": {}}
        await self.send(2, identity | changes)

    async def receive(self) -> Any:
        return json.loads((await self.socket.receive()).data)

    async def closed_with(self) -> int | None:
        while not self.socket.closed:
            await self.socket.receive()
        return self.socket.close_code


@contextlib.asynccontextmanager
async def raw_gateway(query: str = "v=10", **settings: Any) -> AsyncGenerator[tuple[LocalDiscord, Raw], None]:
    async with (
        LocalDiscord(**settings) as local,
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{local.gateway_url}?{query}") as socket,
    ):
        yield local, Raw(socket)


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (2, {"token": "wrong"}, 4004),
        (2, {"intents": 1 << 40}, 4013),
        (2, {"intents": int(Intent.MESSAGE_CONTENT)}, 4014),
        (2, {"shard": [2, 2]}, 4010),
        (8, {"guild_id": "1"}, 4003),
        (77, {}, 4001),
    ],
)
async def test_wrong_messages_close_the_gateway_with_discords_codes(op: int, data: Any, code: int) -> None:
    async with raw_gateway(privileged=0) as (local, raw):
        assert (await raw.receive())["op"] == 10
        if op == 2:
            await raw.identify(local, **data)
        else:
            await raw.send(op, data)
        assert await raw.closed_with() == code


async def test_what_is_no_json_closes_the_gateway() -> None:
    async with raw_gateway() as (_, raw):
        await raw.socket.send_str("{")
        assert await raw.closed_with() == 4002


async def test_an_unknown_api_version_is_refused() -> None:
    async with raw_gateway("v=6") as (_, raw):
        assert await raw.closed_with() == 4012


async def test_heartbeats_are_acknowledged_and_a_second_identify_is_refused() -> None:
    async with raw_gateway() as (local, raw):
        hello = await raw.receive()
        assert hello["d"]["heartbeat_interval"] == 41250
        await raw.send(1, None)
        assert (await raw.receive())["op"] == 11
        await raw.identify(local)
        ready = await raw.receive()
        assert ready["t"] == "READY"
        assert ready["d"]["resume_gateway_url"] == local.gateway_url
        await raw.identify(local)
        assert await raw.closed_with() == 4005


async def test_a_session_that_is_not_known_cannot_be_resumed() -> None:
    async with raw_gateway() as (local, raw):
        await raw.receive()
        await raw.send(6, {"token": local.token, "session_id": "none", "seq": 3})
        answer = await raw.receive()
        assert (answer["op"], answer["d"]) == (9, False)


async def test_a_zlib_stream_is_one_stream_with_a_flush_after_each_message() -> None:
    async with raw_gateway("v=10&compress=zlib-stream") as (local, raw):
        stream = zlib.decompressobj()
        hello = (await raw.socket.receive()).data
        assert hello.endswith(b"\x00\x00\xff\xff")
        assert json.loads(stream.decompress(hello))["op"] == 10
        await raw.identify(local)
        assert json.loads(stream.decompress((await raw.socket.receive()).data))["t"] == "READY"


async def test_ready_says_that_nobody_came() -> None:
    async with LocalDiscord() as local:
        with pytest.raises(TimeoutError, match="a bot that is connected"):
            await local.ready(timeout=0.01)


async def test_settled_gives_up_on_a_bot_that_goes_on_and_on(stage: "Stage") -> None:
    client = stage.new_client()

    async def on_message(message: discord.Message) -> None:
        await message.channel.send("again")

    client.event(on_message)
    await stage.start(client)
    await stage.alice.say(stage.news, "go")
    with pytest.raises(TimeoutError):
        await stage.local.settled(timeout=0.1)


async def test_two_local_discords_have_tokens_and_ports_of_their_own() -> None:
    async with LocalDiscord() as one, LocalDiscord() as two:
        assert one.token != two.token
        assert one.api_url != two.api_url
        assert one.api_url.startswith("http://127.0.0.1:")
