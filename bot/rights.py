"""Who may do what. Every write asks here, whichever way it came; Discord's own menus are only a hint."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from bot.model import Refusal
from bot.speech import mark, say

if TYPE_CHECKING:
    from bot.model import Actor, GuildSettings


class Action(Enum):
    """Something that changes what is kept, in the words of the refusal."""

    ADD_RUMOUR = mark("add rumours")
    RETRACT = mark("retract rumours")
    EDIT = mark("edit rumours")
    MERGE = mark("merge players")
    SPLIT = mark("split players")
    RENAME = mark("rename players")
    ALIAS = mark("give players other names")
    CLOSE = mark("close sagas")
    REVIEW = mark("review what waits for moderators")
    RATE = mark("say how far sources are trusted")
    UNDO = mark("undo changes")
    SEE_HISTORY = mark("see what was changed")
    WATCH = mark("watch channels")
    MANAGE_ALERTS = mark("change this server's alerts")
    SET_UP = mark("set up the bot")
    EXPORT_DATA = mark("export this server's data")
    PURGE_DATA = mark("delete this server's data")


_MANAGERS_ALONE = frozenset((Action.SET_UP, Action.EXPORT_DATA, Action.PURGE_DATA))
"""What the moderator role does not let its members do."""


def require(actor: Actor, settings: GuildSettings, action: Action) -> None:
    """Pass if the actor may do it here.

    Administrators and those who may manage the server may do everything; the moderator role that the guild
    has set may do all but the set-up and what is done to all data of the guild. Other bots may do nothing.

    Raises:
        Refusal: he may not; the sentence says who may.
    """
    deed = say(action.value)
    if actor.guild_id is None:
        raise Refusal(say("To {deed}, use this command in a server.", deed=deed))
    if actor.is_bot or actor.guild_id != settings.guild_id:
        raise Refusal(say("Only a moderator of this server may {deed}.", deed=deed))
    if actor.is_admin:
        return
    if action in _MANAGERS_ALONE:
        raise Refusal(say("Only somebody who may manage this server may {deed}.", deed=deed))
    if settings.moderator_role_id is None:
        alone = say("Only somebody who may manage this server may {deed}.", deed=deed)
        how = say("An administrator can name a moderator role with /setup moderators.")
        raise Refusal(f"{alone} {how}")
    if settings.moderator_role_id not in actor.role_ids:
        role = f"<@&{settings.moderator_role_id}>"
        raise Refusal(say("Only members with {role} may {deed}.", role=role, deed=deed))


def may(actor: Actor, settings: GuildSettings, action: Action) -> bool:
    """True if the actor may do it here, for telling him what he can; whoever does it asks ``require``."""
    try:
        require(actor, settings, action)
    except Refusal:
        return False
    return True
