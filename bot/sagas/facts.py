"""What the rules of subscriptions go by: how far a deal has got, and how well what is told of it is founded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ladder import ENDS, rung
from bot.model import Certainty, Stage, Verdict
from bot.reading.outlets import UNKNOWN_TIER, tier
from bot.sagas.matters import CERTAINTIES
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.model import Claim
    from bot.sagas.changes import Change, Weighing
    from bot.sagas.saga import Saga

_BEST_TIER = 1


def deciding(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Of the changes those that decided the verdict; they come first."""
    return tuple(change for change in changes if change.verdict is changes[0].verdict)


def stage_of(changes: Sequence[Change], weighing: Weighing) -> Stage:
    """How far the deal with the leading suitor has got; where it fell through, how far it, or another, had got."""
    before, after = weighing.before, weighing.after
    told = [after.stage]
    if _falls_through(changes, after):
        told += [suitor.reached for suitor in after.suitors if suitor.out and suitor.moved_on == weighing.day]
        told += [before.stage] if before is not None else []
    highest = max(told, key=rung)
    return Stage.INTEREST if highest is Stage.OFF else highest


def _falls_through(changes: Sequence[Change], after: Saga) -> bool:
    is_end = any(change.verdict is Verdict.REVERSED or change.claim.kind in ENDS for change in changes)
    return is_end or after.stage is Stage.OFF


def certainty_of(changes: Sequence[Change]) -> Certainty:
    """How surely the surest of what decided the verdict is told."""
    return max((change.claim.certainty for change in deciding(changes)), key=CERTAINTIES.index)


def tier_of(changes: Sequence[Change], outlet: str | None) -> int:
    """The tier of the best source of what decided the verdict; ``outlet`` published it."""
    return min((_tier(change.claim, outlet) for change in deciding(changes)), default=UNKNOWN_TIER)


def voices_of(changes: Sequence[Change], outlet: str | None) -> tuple[tuple[str, int], ...]:
    """Who answers for what decided the verdict, each with its tier; none where somebody speaks for himself."""
    claims = [change.claim for change in deciding(changes)]
    if any(claim.certainty is not Certainty.CLAIMED for claim in claims):
        return ()
    named = dict.fromkeys(claim.source or outlet or "" for claim in claims)
    return tuple((name, tier(name)) for name in named)


def _tier(claim: Claim, outlet: str | None) -> int:
    """Whoever speaks for himself is the best source there is."""
    return tier(claim.source or outlet) if claim.certainty is Certainty.CLAIMED else _BEST_TIER


def suitors_of(saga: Saga) -> tuple[str, ...]:
    """The suitors that are still in it, the leading one first; once he has moved, the buyer."""
    leading = saga.leading
    others = () if saga.is_done else tuple(suitor.club for suitor in saga.alive if suitor is not leading)
    return () if leading is None else (leading.club, *others)


def club_keys(changes: Sequence[Change], weighing: Weighing) -> tuple[str, ...]:
    """The folded names of the clubs that an alert is about: buyers, seller, and those who have just left."""
    after = weighing.after
    named = (
        after.from_club,
        *suitors_of(after),
        *(change.claim.club for change in changes),
        *_gone(weighing),
    )
    return tuple(dict.fromkeys(fold(club) for club in named if club))


def _gone(weighing: Weighing) -> Iterator[str]:
    """Suitors who were in it before the article; those whom a signing has beaten are no news of theirs."""
    before, after = weighing.before, weighing.after
    if before is not None and not after.is_done:
        left = {suitor.club for suitor in after.alive}
        yield from (suitor.club for suitor in before.alive if suitor.club not in left)
