"""What an article that is no news says again, and who says so: told beside the alert, and of no other ring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Certainty, Kind
from bot.sagas.changes import fee_of
from bot.sagas.evidence import origin_of
from bot.sagas.matters import BIDS, is_one_matter, weight
from bot.sagas.sums import DatedFee, is_same_sum
from bot.speech import Spoken, in_every_language
from bot.spelling import fold
from bot.store import Echo
from bot.wording import voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.model import Claim
    from bot.sagas.changes import Weighing
    from bot.sagas.saga import Told


@dataclass(frozen=True, slots=True)
class _Retold:
    """A claim that was known, by whom it had been told, and who says so too."""

    claim: Claim
    known: tuple[Told, ...]
    voice: Spoken


def echo_of(weighing: Weighing) -> Echo | None:
    """What of a repeat is told beside the alerts of it: who says so, of whom it was not known, and of what.

    Of several matters the weightiest decides whose words they are. None: it names nobody, or only those who had said
    so before; five who pass on one origin's words are that origin.
    """
    before = weighing.before
    if before is None:
        return None
    retold = sorted(_retold(weighing, before.told), key=lambda one: weight(one.claim), reverse=True)
    if not retold:
        return None
    main = [one for one in retold if is_one_matter(one.claim, retold[0].claim)]
    voices = {one.voice.english: one.voice for one in main}
    articles = {told.article_id for one in main for told in one.known}
    return Echo(tuple(voices.values()), tuple(sorted(articles)))


def _retold(weighing: Weighing, told: Sequence[Told]) -> Iterator[_Retold]:
    outlet = weighing.report.outlet
    for claim in weighing.report.claims:
        known = tuple(one for one in told if one.claim.counts and _is_same(one, claim, weighing))
        if claim.counts and known and claim.kind is not Kind.COMPETITION:
            heard = {fold(name) for one in known for name in _voices(one)}
            speaking = _speaking(claim, outlet)
            said_by = next((one for one in speaking if fold(one.english) not in heard), None)
            if said_by is not None:
                yield _Retold(claim, known, said_by)


def _is_same(told: Told, claim: Claim, weighing: Weighing) -> bool:
    """True if a telling is of the same; every offer is one of its own, and its sum tells which."""
    if not is_one_matter(told.claim, claim):
        return False
    fee = fee_of(weighing.report, claim)
    if claim.kind not in BIDS or fee is None or told.fee is None:
        return True
    return is_same_sum(DatedFee(told.fee, told.said_on), DatedFee(fee, weighing.day))


def _speaking(claim: Claim, outlet: str | None) -> Iterator[Spoken]:
    """Who answers for a claim, as alerts name him; after whoever speaks for himself, who reports his words."""
    if claim.certainty is not Certainty.CLAIMED:
        yield in_every_language(lambda: voice(claim))
    yield from (Spoken(name) for name in (claim.source or outlet,) if name)


def _voices(told: Told) -> Iterator[str]:
    """All by whom a claim was told: its origin, and those who passed it on."""
    if told.claim.certainty is not Certainty.CLAIMED:
        yield voice(told.claim)
    yield from (name for name in (origin_of(told), told.outlet, *told.claim.relays) if name)
