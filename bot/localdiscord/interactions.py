"""Interactions: what is open, who may still answer it and how (Discord's page "Receiving and Responding")."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from bot.localdiscord.channel_payloads import interaction_channel
from bot.localdiscord.errors import ApiError, Known
from bot.localdiscord.events import Event
from bot.localdiscord.forgetting import surplus
from bot.localdiscord.forms import Form
from bot.localdiscord.limits import FILE_BYTES
from bot.localdiscord.payloads import message_payload
from bot.localdiscord.permissions import channel_permissions
from bot.localdiscord.user_payloads import member_payload, user_payload

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.localdiscord.events import Events
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Channel, Message, User, World

FIRST_ANSWER_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0
"""For a first answer, and for everything after it (page "Receiving and Responding", Interaction Callback)."""


class Kind(IntEnum):
    """Interaction types (page "Receiving and Responding")."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    """Interaction callback types (page "Receiving and Responding")."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


_ANSWERS = {
    Kind.COMMAND: {Callback.MESSAGE, Callback.DEFERRED_MESSAGE, Callback.MODAL},
    Kind.COMPONENT: set(Callback) - {Callback.CHOICES},
    Kind.AUTOCOMPLETE: {Callback.CHOICES},
    Kind.MODAL: {Callback.MESSAGE, Callback.DEFERRED_MESSAGE},
}


@dataclass(eq=False, slots=True)
class Interaction:
    """One use of a command, a component or a form, and what has become of it.

    ``name`` says for people what was used (``/status``). ``source`` is the message whose component was
    used, ``original`` the one that ``@original`` stands for. ``callback`` is None until the bot has answered.
    """

    id: int
    token: str
    kind: Kind
    name: str
    user: User
    channel: Channel
    created: float
    source: Message | None = None
    callback: Callback | None = None
    ephemeral: bool = False
    original: Message | None = None
    followups: list[Message] = field(default_factory=list["Message"])
    edits: int = 0
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list["Json"])
    abandoned: bool = False
    """True if the client that was told of it has been killed."""

    def expired(self, now: float) -> bool:
        """True if the three seconds for a first answer have passed without one."""
        return self.callback is None and now - self.created > FIRST_ANSWER_SECONDS

    def owed(self, now: float) -> bool:
        """True while the bot may still answer and has not: at first, or after it said that it thinks."""
        if self.abandoned:
            return False
        if self.callback is None:
            return not self.expired(now)
        return self.original is not None and self.original.loading and now - self.created < TOKEN_SECONDS

    def answers(self) -> set[Callback]:
        """The callback types that it may be answered with."""
        allowed = set(_ANSWERS[self.kind])
        if self.kind is Kind.MODAL and self.source is not None:
            # A form that a component opened may change that component's message.
            allowed |= {Callback.DEFERRED_UPDATE, Callback.UPDATE}
        return allowed

    def metadata(self) -> Json:
        """What the messages that answer it say of it."""
        return {
            "id": str(self.id),
            "type": int(self.kind),
            "user": user_payload(self.user),
            "authorizing_integration_owners": {"0": str(self.channel.guild_id or 0)},
        }


class Interactions:
    """All interactions there have been, by id and by token."""

    def __init__(self, world: World, events: Events) -> None:
        self.all: list[Interaction] = []
        self._open: list[Interaction] = []
        self._world = world
        self._events = events
        self._by_id: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}

    def new(
        self, kind: Kind, name: str, user: User, channel: Channel, source: Message | None = None
    ) -> Interaction:
        """An interaction that nobody has been told of yet."""
        now = self._world.clock.now()
        return Interaction(
            self._world.ids.next(), secrets.token_hex(32), kind, name, user, channel, now, source
        )

    def payload(self, interaction: Interaction, data: Json) -> Json:
        """The interaction as the gateway sends it."""
        world, channel = self._world, interaction.channel
        guild = world.guild_of(channel)
        payload: Json = {
            "id": str(interaction.id),
            "application_id": str(world.application_id),
            "type": int(interaction.kind),
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel_id": str(channel.id),
            # Without these discord.py fails on the payload (pitfall 5 of the design notes).
            "channel": interaction_channel(world, channel, interaction.user.id),
            "attachment_size_limit": FILE_BYTES,
            "authorizing_integration_owners": {"0": "0" if guild is None else str(guild.id)},
            "context": 1 if guild is None else 0,
            "entitlements": [],
            "app_permissions": str(channel_permissions(world, channel, world.bot.id)),
            "locale": interaction.user.locale,
        }
        if interaction.source is not None:
            payload["message"] = message_payload(interaction.source, world)
        if guild is None:
            return payload | {"user": user_payload(interaction.user)}
        permissions = str(channel_permissions(world, channel, interaction.user.id))
        return payload | {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
            "guild_locale": guild.locale,
            "member": member_payload(guild.members[interaction.user.id]) | {"permissions": permissions},
        }

    def send(self, interaction: Interaction, payload: Json) -> None:
        """Tell the bot; from now on it has three seconds."""
        self._forget_old()
        self.all.append(interaction)
        self._open.append(interaction)
        self._by_id[interaction.id] = self._by_token[interaction.token] = interaction
        guild_id = payload.get("guild_id")
        event = Event(
            name="INTERACTION_CREATE", data=payload, guild_id=None if guild_id is None else int(guild_id)
        )
        self._events.publish(event)

    def _forget_old(self) -> None:
        count = surplus(len(self.all), self._world.keep)
        now = self._world.clock.now()
        over = [one for one in self.all[:count] if not one.owed(now)]
        for interaction in over:
            del self._by_id[interaction.id], self._by_token[interaction.token]
        self.all[:count] = [one for one in self.all[:count] if one.owed(now)]

    def pending(self) -> list[Interaction]:
        """Those that the bot still owes something: a first answer, or the one it has announced."""
        now = self._world.clock.now()
        # One that is settled stays settled, so only the open ones are looked at again.
        self._open = [one for one in self._open if one.owed(now)]
        return self._open

    def abandon(self, was_told: Callable[[int | None], bool]) -> None:
        """Expect no answer any more to those whose guild's id the killed client ``was_told`` of."""
        for interaction in self._open:
            interaction.abandoned = interaction.abandoned or was_told(interaction.channel.guild_id)

    def to_answer(self, interaction_id: int, token: str, callback: int) -> Interaction:
        """The interaction that a callback of this type is for.

        Raises:
            ApiError: 10062 if there is none or its three seconds are over, 40060 if it has been answered,
                50035 if this type is no answer to it.
        """
        interaction = self._by_id.get(interaction_id)
        # Late answers are refused, or too slow handlers would pass tests (pitfall 10 of the design notes).
        if interaction is None or interaction.token != token or interaction.expired(self._world.clock.now()):
            raise ApiError(Known.UNKNOWN_INTERACTION)
        if interaction.callback is not None:
            raise ApiError(Known.ALREADY_ACKNOWLEDGED)
        form = Form()
        form.one_of(("type",), callback, {int(one) for one in interaction.answers()})
        form.finish()
        return interaction

    def answered(self, token: str) -> Interaction:
        """The interaction whose token a follow-up uses.

        Raises:
            ApiError: 50027 if the token is unknown or its 15 minutes are over, 10015 before the first answer.
        """
        interaction = self._by_token.get(token)
        if interaction is None or self._world.clock.now() - interaction.created > TOKEN_SECONDS:
            raise ApiError(Known.INVALID_WEBHOOK_TOKEN)
        if interaction.callback is None:
            raise ApiError(Known.UNKNOWN_WEBHOOK)
        return interaction
