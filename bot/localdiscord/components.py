"""Finding a button or a menu in a message, and what its use says on the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord.component_limits import BUTTON, LINK_BUTTON, SELECTS
from bot.localdiscord.errors import InvalidOptionError, UnknownComponentError
from bot.localdiscord.posting import walk_components
from bot.localdiscord.wire import array, part
from bot.localdiscord.world import Channel, Member, Role, User

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.localdiscord.options import Resolved
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Message

Choice = str | Member | User | Role | Channel
"""What is chosen in a menu: an option's label or value, or a member, role or channel."""

# What the select menus offer, by their types (page "Component Reference")
_ENTITIES: dict[int, tuple[type, ...]] = {
    5: (Member, User),
    6: (Role,),
    7: (Member, User, Role),
    8: (Channel,),
}


def label_of(component: Json) -> str:
    """What a user sees of it: a button's label or emoji, a menu's placeholder."""
    emoji = part(component, "emoji")
    seen = component.get("label") or component.get("placeholder") or emoji.get("name")
    return seen or component.get("custom_id") or ""


def buttons(message: Message) -> list[Json]:
    """The message's buttons, in the order in which they are seen."""
    return [one for one in walk_components(message.components) if one["type"] == BUTTON]


def menus(message: Message) -> list[Json]:
    """The message's select menus."""
    return [one for one in walk_components(message.components) if one["type"] in SELECTS]


def usable(found: list[Json], wanted: str, what: str) -> Json:
    """The one of these components that has that label, placeholder or ``custom_id``.

    Raises:
        UnknownComponentError: there is none, it is disabled, or it is a link, which the bot never hears of.
    """
    for component in found:
        if wanted == component.get("custom_id") or wanted.casefold() == label_of(component).casefold():
            break
    else:
        there = ", ".join(f"[{label_of(component)}]" for component in found) or "there is none"
        raise UnknownComponentError(f"no {what} {wanted!r} in this message: {there}")
    if component.get("disabled"):
        raise UnknownComponentError(f"the {what} {wanted!r} is disabled")
    if component["type"] == BUTTON and component["style"] >= LINK_BUTTON:
        raise UnknownComponentError(f"the {what} {wanted!r} is a link: {component.get('url')}")
    return component


def press_data(button: Json) -> Json:
    """The interaction's ``data`` for a button."""
    return {"custom_id": button["custom_id"], "component_type": button["type"], "id": button["id"]}


def choose_data(menu: Json, chosen: Sequence[Choice], resolved: Resolved) -> Json:
    """The interaction's ``data`` for a menu with these chosen; an option by its label or its value.

    Raises:
        InvalidOptionError: too few, too many, or one that the menu does not offer.
    """
    values = chosen_values(menu, chosen, resolved)
    data = press_data(menu) | {"values": values}
    return data | {"resolved": resolved.data} if resolved.data else data


def chosen_values(menu: Json, chosen: Sequence[Choice], resolved: Resolved) -> list[str]:
    """The values that a menu sends; things are put into ``resolved``. Raises as ``choose_data`` does."""
    # The library sends null where nothing was said.
    stated: int | None = menu.get("min_values")
    low, high = 1 if stated is None else stated, menu.get("max_values") or 1
    if not low <= len(chosen) <= high:
        raise InvalidOptionError(f"{label_of(menu)!r} takes {low} to {high}, not {len(chosen)}")
    if menu["type"] in _ENTITIES:
        return [_entity(menu, one, resolved) for one in chosen]
    return [option_value(menu, one) for one in chosen]


def option_value(component: Json, wanted: Choice) -> str:
    """The value of the option with that label or value, in a menu or a group of a form.

    Raises:
        InvalidOptionError: there is no such option.
    """
    options = array(component, "options")
    for option in options:
        if wanted in (option["value"], option["label"]):
            return option["value"]
    offered = ", ".join(repr(option["label"]) for option in options)
    raise InvalidOptionError(f"{wanted!r} is not offered; there are: {offered}")


def _entity(menu: Json, thing: Choice, resolved: Resolved) -> str:
    if isinstance(thing, str) or not isinstance(thing, _ENTITIES[menu["type"]]):
        raise InvalidOptionError(f"{label_of(menu)!r} does not offer {thing!r}")
    return resolved.add(thing)
