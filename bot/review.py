"""Use cases: moderators decide on what waits, one case after the other: what the reader held back, what users report.

A case has a key: "h34.17" is the rumour 34 after the deed 17 on it, "r5" the report 5. Reports come first, the oldest
before the others; of what was held the newest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from bot import mending
from bot.corrections import lesson
from bot.desk import Done, Shown, desk_of, moderated
from bot.files import Matter
from bot.model import Refusal
from bot.rights import Action
from bot.speech import say

if TYPE_CHECKING:
    import datetime as dt

    from bot.cases import Report
    from bot.model import Actor
    from bot.store import Store

_KEY = re.compile(r"h(\d{1,15})\.(\d{1,15})|r(\d{1,15})")


class Ruling(Enum):
    """What a moderator says of a rumour that was held."""

    SO = "so"
    WRONG = "wrong"
    NO_PLAYER = "no_player"
    NO_NEWS = "no_news"


@dataclass(frozen=True, slots=True)
class Case:
    """What waits: a rumour that was ``held``, or what a user reports. ``count`` is how many cases wait.

    ``by``: who brought the article, 0 for nobody of this server. ``text`` is the article's.
    """

    count: int
    held: Shown | None = None
    report: Report | None = None
    text: str = ""
    by: int = 0

    @property
    def key(self) -> str:
        """What a button needs of it."""
        if self.held is not None:
            return f"h{self.held.key}"
        return f"r{self.report.id}" if self.report else ""


@dataclass(frozen=True, slots=True)
class Settled:
    """A report that is settled (or, ``is_open``, waits again): just now by the asker, or already.

    ``by`` is a user's id.
    """

    report: Report
    by: int
    is_new: bool = True
    is_open: bool = False


async def waiting(store: Store, actor: Actor, now: dt.datetime, after: str = "") -> Case | None:
    """The case that comes after that of a key, the first one if there is none; None: nothing waits.

    Raises:
        Refusal: he may not.
    """
    guild_id = await moderated(store, actor, Action.REVIEW)
    reports = await store.reports(guild_id)
    held = await store.held(guild_id)
    keys = [*(f"r{one.id}" for one in reports), *(f"h{number}" for number in held)]
    found = _next(keys, after)
    if found is None:
        return None
    if found.startswith("r"):
        return Case(len(keys), report=next(one for one in reports if f"r{one.id}" == found))
    number = int(found[1:])
    at = await desk_of(store, actor, Action.REVIEW, number, now)
    _, text, by = await store.article_of(guild_id, number) or ("", "", 0)
    return Case(len(keys), held=at.shown(number), text=text, by=by)


def _next(keys: list[str], after: str) -> str | None:
    """The key behind one that may be gone by now; behind the last comes the first."""
    if not keys:
        return None
    last = after.partition(".")[0]
    if last in keys:
        return keys[(keys.index(last) + 1) % len(keys)]
    older = (key for key in keys if key[0] == last[:1] == "h" and int(key[1:]) < _number(last))
    return next(older, keys[0])


def _number(key: str) -> int:
    return int(key[1:]) if key[1:].isdecimal() else 0


async def rule(store: Store, actor: Actor, ruling: Ruling, key: str, now: dt.datetime) -> Done:
    """Decide on a rumour that was held.

    Raises:
        Late: another moderator has decided.
        Refusal: he may not, or there is no such case.
    """
    guild_id = await moderated(store, actor, Action.REVIEW)
    rumour_id, seen = held_key(key)
    if ruling is Ruling.SO:
        return await mending.vouch(store, actor, rumour_id, now, seen=seen)
    row = (await mending.shown(store, actor, Action.REVIEW, None, rumour_id, now)).kept.rumour
    lessons = ()
    if ruling is Ruling.NO_PLAYER:
        lessons = (lesson(Matter.NOT_A_PLAYER, row.player),)
    if ruling is Ruling.NO_NEWS:
        told = await store.article_of(guild_id, rumour_id)
        lessons = (lesson(Matter.NOT_A_TRANSFER, told[0]),) if told else ()
    return await mending.retract(store, actor, None, rumour_id, now, seen=seen, lessons=lessons)


async def settle(store: Store, actor: Actor, key: str, now: dt.datetime) -> Settled:
    """Settle a report; one that is settled already stays so, and it is told who did it.

    Raises:
        Refusal: he may not, or there is no such report.
    """
    guild_id, number = await _report(store, actor, key)
    is_new = await store.settle(guild_id, actor.user_id, number, now)
    return await _settled(store, guild_id, number, actor, is_new=is_new)


async def reopen(store: Store, actor: Actor, key: str, now: dt.datetime) -> Settled:
    """Let a report wait again.

    Raises:
        Refusal: he may not, there is no such report, or its user has reported that saga anew.
    """
    guild_id, number = await _report(store, actor, key)
    is_new = await store.reopen(guild_id, actor.user_id, number, now)
    done = await _settled(store, guild_id, number, actor, is_new=is_new)
    if not is_new and not done.is_open:
        raise Refusal(say("Who reported this has reported it anew since. Use /review to see it."))
    return done


async def _report(store: Store, actor: Actor, key: str) -> tuple[int, int]:
    guild_id = await moderated(store, actor, Action.REVIEW)
    found = _KEY.fullmatch(key)
    if found is None or found[3] is None:
        raise _no_case()
    return guild_id, int(found[3])


async def _settled(store: Store, guild_id: int, number: int, actor: Actor, *, is_new: bool) -> Settled:
    found = await store.report_of(guild_id, number)
    if found is None:
        raise _no_case()
    report, by = found
    return Settled(report, by or actor.user_id, is_new=is_new, is_open=by is None)


def held_key(key: str) -> tuple[int, int]:
    """The number of the rumour of a key ("h34.17", or "34.17") and that of the last deed seen on it.

    Raises:
        Refusal: it is none of ours; a button's id is never trusted.
    """
    found = _KEY.fullmatch(key if key.startswith(("h", "r")) else f"h{key}")
    if found is None or found[1] is None:
        raise _no_case()
    return int(found[1]), int(found[2])


def _no_case() -> Refusal:
    return Refusal(say("This button names nothing that waits here. Use /review to see what does."))
