"""A gateway connection: one websocket, and the codes that it is closed with."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from aiohttp import web

    from bot.localdiscord.compression import Packing
    from bot.localdiscord.sessions import Session


class Close:
    """The close codes of the gateway (Discord's page "Opcodes and Status Codes")."""

    UNKNOWN_ERROR = 4000
    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_SHARD = 4010
    INVALID_VERSION = 4012
    INVALID_INTENTS = 4013
    DISALLOWED_INTENTS = 4014


class HangUpError(Exception):
    """The connection is to be closed with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(f"closed with {code}")
        self.code: Final = code


class Connection:
    """One websocket: everything that is sent goes through a queue, so that events keep their order."""

    def __init__(self, socket: web.WebSocketResponse, pack: Packing) -> None:
        self.session: Session | None = None
        self.closed_here = False
        self._socket = socket
        self._pack = pack
        self._queue: asyncio.Queue[str | int] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())

    def send(self, text: str) -> None:
        """Send a message when its turn comes."""
        self._queue.put_nowait(text)

    def send_op(self, op: int, data: Any = None) -> None:
        """Send what is no event: it has no number and is not replayed."""
        self.send(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def close(self, code: int) -> None:
        """Close with ``code`` once everything before it has been sent."""
        self._queue.put_nowait(code)

    async def _write(self) -> None:
        while True:
            item = await self._queue.get()
            if isinstance(item, int):
                self.closed_here = True
                await self._socket.close(code=item)
                return
            packed = self._pack.pack(item)
            try:
                await (
                    self._socket.send_str(packed)
                    if isinstance(packed, str)
                    else self._socket.send_bytes(packed)
                )
            except ConnectionError:
                return  # The client has gone; what it missed is kept in the session.

    async def end(self) -> None:
        """The client has gone: stop writing; the session stays, to be resumed."""
        if self.session is not None and self.session.connection is self:
            self.session.connection = None
        self._writer.cancel()
        await asyncio.gather(self._writer, return_exceptions=True)
