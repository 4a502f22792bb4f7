"""The words in which claims, sums and days are told, in the current language: one place for all who tell of them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from bot import phrases
from bot.model import Bound, Certainty, Claim, Fee, FeeRole, Kind, Modality, Subject
from bot.speech import ENGLISH, language, mark, say, say_as, says

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


# --- names and lists ---


def possessive(name: str) -> str:
    """A name's genitive: "Liverpool's", "Wolves'"."""
    return say("{name}'", name=name) if name.endswith("s") else say("{name}'s", name=name)


def counted(count: int, noun: str) -> str:
    """A number of things in English: "1 origin", "3 origins"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def surname(name: str) -> str:
    """The name by which prose goes on after the first mention: "Virgil van Dijk" → "Van Dijk"."""
    first, _, rest = name.partition(" ")
    return rest[:1].upper() + rest[1:] if rest else first


def capital(text: str) -> str:
    """A text that begins with a capital."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """A clause as a sentence: capital first, full stop last."""
    text = text.strip()
    return capital(text) + ("" if text.endswith((".", "!", "?")) else ".") if text else ""


_SOUNDS_LIKE_I = re.compile(r"h?[ií](?![aeou])", re.IGNORECASE)
"""Before that sound Spanish has another "and": "Milan e Inter"."""


def listed(words: Sequence[str]) -> str:
    """Words as a list: "a, b and c"."""
    if len(words) < 2:  # noqa: PLR2004 - one word is no list
        return "".join(words)
    first, last = ", ".join(words[:-1]), words[-1]
    if _SOUNDS_LIKE_I.match(last):
        return say_as("before the sound of i", "{first} and {last}", first=first, last=last)
    return say("{first} and {last}", first=first, last=last)


def strung(clauses: Sequence[str]) -> str:
    """Clauses with subjects of their own as one: "a is so, b is so, and c is so"."""
    if len(clauses) < 2:  # noqa: PLR2004 - one clause is no string
        return "".join(clauses)
    first, last = ", ".join(clauses[:-1]), clauses[-1]
    if _SOUNDS_LIKE_I.match(last):
        return say_as("before the sound of i", "{first}, and {last}", first=first, last=last)
    return say("{first}, and {last}", first=first, last=last)


# The papers whose names have an article in a sentence.
_PAPERS = ("Daily ", "Sunday ", "Evening ", "Mail ")


def with_article(outlet: str) -> str:
    """An outlet's name in a sentence: "the Daily Mirror", "Sky Sports"."""
    if outlet.startswith("The "):
        return say_as("a name that begins with The", "the {outlet}", outlet=outlet.removeprefix("The "))
    return say("the {outlet}", outlet=outlet) if outlet.startswith(_PAPERS) else outlet


# --- claims ---


class Together(str):
    """The names of several of whom one thing is told: "Everton and Chelsea"."""

    __slots__ = ()


def noun(kind: Kind) -> str:
    """What a kind of news is called where it has been told: "the offer", "the signing"."""
    return say(phrases.NOUNS[kind])


def origin(claim: Claim, outlet: str | None = None) -> str:
    """Who answers for a claim, short: "Daily Mirror", "Les Reed, on record", "reported".

    ``outlet`` published it, and answers for what is reported of nobody's word.
    """
    if claim.certainty is Certainty.OFFICIAL:
        said = say("official")
    elif claim.certainty is Certainty.ON_RECORD:
        said = say("{who}, on record", who=claim.speaker or claim.actor)
    else:
        said = claim.source or outlet or say("reported")
    return say("{who}, about the squad", who=said) if claim.subject is Subject.SQUAD else said


def reportedly(claim: Claim) -> str:
    """What goes before the verb of a claim that nobody stands up for ("reportedly "), else nothing: a ``{hedge}``."""
    return say("reportedly ") if claim.certainty is Certainty.CLAIMED else ""


def phrase(
    claim: Claim, player: str, hedge: str = "", called: str | None = None, fee: Fee | None = None
) -> str:
    """What a claim says, without who says it: "Van Dijk is considering a transfer request".

    ``hedge`` is what ``reportedly`` gives; ``called`` what the player is called here, his surname unless given;
    ``fee`` the sum that belongs to the claim ("an offer of £20m").
    """
    name = called or surname(player)
    club = claim.club or say("other clubs")
    slots = {
        "actor": name if claim.actor == player else claim.actor,
        "club": club,
        "clubs": possessive(club),
        "player": name,
        "hedge": hedge,
        "sum": money(fee) if fee else "",
    }
    match claim.modality:
        case Modality.ACTUAL:
            return _actual(claim, player, slots)
        case Modality.CONSIDERING:
            slots["thing"] = _considered(claim, slots)
            if claim.actor == player:
                return say(phrases.CONSIDERED_BY_PLAYER, **slots)
            return _of_several(phrases.CONSIDERED_BY_CLUB, claim.actor, slots)
        case Modality.EXPECTED:
            return say(phrases.EXPECTED, thing=_thing(claim, slots), **slots)
        case Modality.CONDITIONAL:
            return _conditional(claim, slots)
        case Modality.NEGATED:
            own = phrases.OWN_NOT_SO.get(claim.kind) if claim.actor == claim.club else None
            return say(own or phrases.NOT_SO[claim.kind], **slots)


def _actual(claim: Claim, player: str, slots: dict[str, str]) -> str:
    kind = claim.kind
    if claim.club is None and kind in phrases.WITHOUT_CLUB:
        return say(phrases.WITHOUT_CLUB[kind], **slots)
    if kind in phrases.OF_SUITOR:
        with_sum = phrases.OF_SUITOR_WITH_SUM.get(kind) if slots["sum"] else None
        return _of_several(with_sum or phrases.OF_SUITOR[kind], claim.club, slots)
    if kind is Kind.DENIED and claim.actor == player:
        return say(phrases.DENIED_BY_PLAYER, **slots)
    with_sum = phrases.OF_OTHERS_WITH_SUM.get(kind) if slots["sum"] else None
    return say(with_sum or phrases.OF_OTHERS[kind], **slots)


def _conditional(claim: Claim, slots: dict[str, str]) -> str:
    if claim.kind in phrases.SUITOR_ON_CONDITION:
        return _of_several(phrases.SUITOR_ON_CONDITION[claim.kind], claim.club, slots)
    if claim.kind in phrases.OTHERS_ON_CONDITION:
        return say(phrases.OTHERS_ON_CONDITION[claim.kind], **slots)
    return say(phrases.ON_CONDITION, thing=_thing(claim, slots), **slots)


def _of_several(text: str, names: str | None, slots: dict[str, str]) -> str:
    """A text whose subject is one club or several: nobody named is "other clubs"."""
    return says(text, text, 2 if names is None or isinstance(names, Together) else 1, **slots)


def _thing(claim: Claim, slots: dict[str, str]) -> str:
    own = phrases.OWN_THINGS.get(claim.kind) if claim.actor == claim.club else None
    return say(own or phrases.THINGS[claim.kind], **slots)


def _considered(claim: Claim, slots: dict[str, str]) -> str:
    own = phrases.CONSIDERED_OWN_THINGS if claim.actor == claim.club else {}
    text = own.get(claim.kind) or phrases.CONSIDERED_THINGS.get(claim.kind)
    return say_as(phrases.CONSIDERED, text, **slots) if text else _thing(claim, slots)


def in_row(claim: Claim, player: str, fee: Fee | None = None) -> str:
    """What a claim says in the row of whoever does it, who is not named again: "has handed in a transfer request"."""
    if claim.kind is Kind.FEE_AGREED and claim.modality is Modality.ACTUAL and claim.club:
        if fee is None:
            return say(phrases.AGREED_IN_ROW, club=claim.club)
        return say(phrases.AGREED_IN_ROW_WITH_SUM, club=claim.club, sum=money(fee))
    owner = surname(player) if claim.actor == player else claim.actor
    return without_subject(phrase(claim, player, fee=fee), owner).lstrip()


def begins_with(text: str, subject: str) -> bool:
    """True if a clause begins with that name as a whole."""
    return text.startswith((f"{subject} ", f"{subject},"))


def without_subject(text: str, subject: str) -> str:
    """What is left of a clause that begins with its subject, with the blank or comma before it; else all of it."""
    return text[len(subject) :] if begins_with(text, subject) else text


def hedged(claim: Claim, player: str, fee: Fee | None = None) -> str:
    """What a claim says, with "reportedly" unless somebody is on record for it; ``fee`` is the sum it speaks of."""
    return phrase(claim, player, reportedly(claim), fee=fee)


def attributed(claim: Claim, player: str, called: str | None = None, fee: Fee | None = None) -> str:
    """What a claim says with who answers for it: hedges and sources are never dropped."""
    if claim.certainty is Certainty.CLAIMED and not claim.source:
        return phrase(claim, player, reportedly(claim), called, fee)
    text = phrase(claim, player, called=called, fee=fee)
    if claim.certainty is Certainty.OFFICIAL:
        return say("{text}, officially", text=text)
    if claim.certainty is Certainty.ON_RECORD:
        return _on_record(claim, player, text)
    return say("{text}, according to {outlet}", text=text, outlet=with_article(claim.source or ""))


def _on_record(claim: Claim, player: str, text: str) -> str:
    is_of_squad = claim.subject is Subject.SQUAD
    if claim.speaker:
        name = surname(player) if claim.speaker == player else claim.speaker
        if is_of_squad:
            return say("{text}, {name} says of the squad", text=text, name=name)
        return say("{text}, {name} says", text=text, name=name)
    own, of_squad = _BY_PLAYER if claim.actor == player else _BY_CLUB
    return say(of_squad if is_of_squad else own, text=text)


_BY_PLAYER = mark("{text}, he says"), mark("{text}, he says of the squad")
_BY_CLUB = mark("{text}, they say"), mark("{text}, they say of the squad")


_SHARED = frozenset({Kind.INTEREST, Kind.ENQUIRY, Kind.TALKS, Kind.WITHDREW})


def together(claims: Iterable[Claim]) -> list[Claim]:
    """Claims for telling: what is said alike of several suitors is told of them as one ("A and B are …")."""
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        alike = replace(claim, actor="", club=None, quote="", start=0, end=0, hedge=None, relays=())
        shared = claim.kind in _SHARED and claim.actor == claim.club
        groups.setdefault(alike if shared else (alike, claim.actor, claim.club, claim.start), []).append(
            claim
        )
    return [_merged(group) for group in groups.values()]


def _merged(group: list[Claim]) -> Claim:
    clubs = list(dict.fromkeys(claim.club or "" for claim in group))
    if len(clubs) == 1:
        return group[0]
    names = Together(listed(clubs))
    return replace(group[0], actor=names, club=names)
