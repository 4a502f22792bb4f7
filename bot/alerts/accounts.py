"""What became of a development in a channel, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.outbox import State

if TYPE_CHECKING:
    import datetime as dt

    from bot.model import Verdict
    from bot.outbox import Told


class Fate(StrEnum):
    """What became of a development in a channel, in a word or two."""

    POSTED = "posted"
    SENDING = "being sent"
    WAITING = "waiting"
    SKIPPED = "not sent"
    MUTED = "muted"
    WITHHELD = "withheld by the rules"
    UNWANTED = "nothing subscribed"
    NO_NEWS = "not news"
    HELD = "held for a moderator"


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
    "late": "it could be sent only over six hours late, so it was counted among older updates",
    "late_in_thread": "it could be sent only over six hours late, so it was left out",
    "undrawable": "a fault of the bot kept it from being put into a message",
    "unsubscribed": "the subscription was removed before it was sent",
    "disabled": "alerts were switched off in this channel before it was sent",
    "paused": "the subscription was paused before it was sent",
    "muted": "the player was muted before it was sent",
}


def queued(told: Told) -> Account:
    """The account of what was let through."""
    if told.state is State.SENT:
        return account(told, Fate.POSTED, f"{told.let_by}{_mended(told.correction)}", told.posted_at)
    if told.skipped is not None or told.state is State.DEAD:
        return account(told, Fate.SKIPPED, _skipped(told.skipped or "Discord refused it"))
    if told.state is State.OPEN:
        return account(told, Fate.SENDING, told.let_by)
    return account(told, Fate.WAITING, told.let_by, told.due)


def _mended(correction: str | None) -> str:
    """What a moderator has done to a posted alert since."""
    if correction is None:
        return ""
    done = "took the report back" if correction.startswith("retract ") else "corrected it"
    return f"; since then a moderator {done}, and the message says so"


def _skipped(why: str) -> str:
    """Why what was queued was not sent."""
    if why.startswith("retract "):
        return "it was retracted before it was sent"
    return _SKIPPED.get(why, f"it could not be sent: {why}")


def account(told: Told, fate: Fate, reason: str, when: dt.datetime | None = None) -> Account:
    """The account of a development, with its fate and the reason for that."""
    alert = told.news.alert if told.news else None
    return Account(
        told.player,
        told.at,
        told.verdict,
        told.why,
        fate,
        reason,
        alert.headline if alert else "",
        alert.changed if alert else "",
        when,
        told.repeats,
    )
