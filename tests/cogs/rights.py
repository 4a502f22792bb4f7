"""What right each way of writing asks for, beside the table of how it is used (``tests/cogs/calls.py``).

A way is a kind of control and its name: ``("press", "confirm")``. What is in neither table is a fault: see ``untold``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from bot.rights import Action
from tests.cogs import calls

if TYPE_CHECKING:
    from bot.app import SagaBot

Way: TypeAlias = tuple[str, str]

ASKS: dict[Way, Action] = {
    **{
        ("command", name): action
        for name, action in {
            "rumour add": Action.ADD_RUMOUR,
            "rumour edit": Action.EDIT,
            "rumour retract": Action.RETRACT,
            "rumour undo": Action.UNDO,
            "rumour history": Action.SEE_HISTORY,
            "watch add": Action.WATCH,
            "watch list": Action.WATCH,
            "watch remove": Action.WATCH,
            "saga merge": Action.MERGE,
            "saga split": Action.SPLIT,
            "saga rename": Action.RENAME,
            "saga close": Action.CLOSE,
            "player alias": Action.ALIAS,
            "review": Action.REVIEW,
            "source tier": Action.RATE,
            "source list": Action.RATE,
            "alerts add": Action.MANAGE_ALERTS,
            "alerts edit": Action.MANAGE_ALERTS,
            "alerts list": Action.MANAGE_ALERTS,
            "alerts pause": Action.MANAGE_ALERTS,
            "alerts resume": Action.MANAGE_ALERTS,
            "alerts remove": Action.MANAGE_ALERTS,
            "alerts test": Action.MANAGE_ALERTS,
            "alerts why": Action.MANAGE_ALERTS,
            "alerts mute": Action.MANAGE_ALERTS,
            "alerts unmute": Action.MANAGE_ALERTS,
            "setup start": Action.SET_UP,
            "setup moderators": Action.SET_UP,
            "setup timezone": Action.SET_UP,
            "setup language": Action.SET_UP,
            "setup wire": Action.SET_UP,
            "setup quotas": Action.SET_UP,
            "data export": Action.EXPORT_DATA,
            "data purge": Action.PURGE_DATA,
        }.items()
    },
    ("menu", "Add as rumour"): Action.ADD_RUMOUR,
    **{
        ("press", name): action
        for name, action in {
            "confirm": Action.ADD_RUMOUR,
            "cancel": Action.ADD_RUMOUR,
            "correct": Action.ADD_RUMOUR,
            "look": Action.ADD_RUMOUR,
            "date": Action.ADD_RUMOUR,
            "again": Action.ADD_RUMOUR,
            "more": Action.ADD_RUMOUR,
            "join": Action.ADD_RUMOUR,
            "mute": Action.MANAGE_ALERTS,
            "undo": Action.UNDO,
            "edit_again": Action.EDIT,
            "edit_typed": Action.EDIT,
            "retract_again": Action.RETRACT,
            "list_edit": Action.EDIT,
            "list_retract": Action.RETRACT,
            "page_pick_edit": Action.EDIT,
            "page_pick_retract": Action.RETRACT,
            "page_pick_split": Action.SPLIT,
            "page_history": Action.SEE_HISTORY,
            "review": Action.REVIEW,
            "rule_so": Action.REVIEW,
            "rule_wrong": Action.REVIEW,
            "rule_no_player": Action.REVIEW,
            "rule_no_news": Action.REVIEW,
            "settle": Action.REVIEW,
            "reopen": Action.REVIEW,
            "setup": Action.SET_UP,
        }.items()
    },
    **{
        ("choice", name): action
        for name, action in {
            "correct": Action.ADD_RUMOUR,
            "pick_edit": Action.EDIT,
            "pick_retract": Action.RETRACT,
            "pick_split": Action.SPLIT,
            "undo": Action.UNDO,
            "setup_role": Action.SET_UP,
            "setup_channel": Action.SET_UP,
            "setup_language": Action.SET_UP,
            "setup_zone": Action.SET_UP,
            "setup_wire": Action.SET_UP,
        }.items()
    },
    **{
        ("form", name): action
        for name, action in {
            "add": Action.ADD_RUMOUR,
            "correct": Action.ADD_RUMOUR,
            "date": Action.ADD_RUMOUR,
            "edit_rumour": Action.EDIT,
            "split": Action.SPLIT,
            "setup_channel": Action.SET_UP,
            "purge": Action.PURGE_DATA,
        }.items()
    },
}
"""Every way in which something of a server's is changed or shown to those only who may change it."""

FREE: frozenset[Way] = frozenset(
    {
        *(("command", name) for name in (*calls.READS, *calls.OWN)),
        *(("press", name) for name in (*calls.READING_PRESSES, *calls.OWN_PRESSES)),
        ("choice", "pick"),
        ("choice", "help"),
        ("form", "mine_delete"),
        ("form", "wrong"),
    }
)
"""What anybody may ask, and what each user settles for himself alone."""

OWN_IN_PRIVATE: frozenset[Way] = frozenset({("press", "mute")})
"""What in a private conversation is each user's own: below an alert that he follows, "mute" ends that."""

MANAGERS_ALONE = frozenset((Action.SET_UP, Action.EXPORT_DATA, Action.PURGE_DATA))
"""What the moderators' role does not let its members do."""


def ways(bot: SagaBot) -> set[Way]:
    """Every way there is, as the running bot has it."""
    return {
        *(("command", one.qualified_name) for one in calls.walk_commands(bot)),
        *(("command", one.qualified_name) for one in bot.walk_commands()),
        *(("menu", one.name) for one in calls.walk_menus(bot)),
        *(("press", name) for name in bot.presses),
        *(("choice", name) for name in bot.choices),
        *(("form", name) for name in bot.forms),
    }


def untold(bot: SagaBot) -> list[str]:
    """A sentence for each way of which nobody has said what right it asks, or has said it twice or of nothing."""
    real = ways(bot)
    told = [
        f"Say in tests/cogs/rights.py who may use the {kind} {name!r}."
        for kind, name in real - ASKS.keys() - FREE
    ]
    told += [f"There is no {kind} {name!r}." for kind, name in (ASKS.keys() | FREE) - real]
    return told + [f"The {kind} {name!r} is in both tables." for kind, name in ASKS.keys() & FREE]
