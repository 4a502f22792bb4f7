"""Sums of money: how much, in which currency, how exactly. What a sum is for is said by its clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Bound

if TYPE_CHECKING:
    from collections.abc import Iterator

_CURRENCIES = {
    "£": "GBP",
    "€": "EUR",
    "$": "USD",
    "us$": "USD",
    "r$": "BRL",
    "a$": "AUD",
    "pound": "GBP",
    "euro": "EUR",
    "dollar": "USD",
    "reais": "BRL",
    "gbp": "GBP",
    "eur": "EUR",
    "usd": "USD",
}
_UNITS = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "mil": 1_000_000,
          "mill": 1_000_000, "million": 1_000_000, "millions": 1_000_000, "bn": 1_000_000_000,
          "billion": 1_000_000_000}  # fmt: skip
_NUMBER = r"(?<!\d)(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,4}(?:[.,]\d{1,2})?)(?![\d])"
_UNIT = r"(?:k|mn|mill?|m|thousand|millions?|bn|billion)\b"
_MONEY = re.compile(
    rf"""
    (?: (?P<sign>(?:US|R|A)?\$|[£€]) \s? (?P<a>{_NUMBER}) (?: [ -]? (?P<ua>{_UNIT}) )?
      | (?P<b>{_NUMBER}) [ -]? (?P<ub>{_UNIT}) [ -]? (?: of[ ] )?
        (?P<word>pounds?|euros?|dollars?|reais|GBP|EUR|USD|[£€]) )
    (?P<more> [ -]?plus\b (?![ ](?:[£€$\d]|a\b|add|bonus|an\b)) | \+(?!\s?[£€$\d]) )?
    (?P<rated> -(?:rated|valued) )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE = (
    (
        re.compile(r"(?:at least|more than|over|upwards of|in excess of|north of|a minimum of|excess of) $"),
        Bound.AT_LEAST,
    ),
    (
        re.compile(r"(?:up to|as much as|a maximum of|at most|potentially|could reach|rising to) $"),
        Bound.UP_TO,
    ),
    (
        re.compile(r"(?:about|around|some|roughly|approximately|close to|nearly|almost|region of|circa) $"),
        Bound.ABOUT,
    ),
)
_WAGES = re.compile(r"[ -]?(?:a|per|each|every)[ -](?:week|month|year|season)|[ -]?weekly|/week|pw\b|p/w")


@dataclass(frozen=True, slots=True)
class Money:
    """A sum at ``text[start:end]`` in whole units. ``rated`` is "£60m-rated"; ``wages`` is "a week"."""

    start: int
    end: int
    amount: int
    currency: str
    bound: Bound
    rated: bool = False
    wages: bool = False


def _amount(number: str, unit: str | None) -> int:
    digits = (
        number.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", number) else number.replace(",", ".")
    )
    return round(float(digits) * _UNITS.get((unit or "").lower(), 1))


def _currency(match: re.Match[str]) -> str:
    name = (match["sign"] or match["word"]).lower()
    return _CURRENCIES.get(name) or _CURRENCIES[name.rstrip("s")]


def _bound(view: str, match: re.Match[str]) -> Bound:
    if match["more"]:
        return Bound.AT_LEAST
    before = view[max(0, match.start() - 24) : match.start()].lower()
    return next((bound for pattern, bound in _BEFORE if pattern.search(before)), Bound.EXACT)


def find_money(view: str, start: int, end: int) -> Iterator[Money]:
    """The sums in ``view[start:end]``, from left to right."""
    for match in _MONEY.finditer(view, start, end):
        amount = _amount(match["a"] or match["b"], match["ua"] or match["ub"])
        wages = bool(_WAGES.match(view, match.end()))
        rated = bool(match["rated"])
        yield Money(
            match.start(),
            match.end(),
            amount,
            _currency(match),
            _bound(view, match),
            rated=rated,
            wages=wages,
        )
