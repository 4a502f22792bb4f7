"""A rumour as the fields of a form, and what a moderator has made of them. Pure.

The fields are those by which people tell a rumour: player, clubs, stage and sums. The claims follow: what a moderator
says outranks what was read, and whatever contradicts it is dropped. A claim that he adds has the words of the one
in whose place it stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.corrections import with_player
from bot.ladder import ENDS, LADDER, RUNGS, furthest, rung
from bot.model import Certainty, Claim, Fee, FeeRole, Kind, Modality, Refusal, Stage, When
from bot.naming import usable
from bot.reading.assemble import developments
from bot.reading.club_lists import clubs_named, countries, known_name
from bot.reading.money import find_money
from bot.speech import say
from bot.spelling import fold
from bot.wording import fee_phrase, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.model import Rumour

PLAYER, FROM, TO, STAGE, FEES = "player", "from_club", "to_club", "stage", "fees"
"""The keys of the fields."""
STAGES = (*LADDER, Stage.OFF)
"""What can be chosen as the stage, in this order."""
MOST_FEES = 8
LONGEST_FEES = 300
_NAMED_AT_MOST = 5


def fees_text(fees: Sequence[Fee]) -> str:
    """The sums of a rumour as they are shown in the form, and as they can be typed: "£20m offered; £30m asked"."""
    return "; ".join(fee_phrase(fee) for fee in fees)


def edited(rumour: Rumour, values: Mapping[str, str]) -> Rumour:
    """The rumour as a moderator would have it, who has seen its fields and sends them back.

    ``values`` are by the keys of the fields; "" for a club or the sums: there is none. What he leaves as it was stays
    exactly so, and a rumour that was held is sure by his word.

    Raises:
        Refusal: a field cannot be understood; the sentence says which, and how it is written.
    """
    name = _player(rumour, values.get(PLAYER, ""))
    from_club = _club(rumour.from_club, values.get(FROM, ""))
    to_club = _club(rumour.to_club, values.get(TO, ""))
    if from_club is not None and fold(from_club) == fold(to_club or ""):
        raise Refusal(
            say("A player cannot move from {club} to {club}. Correct one of the two.", club=to_club)
        )
    stage = _stage(rumour, values.get(STAGE, ""))
    fees = _fees(rumour, stage, values.get(FEES, ""))
    row = rumour if name == rumour.player else with_player(rumour, name)
    row = _with_clubs(_sure(row), from_club, to_club)
    if stage is not rumour.stage or len(row.claims) < len(rumour.claims):
        row = _at(row, stage)
    return replace(row, fees=fees)


def _player(rumour: Rumour, typed: str) -> str:
    return rumour.player if _same(typed, rumour.player) else usable(typed, "player")


def _club(was: str | None, typed: str) -> str | None:
    """The club by the name that it has here; one that no list has, as it is typed."""
    if _same(typed, was or ""):
        return was
    if not typed.strip():
        return None
    name = usable(typed, "club")
    known = known_name(name)
    if known in countries():
        return known
    found = clubs_named(name)
    if len(found) > 1:
        some = listed(found[:_NAMED_AT_MOST])
        raise Refusal(
            say(
                "More than one club is called {name}, for example {clubs}. Write the full name.",
                name=name,
                clubs=some,
            )
        )
    return found[0] if found else name


def _same(typed: str, shown: str) -> bool:
    return " ".join(typed.split()) == " ".join(shown.split())


def _stage(rumour: Rumour, chosen: str) -> Stage:
    if chosen and chosen not in set(Stage):
        raise Refusal(say("There is no such stage. Choose one from the list."))
    return Stage(chosen) if chosen else rumour.stage


# --- sums ---

_ROLE_WORDS = {
    FeeRole.CLAUSE: ("clause", "clausula", "rescision"),
    FeeRole.VALUATION: ("valu", "valor"),
    FeeRole.ASKING: ("ask", "pid", "want", "price", "precio"),
    FeeRole.AGREED: ("agree", "acord", "acuerd", "paid", "fee"),
    FeeRole.BID: ("offer", "bid", "ofert", "ofrec", "puja"),
    FeeRole.REPORTED: ("talk", "report", "rumor", "habla"),
}
"""How words begin, folded, that tell what a sum is for, in the languages that the bot speaks."""
_ROLES_OF_STAGES = {
    Stage.BID: FeeRole.BID,
    Stage.BID_REJECTED: FeeRole.BID,
    Stage.FEE_AGREED: FeeRole.AGREED,
    Stage.PERSONAL_TERMS: FeeRole.AGREED,
    Stage.MEDICAL: FeeRole.AGREED,
    Stage.DONE: FeeRole.AGREED,
}


def _fees(rumour: Rumour, stage: Stage, typed: str) -> tuple[Fee, ...]:
    if _same(typed, fees_text(rumour.fees)):
        return rumour.fees
    known = {fee_phrase(fee): fee for fee in rumour.fees}
    parts = [part.strip() for part in typed.replace("\n", ";").split(";") if part.strip()]
    if len(parts) > MOST_FEES:
        raise Refusal(say("These are too many sums. The limit is {count}.", count=MOST_FEES))
    return tuple(dict.fromkeys(known.get(part) or _fee(part, stage) for part in parts))


def _fee(typed: str, stage: Stage) -> Fee:
    found = [money for money in find_money(typed, 0, len(typed)) if not money.wages]
    if len(found) != 1 or not found[0].amount:
        raise Refusal(
            say(
                "“{typed}” is no sum of a transfer. Write it like £20m offered, €25m agreed or $30m release clause; "
                "several with ; between them.",
                typed=typed,
            )
        )
    money = found[0]
    plain = Fee(money.amount, money.currency, FeeRole.REPORTED, money.bound)
    return replace(plain, role=_role(typed, plain) or _ROLES_OF_STAGES.get(stage, FeeRole.REPORTED))


def _role(typed: str, fee: Fee) -> FeeRole | None:
    """What a sum is for by the words with it: those that we use ourselves, or those that people do."""
    for role in FeeRole:
        if fold(typed) == fold(fee_phrase(replace(fee, role=role))):
            return role
    words = fold(typed).split()
    return next(
        (role for role, begins in _ROLE_WORDS.items() if any(word.startswith(begins) for word in words)), None
    )


# --- claims ---

_KINDS = {
    Stage.INTEREST: Kind.INTEREST,
    Stage.ENQUIRY: Kind.ENQUIRY,
    Stage.TALKS: Kind.TALKS,
    Stage.BID: Kind.BID,
    Stage.BID_REJECTED: Kind.BID_REJECTED,
    Stage.FEE_AGREED: Kind.FEE_AGREED,
    Stage.PERSONAL_TERMS: Kind.PERSONAL_TERMS,
    Stage.MEDICAL: Kind.MEDICAL,
    Stage.DONE: Kind.SIGNED,
    Stage.OFF: Kind.COLLAPSED,
}
"""What is claimed where a moderator says no more than the stage."""
_OF_SELLER = (Stage.BID_REJECTED, Stage.FEE_AGREED)
_OF_PLAYER = (Stage.PERSONAL_TERMS, Stage.MEDICAL)


def _sure(row: Rumour) -> Rumour:
    """A row that a moderator stands for; of one that was held all is told that it lists."""
    if row.held is None:
        return row
    return replace(row, held=None, claims=tuple(replace(claim, held=None) for claim in row.claims))


def _with_clubs(row: Rumour, from_club: str | None, to_club: str | None) -> Rumour:
    """The row between these clubs. Both are put in at once: they may have changed places."""
    meant = {
        fold(was): now
        for was, now in ((row.from_club, from_club), (row.to_club, to_club))
        if was is not None and was != now
    }
    # Steps of a deal of which the reader did not know whose they are are those of the suitor who is named now.
    suitor = to_club if row.to_club is None else None
    claims = tuple(_of_suitor(claim, suitor) for claim in row.claims)
    if meant:
        claims = tuple(new for claim in claims if (new := _between(claim, meant)) is not None)
    return replace(row, from_club=from_club, to_club=to_club, claims=claims)


def _of_suitor(claim: Claim, suitor: str | None) -> Claim:
    is_step = claim.kind in RUNGS or claim.kind in ENDS
    return replace(claim, club=suitor) if suitor and is_step and claim.club is None else claim


def _between(claim: Claim, meant: Mapping[str, str | None]) -> Claim | None:
    """The claim with the clubs that are meant; None: what a club does that is none."""
    actor = meant.get(fold(claim.actor), claim.actor)
    club = None if claim.club is None else meant.get(fold(claim.club), claim.club)
    return None if actor is None else replace(claim, actor=actor, club=club)


def _at(row: Rumour, stage: Stage) -> Rumour:
    """The row with claims that come to a stage and to no further one."""
    kept = [claim for claim in row.claims if not _contradicts(claim, stage)]
    if not any(claim.counts and _brings(claim, stage) for claim in kept):
        told = _of_stage(row, stage)
        # What is told of the same thing otherwise (it is weighed, denied or held) is what he has put right.
        kept = [claim for claim in kept if claim.kind is not told.kind or claim.when is not When.CURRENT]
        kept.append(told)
    claims = tuple(sorted(kept, key=lambda claim: claim.start))
    kinds = developments(claims)
    return replace(row, claims=claims, developments=kinds, stage=furthest(kinds))


def _contradicts(claim: Claim, stage: Stage) -> bool:
    if not claim.counts:
        return False
    if stage is Stage.OFF:
        return claim.kind is Kind.SIGNED
    is_further = claim.kind in RUNGS and rung(RUNGS[claim.kind]) > rung(stage)
    return is_further or claim.kind in ENDS or (claim.kind is Kind.DENIED and stage is Stage.INTEREST)


def _brings(claim: Claim, stage: Stage) -> bool:
    return claim.kind in ENDS if stage is Stage.OFF else RUNGS.get(claim.kind) is stage


def _of_stage(row: Rumour, stage: Stage) -> Claim:
    """The claim that a stage rests on: in the words of what stands no more, else of what got furthest."""
    by_height = sorted(
        (claim for claim in row.claims if claim.counts),
        key=lambda claim: rung(RUNGS.get(claim.kind, Stage.OFF)),
    )
    gone = [claim for claim in by_height if _contradicts(claim, stage)]
    model = next(reversed(gone or by_height or row.claims), None)
    if model is None:
        model = Claim(_KINDS[stage], row.player, "", 0, 0, source=next(iter(row.sources), None))
    elif not gone:  # whoever is on record for the lesser thing has not said the greater one
        model = replace(model, certainty=Certainty.CLAIMED, speaker=None)
    return replace(
        model,
        kind=_KINDS[stage],
        actor=_actor(row, stage),
        club=row.to_club,
        modality=Modality.ACTUAL,
        when=When.CURRENT,
        held=None,
    )


def _actor(row: Rumour, stage: Stage) -> str:
    if stage in _OF_SELLER:
        return row.from_club or row.to_club or row.player
    return row.player if stage in _OF_PLAYER else row.to_club or row.player
