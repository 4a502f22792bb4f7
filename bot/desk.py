"""A moderator at work on a player: what he sees of him, and how a deed of his is kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.files import Edit, Retract, Vouch
from bot.model import Refusal
from bot.naming import another, named
from bot.rights import Action, require
from bot.sagas.mending import last_on, mended
from bot.sagas.novelty import judge
from bot.speech import say
from bot.spelling import fold
from bot.store import Overtaken, Telling

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.files import Deed, KeptRumour, Lesson, Mending, PlayerFile
    from bot.model import Actor, Rumour, Verdict
    from bot.store import Called, Store


@dataclass(frozen=True, slots=True)
class Shown:
    """A rumour as it is told to a moderator now. ``seen``: the last deed on it, ``file``: its player's."""

    kept: KeptRumour
    seen: int
    file: PlayerFile

    @property
    def key(self) -> str:
        """What a button needs of it: "34.0"."""
        return f"{self.kept.id}.{self.seen}"


class Late(Refusal):
    """Another moderator was quicker. ``by`` None: he has undone a deed. ``shown`` is how the rumour stands now."""

    def __init__(self, by: Mending | None, shown: Shown | None) -> None:
        super().__init__(
            say("This rumour was changed in the meantime. Look at it again, then try again.")
            if by is not None
            else say("A change of this rumour was undone in the meantime. Look at it again, then try again.")
        )
        self.by = by
        self.shown = shown


@dataclass(frozen=True, slots=True)
class Done:
    """A deed that was done: its number, by which it is undone, and what the player is called here.

    ``verdict``: what a rumour that had been held was judged to be; ``queued``: to how many channels its alert goes.
    ``shown`` is the rumour as it was before the deed.
    """

    id: int
    player: str
    deed: Deed
    taught: tuple[Lesson, ...] = ()
    verdict: Verdict | None = None
    queued: int = 0
    shown: Shown | None = None


def not_there() -> Refusal:
    """What is said of something that another has taken away."""
    return Refusal(say("That is not here any more, or it was done already. Look again, then try again."))


@dataclass(frozen=True, slots=True)
class Desk:
    """``file`` is as it was mended, ``raw`` as it was read."""

    store: Store
    actor: Actor
    guild_id: int
    now: dt.datetime
    raw: PlayerFile
    file: PlayerFile

    def rumour(self, rumour_id: int) -> KeptRumour:
        """One of the player's rumours as it is told now.

        Raises:
            Refusal: he has none of that number, or it is retracted.
        """
        found = next((kept for kept in self.file.rumours if kept.id == rumour_id), None)
        if found is not None:
            return found
        gone = (one for one in self.raw.mendings if one.deed == Retract(rumour_id))
        by = next(gone, None)
        if by is not None:
            raise Late(by, None)
        raise Refusal(
            say(
                "{player} has no such rumour here, or it is retracted. Look at the list again.",
                player=self.file.name,
            )
        )

    def shown(self, rumour_id: int) -> Shown:
        """The rumour with what an editor has seen of it; raises as ``rumour`` does."""
        return Shown(self.rumour(rumour_id), last_on(self.raw, rumour_id), self.file)

    async def another(self, name: str) -> int:
        """The other player who is called so, or a newcomer."""
        return await another(self.store, self.guild_id, name, self.file.id)

    async def do(
        self,
        deed: Deed,
        called: Called | None = None,
        lessons: Sequence[Lesson] = (),
        seen: int | None = None,
        told: Rumour | None = None,
    ) -> Done:
        """Have it kept. ``told`` is a rumour that was held and that the deed has told.

        Raises:
            Late: another moderator was quicker.
            Refusal: it would change nothing, or is not there any more.
        """
        (rumour_id,) = _rumours_of(deed) or (None,)
        before = None if rumour_id is None else self.shown(rumour_id)
        asked = (self.guild_id, self.actor.user_id, self.file.id, deed, self.now)
        telling = None if told is None or before is None else _telling(told, before.kept.outlet)
        try:
            done = await self.store.mend(*asked, called=called, lessons=lessons, seen=seen, telling=telling)
        except Overtaken as late:
            raise await self._late(late.by, rumour_id) from None
        if done is None:
            raise not_there()
        found = await self.store.told_by(self.guild_id, done) if telling else None
        verdict, queued = found or (None, 0)
        return Done(done, self.file.name, deed, tuple(lessons), verdict, queued, before)

    async def _late(self, by: Mending | None, rumour_id: int | None) -> Refusal:
        """How things stand by now."""
        player_id = None if rumour_id is None else await self.store.whose(self.guild_id, rumour_id)
        raw = None if player_id is None else await self.store.player_file(self.guild_id, player_id)
        if raw is None or rumour_id is None:
            return Late(by, None)
        left = mended(raw)
        kept = next((one for one in left.rumours if one.id == rumour_id), None)
        return Late(by, None if kept is None else Shown(kept, last_on(raw, rumour_id), left))


def _telling(row: Rumour, outlet: str | None) -> Telling:
    return Telling(row, fold(row.player).split(" ")[-1], partial(judge, outlet=outlet))


def _rumours_of(deed: Deed) -> tuple[int, ...]:
    return (deed.rumour_id,) if isinstance(deed, Retract | Edit | Vouch) else ()


async def moderated(store: Store, actor: Actor, action: Action) -> int:
    """The guild in which he may do it.

    Raises:
        Refusal: he may not.
    """
    settings = await store.guild_settings(actor.guild_id or 0)
    require(actor, settings, action)
    return settings.guild_id


async def desk(store: Store, actor: Actor, action: Action, player: str, now: dt.datetime) -> Desk:
    """The desk for a player as he is named.

    Raises:
        Refusal: he may not, or the player is not known.
    """
    guild_id = await moderated(store, actor, action)
    meant = await named(store, guild_id, player)
    return await _laid(store, actor, guild_id, meant.id, now)


async def desk_of(store: Store, actor: Actor, action: Action, rumour_id: int, now: dt.datetime) -> Desk:
    """The desk for the player whose a rumour is.

    Raises:
        Refusal: he may not, or the guild sees no rumour of that number.
    """
    guild_id = await moderated(store, actor, action)
    player_id = await store.whose(guild_id, rumour_id)
    if player_id is None:
        raise not_there()
    return await _laid(store, actor, guild_id, player_id, now)


async def _laid(store: Store, actor: Actor, guild_id: int, player_id: int, now: dt.datetime) -> Desk:
    raw = await store.player_file(guild_id, player_id)
    if raw is None:  # it was taken away between the two looks
        raise not_there()
    return Desk(store, actor, guild_id, now, raw, mended(raw))
