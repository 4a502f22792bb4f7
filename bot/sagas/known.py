"""What a saga tells a reader before he reads on: whose player it is, and who is after him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.background import Known
from bot.sagas.fold import current_of
from bot.sagas.saga import End

if TYPE_CHECKING:
    from bot.model import PlayerFile


def known_of(file: PlayerFile) -> Known:
    """What is known of a player from his latest saga: the suitors still in it, the leading one first."""
    saga = current_of(file)
    if saga is None:
        return Known(file.name, aliases=file.aliases)
    leading = saga.leading
    is_gone = saga.end is End.MOVED and leading is not None and not saga.is_loan
    others = [suitor.club for suitor in saga.alive if suitor is not leading]
    return Known(
        player=saga.player,
        owner=saga.from_club,
        suitors=() if is_gone or leading is None else (leading.club, *others),
        aliases=file.aliases,
        stage=leading.stage if leading else None,
        moved_to=leading.club if is_gone and leading else None,
    )
