"""Sums of money: how much, in which currency, how exactly. What a sum is for is said by its clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
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
    "quid": "GBP",
    "sterling": "GBP",
    "euro": "EUR",
    "dollar": "USD",
    "buck": "USD",
    "reais": "BRL",
    "real": "BRL",
    "franc": "CHF",
    "yen": "JPY",
    "gbp": "GBP",
    "eur": "EUR",
    "usd": "USD",
    "chf": "CHF",
    "kronor": "SEK",
    "swedish krona": "SEK",
    "danish kroner": "DKK",
    "danish krone": "DKK",
    "norwegian kroner": "NOK",
    "norwegian krone": "NOK",
    "zloty": "PLN",
    "zlotie": "PLN",
    "lei": "RON",
    "forint": "HUF",
    "koruna": "CZK",
    "korunas": "CZK",
    "czech crown": "CZK",
    "turkish lira": "TRY",
    "lira": "TRY",
    "rouble": "RUB",
    "ruble": "RUB",
    "rand": "ZAR",
    "rupee": "INR",
    "naira": "NGN",
    "yuan": "CNY",
    "hryvnia": "UAH",
    "riyal": "SAR",
    "dirham": "AED",
    "sek": "SEK",
    "dkk": "DKK",
    "nok": "NOK",
    "pln": "PLN",
    "brl": "BRL",
    "mexican peso": "MXN",
    "argentine peso": "ARS",
}
_UNITS = {"k": 1_000, "grand": 1_000, "thousand": 1_000, "thousands": 1_000, "m": 1_000_000, "mn": 1_000_000,
          "mln": 1_000_000, "mil": 1_000_000, "mill": 1_000_000, "mio": 1_000_000, "million": 1_000_000,
          "millions": 1_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000}  # fmt: skip
_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {
    **{word: number for number, word in enumerate(_ONES, 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "hundred": 100,
    "a": 1,
    "half a": 0.5,
    "quarter of a": 0.25,
    "a couple of": 2,
}

_DIGITS = (
    r"(?<![\d.,])(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,3}(?:\.\d{3}){2,3}|\d{1,4}(?:[.,]\d{1,2}|\.\d{3})?)(?![\d])"
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3}){2,}")
_ONE_TO_NINE = "|".join(_ONES[:9])
_SPELT = (
    rf"\b(?:(?:{'|'.join(_TENS)})(?:[ -](?:{_ONE_TO_NINE}))?|{'|'.join(reversed(_ONES))}|(?:an?[ ]|one[ ])?hundred|"
    r"half[ ]a|a[ ]couple[ ]of|(?:a[ ])?quarter[ ]of[ ]a|a)"
)
_HALF = r"[ -]and[ -]a[ -]half"
_UNIT = r"(?:k|mn|mln|mill?|mio|m|thousands?|grand|millions?|bn|billion)\b(?:\.(?=[ ][a-z€£$]))?"
_LONG_UNIT = r"(?:thousand|grand|millions?|billion)\b"
_SIGN = r"(?:(?:US|R|A)?\$|[£€]|\b(?:EUR|GBP|USD|CHF|SEK|NOK|DKK|PLN|BRL)(?=[ \d]))"
_WORD = (
    r"(?:(?:British|US|American|Swiss|Brazilian|Polish|Romanian|Hungarian|Russian|South[ ]African|Indian|Nigerian|"
    r"Chinese|Ukrainian|Saudi|Emirati)[ ])?"
    r"(?:pounds?(?:[ ]sterling)?|euros?|dollars?|bucks|quid|reais|francs?|yen|GBP|EUR|USD|CHF|US\$|[£€$]|"
    r"(?:Swedish[ ])?kronor|Swedish[ ]krona|(?:Danish|Norwegian)[ ]krone[r]?|z[łl]ot(?:ys?|ies)|lei|forints?|"
    r"(?:Czech[ ])?korunas?|Czech[ ]crowns?|(?:Turkish[ ])?lira|rou?bles?|rand|rupees?|naira|yuan|hryvnias?|riyals?|"
    r"dirhams?|SEK|DKK|NOK|PLN|(?:Mexican|Argentine)[ ]pesos?)(?!\w)"
)


@cache
def _money() -> re.Pattern[str]:
    """A sum; made when a text first has something like one, since making it takes a tenth of the import."""
    return re.compile(
        rf"""
        (?: (?P<sign>{_SIGN}) \s? (?P<a>{_DIGITS}) (?: [ -]? (?P<ua>{_UNIT}) )?
          | (?P<b>{_DIGITS}) [ -]? (?P<ub>{_UNIT}) (?P<half>{_HALF})? [ -]? (?: of[ ]|in[ ] )? (?P<word>{_WORD})
          | (?P<s>{_SPELT}) (?P<shalf>{_HALF})? [ -] (?P<us>{_LONG_UNIT}) (?P<thalf>{_HALF})? [ -]? (?: of[ ]|in[ ] )?
            (?P<sword>{_WORD})
          | (?P<n>{_DIGITS}) [ ]? (?P<nword>(?:pounds|euros|dollars|reais|[£€])(?!\w))
          | (?P<c>{_DIGITS}) [ -]? (?P<uc>{_UNIT})
          | (?P<d>{_SPELT}) (?P<dhalf>{_HALF})? [ -] (?P<ud>{_LONG_UNIT}) (?P<ehalf>{_HALF})? )
        (?P<more> [ -]?plus\b (?![ ](?:[£€$\d]|a\b|add|bonus|an\b)) | \+(?!\s?[£€$\d]) | [ ]or[ ]more\b )?
        (?P<rated> -(?:rated|valued) )?
        """,
        re.IGNORECASE | re.VERBOSE,
    )


_MAY_BE = re.compile(r"\d|million|thousand|billion|grand", re.IGNORECASE)
"""What every sum holds: most paragraphs have none of it."""
_BEFORE = (
    (
        re.compile(
            r"(?:at least|(?<!no )more than|over|upwards of|in excess of|north of|a minimum of|"
            r"excess of|above|no less than) $"
        ),
        Bound.AT_LEAST,
    ),
    (
        re.compile(
            r"(?:up to|as much as|a maximum of|at most|potentially|could reach|rising to|no more than) $"
        ),
        Bound.UP_TO,
    ),
    (
        re.compile(
            r"(?:about|around|some|roughly|approximately|close to|nearly|almost|region of|circa|just under|just over|"
            r"order of|neighbourhood of|shy of|or so|approx\.?) $"
        ),
        Bound.ABOUT,
    ),
)
_PERIOD = r"(?:week|month|year|season|annum|day|campaign)"
_WAGES = re.compile(
    rf"[ -]?(?:(?:net|gross|basic|before tax|after tax|plus bonuses)[ ,]{{1,2}})?"
    rf"(?:(?:a|an|per|each|every)[ -]{_PERIOD}|in wages|weekly|annually|yearly|annual|salary|wages?|each\b)"
    rf"|/ ?(?:week|month|year|season|w\b)|[ ]?(?:pw|pa)\b|[ ]?p/[wa]\b",
    re.IGNORECASE,
)
_EARNS = re.compile(
    r"(?:\b(?:salar(?:y|ies)|wages?|wage bill|pay packet|pay cheque|earn(?:s|ed|ing|ings)?|takes home|annual|weekly)\b)"
    r"(?P<gap>[^.;:£€$\d]{0,24})$",
    re.IGNORECASE,
)
_NO_EARNINGS = re.compile(r"fee|bid|offer|clause|price|deal|move|paid|pay\b", re.IGNORECASE)
# What else is counted in millions, or measured in metres.
_NO_MONEY = re.compile(
    r"[ -]?(?:followers?|people|fans|views|viewers|inhabitants|souls|metres?|meters?|yards?|tickets?|shares|times|"
    r"users|copies|years|listeners|subscribers|residents|seats|miles|children|supporters|voters|minutes|out\b|away\b|"
    r"strike|shot|effort|sprint|dash|tall|high|record|(?:[a-z]+[ ])?(?:kron[ea]r?|crowns?|pesos?|dinars?|won|leva?|"
    r"marks?|pesetas?|escudos?|guilders?|krona))\b",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"[ ]?(?:-|–|to|or|and)[ ]?(?:[£€$])?{_DIGITS}[ -]?(?P<unit>{_UNIT})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Money:
    """A sum at ``text[start:end]`` in whole units. ``rated`` is "£60m-rated"; ``wages`` is "a week".

    ``implied`` says that its currency is not written beside it, but is the only one of the text.
    """

    start: int
    end: int
    amount: int
    currency: str
    bound: Bound
    rated: bool = False
    wages: bool = False
    implied: bool = False


def _value(match: re.Match[str]) -> tuple[float, str | None]:
    """The number as it is written and its unit."""
    for number, unit in (("a", "ua"), ("b", "ub"), ("n", None), ("c", "uc")):
        if match[number] is not None:
            return _digits(match[number]), match[unit] if unit else None
    spelt, unit = ("s", "us") if match["s"] is not None else ("d", "ud")
    return _spelt(match[spelt].lower()), match[unit]


def _digits(number: str) -> float:
    if _GROUPED.fullmatch(number):
        return float(number.replace(",", "").replace(".", ""))
    return float(number.replace(",", "."))


def _spelt(words: str) -> float:
    if words.endswith("quarter of a"):
        return 0.25
    if words.endswith("hundred"):
        return 100
    if words in _WORDS:
        return _WORDS[words]
    return sum(_WORDS[word] for word in words.replace("-", " ").split(" "))


def _unit(view: str, match: re.Match[str], unit: str | None) -> int:
    """What the number is multiplied by; the first of "£20-25m" takes the unit of the second, "£750,000" none."""
    if unit is None:
        later = None if _is_whole(match) else _RANGE.match(view, match.end())
        unit = later["unit"] if later else ""
    return _UNITS.get((unit or "").lower().rstrip("."), 1)


def _is_whole(match: re.Match[str]) -> bool:
    """True for a number that is written out in full: "750,000"."""
    return any(match[group] and _GROUPED.fullmatch(match[group]) for group in ("a", "n"))


def _currency(match: re.Match[str]) -> str | None:
    name = (match["sign"] or match["word"] or match["sword"] or match["nword"] or "").lower().strip()
    if not name:
        return None
    if name in _CURRENCIES or name.rstrip("s") in _CURRENCIES:
        return _CURRENCIES.get(name) or _CURRENCIES[name.rstrip("s")]
    name = name.rpartition(" ")[2]
    name = name.removesuffix(" sterling").replace("ł", "l")
    return _CURRENCIES.get(name) or _CURRENCIES.get(name.rstrip("s"))


def _bound(view: str, match: re.Match[str]) -> Bound:
    if match["more"]:
        return Bound.AT_LEAST
    before = view[max(0, match.start() - 24) : match.start()].lower()
    return next((bound for pattern, bound in _BEFORE if pattern.search(before)), Bound.EXACT)


def _is_wages(view: str, match: re.Match[str]) -> bool:
    before = view[max(0, match.start() - 40) : match.start()]
    earns = _EARNS.search(before)
    return bool(_WAGES.match(view, match.end()) or (earns and not _NO_EARNINGS.search(earns["gap"])))


@lru_cache(maxsize=4)
def _only_currency(view: str) -> str | None:
    """The currency of all sums of a text that have one written beside them; None if there are several."""
    found = {_currency(match) for match in _money().finditer(view)} - {None}
    found |= {_CURRENCIES[sign] for sign in "£€" if sign in view}
    return found.pop() if len(found) == 1 else None


def find_money(view: str, start: int, end: int) -> Iterator[Money]:
    """The sums in ``view[start:end]``, from left to right.

    A sum without a currency counts where the whole text knows one currency only.
    """
    if not _MAY_BE.search(view, start, end):
        return
    for match in _money().finditer(view, start, end):
        written = _currency(match)
        currency = written or _only_currency(view)
        if currency is None or (written is None and not _is_bare_sum(view, match)):
            continue
        number, unit = _value(match)
        half = 0.5 if any(match[group] for group in ("half", "shalf", "thalf", "dhalf", "ehalf")) else 0
        yield Money(
            match.start(),
            match.end(),
            round((number + half) * _unit(view, match, unit)),
            currency,
            _bound(view, match),
            rated=bool(match["rated"]),
            wages=_is_wages(view, match),
            implied=written is None,
        )


def _is_bare_sum(view: str, match: re.Match[str]) -> bool:
    """True for millions that may be money: not of people, and no metres."""
    unit = (match["uc"] or match["ud"] or "").lower()
    if _UNITS.get(unit.rstrip("."), 1) < 1_000_000 or _NO_MONEY.match(view, match.end()):  # noqa: PLR2004 - a million
        return False
    return not view[max(0, match.start() - 5) : match.start()].lower().endswith(("from ", "#"))
