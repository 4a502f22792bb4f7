"""How each command, menu, form and press of the bot is used: one table for all tests that walk through everything.

Whoever adds a command, a menu, a form or a press adds it here; tests that walk the tree say so where it was forgotten.
Of an option that takes a role, a channel, a member or a file the value is never looked at: see ``options_of``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.localdiscord import File, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.app import SagaBot
    from bot.localdiscord import LocalChannel, LocalMember, Message, Response
    from bot.localdiscord.people import Given
    from bot.localdiscord.wire import Json
    from tests.conftest import House

    AnyCommand = app_commands.Command[Any, ..., Any]

# Every command that changes something or shows what is set up, with options that would do.
WRITES: dict[str, dict[str, Any]] = {
    "rumour add": {},
    "alerts add": {"player": "van dijk"},
    "alerts edit": {"player": "van dijk", "tier": 1},
    "alerts list": {},
    "alerts pause": {"player": "van dijk"},
    "alerts resume": {"player": "van dijk"},
    "alerts remove": {"player": "van dijk"},
    "alerts test": {},
    "alerts why": {},
    "alerts mute": {"player": "van dijk"},
    "alerts unmute": {"player": "van dijk"},
    "setup moderators": {"role": "the moderators"},
    "setup timezone": {"zone": "Europe/London"},
}
# What anybody may ask.
READS: dict[str, dict[str, Any]] = {
    "status": {"player": "van dijk"},
    "timeline": {"player": "van dijk"},
    "sources": {"player": "van dijk"},
    "club": {"club": "southampton"},
    "latest": {},
    "window": {},
    "help": {},
    "about": {},
    "privacy": {},
}
# What each user settles for himself alone.
OWN: dict[str, dict[str, Any]] = {
    "follow": {"player": "van dijk"},
    "unfollow": {"player": "van dijk"},
}
COMMANDS = WRITES | READS | OWN

# The menus of messages, and a message that would do.
MENUS = {
    "Add as rumour": "Everton have agreed a fee of £25m with Brentford for midfielder Joao Almeida.",
}
# Every action of a button or a menu in a card, and a target that would do.
READING_PRESSES = {
    "status": "van dijk",
    "timeline": "van dijk",
    "sources": "van dijk",
    "since": "1499644800:van dijk",
    "why": "1",
}
WRITING_PRESSES = {
    "confirm": "1",
    "cancel": "1",
    "mute": "van dijk",
}
PRESSES = READING_PRESSES | WRITING_PRESSES


@dataclass(frozen=True, slots=True)
class FormUse:
    """How a form is come to, by a command, and what it is filled with; by the name of its class in ``FORMS``."""

    command: str
    values: Mapping[str, Any]
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])


FORMS = {
    "RumourForm": FormUse("rumour add", {"Text": MENUS["Add as rumour"]}),
}


def walk_commands(bot: SagaBot) -> Iterator[AnyCommand]:
    """Every slash command that can be used, subcommands too."""
    for command in bot.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            yield command


def walk_menus(bot: SagaBot) -> Iterator[app_commands.ContextMenu]:
    """Every menu of messages or members."""
    for kind in (discord.AppCommandType.message, discord.AppCommandType.user):
        yield from bot.tree.get_commands(type=kind)


def walk_forms(root: type[discord.ui.Modal] = discord.ui.Modal) -> Iterator[type[discord.ui.Modal]]:
    """Every kind of form that the bot's own modules define."""
    for kind in root.__subclasses__():
        if kind.__module__.split(".")[0] in ("bot", "cogs"):
            yield kind
        yield from walk_forms(kind)


def forgotten(bot: SagaBot) -> list[str]:
    """A sentence for each thing that stands in no table here, and for each entry that names nothing any more."""
    told: list[str] = []
    for what, real, table in (
        ("command", {one.qualified_name for one in walk_commands(bot)}, COMMANDS),
        ("typed command", {one.qualified_name for one in bot.walk_commands()}, {**COMMANDS}),
        ("menu", {one.name for one in walk_menus(bot)}, MENUS),
        ("press", set(bot.presses), PRESSES),
        ("form", {one.__name__ for one in walk_forms()}, FORMS),
    ):
        told += [f"Say in tests/cogs/calls.py how the {what} {name!r} is used." for name in real - set(table)]
        if what != "typed command":
            told += [f"There is no {what} {name!r} any more: take it out of tests/cogs/calls.py."
                     for name in set(table) - real]
    return told


def options_of(house: House, name: str, given: Mapping[str, Any] | None = None) -> dict[str, Given]:
    """Options for a command that the client of Discord would take: for roles, channels and files real ones."""
    told = COMMANDS[name] if given is None else given
    command = next(one for one in walk_commands(house.bot) if one.qualified_name == name)
    things: dict[discord.AppCommandOptionType, Given] = {
        discord.AppCommandOptionType.role: house.moderators,
        discord.AppCommandOptionType.channel: house.lounge,
        discord.AppCommandOptionType.user: house.fan,
        discord.AppCommandOptionType.mentionable: house.fan,
        discord.AppCommandOptionType.attachment: File("news.txt", house.BID.encode()),
    }
    kinds = {one.display_name: one.type for one in command.parameters}
    return {key: things.get(kinds.get(key.replace("_", "-"), kinds.get(key)), value) for key, value in told.items()}


async def use(house: House, who: LocalMember, name: str, channel: LocalChannel | None = None) -> Response:
    """Use a slash command as the table says, in the channel for news unless another is given."""
    return await who.slash(channel or house.news, name, **options_of(house, name))


async def use_menu(house: House, who: LocalMember, name: str) -> Response:
    """Use a menu on a message, or a member, that the table says."""
    menu = next(one for one in walk_menus(house.bot) if one.name == name)
    if menu.type is discord.AppCommandType.user:
        return await who.use_on(house.fan, name, house.news)
    return await who.use_on(await house.fan.say(house.news, MENUS[name]), name)


async def fill(house: House, who: LocalMember, form: str) -> Response:
    """Open a form, and send it filled as the table says."""
    return await who.submit(await open_form(house, who, form), FORMS[form].values)


async def open_form(house: House, who: LocalMember, form: str) -> Response:
    """Open a form as the table says."""
    way = FORMS[form]
    return await who.slash(house.news, way.command, **options_of(house, way.command, way.options))


def pressed(who: LocalMember, message: Message, custom_id: str, channel: LocalChannel) -> Json:
    """The interaction of a press of a button with that id, as if it were in a message of the bot."""
    data = {"custom_id": custom_id, "component_type": 2, "id": 2}
    payload = who.payload(Kind.COMPONENT, channel, data, message)
    button = {"type": 2, "style": 2, "label": "x", "id": 2, "custom_id": custom_id}
    payload["message"] = {**payload["message"], "components": [{"type": 1, "id": 1, "components": [button]}]}
    return payload


async def press(house: House, who: LocalMember, action: str, target: str | None = None) -> Response:
    """Press a button for an action in a message that is there, with the table's target or another."""
    message = house.news.messages[-1] if house.news.messages else await house.fan.say(house.news, "hello")
    custom_id = f"v1:{action}:{PRESSES[action] if target is None else target}"
    return await house.discord.interact(pressed(who, message, custom_id, house.news))
