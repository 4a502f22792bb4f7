"""What a question says besides a name: a day."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.model import Refusal

if TYPE_CHECKING:
    import datetime as dt


async def day(typed: str, today: dt.date) -> dt.date:
    """The day that a user means by "2017-07-10", "10 July 2017" or "yesterday".

    Raises:
        Refusal: it is no day, or one that has not come yet.
    """
    from bot.days import parse  # noqa: PLC0415 - dateparser is loaded when first needed, and off the loop

    found = await asyncio.to_thread(parse, typed, today)
    if found is None:
        raise Refusal("I don't know that day. Write it like 2017-07-10 or 10 July 2017.")
    if found > today:
        raise Refusal(f"{found.isoformat()} has not come yet. Name a day up to today.")
    return found
