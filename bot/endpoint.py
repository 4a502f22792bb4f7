"""Where Discord is, and whatever else of discord.py is not promised to stay: all of it in this one file.

Written for discord.py 2.7; the version is pinned below 2.8.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeAlias

    Completion: TypeAlias = Callable[..., Awaitable[list[app_commands.Choice[Any]]]]

log = logging.getLogger(__name__)
ClientT = TypeVar("ClientT", bound=discord.Client)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The addresses of another Discord than the real one: the local one of the demo and the tests.

    It is given in code and never read from the environment: whoever could set it there would be sent the
    real token.
    """

    api_url: str
    gateway_url: str

    def use(self) -> None:
        """Point every client of this process there."""
        Route.BASE = self.api_url
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self.gateway_url)


def keep_quiet_of_voice() -> None:
    """Spare the operator two warnings that voice is not supported: nothing here speaks."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


class SoundTree(app_commands.CommandTree[ClientT]):
    """A tree that answers what it cannot make sense of, too: the library leaves that to the event loop to log."""

    async def _call(self, interaction: discord.Interaction[ClientT]) -> None:
        try:
            self._check(interaction)
            await super()._call(interaction)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            # What a command raises comes as an AppCommandError: this is the reading of what was sent.
            log.warning("An interaction cannot be read: %s", type(error).__name__)
            raise app_commands.AppCommandError from None

    def _check(self, interaction: discord.Interaction[ClientT]) -> None:
        """Look at what the library does not: of a text it takes whatever comes, of a number any, of things their ids.

        Raises:
            LookupError, TypeError, ValueError: Discord sends nothing like that for the commands as they are.
        """
        data: Any = interaction.data
        if data.get("type", _SLASH) != _SLASH:
            return
        command, options = self._get_app_command_options(data)
        asked = {one.display_name: one for one in command.parameters}
        resolved: dict[str, dict[str, Any]] = data.get("resolved") or {}
        named = {number for things in resolved.values() for number in things}
        is_typing = interaction.type is discord.InteractionType.autocomplete
        for option in options:
            told: dict[str, Any] = {**option}
            _check_type(told)
            if told["type"] in _THINGS and told["value"] not in named and not is_typing:
                raise LookupError
            known = asked[told["name"]]
            if known.type.value != told["type"]:
                raise TypeError
            if told["type"] in (_WHOLE, _NUMBER) and not is_typing:
                _check_range(told["value"], known.min_value, known.max_value)


_SLASH = 1
_TEXT, _WHOLE, _TRUTH, _NUMBER = 3, 4, 5, 10
_THINGS = (6, 7, 8, 9, 11)
_LARGEST_ID = 2**63


def _check_type(option: dict[str, Any]) -> None:
    """Raise unless the value is what Discord sends for an option of this type; what is being typed may be any text."""
    value, kind = option["value"], option["type"]
    right = {
        _TEXT: isinstance(value, str),
        _WHOLE: isinstance(value, int) and not isinstance(value, bool),
        _NUMBER: isinstance(value, int | float) and not isinstance(value, bool),
        _TRUTH: isinstance(value, bool),
    }
    is_id = isinstance(value, str) and value.isdecimal() and len(value) < len(str(_LARGEST_ID)) + 1
    if option.get("focused"):
        kind = _TEXT
    is_right = right.get(kind, is_id and int(value) < _LARGEST_ID)
    if not is_right:
        raise TypeError


def _check_range(value: float, least: float | None, most: float | None) -> None:
    if (least is not None and value < least) or (most is not None and value > most):
        raise ValueError


async def forget_connections(client: discord.Client) -> None:
    """Let go of what a failed start has opened, so that the client can be started again.

    ``Client.clear`` is meant for it, but keeps the closed connector, with which nothing can be sent.
    """
    await client.http.close()
    client.http.connector = discord.utils.MISSING


async def payload_of(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """What a sync would send of the commands, with what their translator makes of their texts."""
    commands: list[Any] = tree.get_commands()
    translator = tree.translator
    if translator is None:
        return [command.to_dict(tree) for command in commands]
    return [await command.get_translated_payload(tree, translator) for command in commands]


def wrap_completions(tree: app_commands.CommandTree[Any], wrap: Callable[[Completion], Completion]) -> None:
    """Put ``wrap`` of each in the place of what offers something while an option is typed; once each.

    The library logs what such a function raises, words and all, and leaves the user waiting; it has no hook for that.
    """
    for command in tree.walk_commands():
        if not isinstance(command, app_commands.Command):
            continue
        for option in command._params.values():  # noqa: SLF001 - see above  # pyright: ignore[reportPrivateUsage]
            completion = option.autocomplete
            if completion is None or hasattr(completion, "is_wrapped"):
                continue
            wrapped: Any = wrap(completion)
            wrapped.is_wrapped = True
            wrapped.pass_command_binding = getattr(completion, "pass_command_binding", False)
            option.autocomplete = wrapped
