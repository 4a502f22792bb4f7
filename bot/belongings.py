"""What is done to all data of a guild or a user: handed over, deleted, and kept while the bot is away from a guild."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import tempfile
import zipfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from bot.model import Refusal
from bot.rights import Action, require
from bot.speech import say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TextIO

    from bot.holdings import Kept
    from bot.model import Actor
    from bot.store import Store

KEPT_AFTER_LEAVING = dt.timedelta(days=30)
"""So long the data of a guild that removed the bot are kept for its return."""

MOST_BYTES = 8 * 1024 * 1024
"""In one file that is handed over (Discord takes ten million everywhere)."""

_IN_MEMORY = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file that is handed over."""

    name: str
    content: bytes


async def export_guild(store: Store, actor: Actor) -> tuple[Parcel, ...]:
    """All that is kept of the actor's guild, as JSON; zipped if it is large, and cut into parts if it is very large.

    Raises:
        Refusal: he may not.
    """
    guild_id = actor.guild_id or 0
    require(actor, await store.guild_settings(guild_id), Action.EXPORT_DATA)
    return await _packed(f"sagabot-{guild_id}", lambda out: store.write_out_guild(guild_id, out))


async def export_user(store: Store, user_id: int) -> tuple[Parcel, ...]:
    """All that is kept of a user; he needs no right for it."""
    return await _packed("sagabot-mine", lambda out: store.write_out_user(user_id, out))


async def kept_of(store: Store, user_id: int) -> Kept:
    """How much is kept of a user."""
    return await store.kept_of(user_id)


async def forget_user(store: Store, user_id: int, channel_id: int | None, typed: str) -> None:
    """Delete what is kept of a user, who has typed the word that it needs; the channel is his conversation's.

    Raises:
        Refusal: it is another word.
    """
    if typed.strip().casefold() != delete_word().casefold():
        raise Refusal(say("Nothing was deleted: type {word} to have it deleted.", word=delete_word()))
    await store.forget_user(user_id, channel_id)


def delete_word() -> str:
    """What a user types to have what is kept of him deleted."""
    return say("DELETE")


async def check_purge(store: Store, actor: Actor) -> None:
    """See that the actor may have his guild's data deleted, before he is asked whether he means it.

    Raises:
        Refusal: he may not.
    """
    require(actor, await store.guild_settings(actor.guild_id or 0), Action.PURGE_DATA)


async def purge(store: Store, actor: Actor, server: str, typed: str, now: dt.datetime) -> None:
    """Delete all that is kept of the actor's guild, which is called ``server`` and whose name he has typed.

    It is done a little at a time; if the bot is stopped meanwhile, ``tend`` goes on with it.

    Raises:
        Refusal: he may not, or typed another name.
    """
    await check_purge(store, actor)
    if _compared(typed) != _compared(server):
        raise Refusal(say("Nothing was deleted: that is not this server's name."))
    guild_id = actor.guild_id or 0
    await store.begin_purge(guild_id, now)
    await _finish(store, guild_id, now)


async def tend(store: Store, now: dt.datetime) -> int:
    """Delete the data of guilds that removed the bot long ago, and go on with purges that were cut off; how many."""
    for guild_id in await store.left_before(now - KEPT_AFTER_LEAVING):
        await store.begin_purge(guild_id, now)
    begun = await store.purges()
    for guild_id in begun:
        await _finish(store, guild_id, now)
    return len(begun)


async def _finish(store: Store, guild_id: int, now: dt.datetime) -> None:
    while await store.purge_step(guild_id, now):
        pass


def _compared(name: str) -> str:
    return " ".join(name.casefold().split())


async def _packed(name: str, write_out: Callable[[TextIO], Awaitable[None]]) -> tuple[Parcel, ...]:
    """What is written, as files that Discord takes. Only what is small is ever in memory as a whole."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as raw:
        text = io.TextIOWrapper(raw, "utf-8", newline="\n")
        await write_out(text)
        parcels = await asyncio.to_thread(_parcels, name, text, raw)
        text.detach()
    return parcels


def _parcels(name: str, text: TextIO, raw: IO[bytes]) -> tuple[Parcel, ...]:
    text.flush()
    if raw.tell() <= MOST_BYTES:
        raw.seek(0)
        return (Parcel(f"{name}.json", raw.read()),)
    raw.seek(0)
    with tempfile.TemporaryFile() as packed:
        with (
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
            archive.open(f"{name}.json", "w", force_zip64=True) as inside,
        ):
            while piece := raw.read(_IN_MEMORY):
                inside.write(piece)
        packed.seek(0)
        parts = [*iter(lambda: packed.read(MOST_BYTES), b"")]
    if len(parts) == 1:
        return (Parcel(f"{name}.zip", parts[0]),)
    return tuple(Parcel(f"{name}.zip.{place:03}", part) for place, part in enumerate(parts, 1))
