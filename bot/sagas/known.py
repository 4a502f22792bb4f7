"""What a saga tells a reader before he reads on: whose player it is, and who is after him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.background import Known
from bot.sagas.fold import current_of
from bot.sagas.mending import mended
from bot.sagas.saga import End

if TYPE_CHECKING:
    from bot.files import PlayerFile


def known_of(file: PlayerFile) -> Known:
    """What is known of a player from his latest saga: the suitors still in it, the leading one first.

    Whom a club has on loan is still his owner's, and is wanted by others.
    """
    saga, aliases = current_of(file), mended(file).aliases
    if saga is None:
        return Known(file.name, aliases=aliases)
    leading = saga.leading
    if saga.end is End.MOVED and leading is not None and not saga.is_loan:
        return Known(saga.player, saga.from_club, aliases=aliases, stage=leading.stage, moved_to=leading.club)
    clubs = [suitor.club for suitor in saga.alive if suitor is not leading]
    suitors = () if leading is None else (leading.club, *clubs)
    return Known(saga.player, saga.from_club, suitors, aliases, leading.stage if leading else None)
