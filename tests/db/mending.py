"""Steps of the tests of what moderators mend."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.files import Merge
from bot.model import WIRE
from bot.sagas.mending import mended
from bot.spelling import fold
from bot.store import Called
from tests.db.samples import ADMIN, NOON, filing, judge, rumour

if TYPE_CHECKING:
    from bot.files import Deed, PlayerFile, PlayerName
    from bot.store import Store

GUILD, OTHER = 500, 600
DAY = dt.timedelta(days=1)
OWN = rumour("Alan Boro", to_club="Ajax")


def called(name: str) -> Called:
    return Called(name, fold(name))


async def add(store: Store, text: str, player: str, scope: int = WIRE, **row: str) -> None:
    new = replace(rumour(player), to_club=row.get("to_club", "Ajax"))
    await store.file(filing(text, new, scope=scope), judge)


async def listed(store: Store, scope: int = WIRE) -> list[str]:
    return [one.name for one in await store.player_names(scope)]


async def entry(store: Store, name: str, scope: int = WIRE) -> PlayerName:
    return next(one for one in await store.player_names(scope) if name in (one.name, *one.aliases))


async def the(store: Store, name: str, scope: int = WIRE) -> PlayerFile:
    found = await store.player_file(scope, (await entry(store, name, scope)).id)
    assert found is not None
    return found


async def told(store: Store, player_id: int, scope: int = WIRE) -> list[int]:
    found = await store.player_file(scope, player_id)
    return [kept.id for kept in mended(found).rumours] if found else []


async def everything(store: Store, *scopes: int) -> list[object]:
    """All that these scopes see."""
    seen: list[object] = []
    for scope in scopes:
        names = await store.player_names(scope)
        seen += [names, [await store.player_file(scope, player_id) for player_id in range(1, 9)]]
    return seen


async def mend(store: Store, scope: int, player_id: int, deed: Deed, name: str | None = None) -> int:
    done = await store.mend(scope, ADMIN, player_id, deed, NOON, called=called(name) if name else None)
    assert done is not None
    return done


async def merged(store: Store) -> tuple[PlayerFile, PlayerFile, int]:
    await add(store, "one", "Alan Boro")
    await add(store, "two", "Alfonso Boroni", to_club="PSG")
    alan, other = await the(store, "Alan Boro"), await the(store, "Alfonso Boroni")
    return alan, other, await mend(store, WIRE, alan.id, Merge(other.id))
