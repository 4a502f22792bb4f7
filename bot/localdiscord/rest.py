"""The REST API over HTTP: bans, faults, rate limits and authorisation before the work, its record after it."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from bot.localdiscord import rest_application, rest_channels, rest_interactions, rest_threads
from bot.localdiscord.errors import BREACHES, ApiError, Known
from bot.localdiscord.fault_answers import after_work, ban_response, before_work, json_answer
from bot.localdiscord.routes import Call, Route
from bot.localdiscord.state import Broken, Request, State
from bot.localdiscord.uploads import Body, read_body

if TYPE_CHECKING:
    from bot.localdiscord.faults import Fault
    from bot.localdiscord.wire import Json

PREFIX = "/api/v10"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
ROUTES = [
    *rest_application.ROUTES,
    *rest_channels.ROUTES,
    *rest_threads.ROUTES,
    *rest_interactions.ROUTES,
]
_EVERYTHING_ELSE = Route("*", "/{path:.*}", lambda _: _not_found(), open=True)


def _not_found() -> None:
    raise ApiError(Known.NOT_FOUND)


def _told(body: Body) -> Json:
    return body.json if isinstance(body.data, dict) else {"": body.data}


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
            self._state.open_requests.append(request)
            self._state.events.touch()
            try:
                return await handler(request)
            except ConnectionError:
                # The client has gone in the middle of its request.
                return web.Response(status=499)
            except Exception as error:
                # A client would take it for Discord's 500 and try again; it is our own fault, and must show.
                self._state.crashes.append(error)
                raise
            finally:
                self._state.open_requests = [one for one in self._state.open_requests if one is not request]
                self._state.events.touch()

        return serve

    async def _answer(self, route: Route, request: web.Request) -> web.StreamResponse:
        banned_for = self._state.cloudflare.banned_for
        if banned_for:
            response = ban_response(banned_for, self._state.cloudflare.body)
            self._record(route, request, Body(), response.status)
            return response
        body, fault = Body(), None
        try:
            body = await read_body(request)
            fault = self._state.faults.take(request.method, request.path.removeprefix(PREFIX))
            response = await before_work(fault, request) or self._limited_work(route, request, body)
        except ApiError as error:
            response = json_answer(error.status, error.body)
        return await self._finish(route, request, body, response, fault)

    async def _finish(
        self, route: Route, request: web.Request, body: Body, response: web.Response, fault: Fault | None
    ) -> web.Response:
        response = await after_work(fault, request) or response
        self._state.cloudflare.count(response.status, response.headers.get("X-RateLimit-Scope"))
        self._record(route, request, body, response.status)
        return response

    def _work(self, route: Route, request: web.Request, body: Body) -> web.Response:
        if not route.open and request.headers.get("Authorization") != f"Bot {self._state.token}":
            raise ApiError(Known.UNAUTHORIZED)
        answer = route.handle(Call(self._state, request.match_info, request.query, body))
        return web.Response(status=204) if answer is None else json_answer(route.success, answer)

    def _limited_work(self, route: Route, request: web.Request, body: Body) -> web.Response:
        verdict = self._state.rate_limits.count(
            route.name,
            route.major(request.match_info),
            under_global=not route.open,
            fields=body.json if isinstance(body.data, dict) else (),
        )
        if verdict.body is not None:
            return json_answer(429, verdict.body, verdict.headers)
        try:
            response = self._work(route, request, body)
        except ApiError as error:
            self._note_broken(request, body, error)
            response = json_answer(error.status, error.body)
        response.headers.update(verdict.headers)
        return response

    def _note_broken(self, request: web.Request, body: Body, error: ApiError) -> None:
        # That the message which is replied to has gone meanwhile is nothing that the sender could know.
        if error.known in BREACHES and set(error.errors or ()) != {"message_reference"}:
            path = request.path.removeprefix(PREFIX)
            self._state.broken.append(Broken(request.method, path, _told(body), error.body))

    def _record(self, route: Route, request: web.Request, body: Body, status: int) -> None:
        path = request.path.removeprefix(PREFIX)
        sent = _told(body)
        now = self._state.world.clock.now()
        self._state.record_request(Request(request.method, path, route.path, sent, status, now))

    async def _file(self, request: web.Request) -> web.Response:
        attachment = self._state.world.attachments.get(int(request.match_info["attachment_id"]))
        if attachment is None:
            return web.Response(status=404)
        return web.Response(body=attachment.content, headers={"Content-Type": attachment.content_type})
