"""The life of a saga: open while there is news, dormant when there is none, ended for good. Pure: the day is given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.ladder import rung
from bot.model import Stage
from bot.sagas.rounds import shuts_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.sagas.saga import Saga

QUIET = 30
"""Days without news after which a saga is dormant."""

_AGREED = rung(Stage.FEE_AGREED)


class Phase(StrEnum):
    """What a saga is doing on a day."""

    OPEN = "open"
    DORMANT = "dormant"
    ENDED = "ended"


class Lull(StrEnum):
    """Why a saga is dormant."""

    WINDOW_SHUT = "window_shut"
    NO_NEWS = "no_news"


@dataclass(frozen=True, slots=True)
class Life:
    """Where a saga is in its life on a day.

    ``since`` is the first day of the phase, ``quiet`` the days since the last news, ``lull`` why it is dormant.
    ``shut_on`` is the last day of the window that its last news was about, for the suitor who may buy the longest:
    it may lie ahead. ``revived_on`` is the last day on which news woke it, and ``slept`` the days it had slept then.
    """

    phase: Phase
    since: dt.date
    quiet: int
    shut_on: dt.date
    lull: Lull | None = None
    revived_on: dt.date | None = None
    slept: int = 0


def life(saga: Saga, as_of: dt.date) -> Life:
    """The life of a saga as a day finds it; ``saga`` is folded from what was told up to that day."""
    phase, since, lull = _phase(saga, as_of)
    shut_on = _shuts_on(saga.last_on, _buyers(saga))
    woken = _woken(saga)
    revived_on, slept = woken or (None, 0)
    if phase is Phase.OPEN and revived_on is not None:
        since = revived_on
    return Life(phase, since, max(0, (as_of - saga.last_on).days), shut_on, lull, revived_on, slept)


def _phase(saga: Saga, as_of: dt.date) -> tuple[Phase, dt.date, Lull | None]:
    if saga.end is not None:
        return Phase.ENDED, saga.ended_on or saga.last_on, None
    asleep_on, lull = _falls_asleep(saga)
    if as_of >= asleep_on:
        return Phase.DORMANT, asleep_on, lull
    return Phase.OPEN, saga.first_on, None


def _falls_asleep(saga: Saga) -> tuple[dt.date, Lull]:
    """The first day on which a saga is dormant if nothing more is told: the window has shut, or nobody speaks of it.

    What is agreed is still to be done, window or not, and news after the close is of something else than the window.
    """
    leading = saga.leading
    is_agreed = leading is not None and rung(leading.stage) >= _AGREED
    return _asleep_after(saga.last_on, () if is_agreed else _buyers(saga))


def _asleep_after(day: dt.date, buyers: Iterable[str | None]) -> tuple[dt.date, Lull]:
    buyers = tuple(buyers)
    quiet_on = _later(day, QUIET)
    shut_on = _shuts_on(day, buyers) if buyers else dt.date.max
    if day <= shut_on and _later(shut_on, 1) < quiet_on:
        return _later(shut_on, 1), Lull.WINDOW_SHUT
    return quiet_on, Lull.NO_NEWS


def _later(day: dt.date, days: int) -> dt.date:
    return dt.date.fromordinal(min(day.toordinal() + days, dt.date.max.toordinal()))


def _buyers(saga: Saga) -> tuple[str | None, ...]:
    """The clubs that may buy him: those in it, else those that were, else those of his own club's country."""
    named = tuple(suitor.club for suitor in saga.alive) or tuple(suitor.club for suitor in saga.suitors)
    return named or (saga.from_club,)


def _shuts_on(day: dt.date, buyers: Iterable[str | None]) -> dt.date:
    return max(shuts_on(day, club) for club in buyers)


def _woken(saga: Saga) -> tuple[dt.date, int] | None:
    """The last day on which news came to a saga that slept, and how many days it had slept."""
    days = sorted({told.said_on for told in saga.told})
    buyers = tuple(suitor.club for suitor in saga.suitors) or (saga.from_club,)
    for before, after in zip(reversed(days[:-1]), reversed(days[1:]), strict=True):
        asleep_on, _ = _asleep_after(before, buyers)
        if after > asleep_on:
            return after, (after - asleep_on).days
    return None
