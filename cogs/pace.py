"""How often one user may do a thing that takes work: so that nobody holds up the others."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

TIMES, SECONDS = 10, 60.0
_REMEMBERED = 1000


class Pace:
    """Counts the uses of each user, each kind of use for itself."""

    def __init__(self) -> None:
        self._used: dict[tuple[int, str], app_commands.Cooldown] = {}

    def check(self, interaction: discord.Interaction[Any], use: str) -> None:
        """Count a use.

        Raises:
            app_commands.CommandOnCooldown: it is one too many; it tells when the next is taken.
        """
        now = interaction.created_at.timestamp()
        if len(self._used) >= _REMEMBERED:
            self._used = {key: one for key, one in self._used.items() if one.get_tokens(now) < TIMES}
        key = (interaction.user.id, use)
        cooldown = self._used.setdefault(key, app_commands.Cooldown(TIMES, SECONDS))
        wait = cooldown.update_rate_limit(now)
        if wait:
            raise app_commands.CommandOnCooldown(cooldown, wait)
