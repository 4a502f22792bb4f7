"""What a REST endpoint is: a method, a path, and a function from one call to its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.localdiscord.errors import ApiError, Known

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.localdiscord.state import State
    from bot.localdiscord.uploads import Body
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Guild


@dataclass(frozen=True, slots=True)
class Call:
    """One request that has passed faults, limits and authorisation: what its path, query and body say."""

    state: State
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Body

    def id(self, name: str) -> int:
        """The snowflake of that name in the path.

        Raises:
            ApiError: 50035 if it is no number.
        """
        text = self.path[name]
        if not text.isdecimal():
            fault = {"code": "NUMBER_TYPE_COERCE", "message": f'Value "{text}" is not snowflake.'}
            raise ApiError(Known.INVALID_FORM, {name: {"_errors": [fault]}})
        return int(text)

    def guild(self) -> Guild:
        """The guild of the path's ``guild_id``, which the bot must be in.

        Raises:
            ApiError: 10004 if there is none, 50001 if the bot is not in it.
        """
        guild = self.state.world.guilds.get(self.id("guild_id"))
        if guild is None:
            raise ApiError(Known.UNKNOWN_GUILD)
        if not guild.bot_inside:
            raise ApiError(Known.MISSING_ACCESS)
        return guild


Answer = Any
"""What is sent back as JSON; None is 204 No Content."""


@dataclass(frozen=True, slots=True)
class Route:
    """An endpoint. ``open`` ones need no token of the bot: an interaction's own token is in their path."""

    method: str
    path: str
    handle: Callable[[Call], Answer]
    open: bool = False
    success: int = 200

    @property
    def name(self) -> str:
        """As rate limits and the record of requests call it: ``POST /channels/{channel_id}/messages``."""
        return f"{self.method} {self.path}"

    def major(self, path: Mapping[str, str]) -> str:
        """The parameters that have buckets of their own (page "Rate Limits", "Header Format")."""
        named = ("channel_id", "guild_id", "application_id", "token")
        if "application_id" in path and "token" not in path:
            named = ("guild_id",)
        return " ".join(path[name] for name in named if name in path)


def page(query: Mapping[str, str], ids: list[int]) -> list[int]:
    """The ids of one page of a channel's messages, newest first (page "Message Resource", Get Channel Messages).

    Raises:
        ApiError: 50035 for a limit outside 1 to 100.
    """
    limit = int(query.get("limit", "50"))
    if not 1 <= limit <= 100:  # noqa: PLR2004 - the bounds of the page "Message Resource"
        fault: Json = {"code": "NUMBER_TYPE_RANGE", "message": "int value should be between 1 and 100."}
        raise ApiError(Known.INVALID_FORM, {"limit": {"_errors": [fault]}})
    if "after" in query:
        return [one for one in ids if one > int(query["after"])][:limit][::-1]
    if "around" in query:
        around = int(query["around"])
        older = [one for one in ids if one < around][-(limit // 2) :]
        newer = [one for one in ids if one >= around][: limit - limit // 2]
        return [*older, *newer][::-1]
    if "before" in query:
        ids = [one for one in ids if one < int(query["before"])]
    return ids[-limit:][::-1]
