"""What discord.py raises when Discord refuses something."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import discord


def refused(status: int, code: int, **headers: str) -> discord.HTTPException:
    """The error for a status and Discord's code, answered by Discord itself."""
    told = {"Via": "1.1 google"} | {name.replace("_", "-"): value for name, value in headers.items()}
    response: Any = SimpleNamespace(status=status, reason="as told", headers=told)
    kind = {403: discord.Forbidden, 404: discord.NotFound}.get(status, discord.HTTPException)
    return (discord.DiscordServerError if status >= 500 else kind)(
        response, {"code": code, "message": "told"}
    )
