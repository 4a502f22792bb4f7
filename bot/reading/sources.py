"""Which outlets answer for the news of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading import source_signs
from bot.reading.ranker import ranker

if TYPE_CHECKING:
    from bot.reading.casting import Cast, Casting
    from bot.reading.document import Document
    from bot.reading.source_signs import OutletAt


_ANSWERS = 0.45
"""How likely an outlet must be the source for the news to be put to it."""


def _is_his(document: Document, casting: Casting, outlet: OutletAt, cast: Cast) -> bool:
    """True if an outlet speaks of a player: one in brackets of the last one named before it."""
    units, topic = document.lines[outlet.number].units, casting.topics[outlet.number]
    if outlet.unit and units[outlet.unit - 1].low == "(" and topic.named:
        return topic.at(outlet.unit) is cast.player
    return topic.concerns(cast.player)


def answering(document: Document, casting: Casting) -> dict[int, list[str]]:
    """The outlets that answer for what is said of each player (by ``id``), in the order of the text."""
    found: dict[int, dict[str, None]] = {id(cast.player): {} for cast in casting.casts}
    for outlet in source_signs.outlets(document):
        chance = ranker("source").probabilities(source_signs.signs(document, casting, outlet))["source"]
        if chance >= _ANSWERS:
            for cast in casting.casts:
                if len(casting.casts) == 1 or _is_his(document, casting, outlet, cast):
                    found[id(cast.player)][outlet.name] = None
    return {player: list(names) for player, names in found.items()}
