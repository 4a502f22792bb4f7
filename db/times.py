"""Times as UTC epoch seconds and dates as ordinal days: whole numbers that compare as they should."""

from __future__ import annotations

import datetime as dt


def to_epoch(moment: dt.datetime) -> int:
    """Whole seconds, rounded down; ``moment`` must be aware."""
    return int(moment.timestamp() // 1)


def from_epoch(seconds: int) -> dt.datetime:
    """The aware time, in UTC."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def to_ordinal(day: dt.date | None) -> int | None:
    """Days since the start of the calendar; None stays None."""
    return None if day is None else day.toordinal()


def from_ordinal(days: int | None) -> dt.date | None:
    """The date again; None stays None."""
    return None if days is None else dt.date.fromordinal(days)


def now() -> int:
    """The clock, for records that no rule depends on."""
    return to_epoch(dt.datetime.now(dt.UTC))
