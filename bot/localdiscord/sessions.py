"""A gateway session: which events it is sent, with what in them, and what is sent again after a break."""

from __future__ import annotations

import json
import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.localdiscord.events import Intent
from bot.localdiscord.permissions import Permission, may
from bot.localdiscord.user_payloads import member_payload

if TYPE_CHECKING:
    from bot.localdiscord.connections import Connection
    from bot.localdiscord.events import Event
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Guild, Message, World

REPLAYED_AT_MOST = 10_000
"""How many events are kept for a resume; the page "Gateway" does not say how many Discord keeps."""

_CONTENT: Json = {"content": "", "embeds": [], "attachments": [], "components": []}
"""The fields that need the message-content intent, as they are without it (Discord's page "Gateway")."""


MEMBERS_PER_CHUNK = 1000
"""How many members one GUILD_MEMBERS_CHUNK holds at most (page "Gateway Events")."""


def shard_of(guild_id: int | None, shards: int) -> int:
    """The shard that a guild's events go to; direct messages go to shard 0 (page "Gateway", sharding)."""
    return 0 if guild_id is None else (guild_id >> 22) % shards


def content_is_told(message: Message, intents: int, bot_id: int) -> bool:
    """True if a session with these intents may read the message.

    Without the intent: direct messages, the bot's own messages and those that mention it
    (pitfall 11 of the design notes). A context menu's target is not sent through here.
    """
    return bool(
        intents & Intent.MESSAGE_CONTENT
        or message.guild_id is None
        or message.author.id == bot_id
        or any(user.id == bot_id for user in message.mentions)
    )


ASKED_AT_MOST = 60
ASKING_WINDOW = 60.0
"""Heartbeats that a client is asked for in so many seconds: half of what it may send (page "Gateway")."""


@dataclass(eq=False, slots=True)
class Session:
    """What IDENTIFY began, for one shard; it outlives the connection, so that it can be resumed.

    ``sequence`` is the number of the last event sent, ``acknowledged`` the last one the client has told in
    a heartbeat: it has handled everything up to there.
    """

    shard: int
    shards: int
    intents: int
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    acknowledged: int = -1
    asked: int = -1
    asks: deque[float] = field(default_factory=deque[float])
    connection: Connection | None = None
    history: deque[tuple[int, str]] = field(
        default_factory=lambda: deque[tuple[int, str]](maxlen=REPLAYED_AT_MOST)
    )

    def dispatch(self, name: str, data: Json) -> None:
        """Number the event, keep it for a resume, and send it if a client is connected."""
        self.sequence += 1
        text = json.dumps({"op": 0, "s": self.sequence, "t": name, "d": data})
        self.history.append((self.sequence, text))
        if self.connection is not None:
            self.connection.send(text)

    def can_replay_from(self, sequence: int) -> bool:
        """True if every event after ``sequence`` is still kept."""
        kept_from = self.history[0][0] if self.history else self.sequence + 1
        return kept_from - 1 <= sequence <= self.sequence

    def replay_from(self, sequence: int) -> list[str]:
        """The events after ``sequence``, in their order."""
        return [text for number, text in self.history if number > sequence]

    @property
    def caught_up(self) -> bool:
        """True if the client has handled every event of the session."""
        return self.acknowledged >= self.sequence

    def may_ask(self, now: float) -> bool:
        """True if the client can still be asked for a heartbeat; ``now`` in seconds.

        It may send 120 payloads a minute (Discord's documentation, "Gateway: Rate Limiting"), its answers among
        them, and the real client reads nothing while it waits for its turn.
        """
        while self.asks and now - self.asks[0] > ASKING_WINDOW:
            self.asks.popleft()
        return len(self.asks) < ASKED_AT_MOST

    def ask(self, now: float) -> None:
        """Ask the client for a heartbeat, unless it was asked since the last event."""
        if self.connection is not None and self.asked < self.sequence:
            self.asked = self.sequence
            self.asks.append(now)
            self.connection.send_op(1)


def told_to(session: Session, event: Event, world: World) -> Json | None:
    """What the session is sent for the event; None if it is not told of it."""
    if event.private or shard_of(event.guild_id, session.shards) != session.shard:
        return None
    guild = None if event.guild_id is None else world.guilds.get(event.guild_id)
    if guild is not None and not guild.bot_inside and event.name != "GUILD_DELETE":
        return None
    if event.intent and not session.intents & event.intent:
        return None
    # Of a channel that it cannot see a bot hears nothing that is said in it, nor of its threads.
    if event.channel is not None and not may(world, event.channel, world.bot.id, Permission.VIEW_CHANNEL):
        return None
    if event.message is None:
        return event.data
    return _readable(event.data, event.message, session, world)


def _readable(data: Json, message: Message, session: Session, world: World) -> Json:
    if "content" not in data:
        return data
    referenced = data.get("referenced_message")
    if referenced is not None and message.reference is not None:
        channel = world.channels.get(int(message.reference["channel_id"]))
        original = channel.messages.get(int(referenced["id"])) if channel else None
        if original is not None and not content_is_told(original, session.intents, world.bot.id):
            data = data | {"referenced_message": referenced | _CONTENT}
    if content_is_told(message, session.intents, world.bot.id):
        return data
    return data | _CONTENT


def without_content(payload: Json) -> Json:
    """A message object as an application sees it that was not granted message content."""
    return payload | _CONTENT


def member_chunks(guild: Guild, asked: Json) -> list[Json]:
    """The GUILD_MEMBERS_CHUNK events for a REQUEST_MEMBERS: by ids, or by how the name begins."""
    ids: list[str | int] = asked.get("user_ids") or []
    wanted = {int(one) for one in ids}
    query: str = asked.get("query") or ""
    members = [
        member_payload(member)
        for member in guild.members.values()
        if (member.user.id in wanted if wanted else member.user.name.startswith(query))
    ]
    members = members[: asked.get("limit") or None]
    chunks = [members[at : at + MEMBERS_PER_CHUNK] for at in range(0, len(members), MEMBERS_PER_CHUNK)] or [
        []
    ]
    return [
        {
            "guild_id": str(guild.id),
            "members": chunk,
            "chunk_index": index,
            "chunk_count": len(chunks),
            "not_found": [],
            "nonce": asked.get("nonce"),
        }
        for index, chunk in enumerate(chunks)
    ]
