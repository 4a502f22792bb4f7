"""Whom a user means by a name: from memory, for every key that is pressed asks.

What a scope may know is two lists: the wire's, which all share, and its own, with those alone of whom it has filed
something itself. A write changes them where it has touched them; nothing is built anew.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from bot.model import WIRE
from bot.sagas.index import NameIndex
from bot.sagas.names import Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.files import PlayerName
    from bot.sagas.names import Match, NoMatch, Several
    from bot.store import Store

_MOST_LISTS = 1_000
"""Scopes whose own lists are kept at a time."""

_MANY = 500
"""More names than these are arranged off the loop, and more changes than these on a new list."""


async def find(store: Store, scope: int, typed: str) -> Match | Several | NoMatch:
    """The player whom ``typed`` names among those whom ``scope`` may know of."""
    return (await _directory(store).names(store, scope)).find(typed)


async def suggest(store: Store, scope: int, typed: str) -> tuple[PlayerName, ...]:
    """The players to offer while a name is typed, at most 25, those last spoken of first."""
    return (await _directory(store).names(store, scope)).suggest(typed)


async def named_by(store: Store, scope: int, words: Iterable[str]) -> tuple[PlayerName, ...]:
    """Those whom ``scope`` may know of and a text may name: the last word of a name is among its folded words."""
    return (await _directory(store).names(store, scope)).named_by(words)


@dataclass(slots=True)
class _List:
    """The names that one scope brought in, as of a version of the store. ``ids`` are all whom it decides about.

    ``uses_wire``: it sees those of the wire, too. A guild that changes that has its list made anew.
    """

    version: int
    index: NameIndex
    ids: frozenset[int]
    uses_wire: bool = True


class _Directory:
    """The lists of one store, the ones longest not asked for first."""

    def __init__(self) -> None:
        self._lists: dict[int, _List] = {}
        self._lock = asyncio.Lock()

    async def names(self, store: Store, scope: int) -> Names:
        """The names as they are now; good until something is awaited."""
        if scope == WIRE:
            return Names((await self._current(store, WIRE)).index)
        await self._current(store, WIRE)
        own = await self._current(store, scope)
        return Names(own.index, self._lists[WIRE].index, own.ids) if own.uses_wire else Names(own.index)

    async def _current(self, store: Store, scope: int) -> _List:
        known = self._lists.get(scope)
        if known is None or known.version != store.version:
            async with self._lock:
                known = await _caught_up(store, scope, self._lists.get(scope))
        self._lists.pop(scope, None)
        self._lists[scope] = known
        if len(self._lists) > _MOST_LISTS:
            del self._lists[next(iter(self._lists))]
        return known


_directories: WeakKeyDictionary[Store, _Directory] = WeakKeyDictionary()


def _directory(store: Store) -> _Directory:
    if store not in _directories:
        _directories[store] = _Directory()
    return _directories[store]


async def _caught_up(store: Store, scope: int, known: _List | None) -> _List:
    """The list with all that was written since."""
    version = store.version
    touched = _touched(store, scope, known) if known is not None else None
    if known is None or touched is None or len(touched) > _MANY:
        uses_wire = (await store.guild_settings(scope)).uses_wire
        ids = await store.own_players(scope)
        players = await store.player_names(scope, None if scope == WIRE else ids)
        return _List(version, await _arranged(players), ids, uses_wire)
    if touched:
        touched = await store.kin(scope, touched)
        players = await store.player_names(scope, touched)
        known.index.change(players, touched.difference(player.id for player in players))
        known.ids |= touched
    known.version = version
    return known


def _touched(store: Store, scope: int, known: _List) -> frozenset[int] | None:
    """Whom that scope sees otherwise since: those it has touched, and of its own those whom the wire has."""
    own, wire = store.touched(scope, known.version), store.touched(WIRE, known.version)
    return None if own is None or wire is None else own | (wire & known.ids)


async def _arranged(players: Sequence[PlayerName]) -> NameIndex:
    if len(players) <= _MANY:
        return NameIndex(players)
    return await asyncio.to_thread(NameIndex, players)
