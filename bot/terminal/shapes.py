"""The JSON of the terminal contract: readings out and in, states, claims. One object a line."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.cards.standing import standing
from bot.ladder import ENDS, RUNGS, rung
from bot.model import (
    Bound,
    Certainty,
    Claim,
    Fee,
    FeeRole,
    Kind,
    Modality,
    Reading,
    Refusal,
    Rumour,
    Stage,
    Subject,
    When,
)

if TYPE_CHECKING:
    from bot.sagas.saga import Saga

Json = dict[str, Any]


def reading_out(text_id: str, reading: Reading) -> Json:
    """What ``read --json`` prints of a text."""
    return {
        "id": text_id,
        "published": reading.published.isoformat() if reading.published else None,
        "headline": reading.headline,
        "summary": reading.summary,
        "rumours": [_row_out(row) for row in reading.rumours],
    }


def _row_out(row: Rumour) -> Json:
    shape: Json = {
        "player": row.player,
        "from_club": row.from_club,
        "to_club": row.to_club,
        "stage": row.stage.value,
        "developments": [kind.value for kind in row.developments],
        "fees": [_fee_out(fee) for fee in row.fees],
        "sources": list(row.sources),
        "claims": [_claim_out(claim) for claim in row.claims],
    }
    return shape | ({"held": True} if row.held else {})


def _fee_out(fee: Fee) -> Json:
    return {"amount": fee.amount, "currency": fee.currency, "role": fee.role.value, "bound": fee.bound.value}


def _claim_out(claim: Claim) -> Json:
    shape: Json = {
        "kind": claim.kind.value,
        "actor": claim.actor,
        "speaker": claim.speaker,
        "subject": claim.subject.value,
        "club": claim.club,
        "modality": claim.modality.value,
        "when": claim.when.value,
        "certainty": claim.certainty.value,
        "source": claim.source,
        "relays": list(claim.relays),
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
    }
    return shape | ({"held": True} if claim.held else {})


def reading_in(shape: Json) -> Reading:
    """A reading from its JSON. Where a row has no claims its developments, stage and fees speak.

    Raises:
        Refusal: it is no such object; the sentence says what is wrong.
    """
    try:
        published = shape.get("published")
        return Reading(
            published=dt.date.fromisoformat(published) if published else None,
            headline=shape.get("headline"),
            summary=shape.get("summary") or "",
            rumours=tuple(_row_in(row) for row in shape.get("rumours", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refusal(
            f"This is no reading as `read --json` prints it ({type(error).__name__}: {error})."
        ) from None


def _row_in(row: Json) -> Rumour:
    kinds = tuple(Kind(kind) for kind in row.get("developments", ()))
    stage = Stage(row["stage"])
    claims = tuple(_claim_in(claim) for claim in row.get("claims", ())) or _implied(row, kinds, stage)
    if not isinstance(row["player"], str) or not row["player"].strip():
        raise TypeError("a player has a name")
    return Rumour(
        player=row["player"],
        from_club=row.get("from_club"),
        to_club=row.get("to_club"),
        stage=stage,
        developments=kinds,
        fees=tuple(_fee_in(fee) for fee in row.get("fees", ())),
        sources=tuple(row.get("sources", ())),
        claims=claims,
        held="held by whoever read it" if row.get("held") else None,
    )


def _fee_in(fee: Json) -> Fee:
    return Fee(int(fee["amount"]), fee["currency"], FeeRole(fee["role"]), Bound(fee.get("bound", "exact")))


def _claim_in(claim: Json) -> Claim:
    return Claim(
        kind=Kind(claim["kind"]),
        actor=claim["actor"],
        quote=claim.get("quote", ""),
        start=claim.get("start", 0),
        end=claim.get("end", 0),
        speaker=claim.get("speaker"),
        subject=Subject(claim.get("subject", "player")),
        club=claim.get("club"),
        modality=Modality(claim.get("modality", "actual")),
        when=When(claim.get("when", "current")),
        certainty=Certainty(claim.get("certainty", "claimed")),
        source=claim.get("source"),
        relays=tuple(claim.get("relays", ())),
        held="held by whoever read it" if claim.get("held") else None,
    )


_BY_PLAYER = (Kind.WANTS_MOVE, Kind.TRANSFER_REQUEST, Kind.REJECTS_MOVE, Kind.CONTRACT_RENEWAL,
              Kind.PERSONAL_TERMS, Kind.MEDICAL)  # fmt: skip
_BY_OWNER = (Kind.NOT_FOR_SALE, Kind.PRICE_SET, Kind.OPEN_TO_SALE, Kind.BID_REJECTED, Kind.FEE_AGREED)


def _implied(row: Json, kinds: tuple[Kind, ...], stage: Stage) -> tuple[Claim, ...]:
    """The claims that a row without any stands for: its kinds, and its stage where no kind reaches it.

    A row that is off tells of its steps as past, and of an end, which it may not name. A step above the row's own
    stage is no step now: a clause that nobody has met, an agreement that did not hold.
    """
    source = next(iter(row.get("sources", ())), None)
    claims = [_implied_claim(row, kind, stage, source) for kind in (*kinds, *_unnamed(kinds, stage))]
    return tuple(claims)


def _unnamed(kinds: tuple[Kind, ...], stage: Stage) -> tuple[Kind, ...]:
    """The kind that the stage of a row stands for, if none of its kinds says it."""
    if stage is Stage.OFF:
        ends = (ENDS | {Kind.DENIED}) - ({Kind.REJECTS_MOVE} if set(kinds) & set(RUNGS) else set())
        return () if ends & set(kinds) else (Kind.COLLAPSED,)
    if any(RUNGS.get(kind) is stage for kind in kinds):
        return ()
    return tuple(kind for kind, reached in RUNGS.items() if reached is stage)[:1]


def _implied_claim(row: Json, kind: Kind, stage: Stage, source: str | None) -> Claim:
    actor = row["player"] if kind in _BY_PLAYER else row.get("to_club")
    actor = (row.get("from_club") if kind in _BY_OWNER else actor) or "the club"
    claim = Claim(kind, actor, "", 0, 0, club=row.get("to_club"), source=source)
    is_above = kind in RUNGS and rung(RUNGS[kind]) > max(rung(stage), rung(Stage.BID_REJECTED))
    if kind is Kind.RELEASE_CLAUSE and is_above:
        return replace(claim, modality=Modality.CONDITIONAL)
    return replace(claim, when=When.PAST) if is_above or (stage is Stage.OFF and kind in RUNGS) else claim


def state_out(saga: Saga | None) -> Json:
    """STATE: where a saga stands, in the contract's words; of no saga, that nothing is known."""
    if saga is None:
        return {
            "stage": "interest",
            "to_club": None,
            "suitors": [],
            "player_stance": "unknown",
            "club_stance": "unknown",
            "headline": "",
        }
    return {
        "stage": saga.stage.value,
        "to_club": saga.leading.club if saga.leading else None,
        "suitors": [suitor.club for suitor in saga.alive],
        "player_stance": saga.player_stance.value,
        "club_stance": saga.club_stance.value,
        "headline": standing(saga).text,
    }
