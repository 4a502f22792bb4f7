"""The words of an alert: what changed, from what, what stands as before, and how it got here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ladder import ENDS, RUNGS, rung
from bot.model import Alert, Certainty, Claim, Kind, Modality, Stage, Verdict
from bot.wording import attributed, day, fee_phrase, hedged, listed, money, origin, phrase, sentence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.sagas.changes import Change, Weighing
    from bot.sagas.saga import Saga

_PLAYER = frozenset({Kind.WANTS_MOVE, Kind.TRANSFER_REQUEST, Kind.REJECTS_MOVE, Kind.CONTRACT_RENEWAL})
_SELLER = frozenset({Kind.NOT_FOR_SALE, Kind.PRICE_SET, Kind.OPEN_TO_SALE})
_MOST_STEPS = 5
_MOST_CHANGES = 4


def alert_of(player: str, verdict: Verdict, changes: Sequence[Change], weighing: Weighing, why: str) -> Alert:
    """The alert of an article's changes: those that decided the verdict first, by weight."""
    before, after, said_on = weighing.before, weighing.after, weighing.day
    ordered = sorted(changes, key=lambda change: (change.verdict is not verdict, -_weight(change.claim)))
    lead = ordered[0].claim
    return Alert(
        player=player,
        verdict=verdict,
        label=f"{_side(lead)} · {_how_sure(lead)}",
        headline=sentence(_headline(lead, player)),
        clubs=_clubs(after),
        changed="\n".join(_changed(change, player) for change in ordered[:_MOST_CHANGES]),
        unchanged=_unchanged(before, after, changes, player),
        history=_history(before, player, lead, said_on),
        sources=tuple(dict.fromkeys(origin(change.claim) for change in ordered)),
        why=why,
        said_on=said_on,
        urgent=after.stage is Stage.DONE or lead.certainty is Certainty.OFFICIAL,
    )


def _weight(claim: Claim) -> int:
    if claim.kind in ENDS:
        return 20
    if claim.kind in RUNGS and rung(RUNGS[claim.kind]) >= rung(Stage.BID):
        return 10 + rung(RUNGS[claim.kind])
    return {Kind.TRANSFER_REQUEST: 9, Kind.WANTS_MOVE: 8, Kind.PRICE_SET: 5, Kind.NOT_FOR_SALE: 4}.get(
        claim.kind, 2
    )


def _side(claim: Claim) -> str:
    if claim.kind in _PLAYER:
        return "the player's push"
    return "the selling club" if claim.kind in _SELLER else "the deal"


def _how_sure(claim: Claim) -> str:
    if claim.certainty is Certainty.OFFICIAL:
        return "official"
    if claim.certainty is Certainty.ON_RECORD:
        return "on record"
    return f"{claim.source} reports" if claim.source else "reported"


def _headline(claim: Claim, player: str) -> str:
    if claim.certainty is not Certainty.CLAIMED:
        return phrase(claim, player)
    return attributed(claim, player)


def _clubs(saga: Saga) -> str:
    linked = listed([suitor.club for suitor in saga.alive])
    if saga.from_club and linked:
        return f"{saga.from_club} · linked with {linked}"
    return saga.from_club or (f"linked with {linked}" if linked else "")


def _changed(change: Change, player: str) -> str:
    """One line: "Transfer request: considering (Daily Mirror) → handed in (his own statement)"."""
    now = f"{phrase(change.claim, player)} ({origin(change.claim)})"
    if change.fee is not None:
        now += f", {money(change.fee)}"
    if change.before is None:
        return sentence(now).removesuffix(".")
    was = f"{phrase(change.before.claim, player)} ({origin(change.before.claim)})"
    return f"{sentence(was).removesuffix('.')} → {now}"


def _unchanged(before: Saga | None, after: Saga, changes: Sequence[Change], player: str) -> str:
    """The stances that were known and still stand, so that nobody reads more into the news than there is."""
    if before is None or after.is_done:
        return ""
    moved = {change.claim.kind for change in changes}
    standing: dict[Kind, str] = {}
    for told in before.told:
        if told.claim.counts and told.claim.kind in _PLAYER | _SELLER and told.claim.kind not in moved:
            standing[told.claim.kind] = hedged(told.claim, player)
    fees = [fee_phrase(told.fee) for told in before.fees[-1:]]
    return " · ".join(sentence(text).removesuffix(".") for text in (*standing.values(), *fees))


def _history(before: Saga | None, player: str, lead: Claim, said_on: dt.date) -> str:
    """The steps that led here, one a day, the latest few: "10 Jul 2017 … → 7 Aug 2017 …"."""
    steps: dict[str, str] = {}
    for told in before.told if before else ():
        if told.claim.counts or told.claim.modality is Modality.CONSIDERING:
            text = hedged(told.claim, player)
            if text not in steps.values():
                steps.setdefault(day(told.said_on), text)
    if not steps:
        return ""
    shown = [f"{date}: {text}" for date, text in steps.items()][-_MOST_STEPS:]
    return " → ".join((*shown, f"{day(said_on)}: {hedged(lead, player)}"))
