"""What a sentence says as a whole of a player and a suitor, in whatever words, by the labels "sentence"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.model import Kind
from bot.reading.frames import Event, Frame, doers
from bot.reading.labels import labels
from bot.reading.lexicon import names_of
from bot.reading.sentence_signs import signs, word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.reading.casting import Cast
    from bot.reading.document import Line
    from bot.reading.sentence_signs import Word

Span = tuple[int, int]
"""Units of a sentence, from the first one on to before the second."""

NEWS = "news"
"""The label that says that a sentence tells of any step at all."""

WHOLE = "the whole sentence"
"""The pattern of an event that no frame found."""


SPOKEN = 0.2
"""From here on a sentence may be taken to tell something though no frame finds it there."""


def chance_told(line: Line, cast: Cast, suitor: str | None, event: Event) -> float:
    """How likely the sentence, or a clause of the event by itself, tells that of the player and that suitor.

    Without a suitor: whoever the suitor is.
    """
    asked = (suitor,) if suitor else cast.suitors or (None,)
    spans = {(0, len(line.units)), line.clause_around(event.first), line.clause_around(event.last)}
    return max(
        _said(line, cast, one, span).get(event.frame.kind.value, 0.0) for one in asked for span in spans
    )


def spoken_kinds(line: Line, cast: Cast) -> list[Kind]:
    """The kinds of news that the sentence may tell of the player and any suitor."""
    span = (0, len(line.units))
    of_all = [_said(line, cast, suitor, span) for suitor in cast.suitors or (None,)]
    spoken = {label for one in of_all for label, chance in one.items() if chance >= SPOKEN} - {NEWS}
    return sorted(map(Kind, spoken))


def _said(line: Line, cast: Cast, suitor: str | None, span: Span) -> Mapping[str, float]:
    parts: dict[object, str] = {id(cast.player): "PLAYER", **dict.fromkeys(cast.suitors, "RIVAL")}
    if cast.owner:
        parts[cast.owner] = "OWNER"
    if suitor:
        parts[suitor] = "SUITOR"
    return _chances(line, tuple(parts.get(key, "") for _, key in _parties(line)), span)


def tells(line: Line) -> float:
    """How likely a sentence tells of a step of a move, whoever the player and the clubs are."""
    return labels("sentence").chances(signs(_words(line)))[NEWS]


def _parties(line: Line) -> list[tuple[int, object]]:
    """The clubs, by name, and the persons, by ``id``, with the units that name them."""
    return [*line.clubs, *((place, id(person)) for place, person in line.named)]


def _words(line: Line) -> Sequence[Word]:
    """The words of a sentence whose clubs and persons have no part."""
    if not line.words:
        known = labels("sentence").words
        line.words = [word(unit, "", known) for unit in line.units]
    return line.words


def _chances(line: Line, parts: tuple[str, ...], span: Span) -> Mapping[str, float]:
    """The chances of the labels if those are the parts of the parties. Worked out once for each casting of them."""
    if (parts, span) not in line.said:
        known = labels("sentence")
        words = list(_words(line))
        for (place, _), part in zip(_parties(line), parts, strict=True):
            if part:
                words[place] = word(line.units[place], part, known.words)
        line.said[parts, span] = known.chances(signs(words[span[0] : span[1]]))
    return line.said[parts, span]


def whole(line: Line, kind: Kind) -> Event:
    """The sentence as an event of a kind, at the word that speaks most for it."""
    known = labels("sentence")

    def weight(place: int) -> int:
        unit = line.units[place]
        return max(known.weight(name, kind.value) for name in (unit.low, *names_of(unit.senses)))

    return Event(_frame(kind), (max(range(len(line.units)), key=weight),))


@cache
def _frame(kind: Kind) -> Frame:
    return Frame(kind, doers()[kind], "", is_squad=False, pattern=WHOLE, items=(), is_hint=True)
