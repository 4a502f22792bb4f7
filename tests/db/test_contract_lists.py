"""What every Store has to do with lists of players: their names, and the files of the newest."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.model import WIRE
from tests.db.samples import NOON, filing, judge, rumour

if TYPE_CHECKING:
    from bot.store import Store

GUILD, OTHER = 500, 600
TODAY = NOON.date()


async def file(
    store: Store,
    player: str,
    days_ago: int = 0,
    *,
    scope: int = WIRE,
    from_club: str | None = "Liverpool",
    to_club: str | None = "Bayern Munich",
    held: str | None = None,
) -> None:
    row = rumour(player, from_club=from_club, to_club=to_club, held=held)
    day = TODAY - dt.timedelta(days_ago)
    text = f"{player} {from_club} {to_club} {days_ago} {scope} {held}"
    await store.file(filing(text, row, scope=scope, said_on=day), judge)


async def newest(
    store: Store, scope: int = WIRE, limit: int = 9, *, club: str | None = None, days: int | None = None
) -> list[str]:
    since = dt.date.min if days is None else TODAY - dt.timedelta(days)
    return [one.name for one in await store.newest_files(scope, limit, club=club, since=since)]


# --- the newest ---


async def test_those_last_spoken_of_come_first_and_each_once(any_store: Store) -> None:
    await file(any_store, "Mohamed Salah", 3)
    await file(any_store, "Virgil van Dijk", 2)
    await file(any_store, "Andrew Robertson", 4)
    await file(any_store, "Mohamed Salah", 1)
    assert await newest(any_store) == ["Mohamed Salah", "Virgil van Dijk", "Andrew Robertson"]
    assert await newest(any_store, limit=2) == ["Mohamed Salah", "Virgil van Dijk"]
    assert await newest(any_store, limit=0) == []


async def test_of_one_day_the_last_that_came_in_is_first(any_store: Store) -> None:
    await file(any_store, "Mohamed Salah")
    await file(any_store, "Virgil van Dijk")
    assert await newest(any_store) == ["Virgil van Dijk", "Mohamed Salah"]


async def test_a_file_of_the_newest_is_the_players_whole_file(any_store: Store) -> None:
    await file(any_store, "Mohamed Salah", 300)
    await file(any_store, "Mohamed Salah", 1)
    (found,) = await any_store.newest_files(WIRE, 9, since=TODAY - dt.timedelta(7))
    assert found == await any_store.player_file(WIRE, found.id)
    assert len(found.rumours) == 2


@pytest.mark.parametrize(
    ("club", "names"),
    [
        ("Ajax", ["Mohamed Salah", "Virgil van Dijk"]),
        ("Real Madrid", ["Mohamed Salah"]),
        ("Liverpool", ["Virgil van Dijk"]),
        ("Atlantis", []),
    ],
)
async def test_a_clubs_are_those_from_it_and_to_it(any_store: Store, club: str, names: list[str]) -> None:
    await file(any_store, "Virgil van Dijk", 2, to_club="Ajax")
    await file(any_store, "Mohamed Salah", 1, from_club="Ajax", to_club="Real Madrid")
    await file(any_store, "Andrew Robertson", 0, from_club=None, to_club=None)
    assert await newest(any_store, club=club) == names


async def test_a_clubs_are_in_the_order_in_which_they_were_spoken_of_with_it(any_store: Store) -> None:
    await file(any_store, "Virgil van Dijk", 3, to_club="Ajax")
    await file(any_store, "Mohamed Salah", 2, to_club="Ajax")
    await file(any_store, "Virgil van Dijk", 1, to_club="Real Madrid")
    assert await newest(any_store, club="Ajax") == ["Mohamed Salah", "Virgil van Dijk"]


async def test_what_is_older_than_asked_for_is_left_out(any_store: Store) -> None:
    await file(any_store, "Virgil van Dijk", 30, to_club="Ajax")
    await file(any_store, "Virgil van Dijk", 1, to_club="Real Madrid")
    await file(any_store, "Mohamed Salah", 7, to_club="Ajax")
    assert await newest(any_store, days=6) == ["Virgil van Dijk"]
    assert await newest(any_store, club="Ajax", days=7) == ["Mohamed Salah"]


async def test_what_is_held_brings_nobody_into_a_list(any_store: Store) -> None:
    await file(any_store, "Mohamed Salah", 1)
    await file(any_store, "Virgil van Dijk", 0, held="unsure")
    await file(any_store, "Mohamed Salah", 0, to_club="Ajax", held="unsure")
    assert await newest(any_store) == ["Mohamed Salah"]
    assert await newest(any_store, club="Ajax") == []


async def test_a_guild_sees_the_wires_and_its_own_and_no_other_does(any_store: Store) -> None:
    await file(any_store, "Mohamed Salah", 2)
    await file(any_store, "Virgil van Dijk", 1, scope=GUILD)
    await file(any_store, "Andrew Robertson", 3, scope=GUILD, to_club="Ajax")
    for club in (None, "Liverpool"):
        mine = ["Virgil van Dijk", "Mohamed Salah", "Andrew Robertson"]
        assert await newest(any_store, GUILD, club=club) == mine
        assert await newest(any_store, OTHER, club=club) == ["Mohamed Salah"]
        assert await newest(any_store, WIRE, club=club) == ["Mohamed Salah"]
    assert await newest(any_store, OTHER, club="Ajax") == []


# --- names ---


async def test_a_list_of_names_tells_when_each_was_last_spoken_of(any_store: Store) -> None:
    await file(any_store, "Mohamed Salah", 5)
    await file(any_store, "Mohamed Salah", 9, to_club="Ajax")
    await file(any_store, "Mohamed Salah", 0, held="unsure")
    (name,) = await any_store.player_names(WIRE)
    assert (name.last_on, name.to_club) == (TODAY - dt.timedelta(5), "Bayern Munich")


async def test_some_names_of_a_list_are_as_they_are_in_all_of_it(any_store: Store) -> None:
    await file(any_store, "Salah", 5)
    await file(any_store, "Mohamed Salah", 4, scope=GUILD, from_club=None)
    await file(any_store, "Virgil van Dijk", 3)
    await file(any_store, "Andrew Robertson", 3, held="unsure")
    for scope in (WIRE, GUILD, OTHER):
        names = await any_store.player_names(scope)
        assert await any_store.player_names(scope, range(9)) == names
        for one in names:
            assert await any_store.player_names(scope, [one.id]) == (one,)
    assert await any_store.player_names(WIRE, []) == ()


async def test_a_scopes_own_players_are_those_it_has_filed_something_of(any_store: Store) -> None:
    await file(any_store, "Mohamed Salah")
    await file(any_store, "Virgil van Dijk", scope=GUILD)
    await file(any_store, "Mohamed Salah", 1, scope=GUILD, held="unsure")
    salah, van_dijk = (one.id for one in await any_store.player_names(GUILD))
    assert await any_store.own_players(WIRE) == {salah}
    assert await any_store.own_players(GUILD) == {salah, van_dijk}
    assert await any_store.own_players(OTHER) == set()


async def test_whom_a_write_has_touched_is_known_to_those_who_come_later(any_store: Store) -> None:
    await file(any_store, "Mohamed Salah")
    first = any_store.version
    await file(any_store, "Virgil van Dijk", scope=GUILD)
    await any_store.file(filing("dry", rumour("Andrew Robertson")), judge, dry_run=True)
    salah, van_dijk = (one.id for one in await any_store.player_names(GUILD))
    assert any_store.touched(WIRE, 0) == {salah}
    assert any_store.touched(GUILD, 0) == any_store.touched(GUILD, first) == {van_dijk}
    assert any_store.touched(WIRE, first) == any_store.touched(OTHER, 0) == set()
