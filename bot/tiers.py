"""How far a guild trusts sources, where it has said so itself: as data, and as a protocol of what is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from bot.spelling import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from bot.model import Alert


@dataclass(frozen=True, slots=True)
class SourceTier:
    """A tier (1 best to 4) of an outlet or a reporter; with ``club`` only for news of that club."""

    name: str
    tier: int
    club: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What is compared: two of one key are one."""
        return fold(self.name), fold(self.club or "")


@dataclass(frozen=True, slots=True)
class Tiers:
    """The tiers of one guild by their keys. What is said for a club goes before what is said for all news."""

    own: Mapping[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])

    def of(self, name: str, clubs: Iterable[str | None], usual: int) -> int:
        """The tier of a source in news of these clubs: the best that is said for one of them, else ``usual``."""
        key = fold(name)
        of_clubs = [self.own[at] for club in clubs if (at := (key, fold(club or ""))) in self.own and at[1]]
        return min(of_clubs, default=self.own.get((key, ""), usual))

    def of_alert(self, alert: Alert) -> int:
        """The tier of the best source of an alert; whoever speaks for himself is the best there is."""
        clubs = (alert.from_club, *alert.suitors)
        return min((self.of(name, clubs, usual) for name, usual in alert.voices), default=alert.tier)


NO_TIERS = Tiers()


def tiers_of(told: Iterable[SourceTier]) -> Tiers:
    """What a guild has said, ready to be asked."""
    return Tiers({one.key: one.tier for one in told})


class SourceTiers(Protocol):
    """What guilds say of sources. Every write is one transaction with its audit line, and may raise ``NotSaved``."""

    async def source_tiers(self, scope: int) -> tuple[SourceTier, ...]:
        """What that very scope has said, by name."""
        ...

    async def set_tier(self, scope: int, actor_id: int, told: SourceTier, now: dt.datetime) -> None:
        """Keep a tier in the place of an older one of its key."""
        ...

    async def drop_tier(self, scope: int, actor_id: int, told: SourceTier, now: dt.datetime) -> bool:
        """Take the tier of that key back; False if there is none."""
        ...
