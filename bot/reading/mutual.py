"""What two clubs do together does not say whose the player is: "A have agreed a fee with B" may be either's news.

Where nothing else in a text tells which of the two is his, the row is held.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from bot.reading import club_signs
from bot.reading.data import table
from bot.reading.document import places
from bot.reading.patterns import Index, compile_pattern, match
from bot.reading.ranker import ranker
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.reading.document import Line
    from bot.reading.patterns import Item
    from bot.reading.people import Person
    from bot.reading.units import Unit


@dataclass(frozen=True, slots=True)
class _Together:
    """A way in which texts tell of what two clubs do together."""

    items: tuple[Item, ...]


@cache
def _index() -> Index[_Together]:
    return Index(_Together(compile_pattern(text)) for text in table("frames.toml")["mutual"]["patterns"])


_SAYS_WHO = ("v:sign", "v:buy", "v:sell", "v:lend", "n:signing")
_AFTER = 5
"""Units behind the match in which "to sign him" or "to sell him" says whose he is."""


def _is_mutual(line: Line) -> bool:
    if len({club for _, club in line.clubs}) + ("CLUB" in line.keys) < 2:  # noqa: PLR2004 - two of them
        return False
    ends = (
        (start, *rest)[-1]
        for start, unit in enumerate(line.units)
        for _, thing in _index().at(unit, line.keys)
        if (rest := match(thing.items, line.units, start + 1, 1)) is not None
    )
    return any(not _says_who(line.units[end + 1 : end + 1 + _AFTER]) for end in ends)


def _says_who(units: Sequence[Unit]) -> bool:
    return any(unit.has(name) for unit in units for name in _SAYS_WHO)


def is_open(stage: club_signs.Stage, player: Person, owner: str | None, suitors: Sequence[str]) -> bool:
    """True if only a deed of two clubs together speaks of which of them is a player's."""
    lines = stage.document.lines
    about = [number for number, topic in enumerate(stage.topics) if topic.concerns(player)]
    mutual = {number for number in about if _is_mutual(lines[number])}
    if owner is None or not any(owner in lines[number].values(Of.CLUB) for number in mutual):
        return False
    if any(_is_called_his(lines[number], player, owner) for number in about):
        return False
    rest = _without(stage, mutual)
    parts = {
        club: ranker("club").probabilities(found) for club, found in club_signs.signs(rest, player).items()
    }
    together = {club for number in mutual for _, club in lines[number].clubs}
    is_buyer_first = all(lines[number].clubs[0][1] in suitors for number in mutual if lines[number].clubs)
    is_denied = any(unit.has("w:denial") for number in mutual for unit in lines[number].units)
    prior = 1.0 if is_denied else _BUYER_FIRST if is_buyer_first else 1 / _BUYER_FIRST
    return not _is_told(prior, parts, owner, [club for club in suitors if club in together])


def _without(stage: club_signs.Stage, numbers: set[int]) -> club_signs.Stage:
    kept = [number for number in range(len(stage.document.lines)) if number not in numbers]
    lines = [stage.document.lines[number] for number in kept]
    clubs, persons = places(lines)
    document = replace(stage.document, lines=lines, club_places=clubs, person_places=persons)
    return club_signs.Stage(document, stage.players, [stage.topics[number] for number in kept])


_PLAINLY = 4.0
"""How much likelier the parts must be than the same ones the other way round."""
_LITTLE = 0.05

_BUYER_FIRST = 5.0
"""News is told of the buyer: who "has agreed a fee with" another club mostly buys; the rest may outweigh it."""


def _is_told(
    odds: float, parts: Mapping[str, Mapping[str, float]], owner: str, suitors: Sequence[str]
) -> bool:
    """True if what is left of the text, and the odds before it, speak for the parts that were given."""
    for club in (owner, *suitors):
        if club in parts:
            own, after = parts[club]["owner"] + _LITTLE, parts[club]["suitor"] + _LITTLE
            odds *= own / after if club == owner else after / own
    return odds >= _PLAINLY


def _is_called_his(line: Line, player: Person, owner: str | None) -> bool:
    """True for "Brentford's winger NAME", "the Brentford man NAME"."""
    for place, club in line.clubs:
        if club == owner:
            after = line.units[place + 1 : place + 5]
            named = next((at for at, unit in enumerate(after) if unit.value is player), None)
            if named is not None and all(_is_epithet(unit) for unit in after[:named]):
                return True
    return False


def _is_epithet(unit: Unit) -> bool:
    return unit.low in ("'s", "'") or unit.has("n:position") or unit.has("n:player") or unit.of is Of.EPITHET
