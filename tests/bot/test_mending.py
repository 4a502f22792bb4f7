"""Moderators put right what was read: what they are answered, and what their guild sees of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot import deeds, mending
from bot.desk import Late
from bot.files import Edit, Lesson, Matter, Merge, Rename, Retract, Split
from bot.model import WIRE, Stage
from bot.sagas.mending import last_on, mended
from bot.store import NEWCOMER
from tests.bot.moderators import (
    BOSS,
    GUILD,
    MOD,
    OTHER,
    TODAY,
    filled,
    listed,
    refused,
    the,
)
from tests.db.samples import NOON, filing, judge, rumour

if TYPE_CHECKING:
    from bot.store import Store


@pytest.fixture
async def known(store: Store) -> Store:
    return await filled(store)


async def test_a_retraction_is_done_once_and_undone(known: Store) -> None:
    done = await mending.retract(known, MOD, "boro", 1, NOON)
    assert (done.player, done.deed) == ("Alan Boro", Retract(1))
    assert await listed(known) == ["Bob Carr"]
    assert "Nothing stored about boro" in await refused(mending.retract(known, MOD, "boro", 1, NOON))
    undone = await deeds.undo(known, MOD, done.id, NOON)
    assert undone.is_new
    assert undone.entry is not None
    assert (undone.entry.player, undone.entry.mending.deed) == ("Alan Boro", Retract(1))
    assert await listed(known) == ["Alan Boro", "Bob Carr"]
    again = await deeds.undo(known, BOSS, done.id, NOON + dt.timedelta(hours=1))
    assert (again.is_new, again.by, again.at) == (False, MOD.user_id, NOON.replace(microsecond=0))
    assert "no such change" in await refused(deeds.undo(known, MOD, 99, NOON))


@pytest.mark.parametrize("number", [2, 3, 99])
async def test_a_rumour_that_is_not_the_players_here_is_not_there(known: Store, number: int) -> None:
    await known.file(filing("secret", rumour("Alan Boro", to_club="Leeds"), scope=OTHER), judge)
    assert "has no such rumour here" in await refused(mending.retract(known, MOD, "Boro", number, NOON))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Bo", "Nothing stored about Bo. Did you mean Bob Carr"),
        ("Zinedine", "Nothing stored about Zinedine. Write the name as /status shows it."),
        ("  ", "The player is a name of at most 80 letters."),
        ("x" * 81, "The player is a name of at most 80 letters."),
    ],
)
async def test_whoever_is_not_known_is_asked_for_again(known: Store, typed: str, why: str) -> None:
    assert why in await refused(mending.close(known, MOD, typed, TODAY, NOON))


async def test_two_of_one_name_are_told_apart_by_the_moderator(known: Store) -> None:
    await known.file(filing("three", rumour("Carlo Boro", to_club="Leeds")), judge)
    answer = await refused(mending.close(known, MOD, "Boro", TODAY, NOON))
    assert answer == (
        "More than one player is called Boro: Alan Boro · Liverpool → Bayern Munich and "
        "Carlo Boro · Liverpool → Leeds. Write the full name."
    )
    assert "More than one" in await refused(mending.split(known, MOD, "Bob Carr", [2], "Boro", NOON))


async def test_an_edit_of_a_club_teaches_it_for_that_player_and_undoing_takes_it_back(known: Store) -> None:
    new = replace(rumour("Alan Boro", from_club="Everton"), stage=Stage.DONE)
    done = await mending.edit(known, MOD, "Boro", 1, new, NOON)
    assert done.taught == (Lesson(Matter.CLUB, "liverpool", "Everton", "alan boro"),)
    assert await known.lessons(GUILD) == done.taught
    assert await known.lessons(OTHER) == await known.lessons(WIRE) == ()
    assert mended(await the(known, "Alan Boro")).rumours[0].rumour == new
    await deeds.undo(known, MOD, done.id, NOON)
    assert await known.lessons(GUILD) == ()


async def test_an_edit_puts_the_rumour_with_the_player_whom_it_names(known: Store) -> None:
    to_bob = await mending.edit(known, MOD, "Boro", 1, rumour("Carr"), NOON)
    assert isinstance(to_bob.deed, Edit)
    assert await listed(known) == ["Bob Carr"]
    assert (await the(known, "Bob Carr")).aliases == ("Carr",)
    await deeds.undo(known, MOD, to_bob.id, NOON)
    await mending.edit(known, MOD, "Boro", 1, rumour("Carlo  Dedo"), NOON)
    assert await listed(known) == ["Bob Carr", "Carlo Dedo"]
    assert (await the(known, "Carlo Dedo")).mendings[-1].deed == Edit(
        1, rumour("Carlo Dedo"), (await the(known, "Carlo Dedo")).id
    )
    assert await listed(known, WIRE) == ["Alan Boro", "Bob Carr"]


async def test_an_edit_that_writes_the_name_in_full_leaves_the_rumour_where_it_is(known: Store) -> None:
    done = await mending.edit(known, MOD, "Alan Boro", 1, rumour("Boro"), NOON)
    assert (done.deed, await listed(known)) == (Edit(1, rumour("Boro")), ["Bob Carr", "Boro"])


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (rumour("Alan Boro"), "Nothing was changed in it."),
        (rumour("..."), "The player is a name"),
        (rumour("Alan Boro", to_club="x" * 81), "The club is a name"),
        (rumour("Alan Boro", from_club="a\u202eb"), "The club is a name"),
    ],
)
async def test_an_edit_that_cannot_be_is_refused(known: Store, new: object, why: str) -> None:
    assert why in await refused(mending.edit(known, MOD, "Boro", 1, new, NOON))  # pyright: ignore[reportArgumentType]


async def test_the_second_of_two_editors_is_told_who_was_quicker(known: Store) -> None:
    seen = last_on(await the(known, "Alan Boro"), 1)
    assert seen == 0
    first = await mending.edit(known, MOD, "Boro", 1, rumour("Alan Boro", to_club="PSG"), NOON, seen=seen)
    late = rumour("Alan Boro", to_club="Leeds")
    with pytest.raises(Late, match="changed in the meantime") as overtaken:
        await mending.edit(known, BOSS, "Boro", 1, late, NOON, seen=seen)
    by, now = overtaken.value.by, overtaken.value.shown
    assert by is not None
    assert now is not None
    assert (by.actor_id, by.at, now.kept.rumour.to_club) == (2, NOON.replace(microsecond=0), "PSG")
    assert now.key == f"1.{first.id}"
    seen = last_on(await the(known, "Alan Boro"), 1)
    assert seen == first.id
    await deeds.undo(known, MOD, first.id, NOON)
    answer = await refused(mending.retract(known, BOSS, "Boro", 1, NOON, seen=seen))
    assert "was undone in the meantime" in answer
    await mending.edit(known, BOSS, "Boro", 1, late, NOON, seen=last_on(await the(known, "Alan Boro"), 1))


async def test_a_merge_and_its_undoing(known: Store) -> None:
    done = await mending.merge(known, MOD, "Boro", "Carr", NOON)
    assert (done.player, done.deed) == ("Alan Boro", Merge(2))
    assert await listed(known) == ["Alan Boro"]
    assert "are one player here already" in await refused(mending.merge(known, MOD, "Boro", "Carr", NOON))
    await deeds.undo(known, MOD, done.id, NOON)
    assert await listed(known) == ["Alan Boro", "Bob Carr"]


async def test_a_split_makes_a_player_or_goes_to_one(known: Store) -> None:
    await known.file(filing("three", rumour("Alan Boro", to_club="Leeds")), judge)
    made = await mending.split(known, MOD, "Boro", [1], "Carlo  Dedo", NOON)
    assert isinstance(made.deed, Split)
    assert made.deed.to_id == NEWCOMER
    assert await listed(known) == ["Alan Boro", "Bob Carr", "Carlo Dedo"]
    await mending.split(known, MOD, "Boro", [3], "Carr", NOON)
    assert await listed(known) == ["Bob Carr", "Carlo Dedo"]
    assert [kept.id for kept in (await the(known, "Bob Carr")).rumours] == [2, 3]
    assert last_on(await the(known, "Bob Carr"), 3) > made.id


@pytest.mark.parametrize(
    ("numbers", "name", "why"),
    [
        ([], "Carlo Dedo", "Choose the rumours that are not of Alan Boro."),
        ([2], "Carlo Dedo", "has no such rumour"),
        ([1], "Boro", "Alan Boro is called Boro himself."),
        ([1], "", "The player is a name"),
    ],
)
async def test_a_split_that_cannot_be_is_refused(
    known: Store, numbers: list[int], name: str, why: str
) -> None:
    assert why in await refused(mending.split(known, MOD, "Boro", numbers, name, NOON))


async def test_a_split_to_a_name_that_is_only_alike_makes_another_player(known: Store) -> None:
    await mending.split(known, MOD, "Boro", [1], "Rob Carr", NOON)
    assert await listed(known) == ["Bob Carr", "Rob Carr"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Alan Boro", "Alan Boro is called so already."),
        ("bob carr", "Bob Carr · Liverpool → PSG is another player here. /saga merge makes the two one."),
        ("\n", "The player is a name"),
    ],
)
async def test_a_name_that_cannot_be_is_refused(known: Store, name: str, why: str) -> None:
    assert (await refused(mending.rename(known, MOD, "Boro", name, NOON))).startswith(why)


async def test_a_renaming_shows_the_new_name_and_finds_by_the_old(known: Store) -> None:
    await mending.rename(known, MOD, "Boro", "Alan  Boroni", NOON)
    assert await listed(known) == ["Alan Boroni", "Bob Carr"]
    done = await mending.rename(known, MOD, "Alan Boro", "ALAN BORO", NOON)
    assert (done.player, done.deed) == ("Alan Boroni", Rename("ALAN BORO"))


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (TODAY + dt.timedelta(days=1), "2026-01-11 has not come yet. Name a day up to today."),
        (TODAY - dt.timedelta(days=2), "Nothing was said of Alan Boro by 8 Jan 2026. Name a later day."),
        (TODAY - dt.timedelta(days=1), "The saga of Alan Boro is closed on 9 Jan 2026 already."),
    ],
)
async def test_a_day_on_which_nothing_can_end_is_refused(known: Store, on: dt.date, why: str) -> None:
    assert await refused(mending.close(known, MOD, "Boro", on, NOON)) == why


async def test_the_history_tells_what_stands_newest_first(known: Store) -> None:
    await mending.close(known, MOD, "Carr", TODAY, NOON)
    split = await mending.split(known, MOD, "Boro", [1], "Carlo Dedo", NOON)
    await mending.close(known, MOD, "Dedo", TODAY, NOON)
    entries = await deeds.history(known, MOD)
    assert [one.player for one in entries] == [
        "Carlo Dedo",
        "Carlo Dedo",
        "Bob Carr",
        None,
    ]
    assert [one.mending.id for one in await deeds.history(known, MOD, "Carr")] == [2]
    await deeds.undo(known, MOD, split.id, NOON)
    assert [one.player for one in await deeds.history(known, MOD)] == [
        None,
        "Bob Carr",
        "Alan Boro",
    ]


async def test_what_vanishes_between_two_looks_is_not_there(
    known: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(*_: object, **__: object) -> None:
        return None

    monkeypatch.setattr(type(known), "mend", nothing)
    assert "not here any more" in await refused(mending.close(known, MOD, "Boro", TODAY, NOON))
    monkeypatch.setattr(type(known), "player_file", nothing)
    assert "not here any more" in await refused(mending.close(known, MOD, "Boro", TODAY, NOON))
