"""The commands that the bot has synced: who is offered which, and what a use of one says on the wire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.localdiscord.command_limits import GROUP, MESSAGE_MENU, SLASH, SUBCOMMAND, USER_MENU, check_commands
from bot.localdiscord.errors import NotPermittedError, UnknownCommandError
from bot.localdiscord.permissions import EVERYTHING, Permission, channel_permissions
from bot.localdiscord.wire import array

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Channel, World

# Page "Application Commands", Interaction Contexts
GUILD_CONTEXT, DIRECT_CONTEXT = 0, 1
_TYPE_NAMES = {SLASH: "slash command", USER_MENU: "user menu command", MESSAGE_MENU: "message menu command"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A slash command that can be used: its root as synced, its ``("alerts", "add")``, its options."""

    root: Json
    words: tuple[str, ...]
    description: str
    options: list[Json]

    @property
    def name(self) -> str:
        """The words, as one types them after the slash."""
        return " ".join(self.words)

    def data(self, options: list[Json], resolved: Json) -> Json:
        """The interaction's ``data`` for a use with these options."""
        for kind, word in reversed(tuple(zip(self._kinds(), self.words[1:], strict=True))):
            options = [{"type": kind, "name": word, "options": options}]
        return command_data(self.root) | {"options": options} | ({"resolved": resolved} if resolved else {})

    def _kinds(self) -> tuple[int, ...]:
        return ((), (SUBCOMMAND,), (GROUP, SUBCOMMAND))[len(self.words) - 1]


def command_data(command: Json) -> Json:
    """What every use of a command says of it. A guild's own command carries the guild's id."""
    data: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
    return data | {"guild_id": command["guild_id"]} if "guild_id" in command else data


def leaves(root: Json, words: tuple[str, ...] = (), node: Json | None = None) -> Iterator[Leaf]:
    """Every command that can be used under a root: itself, or its subcommands."""
    node = root if node is None else node
    words = (*words, node["name"])
    options = array(node, "options")
    inner = [option for option in options if option["type"] in (SUBCOMMAND, GROUP)]
    if inner:
        for option in inner:
            yield from leaves(root, words, option)
    else:
        yield Leaf(root, words, node.get("description") or "", options)


class Commands:
    """What is synced, per scope: None is global, else a guild's id. ``syncs`` counts the bulk overwrites."""

    def __init__(self, world: World) -> None:
        self.syncs = 0
        self._world = world
        self._scopes: dict[int | None, list[Json]] = {}

    def of(self, scope: int | None) -> list[Json]:
        """The commands of one scope as Discord lists them."""
        return self._scopes.get(scope, [])

    def replace(self, scope: int | None, bodies: list[Json]) -> list[Json]:
        """Take these commands in place of all that the scope had; a command that stays keeps its id.

        Raises:
            ApiError: 30032 or 50035 for what breaks a limit.
        """
        check_commands(bodies)
        old = {(command["type"], command["name"]): command["id"] for command in self.of(scope)}
        self._scopes[scope] = [self._registered(scope, body, old) for body in bodies]
        self.syncs += 1
        return self._scopes[scope]

    def _registered(self, scope: int | None, body: Json, old: dict[tuple[int, str], str]) -> Json:
        kind = body.get("type", SLASH)
        needed = body.get("default_member_permissions")
        command = body | {
            "id": old.get((kind, body["name"]), str(self._world.ids.next())),
            "application_id": str(self._world.application_id),
            "version": str(self._world.ids.next()),
            "type": kind,
            "description": body.get("description") or "",
            "default_member_permissions": None if needed is None else str(needed),
            "nsfw": bool(body.get("nsfw")),
        }
        return command if scope is None else command | {"guild_id": str(scope)}

    def offered(self, channel: Channel, user_id: int, kind: int = SLASH) -> list[Json]:
        """The commands of a type that the client shows to the user in the channel, a guild's own first."""
        return [command for command in self._here(channel, kind) if self._may_use(command, channel, user_id)]

    def slashes(self, channel: Channel, user_id: int) -> list[Leaf]:
        """Every slash command with its subcommands that the client shows to the user in the channel."""
        return [leaf for root in self.offered(channel, user_id) for leaf in leaves(root)]

    def leaf(self, channel: Channel, user_id: int, name: str) -> Leaf:
        """The slash command of that name (words apart by spaces).

        Raises:
            UnknownCommandError: the bot has synced none of that name for this kind of channel.
            NotPermittedError: this member is not shown it.
        """
        words = tuple(name.split())
        for root in self._here(channel, SLASH):
            for leaf in leaves(root):
                if leaf.words == words:
                    self._require(root, channel, user_id)
                    return leaf
        raise self._unknown(SLASH, name, channel)

    def menu(self, channel: Channel, user_id: int, name: str, kind: int) -> Json:
        """The context menu command of that name; raises as ``leaf`` does."""
        for command in self._here(channel, kind):
            if command["name"] == name:
                self._require(command, channel, user_id)
                return command
        raise self._unknown(kind, name, channel)

    def _unknown(self, kind: int, name: str, channel: Channel) -> UnknownCommandError:
        if kind == SLASH:
            known = [f"/{leaf.name}" for root in self._here(channel, kind) for leaf in leaves(root)]
        else:
            known = [command["name"] for command in self._here(channel, kind)]
        here = ", ".join(sorted(known)) or "none are synced"
        return UnknownCommandError(f"there is no {_TYPE_NAMES[kind]} {name!r} here; there are: {here}")

    def _here(self, channel: Channel, kind: int) -> list[Json]:
        guild = self._world.guild_of(channel)
        if guild is not None and not guild.bot_inside:
            return []
        own = [] if guild is None else self.of(guild.id)
        context = DIRECT_CONTEXT if guild is None else GUILD_CONTEXT
        shared = [command for command in self.of(None) if context in _contexts(command)]
        return [command for command in [*own, *shared] if command["type"] == kind]

    def _require(self, command: Json, channel: Channel, user_id: int) -> None:
        if not self._may_use(command, channel, user_id):
            raise NotPermittedError(f"this member is not shown {command['name']!r} in #{channel.name}")

    def _may_use(self, command: Json, channel: Channel, user_id: int) -> bool:
        allowed = channel_permissions(self._world, channel, user_id)
        if allowed == EVERYTHING or channel.guild_id is None:
            return True
        if not allowed & Permission.USE_APPLICATION_COMMANDS:
            return False
        needed = command["default_member_permissions"]
        # None asks for nothing, and 0 is for administrators only (page "Application Commands", permissions).
        return needed is None or (int(needed) != 0 and allowed & int(needed) == int(needed))


def _contexts(command: Json) -> list[int]:
    listed = command.get("contexts")
    if listed is not None:
        return listed
    return [GUILD_CONTEXT] if command.get("dm_permission") is False else [GUILD_CONTEXT, DIRECT_CONTEXT]
