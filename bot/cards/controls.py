"""What can be pressed, chosen in and filled in, as Discord shows it.

All that a button, a menu or a form is lies in its id: it works after a restart, and nothing in it is trusted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol, Self, cast

import discord

from bot.cards import clip
from bot.cards.card import Pick
from bot.cards.clean import clean_unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.cards.card import Button, Card, Entry, Form, Menu, Option

_AFTER = r"(?P<action>[a-z_]{1,30}):(?P<target>.{0,60})"
_FORM = re.compile(f"f1:{_AFTER}", re.DOTALL)


class Client(Protocol):
    """What a client must be able to do for the buttons and menus of cards to work. Its methods raise nothing."""

    async def pressed(self, interaction: discord.Interaction, action: str, target: str) -> None:
        """Do what a button is for, or tell why not."""
        ...

    async def chosen(
        self, interaction: discord.Interaction, action: str, target: str, values: Sequence[str]
    ) -> None:
        """Do what a menu is for, or tell why not."""
        ...


class CardButton(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=f"v1:{_AFTER}"):
    """A button of a card."""

    def __init__(self, action: str, target: str, label: str = "", *, is_primary: bool = False) -> None:
        self.action = action
        self.target = target
        style = discord.ButtonStyle.primary if is_primary else discord.ButtonStyle.secondary
        custom_id = f"v1:{action}:{target}"
        super().__init__(
            discord.ui.Button(label=clip.clip(label, clip.BUTTON_LABEL), style=style, custom_id=custom_id)
        )

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,  # noqa: ARG003 - the signature is discord.py's
        item: discord.ui.Item[discord.ui.View],  # noqa: ARG003
        match: re.Match[str],
        /,
    ) -> Self:
        """The button that was pressed, from its id alone."""
        return cls(match["action"], match["target"])

    async def callback(self, interaction: discord.Interaction) -> None:
        """Hand the press to the client, who knows the actions."""
        await cast("Client", interaction.client).pressed(interaction, self.action, self.target)


class CardMenu(discord.ui.DynamicItem[discord.ui.Select[discord.ui.View]], template=f"m1:{_AFTER}"):
    """A menu of a card. ``item`` is Discord's; what was chosen is read from the interaction."""

    def __init__(self, item: discord.ui.Select[discord.ui.View], action: str, target: str) -> None:
        self.action = action
        self.target = target
        super().__init__(item)

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,  # noqa: ARG003 - the signature is discord.py's
        item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
        /,
    ) -> Self:
        """The menu in which something was chosen."""
        return cls(cast("discord.ui.Select[discord.ui.View]", item), match["action"], match["target"])

    async def callback(self, interaction: discord.Interaction) -> None:
        """Hand what was chosen to the client, who knows the actions."""
        data: Mapping[str, Any] = interaction.data or {}
        values = [str(value) for value in data.get("values") or ()]
        await cast("Client", interaction.client).chosen(interaction, self.action, self.target, values)


def view_of(card: Card) -> discord.ui.View | None:
    """The card's menus and buttons, which never time out; None if it has none. Needs a running event loop."""
    if not card.buttons and not card.menus:
        return None
    view = discord.ui.View(timeout=None)
    for menu in card.menus[: clip.ROWS]:
        view.add_item(_drawn_menu(menu))
    room = (clip.ROWS - len(card.menus)) * clip.BUTTONS_IN_ROW
    for button in card.buttons[: max(room, 0)]:
        view.add_item(_drawn(button))
    return view


def modal_of(form: Form) -> discord.ui.Modal:
    """The form as a window. What is filled in comes back as an interaction of its own (see ``filled_in``)."""
    title = clip.clip(clean_unmarked(form.title), clip.MODAL_TITLE)
    modal = discord.ui.Modal(title=title, custom_id=f"f1:{form.action}:{form.target}")
    for entry in form.entries[: clip.MODAL_ENTRIES]:
        modal.add_item(
            discord.ui.Label(
                text=clip.clip(clean_unmarked(entry.label), clip.LABEL),
                description=clip.clip(clean_unmarked(entry.about), clip.LABEL_ABOUT) or None,
                component=_asked(entry),
            )
        )
    return modal


def filled_in(interaction: discord.Interaction) -> tuple[str, str, dict[str, str]] | None:
    """The action and the target of a form of ours that was sent, and what is in it by the keys of its entries.

    What was left out is "". None: the interaction is no such form. Nothing in it is trusted.
    """
    data: Mapping[str, Any] = interaction.data or {}
    found = _FORM.fullmatch(str(data.get("custom_id", "")))
    if interaction.type is not discord.InteractionType.modal_submit or found is None:
        return None
    values: dict[str, str] = {}
    for label in data.get("components") or ():
        one = label.get("component") or {}
        typed = one.get("value") or next(iter(one.get("values") or ()), "")
        values[str(one.get("custom_id", ""))] = str(typed).strip()
    return found["action"], found["target"], values


def _drawn(button: Button) -> CardButton:
    label = clean_unmarked(button.label) or button.action
    return CardButton(button.action, button.target, label, is_primary=button.is_primary)


def _drawn_menu(menu: Menu) -> CardMenu:
    options = [_option(option) for option in menu.options[: clip.OPTIONS]]
    most = min(menu.most, len(options)) if menu.pick is Pick.OPTION else menu.most
    known: dict[str, Any] = {
        "custom_id": f"m1:{menu.action}:{menu.target}",
        "placeholder": clip.clip(clean_unmarked(menu.hint), clip.PLACEHOLDER),
        "min_values": min(menu.least, most),
        "max_values": most,
    }
    if menu.pick is Pick.OPTION:
        known["options"] = options
    if menu.pick is Pick.CHANNEL:
        known["channel_types"] = [discord.ChannelType.text]
    return CardMenu(_SELECTS[menu.pick](**known), menu.action, menu.target)


_SELECTS: dict[Pick, Callable[..., Any]] = {
    Pick.OPTION: discord.ui.Select,
    Pick.ROLE: discord.ui.RoleSelect,
    Pick.CHANNEL: discord.ui.ChannelSelect,
}


def _option(option: Option) -> discord.SelectOption:
    return discord.SelectOption(
        label=clip.clip(clean_unmarked(option.label) or option.value, clip.OPTION),
        value=option.value[: clip.OPTION],
        description=clip.clip(clean_unmarked(option.about), clip.OPTION) or None,
        default=option.is_chosen,
    )


def _asked(entry: Entry) -> discord.ui.Select[discord.ui.View] | discord.ui.TextInput[discord.ui.View]:
    if entry.options:
        options = [_option(option) for option in entry.options[: clip.OPTIONS]]
        return discord.ui.Select(custom_id=entry.key, options=options, required=entry.is_required)
    style = discord.TextStyle.paragraph if entry.is_long else discord.TextStyle.short
    return discord.ui.TextInput(
        custom_id=entry.key,
        style=style,
        default=clip.clip(entry.value, entry.most) or None,
        max_length=entry.most,
        required=entry.is_required,
    )
