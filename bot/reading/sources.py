"""Which outlets answer for the news of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading import source_signs
from bot.reading.ranker import ranker

if TYPE_CHECKING:
    from bot.reading.casting import Casting
    from bot.reading.document import Document


_ANSWERS = 0.45
"""How likely an outlet must be the source for the news to be put to it."""


def answering(document: Document, casting: Casting) -> dict[int, list[str]]:
    """The outlets that answer for what is said of each player (by ``id``), in the order of the text."""
    found: dict[int, dict[str, None]] = {id(cast.player): {} for cast in casting.casts}
    for outlet in source_signs.outlets(document):
        chance = ranker("source").probabilities(source_signs.signs(document, casting, outlet))["source"]
        if chance >= _ANSWERS:
            for cast in casting.casts:
                if casting.topics[outlet.number].concerns(cast.player) or len(casting.casts) == 1:
                    found[id(cast.player)][outlet.name] = None
    return {player: list(names) for player, names in found.items()}
