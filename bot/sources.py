"""Use cases: a guild says how far it trusts an outlet or a reporter, in all news or in that of one club."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.alerts.targets import club_of
from bot.desk import moderated
from bot.model import Refusal
from bot.naming import usable
from bot.reading.outlets import known_as, names_like, tier
from bot.rights import Action
from bot.speech import say
from bot.tiers import SourceTier

if TYPE_CHECKING:
    import datetime as dt

    from bot.model import Actor
    from bot.store import Store

DEFAULT = "default"
TIERS = ("1", "2", "3", "4", DEFAULT)


@dataclass(frozen=True, slots=True)
class Rated:
    """A source that is rated from now on, and how by default; ``is_default``: only by that."""

    told: SourceTier
    usual: int
    is_default: bool = False


async def rate(
    store: Store, actor: Actor, name: str, wanted: str, now: dt.datetime, club: str | None = None
) -> Rated:
    """Give a source a tier of "1" to "4" in this guild, or take it back ("default").

    Raises:
        Refusal: he may not, a name is none, the tier is none, or there is nothing to take back.
    """
    guild_id = await moderated(store, actor, Action.RATE)
    source = usable(name, "source")
    source = known_as(source) or source
    if wanted not in TIERS:
        raise Refusal(say("The tier is a number from 1, the best, to 4, or default."))
    usual = tier(source)
    of_club = club_of(club) if club else None
    told = SourceTier(source, usual if wanted == DEFAULT else int(wanted), of_club)
    if wanted != DEFAULT:
        await store.set_tier(guild_id, actor.user_id, told, now)
    elif not await store.drop_tier(guild_id, actor.user_id, told, now):
        raise Refusal(say("{source} has its default tier here already.", source=source))
    return Rated(told, usual, is_default=wanted == DEFAULT)


async def rated(store: Store, actor: Actor) -> tuple[SourceTier, ...]:
    """What the guild has said of sources, by name.

    Raises:
        Refusal: he may not.
    """
    guild_id = await moderated(store, actor, Action.RATE)
    return await store.source_tiers(guild_id)


def suggest(typed: str) -> list[str]:
    """The outlets and reporters that are meant while a name is typed, at most 25."""
    return names_like(typed)
