"""How surely a claim is made, and whether the speaker of its sentence answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ladder import RUNGS
from bot.model import Certainty, Kind

if TYPE_CHECKING:
    from bot.reading.candidates import Candidate
    from bot.reading.document import Line
    from bot.reading.frames import Event
    from bot.reading.voices import Voice


def speaks(voice: Voice, line: Line, event: Event, actor: str, certainty: Certainty) -> bool:
    """True if the speaker of a sentence answers for this claim: quoted, for his club, or for himself.

    Of a player of whom it is only reported that he said so, nobody can tell whether he did.
    """
    if line.units[event.first].start in line.sentence.quoted or actor == voice.speaks_for:
        return True
    is_wish = event.frame.kind in _WISHES and voice.is_staff
    return certainty is not Certainty.CLAIMED and (is_wish or actor == voice.speaker)


_ANNOUNCED = frozenset({Kind.SIGNED, Kind.LOAN_AGREED, Kind.FEE_AGREED, Kind.CONTRACT_RENEWAL})
"""Kinds that are announced; of the rest "announced" is said of something else beside it."""

_WISHES = frozenset({Kind.WANTS_MOVE, Kind.TRANSFER_REQUEST, Kind.REJECTS_MOVE})
"""What a player has told his club, and so his manager knows."""

_OF_BOTH = frozenset(RUNGS) - {Kind.INTEREST} | {Kind.COLLAPSED, Kind.WITHDREW}
"""Steps of a deal: whoever of the parties speaks of one knows of it."""


def certainty_of(voice: Voice, line: Line, candidate: Candidate, actor: str) -> Certainty:
    """Who is quoted, or speaks in public, is on record for himself, not for what others want.

    A party of the deal, and a manager, is on record for the steps of the deal.
    """
    event, cast = candidate.event, candidate.cast
    if voice.is_announced and event.frame.kind in _ANNOUNCED:
        return Certainty.OFFICIAL
    if line.units[event.first].start in line.sentence.quoted or voice.is_public:
        return voice.certainty
    if _is_managers(voice, event, cast.owner):
        return voice.certainty
    parties = {cast.owner, candidate.suitor, cast.player.name} - {None}
    is_party = voice.is_staff or not parties.isdisjoint((voice.speaker, voice.speaks_for))
    if event.frame.kind in _OF_BOTH and is_party:
        return voice.certainty
    speaks = {voice.speaker, voice.speaks_for} if voice.speaks_for else {voice.speaker}
    return voice.certainty if actor in speaks else Certainty.CLAIMED


def _is_managers(voice: Voice, event: Event, owner: str | None) -> bool:
    """True for a wish of the player of which one of his club's staff speaks: "he wants to leave"."""
    return event.frame.kind in _WISHES and voice.is_staff and (voice.speaks_for or owner) == owner
