"""What people use of an older version of the bot, or of a form that was open when it was restarted.

The library lets such interactions pass without a word, and the user is told that the application did not respond.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.cards.controls import CardButton, CardMenu, filled_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.app.client import SagaBot, SagaTree


def is_stray(interaction: discord.Interaction[SagaBot]) -> bool:
    """True if it is of a component or a form that nothing here takes."""
    data: Mapping[str, Any] = interaction.data or {}
    custom_id = str(data.get("custom_id", ""))
    if interaction.type is discord.InteractionType.component:
        return not _is_of_a_card(interaction, custom_id)
    if interaction.type is discord.InteractionType.modal_submit:
        return filled_in(interaction) is None
    return False


def _is_of_a_card(interaction: discord.Interaction[SagaBot], custom_id: str) -> bool:
    """True for a button or a menu as today's cards have them, which stands in the message that it is said to be of."""
    data: Mapping[str, Any] = interaction.data or {}
    kind = data.get("component_type")
    is_button = kind == discord.ComponentType.button.value
    template = (CardButton if is_button else CardMenu).__discord_ui_compiled_template__
    if interaction.message is None or template.fullmatch(custom_id) is None:
        return False
    return any(
        getattr(one, "custom_id", None) == custom_id and one.type.value == kind
        for one in _within(interaction.message.components)
    )


def _within(components: Iterable[Any]) -> Iterable[Any]:
    for one in components:
        yield one
        yield from _within(getattr(one, "children", ()))


def is_offered(tree: SagaTree, interaction: discord.Interaction[SagaBot]) -> bool:
    """True if there is something to offer for what is being typed: the command, its option, and a completion of it."""
    node: Mapping[str, Any] = interaction.data or {}
    command: object = tree.get_command(str(node.get("name", "")))
    options: list[Any] = list(node.get("options") or ())
    while isinstance(command, app_commands.Group) and options:
        command, options = command.get_command(options[0]["name"]), list(options[0].get("options") or ())
    if not isinstance(command, app_commands.Command):
        return False
    typed = next((one["name"] for one in options if one.get("focused")), None)
    offering = {one.display_name for one in command.parameters if one.autocomplete}
    return typed in offering
