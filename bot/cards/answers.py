"""The card of an answer with all that can be pressed under it: pages, what to ask next, whom was meant, Share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from bot.answers.market import ClubNews, Latest, SeveralClubs, Windows
from bot.answers.question import Question, Topic
from bot.answers.sources import Sources
from bot.answers.status import SagaStatus
from bot.answers.timeline import Timeline
from bot.answers.whom import SeveralPlayers, UnknownPlayer, label
from bot.cards.card import Button, Card, Menu, Option
from bot.cards.market import club_cards, latest_cards, several_clubs_card, window_card
from bot.cards.sources import sources_cards
from bot.cards.status import not_one_card, status_card
from bot.cards.timeline import timeline_cards
from bot.sagas.names import numbered
from bot.speech import say
from bot.wording import day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from bot.answers.answered import Answer, Unclear
    from bot.files import PlayerName

_MOST_PAGES = 1_000


def answer_card(answer: Answer, question: Question, now: dt.datetime, *, is_private: bool = False) -> Card:
    """The page of an answer that was asked for. ``is_private``: only the asker sees it, so he may share it."""
    if isinstance(answer, SeveralPlayers | UnknownPlayer | SeveralClubs):
        return _unclear_card(answer, question)
    question = replace(question, name=_meant(answer, question))
    pages = _pages(answer)
    number = min(max(question.page, 1), len(pages))
    card = pages[number - 1]
    buttons = (
        *_turns(question, number, len(pages), now),
        *_next(answer, question, now),
        *((_share(replace(question, page=number), now),) if is_private else ()),
    )
    return replace(card, buttons=buttons)


def shared_card(card: Card, name: str) -> Card:
    """An answer that somebody who had it in private shows to all: his name stands in it, and no Share."""
    by = say("shared by {name}", name=name)
    return replace(
        card,
        footer=" · ".join(filter(None, (card.footer, by))),
        buttons=tuple(button for button in card.buttons if button.action != "share"),
    )


def _pages(answer: SagaStatus | Timeline | Sources | ClubNews | Latest | Windows) -> tuple[Card, ...]:
    match answer:
        case SagaStatus():
            return (status_card(answer),)
        case Timeline():
            return timeline_cards(answer)
        case Sources():
            return sources_cards(answer)
        case ClubNews():
            return club_cards(answer)
        case Latest():
            return latest_cards(answer)
        case Windows():
            return (window_card(answer),)
        case _:
            assert_never(answer)


def _meant(answer: Answer, question: Question) -> str:
    """What was found, by a name that finds nothing else, however it was typed."""
    match answer:
        case SagaStatus() | Timeline() | Sources():
            return answer.handle or question.name
        case ClubNews():
            return answer.club
        case Latest():
            return answer.club or ""
        case _:
            return question.name


def _turns(question: Question, number: int, pages: int, now: dt.datetime) -> Iterable[Button]:
    """To the pages beside this one, of the answer as it was when it was asked for."""
    asked = replace(question, asked_at=question.asked_at or now)
    before, after = _names(question.topic)
    ways = [(before, number - 1), (after, number + 1)]
    if question.topic is Topic.TIMELINE:
        # Its first page has the last steps, and on each the oldest stands first: the older ones lie to the left.
        ways = [(before, number + 1), (after, number - 1)]
    for name, page in ways:
        if 1 <= page <= min(pages, _MOST_PAGES):
            yield Button(name, "page", replace(asked, page=page).target())


def _names(topic: Topic) -> tuple[str, str]:
    if topic is Topic.TIMELINE:
        return say("◀ Older"), say("Newer ▶")
    if topic is Topic.LATEST:
        return say("◀ Newer"), say("Older ▶")
    return say("◀ Previous page"), say("Next page ▶")


def _next(answer: Answer, question: Question, now: dt.datetime) -> Iterable[Button]:
    """What one asks next: of a saga how it came here, who says so, and what is new since."""
    name = question.name
    if isinstance(answer, Timeline) and answer.chapters:
        yield Button(say("Something wrong?"), "wrong", named_target(name))
    if not isinstance(answer, SagaStatus):
        return
    yield Button(say("Timeline"), "ask", Question(Topic.TIMELINE, name, as_of=question.as_of).target())
    yield Button(say("Sources"), "ask", Question(Topic.SOURCES, name, as_of=question.as_of).target())
    if question.as_of is None:
        yield Button(say("What's new?"), "ask", Question(Topic.TIMELINE, name, seen=now).target())
    yield Button(say("Follow"), "follow", named_target(answer.saga.player))
    yield Button(say("Something wrong?"), "wrong", named_target(name))


def _share(question: Question, now: dt.datetime) -> Button:
    is_long = question.topic not in (Topic.STATUS, Topic.WINDOW)
    asked_at = (question.asked_at or now) if is_long else None
    return Button(say("Share"), "share", replace(question, asked_at=asked_at, asker=0).target())


def named_target(name: str) -> str:
    """A player's name as a button's id has it: what is too long is cut, but not his number."""
    return Question(Topic.STATUS, name).target().partition(":")[2]


# --- whom was meant ---


def _unclear_card(answer: Unclear, question: Question) -> Card:
    """The question back, with those who may be meant: one of several in a menu, of near names each as a button."""
    match answer:
        case SeveralPlayers():
            options = tuple(_option(player) for player in answer.players)
            return replace(not_one_card(answer), menus=(_menu(question, options),))
        case UnknownPlayer():
            near = [(label(player), numbered(player)) for player in answer.near]
            return replace(not_one_card(answer), buttons=_near(question, near))
        case SeveralClubs():
            card = several_clubs_card(answer)
            if answer.clubs:
                options = tuple(Option(club, club) for club in answer.clubs)
                return replace(card, menus=(_menu(question, options),))
            return replace(card, buttons=_near(question, [(club, club) for club in answer.near]))


def _option(player: PlayerName) -> Option:
    spoken_of = say("last spoken of on {day}", day=day(player.last_on)) if player.last_on else ""
    return Option(label(player), numbered(player), spoken_of)


def _menu(question: Question, options: tuple[Option, ...]) -> Menu:
    return Menu(say("Who is meant?"), "pick", replace(question, name="").target(), options)


def _near(question: Question, near: Iterable[tuple[str, str]]) -> tuple[Button, ...]:
    return tuple(Button(name, "pick", replace(question, name=value, page=1).target()) for name, value in near)
