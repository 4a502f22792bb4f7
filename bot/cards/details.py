"""The details below an answer's first lines: the deal, the fee, what does not fit, the evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cards.sentence import surest
from bot.cards.sides import OFFERS
from bot.ladder import AGREEMENTS, LADDER, RUNGS, rung
from bot.model import Bound, Certainty, FeeRole, Kind, Stage
from bot.reading.outlets import tier
from bot.sagas.conflicts import Clash, Conflict, conflicts, ended_in_public
from bot.sagas.evidence import evidence
from bot.sagas.saga import Out, Told
from bot.sagas.sums import is_known, is_same_sum
from bot.speech import mark, mark_as, say, say_as, says
from bot.tiers import NO_TIERS
from bot.wording import fee_phrase, listed, money, origin, phrase, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.model import Fee
    from bot.sagas.evidence import Evidence, Origin
    from bot.sagas.saga import Saga, Suitor, ToldFee
    from bot.tiers import Tiers

_MOST_TOLD = 4
_MOST_SUITORS = 8

STAGES = {
    Stage.INTEREST: mark_as("stage", "interest"),
    Stage.ENQUIRY: mark_as("stage", "an enquiry"),
    Stage.TALKS: mark_as("stage", "talks"),
    Stage.BID: mark_as("stage", "an offer is in"),
    Stage.BID_REJECTED: mark_as("stage", "an offer was turned down"),
    Stage.FEE_AGREED: mark_as("stage", "the fee is agreed"),
    Stage.PERSONAL_TERMS: mark_as("stage", "terms are agreed"),
    Stage.MEDICAL: mark_as("stage", "medical"),
    Stage.DONE: mark_as("stage", "done"),
    Stage.OFF: mark_as("stage", "off"),
}
"""How each stage is told beside a suitor's name."""

_REACHED = {
    Stage.BID: mark("got as far as an offer"),
    Stage.BID_REJECTED: mark("got as far as a refused offer"),
    Stage.FEE_AGREED: mark("got as far as an agreed fee"),
    Stage.PERSONAL_TERMS: mark("got as far as agreed terms"),
    Stage.MEDICAL: mark("got as far as the medical"),
    Stage.DONE: mark("got as far as the signing"),
}
"""How it is told how far a suitor got who is out."""

_OUTS = {
    Out.WITHDREW: mark("pulled out"),
    Out.COLLAPSED: mark("collapsed"),
    Out.REFUSED: mark("the player said no"),
    Out.DENIED: mark("denied"),
    Out.STAYS: mark("he stays"),
    Out.BEATEN: mark("lost the race"),
    Out.OVERTAKEN: mark("overtaken by a rival's agreement"),
    Out.LAPSED: mark("not heard of since its window shut"),
}
"""How it is told why a suitor is out."""


# --- the deal ---


def deal_lines(saga: Saga) -> list[str]:
    """A line for each suitor with its ladder, those still in it first; those who are out in one line."""
    by_lead = sorted(saga.alive, key=lambda suitor: suitor is not saga.leading)
    lines = [_deal(saga, suitor) for suitor in by_lead[:_MOST_SUITORS]]
    more = len(saga.alive) - _MOST_SUITORS
    lines += [says("and {count} more suitor", "and {count} more suitors", more)] if more > 0 else []
    behind = [suitor.club for suitor in saga.suitors if suitor.out is Out.OVERTAKEN]
    if behind:
        lines.append(say("Behind since a rival agreed: {clubs}", clubs=listed(behind)))
    gone = [suitor for suitor in saga.suitors if suitor.out not in (None, Out.OVERTAKEN)]
    if gone:
        told = "; ".join(_gone(saga, suitor) for suitor in gone[:_MOST_SUITORS])
        lines.append(say("Out: {clubs}", clubs=told))
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
    text = say(_OUTS[why])
    if told is not None and told.claim.certainty is Certainty.CLAIMED:
        text = say("{what}, as reported", what=text)
    reached = [say(_REACHED[suitor.reached])] if suitor.reached in _REACHED else []
    return f"{suitor.club} ({', '.join([text, *reached])})"


def _deal(saga: Saga, suitor: Suitor) -> str:
    height = rung(suitor.stage) + 1
    ladder = "▰" * height + "▱" * (len(LADDER) - height)
    stage = say_as("stage", STAGES[suitor.stage])
    notes = [say("{what}, as reported", what=stage) if _is_only_reported(saga, suitor) else stage]
    if suitor.is_refused:
        notes.append(say("the player has said no"))
    if ended_in_public(saga, suitor.club):
        notes.append(say("had ended its interest in public"))
    if rung(suitor.stage) < rung(Stage.BID):
        notes.append(say("no bid reported"))
    return f"{ladder}  {suitor.club}: {' · '.join(notes)}"


def _is_only_reported(saga: Saga, suitor: Suitor) -> bool:
    """True for a step from an offer on that nobody stands up for."""
    if rung(suitor.stage) < rung(Stage.BID):
        return False
    kinds = {kind for kind, stage in RUNGS.items() if stage is suitor.stage}
    told = surest(saga, kinds, suitor.club)
    return told is None or told.claim.certainty is Certainty.CLAIMED


# --- the fee ---

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
    offered = any(rung(suitor.reached) >= rung(Stage.BID) or suitor.kinds & OFFERS for suitor in saga.suitors)
    missing = [] if offered or saga.is_done or not texts else [say("no offer reported")]
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
    both = fee_phrase(low, f"{_plain(low)}–{_plain(high)}")
    names = listed(list(dict.fromkeys(told.source for told in group if told.source)))
    return f"{both} ({names})" if names else both


def _plain(fee: Fee) -> str:
    return money(replace(fee, bound=Bound.EXACT))


# --- what does not fit ---


_OTHERS_REPORT_IT = mark("{what} ({who}); others report it")
_OTHERS_SAY_THERE_IS = mark("{what} ({who}); others say there is")


def conflict_lines(saga: Saga) -> list[str]:
    """What does not fit together, each said plainly."""
    return list(dict.fromkeys(_conflict(found, saga) for found in conflicts(saga)))


def _conflict(found: Conflict, saga: Saga) -> str:
    match found:
        case Conflict(Clash.CAME_BACK, _, Told() as back):
            club = back.claim.club
            return say(
                "{club} said in public they were out; now they are linked again ({who}).",
                club=club,
                who=origin(back.claim),
            )
        case Conflict(Clash.DENIED, _, Told() as denial):
            return _against(_OTHERS_REPORT_IT, denial, saga)
        case Conflict(Clash.CONTRADICTED, _, Told() as no):
            return _against(_OTHERS_SAY_THERE_IS, no, saga)
        case _:
            one, other = found.sums
            return say("{sum}, {other}: two sums are told of one offer.", sum=_by(one), other=_by(other))


def _against(text: str, no: Told, saga: Saga) -> str:
    return sentence(say(text, what=phrase(no.claim, saga.player), who=origin(no.claim)))


def _by(told: ToldFee) -> str:
    source = told.source or say("reported")
    return f"{money(told.fee)} ({source})"


# --- the evidence ---


def evidence_line(saga: Saga, tiers: Tiers = NO_TIERS) -> str:
    """How many independent origins there are, by name and tier, who relays them, and who is on record."""
    found = evidence(saga)
    named = [_origin(one, saga, tiers) for one in found.origins[:_MOST_TOLD]]
    more = len(found.origins) - len(named)
    rest = [say("and {count} more", count=more)] if more > 0 else []
    count = (
        says(
            "{count} origin: {names}",
            "{count} origins: {names}",
            len(found.origins),
            names=", ".join([*named, *rest]),
        )
        if named
        else say("no named origin")
    )
    return " · ".join([count, *_support(found)])


def tier_in(saga: Saga, one: Origin, tiers: Tiers) -> int:
    """How far the asker's guild trusts an origin in what is told of a saga."""
    clubs = (saga.from_club, *(suitor.club for suitor in saga.suitors))
    return tiers.of(one.name, clubs, tier(one.name))


def _origin(one: Origin, saga: Saga, tiers: Tiers) -> str:
    trusted = tier_in(saga, one, tiers)
    if not one.relays:
        return say("{name} (tier {tier})", name=one.name, tier=trusted)
    via = listed(one.relays[:2])
    return say("{name} (tier {tier}, via {outlets})", name=one.name, tier=trusted, outlets=via)


def _support(found: Evidence) -> Iterable[str]:
    official = [one.name for one in found.on_record if one.is_official]
    named = [one.name for one in found.on_record if not one.is_official]
    if official:
        yield say("official: {names}", names=", ".join(official))
    if named:
        yield say("on record: {names}", names=", ".join(named))
    if len(found.origins) == 1 and not official:
        yield say("no independent confirmation")
