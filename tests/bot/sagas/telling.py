"""Short ways to make rumours for the tests of sagas."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from bot.ladder import furthest
from bot.model import Bound, Claim, Fee, FeeRole, KeptRumour, Kind, PlayerFile, Rumour
from bot.reading.assemble import developments

PLAYER = "Joao Almeida"
OWNER = "Brentford"
SUITOR = "Everton"

_BY_PLAYER = (Kind.WANTS_MOVE, Kind.TRANSFER_REQUEST, Kind.MEDICAL, Kind.PERSONAL_TERMS)
_BY_OWNER = (Kind.NOT_FOR_SALE, Kind.PRICE_SET, Kind.BID_REJECTED, Kind.FEE_AGREED)


def claim(kind: Kind, club: str | None = SUITOR, **changes: Any) -> Claim:
    actor = PLAYER if kind in _BY_PLAYER else OWNER if kind in _BY_OWNER else club or OWNER
    stands = kind in (Kind.NOT_FOR_SALE, Kind.PRICE_SET, Kind.WANTS_MOVE, Kind.TRANSFER_REQUEST)
    base = Claim(kind, actor, f"words about {kind.value}", 0, 1, club=None if stands else club)
    return replace(base, **changes)


def bid(millions: int) -> Fee:
    return Fee(millions * 1_000_000, "GBP", FeeRole.BID, Bound.EXACT)


def row(
    *claims: Claim, club: str | None = SUITOR, fees: tuple[Fee, ...] = (), player: str = PLAYER
) -> Rumour:
    kinds = developments(claims)
    return Rumour(player, OWNER, club, furthest(kinds), kinds, fees, (), claims)


def kept(number: int, day: dt.date, rumour: Rumour) -> KeptRumour:
    return KeptRumour(number, 0, day, dt.datetime.combine(day, dt.time(12), dt.UTC), rumour)


def file(*rumours: tuple[dt.date, Rumour], name: str = PLAYER) -> PlayerFile:
    return PlayerFile(
        1, name, (), tuple(kept(number, day, one) for number, (day, one) in enumerate(rumours, 1))
    )


def on(day: int, month: int = 1) -> dt.date:
    return dt.date(2024, month, day)
