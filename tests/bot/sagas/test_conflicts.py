from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.model import Certainty, Kind, Modality
from bot.sagas.conflicts import Clash, conflicts, ended_in_public
from bot.sagas.fold import current
from tests.bot.sagas.telling import PLAYER, SUITOR, bid, claim, file, on, row

if TYPE_CHECKING:
    import datetime as dt

    from bot.model import Rumour
    from bot.sagas.saga import Saga

ENDED = claim(Kind.WITHDREW, certainty=Certainty.ON_RECORD)
DENIAL = claim(Kind.DENIED, actor="Brentford", certainty=Certainty.ON_RECORD)
NO_DEAL = claim(Kind.FEE_AGREED, modality=Modality.NEGATED, certainty=Certainty.ON_RECORD)


def saga(*told: tuple[dt.date, Rumour]) -> Saga:
    found = current(PLAYER, file(*told).rumours)
    assert found is not None
    return found


TABLE: dict[str, tuple[list[tuple[dt.date, Rumour]], list[Clash]]] = {
    "nothing": ([(on(1), row(claim(Kind.TALKS)))], []),
    "a suitor who was out in public is back": (
        [(on(1), row(ENDED)), (on(20), row(claim(Kind.INTEREST)))],
        [Clash.CAME_BACK],
    ),
    "one who is only said to be out has said nothing in public": (
        [(on(1), row(claim(Kind.WITHDREW))), (on(20), row(claim(Kind.INTEREST)))],
        [],
    ),
    "a party denies what goes on": (
        [(on(1), row(claim(Kind.BID), fees=(bid(20),))), (on(2), row(DENIAL))],
        [Clash.DENIED],
    ),
    "there is none, says one; there is, says another": (
        [(on(1), row(claim(Kind.FEE_AGREED))), (on(2), row(NO_DEAL))],
        [Clash.CONTRADICTED],
    ),
    "what was denied before it happened is no conflict": (
        [(on(1), row(claim(Kind.TALKS), NO_DEAL)), (on(9), row(claim(Kind.FEE_AGREED)))],
        [],
    ),
    "two outlets give two sums of one offer": (
        [
            (on(1), row(claim(Kind.BID, source="Sky Sports"), fees=(bid(20),))),
            (on(1), row(claim(Kind.BID, source="Daily Mirror"), fees=(bid(22),))),
        ],
        [Clash.SUMS],
    ),
    "of a move that is done only what concerns it is left": (
        [
            (on(1), row(ENDED)),
            (on(20), row(claim(Kind.TALKS))),
            (on(21), row(claim(Kind.SIGNED, certainty=Certainty.OFFICIAL))),
        ],
        [],
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_what_does_not_fit_is_found(case: str) -> None:
    told, clashes = TABLE[case]
    assert [found.clash for found in conflicts(saga(*told))] == clashes


def test_the_day_on_which_a_suitor_said_so_is_known() -> None:
    found = saga((on(1), row(ENDED)), (on(20), row(claim(Kind.INTEREST))))
    ended = ended_in_public(found, SUITOR)
    assert ended is not None
    assert ended.said_on == on(1)
    assert ended_in_public(found, "Fulham") is None


def test_a_denial_told_twice_is_one_conflict() -> None:
    again = replace(DENIAL, quote="once more")
    found = saga((on(1), row(claim(Kind.BID), fees=(bid(20),))), (on(2), row(DENIAL)), (on(3), row(again)))
    assert len(conflicts(found)) == 1
