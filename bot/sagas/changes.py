"""What an article changes in a saga: claim by claim, against all that was known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ladder import AGREEMENTS
from bot.model import Certainty, Claim, Kind, Modality, Subject, Verdict, When
from bot.sagas.deals import of_deal
from bot.sagas.ending import END_KINDS
from bot.sagas.matters import CERTAINTIES, first_weighed, is_news, is_one_matter, known_telling, says, weight
from bot.sagas.offers import is_new_sum
from bot.sagas.saga import End
from bot.sagas.stances import STANCES, of_stance
from bot.sagas.suitors import SILENCE, is_denied_agreement
from bot.sagas.sums import of_kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from bot.model import Fee
    from bot.sagas.reports import Report
    from bot.sagas.saga import Saga, Suitor, Told


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an article adds: the claim, what it was before (None: not known), and what it makes it.

    ``fee`` is the sum that the article ties to it; ``is_new_sum``: nobody had told that sum. ``silence``: days for
    which nothing had been heard, where that is what makes it news. ``enters`` is the club that the claim links with
    him for the first time, where it is news for that alone.
    """

    claim: Claim
    before: Told | None
    verdict: Verdict
    fee: Fee | None = None
    is_new_sum: bool = False
    silence: int = 0
    enters: str | None = None


@dataclass(frozen=True, slots=True)
class Weighing:
    """An article, where the saga stood before and after it (before None: there was no saga)."""

    report: Report
    before: Saga | None
    after: Saga

    @property
    def day(self) -> dt.date:
        """The day of the article."""
        return self.report.said_on

    @property
    def silence(self) -> int:
        """Days without news before the article."""
        return (self.day - self.before.last_on).days if self.before else 0


def changes(weighing: Weighing) -> tuple[Change, ...]:
    """All that an article changes, each matter once, the surest telling of it; what decides the verdict first."""
    found: list[Change] = []
    for claim in sorted(weighing.report.claims, key=lambda claim: -CERTAINTIES.index(claim.certainty)):
        is_told = any(is_one_matter(claim, other.claim) for other in found)
        change = None if is_told or not is_news(claim) else _change(weighing, claim)
        if change is not None:
            found.append(change)
    found += _denials(weighing)
    return _ordered((*found, *_entrances(weighing, {change.claim.club for change in found})))


def _ordered(made: tuple[Change, ...]) -> tuple[Change, ...]:
    """What decides the verdict first, and of that the weightiest."""
    if not made:
        return ()
    verdict = verdict_of(made)
    by_weight = sorted(made, key=lambda change: weight(change.claim), reverse=True)
    return tuple(sorted(by_weight, key=lambda change: change.verdict is not verdict))


_RARITY = (Verdict.REVERSED, Verdict.NEW, Verdict.CONFIRMED)


def verdict_of(made: Sequence[Change]) -> Verdict:
    """The verdict on an article by all that it changes: of several things the rarer one decides."""
    return min((change.verdict for change in made), key=_RARITY.index)


def _change(weighing: Weighing, claim: Claim) -> Change | None:
    before, fee = weighing.before, fee_of(weighing.report, claim)
    if before is None:
        return Change(claim, None, Verdict.NEW, fee)
    if before.end is not None and weighing.after.end is before.end:
        return _confirmed_end(before, claim, fee)
    known = known_telling(before, claim)
    if claim.modality is Modality.CONSIDERING:
        return _considered(weighing, claim, known)
    verdict = _verdict(weighing, before, claim, fee)
    if verdict is not None:
        old = known if verdict is Verdict.NEW or claim.kind in STANCES else None
        is_new = is_new_sum(before, claim, fee, weighing.day)
        return Change(claim, old or first_weighed(before, claim), verdict, fee, is_new)
    if weighing.silence > SILENCE and known is not None:
        return Change(claim, known, Verdict.NEW, fee, silence=weighing.silence)
    return _confirmation(before, claim, known, fee)


def _considered(weighing: Weighing, claim: Claim, known: Told | None) -> Change | None:
    """What somebody thinks of is news until it was told, and again after a long silence; not once it is done."""
    if known is None:
        return Change(claim, None, Verdict.NEW)
    if known.claim.modality is Modality.ACTUAL or weighing.silence <= SILENCE:
        return None
    return Change(claim, known, Verdict.NEW, silence=weighing.silence)


def _verdict(weighing: Weighing, before: Saga, claim: Claim, fee: Fee | None) -> Verdict | None:
    if claim.kind in STANCES:
        return of_stance(before, weighing.after, weighing.report, claim)
    return of_deal(before, weighing.after, claim, fee, weighing.day)


def fee_of(report: Report, claim: Claim) -> Fee | None:
    """The sum that the article ties to a claim: that of the suitor's own row."""
    rows = [kept.rumour for kept in report.told]
    own = [fee for row in rows if claim.club in (row.to_club, None) for fee in row.fees]
    return of_kind(claim.kind, own)


def _denials(weighing: Weighing) -> Iterator[Change]:
    """Agreements that were reported until somebody stood up and said that there is none."""
    agreed = (
        {suitor.club for suitor in weighing.before.alive if _has_agreed(suitor)}
        if weighing.before
        else set[str]()
    )
    for suitor in weighing.after.alive:
        if suitor.club in agreed and not _has_agreed(suitor):
            said = (claim for claim in weighing.report.claims if is_denied_agreement(claim, suitor.club))
            for claim in said:
                yield Change(claim, None, Verdict.REVERSED)


def _has_agreed(suitor: Suitor) -> bool:
    return bool(suitor.kinds & AGREEMENTS)


def _entrances(weighing: Weighing, told: set[str | None]) -> Iterator[Change]:
    """Clubs that are after him now and were not before, of which nothing is told that is news by itself."""
    before = {suitor.club for suitor in weighing.before.alive} if weighing.before else set[str]()
    for suitor in weighing.after.alive:
        claim = None if suitor.club in before | told else _link(weighing.report, suitor.club)
        if claim is not None:
            yield Change(claim, None, Verdict.NEW, enters=suitor.club)


def _link(report: Report, club: str) -> Claim | None:
    """The claim that links a club with the player: one of the club's own, else the first of its row."""
    rows = [kept.rumour for kept in report.told if kept.rumour.to_club == club]
    links = [claim for row in rows for claim in row.claims if _is_link(claim)]
    return next((claim for claim in links if claim.club == club), next(iter(links), None))


def _is_link(claim: Claim) -> bool:
    is_now = claim.modality is not Modality.NEGATED and claim.when is When.CURRENT
    return is_now and claim.held is None


def _confirmed_end(before: Saga, claim: Claim, fee: Fee | None) -> Change | None:
    """Of a saga that has ended only the end itself can be confirmed."""
    kind = END_KINDS.get(before.end or End.MOVED, Kind.SIGNED)
    club = before.leading.club if before.leading and kind is Kind.SIGNED else None
    if claim.kind is not kind or (club is not None and claim.club != club):
        return None
    return _confirmation(before, claim, known_telling(before, claim), fee)


def _confirmation(before: Saga, claim: Claim, known: Told | None, fee: Fee | None) -> Change | None:
    """A step that was only reported and now has a name behind it, or that the clubs announce."""
    surest = max(
        (CERTAINTIES.index(told.claim.certainty) for told in _tellings(before, claim)),
        default=CERTAINTIES.index(Certainty.OFFICIAL),
    )
    is_worth = surest == 0 or claim.kind in AGREEMENTS | {Kind.TRANSFER_REQUEST}
    is_worth = is_worth and claim.kind is not Kind.COMPETITION  # that there is a race is nobody's own word
    if claim.subject is Subject.PLAYER and is_worth and CERTAINTIES.index(claim.certainty) > surest:
        return Change(claim, known, Verdict.CONFIRMED, fee)
    return None


def _tellings(before: Saga, claim: Claim) -> Iterator[Told]:
    """The tellings of a step, and of what goes further with the same club."""
    for told in before.told:
        is_of = told.claim.club == claim.club or None in (told.claim.club, claim.club)
        if told.claim.counts and is_of and says(told.claim.kind, claim.kind):
            yield told
