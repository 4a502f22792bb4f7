"""What a bot in a process of its own is told to do: one line of JSON, the first of its standard input.

It answers with lines of JSON, each with the key ``what``:

============  =========================================================================================
``ready``     it is connected
``filed``     a development is kept: its ``number``, and ``at`` which time (Unix seconds)
``refused``   a development could not be kept: its ``number``, and ``why``
``settled``   all that it was to file is filed, and nothing waits in the outbox
others        the answer to the word of that name (see ``lonely.py``)
============  =========================================================================================
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

STEPS = ("taken", "paced", "checked", "sent", "recorded")
"""What the sender logs of a batch, in this order; ``checked`` only where it has looked into the channel."""

OWN_STEPS = ("judged", "filed", "drawn", "frozen")
"""In the transaction that files; after it; in the transaction that freezes; after it."""


@dataclass(frozen=True, slots=True)
class Orders:
    """``channels`` are pairs of guild and channel, all of which are subscribed to everything; those of ``odd`` and
    ``even`` to the players of such numbers, anew with each that is filed. ``subscribes`` False: they are already.

    ``first`` to ``last`` (exclusive) are the developments to file, one each ``every`` seconds; ``together``
    files them without a pause once it is connected. ``ahead`` is how far its clock goes ahead, in seconds.
    The process kills itself with SIGKILL at the ``die_at``-th time that it comes to the step ``die``.
    ``broken`` names a way to spoil the sender, to see that it is noticed. ``rate`` is how many messages a second
    may be sent; None: as in production. ``merged`` False: each alert is a message of its own.
    """

    api_url: str
    gateway_url: str
    token: str
    database: str
    channels: tuple[tuple[int, int], ...] = ()
    odd: tuple[tuple[int, int], ...] = ()
    even: tuple[tuple[int, int], ...] = ()
    first: int = 0
    last: int = 0
    every: float = 0.0
    ahead: float = 0.0
    merge_window: int = 1
    die: str = ""
    die_at: int = 1
    broken: str = ""
    rate: float | None = None
    merged: bool = True
    subscribes: bool = True

    def line(self) -> str:
        """As it is handed over."""
        return json.dumps(asdict(self)) + "\n"


def from_line(line: str) -> Orders:
    """The same, on the other side."""
    told: dict[str, Any] = json.loads(line)
    for name in ("channels", "odd", "even"):
        told[name] = tuple((guild, channel) for guild, channel in told[name])
    return Orders(**told)
