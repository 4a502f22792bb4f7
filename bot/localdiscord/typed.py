"""What is typed into the terminal, read as Discord's client would take it: slash commands and mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.localdiscord.errors import InvalidOptionError
from bot.localdiscord.options import (
    ATTACHMENT,
    BOOLEAN,
    CHANNEL,
    INTEGER,
    MENTIONABLE,
    NUMBER,
    ROLE,
    STRING,
    TYPE_NAMES,
    USER,
    option_named,
)
from bot.localdiscord.people import File, LocalMember
from bot.localdiscord.places import LocalChannel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.localdiscord.commands import Leaf
    from bot.localdiscord.people import Given
    from bot.localdiscord.server import LocalDiscord
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Role

_TRUE = {"true", "yes", "on", "1"}
_FALSE = {"false", "no", "off", "0"}
# What looks like the name of an option: "quiet:22:00-07:00", not "https://…" and no "Reuters: he".
_NAMED = re.compile(r"(?:^|\s)([a-z][a-z_-]*):(?!//)(?=\S)")
_MENTION = re.compile(r"(?<![\w@#])([@#])([\w.-]{1,100})")

TEXT_FILE = "message.txt"
"""What a text is called that is typed where a file is asked for."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A slash command as it was typed: which one, and the text of each option that was named."""

    leaf: Leaf
    texts: dict[str, str]

    @property
    def missing(self) -> list[Json]:
        """The required options that were not named."""
        return [
            option
            for option in self.leaf.options
            if option.get("required") and option["name"] not in self.texts
        ]


def read_slash(text: str, leaves: list[Leaf]) -> Typed | None:
    """Read ``alerts add player:van dijk everything:true``; None if no command of that name is offered.

    A value may hold spaces: it runs to the next option's name with a colon. Text before any name is the
    value of the first option, where Discord's client would put it too.

    Raises:
        InvalidOptionError: an option is named that the command has not.
    """
    words = text.split()
    fitting = [leaf for leaf in leaves if tuple(words[: len(leaf.words)]) == leaf.words]
    if not fitting:
        return None
    leaf = max(fitting, key=lambda one: len(one.words))
    rest = text.split(maxsplit=len(leaf.words))[len(leaf.words) :]
    options = rest[0] if rest else ""
    for named in _NAMED.finditer(options):
        option_named(leaf.options, named[1], leaf.name)
    return Typed(leaf, _named(options, leaf.options))


def _named(text: str, options: list[Json]) -> dict[str, str]:
    if not options:
        return {}
    names = sorted((re.escape(option["name"]) for option in options), key=len, reverse=True)
    found = list(re.finditer(rf"(?:^|\s)({'|'.join(names)}):", text))
    texts: dict[str, str] = {}
    before = text[: found[0].start()] if found else text
    if before.strip():
        texts[options[0]["name"]] = before.strip()
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        texts[match[1]] = text[match.end() : end].strip()
    return texts


class Reader:
    """Turns typed words into values, for a member in a guild: names into members, channels and roles."""

    def __init__(self, discord: LocalDiscord) -> None:
        self._discord = discord
        self._world = discord.state.world

    def value(self, option: Json, text: str) -> Given:
        """An option's value.

        Raises:
            InvalidOptionError: it is not what the option takes.
        """
        kind: int = option["type"]
        try:
            match kind:
                case _ if kind == STRING:
                    return text
                case _ if kind == INTEGER:
                    return int(text)
                case _ if kind == NUMBER:
                    return float(text)
                case _ if kind == BOOLEAN:
                    return _truth(text)
                case _ if kind == ATTACHMENT:
                    return File(TEXT_FILE, text.encode())
                case _:
                    return self.thing(kind, text)
        except ValueError:
            message = f"the option {option['name']!r} takes {TYPE_NAMES[kind]}, not {text!r}"
            raise InvalidOptionError(message) from None

    def thing(self, kind: int, text: str) -> LocalMember | LocalChannel | Role:
        """The member, channel or role of that name, with or without its sign.

        Raises:
            ValueError: there is none.
        """
        wanted = text.strip().lstrip("@#").casefold()
        for name, thing in self._things(kind):
            if name.lstrip("@").casefold() == wanted:
                return thing
        raise ValueError(text)

    def _things(self, kind: int) -> Iterator[tuple[str, LocalMember | LocalChannel | Role]]:
        for guild in self._world.guilds.values():
            if kind in {USER, MENTIONABLE}:
                for member in guild.members.values():
                    yield member.user.name, LocalMember(self._discord, member)
            if kind in {ROLE, MENTIONABLE}:
                for role in guild.roles.values():
                    yield role.name, role
            if kind == CHANNEL:
                for channel in guild.channels.values():
                    yield channel.name, LocalChannel(self._discord, channel)

    def with_mentions(self, text: str) -> str:
        """The text with ``@name`` and ``#name`` as the mentions that Discord's client would make of them."""

        def mention(found: re.Match[str]) -> str:
            try:
                thing = self.thing(CHANNEL if found[1] == "#" else MENTIONABLE, found[2])
            except ValueError:
                return found[0]
            return thing.mention if isinstance(thing, LocalMember | LocalChannel) else f"<@&{thing.id}>"

        return _MENTION.sub(mention, text)


def _truth(text: str) -> bool:
    word = text.casefold()
    if word not in _TRUE | _FALSE:
        raise ValueError(text)
    return word in _TRUE


def usage(leaf: Leaf) -> str:
    """A command with its options as one would type it; optional ones in square brackets."""
    options = [
        f"{option['name']}:…" if option.get("required") else f"[{option['name']}:…]"
        for option in leaf.options
    ]
    return " ".join([f"/{leaf.name}", *options])
