"""Where Discord is, and whatever else of discord.py is not promised to stay: all of it in this one file.

Written for discord.py 2.7; the version is pinned below 2.8.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeAlias

    Completion: TypeAlias = Callable[..., Awaitable[list[discord.app_commands.Choice[Any]]]]


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


async def forget_connections(client: discord.Client) -> None:
    """Let go of what a failed start has opened, so that the client can be started again.

    ``Client.clear`` is meant for it, but keeps the closed connector, with which nothing can be sent.
    """
    await client.http.close()
    client.http.connector = discord.utils.MISSING


async def payload_of(tree: discord.app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """What a sync would send of the commands, with what their translator makes of their texts."""
    commands: list[Any] = tree.get_commands()
    translator = tree.translator
    if translator is None:
        return [command.to_dict(tree) for command in commands]
    return [await command.get_translated_payload(tree, translator) for command in commands]


def wrap_completions(
    tree: discord.app_commands.CommandTree[Any], wrap: Callable[[Completion], Completion]
) -> None:
    """Put ``wrap`` of each in the place of what offers something while an option is typed; once each.

    The library logs what such a function raises, words and all, and leaves the user waiting; it has no hook for that.
    """
    for command in tree.walk_commands():
        if not isinstance(command, discord.app_commands.Command):
            continue
        for option in command._params.values():  # noqa: SLF001 - see above  # pyright: ignore[reportPrivateUsage]
            completion = option.autocomplete
            if completion is None or hasattr(completion, "is_wrapped"):
                continue
            wrapped: Any = wrap(completion)
            wrapped.is_wrapped = True
            wrapped.pass_command_binding = getattr(completion, "pass_command_binding", False)
            option.autocomplete = wrapped
