from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.answers import whom
from bot.files import KeptRumour, Mending, PlayerFile, PlayerName, Retract
from bot.sagas.index import NameIndex
from bot.sagas.names import Match, Names, NoMatch, Several, numbered, unnumbered
from tests.bot.sagas.telling import PLAYER, kept, on, row

if TYPE_CHECKING:
    import pytest

    from bot.store import Store

FIRST = PlayerName(12, "Joao Almeida", (), "Brentford", "Everton", dt.date(2024, 3, 1))
SECOND = PlayerName(77, "Joao Almeida", (), "Brentford", "Everton", dt.date(2023, 8, 7))
OTHER = PlayerName(5, "Marco Silvetti", ("Silva",), "Burnley")


def test_a_number_tells_namesakes_apart_and_is_nothing_to_whom_it_is_not_known() -> None:
    names = Names(NameIndex((FIRST, SECOND, OTHER)))
    assert names.find("joao almeida") == Several((FIRST, SECOND))
    for one in (FIRST, SECOND, OTHER):
        assert names.find(numbered(one)) == names.find(f"#{one.id}") == Match(one)
    assert names.find("Marco Silvetti #999") == Match(OTHER)
    assert names.find("#999") == NoMatch()


def test_what_a_guild_decides_about_is_not_found_by_its_number_in_what_all_know() -> None:
    own, common = NameIndex((OTHER,)), NameIndex((FIRST, SECOND))
    names = Names(own, common, frozenset((OTHER.id, SECOND.id)))
    assert names.find("#12") == Match(FIRST)
    assert names.find("#77") == NoMatch()
    assert names.find("#5") == Match(OTHER)


@given(st.text(max_size=130))
def test_any_text_can_be_looked_up_and_offered_for(typed: str) -> None:
    names = Names(NameIndex((FIRST, SECOND, OTHER)))
    names.find(typed)
    assert len(names.suggest(typed)) <= 25
    assert isinstance(unnumbered(typed), str)


def test_a_number_stays_when_a_name_is_cut() -> None:
    assert numbered(PlayerName(12, "Pierre " * 20), 20) == "Pierre Pierre Pi #12"
    assert unnumbered("Joao Almeida #12") == "Joao Almeida"
    assert unnumbered("#12") == "#12"


async def test_of_namesakes_the_number_is_sent_and_the_day_is_shown(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def offered(store: Store, scope: int, typed: str) -> tuple[PlayerName, ...]:
        return FIRST, SECOND, OTHER

    monkeypatch.setattr(whom.directory, "suggest", offered)
    assert await whom.suggest(store, 0, "") == [
        ("Joao Almeida · Brentford → Everton · 1 Mar 2024", "Joao Almeida #12"),
        ("Joao Almeida · Brentford → Everton · 7 Aug 2023", "Joao Almeida #77"),
        ("Marco Silvetti · Burnley", "Marco Silvetti"),
    ]


def test_a_file_as_it_was_has_nothing_that_came_in_later() -> None:
    early, late = kept(1, on(1), row()), kept(2, on(2), row())
    mending = Mending(1, 0, late.received, 7, 1, Retract(1))
    file = PlayerFile(1, PLAYER, (), (early, late), (mending,))
    assert whom.before(file, early.received) == PlayerFile(1, PLAYER, (), (early,), ())
    assert whom.before(file, late.received) == file
    assert isinstance(early, KeptRumour)
