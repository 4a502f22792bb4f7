"""News and a judge for the tests of what is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
from itertools import groupby
from typing import TYPE_CHECKING

from bot.model import (
    WIRE,
    Alert,
    Article,
    Certainty,
    Claim,
    Fee,
    FeeRole,
    Kind,
    Reading,
    Rumour,
    Stage,
    Verdict,
)
from bot.speech import Spoken
from bot.spelling import fold
from bot.store import Echo, Filing, Judgement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.files import PlayerFile

NOON = dt.datetime(2026, 1, 10, 12, 0, 30, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(minutes=1)
ADMIN = 77


def rumour(
    player: str = "Virgil van Dijk",
    *,
    from_club: str | None = "Liverpool",
    to_club: str | None = "Bayern Munich",
    stage: Stage = Stage.TALKS,
    held: str | None = None,
) -> Rumour:
    """A row with something in every field."""
    claim = Claim(
        kind=Kind.TALKS,
        actor="Bayern Munich",
        quote="in talks",
        start=4,
        end=12,
        club=to_club,
        certainty=Certainty.ON_RECORD,
        source="BBC",
        relays=("Sky", "L'Équipe"),
        held=held,
    )
    return Rumour(
        player=player,
        from_club=from_club,
        to_club=to_club,
        stage=stage,
        developments=(Kind.TALKS, Kind.BID),
        fees=(Fee(30_000_000, "EUR", FeeRole.BID),),
        sources=("BBC",),
        claims=(claim, claim),
        held=held,
    )


def filing(
    text: str,
    *rows: Rumour,
    scope: int = WIRE,
    received: dt.datetime = NOON,
    said_on: dt.date | None = None,
    outlet: str | None = "BBC",
) -> Filing:
    """An article with these rows, grouped by player as the core does it."""
    groups = tuple(tuple(group) for _, group in groupby(rows, key=lambda row: row.player))
    day = received.date() if said_on is None else said_on
    return Filing(
        scope=scope,
        article=Article(text, outlet=outlet, url="https://example.org/1", published=said_on),
        reading=Reading(said_on, "A headline", f"In short: {text}", rows),
        said_on=day,
        received=received,
        text_hash=hashlib.sha256(text.encode()).digest(),
        rows=groups,
        row_keys=tuple(fold(group[0].player).split()[-1] for group in groups),
        actor_id=ADMIN,
        path="form",
    )


def judge(
    rows: Sequence[Rumour], said_on: dt.date, known: Sequence[PlayerFile], copied: dt.date | None = None
) -> Judgement:
    """New if the stage with that suitor is new; he is whoever bears that name, or one that ends in it."""
    called = rows[0].player
    found = next((file for file in known if _is_he(called, file)), None)
    names = [called] if found is None else [found.name, called]
    name = max(names, key=lambda one: len(one.split()))
    seen = {(kept.rumour.to_club, kept.rumour.stage) for kept in (found.rumours if found else ())}
    is_news = any((row.to_club, row.stage) not in seen for row in rows)
    verdict = Verdict.NEW if is_news else Verdict.REPEAT
    why = f"{len(seen)} known"
    words = fold(name).split()
    keys = tuple(" ".join(words[at:]) for at in range(len(words)))
    news = alert(name, rows[0], why, said_on) if is_news else None
    clubs = tuple(fold(club) for club in (rows[0].from_club, rows[0].to_club) if club)
    told = tuple(dict.fromkeys(kept.article_id for kept in (found.rumours if found else ())))
    echo = None if is_news else Echo(tuple(map(Spoken, rows[0].sources)), told)
    return Judgement(found.id if found else None, name, keys, verdict, Spoken(why), news, clubs, echo)


def alert(player: str, row: Rumour, why: str, said_on: dt.date) -> Alert:
    """What is posted of it; a deal done is urgent."""
    return Alert(
        player=player,
        verdict=Verdict.NEW,
        label="New",
        headline=f"{player}: {row.stage}",
        clubs=f"{row.from_club} → {row.to_club}",
        changed="now in talks",
        unchanged="the fee",
        history="since May",
        sources=("BBC", "“Sky”"),
        why=why,
        said_on=said_on,
        urgent=row.stage is Stage.DONE,
        kinds=(Kind.TALKS,),
        stage=row.stage,
        stands=row.stage,
        certainty=Certainty.ON_RECORD,
        tier=2,
        from_club=row.from_club,
        suitors=tuple(filter(None, (row.to_club,))),
    )


def _is_he(called: str, file: PlayerFile) -> bool:
    sought = fold(called)
    given = [fold(name) for name in (file.name, *file.aliases)]
    return any(f" {one}".endswith(f" {sought}") or f" {sought}".endswith(f" {one}") for one in given)
