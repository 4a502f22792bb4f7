"""What is offered while the name of something that is, or may be, subscribed to is being typed. It never refuses."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from bot.alerts.desk import desk
from bot.model import Refusal
from bot.reading.club_lists import clubs_named, countries
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.alerts.desk import Desk
    from bot.alerts.ground import Ground
    from bot.model import Actor
    from bot.store import Store

MOST = 25
_LONGEST = 80


def clubs_like(typed: str) -> list[str]:
    """The clubs that go by what is being typed, then those with a word that begins so, at most 25."""
    if not fold(typed) or len(typed) > _LONGEST:
        return []
    wanted = _begun(typed)
    like = (name for name, folded in _clubs() if wanted in folded)
    return [*dict.fromkeys((*clubs_named(typed), *like))][:MOST]


@cache
def _clubs() -> tuple[tuple[str, str], ...]:
    """All clubs, by name, each with its words as they are looked for: they are too many to fold at each key."""
    return tuple((name, f" {fold(name)}") for name in sorted(countries()))


async def subscribed_like(
    store: Store, actor: Actor, ground: Ground, typed: str, *, clubs: bool
) -> list[str]:
    """The players, or the clubs, that a channel has alerts for; none for who may not see them."""
    at = await _desk_of(store, actor, ground)
    targets = [one.target for one in at.here if not one.target.is_everything] if at else []
    labels = [target.label for target in targets if (target.club_key is not None) == clubs]
    return _like(labels, typed)[:MOST]


async def muted_like(store: Store, actor: Actor, ground: Ground, typed: str) -> list[str]:
    """Those who are muted in a channel; none for who may not see them."""
    at = await _desk_of(store, actor, ground)
    return _like([one.label for one in await store.mutes(*at.place)], typed)[:MOST] if at else []


async def _desk_of(store: Store, actor: Actor, ground: Ground) -> Desk | None:
    with suppress(Refusal):
        return await desk(store, actor, ground)
    return None


async def followed_like(store: Store, user_id: int, typed: str) -> list[str]:
    """Those whom a user follows."""
    return _like([one.target.label for one in await store.follows(user_id)], typed)[:MOST]


def _like(names: Iterable[str], typed: str) -> list[str]:
    """The names in which a word begins like what is being typed; all, before anything is."""
    wanted = _begun(typed)
    return [name for name in names if wanted in f" {fold(name)}"]


def _begun(typed: str) -> str:
    return f" {fold(typed[: _LONGEST + 1])}"
