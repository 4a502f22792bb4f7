"""/rumour edit, retract, undo and history: moderators put right what was read.

The commands join the group of ``cogs.rumour``, which is loaded before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import discord
from discord import app_commands

from bot import deeds, mending
from bot.answers.asked import number
from bot.app import SagaBot, actor_of, ask, show, show_instead, suggest_players, take_time
from bot.cards import mending as cards
from bot.cards.card import Button
from bot.desk import Late
from bot.editing import edited
from bot.model import Refusal, Rumour
from bot.naming import SeveralAreCalledSo
from bot.review import held_key
from bot.rights import Action
from bot.speech import say

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""
Choices = list[app_commands.Choice[str]]

_PLAYER = "Whose rumour"


@app_commands.command(extras={"example": "rumour edit player:van dijk"})
@app_commands.guild_only()
@app_commands.describe(player=_PLAYER)
async def edit(interaction: Interaction, player: str) -> None:
    """Put right what was read: the player, the clubs, the stage or the fee of a rumour."""
    await _list(interaction, Action.EDIT, player, "pick_edit")


@app_commands.command(extras={"example": "rumour retract player:van dijk"})
@app_commands.guild_only()
@app_commands.describe(player=_PLAYER)
async def retract(interaction: Interaction, player: str) -> None:
    """Take a rumour back that was wrong; alerts that were posted of it are struck through."""
    await _list(interaction, Action.RETRACT, player, "pick_retract")


@app_commands.command(extras={"example": "rumour undo"})
@app_commands.guild_only()
async def undo(interaction: Interaction) -> None:
    """Undo a change: a retraction, an edit, a merge or any other."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    bot, actor = interaction.client, actor_of(interaction)
    await mending.may(bot.store, actor, Action.UNDO)
    await show(interaction, cards.history_card(await deeds.history(bot.store, actor)), private=True)


@app_commands.command(extras={"example": "rumour history player:van dijk"})
@app_commands.guild_only()
@app_commands.describe(player="What was changed of this player only")
async def history(interaction: Interaction, player: str | None = None) -> None:
    """Show who changed what and when, newest first, and undo one of it."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    entries = await deeds.history(interaction.client.store, actor_of(interaction), player)
    await show(interaction, cards.history_card(entries, player=player or ""), private=True)


@edit.autocomplete("player")
@retract.autocomplete("player")
@history.autocomplete("player")
async def suggest(interaction: Interaction, typed: str) -> Choices:
    """Offer the players whose names begin like that."""
    return await suggest_players(interaction, typed)


async def _list(interaction: Interaction, action: Action, player: str, menu: str) -> None:
    """Show the rumours to choose from."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    bot = interaction.client
    found = await mending.listing(bot.store, actor_of(interaction), action, player, bot.clock())
    await show(interaction, cards.listing_card(found, menu), private=True)


def list_press(action: Action, menu: str) -> Callable[[Interaction, str], Any]:
    """A button that shows the rumours of the player whom it names."""

    async def press(interaction: Interaction, player: str) -> None:
        await _list(interaction, action, player, menu)

    return press


def page_press(
    action: Action, menu: str, *, most: int = 1, hint: Callable[[], str] = str
) -> Callable[[Interaction, str], Any]:
    """A button that turns to another page of a list of rumours."""

    async def press(interaction: Interaction, target: str) -> None:
        rumour_id, page = held_key(target)
        bot = interaction.client
        found = await mending.listing_with(bot.store, actor_of(interaction), action, rumour_id, bot.clock())
        await show_instead(interaction, cards.listing_card(found, menu, page, most=most, hint=hint()))

    return press


async def pick_edit(interaction: Interaction, _: str, values: Sequence[str]) -> None:
    """Open the form for the rumour that was chosen."""
    await edit_again(interaction, values[0])


async def edit_again(interaction: Interaction, key: str) -> None:
    """Open the form for a rumour as it stands by now."""
    rumour_id, _ = held_key(key)
    bot = interaction.client
    found = await mending.shown(bot.store, actor_of(interaction), Action.EDIT, None, rumour_id, bot.clock())
    await ask(interaction, cards.edit_form(found))


async def edit_typed(interaction: Interaction, key: str) -> None:
    """Open the form once more with what was typed, which the card above the button tells."""
    rumour_id, _ = held_key(key)
    bot = interaction.client
    found = await mending.shown(bot.store, actor_of(interaction), Action.EDIT, None, rumour_id, bot.clock())
    embeds = interaction.message.embeds if interaction.message else ()
    shown = {field.name or "": field.value or "" for embed in embeds for field in embed.fields}
    await ask(interaction, cards.edit_form(found, key, cards.typed_in(shown)))


async def edit_rumour(interaction: Interaction, key: str, values: Mapping[str, str]) -> None:
    """Take what was filled in; what cannot be read, or comes too late, is shown as it was typed."""
    await take_time(interaction)
    bot, actor, now = interaction.client, actor_of(interaction), interaction.client.clock()
    rumour_id, seen = held_key(key)
    try:
        found = await mending.shown(bot.store, actor, Action.EDIT, None, rumour_id, now)
        if found.seen != seen:  # what was typed was typed over something else
            raise await mending.overtaken(bot.store, actor, found)
        row = _filled(found.kept.rumour, values)
        done = await mending.edit(bot.store, actor, None, rumour_id, row, now, seen=seen)
    except Late as late:
        card = cards.late_card(late, _again(late, "edit_again"), values)
    except (_Unreadable, SeveralAreCalledSo) as refusal:
        card = cards.unread_card(str(refusal), key, values)
    else:
        bot.dispatcher.wake()
        card = cards.done_card(done)
    await show_instead(interaction, card)


class _Unreadable(Refusal):
    """Something that was typed cannot be read."""


def _filled(rumour: Rumour, values: Mapping[str, str]) -> Rumour:
    try:
        return edited(rumour, values)
    except Refusal as refusal:
        raise _Unreadable(str(refusal)) from None


async def pick_retract(interaction: Interaction, _: str, values: Sequence[str]) -> None:
    """Retract the rumour that was chosen."""
    await retract_again(interaction, values[0])


async def retract_again(interaction: Interaction, key: str) -> None:
    """Retract a rumour, unless somebody has changed it since it was shown."""
    await take_time(interaction)
    bot = interaction.client
    rumour_id, seen = held_key(key)
    try:
        done = await mending.retract(
            bot.store, actor_of(interaction), None, rumour_id, bot.clock(), seen=seen
        )
    except Late as late:
        await show_instead(interaction, cards.late_card(late, _again(late, "retract_again")))
        return
    bot.dispatcher.wake()
    await show_instead(interaction, cards.done_card(done))


def _again(late: Late, action: str) -> Button | None:
    return None if late.shown is None else Button(say("Try again"), action, late.shown.key, is_primary=True)


async def press_undo(interaction: Interaction, target: str) -> None:
    """Undo the deed of a result."""
    await take_time(interaction)
    bot = interaction.client
    mending_id = number(target) or 0
    undone = await deeds.undo(bot.store, actor_of(interaction), mending_id, bot.clock())
    bot.dispatcher.wake()
    await show(interaction, cards.undone_card(undone), private=True)


async def choose_undo(interaction: Interaction, _: str, values: Sequence[str]) -> None:
    """Undo the deed that was chosen."""
    await press_undo(interaction, values[0])


async def page_history(interaction: Interaction, target: str) -> None:
    """Turn to another page of the history."""
    page, _, player = target.partition(":")
    entries = await deeds.history(interaction.client.store, actor_of(interaction), player or None)
    await show_instead(interaction, cards.history_card(entries, number(page) or 0, player))


async def setup(bot: SagaBot) -> None:
    """Add the commands to their group, and answer the buttons, menus and forms, also from before a restart."""
    group = bot.tree.get_command("rumour")
    assert isinstance(group, app_commands.Group)  # noqa: S101 - told to the type checker: cogs.rumour made it
    commands: list[Any] = [edit, retract, undo, history]
    for command in commands:
        group.add_command(command)
    bot.presses |= {
        "undo": press_undo,
        "edit_again": edit_again,
        "edit_typed": edit_typed,
        "retract_again": retract_again,
        "list_edit": list_press(Action.EDIT, "pick_edit"),
        "list_retract": list_press(Action.RETRACT, "pick_retract"),
        "page_pick_edit": page_press(Action.EDIT, "pick_edit"),
        "page_pick_retract": page_press(Action.RETRACT, "pick_retract"),
        "page_history": page_history,
    }
    bot.choices |= {"pick_edit": pick_edit, "pick_retract": pick_retract, "undo": choose_undo}
    bot.forms["edit_rumour"] = edit_rumour
