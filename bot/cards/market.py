"""The cards of the market as a whole: a club, the latest developments, the windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.market import ClubNews, Direction, SeveralClubs, Windows
from bot.cards.card import Card, Field
from bot.cards.standing import standing
from bot.cards.status import title
from bot.cards.timeline import step_line
from bot.wording import ago, counted, day, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.market import Latest, WindowState
    from bot.sagas.saga import Saga

_MOST = 8


def several_clubs_card(answer: SeveralClubs) -> Card:
    """The card of a question whose club is not clear."""
    if not answer.clubs:
        return Card(
            f"No club is known as {answer.typed}", "Check the spelling, or write the club's full name."
        )
    names = "\n".join(answer.clubs[:_MOST])
    more = len(answer.clubs) - _MOST
    rest = f"\nand {more} more" if more > 0 else ""
    return Card(f"Which {answer.typed}?", f"Several clubs go by that. Ask again with one of:\n{names}{rest}")


def club_card(answer: ClubNews | SeveralClubs) -> Card:
    """Whom a club may get and whom it may lose."""
    if isinstance(answer, SeveralClubs):
        return several_clubs_card(answer)
    fields = (
        Field("In", _sagas(answer.coming, answer)),
        Field("Out", _sagas(answer.going, answer)),
    )
    shown = tuple(field for field in fields if field.value)
    way = f" ({answer.direction.value})" if answer.direction else ""
    if not shown:
        return Card(
            f"{answer.club}{way}: nobody",
            "No saga stored here is of that club now. /latest shows what moved last.",
        )
    count = _count(answer)
    return Card(f"{answer.club}{way}", count, shown, footer=f"as of {day(answer.as_of)}")


def _count(answer: ClubNews) -> str:
    parts: list[str] = []
    if answer.direction is not Direction.OUT:
        parts.append(f"{len(answer.coming)} in")
    if answer.direction is not Direction.IN:
        parts.append(f"{len(answer.going)} out")
    return f"{', '.join(parts)}, hoped for or done, in the news stored here."


def _sagas(sagas: Sequence[Saga], answer: ClubNews) -> str:
    lines = [_line(saga, answer) for saga in sagas[:_MOST]]
    more = len(sagas) - _MOST
    return "\n".join([*lines, *([f"and {more} more"] if more > 0 else [])])


def _line(saga: Saga, answer: ClubNews) -> str:
    age = ago((answer.as_of - saga.last_on).days)
    return f"{title(saga)}: {standing(saga).text.removesuffix('.')} (last news {age})"


def latest_card(answer: Latest | SeveralClubs) -> Card:
    """What moved last, newest first."""
    if isinstance(answer, SeveralClubs):
        return several_clubs_card(answer)
    of_club = f" of {answer.club}" if answer.club else ""
    since = f" since {day(answer.since)}" if answer.since else ""
    if not answer.steps:
        return Card(f"Nothing has moved{of_club}{since}", "Name an earlier day, or leave the club out.")
    lines = [f"{saga.player}: {step_line(step, saga.player)}" for saga, step in answer.steps]
    return Card(f"Latest{of_club}{since}", "\n".join(lines))


def window_card(answer: Windows) -> Card:
    """Which windows are open and until when, and when the next ones open."""
    is_open = [state for state in answer.states if state.is_open]
    shut = [state for state in answer.states if not state.is_open]
    fields = (
        Field("Open", "\n".join(_window(state, answer) for state in is_open)),
        Field("Shut", "\n".join(_window(state, answer) for state in shut)),
    )
    names = listed([state.window.country for state in is_open])
    lead = f"Open: {names}." if names else "None of these windows is open."
    return Card(
        f"Transfer windows on {day(answer.as_of)}",
        lead,
        tuple(field for field in fields if field.value),
        footer="Days marked “about” are the usual ones; leagues may set others.",
    )


def _window(state: WindowState, answer: Windows) -> str:
    window = state.window
    if state.is_open:
        left = (window.closes - answer.as_of).days
        until = f"{'' if window.is_exact else 'about '}{day(window.closes)}"
        return f"{window.country}: until {until} ({counted(left, 'day')} left)"
    opens = f"{'' if window.is_opening_exact else 'about '}{day(window.opens)}"
    return f"{window.country}: opens {opens}"
