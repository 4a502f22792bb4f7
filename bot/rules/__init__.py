"""The rules of subscriptions: what they let through, when it is told then, and how they are said."""

from bot.rules.decision import LATE, MERGE_WINDOW, Decision, Form, News, called, concerns, decide, settled
from bot.rules.hours import day_start
from bot.rules.rating import rated
from bot.rules.words import describe

__all__ = [
    "LATE",
    "MERGE_WINDOW",
    "Decision",
    "Form",
    "News",
    "called",
    "concerns",
    "day_start",
    "decide",
    "describe",
    "rated",
    "settled",
]
