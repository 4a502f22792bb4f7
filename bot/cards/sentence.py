"""Sentences of an answer, each with what it rests on: a claim tells it, or it is a named absence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.model import Certainty, Subject
from bot.sagas.evidence import origin_of
from bot.wording import attributed, hedged, phrase, sentence, surname, with_article

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

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
    """A part of a sentence, without capital and full stop, and the tellings that it rests on.

    ``bare`` is the same without its hedge, for a sentence that hedges all it says. ``subject`` is whom it begins with.
    """

    text: str
    rests_on: tuple[Told, ...] = ()
    absence: str | None = None
    bare: str = ""
    subject: str = ""

    @property
    def is_reported(self) -> bool:
        """True if nobody stands up for it."""
        return bool(self.bare) and self.bare != self.text


def joined(template: str, *clauses: Clause) -> Sentence:
    """Clauses put into a sentence at the places marked {} of a template."""
    told = tuple(dict.fromkeys(one for clause in clauses for one in clause.rests_on))
    absences = [clause.absence for clause in clauses if clause.absence]
    text = template.format(*(clause.text for clause in clauses))
    return Sentence(sentence(text), told, " ".join(absences) or None)


def composed(*clauses: Clause) -> Sentence:
    """Clauses as one sentence: subjects are not said twice, and if all is reported that is said once.

    >>> composed(Clause("a is so"), Clause("b is so")).text
    'A is so, and b is so.'
    """
    said = [clause for clause in clauses if clause.absence is None]
    missing = [clause.text for clause in clauses if clause.absence is not None]
    if len(said) > 1 and all(clause.is_reported for clause in said):
        text = f"{_according_to(said)}, {_in_a_row([replace(one, text=one.bare) for one in said])}"
        text = "; ".join((text, *missing))
    else:
        text = _in_a_row([*said, *(Clause(one) for one in missing)])
    whole = joined(" ".join("{}" for _ in clauses), *clauses)
    return replace(whole, text=sentence(text))


def _according_to(clauses: Iterable[Clause]) -> str:
    """By whom it is reported: the one outlet that says all of it, or reports in general."""
    outlets = {origin_of(told) for clause in clauses for told in clause.rests_on}
    only = next(iter(outlets)) if len(outlets) == 1 else None
    return f"according to {with_article(only)}" if only else "according to reports"


def _in_a_row(clauses: Sequence[Clause]) -> str:
    """Clauses as "a, b, and c"; what follows with the same subject goes on without saying it again."""
    runs: list[str] = []
    subject = ""
    for clause in clauses:
        if subject and clause.subject == subject:
            runs[-1] += f" and {clause.text.removeprefix(subject).strip()}"
        else:
            runs.append(clause.text)
        subject = clause.subject
    return ", and ".join(filter(None, (", ".join(runs[:-1]), runs[-1])))


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
            told.fee is not None,
            told.said_on,
        ),
        default=None,
    )


def clause(told: Told, player: str, words: str | None = None) -> Clause:
    """What a telling says, with "reportedly" unless somebody stands up for it.

    ``words`` replaces the usual ones, with "{hedge}" where the hedge goes.
    """
    claim = told.claim
    hedge = "reportedly " if claim.certainty is Certainty.CLAIMED else ""
    text = words.replace("{hedge}", hedge) if words else hedged(claim, player, told.fee)
    bare = words.replace("{hedge}", "") if words else phrase(claim, player, fee=told.fee)
    begins = (surname(player), claim.actor, claim.club or "")
    subject = next((name for name in begins if name and text.startswith(f"{name} ")), "")
    return Clause(text, (told,), bare=bare, subject=subject)


def attribution(told: Told, player: str, claim: Claim | None = None) -> Sentence:
    """What a telling says, with who answers for it; ``claim`` in its place, if the same is told of several suitors."""
    return Sentence(sentence(attributed(claim or told.claim, player, fee=told.fee)), (told,))


def texts(sentences: Iterable[Sentence]) -> str:
    """Sentences as running text, each once."""
    return " ".join(dict.fromkeys(one.text for one in sentences))
