"""The local Discord as a whole: it opens the ports, holds the parts together, and waits for the bot."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from typing import TYPE_CHECKING, Self

from aiohttp import web

from bot.localdiscord.clock import Clock
from bot.localdiscord.events import PRIVILEGED
from bot.localdiscord.gateway import Gateway
from bot.localdiscord.guilds import LocalGuild, new_guild
from bot.localdiscord.interactions import FIRST_ANSWER_SECONDS, Callback, Kind
from bot.localdiscord.places import LocalChannel
from bot.localdiscord.responses import Response
from bot.localdiscord.rest import PREFIX, Rest
from bot.localdiscord.state import Broken, Request, Sent, State
from bot.localdiscord.world import User, new_world

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from bot.localdiscord.cloudflare import Cloudflare
    from bot.localdiscord.events import Event
    from bot.localdiscord.faults import Faults
    from bot.localdiscord.interactions import Interaction
    from bot.localdiscord.ratelimits import RateLimits
    from bot.localdiscord.wire import Json

BODY_BYTES = 32 * 1024 * 1024
"""The largest request that is read at all; the limits of files are below it, and this one is our own choice."""

QUIET_PIECES = 5
"""In how many pieces the quiet is waited for that shows that the bot is done; our own choice."""


class LocalDiscord:
    """A Discord on 127.0.0.1, at a random port and with a random token, for as long as its context is open.

    ``privileged`` are the privileged intents that the application was granted, ``shards`` what it advises
    the bot to start. ``patience`` is how many seconds an answer may take that the bot has asked time for,
    ``quiet`` how many nothing must have happened for the bot to count as done.

    ``keep`` bounds the memory of long runs: of the requests, of what was sent, of the interactions that are
    over and of each channel's messages only the last so many are kept for certain. What a run has to count
    beyond that it can hear of as it happens: ``listen``. (A session keeps its last events in any case.)
    """

    def __init__(
        self,
        *,
        privileged: int = PRIVILEGED,
        shards: int = 1,
        clock: Clock | None = None,
        name: str = "Sagabot",
        patience: float = 5.0,
        quiet: float = 0.02,
        keep: int | None = None,
    ) -> None:
        world = new_world(clock or Clock(), name, keep)
        self.state = State(world, secrets.token_urlsafe(48), privileged=privileged, shards=shards)
        self.gateway = Gateway(self.state)
        self.cursors: dict[int, int] = {}
        """Per channel the last message that ``next_message`` has handed out."""
        self.patience = patience
        self.quiet = quiet
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        application = web.Application(client_max_size=BODY_BYTES)
        Rest(self.state).add_to(application)
        application.router.add_get("/gateway", self.gateway.serve)
        application.router.add_get("/gateway/", self.gateway.serve)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.state.api_url = f"http://{host}:{port}{PREFIX}"
        self.state.gateway_url = f"ws://{host}:{port}/gateway"
        self.state.world.files = f"http://{host}:{port}/cdn"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner is not None:
            self.gateway.drop()
            await self._runner.cleanup()
        if self.state.crashes:
            raise ExceptionGroup("the local Discord itself failed", self.state.crashes)

    # What it is

    @property
    def api_url(self) -> str:
        """What ``discord.http.Route.BASE`` is to be."""
        return self.state.api_url

    @property
    def gateway_url(self) -> str:
        """What ``DiscordWebSocket.DEFAULT_GATEWAY`` is to be, as a ``yarl.URL``."""
        return self.state.gateway_url

    @property
    def token(self) -> str:
        """The bot's token, good for this Discord only."""
        return self.state.token

    @property
    def bot(self) -> User:
        """The bot's account."""
        return self.state.world.bot

    @property
    def clock(self) -> Clock:
        """The time here; ``clock.advance(3.2)`` makes every open interaction too late."""
        return self.state.world.clock

    @property
    def faults(self) -> Faults:
        """The faults of the REST API that can be switched on."""
        return self.state.faults

    @property
    def rate_limits(self) -> RateLimits:
        """The rate limits that can be switched on."""
        return self.state.rate_limits

    @property
    def cloudflare(self) -> Cloudflare:
        """What counts invalid requests and bans for them; its ``limit`` may be changed."""
        return self.state.cloudflare

    @property
    def invalid_requests(self) -> int:
        """How many requests of the last ten minutes were answered 401, 403 or 429 (not of scope shared)."""
        return self.state.cloudflare.invalid

    @property
    def sent(self) -> list[Sent]:
        """Every payload by which the bot made something visible, in order."""
        return self.state.sent

    @property
    def broken(self) -> list[Broken]:
        """Every payload that broke a limit, in order; a test that breaks one on purpose clears the list."""
        return self.state.broken

    @property
    def requests(self) -> list[Request]:
        """Every request to the REST API, in order of their answers."""
        return self.state.requests

    def add_guild(self, name: str, *, bot: bool = True) -> LocalGuild:
        """Make a guild; with the bot in it unless ``bot`` is False."""
        guild = new_guild(self, name)
        if bot:
            guild.invite_bot()
        return guild

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call ``listener`` for everything that happens from now on; returns what ends it.

        A new message is an event named ``MESSAGE_CREATE`` whose ``message`` is it.
        """
        return self.state.events.listen(listener)

    def channel(self, channel_id: int) -> LocalChannel:
        """The channel of that id, be it a thread that the bot has made."""
        return LocalChannel(self, self.state.world.channels[channel_id])

    # Waiting

    async def ready(self, timeout: float = 5.0) -> None:  # noqa: ASYNC109 - a test says how long it is ready to wait
        """Wait until clients for all shards have identified and have handled READY and their guilds.

        Each is asked for a sign of life now, so a client that has just been killed does not count.

        Raises:
            TimeoutError: they have not within ``timeout`` seconds.
        """
        self.gateway.doubt()
        await self.state.events.until(self.gateway.complete, timeout, "a bot that is connected and ready")

    async def gone(self, timeout: float = 5.0) -> None:  # noqa: ASYNC109 - see ready
        """Wait until no client is connected any more, as after one was stopped or killed.

        Raises:
            TimeoutError: one still is after ``timeout`` seconds.
        """
        await self.state.events.until(
            lambda: not self.gateway.connected(), timeout, "the bot to be gone", look_every=0.05
        )

    async def until(self, ask: Callable[[], object], timeout: float = 3.0) -> None:  # noqa: ASYNC109 - see ready
        """Wait until ``ask`` answers something true: of what happens here, or in the bot.

        Raises:
            TimeoutError: it has not within ``timeout`` seconds.
        """
        what, look_every = "what the test waits for", 0.005
        await self.state.events.until(lambda: bool(ask()), timeout, what, look_every)

    async def settled(self, quiet: float | None = None, timeout: float = 10.0) -> None:  # noqa: ASYNC109 - see ready
        """Wait until the bot has handled everything: no event unread, no request open, no answer owed.

        That much is certain. What the bot does between an event and its first request cannot be seen from
        here, so ``quiet`` seconds must also have passed in which nothing happened.

        Raises:
            TimeoutError: it goes on and on.
        """
        quiet = self.quiet if quiet is None else quiet
        deadline = asyncio.get_running_loop().time() + timeout
        before = -1
        while before != self.state.events.activity:
            await self._become_idle(deadline)
            before = self.state.events.activity
            # A machine that is busy elsewhere may let the whole time pass at once, and the bot have none of it:
            # so it is waited in pieces, and the bot is asked again at the end.
            for _ in range(QUIET_PIECES):
                await self.state.events.change(quiet / QUIET_PIECES)
            self.gateway.doubt()
            await self._become_idle(deadline)

    async def _become_idle(self, deadline: float) -> None:
        left = deadline - asyncio.get_running_loop().time()
        # An interaction that is never answered is no longer owed after three seconds, without any event.
        await self.state.events.until(self._idle, left, "the bot to be done", look_every=0.25)

    def _idle(self) -> bool:
        return self.gateway.caught_up() and not self.state.in_flight and not self.state.interactions.pending()

    async def outcome(self, interaction: Interaction) -> Response:
        """Wait for the answer to an interaction, and for the real one if the bot asked for time.

        Raises:
            TimeoutError: the bot asked for time, and then was silent for the ``patience`` of this Discord.
        """
        until = self.state.events.until
        left = FIRST_ANSWER_SECONDS - (self.clock.now() - interaction.created) + 0.01
        # Whether it came in time the response itself will say.
        with contextlib.suppress(TimeoutError):
            await until(
                lambda: interaction.callback or interaction.expired(self.clock.now()), left, "an answer"
            )
        original = interaction.original
        if interaction.callback is Callback.DEFERRED_MESSAGE and original is not None:
            what = f"the answer to {interaction.name}, which is still 'thinking'"
            await until(lambda: not original.loading or original.deleted, self.patience, what)
        elif interaction.callback is Callback.DEFERRED_UPDATE:
            # Nothing needs to come after it, so there is nothing else to wait for.
            await self.settled()
        return Response(interaction, self.clock)

    # Mischief

    async def interact(self, payload: Json) -> Response:
        """Send any interaction at all, as somebody might forge it, and wait for what comes of it.

        ``LocalMember.payload`` makes a sound one to start from. The id, the token and the type stay as they
        are in the payload; whom and where it says it is from need not be true.
        """
        world = self.state.world
        told: Json = payload.get("user") or payload["member"]["user"]
        user = world.users.get(int(told["id"])) or User(int(told["id"]), told["username"])
        channel = world.channels[int(payload["channel_id"])]
        source = channel.messages.get(int(payload.get("message", {}).get("id", 0)))
        interaction = self.state.interactions.new(
            Kind(payload["type"]), "a forged interaction", user, channel, source
        )
        interaction.id, interaction.token = int(payload["id"]), payload["token"]
        self.state.interactions.send(interaction, payload)
        return await self.outcome(interaction)

    def reconnect(self) -> None:
        """Tell every client to reconnect and resume (op 7)."""
        self.gateway.send_op(7)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tell every client that its session is invalid (op 9); unless ``resumable`` it is forgotten."""
        self.gateway.send_op(9, data=resumable)
        if not resumable:
            for session in self.gateway.connected():
                del self.gateway.sessions[session.id]

    def close_gateway(self, code: int = 4000) -> None:
        """Close every gateway connection with a code."""
        self.gateway.close(code)

    def drop_gateway(self) -> None:
        """Break every gateway connection off, as a network does."""
        self.gateway.drop()
