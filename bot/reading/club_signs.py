"""What a club is to a player (his owner, a suitor, neither), as signs for a ranker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.around import PREPOSITIONS, names, neighbour, nominal, step, verb_after, verb_before
from bot.reading.people import Person
from bot.reading.reference import Topic, main_player
from bot.reading.tense import past_cue
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.document import Document, Line, Place
    from bot.reading.units import Unit

_FAR = 999
_NEXT_LINE = 30
_PATH = 10
"""Units of a path between player and club that are looked at."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A text with its players and the topic of each of its sentences."""

    document: Document
    players: Sequence[Person]
    topics: Sequence[Topic]


def signs(stage: Stage, player: Person) -> dict[str, set[str]]:
    """For each club of the text the signs of what it is to one player."""
    gaps = {club: _gap(stage.document, player, places) for club, places in stage.document.club_places.items()}
    ranks = {club: rank for rank, club in enumerate(sorted(gaps, key=lambda club: gaps[club]))}
    most = sorted(stage.document.club_places, key=lambda club: -len(stage.document.club_places[club]))
    found: dict[str, set[str]] = {}
    for order, (club, places) in enumerate(stage.document.club_places.items()):
        found[club] = {
            *_of_text(stage, player),
            "named " + step(len(places), (1, 2, 3, 5)),
            f"count rank {min(most.index(club), 3)}",
            f"order {min(order, 4)}",
            f"gap rank {min(ranks[club], 3) if gaps[club] < _FAR else 'far'}",
            "gap " + step(gaps[club], (1, 2, 4, 8, 15, _NEXT_LINE)),
            *_of_position(stage.document, player, places),
            *_of_mentions(stage, player, club, places),
        }
    return found


def _of_text(stage: Stage, player: Person) -> Iterator[str]:
    yield "clubs " + step(len(stage.document.club_places), (1, 2, 3, 5, 8))
    yield "players " + step(len(stage.players), (1, 2, 3, 6))
    if player is main_player(stage.players):
        yield "main player"


def _gap(document: Document, player: Person, places: Sequence[Place]) -> int:
    """Units between the player's name and the club's where they are closest; far if never side by side."""
    best = _FAR
    for line, unit in document.person_places.get(id(player), []):
        for other, at in places:
            if other == line:
                best = min(best, abs(unit - at))
            elif abs(other - line) == 1:
                best = min(best, _NEXT_LINE)
    return best


def _of_position(document: Document, player: Person, places: Sequence[Place]) -> Iterator[str]:
    mentions = document.person_places.get(id(player), [(0, 0)])
    distance = max(-1, min(2, places[0][0] - mentions[0][0]))
    yield f"first named {distance:+d}"
    paragraphs = {document.lines[line].sentence.paragraph for line, _ in mentions}
    if paragraphs & {document.lines[line].sentence.paragraph for line, _ in places}:
        yield "same paragraph"


def _of_mentions(stage: Stage, player: Person, club: str, places: Sequence[Place]) -> Iterator[str]:
    together = 0
    for number in dict.fromkeys(line for line, _ in places):
        topic, line = stage.topics[number], stage.document.lines[number]
        if not topic.concerns(player):
            if topic.named:
                yield "beside others"
            continue
        together += 1
        yield from _of_sentence(stage, number, player)
        for at in (unit for other, unit in places if other == number):
            yield from _of_mention(stage, line, at)
            yield from _of_events(line, at)
            mentions = topic.places(player)
            if mentions:
                nearest = min(mentions, key=lambda place: abs(place - at))
                yield from _of_path(line, nearest, at, player, club)
    yield "together " + step(together, (0, 1, 2, 3, 5))


def _of_sentence(stage: Stage, number: int, player: Person) -> Iterator[str]:
    topic, line = stage.topics[number], stage.document.lines[number]
    how = "name" if player in topic.named else "epithet" if topic.places(player) else "carried"
    yield f"player by {how}"
    yield "line " + step(number, (0, 1, 3, 6))
    yield "others " + step(len({id(person) for person in topic.named} - {id(player)}), (0, 1, 2))
    if line.sentence.is_headline:
        yield "headline"


def _of_mention(stage: Stage, line: Line, at: int) -> Iterator[str]:
    yield "by tag" if line.units[at].low.startswith("#") else "by word"
    is_past = past_cue(line.units, *line.clause_around(at), stage.document.today)
    yield from _timed(_syntax(line.units, at), is_past)
    yield from _timed((f"clause {name}" for name in line.classes_around(at)), is_past)
    if any(line.clauses[place] == line.clauses[at] for place in line.sums):
        yield "clause MONEY"


def _of_events(line: Line, at: int) -> Iterator[str]:
    """Where the club stands in what happens beside it: before "had a bid rejected", or after it with "by"."""
    before = line.units[at - 1].low if at else ""
    by = f" {before}" if before in PREPOSITIONS else ""
    for event in line.events:
        if not event.frame.is_hint and line.clauses[event.first] == line.clauses[at]:
            side = "before" if at < event.first else "after" if at > event.last else "in"
            yield f"event {event.frame.kind.value} {side}{by}"
            yield f"event {event.frame.pattern} {side}{by}"


def _timed(found: Iterator[str], past: str | None) -> Iterator[str]:
    """The same signs; of a clause that tells of long ago as signs of their own."""
    return (f"once {sign}" for sign in found) if past else found


def _syntax(units: Sequence[Unit], at: int) -> Iterator[str]:
    sides: list[str] = []
    for offset, label in ((-3, "-3 "), (-2, "-2 "), (-1, "-1 "), (1, "+1 "), (2, "+2 "), (3, "+3 ")):
        found = neighbour(units, at + offset)
        sides += (found or ["."])[:1] if abs(offset) == 1 else []
        yield from (label + name for name in found)
    yield "between " + " ".join(sides)
    yield from (f"noun {name}" for name in nominal(units, at))
    verbs, is_modal = verb_after(units, at)
    for verb in verbs:
        yield f"does {verb}"
        yield f"does {verb}{' maybe' if is_modal else ' really'}"
    verbs, preposition = verb_before(units, at)
    for verb in verbs:
        yield f"object of {verb}"
        yield f"object of {verb} {preposition}"


def _of_path(line: Line, player_at: int, at: int, player: Person, club: str) -> Iterator[str]:
    """The way from the player to the club within a sentence."""
    low, high = min(player_at, at) + 1, max(player_at, at)
    way = ">" if player_at < at else "<"
    units = line.units[low:high]
    units = units if len(units) <= _PATH else units[: _PATH // 2] + units[-_PATH // 2 :]
    yield f"distance {way} " + step(high - low + 1, (1, 2, 3, 5, 8, 14))
    yield f"clause {'same' if line.clauses[player_at] == line.clauses[at] else 'other'}"
    clubs = {str(unit.value) for unit in units if unit.of is Of.CLUB} - {club}
    people = {id(unit.value) for unit in units if isinstance(unit.value, Person)} - {id(player)}
    yield f"clubs {way} {min(len(clubs), 2)}"
    yield f"people {way} {min(len(people), 2)}"
    lead = f"path {way} "
    for unit in units:
        for name in names(unit):
            if ":" in name or name in PREPOSITIONS or unit.of is not Of.WORD:
                yield lead + name
