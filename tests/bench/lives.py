"""The lives of a bot that is killed again and again: which end each is to have, in an order drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.orders import OWN_STEPS, STEPS

if TYPE_CHECKING:
    from random import Random

POSTED = "posted"
"""The message stands, and its answer is not sent yet: whoever runs the local Discord kills the bot there."""

RANDOM = "at random"
ENDS = (*OWN_STEPS, *(step for step in STEPS if step != "checked"), POSTED)
"""The steps that come in every life; ``checked`` has to be brought on (see ``planned``)."""

JUMP = 400.0
"""Seconds that the clock is put forward while the bot is down: nonces are kept for 300 by then."""

MANY = 26
"""So many kills are enough for two at each step."""

JUMPS = 1 / 4
"""The share of lives after which time passes, besides."""

MOST = 20
"""The latest time of a step that a bot dies at."""

_FILING = ("judged", "filed")
_SECONDS = (0.3, 4.0)


@dataclass(frozen=True, slots=True)
class Life:
    """Ends at the ``at``-th time of a step, or ``at`` seconds after the start. ``jump``: time passes after it."""

    end: str
    at: float
    jump: bool = False


def planned(rng: Random, kills: int, developments: int) -> list[Life]:
    """The lives in which so many developments are filed.

    At least two lives for every step (one, if there are few), the rest at random times.

    A batch is looked for in its channel where it was first tried long ago: so before a life that is to end at
    ``checked`` comes one that leaves messages behind which nobody has recorded, and after it time passes.
    """
    each = 2 if kills >= MANY else 1
    ends = [*ENDS * each, *[RANDOM] * max(0, kills - each * (len(ENDS) + 2))]
    filed = developments // (kills + 1)
    units = [[Life(end, _at(rng, end, filed), jump=rng.random() < JUMPS)] for end in ends]
    for _ in range(each):
        before = Life(rng.choice((POSTED, "sent", "paced")), rng.randint(5, MOST), jump=True)
        units.append([before, Life("checked", 1)])
    rng.shuffle(units)
    return [life for unit in units for life in unit]


def _at(rng: Random, end: str, filed: int) -> float:
    if end == RANDOM:
        return rng.uniform(*_SECONDS)
    return rng.randint(1, max(1, min(filed, MOST) if end in _FILING else MOST))
