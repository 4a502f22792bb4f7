"""Putting messages into the world, changing them and taking them away, and whom they notify."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.localdiscord.events import Event, Intent
from bot.localdiscord.forgetting import trim_messages
from bot.localdiscord.payloads import message_event
from bot.localdiscord.permissions import Permission, may
from bot.localdiscord.threads import open_again
from bot.localdiscord.wire import array
from bot.localdiscord.world import LOADING, Attachment, Message, MessageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.localdiscord.events import Events
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Channel, User, World

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")

PARSE_ALL: Json = {"parse": ["users", "roles", "everyone"], "replied_user": True}
"""What a message without ``allowed_mentions`` notifies (page "Message Resource", default settings)."""

PARSE_USERS: Json = {"parse": ["users"]}
"""The same for answers to interactions and for webhooks."""


@dataclass(slots=True)
class Draft:
    """What is to be posted: a message's fields, already checked; ``allowed`` is ``allowed_mentions``.

    ``id`` is for a message whose id is settled by what it belongs to; others are given one.
    """

    content: str = ""
    embeds: list[Json] = field(default_factory=list["Json"])
    components: list[Json] = field(default_factory=list["Json"])
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    flags: int = 0
    tts: bool = False
    nonce: str | int | None = None
    reference: Json | None = None
    allowed: Json = field(default_factory=lambda: PARSE_ALL)
    kind: MessageKind = MessageKind.DEFAULT
    interaction: Json | None = None
    only_for: int | None = None
    webhook_id: int | None = None
    id: int | None = None


def walk_components(components: list[Json]) -> Iterator[Json]:
    """Every component at any depth, each parent before its children."""
    for component in components:
        yield component
        yield from walk_components(component.get("components", []))
        for key in ("accessory", "component"):
            if key in component:
                yield from walk_components([component[key]])


def numbered(components: list[Json]) -> list[Json]:
    """Copies of the components with an ``id`` each.

    Clients send none; Discord numbers them, and they come back in interactions (pitfall 6).
    """
    copies: list[Json] = [_copied(component) for component in components]
    taken = {component["id"] for component in walk_components(copies) if "id" in component}
    number = 0
    for component in walk_components(copies):
        if "id" not in component:
            number = next(
                candidate for candidate in range(number + 1, number + 500) if candidate not in taken
            )
            component["id"] = number
    return copies


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}  # pyright: ignore[reportUnknownVariableType] - JSON
    if isinstance(value, list):
        return [_copied(inner) for inner in value]  # pyright: ignore[reportUnknownVariableType] - JSON
    return value


def spoken_text(content: str, components: list[Json]) -> str:
    """All text that mentions are looked for in: the content and text components, but never embeds."""
    texts = [component["content"] for component in walk_components(components) if component["type"] == 10]  # noqa: PLR2004 - text display
    return "\n".join([content, *texts])


def _named(allowed: Json, kind: str, found: list[int]) -> list[int]:
    if kind in allowed.get("parse", []):
        return found
    ids: list[str] = allowed.get(kind) or []
    listed = {int(one) for one in ids}
    return [one for one in found if one in listed]


def set_mentions(world: World, channel: Channel, message: Message, allowed: Json) -> None:
    """Work out whom the message notifies: what it says, narrowed by ``allowed`` and by permissions."""
    text = spoken_text(message.content, message.components)
    users = _named(allowed, "users", [int(one) for one in dict.fromkeys(_USER.findall(text))])
    if message.reference is not None and allowed.get("replied_user"):
        replied = channel.messages.get(int(message.reference["message_id"]))
        users = [*users, *([replied.author.id] if replied and replied.author.id not in users else [])]
    message.mentions = [world.users[user_id] for user_id in users if user_id in world.users]
    # Everyone, here and unmentionable roles are pinged only by those who hold the right to.
    may_ping_all = may(world, channel, message.author.id, Permission.MENTION_EVERYONE)
    guild = world.guild_of(channel)
    roles = guild.roles if guild else {}
    named = _named(allowed, "roles", [int(one) for one in dict.fromkeys(_ROLE.findall(text))])
    message.mention_roles = [
        one for one in named if one in roles and (may_ping_all or roles[one].mentionable)
    ]
    message.mention_everyone = (
        may_ping_all and "everyone" in allowed.get("parse", []) and bool(_EVERYONE.search(text))
    )


def _message_intent(message: Message) -> Intent:
    return Intent.DIRECT_MESSAGES if message.guild_id is None else Intent.GUILD_MESSAGES


def tell(world: World, events: Events, name: str, message: Message) -> None:
    """Publish MESSAGE_CREATE or MESSAGE_UPDATE."""
    events.publish(
        Event(
            name=name,
            data=message_event(message, world),
            guild_id=message.guild_id,
            intent=_message_intent(message),
            channel=world.channels.get(message.channel_id),
            message=message,
            private=message.ephemeral,
        )
    )


def post(world: World, events: Events, channel: Channel, author: User, draft: Draft) -> Message:
    """Put a message into the channel. Whether the author may is for the caller to ask first."""
    message = Message(
        id=draft.id or world.ids.next(),
        channel_id=channel.id,
        guild_id=channel.guild_id,
        author=author,
        created=world.clock.now(),
        # Discord trims a message's content, so that one of blanks only is empty: not on any page, but seen.
        content=draft.content.strip(),
        embeds=[{"type": "rich", **embed} for embed in draft.embeds],
        components=numbered(draft.components),
        attachments=list(draft.attachments),
        kind=draft.kind,
        flags=draft.flags,
        tts=draft.tts,
        nonce=draft.nonce,
        reference=draft.reference,
        interaction=draft.interaction,
        only_for=draft.only_for,
        webhook_id=draft.webhook_id,
    )
    set_mentions(world, channel, message, draft.allowed)
    channel.messages[message.id] = message
    trim_messages(world, channel)
    # Unless it is locked, a message opens an archived thread (page "Threads", Active & Archived Threads).
    open_again(world, events, channel)
    tell(world, events, "MESSAGE_CREATE", message)
    return message


def edit(world: World, events: Events, message: Message, changes: Json, *, allowed: Json) -> None:
    """Change the fields that ``changes`` names (content, embeds, components, attachments, flags)."""
    if "content" in changes:
        message.content = (changes["content"] or "").strip()
    if "embeds" in changes:
        message.embeds = [{"type": "rich", **embed} for embed in array(changes, "embeds")]
    if "components" in changes:
        message.components = numbered(changes["components"] or [])
    if "attachments" in changes:
        message.attachments = changes["attachments"]
    # No flag of ours can be taken away again; only "thinking" ends, with the first answer.
    message.flags = (message.flags | changes.get("flags", 0)) & ~LOADING
    message.edited = world.clock.now()
    set_mentions(world, world.channels[message.channel_id], message, allowed)
    tell(world, events, "MESSAGE_UPDATE", message)


def delete(world: World, events: Events, message: Message) -> None:
    """Take the message out of its channel and tell of it."""
    message.deleted = True
    channel = world.channels.get(message.channel_id)
    if channel is not None:
        channel.messages.pop(message.id, None)
    data = {"id": str(message.id), "channel_id": str(message.channel_id)}
    if message.guild_id is not None:
        data["guild_id"] = str(message.guild_id)
    events.publish(
        Event(
            name="MESSAGE_DELETE",
            data=data,
            guild_id=message.guild_id,
            intent=_message_intent(message),
            channel=channel,
            message=message,
            private=message.ephemeral,
        )
    )


def attach(world: World, channel_id: int, filename: str, content: bytes, content_type: str) -> Attachment:
    """Keep a file and give it the address that its bytes can be read from."""
    attachment_id = world.ids.next()
    url = f"{world.files}/attachments/{channel_id}/{attachment_id}/{filename}"
    attachment = Attachment(attachment_id, filename, content, content_type, url)
    world.attachments[attachment_id] = attachment
    return attachment
