"""How often one user may ask, by commands and by presses alike, so that none keeps the bot from the others."""

from __future__ import annotations

import time
from collections import OrderedDict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from discord.app_commands import CommandOnCooldown, Cooldown

from bot.model import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

ASKING = (10, 12.0)
"""So many questions in so many seconds."""
SHARING = (2, 30.0)
"""So many answers shown to all in so many seconds."""
REPORTING = (3, 600.0)
"""So many words of what is wrong in so many seconds."""

_MOST_USERS = 10_000


class Pace:
    """The pace of each user; who has not asked for longest is forgotten first, when there are very many."""

    def __init__(self, rate: int, per: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._per = per
        self._clock = clock
        self._users: OrderedDict[int, Cooldown] = OrderedDict()

    def keep(self, user_id: int) -> None:
        """Count one of a user's acts.

        Raises:
            CommandOnCooldown: it was one too many; it tells when he may again.
        """
        own = self._users.pop(user_id, None) or Cooldown(self._rate, self._per)
        self._users[user_id] = own
        if len(self._users) > _MOST_USERS:
            self._users.popitem(last=False)
        wait = own.update_rate_limit(self._clock())
        if wait:
            raise CommandOnCooldown(own, wait)


class Lately:
    """The messages under which something that is done once is being done or was done, the last thousand of them."""

    def __init__(self, most: int = 1_000) -> None:
        self._most = most
        self._seen: OrderedDict[int, None] = OrderedDict()

    @contextmanager
    def once(self, message_id: int, sentence: str) -> Generator[None]:
        """Do it, unless it is done; what fails may be done again.

        Raises:
            Refusal: it is done, or is being done; in the words of ``sentence``.
        """
        if message_id in self._seen:
            raise Refusal(sentence)
        self._seen[message_id] = None
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        try:
            yield
        except BaseException:
            self._seen.pop(message_id, None)
            raise
