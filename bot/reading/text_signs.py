"""Whether a text holds transfer news at all, as signs for a ranker: what it speaks of from beginning to end."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.reading.around import step
from bot.reading.sayings import tells
from bot.reading.tense import past_cue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reading.document import Document


def signs(document: Document) -> set[str]:
    """The signs of a text."""
    return {*_of_size(document), *_of_words(document), *_of_events(document), *_of_sentences(document)}


def _of_size(document: Document) -> Iterator[str]:
    yield "lines " + step(len(document.lines), (1, 2, 4, 8, 16))
    yield "clubs " + step(len(document.club_places), (0, 1, 2, 4, 8))
    yield "people " + step(len(document.people), (0, 1, 2, 4, 8))
    yield "sums " + step(len(document.sums), (0, 1, 3))


def _of_words(document: Document) -> Iterator[str]:
    """The classes of the text: whether one is there, whether it is there again and again, or in the headline."""
    counted = Counter(sense.name for line in document.lines for unit in line.units for sense in unit.senses)
    for name, count in counted.items():
        yield name
        if count / len(document.lines) >= 0.25:  # noqa: PLR2004 - in every fourth sentence
            yield f"{name} often"
    for line in document.lines[:2]:
        yield from (f"early {sense.name}" for unit in line.units for sense in unit.senses)


def _of_events(document: Document) -> Iterator[str]:
    """What is told plainly, and how much of it of old days."""
    events = [(line, event) for line in document.lines for event in line.events if not event.frame.is_hint]
    yield from (f"event {event.frame.kind.value}" for _, event in events)
    yield "events " + step(len(events) / max(1, len(document.lines)), (0, 0.2, 0.5, 1, 2))
    long_ago = sum(bool(past_cue(line.units, 0, len(line.units), document.today)) for line in document.lines)
    yield "long ago " + step(long_ago / max(1, len(document.lines)), (0, 0.2, 0.4, 0.7))


_TELLING = 0.7
"""How likely a sentence that tells of a step does so."""

_EDGES = (0.3, 0.5, 0.7, 0.85, 0.95, 0.98)


def _of_sentences(document: Document) -> Iterator[str]:
    """How surely its most telling sentences tell of a step of somebody's move, whoever he is."""
    telling = sorted((tells(line) for line in document.lines), reverse=True)
    for name, chance in zip(("best", "second", "third"), telling, strict=False):
        yield from (f"{name} tells over {edge}" for edge in _EDGES if chance >= edge)
    share = sum(chance >= _TELLING for chance in telling) / max(1, len(telling))
    yield "telling " + step(share, (0, 0.1, 0.25, 0.5))
