"""Whole statements: sentences with the player and both clubs in them, "X have signed NAME from Y".

They need no weighing: the frame that found one says which club is which (``full`` in ``data/frames.toml``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import When
from bot.reading import scope
from bot.reading.people import Person
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.reading.document import Document, Line
    from bot.reading.frames import Event


def player_of(line: Line, event: Event) -> Person | None:
    """The player whom a whole statement names."""
    values = (line.units[place].value for place in event.units)
    return next((value for value in values if isinstance(value, Person)), None)


def parts_of(line: Line, event: Event) -> dict[str, str]:
    """Club → "owner" or "suitor", as a whole statement has it; empty unless it names two clubs."""
    clubs = [str(line.units[place].value) for place in event.units if line.units[place].of is Of.CLUB]
    is_whole = len(set(clubs)) == len(event.frame.parts)
    return dict(zip(clubs, event.frame.parts, strict=True)) if is_whole else {}


def parts(document: Document) -> Mapping[int, Mapping[str, str]]:
    """What the clubs are to each player (by ``id``) of whom a statement is made that is not of long ago.

    What the first statement says of a club holds; a player to whom two clubs are given as his is left open.
    """
    found: dict[int, dict[str, str]] = {}
    for line in document.lines:
        for event in line.events:
            player = player_of(line, event) if event.frame.parts else None
            if player is None or scope.judge(line, event, document.today).when is When.PAST:
                continue
            own = found.setdefault(id(player), {})
            for club, part in parts_of(line, event).items():
                own.setdefault(club, part)
    return {player: own for player, own in found.items() if list(own.values()).count("owner") == 1}
