"""The answer to a question, whichever it is: the one place that pages, shared answers and menus go through."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, assert_never

from bot.answers import market
from bot.answers.market import ClubNews, Latest, SeveralClubs, Windows
from bot.answers.question import Topic
from bot.answers.sources import Sources, sources
from bot.answers.status import SagaStatus, status
from bot.answers.timeline import Timeline, timeline
from bot.answers.whom import SeveralPlayers, UnknownPlayer

if TYPE_CHECKING:
    import datetime as dt

    from bot.answers.question import Question
    from bot.store import Store

Unclear: TypeAlias = SeveralPlayers | UnknownPlayer | SeveralClubs
"""No answer yet: the asker has to say whom he means."""
Answer: TypeAlias = SagaStatus | Timeline | Sources | ClubNews | Latest | Windows | Unclear
"""What a question finds."""


async def answered(store: Store, scope: int, question: Question, today: dt.date) -> Answer:
    """What a question finds, as far as ``scope`` may know.

    Raises:
        Refusal: the name is no name.
    """
    name, until = question.name, question.asked_at
    match question.topic:
        case Topic.STATUS:
            return await status(store, scope, name, today, question.as_of)
        case Topic.TIMELINE:
            since, seen = question.since, question.seen
            return await timeline(
                store, scope, name, since=since, seen=seen, as_of=question.as_of, until=until
            )
        case Topic.SOURCES:
            return await sources(store, scope, name, question.as_of, until)
        case Topic.CLUB:
            return await market.club(store, scope, name, today, question.direction, until)
        case Topic.LATEST:
            return await market.latest(store, scope, club=name or None, since=question.since, until=until)
        case Topic.WINDOW:
            return market.window(today, name or None)
        case _:
            assert_never(question.topic)
