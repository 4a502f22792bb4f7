"""Three guilds and the wire do what they like; then one is deleted: nothing of it is left, nothing else is changed."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import json
import sqlite3
import tempfile
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from bot.files import Close, Edit, Lesson, Matter, Merge, Rename, Retract, Split
from bot.model import WIRE, Article, Stage
from bot.spelling import fold
from bot.store import NEWCOMER, Called
from bot.subscription import Mute, Rules, Target
from tests.db.samples import ADMIN, LATER, NOON, filing, judge, rumour
from tests.db.sending import deliver, take
from tests.fresh_store import open_fresh

if TYPE_CHECKING:
    from bot.files import Deed
    from bot.store import Store
    from db import SqliteStore

# Numbers that nothing else has by chance.
GUILDS = (7_001_001, 7_002_002, 7_003_003)
SCOPES = st.sampled_from((WIRE, *GUILDS))
STAGES = st.sampled_from((Stage.TALKS, Stage.BID, Stage.DONE))


def marker(scope: int) -> str:
    return {WIRE: "Wireword"}.get(scope, f"Secret{scope}")


async def exported(store: Store, guild: int) -> str:
    out = io.StringIO()
    await store.write_out_guild(guild, out)
    return out.getvalue()


async def purge(store: Store, guild: int) -> int:
    """Delete all of a guild; in how many steps."""
    await store.begin_purge(guild, LATER)
    steps = 1
    while await store.purge_step(guild, LATER):
        steps += 1
    return steps


def traces(file: Path, guild: int) -> list[tuple[str, Any]]:
    """Every row of every table in which the guild's number, its channels' or its secret stands."""
    with closing(sqlite3.connect(file)) as conn:
        tables = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [(table, row) for table in tables for row in conn.execute(f"SELECT * FROM {table}")]  # noqa: S608
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    numbers = {guild, guild * 10}
    secret = marker(guild).casefold()
    return [
        (table, row)
        for table, row in rows
        if any(cell in numbers or secret in str(cell).casefold() or str(guild) in str(cell) for cell in row)
    ]


class Guilds(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        # Closed in teardown; a state machine has no other place for it.
        self.folder = tempfile.TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.file = Path(self.folder.name) / "saga.db"
        self.store: SqliteStore = self.runner.run(open_fresh(self.file))
        self.texts = count()
        self.players = 0

    def teardown(self) -> None:
        self.purge_and_look(GUILDS[0])
        self.runner.run(self.store.close())
        self.runner.close()
        self.folder.cleanup()

    @rule(scope=SCOPES, own_name=st.booleans(), surname=st.sampled_from(("Rossi", "Silva")), stage=STAGES)
    def tell(self, scope: int, surname: str, stage: Stage, *, own_name: bool) -> None:
        secret = marker(scope)
        player = f"{secret} {surname}" if own_name else surname
        row = rumour(player, to_club=f"{secret} City", from_club=f"{secret} United", stage=stage)
        text = f"{secret} {next(self.texts)}"
        self.runner.run(self.store.file(filing(text, row, scope=scope, outlet=secret), judge))
        self.players += 1

    @rule(guild=st.sampled_from(GUILDS), key=st.sampled_from((None, "rossi", "silva")))
    def subscribe(self, guild: int, key: str | None) -> None:
        target = Target(f"{marker(guild)} {key}", key)
        self.runner.run(self.store.subscribe(guild, guild * 10, target, Rules(in_threads=True), ADMIN))
        self.runner.run(self.store.mute(guild, guild * 10, Mute("nobody", marker(guild)), ADMIN))

    @rule(guild=st.sampled_from(GUILDS), uses_wire=st.booleans())
    def switch(self, guild: int, *, uses_wire: bool) -> None:
        self.runner.run(self.store.set_wire(guild, uses_wire=uses_wire, actor_id=ADMIN))

    @rule(scope=SCOPES, what=st.integers(0, 6), pick=st.integers(0, 99), newcomer=st.booleans())
    def mend(self, scope: int, what: int, pick: int, *, newcomer: bool) -> None:
        found = (self.runner.run(self.store.player_file(scope, one)) for one in range(1, self.players + 2))
        files = [file for file in found if file is not None]
        if not files:
            return
        secret = marker(scope)
        file, other = files[pick % len(files)], files[-1 - pick % len(files)]
        rumour_id = file.rumours[pick % len(file.rumours)].id
        name = f"{secret} Newcomer{pick % 3}"
        to_id = NEWCOMER if newcomer else other.id
        row = rumour(name, to_club=f"{secret} City", from_club=f"{secret} United")
        deeds: tuple[Deed, ...] = (
            Retract(rumour_id),
            Edit(rumour_id, row),
            Edit(rumour_id, row, to_id),
            Merge(other.id),
            Split(to_id, (rumour_id,)),
            Rename(name),
            Close(NOON.date()),
        )
        lesson = Lesson(Matter.CLUB, secret, f"{secret} Town")
        called = Called(name, fold(name))
        asked = self.store.mend(scope, ADMIN, file.id, deeds[what], LATER, called=called, lessons=[lesson])
        self.players += self.runner.run(asked) is not None

    @rule(guild=st.sampled_from(GUILDS))
    def undo(self, guild: int) -> None:
        own = self.runner.run(self.store.mendings(guild))
        if own:
            self.runner.run(self.store.undo_mending(guild, ADMIN, own[0].id, LATER))

    @rule(guild=st.sampled_from(GUILDS))
    def draft_and_teach(self, guild: int) -> None:
        self.runner.run(self.store.save_draft(guild, ADMIN, Article(marker(guild)), "form", NOON))
        self.runner.run(self.store.learn(guild, ADMIN, Lesson(Matter.CLUB, marker(guild), None), NOON))
        self.runner.run(self.store.set_timezone(guild, "Europe/London", ADMIN))

    @rule()
    def deliver(self) -> None:
        self.runner.run(deliver(self.store))

    @rule(guild=st.sampled_from(GUILDS))
    def leave_and_return(self, guild: int) -> None:
        self.runner.run(self.store.note_left(guild, LATER))
        assert not [one for one in self.runner.run(take(self.store)) if one.guild_id == guild]
        self.runner.run(self.store.note_back(guild, LATER))

    @rule(guild=st.sampled_from(GUILDS))
    def purge_and_look(self, guild: int) -> None:
        own = self.runner.run(exported(self.store, guild))
        others = [one for one in GUILDS if one != guild]
        assert not [one for one in others if marker(one).casefold() in own.casefold() or str(one) in own]
        before = [self.runner.run(exported(self.store, one)) for one in others]
        wire = self.sight_of_the_wire()
        self.runner.run(purge(self.store, guild))
        left = traces(self.file, guild)
        assert [(table, row[2:5]) for table, row in left] == [("audit", (guild, 0, "purge"))]
        assert [self.runner.run(exported(self.store, one)) for one in others] == before
        assert self.sight_of_the_wire() == wire
        assert self.runner.run(self.store.purges()) == ()

    def sight_of_the_wire(self) -> object:
        names = self.runner.run(self.store.player_names(WIRE))
        return names, [self.runner.run(self.store.player_file(WIRE, one.id)) for one in names]


TestGuilds = Guilds.TestCase
TestGuilds.settings = settings(max_examples=10, stateful_step_count=20, deadline=None)

GUILD, OTHER, THIRD = GUILDS


async def furnished(store: SqliteStore) -> None:
    """The guild and another have some of everything; the wire tells of the same player."""
    for guild in (GUILD, OTHER):
        secret = marker(guild)
        await store.set_moderator_role(guild, guild + 1, ADMIN)
        await store.subscribe(guild, guild * 10, Target("everything"), Rules(most_a_day=9), ADMIN)
        await store.mute(guild, guild * 10, Mute("x", f"{secret} Muted"), ADMIN)
        row = rumour(f"{secret} Rossi", to_club=f"{secret} City")
        await store.file(filing(f"{secret} text", row, scope=guild, outlet=f"{secret} Post"), judge)
        await store.learn(guild, ADMIN, Lesson(Matter.CLUB, f"{secret} lesson", None), NOON)
        await store.save_draft(guild, ADMIN, Article(f"{secret} draft"), "form", NOON)
        (player,) = await store.player_names(guild)
        await store.mend(guild, ADMIN, player.id, Rename(f"{secret} Renamed"), NOON)
    await store.file(filing("wire", rumour("Wireword Rossi")), judge)
    await deliver(store)


async def test_the_export_has_all_of_the_guild_and_nothing_of_others(store: SqliteStore) -> None:
    await furnished(store)
    text = await exported(store, GUILD)
    told = json.loads(text)
    secret = marker(GUILD)
    for part in ("Muted", "Rossi", "City", "text", "Post", "lesson", "draft", "Renamed"):
        assert f"{secret} {part}" in text
    assert told["server"] == str(GUILD)
    (settings,) = told["settings"]
    assert (settings["moderator_role_id"], settings["timezone"]) == (str(GUILD + 1), "UTC")
    assert told["subscriptions"][0]["rules"]["most"] == 9
    (article,) = told["articles"]
    assert article["text"] == f"{secret} text"
    assert article["rumours"][0]["claims"][0]["quote"] == "in talks"
    assert article["verdicts"][0]["verdict"] == "new"
    assert told["changes"][0]["name"] == f"{secret} Renamed"
    assert {line["action"] for line in told["audit"]} >= {
        "subscribe",
        "learn",
        "mend (rename)",
        "file (form)",
    }
    assert told["messages"]
    assert marker(OTHER) not in text
    assert str(OTHER) not in text
    assert "Wireword" not in text


async def test_every_table_that_says_whose_a_row_is_is_in_the_export_or_holds_nothing_of_people(
    store: SqliteStore, file: Path
) -> None:
    await furnished(store)
    with closing(sqlite3.connect(file, isolation_level=None)) as conn:
        conn.execute(
            "CREATE TABLE later (id INTEGER PRIMARY KEY, scope INTEGER NOT NULL, what TEXT, at INTEGER)"
        )
        conn.execute(
            "INSERT INTO later (scope, what, at) VALUES (?, 'mine', 0), (?, 'theirs', 0)", (GUILD, OTHER)
        )
    told = json.loads(await exported(store, GUILD))
    assert told["later"] == [{"what": "mine", "at": "1970-01-01T00:00:00+00:00"}]
    await purge(store, GUILD)
    assert json.loads(await exported(store, GUILD))["later"] == []
    assert json.loads(await exported(store, OTHER))["later"][0]["what"] == "theirs"


async def test_alerts_that_wait_or_are_on_their_way_are_not_sent_once_the_purge_has_begun(
    store: SqliteStore,
) -> None:
    await furnished(store)
    await store.file(filing("more", rumour("Wireword Silva")), judge)
    on_its_way = [one for one in await take(store) if one.guild_id == GUILD]
    await store.file(filing("yet more", rumour("Wireword Verdi")), judge)
    await store.begin_purge(GUILD, LATER)
    assert {one.guild_id for one in await take(store)} == {OTHER}
    await store.sent(on_its_way[0].id, 5, GUILD * 10, LATER)
    await store.file(filing("and more", rumour("Wireword Bianchi")), judge)
    assert {one.guild_id for one in await deliver(store)} <= {OTHER}
    while await store.purge_step(GUILD, LATER):
        assert await store.purges() == (GUILD,)
    assert await store.purges() == ()


async def test_a_purge_goes_on_after_a_restart_and_each_step_is_small(store: SqliteStore, file: Path) -> None:
    for number in range(120):
        row = rumour(f"{marker(GUILD)} Player{number}")
        await store.file(filing(f"{marker(GUILD)} {number}", row, scope=GUILD), judge)
    await store.begin_purge(GUILD, LATER)
    for _ in range(3):
        assert await store.purge_step(GUILD, LATER)
    await store.close()
    again = await open_fresh(file)
    try:
        assert await again.purges() == (GUILD,)
        assert 0 < len(await again.player_names(GUILD)) < 120
        while await again.purge_step(GUILD, LATER):
            pass
        assert await again.player_names(GUILD) == ()
    finally:
        await again.close()


async def test_a_player_keeps_a_key_that_is_known_without_the_guild(store: SqliteStore, file: Path) -> None:
    await store.file(filing("wire", rumour("Rossi")), judge)
    await store.file(filing("own", rumour(f"{marker(GUILD)} Rossi", stage=Stage.BID), scope=GUILD), judge)
    with closing(sqlite3.connect(file)) as conn:
        assert conn.execute("SELECT key FROM players").fetchall() == [(fold(f"{marker(GUILD)} Rossi"),)]
    await purge(store, GUILD)
    with closing(sqlite3.connect(file)) as conn:
        assert conn.execute("SELECT key FROM players").fetchall() == [("rossi",)]


@pytest.mark.parametrize("days", [29, 31])
async def test_a_guild_that_has_left_rests_and_has_all_again_when_it_is_back(
    store: SqliteStore, days: int
) -> None:
    await furnished(store)
    before = await exported(store, GUILD)
    assert await store.note_left(GUILD, LATER)
    assert not await store.note_left(GUILD, LATER + dt.timedelta(days=1))
    await store.file(filing("meanwhile", rumour("Wireword Silva")), judge)
    assert {one.guild_id for one in await deliver(store)} == {OTHER}
    later = LATER + dt.timedelta(days=days)
    assert await store.left_before(later - dt.timedelta(days=30)) == ((GUILD,) if days == 31 else ())
    assert await store.note_back(GUILD, later)
    assert not await store.note_back(GUILD, later)
    assert await exported(store, GUILD) == before
    await store.file(filing("at last", rumour("Wireword Bianchi")), judge)
    assert {one.guild_id for one in await deliver(store)} == {GUILD, OTHER}


async def test_who_left_while_nobody_looked_is_found_by_who_is_present(store: SqliteStore) -> None:
    await furnished(store)
    await store.save_draft(THIRD, ADMIN, Article("x"), "form", NOON)
    await store.learn(THIRD, ADMIN, Lesson(Matter.CLUB, "x", None), NOON)  # which leaves no settings
    assert await store.note_present({GUILD, 12}, LATER) == (2, 0)
    assert set(await store.left_before(LATER)) == {OTHER, THIRD}
    assert await store.note_present({GUILD, OTHER}, LATER) == (0, 1)
    assert await store.left_before(LATER) == (THIRD,)
    await purge(store, THIRD)
    assert await store.note_present({GUILD, OTHER}, LATER) == (0, 0)


async def test_what_is_mended_while_a_guild_is_away_is_put_right_when_it_is_back(store: SqliteStore) -> None:
    await furnished(store)
    await store.note_left(GUILD, LATER)
    (player,) = [one for one in await store.player_names(WIRE) if "Wireword" in one.name]
    file = await store.player_file(WIRE, player.id)
    assert file is not None
    await store.mend(WIRE, ADMIN, player.id, Retract(file.rumours[0].id), LATER)
    assert {one.guild_id for one in await deliver(store)} == {OTHER}
    await store.note_back(GUILD, LATER)
    assert [(one.guild_id, one.is_edit) for one in await deliver(store)] == [(GUILD, True)]


async def test_no_step_touches_a_guild_whose_purge_was_not_begun(store: SqliteStore, file: Path) -> None:
    await furnished(store)
    before = await exported(store, GUILD)
    assert not await store.purge_step(GUILD, LATER)
    assert await exported(store, GUILD) == before
    await purge(store, GUILD)
    assert not await store.purge_step(GUILD, LATER)
    assert [table for table, _ in traces(file, GUILD)] == ["audit"]
