"""The card of an answer to "where does it stand?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.status import SagaStatus
from bot.answers.whom import SeveralPlayers, UnknownPlayer, label
from bot.cards.card import Button, Card, Field, Tone
from bot.cards.details import (
    conflict_lines,
    deal_lines,
    evidence_line,
    fee_line,
)
from bot.cards.opening import OLD, opening
from bot.cards.sides import club_side, player_side, seller_side
from bot.ladder import rung
from bot.model import Stage
from bot.speech import mark, say, says
from bot.wording import ago, day, listed

if TYPE_CHECKING:
    import datetime as dt

    from bot.answers.status import StatusAnswer
    from bot.sagas.saga import Saga


def status_card(answer: StatusAnswer, asked_at: dt.datetime | None = None) -> Card:
    """The card of an answer, whichever it is. With ``asked_at`` it has a button for what came in since then."""
    match answer:
        case SagaStatus():
            return _saga_card(answer, asked_at)
        case SeveralPlayers() | UnknownPlayer():
            return not_one_card(answer)


def not_one_card(answer: SeveralPlayers | UnknownPlayer) -> Card:
    """The card of a question that is about no one player."""
    if isinstance(answer, SeveralPlayers):
        names = "\n".join(label(player) for player in answer.players)
        return Card(
            say("Which {name}?", name=answer.typed),
            say("Several players bear that name. Ask again with one of:") + f"\n{names}",
        )
    near = ", ".join(label(player) for player in answer.near)
    if near:
        hint = say("Did you mean {names}?", names=near)
    elif answer.as_of is not None:
        hint = say("Ask of a later day, or without a day for how it stands now.")
    else:
        hint = say("Check the spelling, or ask again after the next news.")
    return Card(_nothing(answer.typed, answer.as_of), hint)


def _nothing(name: str, as_of: dt.date | None) -> str:
    if as_of is None:
        return say("Nothing stored about {name}", name=name)
    return say("Nothing stored about {name} up to {day}", name=name, day=day(as_of))


def _saga_card(answer: SagaStatus, asked_at: dt.datetime | None) -> Card:
    saga = answer.saga
    fields = (
        Field(say("Deal"), "\n".join(deal_lines(saga)) or say("no suitor is named")),
        *(() if saga.is_done else _sides(saga)),
        Field(say("Fee"), fee_line(saga)),
        Field(say("Doesn't fit"), " ".join(conflict_lines(saga))),
        Field(say("Evidence"), evidence_line(saga, answer.tiers)),
        Field(say("Before"), "\n".join(_earlier(one) for one in answer.earlier[-2:])),
    )
    return Card(
        title=title(saga),
        lead=opening(answer),
        fields=tuple(field for field in fields if field.value),
        footer=_as_of(answer),
        tone={Stage.DONE: Tone.DONE, Stage.OFF: Tone.OFF}.get(saga.stage, Tone.QUIET),
        buttons=_buttons(saga, asked_at),
    )


def _as_of(answer: SagaStatus) -> str:
    """The day that is asked about, and how old the last news is where the first lines do not say so."""
    quiet = (answer.as_of - answer.saga.last_on).days
    if quiet > OLD:
        return say("as of {day}", day=day(answer.as_of))
    return say("as of {day} · last news {age}", day=day(answer.as_of), age=ago(quiet))


def _sides(saga: Saga) -> tuple[Field, ...]:
    """Where each side stands; once he has moved nobody asks."""
    return (
        Field(say("Player"), player_side(saga)),
        Field(saga.from_club or say("Selling club"), seller_side(saga)),
        *(Field(suitor.club, club_side(saga, suitor.club)) for suitor in saga.alive),
    )


def _buttons(saga: Saga, asked_at: dt.datetime | None) -> tuple[Button, ...]:
    """All that a button needs lies in its id, so that nothing is kept of who has asked, and when."""
    since = (
        (Button(say("What's new?"), "since", f"{int(asked_at.timestamp())}:{saga.player[:45]}"),)
        if asked_at
        else ()
    )
    return (
        Button(say("Timeline"), "timeline", saga.player[:60]),
        Button(say("Sources"), "sources", saga.player[:60]),
        *since,
    )


_MOST_NAMED = 3


def title(saga: Saga) -> str:
    """Who, from where and to whom: "Virgil van Dijk · Southampton → Liverpool"; of equals none is put first."""
    clubs = " → ".join(filter(None, (saga.from_club, _suitors(saga))))
    return f"{saga.player} · {clubs}" if clubs else saga.player


def _suitors(saga: Saga) -> str:
    leading = saga.leading
    if leading is None:
        return ""
    equals = [suitor.club for suitor in saga.alive if suitor.stage is leading.stage]
    if rung(leading.stage) >= rung(Stage.BID) or len(equals) == 1:
        return leading.club
    return " / ".join(equals) if len(equals) <= _MOST_NAMED else _clubs(len(equals))


def _clubs(count: int) -> str:
    return says("{count} club", "{count} clubs", count)


def _earlier(saga: Saga) -> str:
    """One line on an earlier saga: "Monaco → Paris Saint-Germain: done, 31 Aug 2017"."""
    route = title(saga).removeprefix(f"{saga.player} · ")
    clubs = [suitor.club for suitor in saga.suitors]
    if clubs and "→" not in route:
        route = say("{club}, linked with {clubs}", club=route, clubs=listed(clubs[:_MOST_NAMED]))
    how = say(_ENDS.get(saga.stage, _NO_END))
    return f"{route}: {how}, {day(saga.ended_on or saga.last_on)}"


_ENDS = {Stage.DONE: mark("done"), Stage.OFF: mark("came to nothing")}
_NO_END = mark("came to no end")
