"""Use cases: moderators put right what was read. Every deed is for their guild alone, and can be undone.

Players are named as in a question; where a rumour is given, None stands for whoever's it is. The numbers of rumours and
of deeds are those that the guild is shown: what it does not see is not there. An edit that names another player, or
another club, teaches that to the reader as well (``bot.corrections.lessons_of``); undoing it takes the lesson back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answers.whom import label
from bot.corrections import lessons_of
from bot.desk import Done, Late, desk, desk_of, moderated
from bot.files import Alias, Close, Edit, Merge, Rename, Retract, Split, Vouch
from bot.model import Refusal
from bot.naming import bearer, bears, named, usable
from bot.rights import Action
from bot.sagas.mending import closings, is_held, unheld
from bot.speech import say
from bot.spelling import fold
from bot.store import Called
from bot.wording import day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.desk import Desk, Shown
    from bot.files import Lesson
    from bot.model import Actor, Rumour
    from bot.store import Store


@dataclass(frozen=True, slots=True)
class Listing:
    """A player's rumours as they are told here, newest first, each with what a moderator has seen of it."""

    player: str
    rumours: tuple[Shown, ...]


async def listing(store: Store, actor: Actor, action: Action, player: str, now: dt.datetime) -> Listing:
    """The rumours of a player from which a moderator chooses.

    Raises:
        Refusal: he may not, or the player is not known.
    """
    at = await desk(store, actor, action, player, now)
    return _listing(at)


async def listing_with(
    store: Store, actor: Actor, action: Action, rumour_id: int, now: dt.datetime
) -> Listing:
    """The same for the player whose a rumour is.

    Raises:
        Refusal: he may not, or there is no such rumour.
    """
    return _listing(await desk_of(store, actor, action, rumour_id, now))


def _listing(at: Desk) -> Listing:
    return Listing(at.file.name, tuple(at.shown(kept.id) for kept in reversed(at.file.rumours)))


async def shown(
    store: Store, actor: Actor, action: Action, player: str | None, rumour_id: int, now: dt.datetime
) -> Shown:
    """One rumour as it is told now.

    Raises:
        Refusal: he may not, or there is no such rumour.
    """
    return (await _desk(store, actor, action, player, rumour_id, now)).shown(rumour_id)


async def retract(
    store: Store,
    actor: Actor,
    player: str | None,
    rumour_id: int,
    now: dt.datetime,
    *,
    seen: int | None = None,
    lessons: Sequence[Lesson] = (),
) -> Done:
    """Take a rumour away, and with it what was folded from it; what it teaches is learnt with that.

    Raises:
        Late: somebody else was quicker (see :func:`edit`).
        Refusal: he may not, or there is no such rumour.
    """
    at = await _desk(store, actor, Action.RETRACT, player, rumour_id, now)
    at.rumour(rumour_id)
    return await at.do(Retract(rumour_id), lessons=lessons, seen=seen)


async def edit(
    store: Store,
    actor: Actor,
    player: str | None,
    rumour_id: int,
    rumour: Rumour,
    now: dt.datetime,
    *,
    seen: int | None = None,
) -> Done:
    """Put ``rumour`` in the place of what was read; one that names another player becomes his.

    ``seen`` is the number of the last deed on it when it was shown to the editor (``bot.sagas.mending.last_on``).
    A rumour that was held is told with it.

    Raises:
        Late: another moderator changed it in between.
        Refusal: he may not, there is no such rumour, nothing is changed in it, or a name in it is none.
    """
    at = await _desk(store, actor, Action.EDIT, player, rumour_id, now)
    was = at.rumour(rumour_id).rumour
    if was == rumour:
        raise Refusal(say("Nothing was changed in it. Change a field, or close the form."))
    name = usable(rumour.player, "player")
    for club in (rumour.from_club, rumour.to_club):
        if club is not None:
            usable(club, "club")
    read = next(kept.rumour for kept in at.raw.rumours if kept.id == rumour_id)
    to_id = None if bears(at.file, name) else await at.another(name)
    called = Called(name, fold(name)) if name != read.player else None
    meant = replace(rumour, player=name)
    told = unheld(meant) if was.held is not None else None
    deed = Edit(rumour_id, told or meant, to_id)
    return await at.do(deed, called, lessons_of(was, deed.rumour), seen, told)


async def vouch(
    store: Store, actor: Actor, rumour_id: int, now: dt.datetime, *, seen: int | None = None
) -> Done:
    """Have told what the reader held back of a rumour, as if it had been read surely: judged, and alerted.

    Raises:
        Late: another moderator decided in between.
        Refusal: he may not, there is no such rumour, or nothing of it is held.
    """
    at = await desk_of(store, actor, Action.REVIEW, rumour_id, now)
    row = at.rumour(rumour_id).rumour
    if not is_held(row) and seen is None:
        raise Refusal(say("Nothing of it is held back: it is told already."))
    return await at.do(Vouch(rumour_id), seen=seen, told=unheld(row))


async def merge(store: Store, actor: Actor, player: str, other: str, now: dt.datetime) -> Done:
    """Make two players one: all that is told of ``other`` is told of ``player``.

    Raises:
        Refusal: he may not, one of them is not known, or they are one already.
    """
    at = await desk(store, actor, Action.MERGE, player, now)
    merged = await named(store, at.guild_id, other)
    if merged.id == at.file.id:
        raise Refusal(
            say("{player} and {other} are one player here already.", player=at.file.name, other=other)
        )
    return await at.do(Merge(merged.id))


async def split(
    store: Store, actor: Actor, player: str | None, rumour_ids: Sequence[int], name: str, now: dt.datetime
) -> Done:
    """Give rumours to a namesake, who is called ``name``: a player who is known here, or a new one.

    Raises:
        Refusal: he may not, there are no such rumours, or the name does not tell the two apart.
    """
    at = await _desk(store, actor, Action.SPLIT, player, next(iter(rumour_ids), 0), now)
    if not rumour_ids:
        raise Refusal(say("Choose the rumours that are not of {player}.", player=at.file.name))
    for rumour_id in rumour_ids:
        at.rumour(rumour_id)
    name = usable(name, "player")
    if bears(at.file, name):
        raise Refusal(
            say(
                "{player} is called {name} himself. Name the other so that they can be told apart, "
                "for example {name} (of another club).",
                player=at.file.name,
                name=name,
            )
        )
    deed = Split(await at.another(name), tuple(rumour_ids))
    return await at.do(deed, Called(name, fold(name)))


async def rename(store: Store, actor: Actor, player: str, name: str, now: dt.datetime) -> Done:
    """Call a player otherwise; he is found by his old name as before.

    Raises:
        Refusal: he may not, the name is none, or it is another player's.
    """
    at = await desk(store, actor, Action.RENAME, player, now)
    name = usable(name, "player")
    if name == at.file.name:
        raise Refusal(say("{player} is called so already.", player=name))
    await _nobody_elses(store, at, name)
    return await at.do(Rename(name), Called(name, fold(name)))


async def alias(store: Store, actor: Actor, player: str, name: str, now: dt.datetime) -> Done:
    """Have a player found and known by another name, too.

    Raises:
        Refusal: he may not, the name is none, it is his already, or it is another player's.
    """
    at = await desk(store, actor, Action.ALIAS, player, now)
    name = usable(name, "player")
    if fold(name) in map(fold, (at.file.name, *at.file.aliases)):
        raise Refusal(say("{player} is known as {name} already.", player=at.file.name, name=name))
    await _nobody_elses(store, at, name)
    return await at.do(Alias(name), Called(name, fold(name)))


async def close(store: Store, actor: Actor, player: str, on: dt.date, now: dt.datetime) -> Done:
    """End a saga on a day: what is said later begins another.

    Raises:
        Refusal: he may not, the day has not come, nothing was said by then, or it is closed on that day.
    """
    at = await desk(store, actor, Action.CLOSE, player, now)
    if on > now.date():
        raise Refusal(say("{day} has not come yet. Name a day up to today.", day=on.isoformat()))
    if on in closings(at.file):
        raise Refusal(
            say("The saga of {player} is closed on {day} already.", player=at.file.name, day=day(on))
        )
    if all(kept.said_on > on for kept in at.file.rumours):
        raise Refusal(
            say("Nothing was said of {player} by {day}. Name a later day.", player=at.file.name, day=day(on))
        )
    return await at.do(Close(on))


async def overtaken(store: Store, actor: Actor, now_shown: Shown) -> Late:
    """Who has changed a rumour since it was shown; what he did last is the deed that is seen on it now.

    Raises:
        Refusal: he may not.
    """
    guild_id = await moderated(store, actor, Action.EDIT)
    by = next((one for one in await store.mendings(guild_id) if one.id == now_shown.seen), None)
    return Late(by, now_shown)


async def may(store: Store, actor: Actor, action: Action) -> int:
    """Ask before a form is opened; the guild in which it would be done.

    Raises:
        Refusal: he may not.
    """
    return await moderated(store, actor, action)


async def _desk(
    store: Store, actor: Actor, action: Action, player: str | None, rumour_id: int, now: dt.datetime
) -> Desk:
    if player is None:
        return await desk_of(store, actor, action, rumour_id, now)
    return await desk(store, actor, action, player, now)


async def _nobody_elses(store: Store, at: Desk, name: str) -> None:
    other = await bearer(store, at.guild_id, name, at.file.id)
    if other is not None:
        raise Refusal(
            say("{player} is another player here. /saga merge makes the two one.", player=label(other))
        )
