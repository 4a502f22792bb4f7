"""The first lines of an answer: they answer alone, on a phone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ladder import ENDS, RUNGS, rung
from bot.model import Certainty, Claim, ClubStance, Kind, Modality, PlayerStance, Stage, Subject
from bot.wording import ago, attributed, hedged, listed, sentence, together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers import SagaStatus
    from bot.sagas.saga import Saga, Suitor

_OLD = 14
"""After so many days without news an answer opens with how old the last is."""

STAGES = {
    Stage.INTEREST: "interest",
    Stage.ENQUIRY: "an enquiry",
    Stage.TALKS: "talks",
    Stage.BID: "an offer is in",
    Stage.BID_REJECTED: "an offer was turned down",
    Stage.FEE_AGREED: "the fee is agreed",
    Stage.PERSONAL_TERMS: "terms are agreed",
    Stage.MEDICAL: "medical",
    Stage.DONE: "done",
    Stage.OFF: "off",
}
"""How each stage is told beside a suitor's name."""


def lead(answer: SagaStatus) -> str:
    """The answer in its first sentences: where it stands, then what was told last and by whom."""
    saga = answer.saga
    age = (answer.as_of - saga.last_on).days
    old = f"Last news {ago(age)}. " if age > _OLD else ""
    return f"{old}{sentence(standing(saga))}\n{_latest(saga)}".strip()


def standing(saga: Saga) -> str:
    """One sentence: the deal if it has got somewhere, else the player, his club and what there is not."""
    parts = [part for part in (_player_part(saga), _club_part(saga), _deal_part(saga)) if part]
    return listed(parts) if len(parts) < 3 else f"{parts[0]}, {parts[1]}, and {parts[2]}"  # noqa: PLR2004


def _surest(saga: Saga, kinds: Iterable[Kind]) -> Claim | None:
    """The claim of these kinds that counts and is said most surely, the last of equals.

    What is said of the player himself goes before what is said of the squad.
    """
    wanted = set(kinds)
    claims = [told.claim for told in saga.told if told.claim.counts and told.claim.kind in wanted]
    order = list(Certainty)
    return max(
        reversed(claims),
        key=lambda claim: (claim.subject is Subject.PLAYER, order.index(claim.certainty)),
        default=None,
    )


def _clause(saga: Saga, kind: Kind) -> str:
    """What is said most surely of a kind, with "reportedly" unless it is on record."""
    claim = _surest(saga, {kind})
    return hedged(claim, saga.player) if claim else ""


_PLAYER_KINDS = {
    PlayerStance.REQUESTED_TRANSFER: Kind.TRANSFER_REQUEST,
    PlayerStance.WANTS_MOVE: Kind.WANTS_MOVE,
    PlayerStance.WANTS_TO_STAY: Kind.CONTRACT_RENEWAL,
}
_CLUB_KINDS = {
    ClubStance.NOT_FOR_SALE: Kind.NOT_FOR_SALE,
    ClubStance.PRICE_SET: Kind.PRICE_SET,
    ClubStance.OPEN_TO_SALE: Kind.OPEN_TO_SALE,
}


def _player_part(saga: Saga) -> str:
    kind = _PLAYER_KINDS.get(saga.player_stance)
    return _clause(saga, kind) if kind and not saga.is_done else ""


def _club_part(saga: Saga) -> str:
    kind = _CLUB_KINDS.get(saga.club_stance)
    return _clause(saga, kind) if kind and not saga.is_done else ""


def _deal_part(saga: Saga) -> str:
    """How far it has got with whom, or that it is off, or that no bid is reported."""
    if saga.leading is None:
        return _ended(saga)
    if rung(saga.leading.stage) >= rung(Stage.BID):
        return _reached(saga, saga.leading)
    if any(
        RUNGS.get(kind) and rung(RUNGS[kind]) >= rung(Stage.BID) for one in saga.suitors for kind in one.kinds
    ):
        return _linked(saga)  # there were bids, which is told in the details
    if saga.player_stance is not PlayerStance.UNKNOWN or saga.club_stance is not ClubStance.UNKNOWN:
        return _NO_BID
    return f"{_linked(saga)}, but {_NO_BID}"


_NO_BID = "no bid is reported"


def _ended(saga: Saga) -> str:
    clubs = listed([suitor.club for suitor in saga.suitors])
    end = _surest(saga, ENDS)
    reportedly = "reportedly " if end is not None and end.certainty is Certainty.CLAIMED else ""
    return f"the move to {clubs} is {reportedly}off" if clubs else "no suitor is named"


def _reached(saga: Saga, leading: Suitor) -> str:
    kinds = {kind for kind, stage in RUNGS.items() if stage is leading.stage}
    claims = [
        told.claim for told in saga.told if told.claim.club == leading.club and told.claim.kind in kinds
    ]
    counting = [claim for claim in claims if claim.counts]
    return attributed(counting[-1], saga.player) if counting else f"{leading.club}: {STAGES[leading.stage]}"


def _linked(saga: Saga) -> str:
    """Who is interested, in talks or the like, the suitors of whom the same is told in one."""
    alive = {suitor.club: suitor.stage for suitor in saga.alive}
    claims = [
        told.claim
        for told in saga.told
        if told.claim.counts
        and told.claim.club in alive
        and RUNGS.get(told.claim.kind) is alive[told.claim.club]
    ]
    latest = {claim.club: replace(claim, source=None) for claim in claims}
    texts = [hedged(claim, saga.player) for claim in together(latest.values())]
    return listed(texts) or f"{listed(list(alive))} are linked"


def _latest(saga: Saga) -> str:
    """What the newest article told that the first sentence does not say, and what it did not tell."""
    newest = [told.claim for told in saga.told if told.said_on == saga.last_on]
    worth = [
        claim
        for claim in newest
        if claim.modality is Modality.CONSIDERING or (claim.counts and claim.kind in _WORTH_TELLING)
    ]
    said = standing(saga)
    texts = [text for claim in together(worth) if (text := attributed(claim, saga.player)) not in said]
    if _request_is_only_considered(saga):
        texts.append("no request has been handed in")
    return " ".join(sentence(text) for text in dict.fromkeys(texts[:3]))


_WORTH_TELLING = frozenset(RUNGS) | ENDS | {Kind.PRICE_SET, Kind.TRANSFER_REQUEST}


def _request_is_only_considered(saga: Saga) -> bool:
    requests = [told.claim for told in saga.told if told.claim.kind is Kind.TRANSFER_REQUEST]
    return bool(requests) and all(claim.modality is Modality.CONSIDERING for claim in requests)
