"""From candidates to claims: which of them the text really makes, who did it, who answers for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.ladder import ENDS, GRAVE, RUNGS
from bot.model import Certainty, Claim, Kind, Modality, Subject, When
from bot.reading.candidates import OF_PLAYER
from bot.reading.gate import SURE, UNCLEAR_CLUB, held_because
from bot.reading.ranker import ranker
from bot.reading.tally import Weighed, kinds_of, signs
from bot.reading.units import Of
from bot.reading.whose import is_anothers

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


def _actor(event: Event, cast: Cast, voice: Voice, suitor: str | None) -> str:
    """Who does or holds it; where no name is known, what he is."""
    by = event.frame.by
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


def _speaks(voice: Voice, line: Line, event: Event, actor: str, certainty: Certainty) -> bool:
    """True if the speaker of a sentence answers for this claim: quoted, for his club, or for himself.

    Of a player of whom it is only reported that he said so, nobody can tell whether he did.
    """
    if line.units[event.first].start in line.sentence.quoted or actor == voice.speaks_for:
        return True
    return actor == voice.speaker and certainty is not Certainty.CLAIMED


_ANNOUNCED = frozenset({Kind.SIGNED, Kind.LOAN_AGREED, Kind.FEE_AGREED, Kind.CONTRACT_RENEWAL})
"""Kinds that are announced; of the rest "announced" is said of something else beside it."""

_OF_BOTH = frozenset(RUNGS) - {Kind.INTEREST} | {Kind.COLLAPSED, Kind.WITHDREW}
"""Steps of a deal: whoever of the parties speaks of one knows of it."""


def _certainty(voice: Voice, line: Line, candidate: Candidate, actor: str) -> Certainty:
    """Who is quoted, or speaks in public, is on record for himself, not for what others want.

    A party of the deal, and a manager, is on record for the steps of the deal.
    """
    event, cast = candidate.event, candidate.cast
    if voice.is_announced and event.frame.kind in _ANNOUNCED:
        return Certainty.OFFICIAL
    if line.units[event.first].start in line.sentence.quoted or voice.is_public:
        return voice.certainty
    parties = {cast.owner, candidate.suitor, cast.player.name} - {None}
    is_party = voice.is_staff or not parties.isdisjoint((voice.speaker, voice.speaks_for))
    if event.frame.kind in _OF_BOTH and is_party:
        return voice.certainty
    speaks = {voice.speaker, voice.speaks_for} if voice.speaks_for else {voice.speaker}
    return voice.certainty if actor in speaks else Certainty.CLAIMED


def findings(document: Document, voices: Sequence[Voice], tallies: Sequence[Tally]) -> list[Finding]:
    """Every claim of the text, in its order. What the next sentence calls false is held."""
    found: list[Finding] = []
    for of_row in tallies:
        for kind in kinds_of(of_row):
            several = of_row.by_kind[kind]
            sure = ranker("news").chance(signs(of_row, tallies, kind))
            whole = [one for one in several if _is_stated(one.candidate)]
            if whole:
                several, sure = _stated(several, whole), STATED
            elif kind is Kind.INTEREST and any(_is_plain(one) for one in several):
                several, sure = _outright(several), max(sure, SURE)
            found += _of_kind(document, voices, several, sure)
    return sorted(found, key=lambda finding: finding.claim.start)


STATED = 0.9
"""How sure is what is said outright, and of whom: of 121 whole statements in labelled texts 113 were so.

Of 376 deeds between the right parties, where it was known who they are, 337 were so.
"""


def _is_stated(candidate: Candidate) -> bool:
    """True for a whole statement, and for a deed between parties that were known before."""
    frame, meant = candidate.event.frame, candidate.meant
    if frame.parts:
        return meant.is_so
    is_told = frame.is_cast and not frame.is_hint and candidate.is_sole and candidate.cast.is_known
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
    for number, one in enumerate(_without_echoes(several)):
        meant, kind = one.candidate.meant, one.candidate.event.frame.kind
        if sure >= LIKELY and (number == 0 or one.sure >= _HEARD):
            if kind not in _STRICT and meant.modality in _NEARLY and meant.when is When.CURRENT:
                meant = replace(meant, modality=Modality.ACTUAL)
            yield _finding(document, voices, one.candidate, meant, min(sure, one.sure + _BORNE))
        elif not meant.is_so and not one.candidate.event.frame.is_hint:
            yield _finding(document, voices, one.candidate, meant, one.sure)


def _finding(
    document: Document, voices: Sequence[Voice], candidate: Candidate, meant: Scope, sure: float
) -> Finding:
    line, voice = document.lines[candidate.number], voices[candidate.number]
    claim = _claim(document, line, voice, candidate, meant)
    held = held_because(
        claim,
        candidate.cast.owner,
        doubts=_doubts(line, candidate, meant),
        is_hint=_is_hint(candidate),
        is_known=candidate.cast.is_known,
        sure=sure,
    ) or _denied_next(document, candidate)
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
        "only the headline says so" if line.sentence.is_headline else None,
        None if _is_of_suitor(line, candidate) else UNCLEAR_CLUB,
        "the sentence says it of another player"
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
    actor = _actor(event, cast, voice, suitor)
    start, end = _quote(document, line, event)
    certainty = _certainty(voice, line, candidate, actor)
    return Claim(
        kind=event.frame.kind,
        actor=actor,
        quote=document.page.text[start:end],
        start=start,
        end=end,
        speaker=voice.speaker if _speaks(voice, line, event, actor, certainty) else None,
        subject=Subject.SQUAD if event.frame.is_squad else Subject.PLAYER,
        club=None if event.frame.kind in OF_PLAYER else suitor,
        modality=meant.modality,
        when=meant.when,
        certainty=certainty,
        source=voice.source,
        relays=voice.relays,
        hedge=meant.hedge,
    )


# What a sentence that denies the one before it speaks of: "it is nonsense", "the club has rubbished the report".
_IT = frozenset("it this that report reports story stories claim claims rumour rumours".split())


def _denied_next(document: Document, candidate: Candidate) -> str | None:
    """Why a claim is held if the sentence after it, which tells of nothing itself, calls it false."""
    following = document.lines[candidate.number + 1 : candidate.number + 2]
    if any(_denies(line) and not _tells(line) for line in following):
        return "the next sentence denies it"
    return None


def _tells(line: Line) -> bool:
    """True if a sentence plainly tells of anything but a denial."""
    return any(event.frame.kind is not Kind.DENIED and not event.frame.is_hint for event in line.events)


def _denies(line: Line) -> bool:
    return any(unit.has("w:false") or unit.has("w:denial") for unit in line.units) and any(
        unit.low in _IT for unit in line.units
    )
