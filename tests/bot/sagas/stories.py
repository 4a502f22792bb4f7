"""Whole sagas, told article by article: what each is judged to be, and where the saga stands after it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.model import Rumour, Verdict
from bot.sagas.fold import of_file
from tests.bot.sagas.telling import Tale

if TYPE_CHECKING:
    from bot.sagas.saga import Saga

NEW, CONFIRMED, REVERSED, REPEAT, COLOUR, STALE = Verdict

Step = tuple[dt.date, tuple[Rumour, ...], Verdict, str]
"""The day of an article, its rows, the verdict on it, and where the saga stands afterwards (see ``stands``)."""


def stands(saga: Saga) -> str:
    """Where it stands, short: "Everton bid, not_for_sale, wants_move; Everton Fulham"."""
    leading = saga.leading.club if saga.leading else "nobody"
    alive = " ".join(suitor.club for suitor in saga.alive)
    return f"{leading} {saga.stage}, {saga.club_stance}, {saga.player_stance}; {alive}"


def play(story: list[Step]) -> None:
    """Tell a story, all of which is one saga, and check every verdict and where it stands after it."""
    tale = Tale()
    for day, rows, verdict, state in story:
        judged = tale.tell(day, *rows)
        assert (judged.verdict, stands(tale.saga)) == (verdict, state), f"{day}: {judged.why}"
        assert judged.why.english.endswith(".")
        assert (judged.alert is not None) is verdict.is_news
    assert len(of_file(tale.file)) == 1


def sagas_of(tale: Tale) -> list[tuple[str | None, str]]:
    """Whose player he is in each of his sagas, and where it stands."""
    return [(saga.from_club, stands(saga)) for saga in of_file(tale.file)]
