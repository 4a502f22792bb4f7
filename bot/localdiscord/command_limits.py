"""Discord's documented limits of application commands (page "Application Commands")."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.localdiscord.errors import ApiError, Known
from bot.localdiscord.forms import Form
from bot.localdiscord.locales import LOCALES
from bot.localdiscord.wire import array, part

if TYPE_CHECKING:
    from bot.localdiscord.forms import Path
    from bot.localdiscord.wire import Json

# Page "Application Commands": Command Structure, Option Structure, Option Choice Structure
NAME = 32
DESCRIPTION = 100
OPTIONS = 25
CHOICES = 25
CHOICE = 100
STRING_LENGTH = 6000
# Page "Application Commands", Slash Commands: names, descriptions and values of one command together
ALL_TEXT = 8000
# Page "Application Commands", Registering a Command: how many of each type one scope may have
COMMANDS_OF_TYPE = {1: 100, 2: 15, 3: 15}

# Page "Application Commands": Command Types and Option Types
SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
_VALUE_TYPES = set(range(3, 12))
# Page "Application Commands", Naming; Devanagari and Thai letters with their marks are \w to Python only in part
_NAME = re.compile(r"[-_'\w]{1,32}")


def check_commands(commands: list[Json]) -> None:
    """Check everything that one scope is to have.

    Raises:
        ApiError: 30032 for too many of a type, 50035 for any other broken limit.
    """
    kinds = Counter(command.get("type", SLASH) for command in commands)
    if any(count > COMMANDS_OF_TYPE.get(kind, 0) for kind, count in kinds.items()):
        raise ApiError(Known.TOO_MANY_COMMANDS)
    form = Form()
    taken: set[tuple[int, str]] = set()
    for index, command in enumerate(commands):
        _check_command(form, (index,), command)
        key = (command.get("type", SLASH), command.get("name", ""))
        if key in taken:
            form.fault(
                (index, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Command names must be unique."
            )
        taken.add(key)
    form.finish()


def _check_command(form: Form, path: Path, command: Json) -> None:
    if command.get("type", SLASH) != SLASH:
        # The names of context menus may be written with capitals and spaces.
        form.length((*path, "name"), command.get("name") or "", NAME, 1)
        for at, name in _translations(form, path, command, "name"):
            form.length(at, name, NAME, 1)
        if command.get("description"):
            code = "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION"
            form.fault((*path, "description"), code, "Context menu commands cannot have a description.")
        return
    _check_named(form, path, command)
    options = array(command, "options")
    _check_options(form, (*path, "options"), options, {SUBCOMMAND, GROUP} | _VALUE_TYPES)
    if _text(command) > ALL_TEXT:
        form.fault(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({ALL_TEXT}).")


def _text(node: Json) -> int:
    """How many characters a command, an option or a choice counts, with all in it: of translations the longest."""
    inner = sum(_text(one) for name in ("options", "choices") for one in array(node, name))
    return _longest(node, "name") + _longest(node, "description") + len(str(node.get("value", ""))) + inner


def _longest(node: Json, name: str) -> int:
    return max(len(text or "") for text in (node.get(name), *part(node, f"{name}_localizations").values()))


def _translations(form: Form, path: Path, node: Json, name: str) -> list[tuple[Path, str]]:
    """Each translation of a text and where it is; a language that Discord does not have is a fault."""
    found: list[tuple[Path, str]] = []
    for locale, text in part(node, f"{name}_localizations").items():
        at = (*path, f"{name}_localizations", locale)
        if locale not in LOCALES:
            form.fault(at, "BASE_TYPE_CHOICES", "Value must be one of Discord's locales.")
        found.append((at, text or ""))
    return found


def _check_named(form: Form, path: Path, node: Json) -> None:
    name: str = node.get("name") or ""
    for at, text in (((*path, "name"), name), *_translations(form, path, node, "name")):
        if not _NAME.fullmatch(text) or text != text.lower():
            form.fault(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    description = (*path, "description"), node.get("description") or ""
    for at, text in (description, *_translations(form, path, node, "description")):
        form.length(at, text, DESCRIPTION, 1)


def _check_options(form: Form, path: Path, options: list[Json], allowed: set[int]) -> None:
    form.length(path, options, OPTIONS)
    optional_seen = False
    names: set[str] = set()
    for index, option in enumerate(options):
        at = (*path, index)
        _check_named(form, at, option)
        if option.get("name") in names:
            form.fault(
                (*at, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique."
            )
        names.add(option.get("name") or "")
        if not form.one_of((*at, "type"), option.get("type"), allowed):
            continue
        if optional_seen and option.get("required"):
            message = "Required options must be placed before non-required options"
            form.fault(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_seen = optional_seen or not option.get("required")
        _check_option(form, at, option)
    if {SUBCOMMAND, GROUP} & {option.get("type") for option in options} and _VALUE_TYPES & {
        option.get("type") for option in options
    }:
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        form.fault(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)


def _check_option(form: Form, path: Path, option: Json) -> None:
    inner = array(option, "options")
    if option["type"] == GROUP:
        _check_options(form, (*path, "options"), inner, {SUBCOMMAND})
    elif option["type"] == SUBCOMMAND:
        _check_options(form, (*path, "options"), inner, _VALUE_TYPES)
    form.number((*path, "min_length"), option.get("min_length"), 0, STRING_LENGTH)
    form.number((*path, "max_length"), option.get("max_length"), 1, STRING_LENGTH)
    choices = array(option, "choices")
    form.length((*path, "choices"), choices, CHOICES)
    if choices and option.get("autocomplete"):
        message = "Autocomplete and choices are mutually exclusive."
        form.fault((*path, "autocomplete"), "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES", message)
    for index, choice in enumerate(choices):
        form.length((*path, "choices", index, "name"), choice.get("name") or "", CHOICE, 1)
        for at, text in _translations(form, (*path, "choices", index), choice, "name"):
            form.length(at, text, CHOICE, 1)
        if isinstance(choice.get("value"), str):
            form.length((*path, "choices", index, "value"), choice["value"], CHOICE)
