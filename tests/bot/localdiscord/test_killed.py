"""A bot that is another process, and that is killed."""

import asyncio
import contextlib
import socket
import struct
import sys
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Any

import pytest
import yarl

from bot.localdiscord import Hang, Kind, LocalDiscord

if TYPE_CHECKING:
    from tests.bot.localdiscord.conftest import NewStage, Stage

# It asks for time at every interaction, says "here" after every message, and says nothing more.
CLIENT = """
import asyncio, json, sys, aiohttp

async def main(api, gateway, token):
    headers = {"Authorization": f"Bot {token}"}
    async with aiohttp.ClientSession(headers=headers) as session, session.ws_connect(gateway + "?v=10") as socket:
        last, tasks = None, []
        await socket.receive()
        await socket.send_json({"op": 2, "d": {"token": token, "intents": 513, "properties": {}}})
        async for frame in socket:
            event = json.loads(frame.data)
            last = event["s"] or last
            if event["op"] == 1:
                await socket.send_json({"op": 1, "d": last})
            elif event["t"] == "INTERACTION_CREATE":
                path = f"/interactions/{event['d']['id']}/{event['d']['token']}/callback"
                tasks.append(asyncio.create_task(session.post(api + path, json={"type": 5})))
            elif event["t"] == "MESSAGE_CREATE" and not event["d"]["author"]["bot"]:
                path = f"/channels/{event['d']['channel_id']}/messages"
                tasks.append(asyncio.create_task(session.post(api + path, json={"content": "here"})))

asyncio.run(main(*sys.argv[1:]))
"""


@contextlib.asynccontextmanager
async def client(local: LocalDiscord) -> AsyncGenerator[asyncio.subprocess.Process, None]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CLIENT, local.api_url, local.gateway_url, local.token
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_what_a_killed_bot_has_left_open_holds_up_nobody(new_stage: "NewStage") -> None:
    stage = await new_stage(patience=0.05)
    async with client(stage.local):
        await stage.local.ready()
        thinking = stage.alice.payload(Kind.COMMAND, stage.news, {"id": "1", "name": "x", "type": 1})
        with pytest.raises(TimeoutError, match="thinking"):
            await stage.local.interact(thinking)
        stage.local.faults.add(Hang(600), method="POST", path="/channels/*/messages")
        await stage.alice.say(stage.news, "hello")
        await stage.local.until(lambda: stage.local.faults.dealt_of(Hang))
        with pytest.raises(TimeoutError):
            await stage.local.settled(timeout=0.1)
    # The process was killed and is no more, although nobody has told the local Discord so.
    with pytest.raises(TimeoutError):
        await stage.local.ready(timeout=0.05)
    await stage.local.gone()
    await stage.start(stage.new_client())
    await stage.local.settled(timeout=5)
    assert len(stage.local.gateway.sessions) == 1
    assert stage.local.gateway.identified == 2


async def broken_off(local: LocalDiscord, path: str, sent: bytes) -> None:
    """Begin a request and reset the connection."""
    address = yarl.URL(local.api_url)
    assert address.host is not None
    _, writer = await asyncio.open_connection(address.host, address.port)
    writer.write(f"POST {address.path}{path} HTTP/1.1\r\nHost: x\r\n".encode() + sent)
    await writer.drain()
    await local.until(lambda: local.state.open_requests)
    connection: Any = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def test_a_request_that_is_broken_off_halfway_is_no_fault_of_the_local_discord(stage: "Stage") -> None:
    path = f"/channels/{stage.news.id}/messages"
    head = b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n"
    await broken_off(stage.local, path, head + b'{"content": ')
    await stage.local.until(lambda: not stage.local.state.open_requests)
    assert stage.local.state.crashes == []
    assert stage.news.messages == []


async def test_gone_says_that_one_is_still_there(stage: "Stage") -> None:
    await stage.start(stage.new_client())
    with pytest.raises(TimeoutError, match="gone"):
        await stage.local.gone(timeout=0.01)
