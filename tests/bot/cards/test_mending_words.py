"""What a moderator is told of a deed."""

from __future__ import annotations

import pytest

from bot.cards.mending import done_card
from bot.desk import Done
from bot.files import Vouch
from bot.model import Verdict


@pytest.mark.parametrize(
    ("verdict", "queued", "told"),
    [
        (Verdict.NEW, 2, "2 alerts are on their way."),
        (Verdict.NEW, 0, "It is news, but no channel's alerts ask for it."),
        (Verdict.REPEAT, 0, "It was known already, so no alert is posted."),
        (Verdict.COLOUR, 0, "It tells of nothing that has happened, so no alert is posted."),
        (Verdict.STALE, 0, "Newer news is known, so no alert is posted."),
    ],
)
def test_what_comes_of_a_rumour_that_is_so_is_told(verdict: Verdict, queued: int, told: str) -> None:
    card = done_card(Done(3, "Joao Almeida", Vouch(1), verdict=verdict, queued=queued))
    assert card.lead.splitlines()[-1] == told
