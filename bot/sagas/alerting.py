"""The words of an alert: what changed, from what, what stands as before, and how it got here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ladder import AGREEMENTS, rung
from bot.model import (
    Alert,
    Bound,
    Certainty,
    ClubStance,
    FeeRole,
    Kind,
    Modality,
    PlayerStance,
    Stage,
    Verdict,
)
from bot.sagas.facts import certainty_of, stage_of, suitors_of, tier_of, voices_of
from bot.sagas.matters import BIDS, weight
from bot.sagas.sums import PRICES
from bot.wording import (
    attributed,
    fee_phrase,
    hedged,
    listed,
    money,
    origin,
    phrase,
    sentence,
    short_day,
    surname,
    together,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from bot.model import Claim
    from bot.sagas.changes import Change, Weighing
    from bot.sagas.saga import Saga, Told

_PLAYER = frozenset({Kind.WANTS_MOVE, Kind.TRANSFER_REQUEST, Kind.REJECTS_MOVE, Kind.CONTRACT_RENEWAL})
_SELLER = frozenset({Kind.NOT_FOR_SALE, Kind.PRICE_SET, Kind.OPEN_TO_SALE, Kind.DENIED})
_ANNOUNCED = "official announcement"
_MOST_STEPS = 4
_OLD = 120
"""After so many days nobody is told that a stance stands as before."""

_MOST_CHANGES = 4


def alert_of(player: str, verdict: Verdict, changes: Sequence[Change], weighing: Weighing, why: str) -> Alert:
    """The alert of an article's changes: those that decided the verdict first, by weight."""
    before, after, outlet = weighing.before, weighing.after, weighing.report.outlet
    lead = changes[0]
    return Alert(
        player=player,
        verdict=verdict,
        label=f"{_side(lead.claim)} · {_how_sure(lead, outlet)}",
        headline=_headline(changes, player, after),
        clubs=_clubs(after),
        changed="\n".join(_changed(change, player, weighing) for change in changes[:_MOST_CHANGES]),
        unchanged=" · ".join(_unchanged(before, after, changes, player)),
        history=_history(before, player, lead, weighing.day),
        sources=_sources(changes, outlet),
        why=why,
        said_on=weighing.day,
        urgent=after.stage is Stage.DONE or lead.claim.certainty is Certainty.OFFICIAL,
        kinds=tuple(dict.fromkeys(change.claim.kind for change in changes)),
        stage=stage_of(changes, weighing),
        certainty=certainty_of(changes),
        tier=tier_of(changes, outlet),
        stands=after.stage,
        from_club=after.from_club,
        suitors=suitors_of(after),
        voices=voices_of(changes, outlet),
    )


def _side(claim: Claim) -> str:
    if claim.kind in _PLAYER:
        return "the player's push"
    return "the selling club" if claim.kind in _SELLER else "the deal"


def _how_sure(change: Change, outlet: str | None) -> str:
    claim = change.claim
    was_only_reported = change.before is not None and change.before.claim.certainty is Certainty.CLAIMED
    now = "now " if was_only_reported else ""
    if claim.certainty is Certainty.OFFICIAL:
        return f"{now}official"
    if claim.certainty is Certainty.ON_RECORD:
        return f"{now}on record"
    voice = claim.source or outlet
    return f"{voice} reports" if voice else "reported"


def _headline(changes: Sequence[Change], player: str, after: Saga) -> str:
    """The weightiest change in a sentence that names the player; the same of several suitors is told as one."""
    lead = changes[0]
    alike = [change.claim for change in changes if change.verdict is lead.verdict]
    claim = next(one for one in together(alike) if one.kind is lead.claim.kind)
    if claim.kind is Kind.SIGNED:
        text = _signing(lead, player, after)
    elif claim.certainty is Certainty.CLAIMED or claim.modality is Modality.NEGATED:
        text = attributed(claim, player, fee=lead.fee)
    else:
        text = phrase(claim, player, fee=lead.fee)
    named = text if surname(player) in text else f"{surname(player)}: {text}"
    return sentence(named)


def _signing(change: Change, player: str, after: Saga) -> str:
    """A signing with whence, whether on loan, and for how much, as far as that is told."""
    claim = change.claim
    hedge = "reportedly " if claim.certainty is Certainty.CLAIMED else ""
    came_from = f" from {after.from_club}" if after.from_club else ""
    loan = " on loan" if after.is_loan else ""
    price = f" for a reported {money(replace(change.fee, bound=Bound.EXACT))}" if change.fee else ""
    return f"{claim.club or claim.actor} have {hedge}signed {surname(player)}{came_from}{loan}{price}"


def _sources(changes: Sequence[Change], outlet: str | None) -> tuple[str, ...]:
    """Who answers for it; that something is only reported is said where nobody is named."""
    found = dict.fromkeys(
        _ANNOUNCED if change.claim.certainty is Certainty.OFFICIAL else origin(change.claim, outlet)
        for change in changes
    )
    named = tuple(name for name in found if name != "reported")
    return named or tuple(found)


def _clubs(saga: Saga) -> str:
    """The two clubs, and the other suitors in brackets: "Southampton · linked with Liverpool (and Chelsea)"."""
    leading = saga.leading
    if leading is None:
        return saga.from_club or ""
    others = listed([suitor.club for suitor in saga.alive if suitor is not leading])
    also = f" (and {others})" if others else ""
    linked = f"{leading.club}{also}"
    if saga.is_done:
        return f"{saga.from_club} → {leading.club}" if saga.from_club else leading.club
    return f"{saga.from_club} · linked with {linked}" if saga.from_club else f"linked with {linked}"


def _changed(change: Change, player: str, weighing: Weighing) -> str:
    """One line: "Van Dijk is considering a transfer request (Daily Mirror, 10 Jul) → he has handed one in (…)"."""
    on, voice = weighing.day, origin(change.claim, weighing.report.outlet)
    now = f"{phrase(change.claim, player, fee=change.fee)} ({voice})"
    if change.before is None:
        return sentence(now).removesuffix(".")
    old = _first_told(change.before, weighing.before)
    year = "" if old.said_on.year == on.year else f" {old.said_on.year}"
    was = phrase(old.claim, player, fee=old.fee)
    if was == phrase(change.claim, player, fee=change.fee) and change.verdict is Verdict.NEW:
        return f"{sentence(now).removesuffix('.')}, as on {short_day(old.said_on)}{year}"
    told = f"{was} ({origin(old.claim, old.outlet)}, {short_day(old.said_on)}{year})"
    return f"{sentence(told).removesuffix('.')} → {now}"


def _first_told(told: Told, before: Saga | None) -> Told:
    """An offer is told of on the day, and by the words, of whoever had it first."""
    if told.claim.kind not in BIDS or before is None:
        return told
    same = (
        one
        for one in before.told
        if (one.claim.kind, one.claim.club, one.fee) == (told.claim.kind, told.claim.club, told.fee)
        and one.claim.counts
        and one.claim.certainty is told.claim.certainty
    )
    return next(same, told)


def _unchanged(before: Saga | None, after: Saga, changes: Sequence[Change], player: str) -> Iterator[str]:
    """What was known and still stands, so that nobody reads more into the news than there is."""
    if before is None or after.end is not None:
        return
    moved = {change.claim.kind for change in changes}
    for kind in _standing(after):
        told = _last(before, kind)
        if kind not in moved and told is not None and (after.last_on - told.said_on).days <= _OLD:
            yield sentence(hedged(told.claim, player, told.fee)).removesuffix(".")
    if after.leading is not None and rung(after.leading.stage) < rung(Stage.BID):
        yield "No bid is reported"
    if not any(change.verdict is Verdict.REVERSED for change in changes):
        yield from (sentence(text).removesuffix(".") for text in _sum_that_stands(before, after, changes))


def _sum_that_stands(before: Saga, after: Saga, changes: Sequence[Change]) -> Iterator[str]:
    """The last sum that was told of the leading suitor, or of none: not a price told above, nor one left behind.

    An offer is left behind by the next one of that club, and a price by an agreement.
    """
    told = [told for told in before.fees if told.club in (_club(after), None)]
    prices = {standing.fee for kind in _standing(after) if (standing := _last(before, kind)) is not None}
    news = {change.fee for change in changes}
    overtaken = _overtaken(changes)
    for last in told[-1:]:
        is_overtaken = last.fee.role is FeeRole.BID and (last.club in overtaken or None in overtaken)
        is_settled = last.fee.role in PRICES and after.club_stance is ClubStance.SOLD
        if last.fee not in prices | news and not is_overtaken and not is_settled:
            yield fee_phrase(last.fee)


def _overtaken(changes: Sequence[Change]) -> set[str | None]:
    """The clubs whose earlier offers stand no more: they have made another, or it is agreed."""
    return {change.claim.club for change in changes if change.claim.kind in BIDS | AGREEMENTS}


def _club(saga: Saga) -> str | None:
    return saga.leading.club if saga.leading else None


def _standing(saga: Saga) -> Iterator[Kind]:
    """The kinds in which player and club now stand where they do."""
    players = {
        PlayerStance.REQUESTED_TRANSFER: Kind.TRANSFER_REQUEST,
        PlayerStance.WANTS_MOVE: Kind.WANTS_MOVE,
    }
    clubs = {
        ClubStance.NOT_FOR_SALE: Kind.NOT_FOR_SALE,
        ClubStance.PRICE_SET: Kind.PRICE_SET,
        ClubStance.OPEN_TO_SALE: Kind.OPEN_TO_SALE,
    }
    if saga.player_stance in players:
        yield players[saga.player_stance]
    if saga.club_stance in clubs:
        yield clubs[saga.club_stance]


def _last(saga: Saga, kind: Kind) -> Told | None:
    return next((told for told in reversed(saga.told) if told.claim.counts and told.claim.kind is kind), None)


def _history(before: Saga | None, player: str, lead: Change, on: dt.date) -> str:
    """The steps that led here, the weightiest of a day, each matter once, the latest few: "10 Jul … → 7 Aug …"."""
    days: dict[dt.date, Told] = {}
    known: set[tuple[object, ...]] = set()
    for told in before.told if before else ():
        claim = told.claim
        if not (claim.counts or claim.modality is Modality.CONSIDERING):
            continue
        step = (claim.kind, claim.club, claim.modality)
        if (*step, told.fee) in known or (told.fee is None and step in known):
            continue  # told again, maybe without its sum
        known |= {step, (*step, told.fee)}
        is_retold_offer = claim.kind in BIDS and told.fee is None
        if told.said_on not in days or (
            not is_retold_offer and weight(claim) > weight(days[told.said_on].claim)
        ):
            days[told.said_on] = told
    if not days:
        return ""
    shown = [(day, hedged(told.claim, player, told.fee)) for day, told in days.items()][-_MOST_STEPS:]
    steps = [f"{_day(day, on)} {text}" for day, text in (*shown, (on, hedged(lead.claim, player, lead.fee)))]
    return " → ".join(steps)


def _day(day: dt.date, on: dt.date) -> str:
    return short_day(day) if day.year == on.year else f"{short_day(day)} {day.year}"
