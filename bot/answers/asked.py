"""What a question says besides a name: a day, a moment, a direction."""

from __future__ import annotations

import asyncio
import datetime as dt
import re

from bot.answers.market import Direction
from bot.model import Refusal
from bot.speech import say

_LONGEST_NUMBER = 18
_MOMENT = re.compile(r"(\d{1,11}):(.+)", re.DOTALL)


def number(target: str) -> int | None:
    """The number that a button names; None: it is none of ours, for a button's id is never trusted."""
    is_ours = target.isascii() and target.isdecimal() and len(target) <= _LONGEST_NUMBER
    return int(target) if is_ours else None


def moment(target: str) -> tuple[dt.datetime, str]:
    """The moment and the player of a button that asks what is new since: "1499644800:Virgil van Dijk".

    Raises:
        Refusal: it is none of ours; a button's id is never trusted.
    """
    found = _MOMENT.fullmatch(target)
    if found is None:
        raise Refusal(say("This button names no answer. Ask again with /status."))
    return dt.datetime.fromtimestamp(int(found[1]), dt.UTC), found[2]


def club_and_direction(typed: str, direction: str | None) -> tuple[str, Direction | None]:
    """A club and which way, also where both were typed in a row: "southampton in"."""
    if direction is not None:
        return typed, Direction(direction) if direction in set(Direction) else None
    name, _, last = typed.rpartition(" ")
    return (name, Direction(last.lower())) if name and last.lower() in set(Direction) else (typed, None)


async def day(typed: str, today: dt.date) -> dt.date:
    """The day that a user means by "2017-07-10", "10 July 2017" or "yesterday".

    Raises:
        Refusal: it is no day, or one that has not come yet.
    """
    from bot.days import parse  # noqa: PLC0415 - dateparser is loaded when first needed, and off the loop

    found = await asyncio.to_thread(parse, typed, today)
    if found is None:
        raise Refusal(say("I don't know that day. Write it like 2017-07-10 or 10 July 2017."))
    if found > today:
        raise Refusal(say("{day} has not come yet. Name a day up to today.", day=found.isoformat()))
    return found
