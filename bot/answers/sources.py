"""Who says what of a saga, how surely, and who only repeats it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.whom import NotOne, UnknownPlayer, file_named
from bot.files import PlayerFile
from bot.sagas.evidence import Evidence, evidence
from bot.sagas.fold import current_of
from bot.sagas.names import numbered
from bot.tiers import NO_TIERS, tiers_of

if TYPE_CHECKING:
    import datetime as dt

    from bot.sagas.saga import Saga
    from bot.store import Store
    from bot.tiers import Tiers


@dataclass(frozen=True, slots=True)
class Sources:
    """What a player's latest saga rests on; ``tiers`` are those of the asker's guild.

    ``handle`` is a name that means this very player.
    """

    saga: Saga
    evidence: Evidence
    handle: str = ""
    tiers: Tiers = NO_TIERS


SourcesAnswer = Sources | NotOne


async def sources(
    store: Store,
    scope: int,
    player: str,
    as_of: dt.date | None = None,
    until: dt.datetime | None = None,
) -> SourcesAnswer:
    """What a player's latest saga rests on, as far as ``scope`` may know.

    ``as_of``: what was said up to that day; ``until``: what was known at that moment.

    Raises:
        Refusal: the name is no name.
    """
    file = await file_named(store, scope, player, as_of, until)
    if not isinstance(file, PlayerFile):
        return file
    saga = current_of(file)
    if saga is None:
        return UnknownPlayer(file.name)
    return Sources(saga, evidence(saga), numbered(file), tiers_of(await store.source_tiers(scope)))
