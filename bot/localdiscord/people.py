"""The guilds, channels and members that a test or the demo acts through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from bot.localdiscord.command_limits import MESSAGE_MENU, USER_MENU
from bot.localdiscord.commands import command_data
from bot.localdiscord.components import buttons, choose_data, menus, press_data, usable
from bot.localdiscord.errors import InvalidOptionError, NotPermittedError, UnknownComponentError
from bot.localdiscord.interactions import Kind
from bot.localdiscord.limits import CONTENT
from bot.localdiscord.options import Resolved, encode, option_named
from bot.localdiscord.payloads import message_payload
from bot.localdiscord.permissions import Permission, channel_permissions
from bot.localdiscord.places import LocalChannel
from bot.localdiscord.posting import Draft, attach, delete, edit, post
from bot.localdiscord.responses import Response
from bot.localdiscord.uploads import File
from bot.localdiscord.world import Attachment, Member, MessageKind, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.localdiscord.components import Choice
    from bot.localdiscord.modals import FieldValue
    from bot.localdiscord.options import Value
    from bot.localdiscord.server import LocalDiscord
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Message, User


Given: TypeAlias = "str | int | float | bool | LocalMember | LocalChannel | Role | File"
"""What an option, a menu or a form may be given by a test."""


class LocalMember:
    """A person in a guild. ``roles`` may be changed at any time, as between opening a form and sending it."""

    def __init__(self, discord: LocalDiscord, member: Member) -> None:
        self.data = member
        self._discord = discord
        self._state = discord.state

    def __repr__(self) -> str:
        return f"<LocalMember {self.name}>"

    @property
    def id(self) -> int:
        """The user's id, the same in every guild."""
        return self.data.user.id

    @property
    def name(self) -> str:
        """The user's name."""
        return self.data.user.name

    @property
    def user(self) -> User:
        """The account."""
        return self.data.user

    @property
    def mention(self) -> str:
        """What mentions the user in a text."""
        return f"<@{self.id}>"

    @property
    def roles(self) -> list[Role]:
        """The member's roles without @everyone; the list itself may be changed."""
        return self.data.roles

    @property
    def dms(self) -> LocalChannel:
        """The direct conversation with the bot."""
        return LocalChannel(self._discord, self._state.world.direct(self.user))

    def close_dms(self) -> None:
        """Take no more direct messages from the bot: it is answered 50007."""
        self.user.accepts_dms = False

    def open_dms(self) -> None:
        """Take direct messages again, as at first."""
        self.user.accepts_dms = True

    # Messages

    async def say(
        self,
        channel: LocalChannel,
        content: str = "",
        *,
        files: Sequence[File] = (),
        reply_to: Message | None = None,
    ) -> Message:
        """Write a message. More than 2,000 characters become the file message.txt, as in Discord's client.

        Raises:
            NotPermittedError: the member may not write there.
        """
        needed = Permission.SEND_MESSAGES_IN_THREADS if channel.data.is_thread else Permission.SEND_MESSAGES
        self._require(channel, needed | (Permission.MANAGE_THREADS if channel.data.locked else 0))
        if len(content) > CONTENT:
            files = [*files, File("message.txt", content.encode())]
            content = ""
        draft = Draft(content=content, attachments=[self._uploaded(channel, file) for file in files])
        if reply_to is not None:
            draft.reference = {"message_id": str(reply_to.id), "channel_id": str(channel.id), "type": 0}
            draft.kind = MessageKind.REPLY
        return post(self._state.world, self._state.events, channel.data, self.user, draft)

    async def dm(self, content: str, *, files: Sequence[File] = ()) -> Message:
        """Write to the bot directly."""
        return await self.say(self.dms, content, files=files)

    def edit(self, message: Message, content: str) -> None:
        """Change what one's own message says."""
        allowed: Json = {"parse": ["users", "roles", "everyone"]}
        edit(self._state.world, self._state.events, message, {"content": content}, allowed=allowed)

    def delete(self, message: Message) -> None:
        """Take a message away."""
        delete(self._state.world, self._state.events, message)

    # Commands

    async def slash(self, channel: LocalChannel, name: str, /, **options: Given) -> Response:
        """Use a slash command (subcommands apart by spaces) and wait for what comes of it.

        An option with a hyphen may be written with an underscore. The response is there when the bot has
        answered; if it asked for time first, when it has said what it had to.

        Raises:
            UnknownCommandError, NotPermittedError, InvalidOptionError: the client would not let one.
            TimeoutError: the bot asked for time and then was silent.
        """
        self._require(channel, Permission.VIEW_CHANNEL)
        leaf = self._state.commands.leaf(channel.data, self.id, name)
        resolved = self._resolved(channel)
        given = {key: self._plain(channel, value) for key, value in options.items()}
        data = leaf.data(encode(leaf.options, given, resolved, leaf.name), resolved.data)
        return await self._interact(Kind.COMMAND, f"/{leaf.name}", channel, data)

    async def autocomplete(
        self, channel: LocalChannel, name: str, /, **options: Given
    ) -> list[tuple[str, str | float]]:
        """What is offered as (name, value) while the last of these options is being typed.

        Raises:
            InvalidOptionError: the option does not offer anything while it is typed.
            TimeoutError: the bot did not answer within three seconds.
        """
        leaf = self._state.commands.leaf(channel.data, self.id, name)
        focused = option_named(leaf.options, list(options)[-1], leaf.name)
        if not focused.get("autocomplete"):
            raise InvalidOptionError(f"the option {focused['name']!r} of /{leaf.name} has no autocomplete")
        resolved = self._resolved(channel)
        given = {key: self._plain(channel, value) for key, value in options.items()}
        encoded = encode(leaf.options, given, resolved, leaf.name, focused["name"])
        data = leaf.data(encoded, {})
        response = await self._interact(Kind.AUTOCOMPLETE, f"/{leaf.name} …", channel, data)
        if response.failed:
            raise TimeoutError(f"loading the options of /{leaf.name} failed")
        return [(choice["name"], choice["value"]) for choice in response.interaction.choices]

    async def use_on(
        self, target: Message | LocalMember, name: str, /, channel: LocalChannel | None = None
    ) -> Response:
        """Use a context menu command on a message, or on a member in a channel; raises as ``slash`` does."""
        if isinstance(target, LocalMember):
            if channel is None:
                raise InvalidOptionError("say in which channel the member is clicked on")
            return await self._use_menu(channel, name, USER_MENU, target)
        return await self._use_menu(self._discord.channel(target.channel_id), name, MESSAGE_MENU, target)

    async def _use_menu(
        self, channel: LocalChannel, name: str, kind: int, target: Message | LocalMember
    ) -> Response:
        self._require(channel, Permission.VIEW_CHANNEL)
        command = self._state.commands.menu(channel.data, self.id, name, kind)
        resolved = self._resolved(channel)
        if isinstance(target, LocalMember):
            resolved.add(target.data)
        else:
            # The target is told with its content, whatever the bot's intents (pitfall 11).
            resolved.data["messages"] = {str(target.id): message_payload(target, self._state.world)}
        data = command_data(command) | {"target_id": str(target.id), "resolved": resolved.data}
        return await self._interact(Kind.COMMAND, f"the menu command {name!r}", channel, data)

    # Components and forms

    async def press(self, target: Message | Response, button: str) -> Response:
        """Press a button, by its label or ``custom_id``.

        Raises:
            UnknownComponentError: there is no such button, or it cannot be pressed.
            NotPermittedError: this member does not see the message.
        """
        message, component = self._component(target, button, buttons, "button")
        channel = self._discord.channel(message.channel_id)
        return await self._interact(Kind.COMPONENT, f"[{button}]", channel, press_data(component), message)

    async def choose(self, target: Message | Response, menu: str, chosen: Sequence[Given]) -> Response:
        """Choose in a select menu, found by its placeholder or ``custom_id``; raises as ``press`` does.

        Raises:
            InvalidOptionError: it does not offer that, or so many of it.
        """
        message, component = self._component(target, menu, menus, "menu")
        channel = self._discord.channel(message.channel_id)
        resolved = self._resolved(channel)
        data = choose_data(component, [_choice(self._plain(channel, one)) for one in chosen], resolved)
        return await self._interact(Kind.COMPONENT, f"[{menu}]", channel, data, message)

    async def submit(self, form: Response, values: Mapping[str, Given | Sequence[Given]]) -> Response:
        """Send a form that the bot opened, its fields by label or ``custom_id``.

        What is left out keeps what the form was opened with.

        Raises:
            InvalidOptionError: there is no form, or the client would not send it like that.
        """
        if form.modal is None:
            raise InvalidOptionError(f"{form.interaction.name} opened no form")
        channel = LocalChannel(self._discord, form.interaction.channel)
        resolved = self._resolved(channel)
        filled = {name: self._filled(channel, value) for name, value in values.items()}
        data = form.modal.data(filled, resolved)
        name = f"the form {form.modal.title!r}"
        return await self._interact(Kind.MODAL, name, channel, data, form.interaction.source)

    # Raw

    def payload(self, kind: Kind, channel: LocalChannel, data: Json, message: Message | None = None) -> Json:
        """A sound interaction of this member, not sent: to be spoilt and given to ``discord.interact``."""
        interaction = self._state.interactions.new(kind, "forged", self.user, channel.data, message)
        return self._state.interactions.payload(interaction, data)

    # Within

    async def _interact(
        self, kind: Kind, name: str, channel: LocalChannel, data: Json, source: Message | None = None
    ) -> Response:
        interaction = self._state.interactions.new(kind, name, self.user, channel.data, source)
        self._state.interactions.send(interaction, self._state.interactions.payload(interaction, data))
        return await self._discord.outcome(interaction)

    def _require(self, channel: LocalChannel, permission: int) -> None:
        if channel_permissions(self._state.world, channel.data, self.id) & permission != permission:
            raise NotPermittedError(f"{self.name} may not do that in #{channel.name}")

    def _resolved(self, channel: LocalChannel) -> Resolved:
        return Resolved(self._state.world, channel.data, self.id)

    def _uploaded(self, channel: LocalChannel, file: File) -> Attachment:
        return attach(self._state.world, channel.id, file.filename, file.content, file.content_type)

    def _plain(self, channel: LocalChannel, value: Given) -> Value:
        match value:
            case LocalMember() | LocalChannel():
                return value.data
            case File():
                return self._uploaded(channel, value)
            case _:
                return value

    def _filled(self, channel: LocalChannel, value: Given | Sequence[Given]) -> FieldValue:
        if isinstance(value, str | bool):
            return value
        several = list(value) if isinstance(value, Sequence) else [value]
        plain = [self._plain(channel, one) for one in several]
        return [one for one in plain if not isinstance(one, int | float)]

    def _component(
        self, target: Message | Response, wanted: str, find: Callable[[Message], list[Json]], what: str
    ) -> tuple[Message, Json]:
        messages = target.messages if isinstance(target, Response) else [target]
        for message in messages:
            if message.deleted:
                raise UnknownComponentError("the message has been deleted")
            if message.only_for not in (None, self.id):
                raise NotPermittedError(f"{self.name} does not see this message")
        found = [(message, component) for message in messages for component in find(message)]
        component = usable([component for _, component in found], wanted, what)
        return next(message for message, one in found if one is component), component


def _choice(value: Value) -> Choice:
    if isinstance(value, int | float | Attachment):
        raise InvalidOptionError(f"no menu offers {value!r}")
    return value
