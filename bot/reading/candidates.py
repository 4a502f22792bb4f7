"""Every claim that a text might make: each event of a sentence, for each player and suitor it could concern."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from bot.model import Certainty, Kind
from bot.reading import scope
from bot.reading.around import neighbour, step
from bot.reading.frames import Event, Frame
from bot.reading.ranker import OfKind
from bot.reading.roles import cast_events, suitors_of
from bot.reading.sayings import SPOKEN, chance_told, spoken_kinds, whole
from bot.reading.statements import parts_of, player_of
from bot.reading.units import Of
from bot.reading.veto import is_vetoed, joins_another

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.reading.casting import Cast, Casting
    from bot.reading.document import Document, Line
    from bot.reading.scope import Scope
    from bot.reading.voices import Voice

OF_PLAYER = frozenset(
    {
        Kind.WANTS_MOVE,
        Kind.TRANSFER_REQUEST,
        Kind.NOT_FOR_SALE,
        Kind.PRICE_SET,
        Kind.OPEN_TO_SALE,
        Kind.COMPETITION,
        Kind.CONTRACT_RENEWAL,
    }
)
"""Kinds that say something of the player, whoever the suitors are."""

_TOGETHER = Frame(
    Kind.INTEREST, "suitor", "", is_squad=False, pattern="named together", items=(), is_hint=True
)


_SEVERAL = Frame(
    Kind.COMPETITION, "suitor", "", is_squad=False, pattern="several suitors", items=(), is_hint=True
)


_SAID = (0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)


def said_over(chance: float) -> Iterator[str]:
    """How likely a sentence as a whole tells something, as signs: all the steps that the chance reaches."""
    return (f"said over {edge}" for edge in _SAID if chance >= edge)


@dataclass(slots=True)
class Candidate:
    """An event of line ``number`` that may concern a player and, if it is of such a kind, a suitor."""

    number: int
    event: Event
    meant: Scope
    cast: Cast
    suitor: str | None
    is_sole: bool = False
    """Whether it concerns no other suitor."""
    is_named: bool = False
    """Whether its sentence has the player, by name or by a word for him, or goes on in a text that is plainly news."""
    said: float = 0.0
    """How likely the sentence as a whole tells it."""


def candidates(document: Document, casting: Casting) -> Iterator[Candidate]:
    """All of them, in the order of the text; last that a player and a suitor are named together at all."""
    for number in range(len(document.lines)):
        for cast in casting.casts:
            if casting.topics[number].concerns(cast.player):
                yield from _of_cast(document, casting, number, cast)
    for cast in casting.casts:
        for suitor in cast.suitors or (None,):
            yield _together(document, casting, cast, suitor)
        if len(cast.suitors) > 1:
            second = _together(document, casting, cast, cast.suitors[1])
            yield replace(second, event=Event(_SEVERAL, second.event.units), suitor=None)


def _of_cast(document: Document, casting: Casting, number: int, cast: Cast) -> Iterator[Candidate]:
    """What a sentence may tell of a player: what the frames find, and what it seems to tell as a whole."""
    line, topic = document.lines[number], casting.topics[number]
    before = document.lines[number - 1] if number else None
    is_named = casting.is_plain or bool(topic.places(cast.player))
    found: set[tuple[Kind, str | None]] = set()
    events = _events(line, cast_events(line, before, topic, cast))
    for event in events:
        suitors = _suitors(line, event, cast)
        for suitor in suitors:
            found.add((event.frame.kind, suitor))
            said = chance_told(line, cast, suitor, event)
            meant = scope.judge(line, event, document.today)
            yield Candidate(number, event, meant, cast, suitor, len(suitors) == 1, is_named, said)
    if any(event.frame.is_of_all for event in events):
        return
    for kind, suitor in product(spoken_kinds(line, cast), (None, *cast.suitors)):
        is_such = suitor is None if kind in OF_PLAYER or not cast.suitors else suitor is not None
        if not is_such or (kind, suitor) in found:
            continue
        event = whole(line, kind)
        said = chance_told(line, cast, suitor, event)
        if said >= SPOKEN and not is_vetoed(line, event, cast):
            meant = scope.judge(line, event, document.today)
            is_sole = len(cast.suitors) < 2  # noqa: PLR2004 - no other suitor
            yield Candidate(number, event, meant, cast, suitor, is_sole, is_named, said)


def _events(line: Line, of_cast: Iterable[Event]) -> list[Event]:
    """The events of a sentence for a cast. Who stays because the window is shut is not said to be kept."""
    found = [*of_cast, *line.events]
    if any(event.frame.is_of_all for event in found):
        return [event for event in found if event.frame.kind is not Kind.NOT_FOR_SALE]
    return found


def _suitors(line: Line, event: Event, cast: Cast) -> tuple[str | None, ...]:
    """The suitors whom an event may concern; nobody if it cannot be this player's at all."""
    if is_vetoed(line, event, cast):
        return ()
    if event.frame.parts:
        told = parts_of(line, event)
        is_his = player_of(line, event) is cast.player and told.get(cast.owner or "") == "owner"
        return tuple(club for club in cast.suitors if is_his and told.get(club) == "suitor")
    if event.frame.is_of_all:
        return (None, *(club for club in cast.suitors if club in line.values(Of.CLUB)))
    return (None,) if event.frame.kind in OF_PLAYER else _suitors_of_deed(line, event, cast)


def _suitors_of_deed(line: Line, event: Event, cast: Cast) -> tuple[str | None, ...]:
    """The suitors who may have done it, or to whom it was done."""
    doer = _doer(line, event) if event.frame.by == "suitor" else None
    if doer == cast.owner and doer is not None:
        return ()  # whose player he is already wants to keep him
    if doer in cast.suitors:
        return (doer,)
    if event.frame.is_cast and (named := suitors_of(line, event, cast)):
        return named
    return tuple(suitor for suitor in _near(line, event, cast) if not joins_another(line, event, suitor))


def _doer(line: Line, event: Event) -> str | None:
    """The club that a pattern begins with, if it names no other: it does the deed."""
    clubs = [str(line.units[place].value) for place in event.units if line.units[place].of is Of.CLUB]
    return clubs[0] if len(clubs) == 1 and line.units[event.first].of is Of.CLUB else None


def _near(line: Line, event: Event, cast: Cast) -> tuple[str | None, ...]:
    """The suitors of the event's clause, else of its sentence, else any.

    What has another club in it, and no suitor beside it, is that club's: "talks with Saints" are with his own.
    """
    clause = line.clauses[event.first]
    near = {club for place, club in line.clubs if line.clauses[place] == clause}
    for clubs in (near, {club for _, club in line.clubs}):
        named = tuple(club for club in cast.suitors if club in clubs)
        if named:
            return named
    if event.frame.needs == "suitor" and (
        not cast.suitors or any(place in event.units for place, _ in line.clubs)
    ):
        return ()
    return cast.suitors or (None,)


def _together(document: Document, casting: Casting, cast: Cast, suitor: str | None) -> Candidate:
    """The first sentence on the player that names the suitor, or else the first that names either."""
    own = document.person_places[id(cast.player)]
    places = document.club_places.get(suitor or "", own)
    both = (place for place in places if casting.topics[place[0]].concerns(cast.player))
    number, unit = next(both, places[0])
    line = document.lines[number]
    event = Event(_TOGETHER, (unit,))
    meant = scope.judge(line, event, document.today)
    return Candidate(number, event, meant, cast, suitor, said=chance_told(line, cast, suitor, event))


def signs(document: Document, casting: Casting, voices: Sequence[Voice], candidate: Candidate) -> OfKind:
    """What speaks for a claim's being made, as signs for a ranker; each also for its own kind alone."""
    line = document.lines[candidate.number]
    kind = candidate.event.frame.kind
    shared = casting.noted.get(
        at := (candidate.number, candidate.event.units, id(candidate.cast), candidate.suitor)
    )
    if shared is None:
        shared = casting.noted[at] = frozenset(_of_parts(line, casting, candidate))
    words = line.beside.get(candidate.event.units)
    if words is None:
        words = line.beside[candidate.event.units] = frozenset(_of_words(line, candidate.event))
    shared = shared.union(_of_scope(line, candidate, voices[candidate.number]))
    return OfKind(kind, shared, words, (kind, f"pattern {kind} {candidate.event.frame.pattern}"))


def _of_parts(line: Line, casting: Casting, candidate: Candidate) -> Iterator[str]:
    """What is the same for every frame that took the same words: who is who around them."""
    yield f"suitors {min(len(candidate.cast.suitors), 3)}"
    yield from _of_players(line, casting, candidate)
    yield from _of_clubs(line, candidate)
    yield from _of_sureness(candidate)


def _of_words(line: Line, event: Event) -> Iterator[str]:
    """The words around an event, which mean something only for its kind."""
    first, last = event.first, event.last
    for label, place in (("-2 ", first - 2), ("-1 ", first - 1), ("+1 ", last + 1), ("+2 ", last + 2)):
        yield from (label + name for name in neighbour(line.units, place))
    yield from (f"clause {name}" for name in line.classes_around(first))
    trigger = line.units[event.first]
    yield from (f"form {sense.name} {sense.form}" for sense in trigger.senses if sense.form)


def _of_scope(line: Line, candidate: Candidate, voice: Voice) -> Iterator[str]:
    meant, event = candidate.meant, candidate.event
    yield f"meant {meant.modality} {meant.when}"
    yield "line " + step(candidate.number, (0, 1, 3, 7))
    yield from said_over(candidate.said)
    if meant.hedge:
        yield "hedged"
    if meant.doubt:
        yield "told as talk"
    if line.sentence.is_headline:
        yield "headline"
    if line.units[event.first].start in line.sentence.quoted:
        yield "quoted"
    if line.units[-1].low == "?":
        yield "question"
    if voice.certainty is not Certainty.CLAIMED:
        yield f"voice {voice.certainty.value}"
    yield from (
        f"with {other.frame.kind}"
        for other in line.events
        if other is not event and line.clauses[other.first] == line.clauses[event.first]
    )


def _of_players(line: Line, casting: Casting, candidate: Candidate) -> Iterator[str]:
    topic, player = casting.topics[candidate.number], candidate.cast.player
    at = topic.at(candidate.event.first)
    yield "player is " + ("meant" if at is player else "another" if at else "nobody")
    yield "player by " + (
        "name" if player in topic.named else "epithet" if topic.places(player) else "carrying on"
    )
    clause = line.clauses[candidate.event.first]
    others = {
        id(person)
        for place, person in line.named
        if line.clauses[place] == clause and person is not player and not person.is_staff
    }
    yield f"others in clause {min(len(others), 2)}"
    if candidate.cast is casting.casts[0]:
        yield "main player"


def _role(club: str, candidate: Candidate) -> str:
    if club == candidate.suitor:
        return "suitor"
    if club == candidate.cast.owner:
        return "owner"
    return "other suitor" if club in candidate.cast.suitors else "other"


def _of_clubs(line: Line, candidate: Candidate) -> Iterator[str]:
    """Where the suitor, the owner and other clubs stand around the event."""
    event, clause = candidate.event, line.clauses[candidate.event.first]
    if any(line.clauses[place] == clause for place in line.sums):
        yield "money beside"
    before, after = "no club", "no club"
    for place, club in line.clubs:
        role = _role(club, candidate)
        yield f"{role} in sentence"
        if line.clauses[place] == clause:
            yield f"{role} in clause"
            before = role if place < event.first else before
            after = role if place > event.first and after == "no club" else after
        if place in event.units:
            yield f"{role} in event"
    yield from _nearness(line, candidate)
    yield f"after {before}"
    yield f"before {after}"
    yield f"between {before} and {after}"


def _nearness(line: Line, candidate: Candidate) -> Iterator[str]:
    """How near the suitor is against how near other suitors are: whose event it is where several are named."""
    clause = line.clauses[candidate.event.first]
    near = {"suitor": "absent", "other suitor": "absent"}
    for place, club in line.clubs:
        role = _role(club, candidate)
        if role in near and line.clauses[place] == clause:
            near[role] = "in clause"
        elif near.get(role) == "absent":
            near[role] = "in sentence"
    number = min(candidate.cast.suitors.index(candidate.suitor), 1) if candidate.suitor else "none"
    yield f"suitor {near['suitor']}, another {near['other suitor']}, number {number}"


def _of_sureness(candidate: Candidate) -> Iterator[str]:
    cast, suitor = candidate.cast, candidate.suitor
    yield "player " + step(cast.sureness["player"], (0.5, 0.7, 0.9))
    if suitor:
        yield "suitor " + step(cast.sureness[suitor], (0.5, 0.7, 0.9))
        yield f"suitor number {min(cast.suitors.index(suitor), 2)}"
    if cast.owner is None:
        yield "no owner"
