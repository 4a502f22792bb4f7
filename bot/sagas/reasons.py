"""Why a verdict is what it is, in words: every article's entry in the log, and "Why this alert?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Modality, Verdict
from bot.sagas.matters import BIDS
from bot.sagas.saga import End
from bot.speech import mark, say
from bot.wording import attributed, day, days, money, origin, phrase, sentence, surname

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.model import Claim
    from bot.sagas.changes import Change
    from bot.sagas.saga import Saga, Told

_ENDS = {
    End.MOVED: mark("the move is done"),
    End.STAYS: mark("he stays"),
    End.CLOSED: mark("it was closed"),
}


def nothing_sure() -> str:
    """Why an article of which all is held tells nobody anything."""
    return say("Nothing in it is sure enough to be told; it waits for review.")


def nothing_now() -> str:
    """Why an article that only looks back, or ahead, is no news."""
    return say("It tells of nothing that has happened now.")


def stale(said_on: dt.date, newest: dt.date) -> str:
    """Why an old article changes nothing."""
    return say(
        "It is of {day}; newer news of {newest} is known, and it is kept as what was before.",
        day=day(said_on),
        newest=day(newest),
    )


def copy(said_on: dt.date) -> str:
    """Why a near copy changes nothing."""
    return say("Nearly the same text came on {day}, and nothing in it is new.", day=day(said_on))


def repeat(player: str, before: Saga | None, *, is_more_held: bool = False) -> str:
    """Why an article that tells of events is no news; ``is_more_held``: it says more, of which nobody is sure."""
    since = say(" since {day}", day=day(before.first_on)) if before else ""
    if not is_more_held:
        return say("All that it says of {player} was known{since}.", player=surname(player), since=since)
    return say(
        "What it surely says of {player} was known{since}; what else it says waits for review.",
        player=surname(player),
        since=since,
    )


def denied(claim: Claim, player: str) -> str:
    """Why a denial of what is known is no news."""
    return say(
        "It says that {claim}, against what is known; that stands beside it.", claim=phrase(claim, player)
    )


def after_the_end(before: Saga) -> str:
    """Why what is told of an ended saga is no news."""
    return say(
        "The saga is over{since} ({how}); this is of the days before.",
        since=say(" since {day}", day=day(before.ended_on)) if before.ended_on else "",
        how=say(_ENDS[before.end or End.CLOSED]),
    )


def news(made: Sequence[Change], verdict: Verdict, player: str, before: Saga | None) -> str:
    """Why an article is news: the claim that decided it, and what was known of it before."""
    change = _deciding(made, verdict)
    text = attributed(change.claim, player, fee=change.fee)
    text = text[:1].upper() + text[1:]
    return f"{text}: {_because(change, before)}."


def reason(made: Sequence[Change], verdict: Verdict, before: Saga | None) -> str:
    """The same without the claim itself, for where that stands already: "Not known before."."""
    return sentence(_because(_deciding(made, verdict), before))


def _deciding(made: Sequence[Change], verdict: Verdict) -> Change:
    return next(change for change in made if change.verdict is verdict)


def _because(change: Change, before: Saga | None) -> str:
    if before is None:
        return say("the first news of this saga")
    if change.verdict is Verdict.CONFIRMED:
        was = origin(change.before.claim, change.before.outlet) if change.before else say("only reported")
        return say("before {was}, now {now}", was=was, now=origin(change.claim))
    if change.verdict is Verdict.REVERSED:
        return say("that undoes what was known")
    return _because_new(change)


def _because_new(change: Change) -> str:
    if change.silence:
        return say("the first word for {days}", days=days(change.silence))
    if change.enters is not None:
        return say("{club} had not been linked with him before", club=change.enters)
    if change.before is None:
        return say("not known before")
    return _otherwise_than(change, change.before)


def _otherwise_than(change: Change, known: Told) -> str:
    """What makes it news though something like it was told."""
    if change.is_new_sum and change.fee is not None:
        return say("{sum} was not told before", sum=money(change.fee))
    if known.claim.modality is Modality.CONSIDERING:
        return say("before that it was only considered")
    if change.claim.kind in BIDS:
        return say("another offer than the one told of on {day}", day=day(known.said_on))
    return say("told on {day}, no longer so since then, and now again", day=day(known.said_on))
