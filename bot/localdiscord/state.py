"""Everything that one local Discord consists of, and the record of what the bot has asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.localdiscord.cloudflare import Cloudflare
from bot.localdiscord.commands import Commands
from bot.localdiscord.events import PRIVILEGED, Events, Intent
from bot.localdiscord.faults import Faults
from bot.localdiscord.forgetting import trim
from bot.localdiscord.interactions import Interactions
from bot.localdiscord.nonces import Nonces
from bot.localdiscord.ratelimits import RateLimits

if TYPE_CHECKING:
    from aiohttp import web

    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Channel, Message, World

# Flags of an application that tell which privileged intents it has (page "Application Resource", Flags).
_FLAGS = {Intent.GUILD_PRESENCES: 1 << 12, Intent.GUILD_MEMBERS: 1 << 14, Intent.MESSAGE_CONTENT: 1 << 18}


@dataclass(frozen=True, slots=True)
class Request:
    """A request to the REST API: ``route`` is the path with its ids named, ``status`` what was answered.

    ``body`` is the JSON that was sent. ``at`` is the clock's time in Unix seconds when it came in.
    """

    method: str
    path: str
    route: str
    body: Json
    status: int
    at: float


@dataclass(frozen=True, slots=True)
class Broken:
    """A payload that was refused because it breaks one of Discord's limits.

    ``why`` is the body of the answer. Whoever sent it may have coped with the refusal, but should not have sent it.
    """

    method: str
    path: str
    payload: Json
    why: Json


@dataclass(frozen=True, slots=True)
class Sent:
    """A payload by which the bot made something visible: a new message, an answer, a follow-up or an edit.

    ``payload`` is the message part of what the bot sent, as it sent it; ``how`` is ``message``,
    ``answer``, ``followup`` or ``edit``.
    """

    how: str
    payload: Json
    message: Message
    channel: Channel


@dataclass(slots=True)
class State:
    """The parts, wired together. ``privileged`` are the intents that the application was granted."""

    world: World
    token: str
    events: Events = field(default_factory=Events)
    privileged: int = PRIVILEGED
    shards: int = 1
    api_url: str = ""
    gateway_url: str = ""
    commands: Commands = field(init=False)
    interactions: Interactions = field(init=False)
    faults: Faults = field(init=False)
    rate_limits: RateLimits = field(init=False)
    cloudflare: Cloudflare = field(init=False)
    requests: list[Request] = field(default_factory=list[Request])
    sent: list[Sent] = field(default_factory=list[Sent])
    broken: list[Broken] = field(default_factory=list[Broken])
    nonces: Nonces = field(init=False)
    crashes: list[Exception] = field(default_factory=list[Exception])
    """What went wrong in the local Discord itself."""
    open_requests: list[web.BaseRequest] = field(default_factory=list["web.BaseRequest"])
    """The requests that are being answered."""

    def __post_init__(self) -> None:
        self.commands = Commands(self.world)
        self.interactions = Interactions(self.world, self.events)
        self.faults = Faults()
        self.rate_limits = RateLimits(self.world.clock)
        self.cloudflare = Cloudflare(self.world.clock)
        self.nonces = Nonces(self.world.clock)
        self.world.clock.on_advance(self.events.wake)

    @property
    def application_flags(self) -> int:
        """The application's flags, from which discord.py reads the granted intents."""
        return sum(flag for intent, flag in _FLAGS.items() if self.privileged & intent)

    @property
    def in_flight(self) -> int:
        """How many answers a client waits for; one that was killed waits no more."""
        transports = [request.transport for request in self.open_requests]
        return sum(transport is not None and not transport.is_closing() for transport in transports)

    def record_request(self, request: Request) -> None:
        """Note a request that has been answered."""
        self.requests.append(request)
        trim(self.requests, self.world.keep)

    def record(self, how: str, payload: Json, message: Message) -> None:
        """Note that the bot made this visible."""
        self.sent.append(Sent(how, payload, message, self.world.channels[message.channel_id]))
        trim(self.sent, self.world.keep)
