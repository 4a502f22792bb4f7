"""The gateway: the websocket that a bot hears of everything through (Discord's page "Gateway")."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from bot.localdiscord.compression import packing
from bot.localdiscord.connections import Close, Connection, HangUpError
from bot.localdiscord.events import EVERY_INTENT, PRIVILEGED, Intent
from bot.localdiscord.payloads import guild_payload
from bot.localdiscord.sessions import Session, member_chunks, shard_of, told_to
from bot.localdiscord.user_payloads import user_payload

if TYPE_CHECKING:
    from bot.localdiscord.events import Event
    from bot.localdiscord.state import State
    from bot.localdiscord.wire import Json

HEARTBEAT_MILLISECONDS = 41_250
"""What Discord says in HELLO at present; the page "Gateway Events", Hello, has 45000 as its example."""


class Gateway:
    """All sessions, and what is done with the messages that clients send."""

    def __init__(self, state: State) -> None:
        self.sessions: dict[str, Session] = {}
        self.resumed = 0
        """How many times a session has been taken up again."""
        self.identified = 0
        """How many sessions have been begun; Discord lets a bot begin 1,000 a day (page "Gateway")."""
        self._state = state
        self._connections: dict[Connection, asyncio.Transport | None] = {}
        state.events.listen(self._tell)

    def _tell(self, event: Event) -> None:
        for session in self.sessions.values():
            data = told_to(session, event, self._state.world)
            if data is not None:
                session.dispatch(event.name, data)

    # What tests and the LocalDiscord ask of it

    def connected(self) -> list[Session]:
        """The sessions that have a client just now."""
        return [session for session in self.sessions.values() if session.connection is not None]

    def complete(self) -> bool:
        """True if a client is connected for every shard and has handled everything it was sent."""
        sessions = self.connected()
        shards = {session.shard for session in sessions}
        return bool(sessions) and len(shards) == sessions[0].shards and self.caught_up()

    def doubt(self) -> None:
        """Take nobody's word any more for having handled everything: all are asked again."""
        for session in self.connected():
            session.acknowledged = session.asked = -1

    def caught_up(self) -> bool:
        """True if the clients have handled everything; asks those for a heartbeat that have not said so.

        A client answers the gateway's own op 1 with the number of the last event it has handled, and it
        handles events in their order: so the answer proves that all before it have been dispatched.
        One who has been asked too often of late counts as caught up: only time can tell then.
        """
        now = asyncio.get_running_loop().time()
        behind = [session for session in self.connected() if not session.caught_up]
        waiting = [session for session in behind if session.asked >= session.sequence or session.may_ask(now)]
        for session in waiting:
            session.ask(now)
        return not waiting

    def send_op(self, op: int, data: Any = None) -> None:
        """Send an opcode to every connected client: 7 says to reconnect, 9 that its session is invalid."""
        for session in self.connected():
            if session.connection is not None:
                session.connection.send_op(op, data)

    def close(self, code: int) -> None:
        """Close every connection with ``code``."""
        for connection in tuple(self._connections):
            connection.close(code)

    def drop(self) -> None:
        """Break every connection off without a word, as a network does."""
        for transport in tuple(self._connections.values()):
            if transport is not None:
                transport.abort()

    # The socket

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One client, from HELLO to its end."""
        socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        connection = Connection(socket, packing(request.query.get("compress")))
        self._connections[connection] = request.transport
        try:
            await self._listen(socket, connection, request.query.get("v"))
        except HangUpError as end:
            connection.closed_here = True
            await socket.close(code=end.code)
        except Exception as error:
            self._state.crashes.append(error)
            raise
        finally:
            self._connections.pop(connection, None)
            await connection.end()
            self._forget(connection, socket.close_code)
            self._state.events.touch()
        return socket

    def _forget(self, connection: Connection, code: int | None) -> None:
        # A client that closes with 1000 or 1001 gives its session up; any other end leaves it to be resumed.
        # After a close from here the code is only what the client has echoed.
        if code in {1000, 1001} and not connection.closed_here and connection.session is not None:
            self.sessions.pop(connection.session.id, None)

    async def _listen(
        self, socket: web.WebSocketResponse, connection: Connection, version: str | None
    ) -> None:
        if version != "10":
            raise HangUpError(Close.INVALID_VERSION)
        connection.send_op(10, {"heartbeat_interval": HEARTBEAT_MILLISECONDS})
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                raise HangUpError(Close.DECODE_ERROR)
            try:
                message: Json = json.loads(frame.data)
                op, data = message["op"], message.get("d")
            except (ValueError, KeyError, TypeError):
                raise HangUpError(Close.DECODE_ERROR) from None
            self._receive(connection, op, data)

    def _receive(self, connection: Connection, op: int, data: Any) -> None:
        match op:
            case 1:
                self._beat(connection, data)
            case 2:
                self._identify(connection, data)
            case 6:
                self._resume(connection, data)
            case 8 if connection.session is not None:
                self._send_members(connection.session, data)
            case 3 | 4 if connection.session is not None:
                pass  # Presence and voice: taken, and of no consequence here.
            case 3 | 4 | 8:
                raise HangUpError(Close.NOT_AUTHENTICATED)
            case _:
                raise HangUpError(Close.UNKNOWN_OPCODE)

    def _beat(self, connection: Connection, sequence: int | None) -> None:
        connection.send_op(11)
        if connection.session is not None and sequence is not None:
            connection.session.acknowledged = max(connection.session.acknowledged, sequence)
            # A heartbeat is not a thing that the bot does: who waits looks again, but it stays quiet.
            self._state.events.wake()

    def _identify(self, connection: Connection, data: Json) -> None:
        if connection.session is not None:
            raise HangUpError(Close.ALREADY_AUTHENTICATED)
        self._check_identity(data)
        shard, shards = data.get("shard", [0, 1])
        self._replace_sessions(shard, shards)
        session = Session(shard=shard, shards=shards, intents=data["intents"], connection=connection)
        self.sessions[session.id] = session
        self.identified += 1
        connection.session = session
        self._welcome(session)

    def _replace_sessions(self, shard: int, shards: int) -> None:
        """Let a new IDENTIFY for a shard take the place of the one before it."""
        for old in [one for one in self.sessions.values() if one.shard == shard or one.shards != shards]:
            del self.sessions[old.id]
            if old.connection is None:
                # Whoever lived on would have resumed: that client was killed, and what it owed comes no more.
                self._state.interactions.abandon(
                    lambda guild_id, old=old: shard_of(guild_id, old.shards) == old.shard
                )

    def _check_identity(self, data: Json) -> None:
        if data.get("token") != self._state.token:
            raise HangUpError(Close.AUTHENTICATION_FAILED)
        intents = data.get("intents", -1)
        if not 0 <= intents <= EVERY_INTENT:
            raise HangUpError(Close.INVALID_INTENTS)
        if intents & PRIVILEGED & ~self._state.privileged:
            raise HangUpError(Close.DISALLOWED_INTENTS)
        shard, shards = data.get("shard", [0, 1])
        if not 0 <= shard < shards:
            raise HangUpError(Close.INVALID_SHARD)

    def _welcome(self, session: Session) -> None:
        world = self._state.world
        guilds = [
            guild
            for guild in world.guilds.values()
            if guild.bot_inside and shard_of(guild.id, session.shards) == session.shard
        ]
        ready: Json = {
            "v": 10,
            "user": user_payload(world.bot) | {"verified": True, "mfa_enabled": True, "email": None},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            # discord.py resumes there, so it must be the loopback's address (pitfall 7 of the design notes).
            "resume_gateway_url": self._state.gateway_url,
            "shard": [session.shard, session.shards],
            "application": {"id": str(world.application_id), "flags": self._state.application_flags},
        }
        session.dispatch("READY", ready)
        if session.intents & Intent.GUILDS:
            for guild in guilds:
                session.dispatch("GUILD_CREATE", guild_payload(guild, world))
        self._state.events.touch()

    def _resume(self, connection: Connection, data: Json) -> None:
        if data.get("token") != self._state.token:
            raise HangUpError(Close.AUTHENTICATION_FAILED)
        session = self.sessions.get(data.get("session_id", ""))
        sequence = data.get("seq") or 0
        if session is None or not session.can_replay_from(sequence):
            # The client has to IDENTIFY anew, and what it missed is lost to it.
            connection.send_op(9, data=False)
            return
        connection.session, session.connection = session, connection
        for text in session.replay_from(sequence):
            connection.send(text)
        session.asked = session.acknowledged = sequence
        session.dispatch("RESUMED", {})
        self.resumed += 1
        self._state.events.touch()

    def _send_members(self, session: Session, data: Json) -> None:
        guild = self._state.world.guilds.get(int(data["guild_id"]))
        for chunk in [] if guild is None else member_chunks(guild, data):
            session.dispatch("GUILD_MEMBERS_CHUNK", chunk)
