"""What became of a development in a channel, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.outbox import State
from bot.speech import language, mark, say

if TYPE_CHECKING:
    import datetime as dt

    from bot.model import Verdict
    from bot.outbox import Told


class Fate(StrEnum):
    """What became of a development in a channel, in a word or two of English."""

    POSTED = mark("posted")
    SENDING = mark("being sent")
    WAITING = mark("waiting")
    SKIPPED = mark("not sent")
    MUTED = mark("muted")
    WITHHELD = mark("withheld by the rules")
    UNWANTED = mark("nothing subscribed")
    NO_NEWS = mark("not news")
    HELD = mark("held for review")


@dataclass(frozen=True, slots=True)
class Account:
    """What became of a development: the fate, why, and when that was or will be.

    ``claim`` is what changed, from what it was before. ``judged`` is why it is news, or none. ``repeats``: how many
    reports of the same were withheld since.
    """

    player: str
    at: dt.datetime
    verdict: Verdict
    judged: str
    fate: Fate
    why: str = ""
    headline: str = ""
    claim: str = ""
    when: dt.datetime | None = None
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class Accounts:
    """Accounts, the newest first; times are told by the clocks of ``zone``. ``player``: of him only.

    ``where``: the channel as it stands in the middle of a sentence.
    """

    accounts: tuple[Account, ...]
    where: str
    zone: str
    player: str | None = None


_SKIPPED = {
    "late": mark("it could be sent only over six hours late, so it was counted among older updates"),
    "late_in_thread": mark("it could be sent only over six hours late, so it was left out"),
    "undrawable": mark("a fault of the bot kept it from being put into a message"),
    "unsubscribed": mark("the subscription was removed before it was sent"),
    "disabled": mark("alerts were switched off in this channel before it was sent"),
    "paused": mark("the subscription was paused before it was sent"),
    "muted": mark("the player was muted before it was sent"),
    "no_wire": mark("the operator's news were switched off here before it was sent"),
    "left": mark("the bot was removed from this server before it was sent"),
}
_ANSWERED = re.compile(r"Discord answered (?P<status>\d+), code (?P<code>\d+)")
"""What is kept of a fault that has no words of its own."""


def queued(told: Told) -> Account:
    """The account of what was let through."""
    let_by = str(told.let_by or "")
    if told.state is State.SENT:
        return account(told, Fate.POSTED, f"{let_by}{_mended(told.correction)}", told.posted_at)
    if told.skipped is not None or told.state is State.DEAD:
        return account(told, Fate.SKIPPED, _skipped(told.skipped or mark("Discord refused it")))
    if told.state is State.OPEN:
        return account(told, Fate.SENDING, let_by)
    return account(told, Fate.WAITING, let_by, told.due)


def _mended(correction: str | None) -> str:
    """What a moderator has done to a posted alert since."""
    if correction is None:
        return ""
    if correction.startswith("retract "):
        return say("; since then a moderator took the report back, and the message says so")
    return say("; since then a moderator corrected it, and the message says so")


def _skipped(why: str) -> str:
    """Why what was queued was not sent."""
    if why.startswith("retract "):
        return say("it was retracted before it was sent")
    if why in _SKIPPED:
        return say(_SKIPPED[why])
    answered = _ANSWERED.fullmatch(why)
    reason = say("Discord answered {status}, code {code}", **answered.groupdict()) if answered else say(why)
    return say("it could not be sent: {reason}", reason=reason)


def account(told: Told, fate: Fate, reason: str, when: dt.datetime | None = None) -> Account:
    """The account of a development, with its fate and the reason for that."""
    alert = told.news.alert.in_language(language()) if told.news else None
    return Account(
        told.player,
        told.at,
        told.verdict,
        str(told.why),
        fate,
        reason,
        alert.headline if alert else "",
        alert.changed if alert else "",
        when,
        told.repeats,
    )
