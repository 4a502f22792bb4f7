"""From the rumours that somebody may see to sagas: pure, in the order of saying, not of coming in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ladder import ENDS, RUNGS, furthest, rung
from bot.model import ClubStance, Kind, PlayerStance, Stage
from bot.sagas.saga import Saga, Suitor, Told, ToldFee

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from bot.model import KeptRumour

_CLUB_STANCES = {
    Kind.NOT_FOR_SALE: ClubStance.NOT_FOR_SALE,
    Kind.PRICE_SET: ClubStance.PRICE_SET,
    Kind.OPEN_TO_SALE: ClubStance.OPEN_TO_SALE,
    Kind.FEE_AGREED: ClubStance.SOLD,
    Kind.SIGNED: ClubStance.SOLD,
}


def sagas(player: str, rumours: Sequence[KeptRumour]) -> tuple[Saga, ...]:
    """The sagas of a player, oldest first: a move away from the club that he moved to is another saga."""
    groups: list[list[KeptRumour]] = []
    for rumour in sorted(rumours, key=lambda kept: (kept.said_on, kept.id)):
        if not groups or _is_another(groups[-1], rumour):
            groups.append([])
        groups[-1].append(rumour)
    return tuple(_fold(player, group) for group in groups)


def current(player: str, rumours: Sequence[KeptRumour]) -> Saga | None:
    """The latest saga of a player."""
    found = sagas(player, rumours)
    return found[-1] if found else None


def _is_another(group: Sequence[KeptRumour], rumour: KeptRumour) -> bool:
    """True if a rumour speaks of a move away from the club that he had moved to before."""
    joined = {
        kept.rumour.to_club
        for kept in group
        if kept.said_on < rumour.said_on and kept.rumour.held is None and kept.rumour.stage is Stage.DONE
    }
    return rumour.rumour.from_club is not None and rumour.rumour.from_club in joined


def told_of(kept: KeptRumour) -> tuple[Told, ...]:
    """The claims of a rumour that may be told."""
    return tuple(
        Told(claim, kept.said_on, kept.id, kept.outlet, kept.url)
        for claim in kept.rumour.claims
        if claim.held is None and kept.rumour.held is None
    )


def _fold(player: str, group: Sequence[KeptRumour]) -> Saga:
    told = tuple(one for kept in group for one in told_of(kept))
    return Saga(
        player=player,
        from_club=_last(kept.rumour.from_club for kept in group),
        suitors=_suitors(group, told),
        player_stance=_player_stance(told),
        club_stance=_club_stance(told),
        told=told,
        fees=tuple(
            ToldFee(fee, kept.rumour.to_club, kept.said_on)
            for kept in group
            if kept.rumour.held is None
            for fee in kept.rumour.fees
        ),
        first_on=group[0].said_on,
        last_on=group[-1].said_on,
    )


def _last(values: Iterable[str | None]) -> str | None:
    named = [value for value in values if value is not None]
    return named[-1] if named else None


def _suitors(group: Sequence[KeptRumour], told: Sequence[Told]) -> tuple[Suitor, ...]:
    """Every club that was ever in it, in the order in which they came, each at its own rung."""
    clubs = dict.fromkeys(
        kept.rumour.to_club for kept in group if kept.rumour.to_club is not None and kept.rumour.held is None
    )
    found = [_suitor(club, [one for one in told if one.claim.club == club], group) for club in clubs]
    signed = next((suitor for suitor in found if suitor.stage is Stage.DONE), None)
    if signed is not None:  # he has moved: the others are beaten
        found = [suitor if suitor is signed else replace(suitor, stage=Stage.OFF) for suitor in found]
    return tuple(found)


def _suitor(club: str, told: Sequence[Told], group: Sequence[KeptRumour]) -> Suitor:
    stage, moved_on = Stage.INTEREST, next(k.said_on for k in group if k.rumour.to_club == club)
    kinds: set[Kind] = set()
    for day, claims in _by_rumour(told):
        new = {one.claim.kind for one in claims if one.claim.counts}
        after = _next_stage(stage, new)
        if after is not stage:
            stage, moved_on = after, day
        kinds |= new
    return Suitor(club, stage, frozenset(kinds), moved_on)


def _by_rumour(told: Sequence[Told]) -> Iterable[tuple[dt.date, list[Told]]]:
    groups: dict[int, list[Told]] = {}
    for one in told:
        groups.setdefault(one.rumour_id, []).append(one)
    return [(group[0].said_on, group) for group in groups.values()]


def _next_stage(stage: Stage, kinds: set[Kind]) -> Stage:
    """The rung after an article: an end takes it off, a step revives it, a lower rung does not lower it."""
    steps = {kind for kind in kinds if kind in RUNGS or kind in ENDS}
    if not steps:
        return stage
    reached = furthest(steps)
    if reached is Stage.OFF or stage is Stage.OFF:
        return reached
    return max(stage, reached, key=rung)


def _player_stance(told: Sequence[Told]) -> PlayerStance:
    stance = PlayerStance.UNKNOWN
    for one in told:
        if not one.claim.counts:
            continue
        if one.claim.kind is Kind.TRANSFER_REQUEST:
            stance = PlayerStance.REQUESTED_TRANSFER
        elif one.claim.kind is Kind.WANTS_MOVE and stance is not PlayerStance.REQUESTED_TRANSFER:
            stance = PlayerStance.WANTS_MOVE
        elif one.claim.kind is Kind.CONTRACT_RENEWAL:
            stance = PlayerStance.WANTS_TO_STAY
    return stance


def _club_stance(told: Sequence[Told]) -> ClubStance:
    stance = ClubStance.UNKNOWN
    for one in told:
        if one.claim.counts and one.claim.kind in _CLUB_STANCES and stance is not ClubStance.SOLD:
            stance = _CLUB_STANCES[one.claim.kind]
    return stance
