"""People of a guild, and a store that knows two players: what the tests of moderators' work begin with."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.files import Close
from bot.model import Actor, Refusal
from tests.db.samples import NOON, filing, judge, rumour

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.files import PlayerFile
    from bot.store import Store

GUILD, OTHER, ROLE = 500, 600, 9
TODAY = NOON.date()
BOSS = Actor(1, GUILD, is_admin=True)
MOD = Actor(2, GUILD, role_ids=frozenset({ROLE}))
FAN = Actor(3, GUILD, role_ids=frozenset({ROLE + 1}))
BOT = Actor(4, GUILD, is_admin=True, is_bot=True)
PRIVATE = Actor(2, None, is_admin=True)
STRANGER = Actor(5, OTHER, is_admin=True)


async def filled(store: Store) -> Store:
    """The wire knows Alan Boro (rumour 1) and Bob Carr (2); the guild, whose moderators are set, has closed a saga."""
    await store.set_moderator_role(GUILD, ROLE, BOSS.user_id)
    await store.file(filing("one", rumour("Alan Boro")), judge)
    await store.file(filing("two", rumour("Bob Carr", to_club="PSG")), judge)
    await store.mend(GUILD, BOSS.user_id, 1, Close(TODAY - dt.timedelta(days=1)), NOON)
    return store


async def the(store: Store, name: str, scope: int = GUILD) -> PlayerFile:
    player = next(one for one in await store.player_names(scope) if name in (one.name, *one.aliases))
    found = await store.player_file(scope, player.id)
    assert found is not None
    return found


async def listed(store: Store, scope: int = GUILD) -> list[str]:
    return [one.name for one in await store.player_names(scope)]


async def refused(asked: Awaitable[object]) -> str:
    with pytest.raises(Refusal) as refusal:
        await asked
    return str(refusal.value)
