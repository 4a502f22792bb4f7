"""A rumour as the fields that a moderator fills in, and the rumour that they make of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.corrections import with_club, with_player
from bot.ladder import ENDS, RUNGS, rung
from bot.model import Claim, Fee, FeeRole, Kind, Modality, Refusal, Rumour, Stage, When
from bot.naming import usable
from bot.reading.assemble import developments
from bot.reading.club_lists import clubs_named
from bot.reading.money import find_money
from bot.speech import say
from bot.wording import money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BETWEEN = "; "
_MOST_SUMS = 6


@dataclass(frozen=True, slots=True)
class Fields:
    """What a form has of a rumour, as text; ``stage`` is the value of one. "" where nothing is known."""

    player: str
    from_club: str
    to_club: str
    stage: str
    fee: str


def fields_of(rumour: Rumour) -> Fields:
    """The fields of a rumour as it is told now."""
    sums = _BETWEEN.join(money(fee) for fee in rumour.fees)
    return Fields(rumour.player, rumour.from_club or "", rumour.to_club or "", rumour.stage.value, sums)


def filled(rumour: Rumour, fields: Fields) -> Rumour:
    """The rumour with what was changed in its fields; what was left as it is stays in every detail.

    Raises:
        Refusal: a field cannot be read; the sentence says which, and gives an example.
    """
    was = fields_of(rumour)
    row = rumour
    if fields.player != was.player:
        row = with_player(row, usable(fields.player, "player"))
    for place, now, before in (
        ("from_club", fields.from_club, rumour.from_club),
        ("to_club", fields.to_club, rumour.to_club),
    ):
        if now != (before or ""):
            row = _with_club(row, place, before, _club(now))
    if fields.stage != was.stage:
        row = _at_stage(row, _stage(fields.stage))
    if fields.fee != was.fee:
        row = replace(row, fees=_fees(row, fields.fee))
    return row


def _club(typed: str) -> str | None:
    """A club by the name that the lists have for it; one that they lack, as it was typed; None for none."""
    if not typed.strip():
        return None
    name = usable(typed, "club")
    known = clubs_named(name)
    return known[0] if len(known) == 1 else name


def _with_club(row: Rumour, place: str, was: str | None, now: str | None) -> Rumour:
    other = row.from_club if place == "to_club" else row.to_club
    if was is not None and now is not None and now != other:
        # What the one did is what the other does.
        row = with_club(row, was, now) or row
    elif was is not None and place == "to_club":
        row = replace(
            row, claims=tuple(replace(one, club=now if one.club == was else one.club) for one in row.claims)
        )
    elif was is None and place == "to_club":
        row = replace(row, claims=tuple(_aimed(one, now) for one in row.claims))
    return replace(row, from_club=now) if place == "from_club" else replace(row, to_club=now)


def _aimed(claim: Claim, club: str | None) -> Claim:
    """A step without a suitor is one of the club that is named now."""
    return replace(claim, club=club) if claim.club is None and claim.kind in RUNGS else claim


def _stage(typed: str) -> Stage:
    if typed not in set(Stage):
        raise Refusal(say("I don't know that stage. Choose one of the list."))
    return Stage(typed)


def _at_stage(row: Rumour, stage: Stage) -> Rumour:
    """The row with a claim of that step, in the words of the weightiest that it had, and none above it."""
    steps = [one for one in row.claims if _is_step(one)]
    weightiest = max(steps, key=lambda one: rung(RUNGS.get(one.kind, Stage.INTEREST)), default=None)
    like = weightiest or next(iter(row.claims), None)
    kept = [one for one in row.claims if not _is_step(one) or _stands(one, stage)]
    kind = _KIND[stage]
    if not any(one.kind in _kinds_of(stage) and one.counts for one in kept):
        kept.append(_claim(row, kind, like))
    kinds = developments(replace(one, held=None) for one in kept)
    return replace(
        row, stage=stage, developments=kinds, claims=tuple(sorted(kept, key=lambda one: one.start))
    )


_KIND = {
    Stage.INTEREST: Kind.INTEREST,
    Stage.ENQUIRY: Kind.ENQUIRY,
    Stage.TALKS: Kind.TALKS,
    Stage.BID: Kind.BID,
    Stage.BID_REJECTED: Kind.BID_REJECTED,
    Stage.FEE_AGREED: Kind.FEE_AGREED,
    Stage.PERSONAL_TERMS: Kind.PERSONAL_TERMS,
    Stage.MEDICAL: Kind.MEDICAL,
    Stage.DONE: Kind.SIGNED,
    Stage.OFF: Kind.COLLAPSED,
}
_BY_PLAYER = frozenset({Kind.PERSONAL_TERMS, Kind.MEDICAL})
_BY_OWNER = frozenset({Kind.BID_REJECTED, Kind.FEE_AGREED})


def _kinds_of(stage: Stage) -> frozenset[Kind]:
    if stage is Stage.OFF:
        return ENDS
    return frozenset(kind for kind, reached in RUNGS.items() if reached is stage)


def _is_step(claim: Claim) -> bool:
    is_now = claim.modality is Modality.ACTUAL and claim.when is When.CURRENT
    return is_now and (claim.kind in RUNGS or claim.kind in ENDS)


def _stands(claim: Claim, stage: Stage) -> bool:
    """True for a step that is told beside that stage: not above it, and no end where it goes on."""
    if claim.kind in ENDS:
        return stage is Stage.OFF
    return stage is Stage.OFF or rung(RUNGS[claim.kind]) <= rung(stage)


def _claim(row: Rumour, kind: Kind, like: Claim | None) -> Claim:
    """A claim that says so; its words are those of the claim that it comes in the place of."""
    actor = row.player if kind in _BY_PLAYER else row.from_club if kind in _BY_OWNER else row.to_club
    base = like or Claim(kind, "", "", 0, 0)
    return replace(
        base,
        kind=kind,
        actor=actor or row.to_club or row.from_club or row.player,
        club=row.to_club,
        modality=Modality.ACTUAL,
        when=When.CURRENT,
        held=None,
    )


def _fees(row: Rumour, typed: str) -> tuple[Fee, ...]:
    """The sums of a text, each for what it was for before, else for what the stage makes of it."""
    if not typed.strip():
        return ()
    found = [one for one in find_money(typed, 0, len(typed)) if not one.wages]
    if not found or len(found) > _MOST_SUMS:
        raise Refusal(
            say("I cannot read that sum. Write it like £60m, €1.5m or about $20m; or leave it empty.")
        )
    roles: Mapping[tuple[int, str], FeeRole] = {(fee.amount, fee.currency): fee.role for fee in row.fees}
    usual = row.fees[0].role if row.fees else _role(row.stage)
    sums: Iterator[Fee] = (
        Fee(one.amount, one.currency, roles.get((one.amount, one.currency), usual), one.bound)
        for one in found
    )
    return tuple(dict.fromkeys(sums))


def _role(stage: Stage) -> FeeRole:
    if stage in (Stage.BID, Stage.BID_REJECTED):
        return FeeRole.BID
    return FeeRole.AGREED if rung(stage) >= rung(Stage.FEE_AGREED) else FeeRole.REPORTED
