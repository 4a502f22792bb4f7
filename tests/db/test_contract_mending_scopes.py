"""Who may mend what, who sees it, and what becomes of news that come after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.files import Close, Edit, Lesson, Matter, Merge, Rename, Retract, Split
from bot.model import WIRE
from bot.sagas.mending import mended
from bot.store import NEWCOMER, Overtaken
from tests.db.mending import (
    DAY,
    GUILD,
    OTHER,
    OWN,
    add,
    called,
    entry,
    everything,
    listed,
    mend,
    the,
)
from tests.db.samples import ADMIN, NOON, filing, judge, rumour

if TYPE_CHECKING:
    from bot.files import PlayerFile
    from bot.store import Store


async def test_what_the_scope_does_not_see_is_not_mended(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    await add(any_store, "two", "Bob Carr", GUILD)
    await add(any_store, "three", "Alan Boro", GUILD, to_club="PSG")
    alan, bob = await the(any_store, "Alan Boro", GUILD), await the(any_store, "Bob Carr", GUILD)
    own = alan.rumours[1].id
    before = await everything(any_store, WIRE, GUILD, OTHER)
    for scope in (WIRE, OTHER):
        for player_id, deed in (
            (bob.id, Close(NOON.date())),
            (99, Close(NOON.date())),
            (alan.id, Retract(own)),
            (alan.id, Retract(bob.rumours[0].id)),
            (alan.id, Edit(own, OWN)),
            (alan.id, Merge(bob.id)),
            (alan.id, Merge(NEWCOMER)),
            (alan.id, Split(bob.id, (alan.rumours[0].id,))),
            (alan.id, Split(NEWCOMER, (own,))),
            (alan.id, Split(NEWCOMER, ())),
            (alan.id, Edit(alan.rumours[0].id, OWN, bob.id)),
        ):
            done = await any_store.mend(scope, ADMIN, player_id, deed, NOON, called=called("New Name"))
            assert done is None, (scope, deed)
    assert await everything(any_store, WIRE, GUILD, OTHER) == before
    assert await any_store.mend(WIRE, ADMIN, alan.id, Split(NEWCOMER, (alan.rumours[0].id,)), NOON) is None


async def test_what_is_retracted_is_mended_no_more(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    alan = await the(any_store, "Alan Boro")
    rumour_id = alan.rumours[0].id
    await mend(any_store, WIRE, alan.id, Retract(rumour_id))
    for deed in (Retract(rumour_id), Edit(rumour_id, OWN), Split(NEWCOMER, (rumour_id,))):
        assert await any_store.mend(GUILD, ADMIN, alan.id, deed, NOON, called=called("New Name")) is None


async def test_a_guild_mends_for_itself_alone(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    await add(any_store, "two", "Bob Carr")
    alan, bob = await the(any_store, "Alan Boro"), await the(any_store, "Bob Carr")
    before = await everything(any_store, WIRE, OTHER)
    rumour_id = alan.rumours[0].id
    for deed, name in (
        (Edit(rumour_id, rumour("Alan Boroni")), "Alan Boroni"),
        (Rename("Alanus"), "Alanus"),
        (Close(NOON.date()), None),
        (Split(NEWCOMER, (rumour_id,)), "Carlo Dedo"),
        (Merge(bob.id), None),
    ):
        current = (await entry(any_store, "Carlo Dedo", GUILD)).id if isinstance(deed, Merge) else alan.id
        await mend(any_store, GUILD, current, deed, name)
        assert await everything(any_store, WIRE, OTHER) == before
    assert await listed(any_store, GUILD) == ["Carlo Dedo"]
    assert await any_store.mendings(OTHER) == ()
    assert await any_store.mendings(WIRE) == ()
    assert len(await any_store.mendings(GUILD)) == 5


async def test_a_newcomer_whom_another_guild_knows_is_none_of_theirs(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    await add(any_store, "two", "Carlo Dedo", OTHER)
    alan = await the(any_store, "Alan Boro")
    before = await everything(any_store, OTHER)
    number = await mend(any_store, GUILD, alan.id, Split(NEWCOMER, (alan.rumours[0].id,)), "Carlo Dedo")
    assert await everything(any_store, OTHER) == before
    assert len((await the(any_store, "Carlo Dedo", GUILD)).rumours) == 1
    assert await any_store.undo_mending(GUILD, ADMIN, number, NOON)
    assert await listed(any_store, GUILD) == ["Alan Boro"]


async def test_a_deed_of_the_wire_is_seen_by_every_guild_and_undone_by_none(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    alan = await the(any_store, "Alan Boro")
    number = await mend(any_store, WIRE, alan.id, Retract(alan.rumours[0].id))
    assert await listed(any_store, GUILD) == []
    assert not await any_store.undo_mending(GUILD, ADMIN, number, NOON)
    assert await any_store.mendings(GUILD, alan.id) == ()
    assert await any_store.undo_mending(WIRE, ADMIN, number, NOON)
    assert not await any_store.undo_mending(WIRE, ADMIN, number, NOON)
    assert not await any_store.undo_mending(WIRE, ADMIN, 99, NOON)


async def test_the_version_rises_with_what_was_mended_and_undone_only(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    alan = await the(any_store, "Alan Boro")
    start = any_store.version
    assert await any_store.mend(WIRE, ADMIN, 99, Rename("X"), NOON) is None
    assert not await any_store.undo_mending(WIRE, ADMIN, 99, NOON)
    assert any_store.version == start
    number = await mend(any_store, WIRE, alan.id, Rename("X"), "X")
    assert any_store.version == start + 1
    await any_store.undo_mending(WIRE, ADMIN, number, NOON)
    assert any_store.version == start + 2


async def test_who_looked_before_another_mended_is_told_so(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    alan = await the(any_store, "Alan Boro")
    rumour_id = alan.rumours[0].id
    edit = Edit(rumour_id, OWN)
    first = await any_store.mend(WIRE, 1, alan.id, edit, NOON, seen=0)
    assert first is not None
    with pytest.raises(Overtaken) as late:
        await any_store.mend(GUILD, 2, alan.id, edit, NOON, seen=0)
    assert late.value.by is not None
    assert (late.value.by.id, late.value.by.actor_id) == (first, 1)
    second = await any_store.mend(WIRE, 2, alan.id, edit, NOON, seen=first)
    assert second is not None
    await any_store.undo_mending(WIRE, 1, second, NOON)
    with pytest.raises(Overtaken) as undone:
        await any_store.mend(WIRE, 2, alan.id, Retract(rumour_id), NOON, seen=second)
    assert undone.value.by is None
    assert await any_store.mend(WIRE, 2, alan.id, Retract(rumour_id), NOON, seen=first)


async def test_a_file_as_of_an_earlier_day_is_mended_too(any_store: Store) -> None:
    early, late = NOON.date() - 5 * DAY, NOON.date()
    await any_store.file(filing("one", rumour("Boro", to_club="PSG"), said_on=early), judge)
    await any_store.file(filing("two", rumour("Alan Boro"), said_on=late), judge)
    found = await the(any_store, "Alan Boro")
    await mend(any_store, WIRE, found.id, Rename("Al"), "Al")
    then = await any_store.player_file(WIRE, found.id, as_of=early)
    assert then is not None
    assert ([kept.said_on for kept in then.rumours], mended(then).name) == ([early], "Al")
    assert await any_store.player_file(WIRE, found.id, as_of=early - DAY) is None


# --- news after a mending ---


async def test_wire_news_is_judged_apart_for_a_guild_that_mended_the_player(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    alan = await the(any_store, "Alan Boro")
    await mend(any_store, GUILD, alan.id, Retract(alan.rumours[0].id))
    seen: list[int] = []

    def looking(rows: object, said_on: object, known: list[PlayerFile], copied: object = None) -> object:
        seen.append(sum(len(mended(one).rumours) for one in known))
        return judge([rumour("Alan Boro")], NOON.date(), known)

    await any_store.file(filing("two", rumour("Alan Boro")), looking)  # type: ignore[arg-type]
    assert seen == [1, 0]


async def test_the_newest_files_leave_out_what_is_retracted_held_or_of_other_clubs(any_store: Store) -> None:
    for days, (player, club) in enumerate(
        (("Alan Boro", "PSG"), ("Bob Carr", "Ajax"), ("Carlo Dedo", "PSG"))
    ):
        day = NOON.date() + days * DAY
        await any_store.file(filing(player, rumour(player, to_club=club), said_on=day), judge)
    await any_store.file(
        filing("held", rumour("Alan Boro", held="why"), said_on=NOON.date() + 9 * DAY), judge
    )
    assert [one.name for one in await any_store.newest_files(WIRE, 2)] == ["Carlo Dedo", "Bob Carr"]
    assert [one.name for one in await any_store.newest_files(WIRE, 9, since=NOON.date() + 2 * DAY)] == [
        "Carlo Dedo"
    ]
    carlo = await the(any_store, "Carlo Dedo")
    await mend(any_store, WIRE, carlo.id, Retract(carlo.rumours[0].id))
    assert [one.name for one in await any_store.newest_files(WIRE, 9, club="PSG")] == ["Alan Boro"]


async def test_a_lesson_that_came_with_a_deed_goes_with_it(any_store: Store) -> None:
    await add(any_store, "one", "Alan Boro")
    alan = await the(any_store, "Alan Boro")
    lesson = Lesson(Matter.PLAYER, "alan bor", "Alan Boro")
    number = await any_store.mend(
        GUILD, ADMIN, alan.id, Rename("Al"), NOON, called=called("Al"), lessons=[lesson]
    )
    assert number is not None
    assert await any_store.lessons(GUILD) == (lesson,)
    assert await any_store.lessons(OTHER) == ()
    await any_store.undo_mending(GUILD, ADMIN, number, NOON)
    assert await any_store.lessons(GUILD) == ()
