"""The REST API over HTTP: faults, rate limits and authorisation before the work, the record of it after."""

from __future__ import annotations

import asyncio
import functools
import json
import socket
import struct
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.localdiscord import rest_application, rest_channels, rest_interactions
from bot.localdiscord.errors import ApiError, Known
from bot.localdiscord.faults import Dropped, Fault, ServerError, Slow, TooMany
from bot.localdiscord.ratelimits import refusal_body, refusal_headers
from bot.localdiscord.routes import Call, Route
from bot.localdiscord.state import Request, State
from bot.localdiscord.uploads import Body, read_body

PREFIX = "/api/v10"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
ROUTES = [*rest_application.ROUTES, *rest_channels.ROUTES, *rest_interactions.ROUTES]
_EVERYTHING_ELSE = Route("*", "/{path:.*}", lambda _: _not_found(), open=True)


def _not_found() -> None:
    raise ApiError(Known.NOT_FOUND)


class Rest:
    """Serves the endpoints; one request at a time changes the state, since no work in them waits."""

    def __init__(self, state: State) -> None:
        self._state = state

    def add_to(self, application: web.Application) -> None:
        """Add all endpoints, and the address that attachments are read from."""
        for route in [*ROUTES, _EVERYTHING_ELSE]:
            handler = self._watched(functools.partial(self._answer, route))
            application.router.add_route(route.method, PREFIX + route.path, handler)
        path = "/cdn/attachments/{channel_id}/{attachment_id}/{filename}"
        application.router.add_get(path, self._watched(self._file))

    def _watched(self, handler: Handler) -> Handler:
        """Let it be seen that the bot waits for an answer, and where none comes through a fault in here."""

        async def serve(request: web.Request) -> web.StreamResponse:
            self._state.in_flight += 1
            self._state.events.touch()
            try:
                return await handler(request)
            except Exception as error:
                # A client would take it for Discord's 500 and try again; it is our own fault, and must show.
                self._state.crashes.append(error)
                raise
            finally:
                self._state.in_flight -= 1
                self._state.events.touch()

        return serve

    async def _answer(self, route: Route, request: web.Request) -> web.StreamResponse:
        body = Body()
        fault = self._state.faults.take(request.method, request.path.removeprefix(PREFIX))
        try:
            body = await read_body(request)
            response = _before_work(fault, request) or self._limited_work(route, request, body)
        except ApiError as error:
            response = _json(error.status, error.body)
        response = _after_work(fault, request) or response
        if isinstance(fault, Slow):
            await asyncio.sleep(fault.seconds)
        self._record(route, request, body, response.status)
        return response

    def _work(self, route: Route, request: web.Request, body: Body) -> web.Response:
        if not route.open and request.headers.get("Authorization") != f"Bot {self._state.token}":
            raise ApiError(Known.UNAUTHORIZED)
        answer = route.handle(Call(self._state, request.match_info, request.query, body))
        return web.Response(status=204) if answer is None else _json(route.success, answer)

    def _limited_work(self, route: Route, request: web.Request, body: Body) -> web.Response:
        verdict = self._state.rate_limits.count(
            route.name, route.major(request.match_info), under_global=not route.open
        )
        if verdict.body is not None:
            return _json(429, verdict.body, verdict.headers)
        try:
            response = self._work(route, request, body)
        except ApiError as error:
            response = _json(error.status, error.body)
        response.headers.update(verdict.headers)
        return response

    def _record(self, route: Route, request: web.Request, body: Body, status: int) -> None:
        path = request.path.removeprefix(PREFIX)
        sent = body.json if isinstance(body.data, dict) else {"": body.data}
        now = self._state.world.clock.now()
        self._state.requests.append(Request(request.method, path, route.path, sent, status, now))

    async def _file(self, request: web.Request) -> web.Response:
        attachment = self._state.world.attachments.get(int(request.match_info["attachment_id"]))
        if attachment is None:
            return web.Response(status=404)
        return web.Response(body=attachment.content, headers={"Content-Type": attachment.content_type})


def _json(status: int, answer: object, headers: dict[str, str] | None = None) -> web.Response:
    # The type must be exactly "application/json": with a charset after it, as aiohttp's json_response has it,
    # discord.py does not parse the body (pitfall 1 of the design notes).
    # Without "Via", discord.py takes a 429 for a ban by Cloudflare and does not try again (pitfall 2).
    return web.Response(
        status=status,
        body=json.dumps(answer).encode(),
        content_type="application/json",
        headers={"Via": "1.1 google", **(headers or {})},
    )


def _before_work(fault: Fault | None, request: web.Request) -> web.Response | None:
    match fault:
        case TooMany(wait, via, everywhere):
            headers = refusal_headers(wait, everywhere=everywhere)
            response = _json(429, refusal_body(wait, everywhere=everywhere), headers)
            if not via:
                del response.headers["Via"]
            return response
        case ServerError(status, after_work=False):
            return _server_error(status)
        case Dropped(after_work=False):
            return _drop(request, reset=fault.reset)
        case _:
            return None


def _after_work(fault: Fault | None, request: web.Request) -> web.Response | None:
    match fault:
        case ServerError(status, after_work=True):
            return _server_error(status)
        case Dropped(after_work=True):
            return _drop(request, reset=fault.reset)
        case _:
            return None


def _server_error(status: int) -> web.Response:
    return _json(status, {"message": f"{status}: Server Error", "code": 0})


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
