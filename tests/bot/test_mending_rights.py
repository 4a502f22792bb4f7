"""Who may put right what was read, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import deeds, mending
from bot.model import (
    WIRE,
    Actor,
)
from tests.bot.moderators import (
    BOSS,
    BOT,
    FAN,
    GUILD,
    MOD,
    OTHER,
    PRIVATE,
    ROLE,
    STRANGER,
    TODAY,
    filled,
    listed,
    refused,
)
from tests.db.samples import NOON, rumour

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.store import Store

DEEDS: dict[str, Callable[[Store, Actor], Awaitable[object]]] = {
    "retract": lambda store, who: mending.retract(store, who, "Boro", 1, NOON),
    "edit": lambda store, who: mending.edit(store, who, "Boro", 1, rumour("Alan Boro", to_club="PSG"), NOON),
    "merge": lambda store, who: mending.merge(store, who, "Alan Boro", "Bob Carr", NOON),
    "split": lambda store, who: mending.split(store, who, "Boro", [1], "Carlo Dedo", NOON),
    "rename": lambda store, who: mending.rename(store, who, "Boro", "Alan Boroni", NOON),
    "close": lambda store, who: mending.close(store, who, "Boro", TODAY, NOON),
    "undo": lambda store, who: deeds.undo(store, who, 1, NOON),
    "history": deeds.history,
}


@pytest.fixture
async def known(store: Store) -> Store:
    return await filled(store)


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", [BOSS, MOD], ids=["boss", "mod"])
async def test_whoever_moderates_the_guild_may(known: Store, deed: str, who: Actor) -> None:
    assert await DEEDS[deed](known, who)


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize(
    ("who", "why"),
    [
        (FAN, f"Only members with <@&{ROLE}> may"),
        (BOT, "Only a moderator of this server may"),
        (PRIVATE, "use this command in a server"),
    ],
    ids=["fan", "bot", "private"],
)
async def test_nobody_else_may_and_nothing_is_done(known: Store, deed: str, who: Actor, why: str) -> None:
    before = await known.player_names(GUILD), await known.mendings(GUILD), known.version
    assert why in await refused(DEEDS[deed](known, who))
    assert (await known.player_names(GUILD), await known.mendings(GUILD), known.version) == before


async def test_a_moderator_of_another_guild_mends_for_that_one(known: Store) -> None:
    assert "no such change" in await refused(DEEDS["undo"](known, STRANGER))
    await DEEDS["retract"](known, STRANGER)
    assert await listed(known, OTHER) == ["Bob Carr"]
    assert await listed(known) == await listed(known, WIRE) == ["Alan Boro", "Bob Carr"]
    assert await deeds.history(known, MOD) != await deeds.history(known, STRANGER)
