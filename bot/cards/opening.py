"""The first lines of an answer: how old the news is, where it stands, and what was told last and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.sentence import Sentence, attribution, texts
from bot.cards.standing import standing
from bot.ladder import AGREEMENTS, ENDS, RUNGS, rung
from bot.model import Certainty, Kind, Modality
from bot.sagas.evidence import origin_of
from bot.sagas.life import Lull, life
from bot.speech import say
from bot.wording import ago, day, noun, phrase, sentence, surname, together, with_article

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from bot.answers.status import SagaStatus
    from bot.model import Claim
    from bot.sagas.history import Step
    from bot.sagas.saga import Saga, Told

OLD = 14
"""After so many days without news an answer opens with how old the last is."""

_ONE_WINDOW = 180
"""So many days back everybody knows that a window has shut since."""

_MOST = 3
_WORTH_TELLING = (
    frozenset(RUNGS) | ENDS | {Kind.PRICE_SET, Kind.TRANSFER_REQUEST, Kind.DENIED, Kind.OPEN_TO_SALE}
)


def opening(answer: SagaStatus) -> str:
    """The first lines as text: where it stands, and below it what was told last and by whom."""
    first, *rest = sentences(answer)
    lead = " ".join(filter(None, (_age(answer), first.text)))
    return f"{lead}\n{texts(rest)}".strip()


def _age(answer: SagaStatus) -> str:
    """How old the last news is, if it is old; and that the window it was about has shut, if nothing came of it."""
    now = life(answer.saga, answer.as_of)
    if now.lull is Lull.WINDOW_SHUT and now.quiet <= _ONE_WINDOW:
        return say("Last news {age}; the window has shut since.", age=ago(now.quiet))
    return say("Last news {age}.", age=ago(now.quiet)) if now.quiet > OLD else ""


def sentences(answer: SagaStatus) -> tuple[Sentence, ...]:
    """The sentences of the first lines, each with what it rests on: where it stands first."""
    saga = answer.saga
    first = standing(saga)
    last = answer.chapter.steps[-1] if answer.chapter.steps else None
    if last is None:
        return (first,)
    told = _of_step(saga, last)
    fresh = [one for one in told if one.claim in {change.claim for change in last.changes}]
    rest = [*_provenance(fresh, first, last.said_on, saga)]
    if saga.end is None:
        rest += [*_further(fresh, saga), *_further(told, saga)]
    return first, *_beyond(first, rest)[:_MOST], *_missing(saga)


def _beyond(first: Sentence, rest: Sequence[Sentence]) -> list[Sentence]:
    """Of some sentences those that say more than the first one does, each matter once."""
    said = {first.text}
    found: list[Sentence] = []
    for one in rest:
        if not any(one.text.removesuffix(".") in text for text in said) and not _is_said(
            one, (first, *found)
        ):
            found.append(one)
            said.add(one.text)
    return found


def _is_said(one: Sentence, before: Sequence[Sentence]) -> bool:
    """True if what a sentence rests on has been told already, whoever told it."""
    matters = {(told.claim.kind, told.claim.club) for other in before for told in other.rests_on}
    return (
        one.absence is None
        and all((t.claim.kind, t.claim.club) in matters for t in one.rests_on)
        and not one.is_provenance
    )


def _of_step(saga: Saga, step: Step) -> list[Told]:
    """What the last article that moved the saga told, its changes first."""
    rows = {kept.id for kept in step.report.rows}
    changed = [change.claim for change in step.changes]
    told = [one for one in saga.told if one.rumour_id in rows]
    return sorted(told, key=lambda one: one.claim not in changed)


def _further(told: Sequence[Told], saga: Saga) -> Iterator[Sentence]:
    """What is told beyond the first sentence, with who answers for it; the same of several suitors as one."""
    worth = [one for one in told if _is_worth_telling(one.claim) and not _is_passed(one.claim, saga)]
    for claim in together(one.claim for one in worth):
        behind = tuple(one for one in worth if _is_part_of(one.claim, claim))
        text = attribution(behind[0], saga.player, claim).text
        yield Sentence(text, behind)


def _is_passed(claim: Claim, saga: Saga) -> bool:
    """True for a step that its suitor has left behind."""
    suitor = saga.suitor(claim.club)
    return suitor is not None and claim.kind in RUNGS and rung(RUNGS[claim.kind]) < rung(suitor.stage)


def _is_part_of(claim: Claim, whole: Claim) -> bool:
    """True if a claim is the one that is told, or one of those that are told as one."""
    return claim is whole or (
        claim.kind is whole.kind and bool(claim.club) and claim.club in (whole.club or "")
    )


def _is_worth_telling(claim: Claim) -> bool:
    return claim.modality is Modality.CONSIDERING or (claim.counts and claim.kind in _WORTH_TELLING)


def _provenance(told: Sequence[Told], first: Sentence, on: dt.date, saga: Saga) -> Iterator[Sentence]:
    """Where the first sentence has its news from, if it says all that was told last."""
    order = list(Certainty)
    lead = max(
        (one for one in told if one in first.rests_on),
        key=lambda one: (order.index(one.claim.certainty), origin_of(one) is not None),
        default=None,
    )
    if lead is None:
        return
    yield Sentence(sentence(_mouth(lead, saga.player, day(on))), (lead,), is_provenance=True)


def _mouth(told: Told, player: str, on: str) -> str:
    """Who told it, how, and when: "Sky Sports reported the offer on 3 Jan 2024"."""
    claim = told.claim
    it = noun(claim.kind)
    who = claim.speaker or claim.actor
    name = surname(player) if who == player else who
    if claim.certainty is Certainty.OFFICIAL:
        is_joint = claim.kind in AGREEMENTS and not claim.speaker  # which of the clubs said it, nobody tells
        if is_joint:
            return say("{it} was announced on {day}", it=it, day=on)
        return say("{name} announced {it} on {day}", name=name, it=it, day=on)
    if claim.certainty is Certainty.ON_RECORD:
        if name in (surname(player), claim.actor):
            return say("{name} said so on {day}", name=name, day=on)
        what = phrase(claim, player, fee=told.fee)
        return say("{name} said on {day} that {what}", name=name, day=on, what=what)
    outlet = origin_of(told)
    if outlet:
        return say("{outlet} reported {it} on {day}", outlet=with_article(outlet), it=it, day=on)
    return say("{it} was reported on {day}; no outlet is named", it=it, day=on)


def _missing(saga: Saga) -> Iterator[Sentence]:
    """Named absences that a reader would otherwise fill in himself."""
    requests = [told for told in saga.told if told.claim.kind is Kind.TRANSFER_REQUEST]
    spoken_of = tuple(told for told in requests if told.claim.modality in _NOT_YET)
    if saga.end is None and spoken_of and not any(told.claim.counts for told in requests):
        yield Sentence(say("No request has been handed in."), spoken_of, "request")


_NOT_YET = (Modality.CONSIDERING, Modality.NEGATED)
