"""Use cases: a guild has channels whose messages are read as they come, and filed without anybody's press.

What a message says surely is judged and told like any news; what is doubtful is held for the moderators. Nobody is
asked for a message: the moderators were when they had the channel watched.

A message that is edited holds as it stands at last: what was filed of it is taken back, unless it says the same. One
that is deleted takes nothing back that was read: channels are tidied up, and mirrors delete what they post anew, so it
does not say that the news is wrong. A moderator can retract it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.files import Retract
from bot.intake import check, checked, filing, is_ahead, judging, read_with
from bot.model import Modality, Refusal
from bot.reading.outlets import outlet_named
from bot.rights import Action, require
from bot.speech import mark, say
from bot.watches import Hearing, Watch

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from bot.model import Actor, Article, Reading, Rumour
    from bot.store import Receipt, Store
    from bot.watches import Heard

PATH = "watch"
MOST_CHANNELS = 20
"""Of a guild."""
MOST_WAITING = 100
"""Messages of a guild that wait to be read; what comes beyond is not read at all."""
MESSAGES_A_DAY = 500
"""Of a guild, in UTC."""
LONGEST = 20_000
"""Letters of a message that is read: above the longest post with all its embeds, and with a short file."""
_LONGEST_OUTLET = 80
_TALK = mark("it tells only of what might be, and nobody answers for it")


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a message that waited. ``receipt`` None: nothing of it was filed."""

    guild_id: int
    receipt: Receipt | None = None


async def watch(
    store: Store, actor: Actor, channel_id: int, outlet: str | None, now: dt.datetime, *, hears: bool
) -> Watch:
    """Have a channel watched, or its outlet changed. ``hears``: the bot is told what messages say.

    Raises:
        Refusal: he may not, the bot would hear nothing, or so many channels are watched already.
    """
    guild_id = await _moderated(store, actor)
    if not hears:
        raise Refusal(deaf())
    name = " ".join((outlet or "").split())
    if name and (len(name) > _LONGEST_OUTLET or not name.isprintable()):
        raise Refusal(say("The outlet is a name of at most {count} letters.", count=_LONGEST_OUTLET))
    wish = Watch(guild_id, channel_id, (outlet_named(name) or name) or None)
    if not await store.watch(wish, actor.user_id, now, MOST_CHANNELS):
        raise Refusal(
            say(
                "{count} channels are watched here, which is all there may be. Use /watch remove first.",
                count=MOST_CHANNELS,
            )
        )
    return wish


async def unwatch(store: Store, actor: Actor, channel_id: int, now: dt.datetime) -> None:
    """Have a channel watched no more; what waits of it is not read.

    Raises:
        Refusal: he may not, or it was not watched.
    """
    guild_id = await _moderated(store, actor)
    if not await store.unwatch(guild_id, channel_id, actor.user_id, now):
        raise Refusal(say("This channel is not watched. /watch list shows those that are."))


async def watched(store: Store, actor: Actor) -> tuple[Watch, ...]:
    """The channels that the actor's guild has watched.

    Raises:
        Refusal: he may not see them.
    """
    return await store.watches(await _moderated(store, actor))


def deaf() -> str:
    """Why no channel can be watched without message content, and what to do."""
    return say(
        "I am not told what messages say. Whoever runs this bot has to switch on the Message Content Intent for it "
        "and to set SAGABOT_MESSAGE_CONTENT=on; then channels can be watched."
    )


async def hear(store: Store, watch: Watch, heard: Heard, now: dt.datetime) -> Hearing | None:
    """Keep a message of a watched channel until it is read; None: it can be no news."""
    if not _is_readable(heard):
        return None
    return await store.hear(_of(watch, heard), now, most_waiting=MOST_WAITING, most_a_day=MESSAGES_A_DAY)


async def hear_again(
    store: Store, watch: Watch, heard: Heard, now: dt.datetime, *, is_edit: bool
) -> Hearing | None:
    """Take a message that was changed: edited, or only shown with the preview of a link by now."""
    if not _is_readable(heard):
        return None
    if await store.hear_again(_of(watch, heard), is_edit=is_edit):
        return Hearing.TAKEN
    return await hear(store, watch, heard, now)


async def read_next(store: Store, after_guild: int, me_id: int, now: dt.datetime) -> Read | None:
    """Read the message that is next in turn, the guilds taking turns; None: none waits.

    ``me_id`` is the bot's own number, as who files it. After a crash the same is done again, and kept once.

    Raises:
        NotSaved: the store could not keep what came of it; it still waits.
    """
    heard = await store.next_heard(after_guild)
    if heard is None:
        return None
    receipt = await _take_in(store, heard, me_id, now)
    if receipt is None or not receipt.filed:
        await store.was_read(heard)
    return Read(heard.guild_id, receipt)


async def _take_in(store: Store, heard: Heard, me_id: int, now: dt.datetime) -> Receipt | None:
    article = heard.article
    try:
        await asyncio.to_thread(check, article.text)
        checked(article)
    except Refusal:
        return None
    reading = await read_with(store, heard.guild_id, article)
    if is_ahead(reading, heard.at):
        reading = replace(reading, published=None)
    reading = replace(reading, rumours=tuple(_as_talk(row, article) for row in reading.rumours))
    if heard.before_id is not None and not await _supersede(store, heard, reading, me_id, now):
        return None
    if not reading.rumours:
        return None
    new = await asyncio.to_thread(
        filing, article, reading, heard.at, scope=heard.guild_id, actor_id=me_id, path=PATH
    )
    return await store.file(replace(new, message_id=heard.message_id), judging(article))


def _as_talk(row: Rumour, article: Article) -> Rumour:
    """The row, held if it tells only of what might be and nobody answers for it: people talk in channels."""
    is_told = article.outlet or row.sources or any(claim.source or claim.speaker for claim in row.claims)
    if row.held is not None or is_told or any(claim.modality is Modality.ACTUAL for claim in row.claims):
        return row
    claims = tuple(replace(claim, held=claim.held or _TALK) for claim in row.claims)
    return replace(row, held=_TALK, claims=claims)


async def _supersede(store: Store, heard: Heard, reading: Reading, me_id: int, now: dt.datetime) -> bool:
    """Take back what was filed of a message before it was edited; False if it says the same still."""
    filed = await store.rumours_of(heard.guild_id, heard.before_id or 0)
    files = [await store.player_file(heard.guild_id, player_id) for player_id in {one for one, _ in filed}]
    before = [
        kept.rumour for file in files if file for kept in file.rumours if kept.article_id == heard.before_id
    ]
    if _told(before) == _told(reading.rumours):
        return False
    for player_id, rumour_id in filed:
        await store.mend(heard.guild_id, me_id, player_id, Retract(rumour_id), now)
    return True


def _told(rows: Iterable[Rumour]) -> set[object]:
    """What rows say, whatever the words are and wherever they stand."""
    return {
        (row.player, row.from_club, row.to_club, row.stage, row.developments, row.fees, row.held is None)
        for row in rows
    }


def _is_readable(heard: Heard) -> bool:
    return bool(heard.article.text.strip()) and len(heard.article.text) <= LONGEST


def _of(watch: Watch, heard: Heard) -> Heard:
    outlet = heard.article.outlet or watch.outlet
    return replace(heard, article=replace(heard.article, outlet=outlet))


async def _moderated(store: Store, actor: Actor) -> int:
    settings = await store.guild_settings(actor.guild_id or 0)
    require(actor, settings, Action.WATCH)
    return settings.guild_id
