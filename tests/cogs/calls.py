"""How each command, menu, button and form of the bot is used: one table for all tests that walk through everything.

Whoever adds one adds it here; tests that walk through the bot say so where it was forgotten.
Of an option that takes a role, a channel, a member or a file the value is never looked at: see ``options_of``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.localdiscord import File, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.app import SagaBot
    from bot.localdiscord import LocalChannel, LocalMember, Message, Response
    from bot.localdiscord.people import Given
    from bot.localdiscord.wire import Json
    from tests.conftest import House

    AnyCommand = app_commands.Command[Any, ..., Any]

# Every command that changes something or shows what is set up, with options that would do.
WRITES: dict[str, dict[str, Any]] = {
    "rumour add": {},
    "watch add": {"channel": "the lounge"},
    "watch list": {},
    "watch remove": {"channel": "the lounge"},
    "rumour edit": {"player": "van dijk"},
    "rumour retract": {"player": "van dijk"},
    "rumour undo": {},
    "rumour history": {},
    "saga merge": {"player": "van dijk", "other": "v. dijk"},
    "saga split": {"player": "van dijk"},
    "saga rename": {"player": "van dijk", "name": "Virgil van Dijk"},
    "saga close": {"player": "van dijk"},
    "player alias": {"player": "van dijk", "name": "VVD"},
    "review": {},
    "source tier": {"name": "Sky Sports", "tier": "1"},
    "source list": {},
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
    "setup start": {},
    "setup language": {"language": "es"},
    "setup wire": {"use": 0},
    "setup quotas": {},
    "data export": {},
    "data purge": {},
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
    "data mine": {},
}
COMMANDS = WRITES | READS | OWN

# The menus of messages, and a message that would do.
MENUS = {
    "Add as rumour": "Everton have agreed a fee of £25m with Brentford for midfielder Joao Almeida.",
}
# Every action of a button in a card (``bot.presses``), and a target that would do.
READING_PRESSES = {
    "status": "van dijk",
    "timeline": "van dijk",
    "sources": "van dijk",
    "since": "1499644800:van dijk",
    "why": "1",
    "ask": "t:van dijk",
    "page": "tp2.:van dijk",
    "pick": "s:van dijk",
    "share": "s:van dijk",
    "help_page": "alerts:2:0",
}
# Each user's own.
OWN_PRESSES = {
    "follow": "van dijk",
    "unfollow": "van dijk",
    "wrong": "van dijk",
    "mine_export": "",
    "mine_delete": "",
}
WRITING_PRESSES = {
    "confirm": "1",
    "cancel": "1",
    "correct": "1",
    "look": "1",
    "date": "1",
    "again": "1",
    "more": "1",
    "join": "1:2",
    "mute": "van dijk",
    "undo": "1",
    "edit_again": "1.0",
    "edit_typed": "1.0",
    "retract_again": "1.0",
    "list_edit": "van dijk",
    "list_retract": "van dijk",
    "page_pick_edit": "1.0",
    "page_pick_retract": "1.0",
    "page_pick_split": "1.0",
    "page_history": "0:",
    "review": "",
    "rule_so": "h1.0",
    "rule_wrong": "h1.0",
    "rule_no_player": "h1.0",
    "rule_no_news": "h1.0",
    "settle": "r1",
    "reopen": "r1",
    "setup": "",
}
PRESSES = READING_PRESSES | OWN_PRESSES | WRITING_PRESSES


# Every action of a menu in a card (``bot.choices``): a target, and what is chosen.
CHOICES: dict[str, tuple[str, list[str]]] = {
    "pick": ("s:", ["van dijk"]),
    "help": ("0", ["alerts"]),
    "correct": ("1", ["0"]),
    "pick_edit": ("1", ["1.0"]),
    "pick_retract": ("1", ["1.0"]),
    "pick_split": ("1", ["1.0"]),
    "undo": ("", ["1"]),
    "setup_role": ("", ["1"]),
    "setup_channel": ("", ["1"]),
    "setup_language": ("", ["es"]),
    "setup_zone": ("", ["Europe/London"]),
    "setup_wire": ("", ["off"]),
}
# Every action of a form that lies in its id (``bot.forms``): a target, and what is filled in.
FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "add": ("", {"text": MENUS["Add as rumour"]}),
    "correct": (
        "1:0",
        {"player": "Joao Almeida", "from_club": "", "to_club": "", "stage": "bid", "fees": ""},
    ),
    "date": ("1", {"date": "2 July 2024"}),
    "edit_rumour": ("1.0", {"player": "Virgil van Dijk", "stage": "talks", "fees": "£60m offered"}),
    "split": ("1", {"name": "Another van Dijk"}),
    "setup_channel": ("1", {"clubs": ""}),
    "purge": ("", {"name": "Anfield Chat"}),
    "mine_delete": ("", {"word": "DELETE"}),
    "wrong": ("van dijk", {"kind": "untrue", "words": "no"}),
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


def walk_windows(root: type[discord.ui.Modal] = discord.ui.Modal) -> Iterator[type[discord.ui.Modal]]:
    """Every kind of form that the bot's own modules define."""
    for kind in root.__subclasses__():
        if kind.__module__.split(".")[0] in ("bot", "cogs"):
            yield kind
        yield from walk_windows(kind)


def forgotten(bot: SagaBot) -> list[str]:
    """A sentence for each thing that stands in no table here, and for each entry that names nothing any more."""
    told: list[str] = []
    for what, real, table in (
        ("command", {one.qualified_name for one in walk_commands(bot)}, COMMANDS),
        ("typed command", {one.qualified_name for one in bot.walk_commands()}, {**COMMANDS}),
        ("menu", {one.name for one in walk_menus(bot)}, MENUS),
        ("press", set(bot.presses), PRESSES),
        ("choice", set(bot.choices), CHOICES),
        ("form", set(bot.forms), FORMS),
    ):
        told += [f"Say in tests/cogs/calls.py how the {what} {name!r} is used." for name in real - set(table)]
        if what != "typed command":
            told += [
                f"There is no {what} {name!r} any more: take it out of tests/cogs/calls.py."
                for name in set(table) - real
            ]
    return told


def options_of(house: House, name: str, given: Mapping[str, Any] | None = None) -> dict[str, Given]:
    """Options for a command that the client of Discord would take: for roles, channels and files real ones."""
    told = COMMANDS[name] if given is None else given
    command = next(one for one in walk_commands(house.bot) if one.qualified_name == name)
    things: dict[discord.AppCommandOptionType | None, Given] = {
        discord.AppCommandOptionType.role: house.moderators,
        discord.AppCommandOptionType.channel: house.lounge,
        discord.AppCommandOptionType.user: house.fan,
        discord.AppCommandOptionType.mentionable: house.fan,
        discord.AppCommandOptionType.attachment: File("news.txt", house.BID.encode()),
    }
    kinds = {one.display_name.replace("-", "_"): one.type for one in command.parameters}
    return {key: things.get(kinds.get(key)) or value for key, value in told.items()}


async def use(house: House, who: LocalMember, name: str, channel: LocalChannel | None = None) -> Response:
    """Use a slash command as the table says, in the channel for news unless another is given."""
    return await who.slash(channel or house.news, name, **options_of(house, name))


async def use_menu(house: House, who: LocalMember, name: str) -> Response:
    """Use a menu on a message, or a member, that the table says."""
    menu = next(one for one in walk_menus(house.bot) if one.name == name)
    if menu.type is discord.AppCommandType.user:
        return await who.use_on(house.fan, name, house.news)
    return await who.use_on(await house.fan.say(house.news, MENUS[name]), name)


async def press(house: House, who: LocalMember, action: str, target: str | None = None) -> Response:
    """Press a button for an action in a message that is there, with the table's target or another."""
    custom_id = f"v1:{action}:{PRESSES[action] if target is None else target}"
    return await house.discord.interact(pressed(who, await _message(house), custom_id, house.news))


async def choose(house: House, who: LocalMember, action: str) -> Response:
    """Choose in a menu for an action in a message that is there, as the table says."""
    target, values = CHOICES[action]
    payload = pressed(who, await _message(house), f"m1:{action}:{target}", house.news, values)
    return await house.discord.interact(payload)


async def send_form(house: House, who: LocalMember, action: str) -> Response:
    """Send a form for an action, filled as the table says."""
    target, filled = FORMS[action]
    return await house.discord.interact(sent(who, f"f1:{action}:{target}", filled, house.news))


def pressed(
    who: LocalMember,
    message: Message,
    custom_id: str,
    channel: LocalChannel,
    values: Sequence[str] | None = None,
) -> Json:
    """The interaction of a press of a button with that id, as if it were in the message; with values of a menu."""
    kind = 2 if values is None else 3
    data: Json = {"custom_id": custom_id, "component_type": kind, "id": 2}
    shown: Json = {"type": kind, "id": 2, "custom_id": custom_id}
    if values is None:
        shown |= {"style": 2, "label": "x"}
    else:
        data |= {"values": list(values)}
        shown |= {"options": [{"label": value, "value": value} for value in values], "min_values": 0}
    payload = who.payload(Kind.COMPONENT, channel, data, message)
    payload["message"] = {**payload["message"], "components": [{"type": 1, "id": 1, "components": [shown]}]}
    return payload


def sent(who: LocalMember, custom_id: str, filled: Mapping[str, str], channel: LocalChannel) -> Json:
    """The interaction of a form with that id that is sent with these fields of text."""
    fields = [
        {
            "type": 18,
            "id": 2 * place + 1,
            "component": {"type": 4, "id": 2 * place + 2, "custom_id": key, "value": value},
        }
        for place, (key, value) in enumerate(filled.items())
    ]
    return who.payload(Kind.MODAL, channel, {"custom_id": custom_id, "components": fields})


async def _message(house: House) -> Message:
    return house.news.messages[-1] if house.news.messages else await house.fan.say(house.news, "hello")
