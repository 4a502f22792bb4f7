"""Sums of money, days and spans in words."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from bot.model import Bound, Fee, FeeRole
from bot.speech import ENGLISH, language, mark, say, says

# --- sums ---

_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$", "BRL": "R$", "AUD": "A$"}
_SIGNED = (
    (1_000_000_000, mark("{sign}{number}bn")),
    (1_000_000, mark("{sign}{number}m")),
    (1_000, mark("{sign}{number}k")),
    (1, mark("{sign}{number}")),
)
_CODED = (
    (1_000_000_000, mark("{currency} {number}bn")),
    (1_000_000, mark("{currency} {number}m")),
    (1_000, mark("{currency} {number}k")),
    (1, mark("{currency} {number}")),
)
_BOUNDS = {
    Bound.AT_LEAST: mark("{sum}-plus"),
    Bound.UP_TO: mark("up to {sum}"),
    Bound.ABOUT: mark("about {sum}"),
}
_FEE_ROLES = {
    FeeRole.ASKING: mark("{sum} asked"),
    FeeRole.BID: mark("{sum} offered"),
    FeeRole.AGREED: mark("{sum} agreed"),
    FeeRole.CLAUSE: mark("{sum} release clause"),
    FeeRole.VALUATION: mark("valued at {sum}"),
    FeeRole.REPORTED: mark("{sum} talked of"),
}


def money(fee: Fee) -> str:
    """A sum as it is said: "£60m-plus", "about €1.5m"."""
    return _money(fee.amount, fee.currency, fee.bound, language())


@lru_cache(maxsize=4096)
def _money(amount: int, currency: str, bound: Bound, letters: str) -> str:
    sign = _SIGNS.get(currency)
    sizes = _SIGNED if sign else _CODED
    size, text = next((pair for pair in sizes if amount >= pair[0]), sizes[-1])
    number = _number(amount / size if size > 1 else amount, letters)
    exact = say(text, sign=sign, currency=currency, number=number)
    return exact if bound is Bound.EXACT else say(_BOUNDS[bound], sum=exact)


def _number(number: float, letters: str) -> str:
    """A number with at most two decimals, in figures."""
    if letters == ENGLISH:
        return f"{number:.2f}".rstrip("0").rstrip(".")
    return format_decimal(number, "#0.##", locale=letters)


def fee_phrase(fee: Fee, told: str | None = None) -> str:
    """A sum with what it is for: "£60m-plus talked of"; ``told`` is how the sum is said, if not as usual."""
    return say(_FEE_ROLES[fee.role], sum=told or money(fee))


# --- days ---


def day(date: dt.date) -> str:
    """A day as text ("10 Jul 2017"): a date that carries no hour is never a Discord timestamp."""
    return _day(date.toordinal(), language(), has_year=True)


def short_day(date: dt.date) -> str:
    """A day whose year goes without saying ("10 Jul")."""
    return _day(date.toordinal(), language(), has_year=False)


@lru_cache(maxsize=4096)
def _day(ordinal: int, letters: str, *, has_year: bool) -> str:
    """By its number, so that a moment is no other key than its day."""
    date = dt.date.fromordinal(ordinal)
    if letters == ENGLISH:
        return f"{date.day} {date:%b %Y}" if has_year else f"{date.day} {date:%b}"
    if has_year:
        return format_date(date, "medium", locale=letters)
    return format_skeleton("MMMd", date, locale=letters)


def ago(days: int) -> str:
    """How long ago something was, in the largest unit that is full: "today", "9 years ago"; 20 days are 3 weeks."""
    match _span(days):
        case number, 365:
            return says("{count} year ago", "{count} years ago", number)
        case number, 30:
            return says("{count} month ago", "{count} months ago", number)
        case number, 7:
            return says("{count} week ago", "{count} weeks ago", number)
        case number, 1:
            return says("{count} day ago", "{count} days ago", number)
        case _:
            return say("today")


def days(count: int) -> str:
    """A span in the largest unit that is true: "3 days", "2 months"."""
    match _span(count):
        case number, 365:
            return says("{count} year", "{count} years", number)
        case number, 30:
            return says("{count} month", "{count} months", number)
        case number, 7:
            return says("{count} week", "{count} weeks", number)
        case number, 1:
            return says("{count} day", "{count} days", number)
        case _:
            return say("less than a day")


def _span(days: int) -> tuple[int, int]:
    """So many of the largest unit that is full, and its days; weeks are rounded."""
    size = next((size for size in (365, 30, 7, 1) if days >= size), 0)
    return (round(days / size) if size == 7 else days // size, size) if size else (0, 0)  # noqa: PLR2004
