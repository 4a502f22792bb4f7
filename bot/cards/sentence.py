"""A sentence of an answer, with what it rests on: nothing is told that no claim tells, or that is no named absence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Certainty, Subject
from bot.wording import attributed, hedged, sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bot.model import Claim, Kind
    from bot.sagas.saga import Saga, Told


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, and the tellings that they rest on. ``absence`` names what is missing, where they tell of that.

    ``is_provenance``: it says who told what a sentence before it has said.
    """

    text: str
    rests_on: tuple[Told, ...] = ()
    absence: str | None = None
    is_provenance: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence, without capital and full stop, and the tellings that it rests on."""

    text: str
    rests_on: tuple[Told, ...] = ()
    absence: str | None = None


def joined(template: str, *clauses: Clause) -> Sentence:
    """Clauses put into a sentence at the places marked {} of a template."""
    told = tuple(dict.fromkeys(one for clause in clauses for one in clause.rests_on))
    absences = [clause.absence for clause in clauses if clause.absence]
    return Sentence(
        sentence(template.format(*(clause.text for clause in clauses))), told, " ".join(absences) or None
    )


def surest(saga: Saga, kinds: Collection[Kind], club: str | None = None) -> Told | None:
    """The telling of these kinds (with that club) that counts and is surest, the last of equals.

    What is said of the player himself goes before what is said of the squad, and what names a sum before what does not.
    """
    order = list(Certainty)
    found = [
        told
        for told in saga.told
        if told.claim.counts and told.claim.kind in kinds and club in (None, told.claim.club)
    ]
    return max(
        reversed(found),
        key=lambda told: (
            told.claim.subject is Subject.PLAYER,
            order.index(told.claim.certainty),
            told.said_on,
            told.fee is not None,
        ),
        default=None,
    )


def clause(told: Told, player: str) -> Clause:
    """What a telling says, with "reportedly" unless somebody stands up for it."""
    return Clause(hedged(told.claim, player, told.fee), (told,))


def attribution(told: Told, player: str, claim: Claim | None = None) -> Sentence:
    """What a telling says, with who answers for it; ``claim`` in its place, if the same is told of several suitors."""
    return Sentence(sentence(attributed(claim or told.claim, player, fee=told.fee)), (told,))


def texts(sentences: Iterable[Sentence]) -> str:
    """Sentences as running text, each once."""
    return " ".join(dict.fromkeys(one.text for one in sentences))
