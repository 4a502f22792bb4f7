"""Where a player's possible move stands: what is folded from claims, and nothing that is not in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ladder import rung
from bot.model import ClubStance, PlayerStance, Stage

if TYPE_CHECKING:
    import datetime as dt

    from bot.model import Claim, Fee, Kind


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as it was told: on which day, in which article (rumour) and by which page."""

    claim: Claim
    said_on: dt.date
    rumour_id: int
    outlet: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ToldFee:
    """A sum as it was told, and of which suitor (None: of none)."""

    fee: Fee
    club: str | None
    said_on: dt.date


@dataclass(frozen=True, slots=True)
class Suitor:
    """One club's pursuit: how far it has got, which kinds were told of it, when it last moved."""

    club: str
    stage: Stage
    kinds: frozenset[Kind]
    moved_on: dt.date


@dataclass(frozen=True, slots=True)
class Saga:
    """A player's possible move away from one club. ``told`` is in the order in which things were said."""

    player: str
    from_club: str | None
    suitors: tuple[Suitor, ...]
    player_stance: PlayerStance
    club_stance: ClubStance
    told: tuple[Told, ...]
    fees: tuple[ToldFee, ...]
    first_on: dt.date
    last_on: dt.date

    @property
    def alive(self) -> tuple[Suitor, ...]:
        """The suitors who are still in it."""
        return tuple(suitor for suitor in self.suitors if suitor.stage is not Stage.OFF)

    @property
    def leading(self) -> Suitor | None:
        """The suitor furthest up the ladder; of equals the one who moved last, then the one named first."""
        return max(self.alive, key=lambda suitor: (rung(suitor.stage), suitor.moved_on), default=None)

    @property
    def stage(self) -> Stage:
        """The stage of the deal with the leading suitor; off when all are out."""
        if self.leading is not None:
            return self.leading.stage
        return Stage.OFF if self.suitors else Stage.INTEREST

    @property
    def is_done(self) -> bool:
        """True once the player has moved."""
        return self.stage is Stage.DONE
