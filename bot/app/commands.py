"""The commands that there are, as the help tells of them: from the tree that Discord is told, so none is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands

from bot.app.translating import NAME
from bot.cards.help import CommandHelp, Topic
from bot.model import GuildSettings
from bot.rights import Action, may
from bot.speech import mark, say, say_as

if TYPE_CHECKING:
    from collections.abc import Iterator

    from discord.ext import commands

    from bot.app.client import SagaBot
    from bot.model import Actor

_TOPICS = {
    "alerts": Topic.ALERTS,
    "follow": Topic.FOLLOWING,
    "unfollow": Topic.FOLLOWING,
    "rumour add": Topic.ADDING,
    "rumour url": Topic.ADDING,
    "watch": Topic.ADDING,
    "rumour": Topic.MENDING,
    "saga": Topic.MENDING,
    "player": Topic.MENDING,
    "source": Topic.MENDING,
    "review": Topic.MENDING,
    "setup": Topic.SETTING_UP,
    "data": Topic.DATA,
}
"""Of commands by their name, or that of their family; a command may tell another ("topic" of its ``extras``)."""

_FOR_MANAGERS = mark("For whoever may manage the server.")
_FOR_MODERATORS = mark("For moderators.")
_MANAGERS = frozenset(("setup", "data"))
_EVERYBODY = frozenset(("follow", "unfollow"))
"""Beside all that can be typed as a message too, which only read."""

Command = app_commands.Command[Any, Any, Any] | app_commands.ContextMenu


async def listed(bot: SagaBot, actor: Actor) -> list[CommandHelp]:
    """Every command and menu in the asker's language; of those that he may not use it is told who may."""
    guild_id = actor.guild_id
    settings = GuildSettings(0) if guild_id is None else await bot.store.guild_settings(guild_id)
    allowed = {
        _FOR_MODERATORS: may(actor, settings, Action.MANAGE_ALERTS),
        _FOR_MANAGERS: may(actor, settings, Action.SET_UP),
    }
    return [
        CommandHelp(
            _usage(command),
            say("Right-click a message, then Apps.") if is_menu(command) else say(_does(command)),
            _example(bot, command),
            _topic(bot, command),
            "" if (who := _who(bot, command)) is None or allowed[who] else say(who),
            command.qualified_name,
        )
        for command in _commands(bot)
    ]


def forms(bot: SagaBot) -> str:
    """In which ways the asker can give a command."""
    name = bot.user.name if bot.user else "Sagabot"
    if bot.settings.message_content:
        return say(
            "Type / and choose a command. Questions work as @{name} status and as {prefix}status too.",
            name=name,
            prefix=bot.settings.prefix,
        )
    return say("Type / and choose a command. Questions work as @{name} status too.", name=name)


def is_menu(command: Command) -> bool:
    """True for what stands in the menu of a message."""
    return isinstance(command, app_commands.ContextMenu)


def family_of(bot: SagaBot, typed: str) -> str | None:
    """The slash command of that name, or the first of a family; None: there is none, or it can be typed as well."""
    names = [command.qualified_name for command in _commands(bot) if not is_menu(command)]
    wanted = " ".join(typed.casefold().split()[:2])
    known = [name for name in names if name == wanted or wanted.partition(" ")[0] == name.partition(" ")[0]]
    if not known or bot.get_command(known[0]) is not None:
        return None
    return wanted if wanted in known else known[0]


def family_typed(context: commands.Context[SagaBot]) -> str | None:
    """The slash command that was meant by a message which is no command (see ``family_of``)."""
    return family_of(context.bot, f"{context.invoked_with or ''} {context.view.buffer[context.view.index :]}")


def name_of(qualified: str) -> str:
    """A command's name as those see it who have Discord in the current language: "rumour add", "rumor añadir"."""
    return " ".join(say_as(NAME, word) for word in qualified.split())


def _commands(bot: SagaBot) -> Iterator[Command]:
    for command in bot.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            yield command
    yield from (one for one in bot.tree.get_commands() if isinstance(one, app_commands.ContextMenu))


def _does(command: Command) -> str:
    return command.description if isinstance(command, app_commands.Command) else ""


def _usage(command: Command) -> str:
    """As it is written: "/status player [as-of]"; a menu by its name."""
    if not isinstance(command, app_commands.Command):
        return say(command.name)
    names = ((say_as(NAME, one.display_name), one.required) for one in command.parameters)
    options = (name if is_required else f"[{name}]" for name, is_required in names)
    return " ".join((f"/{name_of(command.qualified_name)}", *options))


def _extras(bot: SagaBot, command: Command) -> dict[Any, Any]:
    twin = bot.get_command(command.qualified_name)
    return twin.extras if twin is not None else command.extras


def _example(bot: SagaBot, command: Command) -> str:
    if not isinstance(command, app_commands.Command):
        return ""
    name = command.qualified_name
    rest = str(_extras(bot, command).get("example", name)).removeprefix(name)
    for one in command.parameters:
        rest = rest.replace(f" {one.display_name}:", f" {say_as(NAME, one.display_name)}:")
    return f"/{name_of(name)}{rest}"


def _topic(bot: SagaBot, command: Command) -> Topic:
    told = _extras(bot, command).get("topic")
    name = command.qualified_name
    if told in set(Topic):
        return Topic(told)
    by_default = Topic.ADDING if is_menu(command) else Topic.ASKING
    return _TOPICS.get(name) or _TOPICS.get(name.partition(" ")[0], by_default)


def _who(bot: SagaBot, command: Command) -> str | None:
    """Who may use it; None: everybody."""
    root = command.qualified_name.partition(" ")[0]
    if bot.get_command(command.qualified_name) is not None or root in _EVERYBODY:
        return None
    return _FOR_MANAGERS if root in _MANAGERS else _FOR_MODERATORS
