"""From the rumours that somebody may see to sagas: pure, in the order in which things happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sagas.folding import Folding
from bot.sagas.mending import closings, mended
from bot.sagas.reports import reports

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from bot.files import KeptRumour, PlayerFile
    from bot.sagas.reports import Report
    from bot.sagas.saga import Saga


def sagas(
    player: str,
    rumours: Iterable[KeptRumour],
    closed: Iterable[dt.date] = (),
    until: dt.date | None = None,
) -> tuple[Saga, ...]:
    """The sagas of a player, oldest first: what is told after a move, a renewal or a closing is another saga.

    With ``until`` the last one stands as that day finds it: what a new round of windows has ended is ended.
    """
    days = tuple(closed)
    found: list[Folding] = []
    for folding, report in turns(player, rumours, days):
        folding.take(report)
        if not found or found[-1] is not folding:
            found.append(folding)
    if found and until is not None:
        found[-1].lapse(until)
    return tuple(folding.saga(days) for folding in found)


def turns(
    player: str, rumours: Iterable[KeptRumour], closed: Sequence[dt.date]
) -> Iterator[tuple[Folding, Report]]:
    """Every article in its order with the saga that is to take it; whoever asks for the next has let it take it."""
    folding: Folding | None = None
    for report in reports(rumours):
        if folding is None:
            folding = Folding(player, report.said_on)
        elif folding.is_over_for(report, closed):
            folding = folding.next(report)
        yield folding, report


def current(player: str, rumours: Iterable[KeptRumour], closed: Iterable[dt.date] = ()) -> Saga | None:
    """The latest saga of a player."""
    found = sagas(player, rumours, closed)
    return found[-1] if found else None


def of_file(file: PlayerFile) -> tuple[Saga, ...]:
    """The sagas of a player's file as the moderators left it."""
    left = mended(file)
    return sagas(left.name, left.rumours, closings(file))


def current_of(file: PlayerFile) -> Saga | None:
    """The latest saga of a player's file as the moderators left it."""
    found = of_file(file)
    return found[-1] if found else None
