"""The rows of an answer: what the player, his club and each suitor did and said, as far as it still stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ladder import AGREEMENTS, RUNGS
from bot.model import Certainty, Kind, Modality, Stage, When
from bot.speech import say
from bot.wording import capital, day, in_row, origin, short_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from bot.model import Claim
    from bot.sagas.saga import Saga, Told

OFFERS = frozenset({Kind.BID, Kind.IMPROVED_BID, Kind.BID_REJECTED})
"""Kinds that tell that an offer was made."""

_MOST_TOLD = 4


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


@dataclass(frozen=True, slots=True)
class _Course:
    """What has happened in a saga, gathered once: a row asks it of every claim.

    ``latest`` is the last day of each kind with each club, ``alive`` the clubs still in it, ``denials`` who said that
    there is no agreement.
    """

    latest: dict[tuple[Kind, str | None], dt.date]
    alive: frozenset[str]
    denials: tuple[Told, ...]

    @classmethod
    def of(cls, saga: Saga) -> _Course:
        """The course of a saga, whose tellings are in the order of their days."""
        return cls(
            {(told.claim.kind, told.claim.club): told.said_on for told in saga.told if told.claim.counts},
            frozenset(suitor.club for suitor in saga.alive),
            tuple(
                told
                for told in saga.told
                if told.claim.kind in AGREEMENTS and told.claim.modality is Modality.NEGATED
            ),
        )

    def has_since(self, kinds: Collection[Kind], told: Told) -> bool:
        """True if one of the kinds was told on that day or later, of that club, or of any if it is of none."""
        clubs = self.alive if told.claim.club is None else self.alive & {told.claim.club}
        last = (self.latest.get((kind, club)) for kind in kinds for club in clubs)
        return any(when is not None and when >= told.said_on for when in last)


def _told(tolds: Sequence[Told], saga: Saga) -> str:
    """Claims in a row, newest first, each matter once: the surest telling of it, then one with a name behind it."""
    matters: dict[tuple[object, ...], Told] = {}
    course = _Course.of(saga)
    for told in reversed(tolds):
        claim = told.claim
        if claim.kind is Kind.COMPETITION or _has_come(claim, course) or _is_left_behind(told, course):
            continue
        key = (claim.kind, claim.club, claim.modality, claim.subject)
        known = matters.get(key)
        if known is None or _weight(told) > _weight(known):
            matters[key] = told
    shown = sorted(matters.values(), key=lambda told: told.said_on, reverse=True)
    return " · ".join(dict.fromkeys(_telling(told, saga) for told in shown[:_MOST_TOLD]))


def _has_come(claim: Claim, course: _Course) -> bool:
    """True for what was only thought of and has come since, an offer if there was any, and for what is said twice."""
    if claim.kind is Kind.OPEN_TO_SALE and claim.modality is Modality.NEGATED:
        return (Kind.NOT_FOR_SALE, None) in course.latest
    kinds = OFFERS if claim.kind is Kind.BID else {claim.kind}
    return claim.modality in _BEFORE_IT_HAPPENS and any((kind, claim.club) in course.latest for kind in kinds)


def _is_left_behind(told: Told, course: _Course) -> bool:
    """True for what an answer, an agreement or a denial has overtaken."""
    claim = told.claim
    if claim.kind in AGREEMENTS:
        return claim.counts and any(_is_denied(told, denial) for denial in course.denials)
    if claim.kind in (Kind.BID, Kind.IMPROVED_BID):
        return course.has_since(AGREEMENTS | {Kind.BID_REJECTED}, told)
    is_before = claim.kind in _TERMS_OF_SALE or RUNGS.get(claim.kind) in _BEFORE_OFFERS
    return is_before and course.has_since(AGREEMENTS, told)


def _is_denied(told: Told, denial: Told) -> bool:
    """True for an agreement of which somebody surer has said since that there is none."""
    order = list(Certainty)
    one, other = told.claim, denial.claim
    return (
        (one.kind, one.club) == (other.kind, other.club)
        and denial.said_on >= told.said_on
        and order.index(other.certainty) > order.index(one.certainty)
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
    claim, on = told.claim, _on(told, saga)
    is_quoted = claim.quote[:1] in _MARKS and bool(claim.quote)
    if (
        claim.certainty is Certainty.ON_RECORD
        and claim.speaker
        and is_quoted
        and len(claim.quote) <= _LONGEST_QUOTE
    ):
        words = claim.quote.strip(_MARKS).rstrip(".")
        return say("“{quote}” – {who}, {day}", quote=words, who=origin(claim), day=on)
    text = capital(in_row(claim, saga.player, told.fee))
    if claim.when is When.PAST:
        return say("{what} ({who}, before {day})", what=text, who=origin(claim), day=on)
    return say("{what} ({who}, {day})", what=text, who=origin(claim), day=on)


def _on(told: Told, saga: Saga) -> str:
    """The day of a telling, with its year if it is not that of the latest news."""
    return short_day(told.said_on) if told.said_on.year == saga.last_on.year else day(told.said_on)
