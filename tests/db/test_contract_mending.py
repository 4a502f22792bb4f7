"""What every Store has to do with what moderators mend, whatever it is made of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.files import Close, Edit, Merge, Rename, Retract
from bot.model import WIRE, Kind, Stage
from bot.sagas.mending import mended
from bot.store import NEWCOMER
from tests.db.mending import (
    add,
    entry,
    everything,
    listed,
    mend,
    merged,
    the,
    told,
)
from tests.db.samples import ADMIN, NOON, filing, rumour

if TYPE_CHECKING:
    from bot.files import PlayerFile
    from bot.store import Store


async def test_a_retracted_rumour_stays_in_the_file_with_the_deed_that_takes_it_away(
    any_store: Store,
) -> None:
    await add(any_store, "one", "Alan Boro")
    await add(any_store, "two", "Alan Boro", to_club="PSG")
    before = await the(any_store, "Alan Boro")
    first, second = (kept.id for kept in before.rumours)
    number = await mend(any_store, WIRE, before.id, Retract(second))
    after = await the(any_store, "Alan Boro")
    assert after.rumours == before.rumours
    (mending,) = after.mendings
    assert (mending.id, mending.scope, mending.at, mending.actor_id) == (number, WIRE, NOON, ADMIN)
    assert (mending.player_id, mending.deed) == (before.id, Retract(second))
    assert await told(any_store, before.id) == [first]
    assert (await entry(any_store, "Alan Boro")).to_club == "Ajax"


async def test_who_has_nothing_left_that_may_be_told_is_not_listed(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    found = await the(any_store, "Alan Boro")
    number = await mend(any_store, WIRE, found.id, Retract(found.rumours[0].id))
    assert await listed(any_store) == []
    assert await any_store.undo_mending(WIRE, ADMIN, number, NOON)
    assert await listed(any_store) == ["Alan Boro"]


async def test_a_retraction_takes_the_names_with_it_that_only_it_had_brought(any_store: Store) -> None:
    await add(any_store, "one", "Boro")
    before = await everything(any_store, WIRE)
    await add(any_store, "two", "Alan Boro")
    found = await the(any_store, "Alan Boro")
    await mend(any_store, WIRE, found.id, Retract(found.rumours[1].id))
    assert (await any_store.player_names(WIRE),) == (before[0],)
    assert replace(mended(await the(any_store, "Boro")), mendings=()) in before[1]  # type: ignore[operator]


async def test_an_edit_is_read_back_exactly_and_the_list_shows_it(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    found = await the(any_store, "Alan Boro")
    kept = found.rumours[0]
    new = replace(rumour("Alan Boro", to_club="Leeds United", stage=Stage.DONE), developments=(Kind.SIGNED,))
    await mend(any_store, WIRE, found.id, Edit(kept.id, new))
    after = await the(any_store, "Alan Boro")
    assert after.mendings[0].deed == Edit(kept.id, new)
    assert after.rumours == (kept,)
    assert mended(after).rumours[0].rumour == new
    assert (await entry(any_store, "Alan Boro")).to_club == "Leeds United"


async def test_the_later_of_two_edits_holds_until_it_is_undone(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    found = await the(any_store, "Alan Boro")
    rumour_id = found.rumours[0].id
    await mend(any_store, WIRE, found.id, Edit(rumour_id, rumour("Alan Boro", to_club="PSG")))
    last = await mend(any_store, WIRE, found.id, Edit(rumour_id, rumour("Alan Boro", to_club="Leeds")))
    assert (await entry(any_store, "Alan Boro")).to_club == "Leeds"
    assert await any_store.undo_mending(WIRE, ADMIN, last, NOON)
    assert (await entry(any_store, "Alan Boro")).to_club == "PSG"


async def test_an_edit_of_a_misread_name_changes_the_name(any_store: Store) -> None:
    await add(any_store, "one", "Alan Bor")
    found = await the(any_store, "Alan Bor")
    edit = Edit(found.rumours[0].id, rumour("Alan Boro"))
    number = await mend(any_store, WIRE, found.id, edit, "Alan Boro")
    assert (await entry(any_store, "Alan Boro")).aliases == ()
    assert (await the(any_store, "Alan Boro")).name == "Alan Boro"
    assert await any_store.undo_mending(WIRE, ADMIN, number, NOON)
    assert await listed(any_store) == ["Alan Bor"]


async def test_an_edit_that_names_another_player_puts_the_rumour_with_him(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    await add(any_store, "two", "Bob Carr", to_club="PSG")
    alan, bob = await the(any_store, "Alan Boro"), await the(any_store, "Bob Carr")
    rumour_id = alan.rumours[0].id
    edit = Edit(rumour_id, rumour("Bob Carr"), bob.id)
    number = await mend(any_store, WIRE, alan.id, edit, "Bob Carr")
    assert await listed(any_store) == ["Bob Carr"]
    assert await told(any_store, bob.id) == [rumour_id, bob.rumours[0].id]
    assert await any_store.player_file(WIRE, alan.id) is None
    assert await any_store.undo_mending(WIRE, ADMIN, number, NOON)
    assert (await the(any_store, "Alan Boro"), await the(any_store, "Bob Carr")) == (alan, bob)


async def test_an_edit_may_name_a_newcomer_and_a_second_edit_may_name_him_otherwise(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    alan = await the(any_store, "Alan Boro")
    rumour_id = alan.rumours[0].id
    await mend(any_store, WIRE, alan.id, Edit(rumour_id, rumour("Bob Car"), NEWCOMER), "Bob Car")
    bob = await the(any_store, "Bob Car")
    assert (await listed(any_store), bob.id == alan.id) == (["Bob Car"], False)
    await mend(any_store, WIRE, bob.id, Edit(rumour_id, rumour("Bob Carr")), "Bob Carr")
    assert (await entry(any_store, "Bob Carr")).aliases == ()
    same = Edit(rumour_id, rumour("Bob Carr", to_club="PSG"), bob.id)
    await mend(any_store, WIRE, bob.id, same)
    assert (await entry(any_store, "Bob Carr")).to_club == "PSG"


async def test_a_renamed_player_is_listed_and_found_by_the_new_name_and_the_old(any_store: Store) -> None:
    await add(any_store, "one", "Vini")
    found = await the(any_store, "Vini")
    number = await mend(any_store, WIRE, found.id, Rename("Vinicius Junior"), "Vinicius Junior")
    (name,) = await any_store.player_names(WIRE)
    assert (name.name, name.aliases) == ("Vinicius Junior", ("Vini",))
    after = mended(await the(any_store, "Vini"))
    assert (after.name, after.aliases) == ("Vinicius Junior", ("Vini",))
    seen: list[int] = []

    def looking(rows: object, said_on: object, known: list[PlayerFile], copied: object = None) -> object:
        seen.append(len(known))
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await any_store.file(filing("two", rumour("Vinicius Junior")), looking)  # type: ignore[arg-type]
    assert seen == [1]
    assert await any_store.undo_mending(WIRE, ADMIN, number, NOON)
    assert await listed(any_store) == ["Vini"]


async def test_what_a_merged_player_was_renamed_to_is_an_alias(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    await add(any_store, "two", "Vini")
    alan, vini = await the(any_store, "Alan Boro"), await the(any_store, "Vini")
    await mend(any_store, WIRE, vini.id, Rename("Vinicius"), "Vinicius")
    await mend(any_store, WIRE, alan.id, Merge(vini.id))
    (name,) = await any_store.player_names(WIRE)
    assert (name.name, name.aliases) == ("Alan Boro", ("Vini", "Vinicius"))
    assert mended(await the(any_store, "Vini")).name == "Alan Boro"
    deeds = [type(one.deed) for one in await any_store.mendings(WIRE, alan.id)]
    assert deeds == [Rename, Merge]


async def test_a_closing_is_in_the_file_of_the_whole_family(any_store: Store) -> None:
    alan, other, _ = await merged(any_store)
    await mend(any_store, WIRE, other.id, Close(NOON.date()))
    found = await the(any_store, "Alan Boro")
    assert [one.deed for one in found.mendings] == [Merge(other.id), Close(NOON.date())]
    assert found.mendings[1].player_id == alan.id
