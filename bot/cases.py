"""What waits for the moderators of a guild: what users say is wrong, as data, and as a protocol of what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt


class Wrong(StrEnum):
    """What a user says is wrong."""

    PLAYER = "player"
    CLUB = "club"
    FEE = "fee"
    STAGE = "stage"
    OLD = "old"
    UNTRUE = "untrue"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Report:
    """What a user of a guild says is wrong in an answer or an alert; only that guild's moderators see it.

    ``player`` is what the player of the saga was called where it was ``shown``, which is told in short. ``words`` are
    the user's own, "" for none.
    """

    id: int
    user_id: int
    player_id: int
    player: str
    shown: str
    kind: Wrong
    words: str
    at: dt.datetime


class Cases(Protocol):
    """What waits for moderators. Every write is one transaction with its audit line, and may raise ``NotSaved``."""

    async def report(
        self,
        scope: int,
        user_id: int,
        player_id: int,
        now: dt.datetime,
        *,
        player: str,
        shown: str,
        kind: Wrong,
        words: str = "",
    ) -> bool:
        """Let the moderators of a guild know that something is wrong in a saga; False if he has told them already.

        A user has at most one report of a saga that waits. See :class:`Report` for what is told.
        """
        ...

    async def reports(self, scope: int) -> tuple[Report, ...]:
        """The reports of that very scope that wait, oldest first."""
        ...

    async def report_of(self, scope: int, report_id: int) -> tuple[Report, int | None] | None:
        """A report of that very scope, and the id of whoever has settled it; None if there is none of that number."""
        ...

    async def settle(self, scope: int, actor_id: int, report_id: int, now: dt.datetime) -> bool:
        """Settle a report of that scope, and write the audit line; False if it does not wait."""
        ...

    async def reopen(self, scope: int, actor_id: int, report_id: int, now: dt.datetime) -> bool:
        """Let a report wait again; False if it does already, or its user has reported that saga anew."""
        ...

    async def held(self, scope: int) -> tuple[int, ...]:
        """The numbers of the rumours of that very scope that are held and nobody has decided on, newest first.

        Those too that are told in part, if what is held of them would say more.
        """
        ...

    async def article_of(self, scope: int, rumour_id: int) -> tuple[str, str, int] | None:
        """Of the article of a rumour of that very scope: its hash in hexadecimal digits, its text, who brought it."""
        ...
