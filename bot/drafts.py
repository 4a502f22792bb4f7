"""What a moderator has brought and not confirmed yet, as it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from bot.files import Lesson
    from bot.model import Article, Reading


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a draft was taken from a channel: its first and its last message, and who wrote them, by their numbers."""

    channel_id: int
    author_id: int
    first_id: int
    last_id: int


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that waits for the press of Confirm by the one who brought it.

    ``reading`` is what the preview has shown, with the moderator's corrections, and what will be filed; ``lessons`` are
    what these teach. None: a form that could not be used, and waits to be filled in again. ``typed`` is what was
    filled in last and refused, by the keys of the form.
    """

    id: int
    scope: int
    actor_id: int
    article: Article
    path: str
    reading: Reading | None = None
    lessons: tuple[Lesson, ...] = ()
    trail: Trail | None = None
    typed: Mapping[str, str] | None = None


class Drafts(Protocol):
    """Drafts are for the one who brought them, in the scope in which he did; after a day they are dropped."""

    async def save_draft(
        self,
        scope: int,
        actor_id: int,
        article: Article,
        path: str,
        now: dt.datetime,
        *,
        reading: Reading | None = None,
        lessons: Sequence[Lesson] = (),
        trail: Trail | None = None,
        typed: Mapping[str, str] | None = None,
        instead_of: Sequence[int] = (),
    ) -> int:
        """Keep an article until it is confirmed, and give its number, which no other will have.

        ``instead_of`` are drafts of his that this one takes the place of.

        Raises:
            DraftGone: one of those is no more; nothing was kept.
        """
        ...

    async def keep_typed(
        self, scope: int, actor_id: int, draft_id: int, typed: Mapping[str, str] | None
    ) -> bool:
        """Keep what was typed for a draft, that stays as it is otherwise; False if there is none such."""
        ...

    async def draft(self, scope: int, actor_id: int, draft_id: int) -> Draft | None:
        """A draft; None if there is none of that number by that user in that scope."""
        ...

    async def last_draft(
        self, scope: int, actor_id: int, channel_id: int, since: dt.datetime
    ) -> Draft | None:
        """The last draft of that user that was taken from messages of a channel, and not before ``since``."""
        ...

    async def drop_draft(self, scope: int, actor_id: int, draft_id: int) -> bool:
        """Throw a draft away; False if there is none of that number by that user in that scope."""
        ...
