"""Sentences of an answer, each with what it rests on: a claim tells it, or it is a named absence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.model import Certainty, Subject
from bot.sagas.evidence import origin_of
from bot.speech import say
from bot.wording import (
    attributed,
    begins_with,
    hedged,
    phrase,
    reportedly,
    sentence,
    strung,
    surname,
    with_article,
    without_subject,
)

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


def joined(text: str, *clauses: Clause) -> Sentence:
    """A text made of clauses as a sentence that rests on what they rest on."""
    told = tuple(dict.fromkeys(one for clause in clauses for one in clause.rests_on))
    absences = [clause.absence for clause in clauses if clause.absence]
    return Sentence(sentence(text), told, " ".join(absences) or None)


def composed(*clauses: Clause) -> Sentence:
    """Clauses as one sentence: subjects are not said twice, and if all is reported that is said once.

    >>> composed(Clause("a is so"), Clause("b is so")).text
    'A is so, and b is so.'
    """
    said = [clause for clause in clauses if clause.absence is None]
    missing = [clause.text for clause in clauses if clause.absence is not None]
    if len(said) > 1 and all(clause.is_reported for clause in said):
        text = _according_to(said, _in_a_row([replace(one, text=one.bare) for one in said]))
        return joined("; ".join((text, *missing)), *clauses)
    return joined(_in_a_row([*said, *(Clause(one) for one in missing)]), *clauses)


def _according_to(clauses: Iterable[Clause], text: str) -> str:
    """The text with who reports it: the one outlet that says all of it, or reports in general."""
    outlets = {origin_of(told) for clause in clauses for told in clause.rests_on}
    only = next(iter(outlets)) if len(outlets) == 1 else None
    if only:
        return say("according to {outlet}, {text}", outlet=with_article(only), text=text)
    return say("according to reports, {text}", text=text)


def _in_a_row(clauses: Sequence[Clause]) -> str:
    """Clauses as "a, b, and c"; what follows with the same subject goes on without saying it again."""
    runs: list[str] = []
    subject = ""
    for clause in clauses:
        if subject and clause.subject == subject:
            rest = without_subject(clause.text, subject)
            runs[-1] = say("{clause} and{rest}", clause=runs[-1], rest=rest)
        else:
            runs.append(clause.text)
        subject = clause.subject
    return strung(runs)


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

    ``words`` are said instead of the usual ones; their slots are the player's ``{name}`` and ``{hedge}``.
    """
    claim, name = told.claim, surname(player)
    if words:
        text = say(words, name=name, hedge=reportedly(claim))
        bare = say(words, name=name, hedge="")
    else:
        text = hedged(claim, player, told.fee)
        bare = phrase(claim, player, fee=told.fee)
    begins = (name, claim.actor, claim.club or "")
    subject = next((one for one in begins if one and begins_with(text, one)), "")
    return Clause(text, (told,), bare=bare, subject=subject)


def attribution(told: Told, player: str, claim: Claim | None = None) -> Sentence:
    """What a telling says, with who answers for it; ``claim`` in its place, if the same is told of several suitors."""
    return Sentence(sentence(attributed(claim or told.claim, player, fee=told.fee)), (told,))


def texts(sentences: Iterable[Sentence]) -> str:
    """Sentences as running text, each once."""
    return " ".join(dict.fromkeys(one.text for one in sentences))
