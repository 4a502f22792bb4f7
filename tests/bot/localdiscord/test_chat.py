import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands

from bot.localdiscord import Chat, Permission
from bot.localdiscord.posting import Draft, post

if TYPE_CHECKING:
    from tests.bot.localdiscord.conftest import Client, Stage

Interaction = discord.Interaction[Any]


class Session:
    """A chat that lines are fed to; what it prints is kept."""

    def __init__(self, stage: "Stage") -> None:
        self.stage = stage
        self.alerts = stage.guild.add_channel("alerts")
        self.secret = stage.guild.add_channel("secret")
        self.secret.deny(stage.guild.everyone, Permission.VIEW_CHANNEL)
        moderators = stage.guild.add_role("Moderators", Permission.MANAGE_MESSAGES)
        self.secret.allow(moderators, Permission.VIEW_CHANNEL)
        self.moderator = stage.guild.add_member("moderator", [moderators])
        self.member = stage.guild.add_member("member")

    async def type(self, script: str, **settings: Any) -> list[str]:
        printed: list[str] = []

        async def lines() -> AsyncIterator[str]:
            for line in script.splitlines():
                yield line

        people = {"moderator": self.moderator, "member": self.member}
        channels = [self.stage.news, self.alerts, self.secret]
        settings = {"quiet": 0.02} | settings
        await Chat(self.stage.local, people, channels, lines(), printed.append, **settings).run()
        return printed


class Card(discord.ui.View):
    """Buttons and a menu as the bot's cards have them."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Timeline", custom_id="timeline")
    async def timeline(self, interaction: Interaction, _: Any) -> None:
        await interaction.response.send_message("10 Jul weighing a request", ephemeral=True)

    @discord.ui.button(label="Correct", custom_id="correct")
    async def correct(self, interaction: Interaction, _: Any) -> None:
        await interaction.response.send_modal(Rumour())

    @discord.ui.select(
        placeholder="Club",
        custom_id="club",
        options=[discord.SelectOption(label="Liverpool"), discord.SelectOption(label="City")],
    )
    async def club(self, interaction: Interaction, select: discord.ui.Select[Any]) -> None:
        await interaction.response.edit_message(content=f"Chosen: {select.values[0]}")


class Rumour(discord.ui.Modal, title="A rumour"):
    text = discord.ui.Label[Any](
        text="Text", component=discord.ui.TextInput(style=discord.TextStyle.paragraph, custom_id="text")
    )
    outlet = discord.ui.Label[Any](
        text="Outlet", component=discord.ui.TextInput(custom_id="outlet", required=False)
    )
    stage = discord.ui.Label[Any](
        text="Stage",
        component=discord.ui.Select(
            custom_id="stage",
            options=[discord.SelectOption(label="Talks"), discord.SelectOption(label="Bid")],
        ),
    )

    def labels(self) -> list[Any]:
        return self.children

    async def on_submit(self, interaction: Interaction) -> None:
        parts: dict[str, Any] = {label.component.custom_id: label.component for label in self.labels()}
        said = f"{parts['text'].value!r} {parts['outlet'].value!r} {parts['stage'].values[0]}"
        await interaction.response.send_message(said, ephemeral=True)


def with_commands(stage: "Stage", session: Session) -> "Client":
    client = stage.new_client()

    @client.command()
    async def status(context: Any, *, player: str) -> None:
        embed = discord.Embed(title=player.title(), description="**wants** to leave")
        embed.add_field(name="Stage", value="talks")
        await context.send(embed=embed, view=Card())
        await context.guild.get_channel(session.alerts.id).send(f"Alert: {player}")

    async def slash(interaction: Interaction, player: str, club: str = "") -> None:
        await interaction.response.defer()
        await interaction.followup.send(f"{player} | {club} | {interaction.user.name}")

    async def add(
        interaction: Interaction, count: int, *, everything: bool, where: discord.TextChannel | None = None
    ) -> None:
        await interaction.response.send_message(f"{count} {everything} {where}")

    async def form(interaction: Interaction) -> None:
        await interaction.response.send_modal(Rumour())

    async def load(interaction: Interaction, file: discord.Attachment) -> None:
        await interaction.response.send_message(repr((await file.read()).decode()))

    async def take(interaction: Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"Took: {message.content}", ephemeral=True)

    group = app_commands.Group(name="alerts", description="Alerts")
    group.add_command(app_commands.Command(name="add", description="Adds an alert", callback=add))
    callbacks: dict[str, Any] = {"status": slash, "rumour": form, "load": load}
    for name, callback in callbacks.items():
        client.tree.add_command(
            app_commands.Command(name=name, description=f"About {name}", callback=callback)
        )
    client.tree.add_command(group)
    client.tree.add_command(app_commands.ContextMenu(name="Add as rumour", callback=take))
    return client


@pytest.fixture
async def session(stage: "Stage") -> Session:
    session = Session(stage)
    await stage.start(with_commands(stage, session))
    return session


async def test_a_scripted_session_shows_all_that_the_user_would_see(session: Session) -> None:
    printed = await session.type(
        "!status van dijk\n[Timeline]\nquit\n!status salah", intro="All of it local."
    )
    assert printed == [
        "All of it local.",
        "Sagabot:",
        "  Van Dijk",
        "  wants to leave",
        "  Stage  talks",
        "  [Timeline] [Correct] [Club: Liverpool, City]",
        "#alerts Sagabot:",
        "  Alert: van dijk",
        "Sagabot:",
        "  10 Jul weighing a request",
        "  (only you can see this)",
    ]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/status player:van dijk", "van dijk |  | moderator"),
        ("/status van dijk", "van dijk |  | moderator"),
        ("/status player:van dijk club:AFC Bournemouth", "van dijk | AFC Bournemouth | moderator"),
        ("/status club:City player:a:b c", "a:b c | City | moderator"),
        ("/alerts add count:3 everything:true", "3 True None"),
        ("/alerts add count:3 everything:no where:#alerts", "3 False alerts"),
        ("as member\n/status player:x", "x |  | member"),
    ],
)
async def test_slash_commands_are_read_with_their_own_options(
    session: Session, typed: str, answer: str
) -> None:
    printed = await session.type(typed)
    assert printed[-2:] == ["Sagabot:", f"  {answer}"]


async def test_a_required_option_is_asked_for(session: Session) -> None:
    printed = await session.type("/alerts add\nmany\n3\nyes\n!status salah")
    assert "count (a whole number): …" in printed
    assert "the option 'count' takes a whole number, not 'many'" in printed
    assert "  3 True None" in printed


async def test_asking_can_be_given_up(session: Session) -> None:
    printed = await session.type("/alerts add\ncancel\n/status player:x")
    assert "(given up)" in printed
    assert printed[-1] == "  x |  | moderator"


async def test_an_unknown_command_and_a_slash_alone_list_what_there_is(session: Session) -> None:
    listed = [
        "/alerts add count:… everything:… [where:…]  Adds an alert",
        "/load file:…  About load",
        "/rumour  About rumour",
        "/status player:… [club:…]  About status",
    ]
    assert await session.type("/") == listed
    assert await session.type("/transfer van dijk") == [
        "(there is no /transfer van dijk here; the commands are:)",
        *listed,
    ]


@pytest.mark.parametrize("typed", ["/status quiet:22:00-07:00", "/status player:x digest:daily"])
async def test_an_option_that_the_command_has_not_is_no_part_of_a_value(session: Session, typed: str) -> None:
    (printed,) = await session.type(typed)
    assert printed.endswith("its options: player, club)")


async def test_an_address_and_a_colon_in_a_sentence_name_no_option(session: Session) -> None:
    printed = await session.type("/status player:https://x.org Reuters: he goes")
    assert printed[-1] == "  https://x.org Reuters: he goes |  | moderator"


async def test_a_wrong_value_and_an_unknown_button_are_explained(session: Session) -> None:
    printed = await session.type("/alerts add count:3 everything:perhaps\n[Delete]\n!status x\n[Delete]")
    assert printed[0] == "(the option 'everything' takes true or false, not 'perhaps')"
    assert printed[1] == "(there is no [Delete]: there are no buttons yet)"
    assert printed[-1] == "(there is no [Delete]: [Timeline] [Correct] [Club])"


async def test_a_choice_in_a_menu_is_typed_after_its_name(session: Session) -> None:
    printed = await session.type("!status x\n[club: 2]\n[Club: Everton]")
    assert "Sagabot: (changed)" in printed
    assert "  Chosen: City" in printed
    assert printed[-1] == "('Everton' is not offered; there are: Liverpool, City)"


async def test_a_form_is_asked_field_by_field(session: Session) -> None:
    script = "!status x\n[Correct]\n\none\n\n two\n.\n\nthird\n2"
    printed = await session.type(script)
    assert "-- A rumour -- (cancel closes the form)" in printed
    assert "Text is needed." in printed or "Text: (several lines; a line of one full stop ends it)" in printed
    assert "Outlet: (an empty line skips it)" in printed
    assert "'third' is not offered; there are: Talks, Bid" in printed
    assert printed[-2:] == ["  'one\\n\\n two' '' Bid", "  (only you can see this)"]


async def test_a_paste_is_one_message_and_a_long_one_a_file(session: Session) -> None:
    await session.type("paste\nfirst line\n\nsecond line\n.\npaste\n" + "x" * 2001)
    first, second = session.stage.news.messages
    assert first.content == "first line\n\nsecond line"
    assert second.attachments[0].filename == "message.txt"
    assert second.attachments[0].content == b"x" * 2001


async def test_a_paste_goes_into_a_form_a_file_or_a_text(session: Session) -> None:
    printed = await session.type(
        "paste into /rumour\na\nb\n.\nThe Echo\nBid\npaste into /load\nc\nd\n.\npaste into /status\ne"
    )
    assert "Text: (the pasted text)" in printed
    assert "  'a\\nb' 'The Echo' Bid" in printed
    assert "  'c\\nd'" in printed
    assert printed[-1] == "  e |  | moderator"


async def test_raw_lines_of_an_article_are_plain_messages(session: Session) -> None:
    await session.type("He said: no.\n[sic] they wrote\nas ever, looking on\n\nlook at this")
    assert [message.content for message in session.stage.news.messages] == [
        "He said: no.",
        "[sic] they wrote",
        "as ever, looking on",
        "look at this",
    ]


async def test_a_menu_command_is_used_on_the_newest_message_of_a_person(session: Session) -> None:
    printed = await session.type("menu Add as rumour\nvan Dijk wants away\nmenu Add as rumour\nmenu Remove")
    assert printed == [
        "(nobody has written anything here yet)",
        "Sagabot:",
        "  Took: van Dijk wants away",
        "  (only you can see this)",
        "(the menu commands here: Add as rumour)",
    ]


async def test_channels_are_looked_at_by_those_who_may_see_them(session: Session) -> None:
    script = "look #secret\nhidden words\nas member\nchannels\nlook #secret\nlook #alerts\nas moderator\nlook secret"
    printed = await session.type(script)
    assert printed == [
        "-- #secret --",
        "(you are member now)",
        "#transfer-news",
        "#alerts",
        "(there is no #secret; channels lists them)",
        "-- #alerts --",
        "(you are moderator now)",
        "-- #secret --",
        "moderator:",
        "  hidden words",
    ]


async def test_an_ephemeral_answer_is_not_shown_to_the_other_person(session: Session) -> None:
    printed = await session.type("!status x\n[Timeline]\nas member\nlook #transfer-news")
    assert printed.count("  (only you can see this)") == 1


async def test_mentions_are_made_of_names(session: Session) -> None:
    printed = await session.type("@Sagabot status @member\nhello @nobody and #alerts")
    said = [message.content for message in session.stage.news.messages if not message.author.bot]
    assert said == [
        f"<@{session.stage.local.bot.id}> status {session.member.mention}",
        f"hello @nobody and {session.alerts.mention}",
    ]
    assert f"  <@{session.member.id}>".title() not in printed


async def test_help_names_the_people_and_echo_repeats_what_was_typed(session: Session) -> None:
    printed = await session.type("help\nquit", echo=True)
    assert printed[0] == "moderator #transfer-news> help"
    assert any("moderator, member" in line for line in printed)


async def test_a_bot_that_is_silent_is_reported_as_discord_does(session: Session) -> None:
    await session.stage.stop()
    session.stage.local.clock.advance(0)

    async def in_a_hurry() -> None:
        pass

    async def put_forward() -> None:
        await session.stage.local.until(lambda: session.stage.local.state.interactions.all)
        session.stage.local.clock.advance(3.1)

    waiting = asyncio.create_task(put_forward())
    printed = await session.type("/status player:x", idle=in_a_hurry)
    await waiting
    assert printed == ["(The application did not respond)"]


async def test_a_file_is_asked_for_as_text(session: Session) -> None:
    printed = await session.type("/load\none\ntwo\n.\n/load inline words")
    assert "  'one\\ntwo'" in printed
    assert "  'inline words'" in printed


async def test_a_form_can_be_closed_and_ends_with_the_input(session: Session) -> None:
    assert (await session.type("/rumour\ncancel"))[-1] == "(given up)"
    assert (await session.type("/rumour\na text without an end"))[-1] == "(given up)"


async def test_things_are_found_by_their_names(session: Session) -> None:
    printed = await session.type("/alerts add count:1 everything:true where:nowhere")
    assert printed == ["(the option 'where' takes a channel, not 'nowhere')"]


async def test_a_deleted_message_and_a_direct_one_are_told(session: Session) -> None:
    stage = session.stage

    async def last_words() -> None:
        for message in stage.news.from_bot():
            stage.alice.delete(message)
        channel = stage.local.state.world.direct(session.moderator.user)
        draft = Draft(content="Only for you, by name")
        post(stage.local.state.world, stage.local.state.events, channel, stage.local.bot, draft)

    printed = await session.type("/status player:x", idle=last_words)
    assert printed[-3:] == [
        "(a message of Sagabot was deleted)",
        "(direct message) Sagabot:",
        "  Only for you, by name",
    ]


async def test_a_bot_that_goes_on_and_on_does_not_hold_up_the_input(session: Session) -> None:
    async def never() -> None:
        raise TimeoutError

    assert (await session.type("hello", idle=never)) == ["(the bot is still busy)"]
