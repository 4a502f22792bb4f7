"""The words in which claims, sums and days are told, in the current language: one place for all who tell of them."""

from bot.wording.claims import (
    Together,
    attributed,
    hedged,
    in_row,
    noun,
    origin,
    phrase,
    reportedly,
    together,
)
from bot.wording.figures import ago, day, days, fee_phrase, money, short_day
from bot.wording.names import (
    begins_with,
    capital,
    counted,
    listed,
    possessive,
    sentence,
    strung,
    surname,
    with_article,
    without_subject,
)

__all__ = [
    "Together",
    "ago",
    "attributed",
    "begins_with",
    "capital",
    "counted",
    "day",
    "days",
    "fee_phrase",
    "hedged",
    "in_row",
    "listed",
    "money",
    "noun",
    "origin",
    "phrase",
    "possessive",
    "reportedly",
    "sentence",
    "short_day",
    "strung",
    "surname",
    "together",
    "with_article",
    "without_subject",
]
