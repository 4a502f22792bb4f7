"""Why a verdict is what it is, in words: every article's entry in the log, and "Why this alert?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Modality, Verdict
from bot.sagas.matters import BIDS
from bot.sagas.saga import End
from bot.wording import attributed, day, days, money, origin, phrase, surname

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.model import Claim
    from bot.sagas.changes import Change
    from bot.sagas.saga import Saga, Told

NOTHING_SURE = "Nothing in it is sure enough to be told; it waits for a moderator."
NOTHING_NOW = "It tells of nothing that has happened now."


def stale(said_on: dt.date, newest: dt.date) -> str:
    """Why an old article changes nothing."""
    return (
        f"It is of {day(said_on)}; newer news of {day(newest)} is known, and it is kept as what was before."
    )


def copy(said_on: dt.date) -> str:
    """Why a near copy changes nothing."""
    return f"Nearly the same text came on {day(said_on)}, and nothing in it is new."


def repeat(player: str, before: Saga | None, *, is_more_held: bool = False) -> str:
    """Why an article that tells of events is no news; ``is_more_held``: it says more, of which nobody is sure."""
    since = f" since {day(before.first_on)}" if before else ""
    if not is_more_held:
        return f"All that it says of {surname(player)} was known{since}."
    return (
        f"What it surely says of {surname(player)} was known{since}; what else it says waits for a moderator."
    )


def denied(claim: Claim, player: str) -> str:
    """Why a denial of what is known is no news."""
    return f"It says that {phrase(claim, player)}, against what is known; that stands beside it."


def after_the_end(before: Saga) -> str:
    """Why what is told of an ended saga is no news."""
    how = {End.MOVED: "the move is done", End.STAYS: "he stays", End.CLOSED: "it was closed"}
    ended = f" since {day(before.ended_on)}" if before.ended_on else ""
    return f"The saga is over{ended} ({how[before.end or End.CLOSED]}); this is of the days before."


def news(made: Sequence[Change], verdict: Verdict, player: str, before: Saga | None) -> str:
    """Why an article is news: the claim that decided it, and what was known of it before."""
    change = next(change for change in made if change.verdict is verdict)
    text = attributed(change.claim, player, fee=change.fee)
    text = text[:1].upper() + text[1:]
    return f"{text}: {_because(change, before)}."


def _because(change: Change, before: Saga | None) -> str:
    if before is None:
        return "the first news of this saga"
    if change.verdict is Verdict.CONFIRMED:
        was = origin(change.before.claim, change.before.outlet) if change.before else "only reported"
        return f"before {was}, now {origin(change.claim)}"
    if change.verdict is Verdict.REVERSED:
        return "that undoes what was known"
    return _because_new(change)


def _because_new(change: Change) -> str:
    if change.silence:
        return f"the first word for {days(change.silence)}"
    if change.enters is not None:
        return f"{change.enters} had not been linked with him before"
    if change.before is None:
        return "not known before"
    return _otherwise_than(change, change.before)


def _otherwise_than(change: Change, known: Told) -> str:
    """What makes it news though something like it was told."""
    if change.is_new_sum and change.fee is not None:
        return f"{money(change.fee)} was not told before"
    if known.claim.modality is Modality.CONSIDERING:
        return "before that it was only considered"
    if change.claim.kind in BIDS:
        return f"another offer than the one told of on {day(known.said_on)}"
    return f"told on {day(known.said_on)}, no longer so since then, and now again"
