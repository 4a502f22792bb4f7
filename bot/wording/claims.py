"""What a claim says, with and without who answers for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model import Certainty, Claim, Fee, Kind, Modality, Subject
from bot.speech import mark, say, say_as, says
from bot.wording import phrases
from bot.wording.figures import money
from bot.wording.names import listed, possessive, surname, with_article, without_subject

if TYPE_CHECKING:
    from collections.abc import Iterable


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


def voice(claim: Claim, outlet: str | None = None) -> str:
    """The same as a source of news: what is official is an announcement."""
    return say("official announcement") if claim.certainty is Certainty.OFFICIAL else origin(claim, outlet)


def is_anonymous(claim: Claim, outlet: str | None = None) -> bool:
    """True if ``origin`` can only say that it is reported."""
    is_named = claim.certainty is not Certainty.CLAIMED or claim.source or outlet
    return not is_named and claim.subject is Subject.PLAYER


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
    whole = phrase(claim, player, fee=fee)
    if claim.kind is Kind.FEE_AGREED and claim.modality is Modality.ACTUAL:
        return _agreed_in_row(claim.club, fee) if claim.club else whole
    owner = surname(player) if claim.actor == player else claim.actor
    return without_subject(whole, owner).lstrip()


def _agreed_in_row(club: str, fee: Fee | None) -> str:
    if fee is None:
        return say(phrases.AGREED_IN_ROW, club=club)
    return say(phrases.AGREED_IN_ROW_WITH_SUM, club=club, sum=money(fee))


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
