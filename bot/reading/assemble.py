"""From claims to rumours: one row per player and suitor."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.ladder import LADDER, RUNGS, furthest, rung
from bot.model import Claim, Fee, Kind, Rumour, Stage
from bot.reading.claims import is_so

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.reading.claims import Finding
    from bot.reading.fees import FeeFinding
    from bot.reading.roles import Cast


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims that say the same in the same way from the same mouth are one: the first."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = (
            claim.kind,
            claim.club,
            claim.modality,
            claim.when,
            claim.certainty,
            claim.source,
            claim.speaker,
            claim.subject,
        )
        seen.setdefault(key, claim)
    return tuple(seen.values())


def _without_weaker(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Interest goes without saying where something firmer is reported of the same suitor (LABELLING 6)."""
    firmer = any(
        claim.counts and RUNGS.get(claim.kind, Stage.INTEREST) is not Stage.INTEREST for claim in claims
    )
    return tuple(claim for claim in claims if not (firmer and claim.kind is Kind.INTEREST and claim.counts))


def developments(claims: Iterable[Claim]) -> tuple[Kind, ...]:
    """The kinds of the claims that count, the furthest step first."""
    kinds = {claim.kind for claim in claims if claim.counts}
    return tuple(sorted(kinds, key=lambda kind: (-rung(RUNGS.get(kind, Stage.OFF)), kind.value)))


def _fees(found: Iterable[FeeFinding]) -> tuple[Fee, ...]:
    """Each sum once; a role that says more than "reported" wins."""
    sums: dict[tuple[int, str], Fee] = {}
    for finding in found:
        key = (finding.fee.amount, finding.fee.currency)
        if key not in sums or sums[key].role.value == "reported":
            sums[key] = finding.fee
    return tuple(sums.values())


def _row(cast: Cast, suitor: str | None, claims: Sequence[Claim], fees: tuple[Fee, ...]) -> Rumour:
    kept = _without_weaker(_distinct(claims))
    told = [claim for claim in kept if claim.held is None]
    sources = dict.fromkeys(claim.source for claim in kept if claim.source)
    kinds = developments(kept)
    return Rumour(
        player=cast.player.name,
        from_club=cast.owner,
        to_club=suitor,
        stage=furthest(kinds),
        developments=kinds,
        fees=fees,
        sources=tuple(sources),
        claims=kept,
        held=None if told else "nothing in it is sure enough to be told",
    )


def _main(cast: Cast, claims: Sequence[Claim]) -> str | None:
    """The suitor on whose row the player's own facts go: the one furthest up the ladder, the first of equals."""

    def height(club: str) -> int:
        stages = [
            RUNGS[claim.kind]
            for claim in claims
            if claim.club == club and claim.kind in RUNGS and claim.counts
        ]
        return max((LADDER.index(stage) for stage in stages), default=-1)

    return max(cast.suitors, key=height, default=None)


def rumours(
    casts: Sequence[Cast], found: Sequence[Finding], sums: Sequence[FeeFinding]
) -> tuple[Rumour, ...]:
    """The rows of a text. A player of whom nothing is said to be so has none."""
    claims_of: dict[int, list[Claim]] = defaultdict(list)
    for finding in found:
        claims_of[id(finding.player)].append(finding.claim)
    sums_of: dict[int, list[FeeFinding]] = defaultdict(list)
    for finding in sums:
        sums_of[id(finding.player)].append(finding)
    return tuple(
        row for cast in casts for row in _rows(cast, claims_of[id(cast.player)], sums_of[id(cast.player)])
    )


def _rows(cast: Cast, claims: Sequence[Claim], sums: Sequence[FeeFinding]) -> Iterator[Rumour]:
    """One player's rows: one for each suitor of whom something is said, and none if nothing is so now."""
    if not any(is_so(claim) for claim in claims):
        return
    main = _main(cast, claims)
    for suitor in cast.suitors or (None,):
        of_row = [claim for claim in claims if (claim.club or main) == suitor]
        if of_row:
            yield _row(cast, suitor, of_row, _fees(one for one in sums if (one.club or main) == suitor))
