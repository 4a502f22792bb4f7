"""The words in which claims, sums and days are told: one place for the bot's English."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model import Bound, Certainty, Claim, Fee, FeeRole, Kind, Modality, Subject
from bot.speech import say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$", "BRL": "R$", "AUD": "A$"}
_BOUNDS = {Bound.EXACT: "{}", Bound.AT_LEAST: "{}-plus", Bound.UP_TO: "up to {}", Bound.ABOUT: "about {}"}
_FEE_ROLES = {
    FeeRole.ASKING: "{} asked",
    FeeRole.BID: "{} offered",
    FeeRole.AGREED: "{} agreed",
    FeeRole.CLAUSE: "{} release clause",
    FeeRole.VALUATION: "valued at {}",
    FeeRole.REPORTED: "{} talked of",
}

# What is so, with the club (or player) that does it as {actor}, the suitor as {club}, "reportedly" as {hedge},
# a sum that belongs to it as {of}, {to} or {for_}.
_ACTUAL = {
    Kind.INTEREST: "{club} are {hedge}interested",
    Kind.ENQUIRY: "{club} have {hedge}enquired",
    Kind.TALKS: "{club} are {hedge}in talks",
    Kind.BID: "{club} have {hedge}made an offer{of}",
    Kind.IMPROVED_BID: "{club} have {hedge}improved their offer{to}",
    Kind.BID_REJECTED: "{actor} have {hedge}turned down an offer{of} from {club}",
    Kind.FEE_AGREED: "{actor} and {club} have {hedge}agreed a fee{of}",
    Kind.PERSONAL_TERMS: "{actor} has {hedge}agreed terms with {club}",
    Kind.MEDICAL: "a medical with {club} has {hedge}been arranged",
    Kind.SIGNED: "{club} have {hedge}signed {player}{for_}",
    Kind.LOAN_AGREED: "a loan to {club} is {hedge}agreed",
    Kind.RELEASE_CLAUSE: "{club} have {hedge}met the release clause{of}",
    Kind.WITHDREW: "{club} have {hedge}ended their interest",
    Kind.DENIED: "{actor} {hedge}{deny} it",
    Kind.COLLAPSED: "the move to {club} has {hedge}collapsed",
    Kind.WANTS_MOVE: "{actor} {hedge}wants to go",
    Kind.TRANSFER_REQUEST: "{actor} has {hedge}handed in a transfer request",
    Kind.REJECTS_MOVE: "{actor} has {hedge}said no to {club}",
    Kind.CONTRACT_RENEWAL: "{actor} has {hedge}agreed a new contract",
    Kind.NOT_FOR_SALE: "{actor} {hedge}do not want to sell",
    Kind.PRICE_SET: "{actor} have {hedge}named a price{of}",
    Kind.OPEN_TO_SALE: "{actor} would {hedge}sell",
    Kind.COMPETITION: "there is {hedge}competition for {player}",
}
# The same where no suitor is named: it is over with everybody.
_WITHOUT_CLUB = {
    Kind.COLLAPSED: "the move is {hedge}off",
    Kind.WITHDREW: "those who were interested have {hedge}ended their interest",
    Kind.REJECTS_MOVE: "{actor} has {hedge}said no to a move",
}
# The thing itself, for what is weighed, expected, conditional or denied.
_THING = {
    Kind.INTEREST: "interest from {club}",
    Kind.ENQUIRY: "an enquiry from {club}",
    Kind.TALKS: "talks with {club}",
    Kind.BID: "an offer from {club}",
    Kind.IMPROVED_BID: "a better offer from {club}",
    Kind.BID_REJECTED: "a refusal of {clubs} offer",
    Kind.FEE_AGREED: "an agreement with {club}",
    Kind.PERSONAL_TERMS: "terms with {club}",
    Kind.MEDICAL: "a medical with {club}",
    Kind.SIGNED: "a move to {club}",
    Kind.LOAN_AGREED: "a loan to {club}",
    Kind.RELEASE_CLAUSE: "payment of the release clause by {club}",
    Kind.WITHDREW: "an end of {clubs} interest",
    Kind.DENIED: "a denial",
    Kind.COLLAPSED: "a collapse of the move to {club}",
    Kind.WANTS_MOVE: "a wish to go",
    Kind.TRANSFER_REQUEST: "a transfer request",
    Kind.REJECTS_MOVE: "a refusal of {club}",
    Kind.CONTRACT_RENEWAL: "a new contract",
    Kind.NOT_FOR_SALE: "a refusal to sell",
    Kind.PRICE_SET: "a price",
    Kind.OPEN_TO_SALE: "readiness to sell",
    Kind.COMPETITION: "a race with other clubs",
}
# The same said of the suitor himself: "Everton are considering an offer".
_OWN_THING = {
    Kind.INTEREST: "a pursuit",
    Kind.ENQUIRY: "an enquiry",
    Kind.TALKS: "talks",
    Kind.BID: "an offer",
    Kind.IMPROVED_BID: "a better offer",
    Kind.RELEASE_CLAUSE: "payment of the release clause",
    Kind.WITHDREW: "an end of their interest",
}
_SEVERAL = ("talks", "terms")
_MODAL = {
    Modality.CONSIDERING: "{actor} {is_} {hedge}considering {thing}",
    Modality.EXPECTED: "{thing} is {hedge}expected",
    Modality.CONDITIONAL: "{thing} {hedge}depends on a condition",
    Modality.NEGATED: "there {are_} {hedge}no {bare}",
}
_CONDITIONAL = {
    Kind.INTEREST: "{club} would {hedge}be interested under a condition",
    Kind.BID: "{club} would {hedge}make an offer under a condition",
    Kind.OPEN_TO_SALE: "{actor} would {hedge}sell under a condition",
    Kind.TRANSFER_REQUEST: "{actor} would {hedge}ask for a transfer under a condition",
}


def money(fee: Fee) -> str:
    """A sum as it is said: "£60m-plus", "about €1.5m"."""
    sign = _SIGNS.get(fee.currency, fee.currency + " ")
    for size, letter in ((1_000_000_000, "bn"), (1_000_000, "m"), (1_000, "k")):
        if fee.amount >= size:
            number = f"{fee.amount / size:.2f}".rstrip("0").rstrip(".")
            return _BOUNDS[fee.bound].format(f"{sign}{number}{letter}")
    return _BOUNDS[fee.bound].format(f"{sign}{fee.amount}")


def fee_phrase(fee: Fee) -> str:
    """A sum with what it is for: "£60m-plus talked of"."""
    return _FEE_ROLES[fee.role].format(money(fee))


def possessive(name: str) -> str:
    """A name's genitive: "Liverpool's", "Wolves'"."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def counted(count: int, noun: str) -> str:
    """A number of things: "1 origin", "3 origins"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def surname(name: str) -> str:
    """The name by which prose goes on after the first mention: "Virgil van Dijk" → "Van Dijk"."""
    first, _, rest = name.partition(" ")
    return rest[:1].upper() + rest[1:] if rest else first


def sentence(text: str) -> str:
    """A clause as a sentence: capital first, full stop last."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".") if text else ""


def listed(words: Sequence[str]) -> str:
    """Words as a list: "a, b and c"."""
    if len(words) < 2:  # noqa: PLR2004 - one word is no list
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def day(date: dt.date) -> str:
    """A day as text ("10 Jul 2017"): a date that carries no hour is never a Discord timestamp."""
    return f"{date.day} {date:%b %Y}"


def short_day(date: dt.date) -> str:
    """A day whose year goes without saying ("10 Jul")."""
    return f"{date.day} {date:%b}"


def days(count: int) -> str:
    """A span in the largest unit that is true: "3 days", "2 months"."""
    return ago(count).removesuffix(" ago") if count > 0 else "less than a day"


_NOUNS = {
    Kind.INTEREST: "the interest",
    Kind.ENQUIRY: "the enquiry",
    Kind.TALKS: "the talks",
    Kind.BID: "the offer",
    Kind.IMPROVED_BID: "the better offer",
    Kind.BID_REJECTED: "the refusal",
    Kind.FEE_AGREED: "the agreement",
    Kind.PERSONAL_TERMS: "the terms",
    Kind.MEDICAL: "the medical",
    Kind.SIGNED: "the signing",
    Kind.LOAN_AGREED: "the loan",
    Kind.RELEASE_CLAUSE: "the payment of the clause",
    Kind.WITHDREW: "the end of the interest",
    Kind.DENIED: "the denial",
    Kind.COLLAPSED: "the collapse",
    Kind.WANTS_MOVE: "the player's wish",
    Kind.TRANSFER_REQUEST: "the request",
    Kind.REJECTS_MOVE: "the player's no",
    Kind.CONTRACT_RENEWAL: "the new contract",
    Kind.NOT_FOR_SALE: "the club's no to a sale",
    Kind.PRICE_SET: "the price",
    Kind.OPEN_TO_SALE: "the club's readiness to sell",
    Kind.COMPETITION: "the race",
}


def noun(kind: Kind) -> str:
    """What a kind of news is called where it has been told: "the offer", "the signing"."""
    return _NOUNS[kind]


def ago(days: int) -> str:
    """How long ago something was, in the largest unit that is full: "today", "9 years ago"; 20 days are 3 weeks."""
    if days <= 0:
        return "today"
    for size, unit in ((365, "year"), (30, "month"), (7, "week"), (1, "day")):
        if days >= size:
            number = round(days / size) if unit == "week" else days // size
            return f"{counted(number, unit)} ago"
    return "today"


def origin(claim: Claim, outlet: str | None = None) -> str:
    """Who answers for a claim, short: "Daily Mirror", "Les Reed, on record", "reported".

    ``outlet`` published it, and answers for what is reported of nobody's word.
    """
    if claim.certainty is Certainty.OFFICIAL:
        said = "official"
    elif claim.certainty is Certainty.ON_RECORD:
        said = f"{claim.speaker or claim.actor}, on record"
    else:
        said = claim.source or outlet or "reported"
    return f"{said}, about the squad" if claim.subject is Subject.SQUAD else said


def voice(claim: Claim, outlet: str | None = None) -> str:
    """The same as a source of news: what is official is an announcement."""
    return say("official announcement") if claim.certainty is Certainty.OFFICIAL else origin(claim, outlet)


def is_anonymous(claim: Claim, outlet: str | None = None) -> bool:
    """True if ``origin`` can only say that it is reported."""
    is_named = claim.certainty is not Certainty.CLAIMED or claim.source or outlet
    return not is_named and claim.subject is Subject.PLAYER


def phrase(
    claim: Claim, player: str, hedge: str = "", called: str | None = None, fee: Fee | None = None
) -> str:
    """What a claim says, without who says it: "Van Dijk is considering a transfer request".

    ``hedge`` is a word that goes before the verb ("reportedly"); ``called`` what the player is called here,
    his surname unless given; ``fee`` the sum that belongs to the claim ("an offer of £20m").
    """
    name = called or surname(player)
    slots = {
        "actor": name if claim.actor == player else claim.actor,
        "club": claim.club or "other clubs",
        "clubs": possessive(claim.club or "other clubs"),
        "deny": "denies" if claim.actor == player else "deny",
        "player": name,
        "is_": "is" if claim.actor == player else "are",
        "hedge": f"{hedge} " if hedge else "",
        "of": f" of {money(fee)}" if fee else "",
        "to": f" to {money(fee)}" if fee else "",
        "for_": f" for {money(fee)}" if fee else "",
    }
    if claim.modality is Modality.ACTUAL:
        is_of_all = claim.club is None and claim.kind in _WITHOUT_CLUB
        return (_WITHOUT_CLUB if is_of_all else _ACTUAL)[claim.kind].format(**slots)
    if claim.modality is Modality.CONDITIONAL and claim.kind in _CONDITIONAL:
        return _CONDITIONAL[claim.kind].format(**slots)
    thing = _OWN_THING.get(claim.kind) if claim.actor == claim.club else None
    slots["thing"] = thing or _THING[claim.kind].format(**slots)
    slots["bare"] = slots["thing"].removeprefix("a ").removeprefix("an ")
    slots["are_"] = "are" if slots["bare"].startswith(_SEVERAL) else "is"
    return _MODAL[claim.modality].format(**slots)


def hedged(claim: Claim, player: str, fee: Fee | None = None) -> str:
    """What a claim says, with "reportedly" unless somebody is on record for it; ``fee`` is the sum it speaks of."""
    return phrase(claim, player, "reportedly" if claim.certainty is Certainty.CLAIMED else "", fee=fee)


def attributed(claim: Claim, player: str, called: str | None = None, fee: Fee | None = None) -> str:
    """What a claim says with who answers for it: hedges and sources are never dropped."""
    text = phrase(claim, player, called=called, fee=fee)
    if claim.certainty is Certainty.OFFICIAL:
        return f"{text}, officially"
    if claim.certainty is Certainty.ON_RECORD:
        squad = " of the squad" if claim.subject is Subject.SQUAD else ""
        return f"{text}, {_speaker(claim, player)}{squad}"
    if claim.source:
        return f"{text}, according to {with_article(claim.source)}"
    return phrase(claim, player, "reportedly", called, fee)


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
    return replace(group[0], actor=listed(clubs), club=listed(clubs)) if len(clubs) > 1 else group[0]


_PAPERS = ("Daily ", "Sunday ", "Evening ", "Mail ", "The ")


def with_article(outlet: str) -> str:
    """An outlet's name in a sentence: "the Daily Mirror", "Sky Sports"."""
    return f"the {outlet.removeprefix('The ')}" if outlet.startswith(_PAPERS) else outlet


def _speaker(claim: Claim, player: str) -> str:
    if claim.speaker == player:
        return f"{surname(player)} says"
    if claim.speaker:
        return f"{claim.speaker} says"
    return "he says" if claim.actor == player else "they say"
