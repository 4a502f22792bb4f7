"""What becomes of a request that meets a fault: another answer, a late one, or none."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from typing import TYPE_CHECKING

from aiohttp import web

from bot.localdiscord.cloudflare import ban_answer
from bot.localdiscord.faults import Banned, Dropped, Fault, Hang, ServerError, Slow, TooMany
from bot.localdiscord.ratelimits import refusal_body, refusal_headers

if TYPE_CHECKING:
    from bot.localdiscord.cloudflare import BanBody
    from bot.localdiscord.ratelimits import Scope


def json_answer(status: int, answer: object, headers: dict[str, str] | None = None) -> web.Response:
    """An answer of Discord's API."""
    # The type must be exactly "application/json": with a charset after it, as aiohttp's json_response has it,
    # discord.py does not parse the body (pitfall 1 of the design notes).
    # Without "Via", discord.py takes a 429 for a ban by Cloudflare and does not try again (pitfall 2).
    return web.Response(
        status=status,
        body=json.dumps(answer).encode(),
        content_type="application/json",
        headers={"Via": "1.1 google", **(headers or {})},
    )


def ban_response(seconds: float, body: BanBody) -> web.Response:
    """The answer to one who is banned for so many more seconds."""
    headers, text = ban_answer(seconds, body)
    return web.Response(status=429, body=text.encode(), headers=headers)


async def before_work(fault: Fault | None, request: web.Request) -> web.Response | None:
    """What the fault answers instead of the work; None if the work is to be done."""
    match fault:
        case TooMany():
            return _too_many(fault)
        case Banned(seconds, body):
            return ban_response(seconds, body)
        case ServerError(status, after_work=False):
            return _server_error(status)
        case Dropped(after_work=False):
            return _drop(request, reset=fault.reset)
        case Hang(seconds, work):
            await asyncio.sleep(seconds)
            return None if work else _server_error(504)
        case _:
            return None


async def after_work(fault: Fault | None, request: web.Request) -> web.Response | None:
    """What the fault answers instead of what the work has; None if that is to be sent."""
    match fault:
        case ServerError(status, after_work=True):
            return _server_error(status)
        case Dropped(after_work=True):
            return _drop(request, reset=fault.reset)
        case Slow(seconds):
            await asyncio.sleep(seconds)
            return None
        case _:
            return None


def _too_many(fault: TooMany) -> web.Response:
    scope: Scope = "global" if fault.everywhere else "shared" if fault.shared else "user"
    body = refusal_body(fault.retry_after, scope, fault.code)
    response = json_answer(429, body, refusal_headers(fault.retry_after, scope))
    if not fault.via:
        del response.headers["Via"]
    return response


def _server_error(status: int) -> web.Response:
    return json_answer(status, {"message": f"{status}: Server Error", "code": 0})


def _drop(request: web.Request, *, reset: bool) -> web.Response:
    """Break the connection. The response is for the record only: nothing can be sent any more."""
    transport = request.transport
    if transport is not None:
        connection = transport.get_extra_info("socket")
        if reset and connection is not None:
            # Lingering for zero seconds makes the kernel send RST where it would say goodbye with FIN.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response(status=499)
