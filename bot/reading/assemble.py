"""From claims to rumours: one row per player and suitor."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ladder import LADDER, RUNGS, furthest, rung
from bot.model import Certainty, Claim, Fee, FeeRole, Kind, Rumour, Stage, When
from bot.reading.gate import UNCLEAR_OWNER
from bot.speech import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.reading.casting import Cast, Casting
    from bot.reading.claims import Finding
    from bot.reading.fees import FeeFinding


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims that say the same in the same way from the same mouth are one: the first that may be told."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(claims, key=lambda claim: claim.held is not None):
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
    return tuple(sorted(seen.values(), key=lambda claim: claim.start))


def _without_weaker(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Interest goes without saying where something firmer is told of the same suitor, a bid where it is refused.

    LABELLING 6.
    """
    told = {claim.kind for claim in claims if claim.counts}
    implied: set[Kind] = set()
    if any(RUNGS.get(kind, Stage.INTEREST) is not Stage.INTEREST for kind in told):
        implied.add(Kind.INTEREST)
    if Kind.BID_REJECTED in told:
        implied.add(Kind.BID)
    return tuple(claim for claim in claims if not (claim.kind in implied and claim.counts))


def developments(claims: Iterable[Claim]) -> tuple[Kind, ...]:
    """The kinds of the claims that count, the furthest step first."""
    kinds = {claim.kind for claim in claims if claim.counts}
    return tuple(sorted(kinds, key=lambda kind: (-rung(RUNGS.get(kind, Stage.OFF)), kind.value)))


def _fees(found: Iterable[FeeFinding], claims: Iterable[Claim]) -> tuple[Fee, ...]:
    """Each sum once; a role that says more than "reported" wins.

    A sum that is only "reported to be" so much is not what a club announces: it stays reported beside its word.
    """
    is_said = any(
        claim.certainty is not Certainty.CLAIMED and claim.counts and claim.kind in _AGREEMENTS
        for claim in claims
    )
    sums: dict[tuple[int, str], Fee] = {}
    for finding in found:
        fee = finding.fee
        if is_said and finding.is_hedged and fee.role is FeeRole.AGREED:
            fee = replace(fee, role=FeeRole.REPORTED)
        key = (fee.amount, fee.currency)
        if key not in sums or sums[key].role.value == "reported":
            sums[key] = fee
    return tuple(sums.values())


def _row(
    cast: Cast,
    suitor: str | None,
    claims: Sequence[Claim],
    fees: tuple[Fee, ...],
    sources: Sequence[str],
) -> Rumour:
    kept = _without_weaker(_distinct(claims))
    held = _held(cast, suitor, kept)
    kinds = developments(claim if held is None else replace(claim, held=None) for claim in kept)
    if held is not None:  # what is said of a doubtful deal is as doubtful
        kept = tuple(replace(claim, held=claim.held or held) for claim in kept)
    return Rumour(
        player=cast.player.name,
        from_club=cast.owner,
        to_club=suitor,
        stage=furthest(kinds),
        developments=kinds,
        fees=tuple(_borne_out(fee, kinds) for fee in fees),
        sources=tuple(sources),
        claims=kept,
        held=held,
    )


_AGREEMENTS = frozenset(
    {
        Kind.FEE_AGREED,
        Kind.SIGNED,
        Kind.LOAN_AGREED,
        Kind.MEDICAL,
        Kind.RELEASE_CLAUSE,
        Kind.PERSONAL_TERMS,
        Kind.COLLAPSED,
    }
)


def _borne_out(fee: Fee, kinds: Sequence[Kind]) -> Fee:
    """A sum is told as agreed only where an agreement is told."""
    if fee.role is FeeRole.AGREED and not _AGREEMENTS & set(kinds):
        return replace(fee, role=FeeRole.REPORTED)
    return fee


_TOLD_PLAYER = 0.6
_TOLD_SUITOR = 0.8
_TOLD_OWNER = 0.6


def _held(cast: Cast, suitor: str | None, claims: Sequence[Claim]) -> str | None:
    """Why a row is told to nobody: it is not sure enough who it is about, or nothing in it may be told."""
    if cast.sureness["player"] < _TOLD_PLAYER:
        return mark("it is not sure that the player is the subject of the news")
    if suitor and cast.sureness[suitor] < _TOLD_SUITOR:
        return mark("it is not sure that this club is after the player")
    if cast.owner and cast.sureness[cast.owner] < _TOLD_OWNER:
        return UNCLEAR_OWNER
    if not any(claim.held is None for claim in claims):
        return mark("nothing in it is sure enough to be told")
    return None


def _main(casting: Casting, cast: Cast, claims: Sequence[Claim]) -> str | None:
    """The suitor on whose row the player's own facts go (LABELLING 4).

    The first one in the headline or lead, else the one furthest up the ladder.
    """

    def height(club: str) -> int:
        stages = [
            RUNGS[claim.kind]
            for claim in claims
            if claim.club == club and claim.kind in RUNGS and claim.counts
        ]
        return max((LADDER.index(stage) for stage in stages), default=-1)

    leading = [club for club in cast.suitors if club in casting.leading]
    return max(leading or cast.suitors, key=height, default=None)


def rumours(
    casting: Casting,
    found: Sequence[Finding],
    sums: Sequence[FeeFinding],
    voices: Mapping[int, Sequence[str]],
) -> tuple[Rumour, ...]:
    """The rows of a text. ``voices`` are the outlets that answer for what is said of each player, by ``id``."""
    claims_of: dict[int, list[Claim]] = defaultdict(list)
    for finding in found:
        claims_of[id(finding.player)].append(finding.claim)
    sums_of: dict[int, list[FeeFinding]] = defaultdict(list)
    for finding in sums:
        sums_of[id(finding.player)].append(finding)
    return tuple(
        row
        for cast in casting.casts
        for row in _rows(
            casting,
            cast,
            claims_of[id(cast.player)],
            sums_of[id(cast.player)],
            voices.get(id(cast.player), ()),
        )
    )


def _rows(
    casting: Casting, cast: Cast, claims: Sequence[Claim], sums: Sequence[FeeFinding], sources: Sequence[str]
) -> Iterator[Rumour]:
    """One player's rows: one for each suitor, or one without; none where all that is said is of old days."""
    found = list(_each(casting, cast, claims, sums, sources))
    winners = [row for row in found if row.stage in _WON and row.held is None]
    for row in found:
        is_beaten = winners and row.stage not in _WON
        yield replace(row, stage=Stage.OFF) if is_beaten else row


_WON = (Stage.MEDICAL, Stage.DONE)
"""From here on the other suitors are beaten (LABELLING 5)."""


def _each(
    casting: Casting, cast: Cast, claims: Sequence[Claim], sums: Sequence[FeeFinding], sources: Sequence[str]
) -> Iterator[Rumour]:
    main = _main(casting, cast, claims)
    for suitor in cast.suitors or (None,):
        of_row = [
            claim for claim in claims if (claim.club or main) == suitor or claim.kind is Kind.CONTRACT_RENEWAL
        ]
        if of_row and all(claim.when is When.PAST for claim in of_row):
            continue
        fees = _fees((one for one in sums if (one.club or main) == suitor), of_row)
        yield _row(cast, suitor, of_row, fees, sources)
