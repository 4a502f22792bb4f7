"""Days that people type: the one place that calls dateparser, fenced.

Left to itself it takes "may", "10" and "now" for days and reads nonsense for seconds; so only forms that are
plainly a day are handed to it.
"""

from __future__ import annotations

import datetime as dt
import re

_LONGEST = 64
_FORMS = re.compile(
    r"""
    (?: today | yesterday | (?:\d{1,3}|an?|one|two|three) [ ] (?:day|week|month|year)s? [ ] ago
      | last [ ] (?:mon|tues|wednes|thurs|fri|satur|sun)day
      | \d{1,2} (?:st|nd|rd|th)? [ ] [a-z]{3,9} \.? ,? [ ] \d{4}
      | [a-z]{3,9} \.? [ ] \d{1,2} (?:st|nd|rd|th)? ,? [ ] \d{4}
      | \d{1,2} [./-] \d{1,2} [./-] \d{4}
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NO_YEAR = re.compile(
    r"(?: \d{1,2} (?:st|nd|rd|th)? [ ] [a-z]{3,9} | [a-z]{3,9} [ ] \d{1,2} (?:st|nd|rd|th)? )",
    re.IGNORECASE | re.VERBOSE,
)
_LEAP = 8
"""Within so many years there is a 29 February."""
_EARLIEST = dt.date(1990, 1, 1)


def parse(typed: str, today: dt.date) -> dt.date | None:
    """The day that was typed, relative to ``today``; None if it is none, or one before 1990.

    A day of the week and a day without a year are the last such day up to today.
    """
    text = " ".join(typed[: _LONGEST + 1].split())
    if len(text) > _LONGEST:
        return None
    try:
        found: dt.date | None = dt.date.fromisoformat(text)
    except ValueError:
        found = _loose(text, today)
    return found if found is not None and found >= _EARLIEST else None


def _loose(text: str, today: dt.date) -> dt.date | None:
    if text.lower() in _WEEKDAYS:
        return today - dt.timedelta((today.weekday() - _WEEKDAYS.index(text.lower())) % 7)
    if _NO_YEAR.fullmatch(text):
        found = (_written_out(f"{text} {today.year - ago}", today) for ago in range(_LEAP + 1))
        return next((day for day in found if day is not None and day <= today), None)
    return _written_out(text, today)


def _written_out(text: str, today: dt.date) -> dt.date | None:
    if not _FORMS.fullmatch(text):
        return None
    import dateparser  # noqa: PLC0415 - half a second of import that most answers don't need

    noon = dt.datetime.combine(today, dt.time(12))
    settings = {"DATE_ORDER": "DMY", "RELATIVE_BASE": noon, "STRICT_PARSING": False}
    found = dateparser.parse(text, languages=["en"], settings=settings)  # pyright: ignore[reportArgumentType]
    return found.date() if found else None
