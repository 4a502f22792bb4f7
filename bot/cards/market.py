"""The cards of the market as a whole: a club, the latest developments, the windows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.market import ClubNews, Direction, SeveralClubs, Windows
from bot.cards.card import Card, Field
from bot.cards.pages import FIELD_ROOM, Listed, as_fields, as_lines, counted_pages, paged
from bot.cards.standing import standing
from bot.cards.status import title
from bot.cards.timeline import step_line
from bot.speech import say
from bot.wording import ago, counted, day, listed

if TYPE_CHECKING:
    from bot.answers.market import Latest, WindowState
    from bot.sagas.saga import Saga

_MOST = 8


def several_clubs_card(answer: SeveralClubs) -> Card:
    """The card of a question whose club is not clear."""
    if not answer.clubs:
        hint = (
            say("Did you mean: {clubs}?", clubs=", ".join(answer.near))
            if answer.near
            else "Check the spelling, or write the club's full name."
        )
        return Card(f"No club is known as {answer.typed}", hint)
    names = "\n".join(answer.clubs[:_MOST])
    more = len(answer.clubs) - _MOST
    rest = f"\nand {more} more" if more > 0 else ""
    return Card(f"Which {answer.typed}?", f"Several clubs go by that. Ask again with one of:\n{names}{rest}")


def club_cards(answer: ClubNews | SeveralClubs) -> tuple[Card, ...]:
    """Whom a club may get and whom it may lose, page by page."""
    if isinstance(answer, SeveralClubs):
        return (several_clubs_card(answer),)
    way = f" ({answer.direction.value})" if answer.direction else ""
    pages = paged(
        (
            *(Listed(_line(saga, answer), "In") for saga in answer.coming),
            *(Listed(_line(saga, answer), "Out") for saga in answer.going),
        ),
        room=FIELD_ROOM,
    )
    if not pages:
        return (
            Card(
                f"{answer.club}{way}: nobody",
                "No saga stored here is of that club now. /latest shows what moved last.",
            ),
        )
    whole = Card(f"{answer.club}{way}", _count(answer), footer=f"as of {day(answer.as_of)}")
    return counted_pages([replace(whole, fields=as_fields(page)) for page in pages])


def _count(answer: ClubNews) -> str:
    parts: list[str] = []
    if answer.direction is not Direction.OUT:
        parts.append(f"{len(answer.coming)} in")
    if answer.direction is not Direction.IN:
        parts.append(f"{len(answer.going)} out")
    return f"{', '.join(parts)}, hoped for or done, in the news stored here."


def _line(saga: Saga, answer: ClubNews) -> str:
    age = ago((answer.as_of - saga.last_on).days)
    return f"{title(saga)}: {standing(saga).text.removesuffix('.')} (last news {age})"


def latest_cards(answer: Latest | SeveralClubs) -> tuple[Card, ...]:
    """What moved last, newest first, page by page."""
    if isinstance(answer, SeveralClubs):
        return (several_clubs_card(answer),)
    of_club = f" of {answer.club}" if answer.club else ""
    since = f" since {day(answer.since)}" if answer.since else ""
    if not answer.steps:
        return (Card(f"Nothing has moved{of_club}{since}", "Name an earlier day, or leave the club out."),)
    lines = (Listed(f"{saga.player}: {step_line(step, saga.player)}") for saga, step in answer.steps)
    pages = paged(lines)
    return counted_pages([Card(f"Latest{of_club}{since}", as_lines(page)) for page in pages])


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
