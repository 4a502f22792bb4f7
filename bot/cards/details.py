"""The details below an answer's first lines: the deal, each side, the fee, what does not fit, the evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cards.sentence import surest
from bot.ladder import AGREEMENTS, LADDER, RUNGS, rung
from bot.model import Bound, Certainty, FeeRole, Kind, Modality, Stage, Subject, When
from bot.reading.outlets import tier
from bot.sagas.conflicts import Clash, Conflict, conflicts, ended_in_public
from bot.sagas.evidence import evidence
from bot.sagas.saga import Out, Told
from bot.sagas.sums import is_known, is_same_sum
from bot.wording import counted, day, fee_phrase, listed, money, origin, phrase, sentence, short_day, surname

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from bot.model import Claim, Fee
    from bot.sagas.evidence import Evidence, Origin
    from bot.sagas.saga import Saga, Suitor, ToldFee

_MOST_TOLD = 4
_MOST_SUITORS = 8

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

_REACHED = {
    Stage.BID: "an offer",
    Stage.BID_REJECTED: "a refused offer",
    Stage.FEE_AGREED: "an agreed fee",
    Stage.PERSONAL_TERMS: "agreed terms",
    Stage.MEDICAL: "the medical",
    Stage.DONE: "the signing",
}
"""How it is told how far a suitor got who is out."""

_OUTS = {
    Out.WITHDREW: "pulled out",
    Out.COLLAPSED: "collapsed",
    Out.REFUSED: "the player said no",
    Out.DENIED: "denied",
    Out.STAYS: "he stays",
    Out.BEATEN: "lost the race",
    Out.OVERTAKEN: "overtaken by a rival's agreement",
    Out.LAPSED: "not heard of since its window shut",
}
"""How it is told why a suitor is out."""


# --- the deal ---


def deal_lines(saga: Saga) -> list[str]:
    """A line for each suitor with its ladder, those still in it first; those who are out in one line."""
    by_lead = sorted(saga.alive, key=lambda suitor: suitor is not saga.leading)
    lines = [_deal(saga, suitor) for suitor in by_lead[:_MOST_SUITORS]]
    more = len(saga.alive) - _MOST_SUITORS
    lines += [f"and {counted(more, 'more suitor')}"] if more > 0 else []
    behind = [suitor.club for suitor in saga.suitors if suitor.out is Out.OVERTAKEN]
    if behind:
        lines.append(f"Behind since a rival agreed: {listed(behind)}")
    gone = [suitor for suitor in saga.suitors if suitor.out not in (None, Out.OVERTAKEN)]
    if gone:
        lines.append("Out: " + "; ".join(_gone(saga, suitor) for suitor in gone[:_MOST_SUITORS]))
    return lines


_SAID_TO_BE_OUT = {
    Out.WITHDREW: Kind.WITHDREW,
    Out.COLLAPSED: Kind.COLLAPSED,
    Out.REFUSED: Kind.REJECTS_MOVE,
    Out.DENIED: Kind.DENIED,
}


def _gone(saga: Saga, suitor: Suitor) -> str:
    why = suitor.out or Out.STAYS
    told = surest(saga, {_SAID_TO_BE_OUT[why]}, suitor.club) if why in _SAID_TO_BE_OUT else None
    hedge = ", as reported" if told is not None and told.claim.certainty is Certainty.CLAIMED else ""
    reached = f", got as far as {_REACHED[suitor.reached]}" if suitor.reached in _REACHED else ""
    return f"{suitor.club} ({_OUTS[why]}{hedge}{reached})"


def _deal(saga: Saga, suitor: Suitor) -> str:
    height = rung(suitor.stage) + 1
    ladder = "▰" * height + "▱" * (len(LADDER) - height)
    notes = [f"{STAGES[suitor.stage]}{_as_reported(saga, suitor)}"]
    if suitor.is_refused:
        notes.append("the player has said no")
    if ended_in_public(saga, suitor.club):
        notes.append("had ended its interest in public")
    if rung(suitor.stage) < rung(Stage.BID):
        notes.append("no bid reported")
    return f"{ladder}  {suitor.club}: {' · '.join(notes)}"


def _as_reported(saga: Saga, suitor: Suitor) -> str:
    """A mark at a step that nobody stands up for."""
    if rung(suitor.stage) < rung(Stage.BID):
        return ""
    kinds = {kind for kind, stage in RUNGS.items() if stage is suitor.stage}
    told = surest(saga, kinds, suitor.club)
    return ", as reported" if told is None or told.claim.certainty is Certainty.CLAIMED else ""


# --- each side ---


def player_side(saga: Saga) -> str:
    """What is told of the player himself, newest first."""
    return _told([told for told in saga.told if told.claim.actor == saga.player], saga)


def seller_side(saga: Saga) -> str:
    """What the player's club and those who speak for it said, newest first."""
    clubs = {suitor.club for suitor in saga.suitors}
    own = [told for told in saga.told if told.claim.actor == saga.from_club or told.claim.kind in _SELLERS]
    return _told([told for told in own if told.claim.actor not in clubs], saga)


_SELLERS = frozenset({Kind.NOT_FOR_SALE, Kind.PRICE_SET, Kind.OPEN_TO_SALE, Kind.BID_REJECTED})
"""What the selling club does, also where it is not named."""


def club_side(saga: Saga, club: str) -> str:
    """What a suitor does, newest first."""
    return _told([told for told in saga.told if told.claim.actor == club], saga)


def _told(tolds: Sequence[Told], saga: Saga) -> str:
    """Claims in a row, newest first, each matter once: the surest telling of it, then one with a name behind it."""
    matters: dict[tuple[object, ...], Told] = {}
    happened = {(told.claim.kind, told.claim.club) for told in saga.told if told.claim.counts}
    for told in reversed(tolds):
        claim = told.claim
        if claim.kind is Kind.COMPETITION or _has_come(claim, happened) or _is_left_behind(told, saga):
            continue
        if (
            claim.kind is Kind.OPEN_TO_SALE
            and (Kind.NOT_FOR_SALE, None) in happened
            and claim.modality is Modality.NEGATED
        ):
            continue  # the same said twice
        key = (claim.kind, claim.club, claim.modality, claim.subject)
        known = matters.get(key)
        if known is None or _weight(told) > _weight(known):
            matters[key] = told
    shown = sorted(matters.values(), key=lambda told: told.said_on, reverse=True)
    return " · ".join(dict.fromkeys(_telling(told, saga) for told in shown[:_MOST_TOLD]))


def _has_come(claim: Claim, happened: Collection[tuple[Kind, str | None]]) -> bool:
    """True for what was only thought of, and has come since: an offer, if there was any."""
    kinds = _OFFERS if claim.kind is Kind.BID else {claim.kind}
    return claim.modality in _BEFORE_IT_HAPPENS and any((kind, claim.club) in happened for kind in kinds)


def _is_left_behind(told: Told, saga: Saga) -> bool:
    """True for what an answer or an agreement has overtaken: an offer that was refused, a price once all is agreed."""
    claim = told.claim
    if claim.kind in AGREEMENTS and claim.counts:
        return _is_denied(told, saga)
    if claim.kind in _TERMS_OF_SALE:
        later = AGREEMENTS
    elif claim.kind in (Kind.BID, Kind.IMPROVED_BID):
        later = AGREEMENTS | {Kind.BID_REJECTED}
    else:
        later = AGREEMENTS if RUNGS.get(claim.kind) in _BEFORE_OFFERS else frozenset[Kind]()
    alive = {suitor.club for suitor in saga.alive}
    return any(
        other.claim.kind in later
        and other.claim.counts
        and other.said_on >= told.said_on
        and other.claim.club in alive
        and claim.club in (None, other.claim.club)
        for other in saga.told
    )


def _is_denied(told: Told, saga: Saga) -> bool:
    """True for an agreement of which somebody surer has said since that there is none."""
    order = list(Certainty)
    return any(
        other.claim.kind is told.claim.kind
        and other.claim.club == told.claim.club
        and other.claim.modality is Modality.NEGATED
        and other.said_on >= told.said_on
        and order.index(other.claim.certainty) > order.index(told.claim.certainty)
        for other in saga.told
    )


_TERMS_OF_SALE = frozenset({Kind.NOT_FOR_SALE, Kind.PRICE_SET, Kind.OPEN_TO_SALE})
_BEFORE_OFFERS = (Stage.INTEREST, Stage.ENQUIRY, Stage.TALKS)

_BEFORE_IT_HAPPENS = frozenset({Modality.CONSIDERING, Modality.EXPECTED, Modality.CONDITIONAL})
"""Of what has happened nobody need be told that it was thought of."""


def _weight(told: Told) -> tuple[int, bool]:
    return list(Certainty).index(told.claim.certainty), told.claim.source is not None


_LONGEST_QUOTE = 90
_MARKS = "“”\"‘’'"


def _telling(told: Told, saga: Saga) -> str:
    claim = told.claim
    about = ", about the squad" if claim.subject is Subject.SQUAD else ""
    is_quoted = claim.quote[:1] in _MARKS and bool(claim.quote)
    if (
        claim.certainty is Certainty.ON_RECORD
        and claim.speaker
        and is_quoted
        and len(claim.quote) <= _LONGEST_QUOTE
    ):
        words = claim.quote.strip(_MARKS).rstrip(".")
        return f"“{words}” – {claim.speaker}, on record{about}, {_on(told, saga)}"
    text = phrase(claim, saga.player, fee=told.fee)
    owner = surname(saga.player) if claim.actor == saga.player else claim.actor
    both = f"{owner} and {claim.club} have agreed "
    if text.startswith(both):  # it stands in the row of one of them
        text = f"have agreed {text.removeprefix(both)} with {claim.club}"
    elif not text.startswith(f"{owner} and "):
        text = text.removeprefix(f"{owner} ")
    on = "before " if claim.when is When.PAST else ""
    return f"{text[:1].upper()}{text[1:]} ({origin(claim)}, {on}{_on(told, saga)})"


def _on(told: Told, saga: Saga) -> str:
    """The day of a telling, with its year if it is not that of the latest news."""
    return short_day(told.said_on) if told.said_on.year == saga.last_on.year else day(told.said_on)


# --- the fee ---

_OFFERS = frozenset({Kind.BID, Kind.IMPROVED_BID, Kind.BID_REJECTED})
_ROLES = (FeeRole.AGREED, FeeRole.BID, FeeRole.ASKING, FeeRole.CLAUSE, FeeRole.VALUATION, FeeRole.REPORTED)


def fee_line(saga: Saga) -> str:
    """The sums by what they are for, newest first; where outlets differ, from the lowest to the highest."""
    groups = [one for role in _roles(saga) for one in _latest(saga, role)]
    agreed = [group[0].dated for group in groups if group[0].fee.role is FeeRole.AGREED]
    texts = [
        _ranged(one)
        for one in groups
        if one[0].fee.role is FeeRole.AGREED or not is_known(one[0].dated, agreed)
    ]
    offered = any(
        rung(suitor.reached) >= rung(Stage.BID) or suitor.kinds & _OFFERS for suitor in saga.suitors
    )
    missing = [] if offered or saga.is_done or not texts else ["no offer reported"]
    return " · ".join([*texts[:4], *missing])


def _roles(saga: Saga) -> tuple[FeeRole, ...]:
    """The roles of sums that still say something: once a fee is agreed nobody asks, once he has moved nobody offers."""
    if saga.end is not None:
        return (FeeRole.AGREED, FeeRole.REPORTED)
    is_agreed = any(suitor.kinds & AGREEMENTS for suitor in saga.alive)
    gone = (FeeRole.ASKING, FeeRole.VALUATION, FeeRole.BID) if is_agreed else (FeeRole.AGREED,)
    return tuple(role for role in _ROLES if role not in gone)


def _latest(saga: Saga, role: FeeRole) -> Iterator[list[ToldFee]]:
    """The newest sums of a role, those that are one sum told by several mouths together; of offers the last two."""
    groups: list[list[ToldFee]] = []
    leading = saga.leading
    is_settled = leading is not None and (saga.is_done or role is FeeRole.AGREED)
    winner = leading.club if leading is not None and is_settled else None
    own = [one for one in saga.fees if one.fee.role is role and winner in (None, one.club)]
    for told in reversed(own):
        same = next((group for group in groups if is_same_sum(group[0].dated, told.dated)), None)
        if same is None:
            groups.append([told])
        else:
            same.append(told)
    yield from groups[: 2 if role is FeeRole.BID else 1]


def _ranged(group: Sequence[ToldFee]) -> str:
    alike = [told.fee for told in group if told.fee.currency == group[0].fee.currency]
    low, high = min(alike, key=lambda fee: fee.amount), max(alike, key=lambda fee: fee.amount)
    if low.amount == high.amount:
        return fee_phrase(group[0].fee)
    both = fee_phrase(low).replace(money(low), f"{_plain(low)}–{_plain(high)}")
    names = listed(list(dict.fromkeys(told.source for told in group if told.source)))
    return f"{both} ({names})" if names else both


def _plain(fee: Fee) -> str:
    return money(replace(fee, bound=Bound.EXACT))


# --- what does not fit ---


def conflict_lines(saga: Saga) -> list[str]:
    """What does not fit together, each said plainly."""
    return list(dict.fromkeys(_conflict(found, saga) for found in conflicts(saga)))


def _conflict(found: Conflict, saga: Saga) -> str:
    match found:
        case Conflict(Clash.CAME_BACK, _, Told() as back):
            club = back.claim.club
            return f"{club} said in public they were out; now they are linked again ({origin(back.claim)})."
        case Conflict(Clash.DENIED, _, Told() as denial):
            return sentence(f"{phrase(denial.claim, saga.player)} ({origin(denial.claim)}); others report it")
        case Conflict(Clash.CONTRADICTED, _, Told() as no):
            return sentence(f"{phrase(no.claim, saga.player)} ({origin(no.claim)}); others say there is")
        case _:
            one, other = found.sums
            return f"{_by(one)}, {_by(other)}: two sums are told of one offer."


def _by(told: ToldFee) -> str:
    return f"{money(told.fee)} ({told.source or 'reported'})"


# --- the evidence ---


def evidence_line(saga: Saga) -> str:
    """How many independent origins there are, by name and tier, who relays them, and who is on record."""
    found = evidence(saga)
    named = [_origin(one) for one in found.origins[:_MOST_TOLD]]
    more = len(found.origins) - len(named)
    rest = [f"and {more} more"] if more > 0 else []
    count = (
        f"{counted(len(found.origins), 'origin')}: {', '.join([*named, *rest])}"
        if named
        else "no named origin"
    )
    return " · ".join([count, *_support(found)])


def _origin(one: Origin) -> str:
    via = f", via {listed(one.relays[:2])}" if one.relays else ""
    return f"{one.name} (tier {tier(one.name)}{via})"


def _support(found: Evidence) -> Iterable[str]:
    official = [one.name for one in found.on_record if one.is_official]
    named = [one.name for one in found.on_record if not one.is_official]
    if official:
        yield f"official: {', '.join(official)}"
    if named:
        yield f"on record: {', '.join(named)}"
    if len(found.origins) == 1 and not official:
        yield "no independent confirmation"
