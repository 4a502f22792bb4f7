"""What every Store has to do with players that are merged and split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.files import Edit, Merge, Split
from bot.model import WIRE
from bot.sagas.mending import mended
from bot.store import NEWCOMER
from tests.db.mending import (
    GUILD,
    OTHER,
    add,
    entry,
    listed,
    mend,
    merged,
    the,
    told,
)
from tests.db.samples import ADMIN, NOON, filing, judge, rumour

if TYPE_CHECKING:
    from bot.store import Store


async def test_merged_players_are_one_by_all_their_names(any_store: Store) -> None:
    alan, other, number = await merged(any_store)
    (name,) = await any_store.player_names(WIRE)
    assert (name.id, name.name, name.aliases) == (alan.id, "Alan Boro", ("Alfonso Boroni",))
    whole = await any_store.player_file(WIRE, alan.id)
    assert whole is not None
    assert [kept.id for kept in whole.rumours] == [alan.rumours[0].id, other.rumours[0].id]
    assert await any_store.player_file(WIRE, other.id) == whole
    assert await any_store.undo_mending(WIRE, ADMIN, number, NOON)
    assert (await the(any_store, "Alan Boro"), await the(any_store, "Alfonso Boroni")) == (alan, other)


async def test_merges_go_on_through_a_third_and_never_in_a_circle(any_store: Store) -> None:
    alan, other, first = await merged(any_store)
    await add(any_store, "three", "Carlo Dedo")
    carlo = await the(any_store, "Carlo Dedo")
    await mend(any_store, WIRE, carlo.id, Merge(other.id))
    assert await listed(any_store) == ["Carlo Dedo"]
    assert len((await the(any_store, "Alfonso Boroni")).rumours) == 3
    for player, into in ((alan, carlo), (carlo, alan), (other, alan), (alan, alan)):
        assert await any_store.mend(WIRE, ADMIN, player.id, Merge(into.id), NOON) is None
    assert await any_store.undo_mending(WIRE, ADMIN, first, NOON)
    assert await listed(any_store) == ["Alfonso Boroni", "Carlo Dedo"]
    # What was merged through him was said of the whole, whose root was Alan Boro.
    assert (await entry(any_store, "Carlo Dedo")).aliases == ("Alan Boro",)


async def test_merges_of_a_guild_and_of_the_wire_that_cross_make_no_circle(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    await add(any_store, "two", "Alfonso Boroni")
    alan, other = await the(any_store, "Alan Boro"), await the(any_store, "Alfonso Boroni")
    await mend(any_store, GUILD, other.id, Merge(alan.id))
    await mend(any_store, WIRE, alan.id, Merge(other.id))
    assert await listed(any_store, GUILD) == ["Alfonso Boroni"]
    assert await listed(any_store, OTHER) == ["Alan Boro"]
    assert len((await the(any_store, "Alan Boro", GUILD)).rumours) == 2


async def test_news_of_a_merged_player_stays_his_when_the_merge_is_undone(any_store: Store) -> None:
    alan, other, number = await merged(any_store)
    await add(any_store, "three", "Alfonso Boroni", to_club="Leeds")
    assert len((await the(any_store, "Alan Boro")).rumours) == 3
    assert await any_store.undo_mending(WIRE, ADMIN, number, NOON)
    assert len((await the(any_store, "Alfonso Boroni")).rumours) == 2
    assert await the(any_store, "Alan Boro") == alan
    assert (await the(any_store, "Alfonso Boroni")).name == other.name


async def test_the_judge_is_shown_a_merged_player_once(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    await add(any_store, "two", "Alfonso Boro")
    alan, other = await the(any_store, "Alan Boro"), await the(any_store, "Alfonso Boro")
    await mend(any_store, WIRE, alan.id, Merge(other.id))
    receipt = await any_store.file(filing("three", rumour("Boro", to_club="PSG")), judge)
    assert receipt.filed[0].player == "Alan Boro"
    assert len((await the(any_store, "Alan Boro")).rumours) == 3


# --- split ---


async def test_a_split_makes_a_player_of_a_new_name(any_store: Store) -> None:
    await add(any_store, "one", "Boro")
    await add(any_store, "two", "Boro", to_club="PSG")
    before = await the(any_store, "Boro")
    first, second = (kept.id for kept in before.rumours)
    number = await mend(any_store, WIRE, before.id, Split(NEWCOMER, (second, second)), "Carlo Boro")
    boro, carlo = await any_store.player_names(WIRE)
    assert (boro.name, boro.aliases, boro.to_club) == ("Boro", (), "Ajax")
    assert (carlo.name, carlo.aliases, carlo.to_club) == ("Carlo Boro", (), "PSG")
    assert await told(any_store, before.id) == [first]
    assert await told(any_store, carlo.id) == [second]
    (mending,) = (await the(any_store, "Carlo Boro")).mendings
    assert mending.deed == Split(carlo.id, (second,))
    assert await any_store.undo_mending(WIRE, ADMIN, number, NOON)
    assert await the(any_store, "Boro") == before
    assert await any_store.player_file(WIRE, carlo.id) is None
    assert await listed(any_store) == ["Boro"]


async def test_who_was_split_off_is_found_by_his_name_when_news_of_him_comes(any_store: Store) -> None:
    await add(any_store, "one", "Boro")
    found = await the(any_store, "Boro")
    await mend(any_store, WIRE, found.id, Split(NEWCOMER, (found.rumours[0].id,)), "Carlo Dedo")
    await add(any_store, "two", "Carlo Dedo")
    assert await listed(any_store) == ["Carlo Dedo"]
    assert len((await the(any_store, "Carlo Dedo")).rumours) == 2


async def test_the_last_split_that_is_not_undone_holds(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    await add(any_store, "two", "Bob Carr")
    alan, bob = await the(any_store, "Alan Boro"), await the(any_store, "Bob Carr")
    rumour_id = alan.rumours[0].id
    await mend(any_store, WIRE, alan.id, Split(bob.id, (rumour_id,)))
    assert await told(any_store, bob.id) == [rumour_id, bob.rumours[0].id]
    last = await mend(any_store, WIRE, bob.id, Split(NEWCOMER, (rumour_id,)), "Carlo Dedo")
    assert await listed(any_store) == ["Bob Carr", "Carlo Dedo"]
    carlo = await the(any_store, "Carlo Dedo")
    assert await any_store.undo_mending(WIRE, ADMIN, last, NOON)
    assert await told(any_store, bob.id) == [rumour_id, bob.rumours[0].id]
    assert await any_store.player_file(WIRE, carlo.id) is None


async def test_what_was_moved_on_is_not_shown_where_it_had_been_though_a_merge_between_is_undone(
    any_store: Store,
) -> None:
    for text, name in (("one", "Alan Boro"), ("two", "Bob Carr"), ("three", "Carlo Dedo")):
        await add(any_store, text, name)
    alan, bob, carlo = [await the(any_store, name) for name in ("Alan Boro", "Bob Carr", "Carlo Dedo")]
    rumour_id = alan.rumours[0].id
    await mend(any_store, WIRE, alan.id, Split(bob.id, (rumour_id,)))
    between = await mend(any_store, WIRE, carlo.id, Merge(bob.id))
    await mend(any_store, WIRE, carlo.id, Split(NEWCOMER, (rumour_id,)), "Dan Ebo")
    assert await any_store.undo_mending(WIRE, ADMIN, between, NOON)
    assert await told(any_store, bob.id) == [bob.rumours[0].id]
    assert (await told(any_store, (await entry(any_store, "Dan Ebo")).id)) == [rumour_id]


async def test_who_lost_the_split_that_named_him_is_called_as_what_he_is_told_of(any_store: Store) -> None:
    for text in ("one", "two"):
        await add(any_store, text, "Alan Boro", to_club=text)
    alan = await the(any_store, "Alan Boro")
    first, second = (kept.id for kept in alan.rumours)
    naming = await mend(any_store, WIRE, alan.id, Split(NEWCOMER, (first,)), "Carlo Dedo")
    carlo = await the(any_store, "Carlo Dedo")
    await mend(any_store, WIRE, alan.id, Split(carlo.id, (second,)))
    assert await any_store.undo_mending(WIRE, ADMIN, naming, NOON)
    found = await any_store.player_file(WIRE, carlo.id)
    assert found is not None
    assert (found.name, [kept.id for kept in found.rumours]) == ("Alan Boro", [second])


async def test_a_deed_on_what_was_split_goes_with_it(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    alan = await the(any_store, "Alan Boro")
    rumour_id = alan.rumours[0].id
    edit = Edit(rumour_id, rumour("Alan Boro", to_club="PSG"))
    await mend(any_store, WIRE, alan.id, edit)
    await mend(any_store, WIRE, alan.id, Split(NEWCOMER, (rumour_id,)), "Carlo Dedo")
    found = await the(any_store, "Carlo Dedo")
    assert [one.deed for one in found.mendings][:1] == [edit]
    assert mended(found).rumours[0].rumour.to_club == "PSG"
    assert (await entry(any_store, "Carlo Dedo")).to_club == "PSG"
