"""The card of an answer to "where does it stand?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers import SagaStatus, SeveralPlayers, UnknownPlayer, label
from bot.cards.card import Card, Field, Tone
from bot.cards.standing import STAGES, lead
from bot.ladder import LADDER, rung
from bot.model import Certainty, Kind, Modality, Stage, Subject, When
from bot.reading.outlets import tier
from bot.wording import ago, day, fee_phrase, origin, phrase, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers import StatusAnswer
    from bot.sagas.saga import Saga, Suitor, Told

_MOST_TOLD = 4


def status_card(answer: StatusAnswer) -> Card:
    """The card of an answer, whichever it is."""
    match answer:
        case SagaStatus():
            return _saga_card(answer)
        case SeveralPlayers(typed, players):
            names = "\n".join(label(player) for player in players)
            return Card(f"Which {typed}?", f"Several players bear that name. Ask again with one of:\n{names}")
        case UnknownPlayer():
            return _unknown_card(answer)


def _unknown_card(answer: UnknownPlayer) -> Card:
    until = f" up to {day(answer.as_of)}" if answer.as_of else ""
    near = [label(player) for player in answer.near]
    hint = (
        f"Did you mean: {', '.join(near)}?"
        if near
        else "Check the spelling, or ask again after the next news."
    )
    return Card(f"Nothing stored about {answer.typed}{until}", hint)


def _saga_card(answer: SagaStatus) -> Card:
    saga = answer.saga
    fields = (
        Field("Deal", "\n".join(_deal(saga, suitor) for suitor in saga.suitors) or "no suitor is named"),
        Field("Player", _told(_of(saga, saga.player), saga)),
        Field(saga.from_club or "Selling club", _told(_sellers(saga), saga)),
        *(Field(suitor.club, _told(_of(saga, suitor.club), saga)) for suitor in saga.alive),
        Field("Fee", _fee(saga)),
        Field("Doesn't fit", " ".join(conflicts(saga))),
        Field("Evidence", _evidence(saga)),
    )
    return Card(
        title=_title(saga),
        lead=lead(answer),
        fields=tuple(field for field in fields if field.value),
        footer=f"as of {day(answer.as_of)} · last news {ago((answer.as_of - saga.last_on).days)}",
        tone=_tone(saga),
    )


def _tone(saga: Saga) -> Tone:
    return {Stage.DONE: Tone.DONE, Stage.OFF: Tone.OFF}.get(saga.stage, Tone.QUIET)


def _title(saga: Saga) -> str:
    suitor = saga.leading.club if saga.leading else None
    clubs = " → ".join(club for club in (saga.from_club, suitor) if club)
    return f"{saga.player} · {clubs}" if clubs else saga.player


# --- the details ---


def _deal(saga: Saga, suitor: Suitor) -> str:
    height = rung(suitor.stage) + 1
    ladder = "▰" * height + "▱" * (len(LADDER) - height)
    notes = [STAGES[suitor.stage]]
    if suitor.stage is not Stage.OFF and _ended_in_public(saga, suitor.club):
        notes.append("had ended its interest in public")
    if suitor.stage in (Stage.INTEREST, Stage.ENQUIRY, Stage.TALKS):
        notes.append("no bid reported")
    return f"{ladder}  {suitor.club}: {' · '.join(notes)}"


def _ended_in_public(saga: Saga, club: str) -> bool:
    """True if a suitor who is still linked has said on record, before, that he was out."""
    return any(
        told.claim.kind is Kind.WITHDREW
        and told.claim.club == club
        and told.claim.modality is Modality.ACTUAL
        and told.claim.certainty is not Certainty.CLAIMED
        for told in saga.told
    )


def _of(saga: Saga, actor: str) -> list[Told]:
    return [told for told in saga.told if told.claim.actor == actor]


def _sellers(saga: Saga) -> list[Told]:
    """What the player's club and those who speak for it said."""
    others = {saga.player, *(suitor.club for suitor in saga.suitors)}
    return [told for told in saga.told if told.claim.actor not in others]


def _told(tolds: Sequence[Told], saga: Saga) -> str:
    """Claims in a row, newest first: "Van Dijk wants to go (reported) · …"; on-record words in quotation marks."""
    texts: dict[str, None] = {}
    for told in reversed(tolds):
        texts.setdefault(_telling(told, saga.player))
    return " · ".join(list(texts)[:_MOST_TOLD])


_LONGEST_QUOTE = 90
_MARKS = "“”\"‘’'"


def _telling(told: Told, player: str) -> str:
    claim = told.claim
    about = ", about the squad" if claim.subject is Subject.SQUAD else ""
    past = " earlier" if claim.when is When.PAST else ""
    if claim.certainty is Certainty.ON_RECORD and claim.speaker and len(claim.quote) <= _LONGEST_QUOTE:
        words = claim.quote.strip(_MARKS).rstrip(".")
        return f"“{words}” – {claim.speaker}, on record{about}"
    text = phrase(claim, player)
    return f"{text[:1].upper()}{text[1:]}{past} ({origin(claim)})"


_OFFERS = frozenset({Kind.BID, Kind.IMPROVED_BID, Kind.BID_REJECTED})


def _fee(saga: Saga) -> str:
    texts = dict.fromkeys(fee_phrase(told.fee) for told in reversed(saga.fees))
    offered = any(rung(suitor.stage) >= rung(Stage.BID) or suitor.kinds & _OFFERS for suitor in saga.suitors)
    return (
        " · ".join([*list(texts)[:3], *([] if offered or saga.is_done else ["no offer reported"])])
        if texts
        else ""
    )


def conflicts(saga: Saga) -> list[str]:
    """What does not fit together, said plainly."""
    found: list[str] = []
    for suitor in saga.alive:
        if _ended_in_public(saga, suitor.club) and suitor.stage is not Stage.DONE:
            now = next(
                (t.claim for t in reversed(_of(saga, suitor.club)) if t.claim.when is When.CURRENT), None
            )
            said = origin(now) if now else "reported"
            found.append(f"{suitor.club} said in public they were out; now they are linked again ({said}).")
    counting = {told.claim.kind for told in saga.told if told.claim.counts}
    for told in saga.told:
        claim = told.claim
        if claim.modality is Modality.NEGATED and claim.when is When.CURRENT and claim.kind in counting:
            found.append(
                f"{sentence(phrase(claim, saga.player)).removesuffix('.')} ({origin(claim)}); others say there is."
            )
    return found


def _evidence(saga: Saga) -> str:
    """How many independent origins there are, by name and tier, and what is on record."""
    origins = dict.fromkeys(told.claim.source for told in saga.told if told.claim.source)
    named = [f"{name} (tier {tier(name)})" for name in origins]
    speakers = dict.fromkeys(
        told.claim.speaker or told.claim.actor
        for told in saga.told
        if told.claim.certainty is not Certainty.CLAIMED
    )
    count = (
        f"{len(named)} origin{'' if len(named) == 1 else 's'}: {', '.join(named)}"
        if named
        else "no named origin"
    )
    record = f" · on record: {', '.join(speakers)}" if speakers else ""
    return f"{count}{record}"
