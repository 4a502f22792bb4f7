"""Who may do what. Every write asks here, whichever way it came; Discord's own menus are only a hint."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from bot.model import Refusal

if TYPE_CHECKING:
    from bot.model import Actor, GuildSettings


class Action(Enum):
    """Something that changes what is kept, in the words of the refusal."""

    ADD_RUMOUR = "add rumours"
    RETRACT = "retract rumours"
    EDIT = "edit rumours"
    MERGE = "merge players"
    SPLIT = "split players"
    RENAME = "rename players"
    CLOSE = "close sagas"
    UNDO = "undo changes"
    SEE_HISTORY = "see what was changed"
    WATCH = "watch channels"
    MANAGE_ALERTS = "change this server's alerts"
    SET_UP = "set up the bot"
    EXPORT_DATA = "export this server's data"
    PURGE_DATA = "delete this server's data"


_MANAGERS_ALONE = frozenset((Action.SET_UP, Action.EXPORT_DATA, Action.PURGE_DATA))
"""What the moderator role does not let its members do."""


def require(actor: Actor, settings: GuildSettings, action: Action) -> None:
    """Pass if the actor may do it here.

    Administrators and those who may manage the server may do everything; the moderator role that the guild
    has set may do all but the set-up and what is done to all data of the guild. Other bots may do nothing.

    Raises:
        Refusal: he may not; the sentence says who may.
    """
    if actor.guild_id is None:
        raise Refusal(f"To {action.value}, use this command in a server.")
    if actor.is_bot or actor.guild_id != settings.guild_id:
        raise Refusal(f"Only a moderator of this server may {action.value}.")
    if actor.is_admin:
        return
    if action in _MANAGERS_ALONE:
        raise Refusal(f"Only somebody who may manage this server may {action.value}.")
    if settings.moderator_role_id is None:
        raise Refusal(
            f"Only somebody who may manage this server may {action.value}. "
            "An administrator can name a moderator role with /setup moderators."
        )
    if settings.moderator_role_id not in actor.role_ids:
        raise Refusal(f"Only members with <@&{settings.moderator_role_id}> may {action.value}.")


def may(actor: Actor, settings: GuildSettings, action: Action) -> bool:
    """True if the actor may do it here, for telling him what he can; whoever does it asks ``require``."""
    try:
        require(actor, settings, action)
    except Refusal:
        return False
    return True
