"""Menus and forms of cards over the wire: what they are lies in their ids, so they work after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.app import SagaBot, ask, show, show_instead, tell
from bot.cards.card import Card, Entry, Form, Menu, Option, Pick
from bot.model import Refusal
from tests.cogs.calls import pressed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.localdiscord import Response
    from tests.conftest import House

Interaction = discord.Interaction[SagaBot]
COLOURS = (Option("Red", "red", "like Anfield"), Option("Blue", "blue"))
MENUS = (
    Menu("Which colour?", "colour", "7", COLOURS, most=5),
    Menu("Which role?", "role", pick=Pick.ROLE),
    Menu("Which channel?", "channel", pick=Pick.CHANNEL),
)
FORM = Form(
    "Correct it" + "!" * 60,
    "correct",
    "12",
    (Entry("name", "Name", value="Kane"), Entry("colour", "Colour", options=COLOURS, is_required=False)),
)


async def start(house: House) -> None:
    """Start the bot anew with a command that shows a card of controls; nothing of an earlier bot is left."""
    bot = await house.restart()
    seen: list[Any] = []

    @app_commands.command()
    async def controls(interaction: Interaction) -> None:
        """Show controls."""
        await show(interaction, Card("Choose", "Now.", menus=MENUS))

    @app_commands.command()
    async def form(interaction: Interaction) -> None:
        """Ask."""
        await ask(interaction, FORM)

    async def chosen(interaction: Interaction, target: str, values: Sequence[str]) -> None:
        seen.append((target, values))
        await show_instead(interaction, Card("Chosen", f"{target}: {', '.join(values)}"))

    async def filled(interaction: Interaction, target: str, values: Mapping[str, str]) -> None:
        await tell(interaction, f"{target}: {dict(values)}")

    async def refused(interaction: Interaction, target: str, values: Mapping[str, str]) -> None:
        raise Refusal("No.")

    added: list[Any] = [controls, form]
    for one in added:
        bot.tree.add_command(one)
    await bot.tree.sync()
    bot.choices |= {"colour": chosen, "role": chosen, "channel": chosen}
    bot.forms |= {"correct": filled, "refuse": refused}


async def opened(house: House, name: str) -> Response:
    return await house.fan.slash(house.lounge, name)


async def test_a_menu_hands_on_what_was_chosen_and_is_replaced_also_after_a_restart(house: House) -> None:
    await start(house)
    card = await opened(house, "controls")
    await start(house)
    await house.fan.choose(card, "Which colour?", ["Red", "Blue"])
    assert card.message is not None
    assert card.message.embeds[0]["description"] == "7: red, blue"
    assert not card.message.components


async def test_roles_and_channels_are_chosen_by_their_ids(house: House) -> None:
    await start(house)
    card = await opened(house, "controls")
    await house.boss.choose(card, "Which role?", [house.moderators])
    assert card.message is not None
    assert card.message.embeds[0]["description"].endswith(str(house.moderators.id))
    card = await opened(house, "controls")
    await house.boss.choose(card, "Which channel?", [house.news])
    assert card.message is not None
    assert card.message.embeds[0]["description"].endswith(str(house.news.id))


async def test_a_form_hands_on_what_was_filled_in_also_after_a_restart(house: House) -> None:
    await start(house)
    form = await opened(house, "form")
    assert form.modal is not None
    assert form.modal.fields[0].value == "Kane"
    await start(house)
    answer = await house.fan.submit(form, {"Name": "Rice ", "Colour": "Blue"})
    assert answer.content == "12: {'name': 'Rice', 'colour': 'blue'}"
    answer = await house.fan.submit(form, {"Name": "Rice"})
    assert answer.content == "12: {'name': 'Rice', 'colour': ''}"


async def test_what_goes_wrong_in_a_form_or_menu_is_answered(house: House) -> None:
    await start(house)
    form, card = await opened(house, "form"), await opened(house, "controls")
    house.bot.forms["correct"] = house.bot.forms["refuse"]
    assert (await house.fan.submit(form, {"Name": "x"})).content == "No."
    house.bot.forms.clear()
    house.bot.choices.clear()
    assert "older version" in (await house.fan.submit(form, {"Name": "x"})).content
    assert "older version" in (await house.fan.choose(card, "Which colour?", ["Red"])).text


async def test_the_asker_is_answered_in_his_language(house: House) -> None:
    await start(house)
    card = await opened(house, "controls")
    house.bot.choices.clear()
    house.fan.user.locale = "es-419"
    assert "versión anterior" in (await house.fan.choose(card, "Which colour?", ["Red"])).text
    house.fan.user.locale = "fr"
    assert "older version" in (await house.fan.choose(card, "Which colour?", ["Red"])).text


async def test_a_menu_in_which_nothing_is_chosen_says_so(house: House) -> None:
    await start(house)
    card = await opened(house, "controls")
    assert card.message is not None
    payload = pressed(house.fan, card.message, "m1:colour:7", house.lounge, [])
    assert "Choose something" in (await house.discord.interact(payload)).text
    house.fan.user.locale = "es-ES"
    payload = pressed(house.fan, card.message, "m1:colour:7", house.lounge, [])
    assert "Elige algo" in (await house.discord.interact(payload)).text


async def test_what_comes_of_a_card_that_was_deleted_meanwhile_is_told_to_the_user_alone(
    house: House,
) -> None:
    await start(house)
    card = await opened(house, "controls")
    assert card.message is not None
    payload = pressed(house.fan, card.message, "m1:colour:7", house.lounge, ["red"])
    payload["message"]["id"] = "999"
    answer = await house.discord.interact(payload)
    assert "7: red" in answer.text
    assert answer.ephemeral
