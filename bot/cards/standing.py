"""Where a saga stands, in one sentence: it answers alone, on a phone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cards.sentence import Clause, Sentence, clause, composed, joined, surest
from bot.ladder import AGREEMENTS, RUNGS, rung
from bot.model import Bound, Certainty, ClubStance, Kind, PlayerStance, Stage
from bot.sagas.conflicts import conflicts
from bot.sagas.matters import BIDS
from bot.sagas.saga import End, Out
from bot.speech import mark, marks, say, says
from bot.wording import day, hedged, listed, money, phrase, sentence, surname, together

if TYPE_CHECKING:
    import datetime as dt

    from bot.sagas.saga import Saga, Suitor, Told

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
_OFFERED = rung(Stage.BID)


def standing(saga: Saga) -> Sentence:
    """One sentence: how it ended, else how far the deal has got, else where player and club stand."""
    if saga.end is not None:
        return _ended(saga, saga.end)
    leading = saga.leading
    if leading is None:
        return _off(saga) if saga.suitors else _without_suitor(saga)
    if leading.kinds & AGREEMENTS and rung(leading.stage) >= rung(Stage.FEE_AGREED):
        return _agreed(saga, leading)
    if rung(leading.stage) >= _OFFERED:
        return _offered(saga, leading)
    denied = _contradiction(saga, leading) if leading.reached is Stage.FEE_AGREED else None
    if denied is None:
        return _before_any_offer(saga)
    return joined(say("{denial}, though an agreement was reported", denial=denied.text), denied)


def _no_bid() -> Clause:
    return Clause(say("no bid is reported"), absence="bid")


# --- the end ---


def _ended(saga: Saga, end: End) -> Sentence:
    if end is End.MOVED and saga.leading is not None:
        return _moved(saga, saga.leading)
    if end is End.CLOSED:
        on = saga.ended_on
        text = say("A moderator closed this saga on {day}.", day=day(on)) if on else ""
        return Sentence(text or say("A moderator closed this saga."), absence="closed")
    told = surest(saga, {Kind.CONTRACT_RENEWAL}) or surest(saga, {Kind.COLLAPSED, Kind.WITHDREW})
    if told is None:
        return Sentence(sentence(_stays(saga)), absence="a move")
    why = clause(told, saga.player)
    return joined(say("{fact}: {reason}", fact=_stays(saga), reason=why.text), why)


def _stays(saga: Saga) -> str:
    name = surname(saga.player)
    if saga.from_club:
        return say("{name} stays at {club}", name=name, club=saga.from_club)
    return say("{name} stays", name=name)


_SIGNED = {
    Certainty.CLAIMED: mark("{club} have reportedly signed {name}"),
    Certainty.ON_RECORD: mark("{club} have signed {name}"),
    Certainty.OFFICIAL: mark("{club} have officially signed {name}"),
}


def _moved(saga: Saga, winner: Suitor) -> Sentence:
    told = surest(saga, {Kind.SIGNED}, winner.club)
    name = surname(saga.player)
    if told is None:
        return Sentence(say("{name} has joined {club}.", name=name, club=winner.club))
    text = say(_SIGNED[told.claim.certainty], club=winner.club, name=name)
    if saga.from_club:
        text = say("{signing} from {club}", signing=text, club=saga.from_club)
    if saga.is_loan:
        text = say("{signing} on loan", signing=text)
    paid = _price_paid(saga, winner.club)
    if paid is not None and paid.fee is not None:
        price = money(replace(paid.fee, bound=Bound.EXACT))
        text = say("{signing} for a reported {sum}", signing=text, sum=price)
    rests_on = (told,) if paid is None else tuple(dict.fromkeys((told, paid)))
    return joined(text, Clause(text, rests_on))


def _price_paid(saga: Saga, club: str) -> Told | None:
    """Who told the agreed sum last. It is told as reported: clubs seldom say it themselves."""
    agreed = (
        told
        for told in reversed(saga.told)
        if told.claim.club == club
        and told.claim.counts
        and told.fee is not None
        and told.claim.kind in AGREEMENTS
    )
    return next(agreed, None)


_OUT_KINDS = {
    Out.WITHDREW: Kind.WITHDREW,
    Out.COLLAPSED: Kind.COLLAPSED,
    Out.REFUSED: Kind.REJECTS_MOVE,
    Out.DENIED: Kind.DENIED,
}


def _off(saga: Saga) -> Sentence:
    """The move is off: why, as it was told last, or the plain fact that nobody is left."""
    last = max(saga.suitors, key=lambda suitor: suitor.moved_on)
    kind = _OUT_KINDS.get(last.out) if last.out else None
    told = surest(saga, {kind}, last.club) if kind else surest(saga, {Kind.COLLAPSED, Kind.CONTRACT_RENEWAL})
    if kind is not None and told is not None:
        rests_on = (told, *_of_deal(saga, last))
        text = clause(told, saga.player).text
        return joined(text, Clause(text, rests_on if last.out is Out.COLLAPSED else (told,)))
    clubs = listed([suitor.club for suitor in saga.suitors if suitor.out is last.out])
    if last.out is Out.LAPSED:
        text = say("nothing is under way: the talk of {clubs} was before the window shut", clubs=clubs)
    else:
        text = say("{fact}: the talk of {clubs} came to nothing", fact=_stays(saga), clubs=clubs)
    rests_on = tuple(
        one for suitor in saga.suitors if suitor.out is last.out for one in _of_deal(saga, suitor)
    )
    return joined(text, Clause(text, ((told,) if told else ()) + rests_on))


def _of_deal(saga: Saga, suitor: Suitor) -> tuple[Told, ...]:
    return tuple(told for told in saga.told if suitor.club in (told.claim.club, told.suitor))


def _without_suitor(saga: Saga) -> Sentence:
    parts = [part for part in (_player_part(saga), _club_part(saga)) if part]
    nobody = Clause(say("no suitor is named"), absence="suitor")
    return composed(*parts, nobody)


# --- a deal that has got somewhere ---


def _agreed(saga: Saga, leading: Suitor) -> Sentence:
    """The agreement, and what of terms, medical and the player's word is told beside it."""
    fee = surest(saga, {Kind.FEE_AGREED, Kind.LOAN_AGREED, Kind.RELEASE_CLAUSE}, leading.club)
    parts = [clause(fee, saga.player)] if fee else []
    for kind, words in _BESIDE.items():
        told = surest(saga, {kind}, leading.club) if kind in leading.kinds else None
        if told:
            parts.append(clause(told, saga.player, words if parts else None))
    if not parts:
        return _before_any_offer(saga)
    whole = composed(*parts)
    against = _refusal(saga, leading) or _contradiction(saga, leading)
    if against is None:
        return whole
    return _but(Clause(whole.text.removesuffix("."), whole.rests_on), against)


def _but(one: Clause, other: Clause) -> Sentence:
    return joined(say("{fact}, but {other}", fact=one.text, other=other.text), one, other)


def _refusal(saga: Saga, leading: Suitor) -> Clause | None:
    told = surest(saga, {Kind.REJECTS_MOVE}, leading.club) if leading.is_refused else None
    return clause(told, saga.player) if told else None


def _contradiction(saga: Saga, leading: Suitor) -> Clause | None:
    """Who says that there is no agreement, or denies it, while others report one."""
    doubts = (
        found.other
        for found in conflicts(saga)
        if found.other is not None
        and found.other.claim.kind in AGREEMENTS | {Kind.DENIED}
        and found.other.claim.club in (leading.club, None)
    )
    told = next(doubts, None)
    if told is None:
        return None
    if told.claim.kind is Kind.DENIED:
        return clause(told, saga.player)
    who = told.claim.speaker or told.claim.source or told.claim.actor
    what = phrase(told.claim, saga.player)
    if who == told.claim.actor != saga.player:
        return Clause(say("{club} say that {what}", club=who, what=what), (told,))
    return Clause(say("{name} says that {what}", name=who, what=what), (told,))


# What is told beside an agreement, whose club has been named.
_BESIDE = {
    Kind.PERSONAL_TERMS: mark("{name} has {hedge}agreed terms"),
    Kind.MEDICAL: mark("a medical has {hedge}been arranged"),
}


def _offered(saga: Saga, leading: Suitor) -> Sentence:
    """The last offer and its answer, or the player's terms; then where his club and he stand."""
    is_terms = leading.stage is Stage.PERSONAL_TERMS
    told = _last(saga, {Kind.PERSONAL_TERMS} if is_terms else set(BIDS), leading.club)
    if told is None:
        return _before_any_offer(saga)
    deal = clause(told, saga.player)
    if is_terms:
        return _but(deal, Clause(say("no fee is agreed"), absence="fee"))
    if told.claim.kind is not Kind.BID_REJECTED:
        deal = _open_offer(leading, deal)
    others = [part for part in (_price_part(saga), _player_part(saga)) if part]
    return composed(deal, *others)


def _open_offer(leading: Suitor, deal: Clause) -> Clause:
    """An offer that waits for its answer; one after another was refused says so."""
    waits = _SECOND if Kind.BID_REJECTED in leading.kinds else _OPEN
    return replace(deal, text=say(waits, offer=deal.text), bare=say(waits, offer=deal.bare))


_SECOND = mark("{offer}, after one was turned down")
_OPEN = mark("{offer}, not answered so far")


def _last(saga: Saga, kinds: set[Kind], club: str) -> Told | None:
    found = [
        one for one in saga.told if one.claim.counts and one.claim.kind in kinds and one.claim.club == club
    ]
    newest = [one for one in found if one.said_on == found[-1].said_on]
    answered = [one for one in newest if one.claim.kind is Kind.BID_REJECTED] or newest
    return next((one for one in answered if one.fee is not None), answered[-1]) if found else None


# --- before any offer ---


def _before_any_offer(saga: Saga) -> Sentence:
    """Where player and club stand; else who is after him. No bid is called missing where there were some."""
    player, club = _player_part(saga), _club_part(saga)
    deal = _linked(saga)
    missing = [] if _had_offers(saga) else [_no_bid()]
    if player and club:
        return composed(player, club, *(missing or [deal]))
    if player or club:
        return composed(player or club or deal, deal, *missing)
    return _but(deal, missing[0]) if missing else joined(deal.text, deal)


def _had_offers(saga: Saga) -> bool:
    return any(rung(suitor.reached) >= _OFFERED for suitor in saga.suitors)


def _player_part(saga: Saga) -> Clause | None:
    kind = _PLAYER_KINDS.get(saga.player_stance)
    told = surest(saga, {kind}) if kind else None
    is_old = told is None or (saga.last_on - _last_told(saga, told)).days > _OLD
    return None if told is None or is_old else clause(told, saga.player)


_OLD = 120
"""After so many days a wish is no news to open with, though nobody has taken it back."""


def _last_told(saga: Saga, told: Told) -> dt.date:
    return max(one.said_on for one in saga.told if one.claim.kind is told.claim.kind and one.claim.counts)


def _club_part(saga: Saga) -> Clause | None:
    kind = _CLUB_KINDS.get(saga.club_stance)
    told = surest(saga, {kind}) if kind else None
    return clause(told, saga.player) if told else None


def _price_part(saga: Saga) -> Clause | None:
    return _club_part(saga) if saga.club_stance in (ClubStance.PRICE_SET, ClubStance.NOT_FOR_SALE) else None


_LINKED = marks("{clubs} are linked")


def _linked(saga: Saga) -> Clause:
    """Who is interested, in talks or the like, the suitors of whom the same is told in one."""
    alive = {suitor.club: suitor.stage for suitor in saga.alive}
    latest: dict[str, Told] = {}
    for told in saga.told:
        club = told.claim.club
        if told.claim.counts and club in alive and RUNGS.get(told.claim.kind) is alive[club]:
            latest[club or ""] = told
    if not latest:
        named = tuple(told for told in saga.told if alive.keys() & {told.claim.club, told.suitor})
        return Clause(says(_LINKED, _LINKED, len(alive), clubs=listed(list(alive))), named)
    alike = together(replace(told.claim, source=None) for told in latest.values())
    merged = list(alike)
    bare = listed([phrase(claim, saga.player) for claim in merged])
    return Clause(listed([hedged(claim, saga.player) for claim in merged]), tuple(latest.values()), bare=bare)
