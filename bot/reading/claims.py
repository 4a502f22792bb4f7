"""From candidates to claims: which of them the text really makes, who did it, who answers for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.ladder import ENDS, GRAVE
from bot.model import Claim, Kind, Modality, Subject, When
from bot.reading.candidates import OF_PLAYER
from bot.reading.certainty import certainty_of, speaks
from bot.reading.denials import UNCLEAR_DENIER, UNKNOWN, denied_next, denier
from bot.reading.gate import SAID, SURE, UNCLEAR_CLUB, held_because
from bot.reading.ranker import ranker
from bot.reading.sayings import WHOLE
from bot.reading.tally import Weighed, kinds_of, signs
from bot.reading.units import Of
from bot.reading.whose import is_anothers
from bot.speech import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.candidates import Candidate
    from bot.reading.casting import Cast
    from bot.reading.document import Document, Line
    from bot.reading.frames import Event
    from bot.reading.people import Person
    from bot.reading.scope import Scope
    from bot.reading.tally import Tally
    from bot.reading.voices import Voice

LIKELY = 0.35
"""From here on a kind of news is taken as told."""

_HEARD = 0.25
"""How likely a single sentence must tell what the whole text tells, to be quoted for it."""

_BORNE = 0.15
"""How much more likely than by its own sentence the rest of the text may make a claim."""

_NEARLY = (Modality.EXPECTED, Modality.CONSIDERING)
"""How a thing may be meant that the whole text nevertheless tells as so: "set to join" is talks."""

_STRICT = (GRAVE | ENDS | {Kind.BID, Kind.IMPROVED_BID, Kind.RELEASE_CLAUSE}) - {Kind.MEDICAL}
"""Kinds of which only what is said outright counts, whatever the ranker thinks; a medical counts once booked."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim about a player and a suitor, with what made it.

    ``pattern`` is that of the frame, ``cues`` the words of its scope, ``sureness`` how likely the text makes it.
    ``is_outright``: it is said of these parties, in words that leave no doubt.
    """

    player: Person
    suitor: str | None
    claim: Claim
    pattern: str
    cues: tuple[str, ...]
    sureness: float
    is_outright: bool = False


_SOMEBODY = {"owner": "his club", "suitor": "other clubs"}


def _actor(line: Line, event: Event, cast: Cast, voice: Voice, suitor: str | None) -> str:
    """Who does or holds it; where no name is known, what he is."""
    by = event.frame.by
    if event.frame.kind is Kind.DENIED:
        return denier(line, event, cast, voice)
    if by == "player":
        return cast.player.name
    known = suitor if by == "suitor" else cast.owner or voice.speaks_for
    return known or _SOMEBODY[by]


def _quote(document: Document, line: Line, event: Event) -> tuple[int, int]:
    """The words of an event: its sentence, or only what is quoted in it if it stands in a quotation."""
    sentence = line.sentence
    inside = sorted(sentence.quoted)
    if inside and line.units[event.first].start in sentence.quoted:
        return document.span(inside[0], inside[-1] + 1)
    return document.span(sentence.start, sentence.end)


def findings(document: Document, voices: Sequence[Voice], tallies: Sequence[Tally]) -> list[Finding]:
    """Every claim of the text, in its order. What the next sentence calls false is held."""
    found: list[Finding] = []
    for of_row in tallies:
        for kind in kinds_of(of_row):
            several = [one for one in of_row.by_kind[kind] if not _is_empty(document, one, of_row)]
            if not several:
                continue
            sure = ranker("news").chance(signs(of_row, tallies, kind))
            whole = [one for one in several if _is_stated(one.candidate)]
            if whole:
                several, sure = _stated(several, whole), STATED
            elif kind is Kind.INTEREST and any(_is_plain(one) for one in several):
                several, sure = _outright(several), max(sure, SURE)
            found += _of_kind(document, voices, several, sure)
    return sorted(found, key=lambda finding: finding.claim.start)


_OVER = (Kind.WITHDREW, Kind.COLLAPSED)


def _is_empty(document: Document, one: Weighed, of_row: Tally) -> bool:
    """True for interest on a hint alone where the suitor is not named, or where the text plainly tells of its end."""
    candidate = one.candidate
    if candidate.event.frame.kind is not Kind.INTEREST:
        return False
    ends = [
        other.candidate.number
        for kind in _OVER
        for other in of_row.by_kind.get(kind, ())
        if _is_plain(other) and other.candidate.suitor
    ]
    is_over = bool(ends) and (candidate.event.frame.is_hint or candidate.number <= max(ends))
    if not candidate.event.frame.is_hint:
        return is_over
    clubs = document.lines[candidate.number].values(Of.CLUB)
    return is_over or (candidate.suitor is not None and candidate.suitor not in clubs)


STATED = 0.9
"""How sure is what is said outright, and of whom: of 121 whole statements in labelled texts 113 were so.

Of 376 deeds between the right parties, where it was known who they are, 337 were so.
"""


def _is_stated(candidate: Candidate) -> bool:
    """True for a whole statement, and for a deed between parties that were known before."""
    frame, meant = candidate.event.frame, candidate.meant
    if candidate.said < SAID and not frame.is_of_all:
        return False
    if frame.parts:
        return meant.is_so
    is_told = frame.is_cast and not frame.is_hint and candidate.cast.is_known
    is_told = is_told and (candidate.is_sole or frame.is_of_all)
    is_so = meant.is_so or (
        frame.kind in _IN_HAND and meant.modality in _NEARLY and meant.when is When.CURRENT
    )
    return is_told and is_so and not meant.doubt and candidate.is_named


_IN_HAND = frozenset({Kind.TALKS, Kind.INTEREST})
"""Who is close to a signing is in talks, and who weighs a bid is interested."""


def _stated(several: Sequence[Weighed], whole: Sequence[Weighed]) -> list[Weighed]:
    """The whole statements first, each as sure as one is."""
    return [Weighed(one.candidate, STATED) for one in whole] + [one for one in several if one not in whole]


def _is_plain(one: Weighed) -> bool:
    """True for a plain pattern that is so now.

    Interest that is plainly said is so, though the labels that the ranker learnt from leave it out beside a bid.
    """
    return one.candidate.meant.is_so and not one.candidate.event.frame.is_hint


def _outright(several: Sequence[Weighed]) -> list[Weighed]:
    """The plain ones first, and as sure as what may be told."""
    plain = [Weighed(one.candidate, max(one.sure, SURE)) for one in several if _is_plain(one)]
    return plain + [one for one in several if not _is_plain(one)]


def _without_echoes(several: Sequence[Weighed]) -> list[Weighed]:
    """Without the hints in a sentence that has a plain pattern of the same kind."""
    plain = {one.candidate.number for one in several if not one.candidate.event.frame.is_hint}
    return [
        one for one in several if not one.candidate.event.frame.is_hint or one.candidate.number not in plain
    ]


def _of_kind(
    document: Document, voices: Sequence[Voice], several: Sequence[Weighed], sure: float
) -> Iterator[Finding]:
    """The claims of one kind: what is told, by the sentences that tell it, and what is only thought of."""
    for number, one in enumerate(_without_echoes([one for one in several if not _is_threat(one)])):
        meant, kind = one.candidate.meant, one.candidate.event.frame.kind
        if sure >= LIKELY and (number == 0 or one.sure >= _HEARD):
            is_near = meant.modality in _NEARLY and meant.when is When.CURRENT
            if is_near and (kind not in _STRICT or one.candidate.event.frame.pattern == WHOLE):
                meant = replace(meant, modality=Modality.ACTUAL)
            yield _finding(document, voices, one.candidate, meant, min(sure, one.sure + _BORNE))
        elif not meant.is_so and not one.candidate.event.frame.is_hint:
            yield _finding(document, voices, one.candidate, meant, one.sure)


def _is_threat(one: Weighed) -> bool:
    """True for "would reject anything less", which says what is asked, and for a race that may come."""
    kind, modality = one.candidate.event.frame.kind, one.candidate.meant.modality
    return modality in _THREATS and kind in (Kind.BID_REJECTED, Kind.REJECTS_MOVE, Kind.COMPETITION)


_THREATS = (Modality.EXPECTED, Modality.CONDITIONAL)


def _finding(
    document: Document, voices: Sequence[Voice], candidate: Candidate, meant: Scope, sure: float
) -> Finding:
    line, voice = document.lines[candidate.number], voices[candidate.number]
    claim = _claim(document, line, voice, candidate, meant)
    held = (
        UNCLEAR_DENIER
        if claim.actor == UNKNOWN
        else held_because(
            claim,
            candidate.cast.owner,
            doubts=_doubts(line, candidate, meant),
            is_hint=_is_hint(candidate),
            is_known=candidate.cast.is_known,
            sure=sure,
            said=candidate.said,
            is_of_all=candidate.event.frame.is_of_all,
        )
        or denied_next(document, candidate.number)
    )
    pattern = candidate.event.frame.pattern
    is_outright = held is None and _is_stated(candidate)
    claim = replace(claim, held=held)
    return Finding(candidate.cast.player, candidate.suitor, claim, pattern, meant.cues, sure, is_outright)


def _is_hint(candidate: Candidate) -> bool:
    """True for words that only hint, as those over parties do where nobody knew them before."""
    frame = candidate.event.frame
    return frame.is_hint or (frame.is_cast and not candidate.cast.is_known)


def _doubts(line: Line, candidate: Candidate, meant: Scope) -> tuple[str, ...]:
    """What keeps a grave claim from being told on the word of one sentence."""
    found = (
        meant.doubt,
        mark("only the headline says so") if line.sentence.is_headline else None,
        None if _is_of_suitor(line, candidate) else UNCLEAR_CLUB,
        mark("the sentence says it of another player")
        if is_anothers(line, candidate.event, candidate.cast.player)
        else None,
    )
    return tuple(why for why in found if why)


def _is_of_suitor(line: Line, candidate: Candidate) -> bool:
    """True if the sentence names the suitor, or leaves no doubt: he is the only one, and no third club is named."""
    clubs = set(line.values(Of.CLUB))
    if candidate.suitor is None or candidate.suitor in clubs:
        return True
    is_only = len(candidate.cast.suitors) == 1 and clubs <= {candidate.cast.owner}
    return is_only and not any(unit.low in _SOME_CLUB or unit.of is Of.PLACE for unit in line.units)


_SOME_CLUB = frozenset("club clubs side sides team teams abroad overseas".split())
"""Words that may stand for a club that is not named: "a Championship club", "his new club"."""


def _claim(document: Document, line: Line, voice: Voice, candidate: Candidate, meant: Scope) -> Claim:
    event, cast, suitor = candidate.event, candidate.cast, candidate.suitor
    actor = _actor(line, event, cast, voice, suitor)
    start, end = _quote(document, line, event)
    certainty = certainty_of(voice, line, candidate, actor)
    return Claim(
        kind=event.frame.kind,
        actor=actor,
        quote=document.page.text[start:end],
        start=start,
        end=end,
        speaker=voice.speaker if speaks(voice, line, event, actor, certainty) else None,
        subject=Subject.SQUAD if event.frame.is_squad else Subject.PLAYER,
        club=None if event.frame.kind in OF_PLAYER else suitor,
        modality=meant.modality,
        when=meant.when,
        certainty=certainty,
        source=voice.source,
        relays=voice.relays,
        hedge=meant.hedge,
    )
