"""What can be pressed under a message of the outbox. All that a button needs lies in its id."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from bot.cards import clip
from bot.cards.card import Button
from bot.cards.clean import clean_unmarked, visible
from bot.rules import Form
from bot.speech import mark, say
from bot.wording import surname

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.outbox import Bundle, Row

_MOST_PLAYERS = 20
_TARGET = 60
"""The longest target of a button, in UTF-16 units."""

_WHY = {Form.ALERT: mark("Why these alerts?"), Form.DIGEST: mark("Why these updates?")}
_WHY_ONE = {Form.ALERT: mark("Why this alert?"), Form.DIGEST: mark("Why this update?")}
_WHY_OTHER = mark("Why this message?")


def buttons_of(bundle: Bundle, rows: Sequence[Row]) -> tuple[tuple[Button, ...], ...]:
    """The buttons under a message with these rows, row by row.

    Every message has the last one, which names its batch: by it the sender knows its own message again.
    """
    players = _players(rows)
    why = Button(_why(bundle.form, rows), "why", str(bundle.batch_id))
    if len(players) == 1:
        (target,) = players
        one = (
            Button(say("Status"), "status", target),
            Button(say("Timeline"), "timeline", target),
            Button(say("Mute this saga"), "mute", target),
            why,
        )
        return (one,)
    surnames = Counter(surname(name) for name in players.values())
    each = [
        Button(_label(name, is_alone=surnames[surname(name)] == 1), "status", target)
        for target, name in islice(players.items(), _MOST_PLAYERS)
    ]
    return (*_lines(each), (why,))


def _players(rows: Sequence[Row]) -> dict[str, str]:
    """The players of the rows by what their buttons name them, the first first."""
    names = (visible(row.alert.player, lines=False) for row in rows if row.alert is not None)
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(_target(name), name)
    return found


def _target(name: str) -> str:
    """The name cut to what a button holds; a cut one is still found, as the beginning of a name."""
    while clip.size(name) > _TARGET:
        name = name[:-1]
    return name.strip()


def _label(name: str, *, is_alone: bool) -> str:
    called = surname(name) if is_alone else name
    return clip.clip(clean_unmarked(say("Status: {player}", player=called)), clip.BUTTON_LABEL)


def _lines(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    starts = range(0, len(buttons), clip.BUTTONS_IN_ROW)
    return tuple(tuple(buttons[start : start + clip.BUTTONS_IN_ROW]) for start in starts)


def _why(form: Form, rows: Sequence[Row]) -> str:
    alerts = sum(row.alert is not None for row in rows)
    if alerts == 0:
        return say(_WHY_OTHER)
    return say((_WHY_ONE if alerts == 1 else _WHY).get(form, _WHY_OTHER))
