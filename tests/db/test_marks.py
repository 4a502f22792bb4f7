"""Alerts that no longer say what is known: which are marked for correction, held back, and let go again."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.files import Close, Edit, Rename, Retract, Split
from bot.model import WIRE, Stage
from bot.store import NEWCOMER, Called
from bot.subscription import Rules, Target
from tests.db.samples import ADMIN, NOON, filing, judge, rumour
from tests.db.sending import deliver, rows_of, take

if TYPE_CHECKING:
    from pathlib import Path

    from bot.files import Deed
    from db import SqliteStore

GUILD, OTHER = 500, 600
CHANNEL, SECOND = 50, 60
SOON = NOON + dt.timedelta(minutes=1)
LATE = NOON + dt.timedelta(hours=7)
NAMED = Called("Carlo Dedo", "carlo dedo")


def rows(file: Path) -> list[tuple[object, ...]]:
    """(guild, correction, skipped, is it posted) of each alert, oldest first."""
    with closing(sqlite3.connect(file)) as conn:
        sql = """
            SELECT o.guild_id, o.correction, o.skipped, ifnull(b.state = 'sent', 0)
            FROM outbox AS o LEFT JOIN batches AS b ON b.id = o.batch_id ORDER BY o.id
        """
        return conn.execute(sql).fetchall()


async def posted(store: SqliteStore, *, delivered: bool = True) -> int:
    """News of the wire for two guilds; the number of its player, who has one rumour, 1."""
    for guild, channel in ((GUILD, CHANNEL), (OTHER, SECOND)):
        await store.subscribe(guild, channel, Target("everything", None), Rules(), ADMIN)
    await store.file(filing("one", rumour("Alan Boro")), judge)
    if delivered:
        await deliver(store, SOON)
    return (await store.player_names(WIRE))[0].id


@pytest.mark.parametrize(
    ("kind", "deed"),
    [
        ("retract", Retract(1)),
        ("edit", Edit(1, rumour("Alan Boro", to_club="PSG"))),
        ("split", Split(NEWCOMER, (1,))),
    ],
)
async def test_a_deed_of_the_wire_marks_the_alerts_of_every_guild(
    store: SqliteStore, file: Path, kind: str, deed: Deed
) -> None:
    player_id = await posted(store)
    number = await store.mend(WIRE, ADMIN, player_id, deed, SOON, called=NAMED)
    assert number is not None
    mark = f"{kind} {number}"
    assert rows(file) == [(GUILD, mark, None, 1), (OTHER, mark, None, 1)]
    await store.undo_mending(WIRE, ADMIN, number, SOON)
    assert rows(file) == [(GUILD, None, None, 1), (OTHER, None, None, 1)]


async def test_a_deed_of_a_guild_marks_the_alerts_of_its_own_channels(store: SqliteStore, file: Path) -> None:
    player_id = await posted(store)
    await store.mend(GUILD, ADMIN, player_id, Retract(1), SOON)
    assert rows(file) == [(GUILD, "retract 1", None, 1), (OTHER, None, None, 1)]


@pytest.mark.parametrize("deed", [Rename("Al"), Close(NOON.date())])
async def test_what_is_no_fault_of_an_alert_marks_none(store: SqliteStore, file: Path, deed: Deed) -> None:
    player_id = await posted(store)
    await store.mend(WIRE, ADMIN, player_id, deed, SOON, called=NAMED)
    assert [row[1] for row in rows(file)] == [None, None]


async def test_alerts_of_other_articles_and_players_are_left_alone(store: SqliteStore, file: Path) -> None:
    player_id = await posted(store)
    await store.file(filing("two", rumour("Alan Boro", stage=Stage.BID), rumour("Bob Carr")), judge)
    await deliver(store, SOON)
    await store.mend(WIRE, ADMIN, player_id, Retract(1), SOON)
    assert [row[1] for row in rows(file)] == ["retract 1"] * 2 + [None] * 4


async def test_of_several_deeds_the_last_that_stands_is_the_mark(store: SqliteStore, file: Path) -> None:
    player_id = await posted(store)
    edit = Edit(1, rumour("Alan Boro", to_club="PSG"))
    for scope in (WIRE, GUILD):
        await store.mend(scope, ADMIN, player_id, edit, SOON)
    assert [row[1] for row in rows(file)] == ["edit 2", "edit 1"]
    await store.undo_mending(GUILD, ADMIN, 2, SOON)
    assert [row[1] for row in rows(file)] == ["edit 1", "edit 1"]


async def test_what_was_corrected_already_is_to_be_corrected_back_after_an_undoing(
    store: SqliteStore,
) -> None:
    player_id = await posted(store)
    await store.mend(WIRE, ADMIN, player_id, Retract(1), SOON)
    ours, theirs = await take(store, SOON)
    assert [(one.is_edit, rows_of(one)[0]["correction"]) for one in (ours, theirs)] == [(True, "Retract")] * 2
    await store.edited(ours)
    assert await take(store, SOON) == (theirs,)
    await store.undo_mending(WIRE, ADMIN, 1, SOON)
    (back,) = await take(store, SOON)
    assert (back.message_id, rows_of(back)[0]["correction"]) == (ours.message_id, None)


async def test_an_alert_that_waits_is_not_sent_once_it_is_retracted(store: SqliteStore, file: Path) -> None:
    player_id = await posted(store, delivered=False)
    await store.mend(GUILD, ADMIN, player_id, Retract(1), SOON)
    assert rows(file) == [(GUILD, "retract 1", "retract 1", 0), (OTHER, None, None, 0)]
    assert [one.guild_id for one in await take(store, SOON)] == [OTHER]


async def test_an_alert_that_waits_is_sent_though_it_was_edited_and_is_marked(
    store: SqliteStore, file: Path
) -> None:
    player_id = await posted(store, delivered=False)
    await store.mend(WIRE, ADMIN, player_id, Edit(1, rumour("Alan Boro", to_club="PSG")), SOON)
    assert len(await take(store, SOON)) == 2
    assert [row[1] for row in rows(file)] == ["edit 1", "edit 1"]


async def test_what_was_being_sent_while_it_was_retracted_counts_as_posted(
    store: SqliteStore, file: Path
) -> None:
    player_id = await posted(store, delivered=False)
    (sending, _) = await take(store, SOON)
    await store.mend(WIRE, ADMIN, player_id, Retract(1), SOON)
    await store.sent(sending.id, 1234, CHANNEL, SOON)
    assert rows(file) == [(GUILD, "retract 1", None, 1), (OTHER, "retract 1", None, 0)]
    other, edit = await take(store, SOON)
    assert (edit.message_id, rows_of(edit)[0]["correction"]) == (1234, "Retract")
    assert not other.is_edit


async def test_what_was_held_back_is_sent_after_an_undoing(store: SqliteStore, file: Path) -> None:
    player_id = await posted(store, delivered=False)
    await store.mend(WIRE, ADMIN, player_id, Retract(1), SOON)
    assert await take(store, SOON) == ()
    await store.undo_mending(WIRE, ADMIN, 1, SOON)
    assert len(await take(store, SOON)) == 2
    assert rows(file) == [(GUILD, None, None, 0), (OTHER, None, None, 0)]


async def test_what_was_held_back_for_over_six_hours_is_not_sent_any_more(
    store: SqliteStore, file: Path
) -> None:
    player_id = await posted(store, delivered=False)
    await store.mend(WIRE, ADMIN, player_id, Retract(1), SOON)
    await store.undo_mending(WIRE, ADMIN, 1, LATE)
    assert await take(store, LATE) == ()
    assert [row[:3] for row in rows(file)] == [(GUILD, None, "retract 1"), (OTHER, None, "retract 1")]


async def test_what_another_deed_or_a_fault_keeps_back_stays_back(store: SqliteStore, file: Path) -> None:
    player_id = await posted(store, delivered=False)
    (given_up,) = await take(store, SOON, busy=(CHANNEL,))
    await store.drop(given_up, "too long", SOON)
    for scope in (GUILD, WIRE):
        await store.mend(scope, ADMIN, player_id, Retract(1), SOON)
    await store.undo_mending(GUILD, ADMIN, 1, SOON)
    assert await take(store, SOON) == ()


async def test_an_alert_of_two_rows_is_held_back_while_one_of_them_is_retracted(
    store: SqliteStore, file: Path
) -> None:
    await store.subscribe(GUILD, CHANNEL, Target("everything", None), Rules(), ADMIN)
    await store.file(filing("one", rumour("Alan Boro"), rumour("Alan Boro", to_club="PSG")), judge)
    (name,) = await store.player_names(WIRE)
    for rumour_id in (1, 2):
        await store.mend(WIRE, ADMIN, name.id, Retract(rumour_id), SOON)
    await store.undo_mending(WIRE, ADMIN, 2, SOON)
    assert rows(file) == [(GUILD, "retract 1", "retract 1", 0)]
    await store.undo_mending(WIRE, ADMIN, 1, SOON)
    assert len(await take(store, SOON)) == 1


async def test_mending_and_undoing_have_their_lines_in_the_audit(store: SqliteStore, file: Path) -> None:
    player_id = await posted(store)
    await store.mend(GUILD, ADMIN, player_id, Retract(1), SOON)
    await store.undo_mending(GUILD, 88, 1, SOON)
    await store.mend(GUILD, ADMIN, player_id, Rename("Al"), SOON)
    await store.mend(GUILD, ADMIN, player_id, Split(NEWCOMER, (1,)), SOON, called=NAMED)
    await store.mend(GUILD, ADMIN, player_id, Close(NOON.date()), SOON)
    with closing(sqlite3.connect(file)) as conn:
        lines = conn.execute("SELECT scope, actor_id, action, detail FROM audit WHERE id > 3").fetchall()
    assert lines == [
        (GUILD, ADMIN, "mend (retract)", "1: Alan Boro, rumour 1"),
        (GUILD, 88, "undo (retract)", "1"),
        (GUILD, ADMIN, "mend (rename)", "2: Alan Boro, now Al"),
        (GUILD, ADMIN, "mend (split)", "3: Alan Boro, rumour 1"),
    ]
