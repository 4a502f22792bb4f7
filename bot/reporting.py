"""Use case: a user says that something is wrong in a saga; the moderators of his guild see it, nobody else."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from bot import directory
from bot.cases import Wrong
from bot.model import Refusal
from bot.sagas.names import Match
from bot.speech import say

if TYPE_CHECKING:
    import datetime as dt

    from bot.model import Actor
    from bot.store import Store

MOST_WORDS = 300
"""Letters of what a user may write beside what he has chosen."""

_MOST_SHOWN = 300


def require_readers(actor: Actor) -> int:
    """The guild whose moderators would read what the actor says is wrong. Everybody in it may say so.

    Raises:
        Refusal: nobody would, in a private conversation; or it is a bot.
    """
    if actor.guild_id is None:
        raise Refusal(
            say("Here nobody would read it. Ask in a server, and tell its moderators by the button there.")
        )
    if actor.is_bot:
        raise Refusal(say("Only people can say what is wrong."))
    return actor.guild_id


async def report(
    store: Store, actor: Actor, player: str, now: dt.datetime, *, shown: str, wrong: str, words: str
) -> bool:
    """Keep what is wrong for the moderators; False if the user has told them of that saga and they have not looked.

    ``player`` is what a button names, ``wrong`` a value of :class:`Wrong`; ``shown`` is what he was shown, in short.

    Raises:
        Refusal: nobody would read it, or there is no such saga.
    """
    guild_id = require_readers(actor)
    found = await directory.find(store, guild_id, player)
    if not isinstance(found, Match):
        raise Refusal(say("That saga is not here any more. Ask for it anew."))
    kind = Wrong.OTHER
    with suppress(ValueError):
        kind = Wrong(wrong)
    return await store.report(
        guild_id,
        actor.user_id,
        found.player.id,
        now,
        player=found.player.name,
        shown=shown[:_MOST_SHOWN],
        kind=kind,
        words=words[:MOST_WORDS],
    )
