"""Use cases: what the moderators of a guild did, and how it is undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.desk import moderated
from bot.files import Edit, Retract, Split, Vouch
from bot.model import Refusal
from bot.naming import named
from bot.rights import Action
from bot.sagas.mending import mended
from bot.speech import say

if TYPE_CHECKING:
    import datetime as dt

    from bot.files import KeptRumour, Mending
    from bot.model import Actor
    from bot.store import Store


@dataclass(frozen=True, slots=True)
class Entry:
    """A deed, what its player is called here, and the rumour that it is about, as it was read.

    ``player`` None: nothing is told of him any more.
    """

    mending: Mending
    player: str | None
    about: KeptRumour | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """A deed that is undone: just now by the asker, or already. ``by`` is a user's id."""

    entry: Entry | None
    number: int
    by: int
    at: dt.datetime
    is_new: bool = True


async def undo(store: Store, actor: Actor, mending_id: int, now: dt.datetime) -> Undone:
    """Undo a deed; one that is undone already stays so, and it is told who did it.

    Raises:
        Refusal: he may not, or the guild has no such deed.
    """
    guild_id = await moderated(store, actor, Action.UNDO)
    mending = next((one for one in await store.mendings(guild_id) if one.id == mending_id), None)
    entry = None if mending is None else await _entry(store, guild_id, mending)
    if mending is not None and await store.undo_mending(guild_id, actor.user_id, mending_id, now):
        return Undone(entry, mending_id, actor.user_id, now)
    before = await store.undone(guild_id, mending_id)
    if before is None:
        raise Refusal(say("There is no such change to undo here. /rumour history shows those that stand."))
    return Undone(entry, mending_id, *before, is_new=False)


async def history(store: Store, actor: Actor, player: str | None = None) -> tuple[Entry, ...]:
    """What the guild's moderators did and nobody undid, newest first: all, or to one player.

    A player of whom nothing is left to be told is known to nobody by his name: his deeds are in the whole list.

    Raises:
        Refusal: he may not, or the player is not known.
    """
    guild_id = await moderated(store, actor, Action.SEE_HISTORY)
    player_id = None if player is None else (await named(store, guild_id, player)).id
    done = await store.mendings(guild_id, player_id)
    return tuple([await _entry(store, guild_id, mending) for mending in reversed(done)])


async def _entry(store: Store, guild_id: int, mending: Mending) -> Entry:
    """The deed with the player's name; where all of him was moved away, that of the one it was moved to."""
    ids = [mending.player_id]
    if isinstance(mending.deed, Split):
        ids.append(mending.deed.to_id)
    for player_id in ids:
        file = await store.player_file(guild_id, player_id)
        if file is not None:
            about = next((kept for kept in file.rumours if kept.id in _rumours_of(mending)), None)
            return Entry(mending, mended(file).name, about)
    return Entry(mending, None)


def _rumours_of(mending: Mending) -> tuple[int, ...]:
    match mending.deed:
        case Retract(rumour_id) | Edit(rumour_id) | Vouch(rumour_id):
            return (rumour_id,)
        case Split(_, rumour_ids):
            return rumour_ids
        case _:
            return ()
