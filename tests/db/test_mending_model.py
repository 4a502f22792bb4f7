"""Whatever is mended and undone: each scope sees what a simple model of the deeds says; undoing all restores all."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import directory
from bot.files import Alias, Close, Edit, Merge, PlayerName, Rename, Retract, Split, Vouch
from bot.model import WIRE, Rumour
from bot.sagas.mending import mended, unheld
from bot.spelling import fold
from bot.store import NEWCOMER, Called
from tests.db.samples import ADMIN, NOON, filing, judge, rumour
from tests.fresh_store import open_fresh

if TYPE_CHECKING:
    from random import Random

    from bot.files import Deed, KeptRumour, PlayerFile
    from bot.store import Store

GUILD, OTHER = 5, 6
SCOPES = (WIRE, GUILD, OTHER)
NAMES = ("Rossi", "Paolo Rossi", "Bob Carr", "Carlo Dedo", "Dan Ebo")

LAST_WORDS = frozenset(("rossi", "carr", "dedo", "ebo", "fo"))

FILINGS = st.lists(
    st.tuples(st.sampled_from(SCOPES), st.sampled_from(NAMES), st.integers(0, 3), st.booleans()),
    min_size=2,
    max_size=7,
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(SCOPES),
        st.sampled_from(
            ("retract", "edit", "vouch", "move", "merge", "split", "rename", "alias", "close", "undo")
        ),
        st.integers(0, 99),
        st.integers(0, 99),
        st.sampled_from((*NAMES, "Ennio Fo")),
    ),
    max_size=12,
)


@dataclass
class Model:
    """What is known of rumours and deeds, and nothing clever."""

    rows: dict[int, tuple[int, int, dt.date, Rumour]] = field(
        default_factory=dict
    )  # (owner, scope, day, row)
    deeds: dict[int, tuple[int, int, Deed]] = field(default_factory=dict)  # (scope, player, deed)

    def seen(self, scope: int) -> list[tuple[int, Deed]]:
        return [(player, deed) for own, player, deed in self.deeds.values() if own in (WIRE, scope)]

    def root(self, scope: int, player: int) -> int:
        group = {player: player}

        def top(one: int) -> int:
            return one if group.get(one, one) == one else top(group[one])

        for into, deed in self.seen(scope):
            if isinstance(deed, Merge) and top(deed.other_id) != top(into):
                group[top(deed.other_id)] = top(into)
        return top(player)

    def whose(self, scope: int, rumour_id: int) -> int:
        place = self.rows[rumour_id][0]
        for _, deed in self.seen(scope):
            if isinstance(deed, Split) and rumour_id in deed.rumour_ids:
                place = deed.to_id
            if isinstance(deed, Edit) and deed.rumour_id == rumour_id:
                place = deed.to_id or place
        return self.root(scope, place)

    def told(self, scope: int) -> dict[int, list[tuple[int, Rumour]]]:
        """For each player with a file what is told in it, by (day, number)."""
        files: dict[int, list[tuple[dt.date, int, Rumour | None]]] = {}
        for rumour_id, (_, own, day, row) in self.rows.items():
            if own in (WIRE, scope):
                now = row
                for _, deed in self.seen(scope):
                    if isinstance(deed, Edit) and deed.rumour_id == rumour_id:
                        now = deed.rumour
                if any(deed == Vouch(rumour_id) for _, deed in self.seen(scope)):
                    now = unheld(now)
                is_gone = any(deed == Retract(rumour_id) for _, deed in self.seen(scope))
                files.setdefault(self.whose(scope, rumour_id), []).append(
                    (day, rumour_id, None if is_gone else now)
                )
        return {
            player: [(number, row) for _, number, row in sorted(found, key=lambda one: one[:2]) if row]
            for player, found in files.items()
        }


class Desk:
    """A store, a model beside it, and one who does the same to both."""

    def __init__(self, file: Path, runner: asyncio.Runner, store: Store) -> None:
        self.file, self.runner, self.store, self.model = file, runner, store, Model()

    def file_all(self, filings: list[tuple[int, str, int, bool]]) -> None:
        for number, (scope, name, days, is_held) in enumerate(filings):
            row = rumour(name, to_club=f"Club {number}", held="unsure" if is_held else None)
            day = NOON.date() - dt.timedelta(days=days)
            self.runner.run(self.store.file(filing(f"text {number}", row, scope=scope, said_on=day), judge))
        with closing(sqlite3.connect(self.file)) as conn:
            owners = dict(conn.execute("SELECT id, player_id FROM rumours"))
        for scope in SCOPES:
            for player in range(1, 9):
                kept = self.look(scope, player)
                self.model.rows |= {
                    one.id: (owners[one.id], one.scope, one.said_on, one.rumour)
                    for one in (kept.rumours if kept else ())
                }

    def look(self, scope: int, player: int) -> PlayerFile | None:
        return self.runner.run(self.store.player_file(scope, player))

    def step(self, scope: int, what: str, one: int, two: int, name: str) -> None:
        if what == "undo":
            self.undo(scope, one)
            return
        files = [file for player in range(1, 9) if (file := self.look(scope, player)) is not None]
        if not files:
            return
        player, other = files[one % len(files)], files[two % len(files)]
        ids = [kept.id for kept in player.rumours]
        deed = wish(what, ids[two % len(ids)], ids[: two % 3 + 1], other.id, name)
        called = None if isinstance(deed, (Retract, Vouch, Merge, Close)) else Called(name, fold(name))
        done = self.runner.run(self.store.mend(scope, ADMIN, player.id, deed, NOON, called=called))
        if done is not None:
            (kept,) = [one for one in self.runner.run(self.store.mendings(scope)) if one.id == done]
            self.model.deeds[done] = (scope, kept.player_id, kept.deed)

    def undo(self, scope: int, number: int) -> None:
        own = [deed_id for deed_id, (own, _, _) in self.model.deeds.items() if own == scope]
        chosen = own[number % len(own)] if own else number
        assert self.runner.run(self.store.undo_mending(scope, ADMIN, chosen, NOON)) == bool(own)
        if own:
            del self.model.deeds[chosen]

    def check(self) -> None:
        for scope in SCOPES:
            expected = self.model.told(scope)
            listed: list[PlayerName] = []
            for player in range(1, 12):
                file = self.look(scope, player)
                root = self.model.root(scope, player)
                assert (file is not None) == (root in expected)
                if file is not None:
                    assert file.id == root
                    after = mended(file)
                    assert [(kept.id, kept.rumour) for kept in after.rumours] == expected[root]
                    listed += [entry for entry in as_listed(after) if entry not in listed]
            listed.sort(key=lambda one: (one.name.casefold(), one.id))
            assert self.runner.run(self.store.player_names(scope)) == tuple(listed)
            in_memory = self.runner.run(directory.named_by(self.store, scope, LAST_WORDS))
            assert sorted(in_memory, key=lambda one: (one.name.casefold(), one.id)) == listed
            self.check_newest(scope, expected, "Edited")
            self.check_newest(scope, expected, None)

    def check_newest(
        self, scope: int, expected: dict[int, list[tuple[int, Rumour]]], club: str | None
    ) -> None:
        since = NOON.date() - dt.timedelta(days=2)
        last: list[tuple[dt.date, int, int]] = []
        for player, told in expected.items():
            days = [
                (self.model.rows[number][2], number, player)
                for number, row in told
                if row.held is None and club in (None, row.from_club, row.to_club)
            ]
            last += [max(days)] if days and max(days)[0] >= since else []
        newest = self.runner.run(self.store.newest_files(scope, 3, club=club, since=since))
        assert [one.id for one in newest] == [player for _, _, player in sorted(last, reverse=True)[:3]]

    def everything(self) -> list[object]:
        names = [self.runner.run(self.store.player_names(scope)) for scope in SCOPES]
        return [names, [self.look(scope, player) for scope in SCOPES for player in range(1, 12)]]

    def told(self) -> list[object]:
        """What everybody is told: the lists of names, and the files without what is retracted or was done."""
        names = [self.runner.run(self.store.player_names(scope)) for scope in SCOPES]
        files = [
            mended(file) for scope in SCOPES for player in range(1, 12) if (file := self.look(scope, player))
        ]
        return [names, [replace(file, mendings=()) for file in files if file.rumours]]


def wish(what: str, rumour_id: int, ids: list[int], other: int, name: str) -> Deed:
    deeds: dict[str, Deed] = {
        "retract": Retract(rumour_id),
        "edit": Edit(rumour_id, replace(rumour(name), to_club="Edited")),
        "vouch": Vouch(rumour_id),
        "alias": Alias(name),
        "move": Edit(rumour_id, rumour(name), other),
        "merge": Merge(other),
        "split": Split(NEWCOMER, tuple(ids)),
        "rename": Rename(name),
        "close": Close(NOON.date()),
    }
    return deeds[what]


def as_listed(file: PlayerFile) -> list[PlayerName]:
    told: list[KeptRumour] = [kept for kept in file.rumours if kept.rumour.held is None]
    if not told:
        return []
    from_club, to_club = (next(filter(None, map(pick, reversed(told))), None) for pick in (from_of, to_of))
    return [PlayerName(file.id, file.name, file.aliases, from_club, to_club, told[-1].said_on)]


def from_of(kept: KeptRumour) -> str | None:
    return kept.rumour.from_club


def to_of(kept: KeptRumour) -> str | None:
    return kept.rumour.to_club


@settings(max_examples=25, deadline=None)
@given(FILINGS, STEPS, st.randoms(use_true_random=False))
def test_what_is_seen_is_what_the_deeds_say_and_undoing_all_restores_all(
    filings: list[tuple[int, str, int, bool]], steps: list[tuple[int, str, int, int, str]], random: Random
) -> None:
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        store = runner.run(open_fresh(Path(folder) / "saga.db"))
        try:
            desk = Desk(Path(folder) / "saga.db", runner, store)
            desk.file_all(filings)
            before = desk.everything()
            for step in steps:
                desk.step(*step)
                desk.check()
            standing = list(desk.model.deeds)
            random.shuffle(standing)
            for number in standing:
                scope = desk.model.deeds.pop(number)[0]
                assert runner.run(store.undo_mending(scope, ADMIN, number, NOON))
                desk.check()
            assert desk.everything() == before
        finally:
            runner.run(store.close())


@settings(max_examples=25, deadline=None)
@given(FILINGS, st.sampled_from(SCOPES), st.sampled_from((*NAMES, "Carr")), st.sampled_from((None, "unsure")))
def test_retracting_what_was_added_restores_names_and_files(
    filings: list[tuple[int, str, int, bool]], scope: int, name: str, held: str | None
) -> None:
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        store = runner.run(open_fresh(Path(folder) / "saga.db"))
        try:
            desk = Desk(Path(folder) / "saga.db", runner, store)
            desk.file_all(filings)
            before = desk.told()
            row = rumour(name, to_club="Added", held=held)
            runner.run(store.file(filing("added", row, scope=scope), judge))
            for file in [file for player in range(1, 12) if (file := desk.look(scope, player))]:
                for kept in file.rumours:
                    if kept.rumour.to_club == "Added":
                        assert runner.run(store.mend(scope, ADMIN, file.id, Retract(kept.id), NOON))
            assert desk.told() == before
        finally:
            runner.run(store.close())
