"""The market as a whole: a club's comings and goings, the latest developments, and which windows are open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from bot import windows
from bot.answers.whom import before
from bot.countries import country_name
from bot.model import Refusal
from bot.reading.club_lists import clubs_named, countries
from bot.sagas.fold import current_of
from bot.sagas.history import history
from bot.sagas.names import alike
from bot.speech import say
from bot.spelling import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from bot.files import PlayerFile
    from bot.sagas.history import Step
    from bot.sagas.saga import Saga
    from bot.store import Store
    from bot.windows import Window

_MAX_NAME = 100
_MOST_FILES = 60
_MOST_STEPS = 50
_MOST_NEAR = 5


class Direction(StrEnum):
    """Which way players go, as a club sees it."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class ClubNews:
    """Whom a club may get and whom it may lose, the sagas that moved last first."""

    club: str
    coming: tuple[Saga, ...]
    going: tuple[Saga, ...]
    as_of: dt.date
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class SeveralClubs:
    """More than one club, or none, goes by what was typed; then ``near`` are those that may have been meant."""

    typed: str
    clubs: tuple[str, ...]
    near: tuple[str, ...] = ()


async def club(
    store: Store,
    scope: int,
    typed: str,
    today: dt.date,
    direction: Direction | None = None,
    until: dt.datetime | None = None,
) -> ClubNews | SeveralClubs:
    """A club's comings and goings, as far as ``scope`` may know, or knew at the moment ``until``.

    Raises:
        Refusal: the name is no name.
    """
    _require_name(typed)
    named = clubs_named(typed)
    if len(named) != 1:
        return _not_one(typed, named)
    name = named[0]
    files = _known_then(await store.newest_files(scope, _MOST_FILES, club=name), until)
    sagas = [saga for file in files if (saga := current_of(file)) is not None]
    coming = tuple(saga for saga in sagas if _may_come(saga, name)) if direction is not Direction.OUT else ()
    going = tuple(saga for saga in sagas if saga.from_club == name) if direction is not Direction.IN else ()
    return ClubNews(name, coming, going, today, direction)


def _require_name(typed: str) -> None:
    if not fold(typed) or len(typed) > _MAX_NAME:
        raise Refusal(say("Name a club, for example: club southampton"))


def _known_then(files: Iterable[PlayerFile], until: dt.datetime | None) -> list[PlayerFile]:
    """The files as they were at a moment, without those of whom nothing was known then."""
    then = list(files) if until is None else [before(file, until) for file in files]
    return [file for file in then if file.rumours]


def _not_one(typed: str, named: tuple[str, ...]) -> SeveralClubs:
    return SeveralClubs(typed, named, () if named else clubs_near(typed)[:_MOST_NEAR])


@cache
def _spellings() -> dict[str, str]:
    return {fold(name): name for name in sorted(countries())}


def clubs_near(typed: str) -> tuple[str, ...]:
    """The clubs with a name like what was typed, the likest first."""
    known = _spellings()
    return tuple(known[spelling] for spelling in alike(fold(typed[:_MAX_NAME]), known))


def _may_come(saga: Saga, club: str) -> bool:
    """True if a club is in it, or has won it; who is out of it, or was beaten, gets nobody."""
    suitor = saga.suitor(club)
    return suitor is not None and suitor.out is None


@dataclass(frozen=True, slots=True)
class Latest:
    """The developments of all sagas, newest first, each with its saga; of one club, or since a day."""

    steps: tuple[tuple[Saga, Step], ...]
    club: str | None = None
    since: dt.date | None = None


async def latest(
    store: Store,
    scope: int,
    *,
    club: str | None = None,
    since: dt.date | None = None,
    until: dt.datetime | None = None,
) -> Latest | SeveralClubs:
    """What moved last, as far as ``scope`` may know, or knew at the moment ``until``.

    Raises:
        Refusal: the club is no name.
    """
    name: str | None = None
    if club is not None:
        _require_name(club)
        named = clubs_named(club)
        if len(named) != 1:
            return _not_one(club, named)
        name = named[0]
    asked = {"since": since} if since is not None else {}
    files = _known_then(await store.newest_files(scope, _MOST_FILES, club=name, **asked), until)
    moved = [pair for pair in _moves(files) if _is_asked_for(*pair, name, since)]
    newest = sorted(moved, key=lambda pair: (pair[1].said_on, pair[1].received), reverse=True)
    return Latest(tuple(newest[:_MOST_STEPS]), name, since)


def _moves(files: Iterable[PlayerFile]) -> Iterable[tuple[Saga, Step]]:
    return ((chapter.saga, step) for file in files for chapter in history(file) for step in chapter.steps)


def _is_asked_for(saga: Saga, step: Step, club: str | None, since: dt.date | None) -> bool:
    is_in_time = since is None or step.said_on >= since
    return is_in_time and (club is None or club == saga.from_club or _concerns(step, club))


def _concerns(step: Step, club: str) -> bool:
    """True if a step is of a club's own pursuit, or of the player while its article links him with it."""
    changed = {change.claim.club for change in step.changes}
    linked = {kept.rumour.to_club for kept in step.report.rows}
    return club in changed or (None in changed and club in linked)


@dataclass(frozen=True, slots=True)
class WindowState:
    """A country's window: open now (``is_open``), or the one to come."""

    window: Window
    is_open: bool


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of the countries asked for on a day."""

    as_of: dt.date
    states: tuple[WindowState, ...]


_USUAL = (*windows.BIG_COUNTRIES, "Saudi Arabia", "Turkey", "United States")
"""Whose windows are told where no country is named."""


def window(today: dt.date, country: str | None = None) -> Windows:
    """Which windows are open, and which come next.

    Raises:
        Refusal: nothing is known of that country's windows.
    """
    asked = _USUAL if country is None else (_country(country),)
    found = (_state(name, today) for name in asked)
    return Windows(today, tuple(state for state in found if state is not None))


def _country(typed: str) -> str:
    known = {
        fold(name): country for country in windows.countries() for name in (country_name(country), country)
    }
    if fold(typed) in known:
        return known[fold(typed)]
    of_club = {fold(club): country for club, country in countries().items()}.get(fold(typed), "")
    if of_club in known.values():
        return of_club
    names = ", ".join(map(country_name, _USUAL))
    raise Refusal(
        say("The windows of that country are not known here. Name another, for example {names}.", names=names)
    )


def _state(country: str, today: dt.date) -> WindowState | None:
    is_open = windows.window_on(country, today)
    if is_open is not None:
        return WindowState(is_open, is_open=True)
    coming = windows.next_window(country, today)
    return WindowState(coming, is_open=False) if coming else None
