"""Where a player's possible move stands: what is folded from claims, and nothing that is not in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.ladder import rung
from bot.model import ClubStance, PlayerStance, Stage
from bot.sagas.sums import DatedFee

if TYPE_CHECKING:
    import datetime as dt

    from bot.model import Claim, Fee, Kind


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as it was told: on which day, in which article, by which page.

    ``fee`` is the sum it speaks of, ``suitor`` the club to which its article links the player there.
    """

    claim: Claim
    said_on: dt.date
    rumour_id: int
    outlet: str | None = None
    url: str | None = None
    fee: Fee | None = None
    article_id: int = 0
    is_copy: bool = False
    suitor: str | None = None


@dataclass(frozen=True, slots=True)
class ToldFee:
    """A sum as it was told, of which suitor (None: of none), in which row, and by whom (None: nobody is named)."""

    fee: Fee
    club: str | None
    said_on: dt.date
    rumour_id: int = 0
    source: str | None = None

    @property
    def dated(self) -> DatedFee:
        """The sum for holding another against it."""
        return DatedFee(self.fee, self.said_on, self.rumour_id)


class Out(StrEnum):
    """Why a suitor is no longer in it."""

    WITHDREW = "withdrew"
    COLLAPSED = "collapsed"
    REFUSED = "refused"
    DENIED = "denied"
    STAYS = "stays"
    BEATEN = "beaten"
    OVERTAKEN = "overtaken"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Suitor:
    """One club's pursuit.

    ``stage`` is how far it has got, off if it is ``out``; ``reached`` how far it had got at most. ``kinds`` are those
    that were told of it, ``moved_on`` the day of its last step. ``is_refused``: the player has said no to this club,
    whose offer stands all the same. ``place`` is where the article of its last step named it, 0 first.
    """

    club: str
    stage: Stage
    kinds: frozenset[Kind]
    moved_on: dt.date
    last_on: dt.date
    reached: Stage = Stage.INTEREST
    out: Out | None = None
    is_refused: bool = False
    place: int = 0


class End(StrEnum):
    """How a saga ended."""

    MOVED = "moved"
    STAYS = "stays"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Saga:
    """A player's possible move away from one club. ``told`` is in the order in which things were said.

    ``end`` is how it ended and ``ended_on`` when; a saga without an end may be asleep (see ``bot.sagas.life``).
    """

    player: str
    from_club: str | None
    suitors: tuple[Suitor, ...]
    player_stance: PlayerStance
    club_stance: ClubStance
    told: tuple[Told, ...]
    fees: tuple[ToldFee, ...]
    first_on: dt.date
    last_on: dt.date
    end: End | None = None
    ended_on: dt.date | None = None
    is_loan: bool = False

    @property
    def alive(self) -> tuple[Suitor, ...]:
        """The suitors who are still in it."""
        return tuple(suitor for suitor in self.suitors if suitor.out is None)

    @property
    def leading(self) -> Suitor | None:
        """The suitor furthest up the ladder whom the player has not refused.

        Of equals with an offer the one who moved last, then the one whom its article put first; of those without
        the one who was named first.
        """
        return max(self.alive, key=_lead, default=None)

    @property
    def stage(self) -> Stage:
        """The stage of the deal with the leading suitor; off when all are out."""
        if self.leading is not None:
            return self.leading.stage
        return Stage.OFF if self.suitors or self.end else Stage.INTEREST

    @property
    def is_done(self) -> bool:
        """True once the player has moved."""
        return self.stage is Stage.DONE

    def suitor(self, club: str | None) -> Suitor | None:
        """The suitor of that name; None if there never was one."""
        return next((suitor for suitor in self.suitors if suitor.club == club), None)


def _lead(suitor: Suitor) -> tuple[bool, int, int, int]:
    height = rung(suitor.stage)
    if height < rung(Stage.BID):
        return not suitor.is_refused, height, 0, 0
    return not suitor.is_refused, height, suitor.moved_on.toordinal(), -suitor.place
