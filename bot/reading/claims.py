"""From the events of a text to claims: who did it, which club it concerns, who answers for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.model import Certainty, Claim, Kind, Modality, Subject, When
from bot.reading import scope
from bot.reading.gate import held_because
from bot.reading.money import Money
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.reading.document import Document, Line
    from bot.reading.frames import Event
    from bot.reading.people import Person
    from bot.reading.roles import Cast, Focus
    from bot.reading.scope import Scope
    from bot.reading.sources import Voice


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim about a player, with what made it: the frame's pattern and the words of its scope."""

    player: Person
    claim: Claim
    pattern: str
    cues: tuple[str, ...]


_SHARED = frozenset({Kind.INTEREST, Kind.ENQUIRY, Kind.TALKS, Kind.WITHDREW})
"""Kinds that one clause may tell of several clubs: "Arsenal and Everton are interested"."""


def _suitors(line: Line, event: Event, cast: Cast) -> list[str | None]:
    """The suitors that an event concerns: in its own words, its clause, its sentence, else the only one.

    None stands for no suitor.
    """
    start, end = line.clause_around(event.first)
    inner = [line.units[place] for place in event.units]
    places = (line.units[start:end],) if event.frame.kind in _SHARED else (inner, line.units[start:end])
    for units in (*places, line.units):
        clubs = dict.fromkeys(str(unit.value) for unit in units if unit.of is Of.CLUB)
        found: list[str | None] = [club for club in clubs if club in cast.suitors]
        if found:
            return found if event.frame.kind in _SHARED and units is not line.units else found[:1]
    if event.frame.by == "suitor" and len(cast.suitors) == 1:
        return [cast.suitors[0]]
    return [None]


def _mentions_only_others(line: Line, event: Event, cast: Cast) -> bool:
    """True if the clause names clubs, but none that could be the suitor: "talks with Saints" are his own club's."""
    start, end = line.clause_around(event.first)
    clubs = {str(unit.value) for unit in line.units[start:end] if unit.of is Of.CLUB}
    return bool(clubs) and not clubs & set(cast.suitors)


def _fits(line: Line, event: Event, cast: Cast) -> bool:
    """True if the event can be this player's: with a club, of the right kind, and about the thing itself."""
    if not cast.suitors and (cast.owner is None or event.frame.needs == "suitor"):
        return False
    if event.frame.needs == "suitor" and _mentions_only_others(line, event, cast):
        return False
    if event.frame.needs == "sum" and not any(isinstance(line.units[p].value, Money) for p in event.units):
        return False
    return not _is_of_something_else(line, event) and not _is_anothers(line, event, cast)


# What follows a club's name where not the club itself is meant: "joined Liverpool fans", "Liverpool's target".
_OTHER_HEADS = frozenset("'s ' fans supporters players target legend stars teammates team-mates boss".split())
_OF_CLUB = frozenset({Kind.SIGNED, Kind.REJECTS_MOVE})


def _is_of_something_else(line: Line, event: Event) -> bool:
    """True for "joined Liverpool fans", "rejected the chance to bid", "a new deal with a sponsor"."""
    units = line.units
    inside = [units[place] for place in range(event.first, event.last)]
    if any(unit.has("w:spoiler") for unit in inside):
        return True
    follows = units[event.last + 1] if event.last + 1 < len(units) else None
    if follows is None:
        return False
    if event.frame.kind in _OF_CLUB and units[event.last].of is Of.CLUB:
        return follows.low in _OTHER_HEADS or follows.of is Of.PERSON or follows.has("n:position")
    if event.frame.kind is Kind.CONTRACT_RENEWAL and follows.low == "with":
        return event.last + 2 < len(units) and units[event.last + 2].of not in (Of.CLUB, Of.THE_CLUB)
    return False


def _is_anothers(line: Line, event: Event, cast: Cast) -> bool:
    """True if somebody else did it: another person stands in between, or a suitor is said to refuse his own bid."""
    units = line.units
    between = units[event.first + 1 : event.last]
    if units[event.first].of is Of.PERSON and any(unit.of is Of.PERSON for unit in between):
        return units[event.last].of is not Of.PERSON or units[event.last].value is not cast.player
    if event.frame.kind is Kind.BID_REJECTED and units[event.first].has("v:reject"):
        start = line.clause_around(event.first)[0]
        subjects = [str(unit.value) for unit in units[start : event.first] if unit.of is Of.CLUB]
        return bool(subjects) and subjects[-1] in cast.suitors
    return False


def _actor(event: Event, cast: Cast, voice: Voice, suitor: str | None) -> str | None:
    if event.frame.by == "player":
        return cast.player.name
    if event.frame.by == "suitor":
        return suitor
    return cast.owner or voice.speaks_for


def _quote(document: Document, line: Line, event: Event) -> tuple[int, int]:
    """The words of an event: its sentence, or only what is quoted in it if it stands in a quotation."""
    sentence = line.sentence
    inside = sorted(sentence.quoted)
    if inside and line.units[event.first].start in sentence.quoted:
        return document.span(inside[0], inside[-1] + 1)
    return document.span(sentence.start, sentence.end)


def _speaks(voice: Voice, line: Line, event: Event, actor: str, certainty: Certainty) -> bool:
    """True if the speaker of a sentence answers for this claim: quoted, for his club, or for himself.

    Of a player of whom it is only reported that he said so, nobody can tell whether he did.
    """
    if line.units[event.first].start in line.sentence.quoted or actor == voice.speaks_for:
        return True
    return actor == voice.speaker and certainty is not Certainty.CLAIMED


def _certainty(voice: Voice, line: Line, event: Event, actor: str) -> Certainty:
    """Who is quoted, or speaks in public, is on record for himself, not for what others want."""
    if line.units[event.first].start in line.sentence.quoted or voice.is_public:
        return voice.certainty
    speaks = {voice.speaker, voice.speaks_for} if voice.speaks_for else {voice.speaker}
    return voice.certainty if actor in speaks else Certainty.CLAIMED


_CONCERNS_SUITOR = frozenset({Kind.WANTS_MOVE, Kind.TRANSFER_REQUEST})


def _claim(
    document: Document, line: Line, event: Event, cast: Cast, voice: Voice, meant: Scope, suitor: str | None
) -> Claim | None:
    kind = event.frame.kind
    actor = _actor(event, cast, voice, suitor)
    if actor is None:
        return None
    concerns = (
        suitor if event.frame.needs == "suitor" or kind in _CONCERNS_SUITOR | {Kind.BID_REJECTED} else None
    )
    start, end = _quote(document, line, event)
    certainty = _certainty(voice, line, event, actor)
    return Claim(
        kind=kind,
        actor=actor,
        quote=document.page.text[start:end],
        start=start,
        end=end,
        speaker=voice.speaker if _speaks(voice, line, event, actor, certainty) else None,
        subject=Subject.SQUAD if event.frame.is_squad else Subject.PLAYER,
        club=concerns,
        modality=meant.modality,
        when=meant.when,
        certainty=certainty,
        source=voice.source,
        relays=voice.relays,
        hedge=meant.hedge,
    )


def findings(
    document: Document, casts: Sequence[Cast], voices: Sequence[Voice], focus: Focus
) -> list[Finding]:
    """Every claim of the text, in order. What the next sentence calls false is held."""
    by_player = {id(cast.player): cast for cast in casts}
    found: list[Finding] = []
    last: list[Finding] = []
    for line, voice in zip(document.lines, voices, strict=True):
        if not line.events and _denies_the_last(line):
            found[len(found) - len(last) :] = [_contradicted(finding) for finding in last]
        last = list(_of_line(document, line, voice, by_player, focus))
        found += last
        focus.leave(line.units)
    return found


def _of_line(
    document: Document, line: Line, voice: Voice, casts: Mapping[int, Cast], focus: Focus
) -> Iterator[Finding]:
    for event in line.events:
        player = focus.at(line.units, event.first)
        cast = casts.get(id(player))
        if player is None or cast is None or not _fits(line, event, cast):
            continue
        meant = scope.judge(line, event, document.year)
        for suitor in _suitors(line, event, cast):
            claim = _claim(document, line, event, cast, voice, meant, suitor)
            if claim is not None:
                yield Finding(player, _gated(claim, cast, line, meant), event.frame.pattern, meant.cues)


def _gated(claim: Claim, cast: Cast, line: Line, meant: Scope) -> Claim:
    in_headline = line.sentence.is_headline
    return replace(claim, held=held_because(claim, cast.owner, in_headline=in_headline, doubt=meant.doubt))


# What a sentence that denies the one before it speaks of: "it is nonsense", "the club has rubbished the report".
_IT = frozenset("it this that report reports story stories claim claims rumour rumours".split())


def _denies_the_last(line: Line) -> bool:
    return any(unit.has("w:false") or unit.has("w:denial") for unit in line.units) and any(
        unit.low in _IT for unit in line.units
    )


def _contradicted(finding: Finding) -> Finding:
    held = finding.claim.held or "the next sentence denies it"
    return replace(finding, claim=replace(finding.claim, held=held))


def is_so(claim: Claim) -> bool:
    """True for a claim that says that something is so now, held or not."""
    return claim.modality is Modality.ACTUAL and claim.when is When.CURRENT
