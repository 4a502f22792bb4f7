"""The words of an alert: what changed, from what, what stands as before, and how it got here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ladder import AGREEMENTS, rung
from bot.model import (
    Alert,
    AlertText,
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
from bot.sagas import reasons
from bot.sagas.facts import certainty_of, stage_of, suitors_of, tier_of, voices_of
from bot.sagas.matters import BIDS, weight
from bot.sagas.sums import PRICES
from bot.speech import ENGLISH, by_language, mark, say
from bot.wording import (
    attributed,
    day,
    fee_phrase,
    hedged,
    is_anonymous,
    listed,
    money,
    origin,
    phrase,
    sentence,
    short_day,
    surname,
    together,
    voice,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from bot.model import Claim, Fee
    from bot.sagas.changes import Change, Weighing
    from bot.sagas.saga import Saga, Told

    Step = tuple[dt.date, Claim, Fee | None]

_PLAYER = frozenset({Kind.WANTS_MOVE, Kind.TRANSFER_REQUEST, Kind.REJECTS_MOVE, Kind.CONTRACT_RENEWAL})
_SELLER = frozenset({Kind.NOT_FOR_SALE, Kind.PRICE_SET, Kind.OPEN_TO_SALE, Kind.DENIED})
_MOST_STEPS = 4
_OLD = 120
"""After so many days nobody is told that a stance stands as before."""

_MOST_CHANGES = 4


def alert_of(player: str, verdict: Verdict, changes: Sequence[Change], weighing: Weighing) -> Alert:
    """The alert of an article's changes: those that decided the verdict first, by weight."""
    after, lead, outlet = weighing.after, changes[0], weighing.report.outlet
    steps = tuple(_steps(weighing.before, lead, weighing.day))
    texts = by_language(lambda: _text(player, verdict, changes, weighing, steps))
    english = texts.pop(ENGLISH)
    return Alert(
        player=player,
        verdict=verdict,
        label=english.label,
        headline=english.headline,
        clubs=english.clubs,
        changed=english.changed,
        unchanged=english.unchanged,
        history=english.history,
        sources=english.sources,
        why=english.why,
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
        others=texts,
    )


def _text(
    player: str, verdict: Verdict, changes: Sequence[Change], weighing: Weighing, steps: Sequence[Step]
) -> AlertText:
    """The words of the alert in the current language."""
    before, after, outlet = weighing.before, weighing.after, weighing.report.outlet
    lead = changes[0]
    unchanged = tuple(_unchanged(before, after, changes, player))
    return AlertText(
        label=f"{_side(lead.claim)} · {_how_sure(lead, outlet)}",
        headline=_headline(changes, player, after),
        clubs=_clubs(after),
        changed="\n".join(_changed(change, player, weighing) for change in changes[:_MOST_CHANGES]),
        unchanged=" · ".join(unchanged),
        history=_history(steps, player, weighing.day, unchanged),
        sources=_sources(changes, outlet),
        why=reasons.reason(changes, verdict, before),
    )


def _side(claim: Claim) -> str:
    if claim.kind in _PLAYER:
        return say("the player's push")
    return say("the selling club") if claim.kind in _SELLER else say("the deal")


_SURE = {Certainty.OFFICIAL: mark("official"), Certainty.ON_RECORD: mark("on record")}
_NOW_SURE = {Certainty.OFFICIAL: mark("now official"), Certainty.ON_RECORD: mark("now on record")}


def _how_sure(change: Change, outlet: str | None) -> str:
    claim = change.claim
    if claim.certainty is not Certainty.CLAIMED:
        was_only_reported = change.before is not None and change.before.claim.certainty is Certainty.CLAIMED
        return say((_NOW_SURE if was_only_reported else _SURE)[claim.certainty])
    reporter = claim.source or outlet
    return say("{outlet} reports", outlet=reporter) if reporter else say("reported")


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
    price = money(replace(change.fee, bound=Bound.EXACT)) if change.fee else None
    return say(
        "{club} have {hedge}signed {player}{whence}{loan}{price}",
        club=claim.club or claim.actor,
        hedge=say("reportedly ") if claim.certainty is Certainty.CLAIMED else "",
        player=surname(player),
        whence=say(" from {club}", club=after.from_club) if after.from_club else "",
        loan=say(" on loan") if after.is_loan else "",
        price=say(" for a reported {sum}", sum=price) if price else "",
    )


def _sources(changes: Sequence[Change], outlet: str | None) -> tuple[str, ...]:
    """Who answers for it; that something is only reported is said where nobody is named."""
    claims = [change.claim for change in changes]
    named = [claim for claim in claims if not is_anonymous(claim, outlet)]
    return tuple(dict.fromkeys(voice(claim, outlet) for claim in named or claims))


def _clubs(saga: Saga) -> str:
    """The two clubs, and the other suitors in brackets: "Southampton · linked with Liverpool (and Chelsea)"."""
    leading = saga.leading
    if leading is None:
        return saga.from_club or ""
    others = listed([suitor.club for suitor in saga.alive if suitor is not leading])
    if saga.is_done:
        return f"{saga.from_club} → {leading.club}" if saga.from_club else leading.club
    suitors = say("{club} (and {others})", club=leading.club, others=others) if others else leading.club
    linked = say("linked with {clubs}", clubs=suitors)
    return f"{saga.from_club} · {linked}" if saga.from_club else linked


def _changed(change: Change, player: str, weighing: Weighing) -> str:
    """One line: "Van Dijk is considering a transfer request (Daily Mirror, 10 Jul) → he has handed one in (…)"."""
    said = phrase(change.claim, player, fee=change.fee)
    now = f"{said} ({origin(change.claim, weighing.report.outlet)})"
    if change.before is None:
        return sentence(now).removesuffix(".")
    old = _first_told(change.before, weighing.before)
    told_on = _day(old.said_on, weighing.day)
    was = phrase(old.claim, player, fee=old.fee)
    if was == said and change.verdict is Verdict.NEW:
        return say("{news}, as on {day}", news=sentence(now).removesuffix("."), day=told_on)
    told = f"{was} ({origin(old.claim, old.outlet)}, {told_on})"
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
        yield say("No bid is reported")
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


def _steps(before: Saga | None, lead: Change, on: dt.date) -> Iterator[Step]:
    """The steps that led here, the weightiest of a day, each matter once, the latest few; none of what is the first."""
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
    if days:
        yield from [(said_on, told.claim, told.fee) for said_on, told in days.items()][-_MOST_STEPS:]
        yield on, lead.claim, lead.fee


def _history(steps: Sequence[Step], player: str, today: dt.date, unchanged: Sequence[str]) -> str:
    """The steps in a line; none if all that led here is told already, as what stands unchanged."""
    before = (sentence(hedged(one, player, fee)).removesuffix(".") for _, one, fee in steps[:-1])
    if all(one in unchanged for one in before):
        return ""
    return " → ".join(f"{_day(on, today)} {hedged(one, player, fee)}" for on, one, fee in steps)


def _day(said_on: dt.date, on: dt.date) -> str:
    return short_day(said_on) if said_on.year == on.year else day(said_on)
