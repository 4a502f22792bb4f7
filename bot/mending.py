"""Use cases: moderators put right what was read. Every deed is for their guild alone, and can be undone.

Players are named as in a question. The numbers of rumours and of deeds are those that the guild is shown: what it does
not see is not there. An edit that names another player, or another club, teaches that to the reader as well
(``bot.corrections.lessons_of``); undoing it takes the lesson back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answers.whom import label
from bot.corrections import lessons_of
from bot.files import Close, Edit, Merge, Rename, Retract, Split
from bot.model import Refusal
from bot.naming import another, bearer, bears, named, usable
from bot.rights import Action, require
from bot.sagas.mending import closings, mended
from bot.spelling import fold
from bot.store import Called, Overtaken
from bot.wording import day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.files import Deed, KeptRumour, Lesson, Mending, PlayerFile
    from bot.model import Actor, Rumour
    from bot.store import Store

_NOT_THERE = "That is not here any more, or it was done already. Look again, then try again."
_NO_DEED = "There is no change of that number to undo here. /rumour history shows those that stand."


@dataclass(frozen=True, slots=True)
class Done:
    """A deed that was done: its number, by which it is undone, and what the player is called here."""

    id: int
    player: str
    deed: Deed
    taught: tuple[Lesson, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history: a deed that stands (or was just undone), and what its player is called here."""

    mending: Mending
    player: str


async def retract(
    store: Store, actor: Actor, player: str, rumour_id: int, now: dt.datetime, *, seen: int | None = None
) -> Done:
    """Take a rumour away, and with it what was folded from it.

    Raises:
        Refusal: he may not, there is no such rumour, or somebody else was quicker (see :func:`edit`).
    """
    desk = await _desk(store, actor, Action.RETRACT, player, now)
    desk.rumour(rumour_id)
    return await desk.do(Retract(rumour_id), seen=seen)


async def edit(
    store: Store,
    actor: Actor,
    player: str,
    rumour_id: int,
    rumour: Rumour,
    now: dt.datetime,
    *,
    seen: int | None = None,
) -> Done:
    """Put ``rumour`` in the place of what was read; one that names another player becomes his.

    ``seen`` is the number of the last deed on it when it was shown to the editor (``bot.sagas.mending.last_on``).

    Raises:
        Refusal: he may not, there is no such rumour, nothing is changed in it, a name in it is none, or another
            moderator changed it in between.
    """
    desk = await _desk(store, actor, Action.EDIT, player, now)
    shown = desk.rumour(rumour_id)
    if shown.rumour == rumour:
        raise Refusal("Nothing was changed in it. Change a field, or close the form.")
    name = usable(rumour.player, "player")
    for club in (rumour.from_club, rumour.to_club):
        if club is not None:
            usable(club, "club")
    read = next(kept.rumour for kept in desk.raw.rumours if kept.id == rumour_id)
    to_id = None if bears(desk.file, name) else await desk.another(name)
    called = Called(name, fold(name)) if name != read.player else None
    deed = Edit(rumour_id, replace(rumour, player=name), to_id)
    return await desk.do(deed, called, lessons_of(shown.rumour, deed.rumour), seen)


async def merge(store: Store, actor: Actor, player: str, other: str, now: dt.datetime) -> Done:
    """Make two players one: all that is told of ``other`` is told of ``player``.

    Raises:
        Refusal: he may not, one of them is not known, or they are one already.
    """
    desk = await _desk(store, actor, Action.MERGE, player, now)
    merged = await named(store, desk.guild_id, other)
    if merged.id == desk.file.id:
        raise Refusal(f"{desk.file.name} and {other} are one player here already.")
    return await desk.do(Merge(merged.id))


async def split(
    store: Store, actor: Actor, player: str, rumour_ids: Sequence[int], name: str, now: dt.datetime
) -> Done:
    """Give rumours to a namesake, who is called ``name``: a player who is known here, or a new one.

    Raises:
        Refusal: he may not, there are no such rumours, or the name does not tell the two apart.
    """
    desk = await _desk(store, actor, Action.SPLIT, player, now)
    if not rumour_ids:
        raise Refusal(f"Choose the rumours that are not of {desk.file.name}.")
    for rumour_id in rumour_ids:
        desk.rumour(rumour_id)
    name = usable(name, "player")
    if bears(desk.file, name):
        raise Refusal(
            f"{desk.file.name} is called {name} himself. Name the other so that they can be told apart, "
            f"for example {name} (of another club)."
        )
    deed = Split(await desk.another(name), tuple(rumour_ids))
    return await desk.do(deed, Called(name, fold(name)))


async def rename(store: Store, actor: Actor, player: str, name: str, now: dt.datetime) -> Done:
    """Call a player otherwise; he is found by his old name as before.

    Raises:
        Refusal: he may not, the name is none, or it is another player's.
    """
    desk = await _desk(store, actor, Action.RENAME, player, now)
    name = usable(name, "player")
    if name == desk.file.name:
        raise Refusal(f"{name} is called so already.")
    other = await bearer(store, desk.guild_id, name, desk.file.id)
    if other is not None:
        raise Refusal(f"{label(other)} is another player here. /saga merge makes the two one.")
    return await desk.do(Rename(name), Called(name, fold(name)))


async def close(store: Store, actor: Actor, player: str, on: dt.date, now: dt.datetime) -> Done:
    """End a saga on a day: what is said later begins another.

    Raises:
        Refusal: he may not, the day has not come, nothing was said by then, or it is closed on that day.
    """
    desk = await _desk(store, actor, Action.CLOSE, player, now)
    if on > now.date():
        raise Refusal(f"{on.isoformat()} has not come yet. Name a day up to today.")
    if on in closings(desk.file):
        raise Refusal(f"The saga of {desk.file.name} is closed on {day(on)} already.")
    if all(kept.said_on > on for kept in desk.file.rumours):
        raise Refusal(f"Nothing was said of {desk.file.name} by {day(on)}. Name a later day.")
    return await desk.do(Close(on))


async def undo(store: Store, actor: Actor, mending_id: int, now: dt.datetime) -> Entry:
    """Undo a deed, and give what it was.

    Raises:
        Refusal: he may not, or the guild has no such deed that stands.
    """
    guild_id = await _moderated(store, actor, Action.UNDO)
    mending = next((one for one in await store.mendings(guild_id) if one.id == mending_id), None)
    if mending is None or not await store.undo_mending(guild_id, actor.user_id, mending_id, now):
        raise Refusal(_NO_DEED)
    return await _entry(store, guild_id, mending)


async def history(store: Store, actor: Actor, player: str | None = None) -> tuple[Entry, ...]:
    """What the guild's moderators did and nobody undid, newest first: all, or to one player.

    A player of whom nothing is left to be told is known to nobody by his name: his deeds are in the whole list.

    Raises:
        Refusal: he may not, or the player is not known.
    """
    guild_id = await _moderated(store, actor, Action.SEE_HISTORY)
    player_id = None if player is None else (await named(store, guild_id, player)).id
    done = await store.mendings(guild_id, player_id)
    return tuple([await _entry(store, guild_id, mending) for mending in reversed(done)])


@dataclass(frozen=True, slots=True)
class _Desk:
    """A moderator at work on a player. ``file`` is as it was mended, ``raw`` as it was read."""

    store: Store
    actor: Actor
    guild_id: int
    now: dt.datetime
    raw: PlayerFile
    file: PlayerFile

    def rumour(self, rumour_id: int) -> KeptRumour:
        """One of the player's rumours as it is told now."""
        found = next((kept for kept in self.file.rumours if kept.id == rumour_id), None)
        if found is None:
            raise Refusal(
                f"{self.file.name} has no rumour of the number {rumour_id} here, or it is retracted. "
                "Look at the list again."
            )
        return found

    async def another(self, name: str) -> int:
        """The other player who is called so, or a newcomer."""
        return await another(self.store, self.guild_id, name, self.file.id)

    async def do(
        self,
        deed: Deed,
        called: Called | None = None,
        lessons: Sequence[Lesson] = (),
        seen: int | None = None,
    ) -> Done:
        """Have it kept."""
        asked = (self.guild_id, self.actor.user_id, self.file.id, deed, self.now)
        try:
            done = await self.store.mend(*asked, called=called, lessons=lessons, seen=seen)
        except Overtaken as late:
            raise Refusal(_overtaken(late.by)) from None
        if done is None:
            raise Refusal(_NOT_THERE)
        return Done(done, self.file.name, deed, tuple(lessons))


async def _moderated(store: Store, actor: Actor, action: Action) -> int:
    settings = await store.guild_settings(actor.guild_id or 0)
    require(actor, settings, action)
    return settings.guild_id


async def _desk(store: Store, actor: Actor, action: Action, player: str, now: dt.datetime) -> _Desk:
    guild_id = await _moderated(store, actor, action)
    meant = await named(store, guild_id, player)
    raw = await store.player_file(guild_id, meant.id)
    if raw is None:  # it was taken away between the two looks
        raise Refusal(_NOT_THERE)
    return _Desk(store, actor, guild_id, now, raw, mended(raw))


def _overtaken(by: Mending | None) -> str:
    if by is None:
        return "A change of this rumour was undone in the meantime. Look at it again, then try again."
    when = int(by.at.timestamp())
    return f"<@{by.actor_id}> changed this rumour <t:{when}:R>. Look at it again, then try again."


async def _entry(store: Store, guild_id: int, mending: Mending) -> Entry:
    """The deed with the player's name; where all of him was moved away, that of the one it was moved to."""
    ids = [mending.player_id]
    if isinstance(mending.deed, Split):
        ids.append(mending.deed.to_id)
    for player_id in ids:
        file = await store.player_file(guild_id, player_id)
        if file is not None:
            return Entry(mending, mended(file).name)
    return Entry(mending, "a player of whom nothing is told any more")
