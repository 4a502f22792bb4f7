from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands

from bot.localdiscord import InvalidOptionError, Permission

if TYPE_CHECKING:
    from tests.bot.localdiscord.conftest import Stage

Interaction = discord.Interaction[Any]


class Rumour(discord.ui.Modal, title="A rumour"):
    """A form with one of everything that the library has."""

    note = discord.ui.TextDisplay[Any]("Paste the article.")
    text = discord.ui.Label[Any](
        text="Text",
        description="The whole article",
        component=discord.ui.TextInput(style=discord.TextStyle.paragraph, custom_id="text", max_length=50),
    )
    outlet = discord.ui.Label[Any](
        text="Outlet", component=discord.ui.TextInput(custom_id="outlet", required=False, default="The Echo")
    )
    tier = discord.ui.Label[Any](
        text="Tier",
        component=discord.ui.Select(
            custom_id="tier",
            options=[discord.SelectOption(label="First"), discord.SelectOption(label="Second")],
        ),
    )
    file = discord.ui.Label[Any](
        text="File", component=discord.ui.FileUpload(custom_id="file", required=False)
    )

    async def on_submit(self, interaction: Interaction) -> None:
        parts = components(self)
        files = [(await file.read()).decode() for file in parts["file"].values]
        said = [parts["text"].value, parts["outlet"].value, *parts["tier"].values, *files]
        await interaction.response.send_message(" / ".join(said), ephemeral=True)


class Choices(discord.ui.Modal, title="Choices"):
    """The newer kinds of fields."""

    radio = discord.ui.Label[Any](
        text="One of",
        component=discord.ui.RadioGroup(
            custom_id="radio",
            options=[discord.RadioGroupOption(label="A"), discord.RadioGroupOption(label="B")],
        ),
    )
    boxes = discord.ui.Label[Any](
        text="Some of",
        component=discord.ui.CheckboxGroup(
            custom_id="boxes",
            options=[discord.CheckboxGroupOption(label="C"), discord.CheckboxGroupOption(label="D")],
            required=False,
        ),
    )
    tick = discord.ui.Label[Any](text="Loud", component=discord.ui.Checkbox(custom_id="tick"))

    async def on_submit(self, interaction: Interaction) -> None:
        parts = components(self)
        said = f"{parts['radio'].value} {parts['boxes'].values} {parts['tick'].value}"
        await interaction.response.send_message(said)


class Old(discord.ui.Modal, title="Old"):
    """The older shape: an input that carries its own label."""

    player: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Player")

    async def on_submit(self, interaction: Interaction) -> None:
        await interaction.response.send_message(self.player.value)


def components(form: discord.ui.Modal) -> dict[str, Any]:
    """What is in the form's labels, by its id."""
    labels: list[Any] = [child for child in form.children if isinstance(child, discord.ui.Label)]
    return {label.component.custom_id: label.component for label in labels}


async def with_form(stage: "Stage", form: type[discord.ui.Modal]) -> Any:
    client = stage.new_client()

    async def add(interaction: Interaction) -> None:
        await interaction.response.send_modal(form())

    client.tree.add_command(app_commands.Command(name="add", description="Opens a form", callback=add))
    await stage.start(client)
    return await stage.alice.slash(stage.news, "add")


async def test_a_form_is_filled_in_by_labels_or_ids(stage: "Stage") -> None:
    form = await with_form(stage, Rumour)
    assert form.modal.title == "A rumour"
    assert form.modal.texts == ["Paste the article."]
    assert [field.label for field in form.modal.fields] == ["Text", "Outlet", "Tier", "File"]
    assert [field.required for field in form.modal.fields] == [True, False, True, False]
    values = {"Text": "van Dijk", "tier": "Second", "File": [stage.file("a.txt", b"more")]}
    reply = await stage.alice.submit(form, values)
    assert reply.content == "van Dijk / The Echo / Second / more"
    assert reply.ephemeral


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"Tier": "First"}, "'Text' takes 1 to 50 characters, not 0"),
        ({"Text": "x" * 51, "Tier": "First"}, "1 to 50"),
        ({"Text": "x"}, "'Tier' must be filled in"),
        ({"Text": "x", "Tier": "Third"}, "'Third' is not offered"),
        ({"Text": "x", "Tier": "First", "Colour": "red"}, "no field 'Colour'"),
    ],
)
async def test_a_form_that_is_not_filled_in_right_is_not_sent(
    stage: "Stage", values: dict[str, str], complaint: str
) -> None:
    form = await with_form(stage, Rumour)
    with pytest.raises(InvalidOptionError, match=complaint):
        await stage.alice.submit(form, values)


async def test_radio_buttons_and_boxes_are_chosen(stage: "Stage") -> None:
    form = await with_form(stage, Choices)
    reply = await stage.alice.submit(form, {"One of": "B", "Some of": ["C", "D"], "Loud": True})
    assert reply.content == "B ['C', 'D'] True"


async def test_the_older_shape_of_forms_works_as_well(stage: "Stage") -> None:
    form = await with_form(stage, Old)
    assert (await stage.alice.submit(form, {"Player": "van Dijk"})).content == "van Dijk"


async def test_a_command_that_opens_no_form_cannot_be_submitted(stage: "Stage") -> None:
    form = await with_form(stage, Old)
    reply = await stage.alice.submit(form, {"Player": "van Dijk"})
    with pytest.raises(InvalidOptionError, match="opened no form"):
        await stage.alice.submit(reply, {})


async def test_a_role_can_be_taken_away_while_a_form_is_open(stage: "Stage") -> None:
    class Checked(Old, title="Checked"):
        async def on_submit(self, interaction: Interaction) -> None:
            assert isinstance(interaction.user, discord.Member)
            allowed = interaction.permissions.manage_messages
            await interaction.response.send_message(f"{allowed} {len(interaction.user.roles)}")

    moderators = stage.guild.add_role("Moderators", Permission.MANAGE_MESSAGES)
    stage.alice.roles.append(moderators)
    form = await with_form(stage, Checked)
    assert (await stage.alice.submit(form, {"Player": "x"})).content == "True 2"
    form = await stage.alice.slash(stage.news, "add")
    stage.alice.roles.remove(moderators)
    assert (await stage.alice.submit(form, {"Player": "x"})).content == "False 1"


async def test_a_form_from_a_button_may_change_the_buttons_message(stage: "Stage") -> None:
    class Correct(Old, title="Correct"):
        async def on_submit(self, interaction: Interaction) -> None:
            await interaction.response.edit_message(content=f"Corrected to {self.player.value}")

    class Card(discord.ui.View):
        @discord.ui.button(label="Correct")
        async def correct(self, interaction: Interaction, _: Any) -> None:
            await interaction.response.send_modal(Correct())

    client = stage.new_client()

    async def add(interaction: Interaction) -> None:
        await interaction.response.send_message("Preview", view=Card())

    client.tree.add_command(app_commands.Command(name="add", description="Shows a card", callback=add))
    await stage.start(client)
    card = await stage.alice.slash(stage.news, "add")
    form = await stage.alice.press(card, "Correct")
    reply = await stage.alice.submit(form, {"Player": "van Dijk"})
    assert reply.updated
    assert card.content == "Corrected to van Dijk"


async def test_a_title_of_46_characters_is_refused(stage: "Stage") -> None:
    client = stage.new_client()
    refused: list[str] = []

    async def add(interaction: Interaction) -> None:
        form = Old(title="x" * 46)
        try:
            await interaction.response.send_modal(form)
        except discord.HTTPException as error:
            refused.append(str(error))
            await interaction.response.send_message("too long")

    client.tree.add_command(app_commands.Command(name="add", description="Opens a form", callback=add))
    await stage.start(client)
    assert (await stage.alice.slash(stage.news, "add")).content == "too long"
    assert "In data.title: Must be between 1 and 45 in length." in refused[0]


async def test_a_menu_of_a_form_that_is_left_out_keeps_what_it_was_opened_with(stage: "Stage") -> None:
    client = stage.new_client()

    class Tiers(discord.ui.Modal, title="Tiers"):
        tier = discord.ui.Label[Any](
            text="Tier",
            component=discord.ui.Select(
                options=[
                    discord.SelectOption(label="First"),
                    discord.SelectOption(label="Second", default=True),
                ]
            ),
        )

        async def on_submit(self, interaction: Interaction) -> None:
            menu = self.tier.component
            assert isinstance(menu, discord.ui.Select)
            await interaction.response.send_message(menu.values[0])

    async def add(interaction: Interaction) -> None:
        await interaction.response.send_modal(Tiers())

    client.tree.add_command(app_commands.Command(name="add", description="Opens a form", callback=add))
    await stage.start(client)
    form = await stage.alice.slash(stage.news, "add")
    assert (await stage.alice.submit(form, {})).content == "Second"
    form = await stage.alice.slash(stage.news, "add")
    assert (await stage.alice.submit(form, {"Tier": "First"})).content == "First"
