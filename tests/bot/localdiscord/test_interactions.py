import asyncio
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands
from discord.ext import commands
from discord.http import Route

from bot.localdiscord import (
    InvalidOptionError,
    Kind,
    NotPermittedError,
    Permission,
    UnknownCommandError,
    UnknownComponentError,
)

if TYPE_CHECKING:
    from tests.bot.localdiscord.conftest import Client, Stage

Context = commands.Context[Any]
Interaction = discord.Interaction[Any]


def with_command(client: "Client", callback: Any, name: str = "status", **settings: Any) -> None:
    client.tree.add_command(
        app_commands.Command(name=name, description="For a test", callback=callback, **settings)
    )


async def test_a_slash_command_is_answered(stage: "Stage") -> None:
    client = stage.new_client()

    async def status(interaction: Interaction, player: str) -> None:
        assert interaction.channel is not None
        await interaction.response.send_message(f"About {player}.", embed=discord.Embed(title="Card"))

    with_command(client, status)
    await stage.start(client)
    reply = await stage.alice.slash(stage.news, "status", player="van dijk")
    assert reply.content == "About van dijk."
    assert reply.embeds[0]["title"] == "Card"
    assert not reply.ephemeral
    assert not reply.deferred
    assert reply.failed is None
    assert "Card" in reply.text
    assert stage.news.messages == [reply.message]
    assert stage.local.sent[0].how == "answer"


async def test_an_ephemeral_answer_is_seen_by_one_user_only(stage: "Stage") -> None:
    client = stage.new_client()

    async def status(interaction: Interaction) -> None:
        view = discord.ui.View()
        view.add_item(discord.ui.Button(label="Confirm", custom_id="confirm"))
        await interaction.response.send_message("Only for you.", ephemeral=True, view=view)

    with_command(client, status)
    await stage.start(client)
    reply = await stage.alice.slash(stage.news, "status")
    assert reply.ephemeral
    assert stage.news.messages == []
    with pytest.raises(NotPermittedError):
        await stage.bob.press(reply, "Confirm")


async def test_after_deferring_the_real_answer_is_waited_for(stage: "Stage") -> None:
    client = stage.new_client()

    async def status(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.followup.send("first", ephemeral=True)
        await interaction.followup.send("second", ephemeral=True)
        await interaction.edit_original_response(content="changed")

    with_command(client, status)
    await stage.start(client)
    reply = await stage.alice.slash(stage.news, "status")
    await stage.local.settled()
    assert reply.deferred
    assert reply.ephemeral
    # The first follow-up has become the answer itself, as the documentation has it.
    assert reply.content == "changed"
    assert [message.content for message in reply.followups] == ["second"]


async def test_an_answer_that_stays_at_thinking_is_not_waited_for_without_end(stage: "Stage") -> None:
    client = stage.new_client()
    stage.local.patience = 0.02

    async def status(interaction: Interaction) -> None:
        await interaction.response.defer()

    with_command(client, status)
    await stage.start(client)
    with pytest.raises(TimeoutError, match="thinking"):
        await stage.alice.slash(stage.news, "status")


async def test_an_answer_after_three_seconds_is_refused(stage: "Stage") -> None:
    client = stage.new_client()
    codes: list[int] = []

    async def status(interaction: Interaction) -> None:
        stage.local.clock.advance(3.1)
        with pytest.raises(discord.NotFound) as refused:
            await interaction.response.send_message("late")
        codes.append(refused.value.code)

    with_command(client, status)
    await stage.start(client)
    reply = await stage.alice.slash(stage.news, "status")
    assert reply.failed == "The application did not respond"
    await stage.local.until(lambda: codes)
    assert codes == [10062]
    assert stage.news.messages == []


async def test_a_second_answer_is_refused(stage: "Stage") -> None:
    client = stage.new_client()
    codes: list[int] = []

    async def status(interaction: Interaction) -> None:
        await interaction.response.send_message("first")
        again = discord.webhook.async_.interaction_response_params(4, {"content": "second"})
        session = interaction._session  # pyright: ignore[reportPrivateUsage] - no public way answers twice
        adapter = discord.webhook.async_.async_context.get()
        with pytest.raises(discord.HTTPException) as refused:
            await adapter.create_interaction_response(
                interaction.id,
                interaction.token,
                session=session,
                params=again,
            )
        codes.append(refused.value.code)

    with_command(client, status)
    await stage.start(client)
    reply = await stage.alice.slash(stage.news, "status")
    await stage.local.until(lambda: codes)
    assert codes == [40060]
    assert reply.content == "first"


async def test_a_payload_that_breaks_a_limit_leaves_the_interaction_open(stage: "Stage") -> None:
    client = stage.new_client()

    async def status(interaction: Interaction) -> None:
        with pytest.raises(discord.HTTPException):
            await interaction.response.send_message("x" * 2001)
        await interaction.response.send_message("short")

    with_command(client, status)
    await stage.start(client)
    assert (await stage.alice.slash(stage.news, "status")).content == "short"


async def test_a_token_is_good_for_fifteen_minutes(stage: "Stage") -> None:
    client = stage.new_client()
    codes: list[int] = []

    async def status(interaction: Interaction) -> None:
        await interaction.response.send_message("first")
        stage.local.clock.advance(15 * 60 + 1)
        with pytest.raises(discord.HTTPException) as refused:
            await interaction.followup.send("late")
        codes.append(refused.value.code)

    with_command(client, status)
    await stage.start(client)
    await stage.alice.slash(stage.news, "status")
    await stage.local.until(lambda: codes)
    assert codes == [50027]


async def test_answers_can_be_read_and_taken_back(stage: "Stage") -> None:
    client = stage.new_client()

    async def status(interaction: Interaction) -> None:
        await interaction.response.send_message("first")
        assert (await interaction.original_response()).content == "first"
        await interaction.delete_original_response()
        with pytest.raises(discord.NotFound) as refused:
            await interaction.edit_original_response(content="more")
        assert refused.value.code == 10008
        await interaction.followup.send("done")

    with_command(client, status)
    await stage.start(client)
    reply = await stage.alice.slash(stage.news, "status")
    await stage.local.until(lambda: reply.followups)
    assert [message.content for message in reply.messages] == ["done"]


async def test_subcommands_and_every_type_of_option_arrive(stage: "Stage") -> None:
    client = stage.new_client()
    got: dict[str, Any] = {}
    group = app_commands.Group(name="alerts", description="Alerts")
    fans = stage.guild.add_role("Fans")

    @group.command(name="add", description="Add one")
    async def add(
        interaction: Interaction,
        player: str,
        count: app_commands.Range[int, 1, 5],
        share: float,
        *,
        loud: bool,
        who: discord.Member,
        where: discord.TextChannel,
        role: discord.Role,
        text: discord.Attachment,
    ) -> None:
        got.update(locals())
        got["read"] = await text.read()
        await interaction.response.send_message("done")

    client.tree.add_command(group)
    await stage.start(client)
    reply = await stage.alice.slash(
        stage.news,
        "alerts add",
        player="van dijk",
        count=3,
        share=0.5,
        loud=True,
        who=stage.bob,
        where=stage.news,
        role=fans,
        text=stage.file("news.txt", b"words"),
    )
    assert reply.content == "done"
    assert (got["player"], got["count"], got["share"], got["loud"]) == ("van dijk", 3, 0.5, True)
    assert (got["who"].name, got["where"].name, got["role"].name) == ("bob", "transfer-news", "Fans")
    assert got["read"] == b"words"


async def test_an_option_with_a_hyphen_may_be_written_with_an_underscore(stage: "Stage") -> None:
    client = stage.new_client()

    @app_commands.rename(as_of="as-of")
    async def status(interaction: Interaction, as_of: str = "") -> None:
        await interaction.response.send_message(as_of)

    with_command(client, status)
    await stage.start(client)
    assert (await stage.alice.slash(stage.news, "status", as_of="2017-07-10")).content == "2017-07-10"


async def test_choices_are_given_by_name_or_value_and_nothing_else(stage: "Stage") -> None:
    client = stage.new_client()

    @app_commands.choices(way=[app_commands.Choice(name="Going out", value="out")])
    async def status(interaction: Interaction, way: str) -> None:
        await interaction.response.send_message(way)

    with_command(client, status)
    await stage.start(client)
    assert (await stage.alice.slash(stage.news, "status", way="Going out")).content == "out"
    assert (await stage.alice.slash(stage.news, "status", way="out")).content == "out"
    with pytest.raises(InvalidOptionError, match="Going out"):
        await stage.alice.slash(stage.news, "status", way="sideways")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({}, "needs the option 'count'"),
        ({"count": 9}, "1 to 5"),
        ({"count": "three"}, "a whole number"),
        ({"count": True}, "a whole number"),
        ({"count": 2, "colour": "red"}, "no option 'colour'"),
    ],
)
async def test_the_client_refuses_options_that_do_not_fit(
    stage: "Stage", options: dict[str, Any], complaint: str
) -> None:
    client = stage.new_client()

    async def status(interaction: Interaction, count: app_commands.Range[int, 1, 5]) -> None:
        await interaction.response.send_message("done")

    with_command(client, status)
    await stage.start(client)
    with pytest.raises(InvalidOptionError, match=complaint):
        await stage.alice.slash(stage.news, "status", **options)


async def test_a_command_that_was_not_synced_is_not_there(stage: "Stage") -> None:
    client = stage.new_client()

    async def status(interaction: Interaction) -> None:
        await interaction.response.send_message("done")

    with_command(client, status)
    await stage.start(client, sync=False)
    with pytest.raises(UnknownCommandError, match="none are synced"):
        await stage.alice.slash(stage.news, "status")


async def test_commands_for_moderators_are_not_shown_to_others(stage: "Stage") -> None:
    client = stage.new_client()

    @app_commands.default_permissions(manage_messages=True)
    async def status(interaction: Interaction) -> None:
        await interaction.response.send_message("done")

    with_command(client, status)
    await stage.start(client)
    moderators = stage.guild.add_role("Moderators", Permission.MANAGE_MESSAGES)
    with pytest.raises(NotPermittedError):
        await stage.alice.slash(stage.news, "status")
    stage.alice.roles.append(moderators)
    assert (await stage.alice.slash(stage.news, "status")).content == "done"
    assert (await stage.guild.owner.slash(stage.news, "status")).content == "done"


async def test_a_command_for_guilds_is_not_offered_in_direct_messages(stage: "Stage") -> None:
    client = stage.new_client()

    @app_commands.guild_only()
    async def status(interaction: Interaction) -> None:
        await interaction.response.send_message("done")

    async def about(interaction: Interaction) -> None:
        await interaction.response.send_message("about")

    with_command(client, status)
    with_command(client, about, "about")
    await stage.start(client)
    assert (await stage.alice.slash(stage.alice.dms, "about")).content == "about"
    with pytest.raises(UnknownCommandError, match="/about"):
        await stage.alice.slash(stage.alice.dms, "status")


async def test_a_guilds_own_command_is_offered_there_only(stage: "Stage") -> None:
    client = stage.new_client()
    second = stage.local.add_guild("Second")
    talk = second.add_channel("talk")
    carol = second.add_member("carol")

    async def status(interaction: Interaction) -> None:
        await interaction.response.send_message("done")

    home = discord.Object(stage.guild.id)
    client.tree.add_command(
        app_commands.Command(name="status", description="For one guild", callback=status), guild=home
    )
    await stage.start(client, sync=False)
    await client.tree.sync(guild=home)
    assert (await stage.alice.slash(stage.news, "status")).content == "done"
    with pytest.raises(UnknownCommandError):
        await carol.slash(talk, "status")


async def test_autocomplete_offers_what_the_bot_answers(stage: "Stage") -> None:
    client = stage.new_client()

    async def status(interaction: Interaction, player: str, club: str = "") -> None:
        await interaction.response.send_message(player)

    async def players(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current} Dijk", value="1")]

    with_command(client, status)
    command = client.tree.get_command("status")
    assert isinstance(command, app_commands.Command)
    command.autocomplete("player")(players)
    await stage.start(client)
    assert await stage.alice.autocomplete(stage.news, "status", player="van") == [("van Dijk", "1")]
    with pytest.raises(InvalidOptionError, match="no autocomplete"):
        await stage.alice.autocomplete(stage.news, "status", club="L")


async def test_more_than_25_choices_are_refused(stage: "Stage") -> None:
    client = stage.new_client()

    async def status(interaction: Interaction, player: str) -> None:
        await interaction.response.send_message(player)

    async def players(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=str(number), value=str(number)) for number in range(26)]

    with_command(client, status)
    command = client.tree.get_command("status")
    assert isinstance(command, app_commands.Command)
    command.autocomplete("player")(players)
    await stage.start(client)

    async def too_late() -> None:
        await stage.local.until(lambda: stage.local.requests[-1].status == 400)
        stage.local.clock.advance(3.1)

    waiting = asyncio.create_task(too_late())
    with pytest.raises(TimeoutError, match="loading the options"):
        await stage.alice.autocomplete(stage.news, "status", player="van")
    await waiting


async def test_a_hybrid_command_is_answered_in_both_forms(stage: "Stage") -> None:
    client = stage.new_client()

    @client.hybrid_command(description="For a test")
    async def status(context: Context, *, player: str) -> None:
        await context.defer()
        await context.send(f"About {player}.")

    await stage.start(client)
    assert (await stage.alice.slash(stage.news, "status", player="van dijk")).content == "About van dijk."
    message = await stage.alice.say(stage.news, "!status van dijk")
    assert (await stage.news.next_message(after=message)).content == "About van dijk."


async def test_a_message_menu_is_told_the_content_without_the_intent(stage: "Stage") -> None:
    client = stage.new_client(intents=stage.intents(content=False))

    async def add(interaction: Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"Read: {message.content}", ephemeral=True)

    client.tree.add_command(app_commands.ContextMenu(name="Add as rumour", callback=add))
    await stage.start(client)
    message = await stage.bob.say(stage.news, "van Dijk wants to leave")
    reply = await stage.alice.use_on(message, "Add as rumour")
    assert reply.content == "Read: van Dijk wants to leave"
    with pytest.raises(UnknownCommandError, match="Add as rumour"):
        await stage.alice.use_on(message, "Add")


async def test_a_user_menu_is_told_the_member(stage: "Stage") -> None:
    client = stage.new_client()

    async def greet(interaction: Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"Hello {member.name}")

    client.tree.add_command(app_commands.ContextMenu(name="Greet", callback=greet))
    await stage.start(client)
    assert (await stage.alice.use_on(stage.bob, "Greet", channel=stage.news)).content == "Hello bob"


class Buttons(discord.ui.View):
    """A view with one of everything."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(discord.ui.Button(label="Link", url="https://example.org"))
        self.add_item(discord.ui.Button(label="Off", custom_id="off", disabled=True))

    @discord.ui.button(label="Confirm", custom_id="confirm")
    async def confirm(self, interaction: Interaction, _: Any) -> None:
        await interaction.response.edit_message(content=f"Confirmed by {interaction.user.name}", view=None)

    @discord.ui.button(label="Details", custom_id="details")
    async def details(self, interaction: Interaction, _: Any) -> None:
        await interaction.response.send_message("Details", ephemeral=True)

    @discord.ui.button(label="Later", custom_id="later")
    async def later(self, interaction: Interaction, _: Any) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="Later")

    @discord.ui.button(label="Nothing", custom_id="nothing")
    async def nothing(self, interaction: Interaction, _: Any) -> None:
        await interaction.response.defer()

    @discord.ui.select(
        placeholder="Pick a club",
        custom_id="club",
        options=[
            discord.SelectOption(label="Liverpool", value="lfc"),
            discord.SelectOption(label="City", value="mcfc"),
        ],
    )
    async def club(self, interaction: Interaction, select: discord.ui.Select[Any]) -> None:
        await interaction.response.send_message(select.values[0])

    @discord.ui.select(cls=discord.ui.RoleSelect, placeholder="Pick a role", custom_id="role")
    async def role(self, interaction: Interaction, select: discord.ui.RoleSelect[Any]) -> None:
        await interaction.response.send_message(select.values[0].name)


async def with_buttons(stage: "Stage") -> Any:
    client = stage.new_client()

    async def status(interaction: Interaction) -> None:
        await interaction.response.send_message("Card", view=Buttons())

    with_command(client, status)
    client.add_view(Buttons())
    await stage.start(client)
    return await stage.alice.slash(stage.news, "status")


async def test_a_button_changes_its_message(stage: "Stage") -> None:
    card = await with_buttons(stage)
    pressed = await stage.bob.press(card, "Confirm")
    assert pressed.updated
    assert card.content == "Confirmed by bob"
    assert card.components == []


async def test_a_button_answers_with_a_message_of_its_own(stage: "Stage") -> None:
    card = await with_buttons(stage)
    pressed = await stage.bob.press(card.message, "details")
    assert (pressed.content, pressed.ephemeral) == ("Details", True)
    assert not pressed.updated


async def test_a_button_may_be_answered_later_or_not_at_all(stage: "Stage") -> None:
    card = await with_buttons(stage)
    assert (await stage.alice.press(card, "Later")).content == "Later"
    nothing = await stage.alice.press(card, "Nothing")
    assert nothing.deferred
    assert not nothing.updated
    assert nothing.failed is None


async def test_an_option_and_a_role_are_chosen(stage: "Stage") -> None:
    card = await with_buttons(stage)
    fans = stage.guild.add_role("Fans")
    assert (await stage.alice.choose(card, "Pick a club", ["City"])).content == "mcfc"
    assert (await stage.alice.choose(card, "role", [fans])).content == "Fans"
    with pytest.raises(InvalidOptionError, match="'Liverpool'"):
        await stage.alice.choose(card, "Pick a club", ["Everton"])
    with pytest.raises(InvalidOptionError, match="1 to 1"):
        await stage.alice.choose(card, "Pick a club", ["City", "Liverpool"])


@pytest.mark.parametrize(
    ("label", "complaint"), [("Delete", r"\[Confirm\]"), ("Off", "disabled"), ("Link", "https://example.org")]
)
async def test_what_cannot_be_pressed_is_refused(stage: "Stage", label: str, complaint: str) -> None:
    card = await with_buttons(stage)
    with pytest.raises(UnknownComponentError, match=complaint):
        await stage.alice.press(card, label)


async def test_buttons_work_after_the_bot_has_been_started_anew(stage: "Stage") -> None:
    card = await with_buttons(stage)
    await stage.stop()
    client = stage.new_client()
    client.add_view(Buttons())
    await stage.start(client)
    await stage.alice.press(card, "Confirm")
    assert card.content == "Confirmed by alice"


async def test_a_forged_interaction_reaches_the_bot_as_it_is(stage: "Stage") -> None:
    client = stage.new_client()
    seen: list[tuple[str, str]] = []

    async def on_interaction(interaction: Interaction) -> None:
        data: Any = interaction.data
        seen.append((data["custom_id"], interaction.user.name))
        await interaction.response.send_message("refused", ephemeral=True)

    client.event(on_interaction)
    await stage.start(client)
    message = await stage.alice.say(stage.news, "no buttons here")
    data = {"custom_id": "v1:retract:7", "component_type": 2, "id": 1}
    payload = stage.alice.payload(Kind.COMPONENT, stage.news, data, message)
    payload["member"]["user"]["username"] = "mallory"
    reply = await stage.local.interact(payload)
    assert seen == [("v1:retract:7", "mallory")]
    assert reply.content == "refused"


async def test_a_late_start_of_the_bot_leaves_the_interaction_unanswered(stage: "Stage") -> None:
    client = stage.new_client()

    async def status(interaction: Interaction) -> None:
        await interaction.response.send_message("done")

    with_command(client, status)
    await stage.start(client)
    await stage.stop()
    waiting = asyncio.create_task(stage.alice.slash(stage.news, "status"))
    await stage.local.until(lambda: stage.local.state.interactions.all)
    stage.local.clock.advance(3.1)
    reply = await waiting
    assert reply.failed == "The application did not respond"
    assert (reply.content, reply.embeds, reply.components, reply.attachments) == ("", [], [], [])
    assert "did not respond" in repr(reply)


async def test_a_wrong_kind_of_answer_is_refused(stage: "Stage") -> None:
    client = stage.new_client()

    async def status(interaction: Interaction) -> None:
        with pytest.raises(discord.HTTPException) as refused:
            await client.http.request(
                Route(
                    "POST", "/interactions/{id}/{token}/callback", id=interaction.id, token=interaction.token
                ),
                json={"type": 7, "data": {"content": "there is no message to change"}},
            )
        assert refused.value.code == 50035
        await interaction.response.send_message("right")

    with_command(client, status)
    await stage.start(client)
    assert (await stage.alice.slash(stage.news, "status")).content == "right"


async def test_a_member_without_the_right_to_use_commands_is_not_shown_any(stage: "Stage") -> None:
    client = stage.new_client()

    async def status(interaction: Interaction) -> None:
        await interaction.response.send_message("done")

    with_command(client, status)
    await stage.start(client)
    stage.news.deny(stage.guild.everyone, Permission.USE_APPLICATION_COMMANDS)
    with pytest.raises(NotPermittedError):
        await stage.alice.slash(stage.news, "status")
    stage.guild.remove_bot()
    with pytest.raises(UnknownCommandError):
        await stage.guild.owner.slash(stage.news, "status")


async def test_commands_keep_their_ids_when_they_are_synced_again(stage: "Stage") -> None:
    client = stage.new_client()

    async def status(interaction: Interaction) -> None:
        await interaction.response.send_message("done")

    with_command(client, status)
    await stage.start(client)
    first = await client.tree.fetch_commands()
    again = await client.tree.sync()
    assert [command.id for command in first] == [command.id for command in again]
    assert stage.local.state.commands.syncs == 2


async def test_nobody_presses_a_button_of_a_deleted_message(stage: "Stage") -> None:
    card = await with_buttons(stage)
    message = card.message
    stage.alice.delete(message)
    with pytest.raises(UnknownComponentError, match="deleted"):
        await stage.alice.press(message, "Confirm")
