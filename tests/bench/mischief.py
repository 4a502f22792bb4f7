"""Faults dealt out by chance while a bot sends: each message that it posts may bring one on for a later request.

By messages and not by time, so that their share does not depend on the machine.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from bot.localdiscord import Dropped, ServerError, Slow, TooMany

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from bot.localdiscord import LocalDiscord
    from bot.localdiscord.events import Event
    from bot.localdiscord.faults import Fault

REST: dict[str, Fault] = {
    "503 before the work": ServerError(503),
    "503 after the work": ServerError(503, after_work=True),
    "500 before the work": ServerError(500),
    "500 after the work": ServerError(500, after_work=True),
    "reset before the work": Dropped(),
    "reset after the work": Dropped(after_work=True),
    "close before the work": Dropped(reset=False),
    "close after the work": Dropped(after_work=True, reset=False),
    "429 of the route": TooMany(0.3),
    "429 for all": TooMany(0.3, everywhere=True),
    "429 without Via": TooMany(0.3, via=False),
    "slow answer": Slow(1.5),
}


class Mischief:
    """Deals out faults to what is posted, and breaks the gateway; ``dealt`` counts each kind."""

    def __init__(self, discord: LocalDiscord, rng: Random, share: float, gateway_share: float) -> None:
        self.dealt: Counter[str] = Counter(dict.fromkeys(REST, 0))
        self._discord = discord
        self._rng = rng
        self._share = share
        self._gateway_share = gateway_share
        self._end = discord.state.events.listen(self._heard)
        self._gateway: dict[str, Callable[[], None]] = {
            "gateway: reconnect (op 7)": discord.reconnect,
            "gateway: invalid session, resumable (op 9)": lambda: discord.invalidate(resumable=True),
            "gateway: invalid session, gone (op 9)": discord.invalidate,
            "gateway: closed with 4000": discord.close_gateway,
            "gateway: broken off": discord.drop_gateway,
        }
        self.dealt.update(dict.fromkeys(self._gateway, 0))

    def end(self) -> None:
        """No more of it; what is dealt out already still comes."""
        self._end()

    def _heard(self, event: Event) -> None:
        if event.name != "MESSAGE_CREATE":
            return
        if self._rng.random() < self._share:
            name = self._rng.choice(list(REST))
            # Without the "v10" of its address: faults go by the path behind it.
            self._discord.faults.add(REST[name], method="POST", path="/channels/*/messages")
            self.dealt[name] += 1
        if self._rng.random() < self._gateway_share:
            name = self._rng.choice(list(self._gateway))
            self.dealt[name] += 1
            # Not from within what tells of the event: it is going through the sessions just now.
            asyncio.get_running_loop().call_soon(self._gateway[name])
