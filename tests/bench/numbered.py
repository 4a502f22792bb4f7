"""News that is numbered, so that it can be counted where it arrives: nothing lost, nothing twice, all in order."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.model import Verdict
from bot.speech import Spoken
from bot.spelling import fold
from bot.store import Judgement
from tests.db import samples

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.files import PlayerFile
    from bot.localdiscord import Message
    from bot.model import Rumour
    from bot.store import Filing

_MARK = re.compile(r"\bD(\d{6})\b")
ACTOR = 77
ODD, EVEN = "odd", "even"
"""Folded names by which the players of odd and of even numbers are found."""


def mark(number: int) -> str:
    """What tells a development from all others, wherever it is drawn."""
    return f"D{number:06}"


def filing(number: int, now: dt.datetime) -> Filing:
    """An article with one development, of a player of its own."""
    return samples.filing(
        f"Number {mark(number)} is in talks.", samples.rumour(f"Player {mark(number)}"), received=now
    )


def judge(
    rows: Sequence[Rumour], said_on: dt.date, known: Sequence[PlayerFile], copied: dt.date | None = None
) -> Judgement:
    """Always news; the alert's headline holds the mark."""
    del known, copied
    name = rows[0].player
    alert = samples.alert(name, rows[0], "first report", said_on)
    return Judgement(None, name, (fold(name), key_of(name)), Verdict.NEW, Spoken("first report"), alert)


def key_of(name: str) -> str:
    """What every other player is called, so that channels can be subscribed to half of the news."""
    return ODD if int(name[-1]) % 2 else EVEN


def marks_in(message: Message) -> Iterator[int]:
    """The developments that a message tells, in order; one that is told by two embeds comes twice.

    An embed may name a development in its title and below; the plain form of a message has no embed.
    """
    parts = message.embeds or [{"content": message.content}]
    for part in parts:
        yield from dict.fromkeys(int(found) for found in _MARK.findall(str(part)))


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What became of the developments, counted for each channel and development."""

    expected: int
    lost: int
    twice: int
    out_of_order: int

    @property
    def sound(self) -> bool:
        """True if everything was told once and in order."""
        return not (self.lost or self.twice or self.out_of_order)

    def __str__(self) -> str:
        return f"{self.expected:,} alerts: {self.lost} lost, {self.twice} twice, {self.out_of_order} out of order"


def count(channels: Mapping[int, Iterable[Message]], developments: Sequence[int]) -> Verdicts:
    """Count what stands in the channels; a development comes out of order after a later one."""
    lost = twice = out_of_order = 0
    for messages in channels.values():
        told = [number for message in messages for number in marks_in(message)]
        times = Counter(told)
        lost += sum(number not in times for number in developments)
        twice += sum(many - 1 for many in times.values())
        out_of_order += sum(earlier > later for earlier, later in pairwise(dict.fromkeys(told)))
    return Verdicts(len(channels) * len(developments), lost, twice, out_of_order)
