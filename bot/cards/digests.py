"""A digest: what moved, a line for each development. Lines are made harmless here, and cut to size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards import clip
from bot.cards.alerts import also_by
from bot.cards.clean import clean
from bot.cards.corrections import is_wrong, why_corrected
from bot.cards.embeds import struck
from bot.wording import short_day, surname

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Alert
    from bot.outbox import Row

MOST_LINES = 50
_RESERVE = 20
"""Units of a line that are kept free for what may be added to it later."""

_BULLET = "• "
_SHORTEST = 32
_MOST_ALSO = 2
_STRIKES = 5
"""What a strike takes: four marks, and the blank between the line and the reason."""


def fitting(rows: Sequence[Row]) -> int:
    """How many of the rows, the first first, a new digest can hold: at least one, if there is one."""
    room, count = clip.DESCRIPTION, 0
    for row in rows[:MOST_LINES]:
        room -= clip.size(_line(row)) + _RESERVE + 1
        if room < 0:
            break
        count += 1
    return min(len(rows), max(count, 1))


def lines_of(rows: Sequence[Row], room: int = clip.DESCRIPTION) -> str:
    """A line for each row, its alert in the current language, all in ``room``: the longest lines are cut first."""
    whole = [_line(row) for row in rows]
    shares = clip.shares([clip.size(line) for line in whole], room - len(rows))
    lines = (
        line if clip.size(line) <= share else _line(row, max(share, _SHORTEST))
        for row, line, share in zip(rows, whole, shares, strict=True)
    )
    return clip.clip_lines("\n".join(lines), room)


def _line(row: Row, room: int = clip.DESCRIPTION) -> str:
    """One line of at most ``room`` units."""
    text = str(row.note or "") if row.alert is None else _told(row.alert, tuple(map(str, row.also)))
    told, room = clean(text, lines=False), room - clip.size(_BULLET)
    if row.alert is None or row.correction is None:
        return f"{_BULLET}{clip.clip(told, room)}"
    why = clean(why_corrected(row.correction, row.alert.player), lines=False)
    if not is_wrong(row.correction.deed):
        return f"{_BULLET}{clip.clip(f'{told} {why}', room)}"
    room -= _STRIKES
    told = clip.clip(told, max(room - clip.size(why), room // 2))
    return f"{_BULLET}{struck(told)} {clip.clip(why, room - clip.size(told))}".rstrip()


def _told(alert: Alert, also: Sequence[str]) -> str:
    """For example "7 Aug · Virgil van Dijk has handed in a transfer request (his statement, also: Reuters)"."""
    voices = ", ".join(filter(None, (*alert.sources, also_by(alert, also, _MOST_ALSO))))
    said = f" ({voices})" if voices else ""
    return f"{short_day(alert.said_on)} · {_named(alert).removesuffix('.')}{said}"


def _named(alert: Alert) -> str:
    """The headline with the player's full name in it, once."""
    if alert.player in alert.headline:
        return alert.headline
    short = surname(alert.player)
    before, called, after = alert.headline.partition(short) if short else ("", "", "")
    return f"{before}{alert.player}{after}" if called else f"{alert.player}: {alert.headline}"
