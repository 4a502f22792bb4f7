"""When a clause plays: by its tense, its months and years, and the words for what is long past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.lexicon import forms_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.reading.units import Unit


def cue_in(units: Sequence[Unit], name: str) -> str | None:
    """The last word of a class in some units, if there is one."""
    for unit in reversed(units):
        if name in unit.keys:
            return unit.low
    return None


def past_cue(units: Sequence[Unit], start: int, end: int, today: dt.date | None) -> str | None:
    """The word by which the clause ``units[start:end]`` tells of long ago, if one does."""
    if cue := cue_in(units[start:end], "w:past") or cue_in(units, "w:retro"):
        return cue
    for place in range(start, end):
        low = units[place].low
        if len(low) == _YEAR and low.isdecimal() and _is_long_ago(units, place, today):
            return low
        if (
            low in _MONTHS
            and place
            and today is not None
            and _is_months_ago(units[place - 1].low, low, today, is_past=is_told(units[start:end]))
        ):
            return f"{units[place - 1].low} {low}"
    return None


_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(),
        start=1,
    )
}
_RECENT = 2
"""From so many months on a month named is another window's."""
_COMING = 6
"""From so many months on "in July" may as well be the next one."""


def _is_months_ago(before: str, month: str, today: dt.date, *, is_past: bool) -> bool:
    """True for "rejected in January" in May, and for "last December" in May, but not for "in July" in January.

    ``is_past``: the clause is in the past tense, so that "in January" in July is half a year ago.
    """
    ago = (today.month - _MONTHS[month]) % 12
    return (before == "last" and ago >= _RECENT) or (
        before in ("in", "since") and ago >= _RECENT and (ago < _COMING or is_past)
    )


_TENSE = frozenset("did had was were wanted asked made".split())
_NOT_PAST = frozenset("will would has have is are could may might should".split())


def is_told(units: Sequence[Unit]) -> bool:
    """True for a clause in the past tense."""
    if any(unit.low in _NOT_PAST for unit in units):
        return False
    return any(unit.low in _TENSE or "past" in forms_of(unit.senses) for unit in units)


_YEAR = 4
"""Digits of a year."""


def _is_long_ago(units: Sequence[Unit], place: int, today: dt.date | None) -> bool:
    """True for a year before the text's; where that is not known, for "in 2015" all the same."""
    if not units[place].low.startswith(("19", "20")):
        return False
    if today is not None:
        return int(units[place].low) < today.year
    return bool(place) and units[place - 1].low in ("in", "since", "of")
