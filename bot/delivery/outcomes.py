"""What a failed try to send an alert means: try again, try otherwise, or never again."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import Enum

import discord

from bot.speech import mark

FIRST_WAIT = 2.0
LONGEST_WAIT = 300.0
"""Seconds."""

LONGEST_BLOCK = 3600.0
"""Seconds for which nothing is sent where a proxy bars the bot and does not say for how long."""

_MAY_NOT = 50013
_INVALID_FORM = 50035
_BAD_REQUEST = 400
_UNAUTHORIZED = 401
_TOO_MANY = 429
_SERVER_FAULT = 500

# Discord's page "Opcodes and Status Codes". What is said is kept in English, and shown to the guild's moderators.
CLOSED = {
    10003: mark("the channel no longer exists"),
    10004: mark("the server no longer exists"),
    40067: mark("the forum asks for a tag that the bot may give, and has none"),
    50001: mark("the bot cannot see the channel"),
    50007: mark("the user takes no messages from the bot"),
    50008: mark("the channel takes no messages"),
    50013: mark("the bot may not send messages in the channel"),
    50083: mark("the thread is archived or locked"),
    50278: mark("the user takes no messages from the bot"),
    160005: mark("the thread is locked"),
}
_DOUBTED = frozenset((40067, 50001))
"""Said also for a moment, while a channel or a role is being changed: it must be said twice running."""

_PASSING = {
    20016: mark("the channel is in slow mode"),
    160006: mark("the server has as many open threads as Discord allows"),
}
# What belongs into a forum but no post of it is lost, and what makes posts goes on.
_LOST = {40058: mark("the channel is a forum, which takes posts only")}


class Step(Enum):
    """What to do after a try."""

    DELIVERED = "delivered"
    PLAIN = "try once more as plain text"
    GIVE_UP = "give up this alert"
    DISABLE = "give up the channel"
    EXPIRED = "too old to be told now"
    LATER = "try again later"
    BLOCKED = "send nothing for a while"
    HALT = "stop sending at all"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A step, and the reason in words.

    ``message_id`` is 0 unless the message is known to stand, in the channel or thread ``posted_in``. ``seconds`` is
    how long nothing may be sent, for ``BLOCKED``.
    """

    step: Step
    why: str = ""
    message_id: int = 0
    posted_in: int = 0
    seconds: float = 0.0
    code: int = 0


def outcome_of(error: Exception, *, plain: bool, last_fault: str | None = None) -> Outcome:
    """What an error says of a try; ``plain`` if that was already the one in plain text, ``last_fault`` of the last try.

    Whatever is not known to be final is tried again: it is safe, as every try has the same nonce.
    """
    if not isinstance(error, discord.HTTPException):
        return Outcome(Step.LATER, type(error).__name__)
    if error.code in (_MAY_NOT, _INVALID_FORM) and not plain:
        # The first may mean that only the embed is not allowed.
        return Outcome(Step.PLAIN, code=error.code)
    if error.status == _UNAUTHORIZED:
        return Outcome(Step.HALT, "Discord refuses the token")
    if error.code in _DOUBTED and last_fault != CLOSED[error.code]:
        return Outcome(Step.LATER, CLOSED[error.code], code=error.code)
    return _blocked(error) or _refused(error)


def is_refused(error: discord.HTTPException) -> bool:
    """True if Discord itself will not do what was asked, however often it is asked."""
    is_asked_for = _BAD_REQUEST <= error.status < _SERVER_FAULT
    return is_asked_for and error.status not in (_UNAUTHORIZED, _TOO_MANY) and error.code != 0


def _blocked(error: discord.HTTPException) -> Outcome | None:
    """A 429 that does not come from Discord itself: the proxy before it bars the bot's address."""
    if error.status != _TOO_MANY or "Via" in error.response.headers:
        return None
    told = str(error.response.headers.get("Retry-After", ""))
    seconds = float(told) if told.isdecimal() else LONGEST_BLOCK
    return Outcome(
        Step.BLOCKED, "the proxy before Discord bars this address", seconds=min(seconds, LONGEST_BLOCK)
    )


def _refused(error: discord.HTTPException) -> Outcome:
    if error.code in CLOSED:
        return Outcome(Step.DISABLE, CLOSED[error.code], code=error.code)
    if error.code in _PASSING:
        return Outcome(Step.LATER, _PASSING[error.code], code=error.code)
    why = _LOST.get(error.code, f"Discord answered {error.status}, code {error.code}")
    passing = error.status >= _SERVER_FAULT or error.status == _TOO_MANY
    # Code 0 is not Discord's own: a proxy before it refuses everything, and that passes.
    return Outcome(Step.LATER if passing or not error.code else Step.GIVE_UP, why, code=error.code)


def wait_after(attempts: int, chance: float | None = None) -> float:
    """Seconds to wait after so many earlier tries: doubled each time, up to five minutes, and scattered.

    ``chance`` from 0 to 1 says where between half and all of it; by default at random.
    """
    longest = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(attempts, 10))
    return longest * (0.5 + (random.random() if chance is None else chance) / 2)
