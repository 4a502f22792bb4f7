"""Use cases: a moderator fills in forms, and puts right what a preview shows. What he has typed is never lost."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answers.asked import day
from bot.bringing import Preview, brought, gone, moderated_guild, preview, rehearsed, would
from bot.corrections import put_right
from bot.drafts import Trail
from bot.editing import edited
from bot.model import Article, Refusal
from bot.speech import say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from bot.drafts import Draft
    from bot.model import Actor, Rumour
    from bot.store import Store

TEXT, OUTLET, URL, DATE = "text", "outlet", "url", "date"
"""The keys of the form for a news text."""
ROW = "row"
"""In what was typed for a draft: the row that it corrects."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """What was filled in cannot be used, and why; the draft of that number keeps it, to be filled in again."""

    why: Refusal
    draft_id: int


async def fill_in(
    store: Store, actor: Actor, values: Mapping[str, str], now: dt.datetime
) -> Preview | Unusable:
    """Take the form for a news text, its fields by their keys.

    Raises:
        Refusal: he may not add rumours here.
    """
    guild_id = await moderated_guild(store, actor)
    try:
        typed = values.get(DATE, "")
        published = await day(typed, now.date()) if typed else None
        article = Article(
            values.get(TEXT, ""), values.get(OUTLET) or None, values.get(URL) or None, published
        )
        return await preview(store, actor, article, now, "form")
    except Refusal as why:
        draft_id = await store.save_draft(
            guild_id, actor.user_id, Article(""), "form", now, typed=_kept(values)
        )
        return Unusable(why, draft_id)


async def filled_in(store: Store, actor: Actor, draft_id: int) -> Draft:
    """The draft that keeps what was typed.

    Raises:
        Refusal: he may not, or there is none such.
    """
    guild_id = await moderated_guild(store, actor)
    draft = await store.draft(guild_id, actor.user_id, draft_id)
    if draft is None or draft.typed is None:
        raise Refusal(gone())
    return draft


async def look(store: Store, actor: Actor, draft_id: int, now: dt.datetime) -> Preview:
    """The preview of a draft once more.

    Raises:
        Refusal: he may not, or there is none such.
    """
    draft = await brought(store, actor, draft_id)
    return Preview(await would(store, draft, now), draft_id, trail=draft.trail)


async def row_of(store: Store, actor: Actor, draft_id: int, row: int) -> Rumour:
    """A row of a draft, by its place.

    Raises:
        Refusal: he may not, or there is none such.
    """
    return _row(await brought(store, actor, draft_id), row)


async def correct(
    store: Store, actor: Actor, draft_id: int, row: int, values: Mapping[str, str], now: dt.datetime
) -> Preview | Unusable:
    """Put a row right, by the fields of ``bot.editing``; it is another draft then, and nothing is filed yet.

    Raises:
        Refusal: he may not, or there is none such.
    """
    draft = await brought(store, actor, draft_id)
    before = _row(draft, row)
    try:
        after = await asyncio.to_thread(edited, before, values)
    except Refusal as why:
        typed = {**_kept(values), ROW: str(row)}
        await store.keep_typed(draft.scope, draft.actor_id, draft_id, typed)
        return Unusable(why, draft_id)
    if after == before:
        return await look(store, actor, draft_id, now)
    assert draft.reading is not None  # noqa: S101 - told to the type checker: what was brought was read
    reading, taught = put_right(draft.reading, row, after)
    right = replace(draft, reading=reading, lessons=(*draft.lessons, *taught))
    return await rehearsed(store, right, now, instead_of=[draft_id])


async def redate(
    store: Store, actor: Actor, draft_id: int, values: Mapping[str, str], now: dt.datetime
) -> Preview | Unusable:
    """Say of which day the news of a draft is.

    Raises:
        Refusal: he may not, or there is none such.
    """
    draft = await brought(store, actor, draft_id)
    try:
        published = await day(values.get(DATE, ""), now.date())
    except Refusal as why:
        await store.keep_typed(draft.scope, draft.actor_id, draft_id, _kept(values))
        return Unusable(why, draft_id)
    assert draft.reading is not None  # noqa: S101 - told to the type checker: what was brought was read
    right = replace(draft, reading=replace(draft.reading, published=published))
    return await rehearsed(store, right, now, instead_of=[draft_id])


async def extend(
    store: Store,
    actor: Actor,
    draft_id: int,
    more: Sequence[tuple[int, Article]],
    now: dt.datetime,
) -> Preview:
    """Read a draft together with the messages that follow it, each after its number.

    Raises:
        Refusal: he may not, or there is none such.
    """
    draft = await brought(store, actor, draft_id)
    if draft.trail is None or not more:
        raise Refusal(gone())
    article = draft.article
    for _, following in more:
        article = _joined(article, following)
    trail = replace(draft.trail, last_id=more[-1][0])
    return await preview(
        store, actor, article, now, draft.path, trail=trail, instead_of=[draft_id], lessons=draft.lessons
    )


async def join(store: Store, actor: Actor, one_id: int, other_id: int, now: dt.datetime) -> Preview:
    """Read two drafts of one channel as one, in the order of their messages.

    Raises:
        Refusal: he may not, one of them is gone, or they are not of one channel.
    """
    drafts = [await brought(store, actor, number) for number in (one_id, other_id)]
    trails = [draft.trail for draft in drafts if draft.trail is not None]
    if one_id == other_id or len({trail.channel_id for trail in trails}) != 1 or len(trails) != len(drafts):
        raise Refusal(say("These two do not belong together. Use the menu of a message anew."))
    first, last = sorted(drafts, key=lambda draft: draft.trail.first_id if draft.trail else 0)
    trail = Trail(
        trails[0].channel_id,
        trails[0].author_id,
        min(trail.first_id for trail in trails),
        max(trail.last_id for trail in trails),
    )
    return await preview(
        store,
        actor,
        _joined(first.article, last.article),
        now,
        first.path,
        trail=trail,
        instead_of=[one_id, other_id],
        lessons=(*first.lessons, *last.lessons),
    )


def _joined(article: Article, following: Article) -> Article:
    return Article(
        f"{article.text}\n\n{following.text}",
        article.outlet or following.outlet,
        article.url or following.url,
        article.published or following.published,
    )


def _row(draft: Draft, row: int) -> Rumour:
    rows = draft.reading.rumours if draft.reading else ()
    if not 0 <= row < len(rows):
        raise Refusal(gone())
    return rows[row]


def _kept(values: Mapping[str, str]) -> dict[str, str]:
    """What can be kept of what was typed: halves of characters cannot."""
    return {key: value.encode("utf-8", "replace").decode() for key, value in values.items()}
