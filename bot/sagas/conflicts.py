"""What does not fit together in a saga: it is kept and shown, never smoothed away."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.model import Certainty, Kind, Modality, Stage, When
from bot.sagas.sums import ROLE_OF, is_known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sagas.saga import Saga, Told, ToldFee


class Clash(StrEnum):
    """How two things that were told do not fit."""

    CAME_BACK = "came_back"
    DENIED = "denied"
    CONTRADICTED = "contradicted"
    SUMS = "sums"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two tellings that do not fit: ``one`` is doubted by ``other``. Sums are in ``sums`` instead."""

    clash: Clash
    one: Told | None = None
    other: Told | None = None
    sums: tuple[ToldFee, ...] = ()


def conflicts(saga: Saga) -> tuple[Conflict, ...]:
    """All that does not fit, by kind of clash; of a move that is done only what the end leaves open."""
    found = (*_contradicted(saga), *_sums(saga))
    return found if saga.is_done else (*_came_back(saga), *_denied(saga), *found)


def ended_in_public(saga: Saga, club: str) -> Told | None:
    """Where a suitor has said on record that he is out, whatever came later."""
    return next(
        (
            told
            for told in reversed(saga.told)
            if told.claim.kind is Kind.WITHDREW
            and told.claim.club == club
            and told.claim.modality is Modality.ACTUAL
            and told.claim.certainty is not Certainty.CLAIMED
        ),
        None,
    )


def _came_back(saga: Saga) -> Iterator[Conflict]:
    for suitor in saga.alive:
        ended = ended_in_public(saga, suitor.club)
        if ended is None or suitor.stage is Stage.DONE:
            continue
        back = next((told for told in reversed(saga.told) if _is_back(told, suitor.club)), None)
        if back is not None:
            yield Conflict(Clash.CAME_BACK, ended, back)


def _is_back(told: Told, club: str) -> bool:
    claim = told.claim
    return claim.club == club and claim.when is When.CURRENT and claim.kind is not Kind.WITHDREW


def _denied(saga: Saga) -> Iterator[Conflict]:
    """A party that contradicts the story while the story goes on."""
    seen: set[tuple[str, str | None]] = set()
    for told in saga.told:
        key = (told.claim.actor, told.claim.club)
        if told.claim.kind is Kind.DENIED and told.claim.counts and key not in seen:
            seen.add(key)
            yield Conflict(Clash.DENIED, None, told)


def _contradicted(saga: Saga) -> Iterator[Conflict]:
    """One says that there is none where another says that there is; what has come to pass since is no conflict."""
    winner = saga.leading.club if saga.is_done and saga.leading else None
    for told in saga.told:
        claim = told.claim
        if claim.modality is not Modality.NEGATED or claim.when is not When.CURRENT:
            continue
        if winner is not None and claim.club != winner:
            continue
        said = [
            one
            for one in saga.told
            if one.claim.counts and one.claim.kind is claim.kind and one.claim.club == claim.club
        ]
        if said and said[0].said_on <= told.said_on:
            yield Conflict(Clash.CONTRADICTED, said[-1], told)


def _sums(saga: Saga) -> Iterator[Conflict]:
    """Different sums for one refused or pending offer, told on one day by different mouths."""
    bid = ROLE_OF[Kind.BID]
    offers = [told for told in saga.fees if told.fee.role is bid]
    pairs = ((one, other) for place, one in enumerate(offers) for other in offers[place + 1 :])
    first = next((pair for pair in pairs if _are_two_sums_of_one_bid(*pair)), None)
    if first is not None:
        yield Conflict(Clash.SUMS, sums=first)


def _are_two_sums_of_one_bid(one: ToldFee, other: ToldFee) -> bool:
    is_same_day = one.said_on == other.said_on and one.club == other.club
    is_other_mouth = one.rumour_id != other.rumour_id and one.source != other.source
    is_other_sum = one.fee.currency == other.fee.currency and one.fee.amount != other.fee.amount
    return is_same_day and is_other_mouth and is_other_sum and is_known(one.dated, [other.dated])
