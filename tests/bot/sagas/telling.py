"""Short ways to make rumours for the tests of sagas, and to tell them one after the other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.files import KeptRumour, PlayerFile
from bot.ladder import furthest
from bot.model import Bound, Certainty, Claim, Fee, FeeRole, Kind, Rumour
from bot.reading.assemble import developments
from bot.reading.candidates import OF_PLAYER
from bot.sagas.fold import current_of
from bot.sagas.novelty import judge

if TYPE_CHECKING:
    from bot.sagas.saga import Saga
    from bot.store import Judgement

PLAYER = "Joao Almeida"
OWNER = "Brentford"
SUITOR = "Everton"
RIVAL = "Fulham"

OFFICIAL = Certainty.OFFICIAL
ON_RECORD = Certainty.ON_RECORD

_BY_PLAYER = (
    Kind.WANTS_MOVE,
    Kind.TRANSFER_REQUEST,
    Kind.MEDICAL,
    Kind.PERSONAL_TERMS,
    Kind.CONTRACT_RENEWAL,
    Kind.REJECTS_MOVE,
)
_BY_OWNER = (Kind.NOT_FOR_SALE, Kind.PRICE_SET, Kind.OPEN_TO_SALE, Kind.BID_REJECTED, Kind.FEE_AGREED)


def claim(kind: Kind, club: str | None = SUITOR, **changes: Any) -> Claim:
    """A claim as the reader makes it: what is said of the player, or by his club, concerns no suitor."""
    actor = PLAYER if kind in _BY_PLAYER else OWNER if kind in _BY_OWNER else club or OWNER
    base = Claim(kind, actor, f"words about {kind.value}", 0, 1, club=None if kind in OF_PLAYER else club)
    return replace(base, **changes)


def _fee(millions: float, role: FeeRole, currency: str) -> Fee:
    return Fee(int(millions * 1_000_000), currency, role, Bound.EXACT)


def bid(millions: float, currency: str = "GBP") -> Fee:
    return _fee(millions, FeeRole.BID, currency)


def asked(millions: float, currency: str = "GBP") -> Fee:
    return _fee(millions, FeeRole.ASKING, currency)


def agreed(millions: float, currency: str = "GBP") -> Fee:
    return _fee(millions, FeeRole.AGREED, currency)


def row(
    *claims: Claim,
    club: str | None = SUITOR,
    fees: tuple[Fee, ...] = (),
    player: str = PLAYER,
    owner: str | None = OWNER,
    held: str | None = None,
) -> Rumour:
    kinds = developments(claims)
    return Rumour(player, owner, club, furthest(kinds), kinds, fees, (), claims, held)


def steps(*kinds: Kind, club: str = SUITOR, fees: tuple[Fee, ...] = (), owner: str | None = OWNER) -> Rumour:
    """A row of plain reports about one suitor."""
    return row(*(claim(kind, club) for kind in kinds), club=club, fees=fees, owner=owner)


def kept(
    number: int, day: dt.date, rumour: Rumour, article: int = 0, outlet: str | None = None
) -> KeptRumour:
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    return KeptRumour(number, 0, day, noon, rumour, outlet=outlet, article_id=article)


def file(*rumours: tuple[dt.date, Rumour], name: str = PLAYER) -> PlayerFile:
    """The file of a player of whom each rumour came in an article of its own, in the order given."""
    return PlayerFile(
        1, name, (), tuple(kept(number, day, one) for number, (day, one) in enumerate(rumours, 1))
    )


class Tale:
    """Articles that come in one after the other, each judged against those before it."""

    def __init__(self, player: str = PLAYER) -> None:
        self.file = PlayerFile(1, player)

    def tell(
        self,
        day: dt.date,
        *rows: Rumour,
        copied: dt.date | None = None,
        outlet: str | None = None,
        article: int | None = None,
    ) -> Judgement:
        """Judge an article, then keep it under that number, or that of its first row."""
        known = [self.file] if self.file.rumours else []
        judged = judge(rows, day, known, copied, outlet=outlet)
        number = len(self.file.rumours)
        new = tuple(
            kept(number + place, day, one, article or number + 1, outlet) for place, one in enumerate(rows, 1)
        )
        self.file = replace(self.file, rumours=(*self.file.rumours, *new))
        return judged

    @property
    def saga(self) -> Saga:
        """The latest saga as it stands."""
        saga = current_of(self.file)
        assert saga is not None
        return saga


def on(day: int, month: int = 1, year: int = 2024) -> dt.date:
    return dt.date(year, month, day)
