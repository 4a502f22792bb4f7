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
from bot.countries import country_name
from bot.speech import mark, say, say_as, says
from bot.wording import ago, day, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.market import Latest, WindowState
    from bot.sagas.saga import Saga

_MOST = 8


def several_clubs_card(answer: SeveralClubs) -> Card:
    """The card of a question whose club is not clear."""
    if not answer.clubs:
        hint = (
            say("Did you mean {names}?", names=", ".join(answer.near))
            if answer.near
            else say("Check the spelling, or write the club's full name.")
        )
        return Card(say("No club is known as {name}", name=answer.typed), hint)
    names = "\n".join(answer.clubs[:_MOST])
    more = len(answer.clubs) - _MOST
    rest = ("\n" + say("and {count} more", count=more)) if more > 0 else ""
    return Card(
        say("Which {name}?", name=answer.typed),
        say("Several clubs go by that. Ask again with one of:") + f"\n{names}{rest}",
    )


def club_cards(answer: ClubNews | SeveralClubs) -> tuple[Card, ...]:
    """Whom a club may get and whom it may lose, page by page."""
    if isinstance(answer, SeveralClubs):
        return (several_clubs_card(answer),)
    into, out_of = say_as("transfers", "In"), say_as("transfers", "Out")
    pages = paged(
        (
            *(Listed(_line(saga, answer), into) for saga in answer.coming),
            *(Listed(_line(saga, answer), out_of) for saga in answer.going),
        ),
        room=FIELD_ROOM,
    )
    name = _named(answer)
    if not pages:
        return (
            Card(
                say("{club}: nobody", club=name),
                say("No saga stored here is of that club now. /latest shows what moved last."),
            ),
        )
    whole = Card(name, _count(answer), footer=say("as of {day}", day=day(answer.as_of)))
    return counted_pages([replace(whole, fields=as_fields(page)) for page in pages])


def _named(answer: ClubNews) -> str:
    if answer.direction is None:
        return answer.club
    way = say_as("which way", "in") if answer.direction is Direction.IN else say_as("which way", "out")
    return f"{answer.club} ({way})"


def _count(answer: ClubNews) -> str:
    parts: list[str] = []
    if answer.direction is not Direction.OUT:
        parts.append(says("{count} in", "{count} in", len(answer.coming)))
    if answer.direction is not Direction.IN:
        parts.append(says("{count} out", "{count} out", len(answer.going)))
    return say("{counts}, hoped for or done, in the news stored here.", counts=", ".join(parts))


def _line(saga: Saga, answer: ClubNews) -> str:
    age = ago((answer.as_of - saga.last_on).days)
    text = standing(saga).text.removesuffix(".")
    return say("{saga}: {text} (last news {age})", saga=title(saga), text=text, age=age)


def latest_cards(answer: Latest | SeveralClubs) -> tuple[Card, ...]:
    """What moved last, newest first, page by page."""
    if isinstance(answer, SeveralClubs):
        return (several_clubs_card(answer),)
    if not answer.steps:
        return (Card(_headed(answer, _NOTHING), say("Name an earlier day, or leave the club out.")),)
    lines = (Listed(f"{saga.player}: {step_line(step, saga.player)}") for saga, step in answer.steps)
    return counted_pages([Card(_headed(answer, _LATEST), as_lines(page)) for page in paged(lines)])


_NOTHING = (
    mark("Nothing has moved"),
    mark("Nothing has moved since {day}"),
    mark("Nothing has moved of {club}"),
    mark("Nothing has moved of {club} since {day}"),
)
_LATEST = (
    mark("Latest"),
    mark("Latest since {day}"),
    mark("Latest of {club}"),
    mark("Latest of {club} since {day}"),
)


def _headed(answer: Latest, texts: Sequence[str]) -> str:
    """The text for what was asked for: everything, since a day, of a club, or both."""
    text = texts[2 * (answer.club is not None) + (answer.since is not None)]
    return say(text, club=answer.club, day=day(answer.since) if answer.since else "")


def window_card(answer: Windows) -> Card:
    """Which windows are open and until when, and when the next ones open."""
    is_open = [state for state in answer.states if state.is_open]
    shut = [state for state in answer.states if not state.is_open]
    fields = (
        Field(say_as("transfer windows", "Open"), "\n".join(_window(state, answer) for state in is_open)),
        Field(say_as("transfer windows", "Shut"), "\n".join(_window(state, answer) for state in shut)),
    )
    names = listed([country_name(state.window.country) for state in is_open])
    lead = say("Open: {names}.", names=names) if names else say("None of these windows is open.")
    return Card(
        say("Transfer windows on {day}", day=day(answer.as_of)),
        lead,
        tuple(field for field in fields if field.value),
        footer=say("Days marked “about” are the usual ones; leagues may set others."),
    )


def _window(state: WindowState, answer: Windows) -> str:
    window = state.window
    slots = {"country": country_name(window.country)}
    if not state.is_open:
        text = _OPENS if window.is_opening_exact else _OPENS_ABOUT
        return say(text, day=day(window.opens), **slots)
    left, until = (window.closes - answer.as_of).days, day(window.closes)
    if window.is_exact:
        return says(
            "{country}: until {day} ({count} day left)",
            "{country}: until {day} ({count} days left)",
            left,
            day=until,
            **slots,
        )
    return says(
        "{country}: until about {day} ({count} day left)",
        "{country}: until about {day} ({count} days left)",
        left,
        day=until,
        **slots,
    )


_OPENS = mark("{country}: opens {day}")
_OPENS_ABOUT = mark("{country}: opens about {day}")
