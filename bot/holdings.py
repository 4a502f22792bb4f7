"""All that is kept of a guild or a user as a whole, as a protocol: written out, deleted, at rest while it is away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection
    from typing import TextIO


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a user: how many players he follows, and how many things that he did name him."""

    follows: int
    done: int

    @property
    def is_nothing(self) -> bool:
        """True if there is nothing."""
        return not self.follows and not self.done


class Holdings(Protocol):
    """What is asked of the store for a whole guild, or a whole user. A write may raise ``NotSaved``."""

    async def write_out_guild(self, guild_id: int, out: TextIO) -> None:
        """Write all that is kept of a guild as JSON, a row at a time, off the event loop.

        Nothing is in it of the wire, of other guilds, or that was deleted; no numbers that count what others have.
        """
        ...

    async def write_out_user(self, user_id: int, out: TextIO) -> None:
        """Write all that is kept of a user as JSON: whom he follows, and what he has done where, but not with what."""
        ...

    async def kept_of(self, user_id: int) -> Kept:
        """How much is kept of a user."""
        ...

    async def forget_user(self, user_id: int, channel_id: int | None) -> None:
        """Delete what a user follows and what waits for him in his private conversation, the channel.

        What he has added to a guild stays with the guild, but no longer says that it was he.
        """
        ...

    async def begin_purge(self, guild_id: int, now: dt.datetime) -> None:
        """From here on nothing of a guild is told or sent any more; ``purge_step`` deletes it, also after a restart."""
        ...

    async def purge_step(self, guild_id: int, now: dt.datetime) -> bool:
        """Delete some of what is kept of a guild whose purge has begun, in one short transaction; True: there is more.

        At the end one line in the audit tells that it was done, without saying by whom.
        """
        ...

    async def purges(self) -> tuple[int, ...]:
        """The guilds whose purge has begun and is not done."""
        ...

    async def note_left(self, guild_id: int, now: dt.datetime) -> bool:
        """The bot was removed from a guild: what it has set rests, what waits is not sent. False: known already."""
        ...

    async def note_back(self, guild_id: int, now: dt.datetime) -> bool:
        """The bot is in a guild again: all is as it was, and what was mended meanwhile is put right in its messages.

        False: it had not left, or nothing is kept of it.
        """
        ...

    async def note_present(self, guild_ids: Collection[int], now: dt.datetime) -> tuple[int, int]:
        """The bot is in these guilds and in no others; how many have left, and are back, that nobody had noted."""
        ...

    async def left_before(self, moment: dt.datetime) -> tuple[int, ...]:
        """The guilds that had left by then and are not back, the first first."""
        ...
