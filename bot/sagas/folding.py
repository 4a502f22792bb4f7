"""One saga in the making: every article moves the player, his club and the suitors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Kind, PlayerStance, When
from bot.sagas.ending import Ending, is_of_another, move_to
from bot.sagas.pursuit import COOLING
from bot.sagas.record import Record
from bot.sagas.rounds import rounds_between
from bot.sagas.saga import End, Out, Saga
from bot.sagas.seller import Seller
from bot.sagas.suitors import SILENCE, Suitors, all_over

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.sagas.reports import Report
    from bot.sagas.saga import Told

_STANCES = {
    Kind.TRANSFER_REQUEST: PlayerStance.REQUESTED_TRANSFER,
    Kind.WANTS_MOVE: PlayerStance.WANTS_MOVE,
}
"""Of one article the first of these that it tells is the player's stance, unless he stays after all."""

WANTS_TO_GO = frozenset({PlayerStance.WANTS_MOVE, PlayerStance.REQUESTED_TRANSFER})


_FORGOTTEN = 300
"""Days without a word after which what came to nothing is another saga's past."""


class Folding:
    """A saga while its articles are taken one after the other.

    ``owner`` is whose player he is known to be when it begins; what its articles say outranks it.
    """

    def __init__(self, player: str, first_on: dt.date, owner: str | None = None) -> None:
        self._player = player
        self._first_on = self._last_on = first_on
        self._known_owner = owner
        self._record = Record()
        self._suitors = Suitors()
        self._seller = Seller()
        self._player_stance = PlayerStance.UNKNOWN
        self._ending: Ending | None = None

    @property
    def told(self) -> Sequence[Told]:
        """The claims taken so far."""
        return self._record.told

    def is_over_for(self, report: Report, closed: Sequence[dt.date]) -> bool:
        """True if an article is of another saga: after this one's end, or of a player of another club.

        One that only looks back begins nothing by itself.
        """
        if any(self._first_on <= day < report.said_on for day in closed):
            return True
        if all(claim.when is When.PAST for claim in report.claims):
            return False
        if self._ending is not None:
            return is_of_another(self._ending, report)
        return self._is_forgotten(report) or self._has_moved_unseen(report)

    def next(self, report: Report) -> Folding:
        """The saga that an article begins after this one."""
        moved = self._ending if self._ending is not None and not self._ending.is_loan else None
        owner = moved.winner if moved is not None and moved.winner else self._owner()
        return Folding(self._player, report.said_on, owner)

    def take(self, report: Report) -> None:
        """Move the saga by an article."""
        self.lapse(report.said_on)
        self._last_on = report.said_on
        winner = self._suitors.winner
        if self._ending is None or winner is None:
            self._move(report)
        elif self._suitors.undo(winner, report):
            self._ending = None
            self._seller.lose_the_buyer()
        self._record.keep(report)

    def lapse(self, day: dt.date) -> None:
        """With a new round of windows what was not agreed begins anew; what the player wants stands."""
        if self._ending is not None or day <= self._last_on:
            return
        self._suitors.lapse(day)
        if rounds_between(self._last_on, day, self._owner()) > 0:
            self._seller.forget(self._suitors)

    def saga(self, closed: Sequence[dt.date] = ()) -> Saga:
        """The saga as it stands after the articles taken so far."""
        ending = self._ending
        if ending is None:
            day = next((day for day in closed if day >= self._last_on), None)
            ending = Ending(End.CLOSED, day) if day else None
        return Saga(
            player=self._player,
            from_club=self._owner(),
            suitors=self._suitors.seen(),
            player_stance=self._player_stance,
            club_stance=self._seller.stance,
            told=tuple(self._record.told),
            fees=tuple(self._record.fees),
            first_on=self._first_on,
            last_on=self._last_on,
            end=ending.how if ending else None,
            ended_on=ending.on if ending else None,
            is_loan=ending is not None and ending.is_loan,
        )

    def _owner(self) -> str | None:
        buyer = self._ending.winner if self._ending else None
        return self._record.owner(buyer) or self._known_owner

    def _is_forgotten(self, report: Report) -> bool:
        """True if it came to nothing and nobody has spoken of it for so long that talk of him begins anew."""
        is_over = bool(tuple(self._suitors)) and not self._suitors.alive
        return is_over and (report.said_on - self._last_on).days > _FORGOTTEN

    def _has_moved_unseen(self, report: Report) -> bool:
        """True if a later round's article, after long silence, is of another club's player: he must have moved.

        Within a round a strange owner is a misreading.
        """
        if (report.said_on - self._last_on).days <= SILENCE or not report.owners:
            return False
        is_elsewhere = self._record.owner(None) is not None and not self._record.names(report.owners)
        return is_elsewhere and rounds_between(self._last_on, report.said_on, self._owner()) > 0

    def _move(self, report: Report) -> None:
        agreed, ended = self._suitors.agreed, self._ending
        self._player_moves(report)
        self._suitors.take(report, self._record, is_settled=self._is_settled(report))
        self._end(report)
        is_still_over = ended is not None and self._ending is ended
        if not is_still_over:  # once it is settled that he stays his club need say no more
            self._seller.take(report, self._record, self._suitors, agreed)

    def _is_settled(self, report: Report) -> bool:
        """True in the days after a renewal, when mere interest is of the days before it."""
        return self._ending is not None and (report.said_on - self._ending.on).days <= COOLING

    def _player_moves(self, report: Report) -> None:
        told = next((_STANCES[kind] for kind in _STANCES if kind in report.kinds), None)
        if all_over(report) is Out.STAYS:
            told = PlayerStance.WANTS_TO_STAY
        has_asked = self._player_stance is PlayerStance.REQUESTED_TRANSFER
        if told is not None and not (has_asked and told is PlayerStance.WANTS_MOVE):  # who asked wants to go
            self._player_stance = told

    def _end(self, report: Report) -> None:
        """End it by a move, by his word that he stays, or by the collapse of what never had a name; or revive it."""
        winner, over = self._suitors.winner, all_over(report)
        if winner is not None:
            self._ending = move_to(winner, report)
        elif over is Out.STAYS or (over is not None and not tuple(self._suitors)):
            self._ending = self._ending or Ending(End.STAYS, report.said_on)
        elif self._suitors.alive or self._player_stance in WANTS_TO_GO:
            self._ending = None
