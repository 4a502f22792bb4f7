"""What an article changes in a saga: claim by claim, against all that was known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ladder import ENDS, RUNGS
from bot.model import Certainty, Claim, ClubStance, FeeRole, Kind, Modality, PlayerStance, Subject, Verdict
from bot.sagas.matters import BIDS, CERTAINTIES, is_news, ordinal, says
from bot.sagas.pursuit import AGREEMENTS
from bot.sagas.saga import End
from bot.sagas.sums import PRICES, DatedFee, is_known, of_kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from bot.model import Fee
    from bot.sagas.reports import Report
    from bot.sagas.saga import Saga, Suitor, Told

_SILENCE = 60
"""Days without any news of a saga after which what was known is news again."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an article adds: the claim, what it was before (None: not known), and what it makes it.

    ``fee`` is the sum that the article ties to it; ``is_new_sum``: nobody had told that sum. ``silence``: days for
    which nothing had been heard, where that is what makes it news.
    """

    claim: Claim
    before: Told | None
    verdict: Verdict
    fee: Fee | None = None
    is_new_sum: bool = False
    silence: int = 0


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
    """All that an article changes, each matter once, the surest telling of it."""
    found: list[Change] = []
    for claim in sorted(weighing.report.claims, key=lambda claim: -CERTAINTIES.index(claim.certainty)):
        is_told = any(_is_one_matter(claim, other.claim) for other in found)
        change = None if is_told or not is_news(claim) else _change(weighing, claim)
        if change is not None:
            found.append(change)
    return tuple(found)


def _is_one_matter(claim: Claim, other: Claim) -> bool:
    """True if two claims are of one step: a suitor that only one of them names makes no difference."""
    return claim.kind is other.kind and (claim.club == other.club or None in (claim.club, other.club))


def _change(weighing: Weighing, claim: Claim) -> Change | None:
    before, fee = weighing.before, _fee(weighing.report, claim)
    if before is None:
        return Change(claim, None, Verdict.NEW, fee)
    if before.end is not None:
        return _after_the_end(before, claim, fee)
    known = last_told(before, claim)
    if claim.modality is Modality.CONSIDERING:
        return None if known else Change(claim, None, Verdict.NEW)
    verdict = (
        _of_stance(weighing, claim) if claim.kind in _STANCES else _of_deal(weighing, before, claim, fee)
    )
    if verdict is not None:
        old = known if verdict is Verdict.NEW or claim.kind in _STANCES else None
        return Change(
            claim, old or _weighed(before, claim), verdict, fee, _is_new_sum(before, weighing.day, claim, fee)
        )
    if weighing.silence >= _SILENCE and claim.kind not in BIDS and known is not None:
        return Change(claim, known, Verdict.NEW, fee, silence=weighing.silence)
    return _confirmation(before, claim, known, fee)


def _fee(report: Report, claim: Claim) -> Fee | None:
    """The sum that the article ties to a claim: that of the suitor's own row."""
    rows = [kept.rumour for kept in report.rows if kept.rumour.held is None]
    own = [fee for row in rows if claim.club in (row.to_club, None) for fee in row.fees]
    return of_kind(claim.kind, own)


def last_told(before: Saga, claim: Claim) -> Told | None:
    """The surest telling of the same step that was known, the last of equals."""
    same = [told for told in before.told if is_news(told.claim) and _is_one_matter(told.claim, claim)]
    if claim.modality is Modality.ACTUAL:
        same = [told for told in same if told.claim.modality is Modality.ACTUAL]
    return max(reversed(same), key=lambda told: CERTAINTIES.index(told.claim.certainty), default=None)


def _weighed(before: Saga, claim: Claim) -> Told | None:
    """What was only considered, and is so now."""
    same = [told for told in before.told if is_news(told.claim) and _is_one_matter(told.claim, claim)]
    return next((told for told in reversed(same) if told.claim.modality is Modality.CONSIDERING), None)


# --- after the end ---


def _after_the_end(before: Saga, claim: Claim, fee: Fee | None) -> Change | None:
    """Of a saga that has ended only the end itself can be confirmed, or undone."""
    if before.end is End.STAYS:
        is_end = claim.kind is Kind.CONTRACT_RENEWAL
        return _confirmation(before, claim, last_told(before, claim), fee) if is_end else None
    winner = before.leading
    if winner is None or claim.club != winner.club:
        return None
    if claim.kind in ENDS:
        return Change(claim, None, Verdict.REVERSED, fee)
    is_end = claim.kind is Kind.SIGNED
    return _confirmation(before, claim, last_told(before, claim), fee) if is_end else None


# --- stances ---

_STANCES = frozenset(
    {
        Kind.WANTS_MOVE,
        Kind.TRANSFER_REQUEST,
        Kind.CONTRACT_RENEWAL,
        Kind.NOT_FOR_SALE,
        Kind.PRICE_SET,
        Kind.OPEN_TO_SALE,
        Kind.COMPETITION,
        Kind.DENIED,
    }
)


def _of_stance(weighing: Weighing, claim: Claim) -> Verdict | None:
    """News of where the player or his club stands; None if they were known to stand there."""
    before = weighing.before
    assert before is not None  # noqa: S101 - the first article of a saga is judged before
    player, club = before.player_stance, before.club_stance
    wants = (PlayerStance.WANTS_MOVE, PlayerStance.REQUESTED_TRANSFER)
    match claim.kind:
        case Kind.WANTS_MOVE:
            return _unless(player in wants, reverses=player is PlayerStance.WANTS_TO_STAY)
        case Kind.TRANSFER_REQUEST:
            return _unless(player is PlayerStance.REQUESTED_TRANSFER)
        case Kind.CONTRACT_RENEWAL:
            return Verdict.REVERSED if before.alive else Verdict.NEW
        case Kind.NOT_FOR_SALE:
            return _unless(club is ClubStance.NOT_FOR_SALE, reverses=club is ClubStance.SOLD)
        case Kind.OPEN_TO_SALE:
            return _unless(club in (ClubStance.OPEN_TO_SALE, ClubStance.PRICE_SET, ClubStance.SOLD))
        case Kind.PRICE_SET:
            return _of_price(weighing, before)
        case Kind.DENIED:
            return _unless(last_told(before, claim) is not None)
        case _:  # that there is a race says nothing where a suitor is known: his rivals are news by name
            return _unless(bool(before.alive))


def _unless(is_known_already: bool, *, reverses: bool = False) -> Verdict | None:  # noqa: FBT001 - reads as said
    if is_known_already:
        return None
    return Verdict.REVERSED if reverses else Verdict.NEW


def _of_price(weighing: Weighing, before: Saga) -> Verdict | None:
    """A price is news if its sum is; without a sum, if none was set before. After an agreement it undoes it."""
    prices = [
        DatedFee(fee, weighing.day)
        for kept in weighing.report.rows
        if kept.rumour.held is None
        for fee in kept.rumour.fees
        if fee.role is FeeRole.ASKING
    ]
    known = [told.dated for told in before.fees if told.fee.role in PRICES]
    is_old = all(is_known(price, known) for price in prices) if prices else False
    if is_old or (not prices and before.club_stance is ClubStance.PRICE_SET):
        return None
    if before.club_stance is ClubStance.SOLD:
        return None if weighing.report.kinds & AGREEMENTS else Verdict.REVERSED
    return Verdict.NEW


# --- the deal ---


def _of_deal(weighing: Weighing, before: Saga, claim: Claim, fee: Fee | None) -> Verdict | None:
    """News of a suitor's deal; None if it was known, goes without saying, or comes too late to count."""
    suitor = before.suitor(claim.club)
    if claim.kind in ENDS:
        return _of_end(before, claim, suitor)
    if suitor is None:
        return None if claim.club is None and last_told(before, claim) else Verdict.NEW
    if suitor.out is not None:
        after = weighing.after.suitor(claim.club)
        return Verdict.NEW if after is not None and after.out is None else None
    if claim.kind in BIDS:
        return _of_bid(weighing, before, claim, suitor, fee)
    return None if any(says(kind, claim.kind) for kind in suitor.kinds) else Verdict.NEW


def _of_end(before: Saga, claim: Claim, suitor: Suitor | None) -> Verdict | None:
    if claim.club is None:
        return Verdict.REVERSED if before.alive else None
    if suitor is None:
        return Verdict.NEW
    is_known_already = suitor.out is not None or (claim.kind is Kind.REJECTS_MOVE and suitor.is_refused)
    return None if is_known_already else Verdict.REVERSED


def _of_bid(
    weighing: Weighing, before: Saga, claim: Claim, suitor: Suitor, fee: Fee | None
) -> Verdict | None:
    """An offer is news if its sum is, or its number, or if an offer that waited is answered."""
    if suitor.kinds & AGREEMENTS:
        return None  # offers told after the agreement are of the days before it
    if fee is not None and _offers(before, claim.club):
        is_new = _is_new_sum(before, weighing.day, claim, fee)
        return Verdict.NEW if is_new or _is_answer(claim, suitor) else None
    if ordinal(claim) > _most_offers(before, claim.club):
        return Verdict.NEW
    return None if any(says(kind, claim.kind) for kind in suitor.kinds) else Verdict.NEW


def _is_answer(claim: Claim, suitor: Suitor) -> bool:
    return claim.kind is Kind.BID_REJECTED and Kind.BID_REJECTED not in suitor.kinds


def _offers(before: Saga, club: str | None) -> list[DatedFee]:
    return [told.dated for told in before.fees if told.fee.role is FeeRole.BID and told.club in (club, None)]


def _most_offers(before: Saga, club: str | None) -> int:
    """How many offers of a club were counted, as far as anybody told: an offer is one at the least."""
    return max(
        (
            max(1, ordinal(told.claim))
            for told in before.told
            if told.claim.club == club and told.claim.kind in BIDS and told.claim.counts
        ),
        default=0,
    )


def _is_new_sum(before: Saga, day: dt.date, claim: Claim, fee: Fee | None) -> bool:
    """True if nobody had told the sum of an offer."""
    if fee is None or claim.kind not in BIDS:
        return False
    return not is_known(DatedFee(fee, day), _offers(before, claim.club))


# --- certainty ---


def _confirmation(before: Saga, claim: Claim, known: Told | None, fee: Fee | None) -> Change | None:
    """A step that was only reported and now has a name behind it, or that the clubs announce."""
    surest = max(
        (CERTAINTIES.index(told.claim.certainty) for told in _tellings(before, claim)),
        default=CERTAINTIES.index(Certainty.OFFICIAL),
    )
    is_worth = surest == 0 or claim.kind in AGREEMENTS | {Kind.TRANSFER_REQUEST}
    if claim.subject is Subject.PLAYER and is_worth and CERTAINTIES.index(claim.certainty) > surest:
        return Change(claim, known, Verdict.CONFIRMED, fee)
    return None


def _tellings(before: Saga, claim: Claim) -> Iterator[Told]:
    """The tellings of a step, and of what goes further with the same club."""
    for told in before.told:
        is_of = told.claim.club == claim.club or None in (told.claim.club, claim.club)
        if told.claim.counts and is_of and says(told.claim.kind, claim.kind):
            yield told


def steps(found: Sequence[Change]) -> tuple[Change, ...]:
    """The changes that move the deal itself."""
    return tuple(change for change in found if change.claim.kind in RUNGS or change.claim.kind in ENDS)
