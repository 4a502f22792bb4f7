"""The options of a slash command: from the values that a person gives to what the interaction carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.localdiscord.channel_payloads import interaction_channel
from bot.localdiscord.errors import InvalidOptionError
from bot.localdiscord.payloads import attachment_payload, role_payload
from bot.localdiscord.permissions import channel_permissions
from bot.localdiscord.user_payloads import member_payload, user_payload
from bot.localdiscord.world import Attachment, Channel, Member, Role, User

if TYPE_CHECKING:
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import World

Value = str | int | float | bool | Member | User | Role | Channel | Attachment
"""What an option may be given: text, numbers and truths, or a thing of the world for the other types."""

Options = Mapping[str, Value]
# Page "Application Commands", Option Types
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
TYPE_NAMES = {
    STRING: "text",
    INTEGER: "a whole number",
    BOOLEAN: "true or false",
    USER: "a member",
    CHANNEL: "a channel",
    ROLE: "a role",
    MENTIONABLE: "a member or a role",
    NUMBER: "a number",
    ATTACHMENT: "a file",
}
_PYTHON_TYPES: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    USER: (Member, User),
    CHANNEL: (Channel,),
    ROLE: (Role,),
    MENTIONABLE: (Member, User, Role),
    NUMBER: (int, float),
    ATTACHMENT: (Attachment,),
}


class Resolved:
    """The ``resolved`` part of an interaction: the things that its options or menus name by id."""

    def __init__(self, world: World, channel: Channel, user_id: int) -> None:
        self.data: Json = {}
        self._world = world
        self._channel = channel
        self._user_id = user_id

    def add(self, thing: Member | User | Role | Channel | Attachment) -> str:
        """Put the thing in, and return its id as options carry it."""
        if isinstance(thing, Member):
            permissions = channel_permissions(self._world, self._channel, thing.user.id)
            # In resolved data a member lacks user, deaf and mute (page "Receiving and Responding").
            partial = member_payload(thing, with_user=False) | {"permissions": str(permissions)}
            self._put(
                "members", thing.user.id, {k: v for k, v in partial.items() if k not in {"deaf", "mute"}}
            )
            thing = thing.user
        match thing:
            case User():
                self._put("users", thing.id, user_payload(thing))
            case Role():
                self._put("roles", thing.id, role_payload(thing))
            case Channel():
                self._put("channels", thing.id, interaction_channel(self._world, thing, self._user_id))
            case Attachment():
                self._put("attachments", thing.id, attachment_payload(thing, ephemeral=True))
        return str(thing.id)

    def _put(self, kind: str, thing_id: int, payload: Json) -> None:
        self.data.setdefault(kind, {})[str(thing_id)] = payload


def option_named(options: list[Json], name: str, command: str) -> Json:
    """The option of that name; an underscore stands for a hyphen, as Python's keywords have none.

    Raises:
        InvalidOptionError: the command has no such option.
    """
    for spelling in (name, name.replace("_", "-")):
        for option in options:
            if option["name"] == spelling:
                return option
    known = ", ".join(option["name"] for option in options) or "it has none"
    raise InvalidOptionError(f"/{command} has no option {name!r}; its options: {known}")


def encode(
    options: list[Json], given: Options, resolved: Resolved, command: str, focused: str = ""
) -> list[Json]:
    """The options as the interaction carries them, in the order of the command's own.

    While one is ``focused`` the user is still typing: nothing is required yet and nothing is checked of it.

    Raises:
        InvalidOptionError: an option is unknown, missing, or has a value that the client would not take.
    """
    named = {option_named(options, name, command)["name"]: value for name, value in given.items()}
    encoded: list[Json] = []
    for option in options:
        if option["name"] not in named:
            if option.get("required") and not focused:
                raise InvalidOptionError(
                    f"/{command} needs the option {option['name']!r}: {option['description']}"
                )
            continue
        value = named[option["name"]]
        if option["name"] == focused:
            # What is being typed is sent as text, whatever the option's type.
            encoded.append({"name": focused, "type": option["type"], "value": str(value), "focused": True})
        else:
            wire = _checked(option, value, resolved)
            encoded.append({"name": option["name"], "type": option["type"], "value": wire})
    return encoded


def _checked(option: Json, value: Value, resolved: Resolved) -> str | float | bool:
    kind: int = option["type"]
    right = isinstance(value, _PYTHON_TYPES[kind]) and (kind == BOOLEAN or not isinstance(value, bool))
    if not right:
        raise InvalidOptionError(f"the option {option['name']!r} takes {TYPE_NAMES[kind]}, not {value!r}")
    if not isinstance(value, str | int | float):
        return resolved.add(value)
    if option.get("choices"):
        return _choice(option, value)
    _check_bounds(option, value)
    return value


def _choice(option: Json, value: str | float) -> str | float:
    for choice in option["choices"]:
        if value in (choice["value"], choice["name"]):
            return choice["value"]
    known = ", ".join(str(choice["name"]) for choice in option["choices"])
    raise InvalidOptionError(f"the option {option['name']!r} is one of: {known}; not {value!r}")


def _check_bounds(option: Json, value: str | float) -> None:
    text = isinstance(value, str)
    size = len(value) if isinstance(value, str) else value
    low = option.get("min_length" if text else "min_value")
    high = option.get("max_length" if text else "max_value")
    # A client does not let an empty text through, and takes 6,000 characters (page "Application Commands").
    low, high = (low or 1, high or 6000) if text else (low, high)
    if (low is not None and size < low) or (high is not None and size > high):
        what = "length" if text else "value"
        raise InvalidOptionError(f"the option {option['name']!r} has a {what} of {low} to {high}, not {size}")
