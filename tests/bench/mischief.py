"""Faults dealt out by chance while a bot sends: of the REST API to its requests, and of the gateway.

Those of the gateway come after messages and not after times, so that their share does not depend on the machine.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

from bot.localdiscord import Dropped, Hang, ServerError, Slow, TooMany

if TYPE_CHECKING:
    from collections.abc import Callable

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
    "429 of the resource": TooMany(0.3, shared=True),
    "429 without Via": TooMany(0.3, via=False),
    "slow answer": Slow(1.5),
    "hangs before the work": Hang(1.5),
}


class Mischief:
    """Deals out faults to the requests for messages of channels, and breaks the gateway, until its end."""

    def __init__(self, discord: LocalDiscord, seed: int, share: float, gateway_share: float) -> None:
        self._discord = discord
        self._rng = Random(seed)
        self._gateway_share = gateway_share
        self._gateway: dict[str, Callable[[], None]] = {
            "gateway: reconnect (op 7)": discord.reconnect,
            "gateway: session invalid, resumable (op 9)": lambda: discord.invalidate(resumable=True),
            "gateway: session gone (op 9)": discord.invalidate,
            "gateway: closed with 4000": discord.close_gateway,
            "gateway: broken off": discord.drop_gateway,
        }
        self._broken: Counter[str] = Counter(dict.fromkeys(self._gateway, 0))
        shares = dict.fromkeys(REST.values(), share / len(REST))
        discord.faults.at_random(shares, path="/channels/*/messages", seed=seed)
        self._stop = discord.state.events.listen(self._heard)

    def end(self) -> None:
        """No more of it."""
        self._stop()
        self._discord.faults.clear()

    def dealt(self) -> dict[str, int]:
        """How many faults of each kind there were."""
        return {name: self._discord.faults.dealt[fault] for name, fault in REST.items()} | self._broken

    def _heard(self, event: Event) -> None:
        if event.name == "MESSAGE_CREATE" and self._rng.random() < self._gateway_share:
            name = self._rng.choice(list(self._gateway))
            self._broken[name] += 1
            # Not from within what tells of the event: it is going through the sessions just now.
            asyncio.get_running_loop().call_soon(self._gateway[name])
