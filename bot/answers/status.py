"""Where a player's saga stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.whom import NotOne, UnknownPlayer, file_named
from bot.files import PlayerFile
from bot.sagas.history import Chapter, history
from bot.sagas.names import numbered
from bot.tiers import NO_TIERS, tiers_of

if TYPE_CHECKING:
    import datetime as dt

    from bot.sagas.saga import Saga
    from bot.store import Store
    from bot.tiers import Tiers


@dataclass(frozen=True, slots=True)
class SagaStatus:
    """Where a saga stands on the day ``as_of``; ``asked_for_past`` if the asker named that day.

    ``chapter`` is the latest saga with the steps that led to it, ``earlier`` are the sagas before it, oldest first.
    ``handle`` is a name that means this very player, also beside namesakes; ``tiers`` are those of the asker's guild.
    """

    chapter: Chapter
    as_of: dt.date
    asked_for_past: bool = False
    earlier: tuple[Saga, ...] = ()
    handle: str = ""
    tiers: Tiers = NO_TIERS

    @property
    def saga(self) -> Saga:
        """The latest saga."""
        return self.chapter.saga


StatusAnswer = SagaStatus | NotOne


async def status(
    store: Store, scope: int, player: str, today: dt.date, as_of: dt.date | None = None
) -> StatusAnswer:
    """Where a player's saga stands, as far as ``scope`` may know, today or on an earlier day.

    Raises:
        Refusal: the name is no name.
    """
    file = await file_named(store, scope, player, as_of)
    if not isinstance(file, PlayerFile):
        return file
    chapters = history(file)
    if not chapters:
        return UnknownPlayer(file.name, as_of=as_of)
    earlier = tuple(chapter.saga for chapter in chapters[:-1])
    tiers = tiers_of(await store.source_tiers(scope))
    is_past = as_of is not None
    return SagaStatus(chapters[-1], as_of or today, is_past, earlier, numbered(file), tiers)
