"""A question as data, small enough for the id of a button: pages, shared answers and "did you mean" ask it again.

Nothing is kept of who has asked what: all lies in the id, and the same question finds the same answer, as of the same
moment, also after a restart. An id is never trusted: what it names is looked up in the scope of whoever uses it.
"""

from __future__ import annotations

import datetime as dt
import re
import string
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from bot.answers.market import Direction
from bot.model import Refusal
from bot.speech import say

LONGEST = 60
"""The most UTF-16 units that the id of a button has for a question."""

_DIGITS = string.digits + string.ascii_lowercase
_WRITTEN = re.compile(r"(?P<topic>[a-z])(?P<parts>(?:[a-z][0-9a-z]{1,13}\.)*):(?P<name>.*)", re.DOTALL)
_NUMBER = re.compile(r"#\d{1,18}\Z")
_MS = dt.timedelta(milliseconds=1)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Topic(StrEnum):
    """What is asked about; the value stands in ids."""

    STATUS = "s"
    TIMELINE = "t"
    SOURCES = "o"
    CLUB = "c"
    LATEST = "l"
    WINDOW = "w"


@dataclass(frozen=True, slots=True)
class Question:
    """A question on a player, a club or a country by ``name`` ("" for all of them).

    ``as_of``: as it stood on that day; ``since``: only what was told from that day on; ``seen``: only what came in
    after that moment. ``asked_at``: nothing that came in later, so that all pages are of one answer. ``asker``: the
    user who may turn its pages in place, 0: nobody. ``page`` counts from 1.
    """

    topic: Topic
    name: str = ""
    as_of: dt.date | None = None
    since: dt.date | None = None
    seen: dt.datetime | None = None
    direction: Direction | None = None
    page: int = 1
    asked_at: dt.datetime | None = None
    asker: int = 0

    def target(self) -> str:
        """The question as a button's id has it; where the name is too long the asker is left out, or letters of it.

        A player's number stays, so that he is found whatever is cut off his name.
        """
        head = self._head(self.asker)
        if len(head) + _size(self.name) > LONGEST and not _NUMBER.search(self.name):
            head = self._head(0)
        return head + _cut(self.name, LONGEST - len(head))

    def _head(self, asker: int) -> str:
        parts = (
            ("p", self.page if self.page > 1 else None),
            ("o", self.as_of and self.as_of.toordinal()),
            ("f", self.since and self.since.toordinal()),
            ("n", self.seen and _milliseconds(self.seen)),
            ("a", self.asked_at and _milliseconds(self.asked_at)),
            ("d", list(Direction).index(self.direction) if self.direction else None),
            ("u", asker or None),
        )
        written = "".join(f"{key}{_in_36(value)}." for key, value in parts if value is not None)
        return f"{self.topic.value}{written}:"


def question_of(target: str) -> Question:
    """The question that a button's id asks.

    Raises:
        Refusal: it is none of ours.
    """
    found = _WRITTEN.fullmatch(target)
    if found is not None:
        with suppress(ValueError, OverflowError, IndexError):
            return _question(found["topic"], found["parts"], found["name"])
    raise Refusal(say("This button asks nothing that I know. Ask anew."))


def _question(topic: str, parts: str, name: str) -> Question:
    told = {part[0]: int(part[1:], 36) for part in parts.split(".") if part}
    return Question(
        Topic(topic),
        name,
        as_of=dt.date.fromordinal(told["o"]) if "o" in told else None,
        since=dt.date.fromordinal(told["f"]) if "f" in told else None,
        seen=_EPOCH + told["n"] * _MS if "n" in told else None,
        direction=list(Direction)[told["d"]] if "d" in told else None,
        page=told.get("p", 1),
        asked_at=_EPOCH + told["a"] * _MS if "a" in told else None,
        asker=told.get("u", 0),
    )


def _milliseconds(moment: dt.datetime) -> int:
    """Rounded up, so that what came in at that very moment is within."""
    return -((_EPOCH - moment) // _MS)


def _in_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"


def _cut(name: str, room: int) -> str:
    known = _NUMBER.search(name)
    tail = f" {known[0]}" if known else ""
    head = name[: known.start()] if known else name
    while head and _size(head.strip() + tail) > room:
        head = head[:-1]
    return (head.strip() + tail).strip()


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
