"""The card of an answer to "where does it stand?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.status import SagaStatus
from bot.answers.whom import SeveralPlayers, UnknownPlayer, label
from bot.cards.card import Button, Card, Field, Tone
from bot.cards.details import club_side, conflict_lines, deal_lines, evidence_line, fee_line, player_side, seller_side
from bot.cards.opening import opening
from bot.model import Stage
from bot.wording import ago, day

if TYPE_CHECKING:
    from bot.answers.status import StatusAnswer
    from bot.sagas.saga import Saga


def status_card(answer: StatusAnswer) -> Card:
    """The card of an answer, whichever it is."""
    match answer:
        case SagaStatus():
            return _saga_card(answer)
        case SeveralPlayers() | UnknownPlayer():
            return not_one_card(answer)


def not_one_card(answer: SeveralPlayers | UnknownPlayer) -> Card:
    """The card of a question that is about no one player."""
    if isinstance(answer, SeveralPlayers):
        names = "\n".join(label(player) for player in answer.players)
        return Card(f"Which {answer.typed}?", f"Several players bear that name. Ask again with one of:\n{names}")
    until = f" up to {day(answer.as_of)}" if answer.as_of else ""
    near = [label(player) for player in answer.near]
    hint = (
        f"Did you mean: {', '.join(near)}?" if near else "Check the spelling, or ask again after the next news."
    )
    return Card(f"Nothing stored about {answer.typed}{until}", hint)


def _saga_card(answer: SagaStatus) -> Card:
    saga = answer.saga
    fields = (
        Field("Deal", "\n".join(deal_lines(saga)) or "no suitor is named"),
        Field("Player", player_side(saga)),
        Field(saga.from_club or "Selling club", seller_side(saga)),
        *(Field(suitor.club, club_side(saga, suitor.club)) for suitor in saga.alive),
        Field("Fee", fee_line(saga)),
        Field("Doesn't fit", " ".join(conflict_lines(saga))),
        Field("Evidence", evidence_line(saga)),
        Field("Before", "\n".join(_earlier(one) for one in answer.earlier[-2:])),
    )
    return Card(
        title=title(saga),
        lead=opening(answer),
        fields=tuple(field for field in fields if field.value),
        footer=f"as of {day(answer.as_of)} · last news {ago((answer.as_of - saga.last_on).days)}",
        tone={Stage.DONE: Tone.DONE, Stage.OFF: Tone.OFF}.get(saga.stage, Tone.QUIET),
        buttons=_buttons(saga),
    )


def _buttons(saga: Saga) -> tuple[Button, ...]:
    return (
        Button("Timeline", "timeline", saga.player[:60]),
        Button("Sources", "sources", saga.player[:60]),
    )


def title(saga: Saga) -> str:
    """Who, from where and to whom: "Virgil van Dijk · Southampton → Liverpool"."""
    suitor = saga.leading.club if saga.leading else None
    clubs = " → ".join(club for club in (saga.from_club, suitor) if club)
    return f"{saga.player} · {clubs}" if clubs else saga.player


def _earlier(saga: Saga) -> str:
    """One line on an earlier saga: "Monaco → Paris Saint-Germain, done 31 Aug 2017"."""
    route = title(saga).removeprefix(f"{saga.player} · ")
    how = {Stage.DONE: "done", Stage.OFF: "came to nothing"}.get(saga.stage, "came to no end")
    return f"{route}: {how}, {day(saga.ended_on or saga.last_on)}"
