"""The cards of the market as a whole: a club, the latest developments, the windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.market import ClubNews, Direction, SeveralClubs, Windows
from bot.cards.card import Card, Field
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
        return Card(
            say("No club is known as {name}", name=answer.typed),
            say("Check the spelling, or write the club's full name."),
        )
    names = "\n".join(answer.clubs[:_MOST])
    more = len(answer.clubs) - _MOST
    rest = ("\n" + say("and {count} more", count=more)) if more > 0 else ""
    return Card(
        say("Which {name}?", name=answer.typed),
        say("Several clubs go by that. Ask again with one of:") + f"\n{names}{rest}",
    )


def club_card(answer: ClubNews | SeveralClubs) -> Card:
    """Whom a club may get and whom it may lose."""
    if isinstance(answer, SeveralClubs):
        return several_clubs_card(answer)
    fields = (
        Field(say_as("transfers", "In"), _sagas(answer.coming, answer)),
        Field(say_as("transfers", "Out"), _sagas(answer.going, answer)),
    )
    shown = tuple(field for field in fields if field.value)
    name = _named(answer)
    if not shown:
        return Card(
            say("{club}: nobody", club=name),
            say("No saga stored here is of that club now. /latest shows what moved last."),
        )
    return Card(name, _count(answer), shown, footer=say("as of {day}", day=day(answer.as_of)))


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


def _sagas(sagas: Sequence[Saga], answer: ClubNews) -> str:
    lines = [_line(saga, answer) for saga in sagas[:_MOST]]
    more = len(sagas) - _MOST
    return "\n".join([*lines, *([say("and {count} more", count=more)] if more > 0 else [])])


def _line(saga: Saga, answer: ClubNews) -> str:
    age = ago((answer.as_of - saga.last_on).days)
    text = standing(saga).text.removesuffix(".")
    return say("{saga}: {text} (last news {age})", saga=title(saga), text=text, age=age)


def latest_card(answer: Latest | SeveralClubs) -> Card:
    """What moved last, newest first."""
    if isinstance(answer, SeveralClubs):
        return several_clubs_card(answer)
    if not answer.steps:
        return Card(_headed(answer, _NOTHING), say("Name an earlier day, or leave the club out."))
    lines = [f"{saga.player}: {step_line(step, saga.player)}" for saga, step in answer.steps]
    return Card(_headed(answer, _LATEST), "\n".join(lines))


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
