"""A question typed in a row: "kane as of yesterday" is a name and a day. Pure; never eats a name."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.market import Direction
from bot.days import parse

if TYPE_CHECKING:
    import datetime as dt

AS_OF = r"as[ _-]?of"
SINCE = r"since"
_DIRECTION = re.compile(r"(?P<name>.+?)[ ](?:direction[: ][ ]*)?(?P<way>in|out)", re.IGNORECASE)
_BARE_DAY = re.compile(r"(?P<name>.+?)[ ](?P<day>\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class Typed:
    """A name, "" if none was typed, and the day that was typed behind it, as it was typed."""

    name: str
    day: str | None = None


def with_day(typed: str, keyword: str, today: dt.date) -> Typed:
    """The name, and the day behind ``keyword`` (``AS_OF``, ``SINCE``) or behind the name alone ("kane 2021-06-25").

    Behind "as of" stands a day, and what is none is refused as one later. Behind "since" it must be a day, or say by a
    colon or a digit that it is meant as one: a name that merely has the word in it stays whole.

    >>> import datetime as dt
    >>> with_day("harry kane as of 25 June 2021", AS_OF, dt.date(2024, 3, 15))
    Typed(name='harry kane', day='25 June 2021')
    """
    text = " ".join(typed.split())
    for found in re.finditer(rf"(?:^|(?<=[ ])){keyword}(?P<mark>[ ]|:[ ]?)", text, re.IGNORECASE):
        name, day = text[: found.start()].strip(), text[found.end() :]
        is_meant = keyword == AS_OF or ":" in found["mark"] or day[:1].isdigit()
        if day and (name or keyword == SINCE) and (is_meant or parse(day, today) is not None):
            return Typed(name, day)
    bare = _BARE_DAY.fullmatch(text)
    return Typed(bare["name"], bare["day"]) if bare else Typed(text)


async def apart(typed: str, keyword: str, today: dt.date) -> Typed:
    """The same, off the loop: the first day that is read takes half a second."""
    return await asyncio.to_thread(with_day, typed, keyword, today)


def with_direction(typed: str) -> tuple[str, Direction | None]:
    """A club and which way, where both were typed in a row: "southampton in", "everton direction out"."""
    found = _DIRECTION.fullmatch(" ".join(typed.split()))
    return (found["name"], Direction(found["way"].lower())) if found else (typed, None)
