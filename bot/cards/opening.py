"""The first lines of an answer: how old the news is, where it stands, and what was told last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cards.sentence import Sentence, attribution, texts
from bot.cards.standing import standing
from bot.ladder import ENDS, RUNGS
from bot.model import Kind, Modality
from bot.wording import ago, together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answers.status import SagaStatus
    from bot.model import Claim
    from bot.sagas.saga import Saga, Told

OLD = 14
"""After so many days without news an answer opens with how old the last is."""

_MOST = 3
_WORTH_TELLING = frozenset(RUNGS) | ENDS | {Kind.PRICE_SET, Kind.TRANSFER_REQUEST, Kind.DENIED}


def opening(answer: SagaStatus) -> str:
    """The first lines as text: where it stands, and below it what was told last and by whom."""
    first, *rest = sentences(answer)
    age = (answer.as_of - answer.saga.last_on).days
    old = f"Last news {ago(age)}. " if age > OLD else ""
    return f"{old}{first.text}\n{texts(rest)}".strip()


def sentences(answer: SagaStatus) -> tuple[Sentence, ...]:
    """The sentences of the first lines, each with what it rests on: where it stands first."""
    saga = answer.saga
    first = standing(saga)
    if saga.end is not None:
        return first, *_confirmed_by(saga, first)
    told = [one for one in _newest(saga) if one.text.removesuffix(".") not in first.text]
    return first, *told[:_MOST], *_missing(saga)


def _newest(saga: Saga) -> Iterator[Sentence]:
    """What the articles of the last day told, the surest first; the same of several suitors as one."""
    newest = [told for told in saga.told if told.said_on == saga.last_on and _is_worth_telling(told)]
    alike = together(told.claim for told in newest)
    for claim in alike:
        behind = tuple(told for told in newest if _is_part_of(told.claim, claim))
        text = attribution(replace(behind[0], claim=claim), saga.player).text
        yield Sentence(text, behind)


def _is_part_of(claim: Claim, whole: Claim) -> bool:
    """True if a claim is the one that is told, or one of those that are told as one."""
    return claim is whole or (claim.kind is whole.kind and bool(claim.club) and claim.club in (whole.club or ""))


def _is_worth_telling(told: Told) -> bool:
    claim = told.claim
    return claim.modality is Modality.CONSIDERING or (claim.counts and claim.kind in _WORTH_TELLING)


def _confirmed_by(saga: Saga, first: Sentence) -> Iterator[Sentence]:
    """Who answers for the end of a saga, where the first sentence does not say it."""
    for told in first.rests_on[:1]:
        sentence = attribution(told, saga.player)
        if told.claim.source or told.claim.speaker:
            yield sentence


def _missing(saga: Saga) -> Iterator[Sentence]:
    """Named absences that a reader would otherwise fill in himself."""
    requests = [told for told in saga.told if told.claim.kind is Kind.TRANSFER_REQUEST]
    if requests and all(told.claim.modality is Modality.CONSIDERING for told in requests):
        yield Sentence("No request has been handed in.", tuple(requests), "request")
