"""Use cases: what a moderator brings is read and shown to him, put right by him, and filed as it was shown.

A preview is a draft that never changes: whatever is put right makes another one, so an old preview's buttons
confirm nothing that they do not show.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.drafts import Draft
from bot.intake import Intake, check, checked, filing, is_ahead, judging, read_with
from bot.model import Later, Refusal
from bot.rights import Action, require
from bot.speech import say
from bot.store import DraftGone, UsedUp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drafts import Trail
    from bot.files import Lesson
    from bot.model import Actor, Article
    from bot.store import Filing, Receipt, Store

TEXTS_A_DAY = 200
"""So many texts may be added in a guild by hand on a day (in UTC)."""

_TOGETHER = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an article would do, and the draft that a press of Confirm files; None if there is nothing to file.

    ``trail``: the messages that it was taken from. ``earlier_id``: a draft of the same moderator from the same channel,
    which it may belong to. ``dated_ahead``: the day that has not come yet which the text shows; it counts as today's.
    """

    intake: Intake
    draft_id: int | None
    trail: Trail | None = None
    earlier_id: int | None = None
    dated_ahead: dt.date | None = None


async def preview(
    store: Store,
    actor: Actor,
    article: Article,
    received: dt.datetime,
    path: str,
    *,
    trail: Trail | None = None,
    instead_of: Sequence[int] = (),
    lessons: Sequence[Lesson] = (),
) -> Preview:
    """Read an article that a moderator brought, and keep it as a draft until he confirms.

    ``instead_of`` are drafts of his that are in it; ``lessons`` what he has put right in them.

    Raises:
        Refusal: he may not, the text is unusable, or one of those drafts is gone.
    """
    guild_id = await moderated_guild(store, actor)
    await asyncio.to_thread(check, article.text)
    reading = await read_with(store, guild_id, article, lessons)
    checked(article)
    ahead = reading.published if is_ahead(reading, received) else None
    if ahead is not None:
        article, reading = replace(article, published=None), replace(reading, published=None)
    draft = Draft(0, guild_id, actor.user_id, article, path, reading, tuple(lessons), trail)
    earlier = await _earlier(store, draft, received, instead_of)
    found = await rehearsed(store, draft, received, instead_of=instead_of)
    return replace(found, dated_ahead=ahead, earlier_id=earlier)


async def _earlier(
    store: Store, draft: Draft, received: dt.datetime, instead_of: Sequence[int]
) -> int | None:
    """A draft of other messages of the same author, brought not long ago: the two may be one thread of his."""
    if draft.trail is None:
        return None
    found = await store.last_draft(draft.scope, draft.actor_id, draft.trail.channel_id, received - _TOGETHER)
    if found is None or found.trail is None or found.id in instead_of:
        return None
    is_his = found.trail.author_id == draft.trail.author_id and found.article.outlet == draft.article.outlet
    is_in_it = found.trail.first_id <= draft.trail.first_id <= found.trail.last_id
    return found.id if is_his and not is_in_it else None


async def rehearsed(
    store: Store, draft: Draft, received: dt.datetime, *, instead_of: Sequence[int] = ()
) -> Preview:
    """What a draft would do; it is kept, as it is shown, if it would do anything.

    Raises:
        Refusal: a draft that it takes the place of is gone, or no more may be added on this day.
    """
    intake = await would(store, draft, received)
    if not intake.receipt.filed:
        return Preview(intake, None, trail=draft.trail)
    try:
        draft_id = await store.save_draft(
            draft.scope,
            draft.actor_id,
            draft.article,
            draft.path,
            received,
            reading=draft.reading,
            lessons=draft.lessons,
            trail=draft.trail,
            instead_of=instead_of,
        )
    except DraftGone:  # another press was quicker
        raise Refusal(gone()) from None
    return Preview(intake, draft_id, trail=draft.trail)


async def would(store: Store, draft: Draft, received: dt.datetime) -> Intake:
    """What would become of a draft whose text was read.

    Raises:
        Refusal: no more may be added on this day.
    """
    new = await asyncio.to_thread(filing_of, draft, received)
    return Intake(new.reading, await _filed(store, new, dry_run=True))


async def confirm(store: Store, actor: Actor, draft_id: int, received: dt.datetime) -> Intake:
    """File a draft as its preview has shown it. It is judged again: other news may have come in between.

    Raises:
        Refusal: he may not, the draft is gone, or no more may be added on this day.
        NotSaved: the store could not keep it; the draft stays.
    """
    draft = await brought(store, actor, draft_id)
    new = await asyncio.to_thread(filing_of, draft, received)
    try:
        return Intake(new.reading, await _filed(store, replace(new, draft_id=draft_id)))
    except DraftGone:  # another press was quicker
        raise Refusal(gone()) from None


async def brought(store: Store, actor: Actor, draft_id: int) -> Draft:
    """A draft of the actor's own with what was read in it.

    Raises:
        Refusal: he may not, or there is none such.
    """
    guild_id = await moderated_guild(store, actor)
    draft = await store.draft(guild_id, actor.user_id, draft_id)
    if draft is None or (draft.reading is None and draft.typed is not None):
        raise Refusal(gone())
    if draft.reading is None:  # of a bot before drafts kept what was read
        draft = replace(draft, reading=await read_with(store, guild_id, draft.article))
    return draft


def filing_of(draft: Draft, received: dt.datetime) -> Filing:
    """A draft whose text was read, made ready to be judged and kept."""
    assert draft.reading is not None  # noqa: S101 - told to the type checker: nobody files what was not read
    new = filing(
        draft.article,
        draft.reading,
        received,
        scope=draft.scope,
        actor_id=draft.actor_id,
        path=draft.path,
    )
    return replace(new, lessons=draft.lessons, most_a_day=TEXTS_A_DAY)


async def _filed(store: Store, new: Filing, *, dry_run: bool = False) -> Receipt:
    try:
        return await store.file(new, judging(new.article), dry_run=dry_run)
    except UsedUp as full:
        text = say("This server has added {count} texts today, which is all it may.", count=full.most)
        raise Later(text, midnight_after(new.received)) from None


def midnight_after(moment: dt.datetime) -> dt.datetime:
    """When the next day begins, in UTC."""
    return dt.datetime.combine(moment.date() + dt.timedelta(days=1), dt.time(), dt.UTC)


def gone() -> str:
    """What is said of a draft that is no more."""
    return say(
        "This was already confirmed or cancelled, or changed since. Use /rumour add to add another text."
    )


async def cancel(store: Store, actor: Actor, draft_id: int) -> None:
    """Throw a draft away.

    Raises:
        Refusal: he may not, or the draft is gone.
    """
    guild_id = await moderated_guild(store, actor)
    if not await store.drop_draft(guild_id, actor.user_id, draft_id):
        raise Refusal(gone())


async def may_add(store: Store, actor: Actor) -> None:
    """Ask before a form is opened.

    Raises:
        Refusal: he may not add rumours here.
    """
    await moderated_guild(store, actor)


async def moderated_guild(store: Store, actor: Actor) -> int:
    """The number of the guild in which the actor may add rumours.

    Raises:
        Refusal: he may not.
    """
    settings = await store.guild_settings(actor.guild_id or 0)
    require(actor, settings, Action.ADD_RUMOUR)
    return settings.guild_id
