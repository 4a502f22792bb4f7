"""A guild that does without the wire: nothing of it is ever seen there, and all of it again when it is switched on."""

from __future__ import annotations

import ast
import asyncio
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot import directory
from bot.files import Edit, Lesson, Matter, Merge, Rename, Retract
from bot.model import WIRE, Stage
from bot.spelling import fold
from bot.store import Called
from bot.subscription import Rules, Target
from tests.db.samples import ADMIN, LATER, NOON, filing, judge, rumour
from tests.db.sending import deliver
from tests.fresh_store import open_fresh

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.files import Deed, PlayerFile
    from bot.model import Rumour
    from bot.outbox import Told
    from bot.store import Judgement
    from db import SqliteStore

GUILD = 5
WORD = "Wireword"
# These show nothing: they say who is told, which of two developments is newer, and what is put right in what was told.
MAY_NAME_THE_WIRE = {"reach", "articles", "fanout", "marks", "mendings", "players", "alerts", "guilds"}


def test_what_a_scope_sees_is_said_in_one_place() -> None:
    for file in (Path(__file__).parents[2] / "db").glob("*.py"):
        named = [
            node.id for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Name)
        ]
        assert "WIRE" not in named or file.stem in MAY_NAME_THE_WIRE, file.name


class OneGuild(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        # Closed in teardown; a state machine has no other place for it.
        self.folder = tempfile.TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.store: SqliteStore = self.runner.run(open_fresh(Path(self.folder.name) / "saga.db"))
        self.runner.run(self.store.subscribe(GUILD, GUILD * 10, Target("everything"), Rules(), ADMIN))
        self.texts = count()
        self.has_wire = True
        self.was_told: set[str] = set()

    def teardown(self) -> None:
        self.switch(uses_wire=True)
        assert self.rumours(WIRE) <= self.rumours(GUILD)
        self.runner.run(self.store.close())
        self.runner.close()
        self.folder.cleanup()

    @rule(in_wire=st.booleans(), surname=st.sampled_from(("Rossi", "Silva")), stage=st.sampled_from(Stage))
    def tell(self, surname: str, stage: Stage, *, in_wire: bool) -> None:
        word = WORD if in_wire else "Own"
        row = rumour(surname, to_club=f"{word} City", from_club=f"{word} United", stage=stage)
        text = f"{word} {next(self.texts)}"

        def judging(
            rows: Sequence[Rumour],
            said_on: dt.date,
            known: Sequence[PlayerFile],
            copied: dt.date | None = None,
        ) -> Judgement:
            assert in_wire or self.has_wire or WORD not in repr(known)
            return judge(rows, said_on, known, copied)

        scope = WIRE if in_wire else GUILD
        new = filing(text, row, scope=scope, outlet=word)
        self.runner.run(self.store.file(new, judging, dry_run=True))
        self.runner.run(self.store.file(new, judging))

    def told(self) -> list[Told]:
        """What the guild can ask of its channel's developments, but for what it was told before it left the wire.

        That stands in its channel, with the names that it saw then.
        """
        store = self.store
        asked = [
            store.told(GUILD, GUILD * 10, 99),
            store.told(GUILD, GUILD * 10, 99, player_id=1),
            *(store.told_in(GUILD, batch) for batch in range(1, 30)),
        ]
        return [one for some in asked for one in self.runner.run(some) if _key(one) not in self.was_told]

    @rule(uses_wire=st.booleans())
    def switch(self, *, uses_wire: bool) -> None:
        self.runner.run(deliver(self.store))
        self.was_told |= {_key(one) for one in self.told()}
        changed = self.runner.run(self.store.set_wire(GUILD, uses_wire=uses_wire, actor_id=ADMIN))
        assert changed == (uses_wire != self.has_wire)
        self.has_wire = uses_wire

    @rule(uses_wire=st.booleans())
    def switch_at_once(self, *, uses_wire: bool) -> None:
        self.was_told |= {_key(one) for one in self.told()}
        self.runner.run(self.store.set_wire(GUILD, uses_wire=uses_wire, actor_id=ADMIN))
        self.has_wire = uses_wire

    @rule(scope=st.sampled_from((WIRE, GUILD)), what=st.integers(0, 3), pick=st.integers(0, 9))
    def mend(self, scope: int, what: int, pick: int) -> None:
        names = self.runner.run(self.store.player_names(scope))
        if not names:
            return
        word = WORD if scope == WIRE else "Own"
        player, other = names[pick % len(names)], names[-1]
        file = self.runner.run(self.store.player_file(scope, player.id))
        assert file is not None
        rumour_id = file.rumours[pick % len(file.rumours)].id
        name = f"{word} Renamed"
        deeds: tuple[Deed, ...] = (
            Retract(rumour_id),
            Edit(rumour_id, rumour(name, to_club=f"{word} Town")),
            Merge(other.id),
            Rename(name),
        )
        lesson = Lesson(Matter.CLUB, word, f"{word} Town")
        called = Called(name, fold(name))
        self.runner.run(
            self.store.mend(scope, ADMIN, player.id, deeds[what], NOON, called=called, lessons=[lesson])
        )

    @invariant()
    def the_guild_sees_what_it_is_to_see(self) -> None:
        told = [one for one in self.runner.run(deliver(self.store, LATER)) if not one.is_edit]
        if self.has_wire:
            return
        store = self.store
        names = self.runner.run(store.player_names(GUILD))
        seen = (
            names,
            [self.runner.run(store.player_file(GUILD, one)) for one in range(1, 9)],
            self.runner.run(store.newest_files(GUILD, 9)),
            self.runner.run(store.newest_files(GUILD, 9, club=f"{WORD} City")),
            self.runner.run(store.lessons(GUILD)),
            self.told(),
            self.runner.run(directory.suggest(store, GUILD, "")),
            self.runner.run(directory.suggest(store, GUILD, "s")),
            self.runner.run(directory.find(store, GUILD, "Silva")),
            [one.payload for one in told if one.guild_id == GUILD],
        )
        assert WORD not in repr(seen)
        offered = self.runner.run(directory.suggest(store, GUILD, ""))
        assert {one.id for one in offered} == {one.id for one in names}

    @invariant()
    def with_the_wire_the_guild_sees_all_of_it(self) -> None:
        if self.has_wire:
            assert self.rumours(WIRE) <= self.rumours(GUILD)

    def rumours(self, scope: int) -> set[int]:
        files = [self.runner.run(self.store.player_file(scope, one)) for one in range(1, 9)]
        return {kept.id for file in files if file for kept in file.rumours}


def _key(told: Told) -> str:
    return repr((told.player, told.at, told.why, told.news))


TestOneGuild = OneGuild.TestCase
TestOneGuild.settings = settings(
    max_examples=20, stateful_step_count=25, deadline=None, phases=[Phase.generate]
)
