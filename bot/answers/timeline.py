"""How a saga came to where it stands, and what has changed since somebody last asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answers.whom import NotOne, UnknownPlayer, file_named
from bot.files import PlayerFile
from bot.sagas.history import Chapter, history
from bot.sagas.names import numbered

if TYPE_CHECKING:
    import datetime as dt

    from bot.store import Store


@dataclass(frozen=True, slots=True)
class Timeline:
    """The sagas of a player with the steps of each, oldest first.

    ``since``: only what was told on that day or later; ``seen``: only what came in after that moment. In both cases
    sagas in which nothing moved since are left out. ``handle`` is a name that means this very player.
    """

    player: str
    chapters: tuple[Chapter, ...]
    since: dt.date | None = None
    seen: dt.datetime | None = None
    handle: str = ""


TimelineAnswer = Timeline | NotOne


async def timeline(
    store: Store,
    scope: int,
    player: str,
    *,
    since: dt.date | None = None,
    seen: dt.datetime | None = None,
    as_of: dt.date | None = None,
    until: dt.datetime | None = None,
) -> TimelineAnswer:
    """The steps of a player's sagas, as far as ``scope`` may know; all, or those since a day or an earlier answer.

    ``as_of``: those up to that day; ``until``: as it was told at that moment.

    Raises:
        Refusal: the name is no name.
    """
    file = await file_named(store, scope, player, as_of, until)
    if not isinstance(file, PlayerFile):
        return file
    chapters = history(file)
    if not chapters:
        return UnknownPlayer(file.name)
    name = chapters[-1].saga.player  # as he is called now
    if since is not None or seen is not None:
        cut = (_cut(chapter, since, seen) for chapter in chapters)
        chapters = tuple(chapter for chapter in cut if chapter.steps)
    return Timeline(name, chapters, since, seen, numbered(file))


def _cut(chapter: Chapter, since: dt.date | None, seen: dt.datetime | None) -> Chapter:
    steps = (
        step
        for step in chapter.steps
        if (since is None or step.said_on >= since) and (seen is None or step.received > seen)
    )
    return replace(chapter, steps=tuple(steps))
