"""What an article changes in a saga: news, confirmation, reversal, or nothing new. Computed on claims alone.

Texts that are alike may tell different news and texts that differ the same: the design measured that no
likeness of wording decides it, so none is used here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ladder import ENDS, RUNGS, rung
from bot.model import (
    Certainty,
    Claim,
    FeeRole,
    KeptRumour,
    Kind,
    Modality,
    PlayerFile,
    PlayerName,
    Rumour,
    Stage,
    Subject,
    Verdict,
    When,
)
from bot.sagas.alerting import alert_of
from bot.sagas.change import Change
from bot.sagas.fold import current
from bot.sagas.names import Match, find, keys
from bot.store import Judgement
from bot.wording import attributed, day, money, origin, phrase, surname

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from bot.model import Fee
    from bot.sagas.saga import Saga

_CERTAINTIES = (Certainty.CLAIMED, Certainty.ON_RECORD, Certainty.OFFICIAL)
_NEWSWORTHY = frozenset({Kind.TRANSFER_REQUEST})
"""Kinds that are news already when somebody only thinks of them."""

_SUM_TOLERANCE = 0.05
"""Sums closer than this are one sum told twice."""

_SUMS_THAT_ARE_NEWS = frozenset({FeeRole.BID, FeeRole.ASKING, FeeRole.AGREED, FeeRole.CLAUSE})


def judge(
    rows: Sequence[Rumour],
    said_on: dt.date,
    known: Sequence[PlayerFile],
    copied: dt.date | None = None,  # noqa: ARG001 - what a copy may add is decided in a step of its own
) -> Judgement:
    """Judge one player's rows of an article against what is known of the players who may be he."""
    name = rows[0].player
    file = _same_player(name, known)
    before = current(file.name, file.rumours) if file else None
    full = max((name, *((file.name, *file.aliases) if file else ())), key=lambda known: len(known.split(" ")))
    after = _with(full, rows, said_on, file)
    verdict, why, changes = _verdict(rows, said_on, before, after)
    alert = None
    if verdict.is_news and after is not None:
        alert = alert_of(full, verdict, changes, before, after, said_on, why)
    return Judgement(file.id if file else None, full, keys(full), verdict, why, alert)


def _same_player(name: str, known: Sequence[PlayerFile]) -> PlayerFile | None:
    """The one known player of that name; of two who might be he neither is taken."""
    names = [PlayerName(file.id, file.name, file.aliases) for file in known]
    found = find(name, names)
    if not isinstance(found, Match):
        longer = [file for file in known if keys(file.name)[0] in keys(name)[1:]]
        return longer[0] if len(longer) == 1 else None
    return next(file for file in known if file.id == found.player.id)


def _with(name: str, rows: Sequence[Rumour], said_on: dt.date, file: PlayerFile | None) -> Saga | None:
    """The saga as it is with the article in it."""
    import datetime as dt  # noqa: PLC0415 - only its constant is needed here

    last = max((kept.id for kept in file.rumours), default=0) if file else 0
    midnight = dt.datetime.combine(said_on, dt.time(), dt.UTC)
    added = tuple(
        KeptRumour(last + number, 0, said_on, midnight, row) for number, row in enumerate(rows, start=1)
    )
    return current(name, (*(file.rumours if file else ()), *added))


def _verdict(
    rows: Sequence[Rumour], said_on: dt.date, before: Saga | None, after: Saga | None
) -> tuple[Verdict, str, tuple[Change, ...]]:
    player = rows[0].player
    claims = [claim for row in rows if row.held is None for claim in row.claims if claim.held is None]
    if not claims:
        return Verdict.COLOUR, "Nothing in it is sure enough to be told; it waits for a moderator.", ()
    if before is not None and said_on < before.last_on and not _moves_today(before, after):
        return Verdict.STALE, f"It is of {day(said_on)}; newer news of {day(before.last_on)} is known.", ()
    changes = tuple(_changes(rows, claims, before))
    if changes:
        verdict = min((change.verdict for change in changes), key=_RARITY.index)
        return verdict, _why(changes, player, before), changes
    denied = next((claim for claim in claims if _denies_what_is_known(claim, before)), None)
    if denied is not None:
        text = phrase(denied, player)
        return Verdict.COLOUR, f"It says that {text}, against what is known; that stands beside it.", ()
    if any(_is_news(claim) for claim in claims):
        since = f" since {day(before.first_on)}" if before else ""
        return Verdict.REPEAT, f"All that it says of {surname(player)} was known{since}.", ()
    return Verdict.COLOUR, "It tells of nothing that has happened now.", ()


def _denies_what_is_known(claim: Claim, before: Saga | None) -> bool:
    """True for "he has not handed in a request" where it is known that he has."""
    if before is None or claim.modality is not Modality.NEGATED or claim.when is When.PAST:
        return False
    return any(told.claim.counts and _same_matter(claim, told.claim) for told in before.told)


# What decides when an article brings several things: the rarer one.
_RARITY = (Verdict.REVERSED, Verdict.NEW, Verdict.CONFIRMED)


def _moves_today(before: Saga, after: Saga | None) -> bool:
    """True if an old article changes where the saga stands today."""
    return after is not None and _standing(before) != _standing(after)


def _standing(saga: Saga) -> tuple[object, ...]:
    stages = tuple((suitor.club, suitor.stage) for suitor in saga.suitors)
    return saga.stage, stages, saga.player_stance, saga.club_stance


def _is_news(claim: Claim) -> bool:
    return claim.counts or (
        claim.kind in _NEWSWORTHY and claim.modality is Modality.CONSIDERING and claim.when is When.CURRENT
    )


def _changes(rows: Sequence[Rumour], claims: Iterable[Claim], before: Saga | None) -> Iterable[Change]:
    known = [told.claim for told in before.told] if before else []
    told: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: -_CERTAINTIES.index(claim.certainty)):
        if _is_news(claim) and not any(_same_matter(claim, other) for other in told):
            change = _change(rows, claim, known, before)
            if change is not None:
                told.append(claim)
                yield change


def _same_matter(claim: Claim, other: Claim) -> bool:
    """True if two claims are of one step: a suitor that only one of them names makes no difference."""
    return claim.kind is other.kind and (claim.club == other.club or None in (claim.club, other.club))


def _change(
    rows: Sequence[Rumour], claim: Claim, known: Sequence[Claim], before: Saga | None
) -> Change | None:
    same = [old for old in known if _same_matter(claim, old) and _is_news(old)]
    sum_of = _new_sum(rows, claim, before)
    if _reverses(claim, before):
        return Change(claim, None, Verdict.REVERSED, sum_of)
    if _revives(claim, before) or (not same and not _implied(claim, before)):
        return Change(claim, None, Verdict.NEW, sum_of)
    if claim.modality is Modality.ACTUAL and same and all(o.modality is Modality.CONSIDERING for o in same):
        return Change(claim, same[-1], Verdict.NEW, sum_of)
    if sum_of is not None:
        return Change(claim, same[-1] if same else None, Verdict.NEW, sum_of)
    surest = max((_CERTAINTIES.index(old.certainty) for old in same), default=-1)
    if same and claim.subject is Subject.PLAYER and _CERTAINTIES.index(claim.certainty) > surest:
        return Change(claim, same[-1], Verdict.CONFIRMED)
    return None


def _stage(claim: Claim, before: Saga | None) -> Stage | None:
    """Where the suitor of a claim stood; None if there was none."""
    if before is None or claim.club is None:
        return None
    return next((suitor.stage for suitor in before.suitors if suitor.club == claim.club), None)


def _reverses(claim: Claim, before: Saga | None) -> bool:
    """True if it ends what was alive with that suitor."""
    return claim.counts and claim.kind in ENDS and _stage(claim, before) not in (None, Stage.OFF, Stage.DONE)


def _revives(claim: Claim, before: Saga | None) -> bool:
    """True if it takes up again what was off with that suitor."""
    return claim.counts and claim.kind in RUNGS and _stage(claim, before) is Stage.OFF


def _implied(claim: Claim, before: Saga | None) -> bool:
    """True if a higher rung with that suitor is known: who has a medical has agreed, and was interested."""
    if before is None or claim.kind not in RUNGS:
        return False
    stage = _stage(claim, before)
    return stage is not None and rung(stage) >= rung(RUNGS[claim.kind]) and _one_way(claim.kind)


def _one_way(kind: Kind) -> bool:
    """A refused or a better offer can come again at the same rung; other rungs are climbed once."""
    return kind not in (Kind.BID_REJECTED, Kind.IMPROVED_BID, Kind.BID)


_ROLE_OF = {
    Kind.BID: FeeRole.BID,
    Kind.IMPROVED_BID: FeeRole.BID,
    Kind.BID_REJECTED: FeeRole.BID,
    Kind.PRICE_SET: FeeRole.ASKING,
    Kind.FEE_AGREED: FeeRole.AGREED,
    Kind.SIGNED: FeeRole.AGREED,
    Kind.RELEASE_CLAUSE: FeeRole.CLAUSE,
}


def _new_sum(rows: Sequence[Rumour], claim: Claim, before: Saga | None) -> Fee | None:
    """A sum that the article ties to this step and that nobody had told before."""
    role = _ROLE_OF.get(claim.kind)
    if role not in _SUMS_THAT_ARE_NEWS:
        return None
    fees = [fee for row in rows for fee in row.fees if fee.role is role and row.to_club in (claim.club, None)]
    old = [told.fee for told in before.fees if told.fee.role is role] if before else []
    return next((fee for fee in fees if not any(_is_same_sum(fee, other) for other in old)), None)


def _is_same_sum(one: Fee, other: Fee) -> bool:
    """Sums in one currency are compared; in another it is a conversion of a known sum (streams rule 6)."""
    if one.currency != other.currency:
        return True
    return abs(one.amount - other.amount) <= _SUM_TOLERANCE * max(one.amount, other.amount)


def _why(changes: Sequence[Change], player: str, before: Saga | None) -> str:
    """The reason in words: what was said, and what it was before."""
    change = min(changes, key=lambda change: _RARITY.index(change.verdict))
    text = attributed(change.claim, player)
    text = text[:1].upper() + text[1:]
    if change.verdict is Verdict.CONFIRMED and change.before is not None:
        return f"{text}: before {origin(change.before)}, now {origin(change.claim)}."
    if change.verdict is Verdict.REVERSED:
        return f"{text}: that undoes what was known."
    if change.before is not None and change.fee is None:
        return f"{text}: before that it was {change.before.modality.value} only."
    if change.fee is not None and change.before is not None:
        return f"{text}: {money(change.fee)} was not told before."
    return f"{text}: not known before." if before else f"{text}: the first news of this saga."
