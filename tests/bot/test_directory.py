# What is private is looked at on purpose: that lists are let go shows nowhere else.
# pyright: reportPrivateUsage=false
from __future__ import annotations

import asyncio
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot import directory
from bot.model import WIRE
from bot.sagas.index import NameIndex
from bot.sagas.names import Match, Names, NoMatch
from tests.db.samples import filing, judge, rumour
from tests.fresh_store import open_fresh

if TYPE_CHECKING:
    import pytest

    from bot.store import Store

GUILD, OTHER = 500, 600
SCOPES = (WIRE, GUILD, OTHER)


async def file(store: Store, player: str, scope: int = WIRE, *, held: str | None = None) -> None:
    text = f"{player} {scope} {store.version}"
    await store.file(filing(text, rumour(player, held=held), scope=scope), judge)


async def offered(store: Store, scope: int, typed: str) -> list[str]:
    return [player.name for player in await directory.suggest(store, scope, typed)]


async def test_what_has_just_been_filed_is_found(store: Store) -> None:
    assert await directory.find(store, WIRE, "salah") == NoMatch()
    await file(store, "Mohamed Salah")
    found = await directory.find(store, WIRE, "salah")
    assert isinstance(found, Match)
    await file(store, "Virgil van Dijk")
    assert await offered(store, WIRE, "") == ["Mohamed Salah", "Virgil van Dijk"]


async def test_a_guild_knows_the_wires_players_by_its_own_names_too(store: Store) -> None:
    await file(store, "Van Dijk")
    assert await offered(store, GUILD, "van") == ["Van Dijk"]
    await file(store, "Virgil van Dijk", GUILD)
    assert await offered(store, GUILD, "virg") == await offered(store, GUILD, "van") == ["Virgil van Dijk"]
    for scope in (WIRE, OTHER):
        assert await offered(store, scope, "virg") == []
        assert await offered(store, scope, "van") == ["Van Dijk"]


async def test_wire_news_of_a_guilds_own_player_reaches_the_guild(store: Store) -> None:
    await file(store, "Rossi", GUILD)
    assert await offered(store, GUILD, "ross") == ["Rossi"]
    await file(store, "Rossi")
    await file(store, "Paolo Rossi")
    assert await offered(store, GUILD, "ross") == await offered(store, OTHER, "ross") == ["Paolo Rossi"]


async def test_a_held_rumour_brings_nobody(store: Store) -> None:
    await file(store, "Rossi", GUILD, held="unsure")
    assert await offered(store, GUILD, "ross") == []


async def test_many_who_ask_at_once_are_all_answered(store: Store) -> None:
    await file(store, "Mohamed Salah")
    asked = [directory.suggest(store, scope, "sal") for scope in SCOPES * 5]
    assert {len(found) for found in await asyncio.gather(*asked)} == {1}


async def test_a_list_that_has_missed_too_much_is_read_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory, "_MANY", 1)
    assert await offered(store, GUILD, "") == []
    for name in ("Mohamed Salah", "Virgil van Dijk", "Andrew Robertson"):
        await file(store, name)
        await file(store, f"{name} Junior", GUILD)
    assert len(await offered(store, GUILD, "")) == 6
    assert len(await offered(store, OTHER, "")) == 3


async def test_lists_that_nobody_asks_for_are_let_go(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "_MOST_LISTS", 2)
    await file(store, "Mohamed Salah")
    for scope in range(GUILD, GUILD + 5):
        await file(store, f"Rossi{scope}", scope)
        assert await offered(store, scope, "") == ["Mohamed Salah", f"Rossi{scope}"]
    assert len(directory._directory(store)._lists) == 2
    assert await offered(store, GUILD, "ross") == [f"Rossi{GUILD}"]


class Filing(RuleBasedStateMachine):
    """Whatever is filed where, the directory says what a list made of all names says."""

    def __init__(self) -> None:
        super().__init__()
        # Closed in teardown; a state machine has no other place for it.
        self.folder = tempfile.TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.store = self.runner.run(open_fresh(Path(self.folder.name) / "saga.db"))
        self.texts = count()

    def teardown(self) -> None:
        self.runner.run(self.store.close())
        self.runner.close()
        self.folder.cleanup()

    @rule(
        scope=st.sampled_from(SCOPES),
        player=st.sampled_from(("Rossi", "Paolo Rossi", "Marco Rossi", "Silva", "Paulo Silva")),
        held=st.sampled_from((None, "unsure")),
    )
    def file(self, scope: int, player: str, held: str | None) -> None:
        row = rumour(player, held=held)
        self.runner.run(self.store.file(filing(f"text {next(self.texts)}", row, scope=scope), judge))

    @invariant()
    def says_what_all_names_say(self) -> None:
        for scope in SCOPES:
            names = Names(NameIndex(self.runner.run(self.store.player_names(scope))))
            for typed in ("", "ros", "pa", "silva", "rossi", "rosssi"):
                assert self.runner.run(directory.suggest(self.store, scope, typed)) == names.suggest(typed)
                assert self.runner.run(directory.find(self.store, scope, typed)) == names.find(typed)


TestFiling = Filing.TestCase
TestFiling.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
