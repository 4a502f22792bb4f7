"""A second opinion of Discord: some twenty behaviours of the bot under simcord, a model of it that is not ours.

What cannot run under it: alerts, follows and corrections. It settles by waiting until no task of the bot is left,
and the sender of alerts waits all the time, so it is not started here, and neither is what reads watched channels or
looks after removed servers. It has no sockets either: answers that
come too late, limits of rate, resumed sessions and whatever goes by a nonce are tested on the local Discord alone.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import discord
import pytest
import simcord
from discord.webhook.async_ import async_context

from bot.app import SagaBot
from bot.app.running import warm_up
from bot.model import Refusal
from tests.fresh_store import open_fresh

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from discord.ext import commands

    from bot.settings import Settings
    from bot.store import Store

pytestmark = pytest.mark.simcord(shard_count=1, settle_timeout=30)

INTEREST = "Liverpool are interested in Southampton defender Virgil van Dijk, according to Sky Sports."


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    # Else the first text of all is read while simcord counts the seconds.
    warm_up()


@pytest.fixture(autouse=True)
def own_adapter() -> Iterator[None]:
    # simcord leaves what it answers interactions with for whoever comes after it in this process.
    before = async_context.get()
    yield
    async_context.set(before)


@pytest.fixture
async def kept(settings: Settings) -> AsyncIterator[Store]:
    store = await open_fresh(settings.database, merge_window=dt.timedelta())
    yield store
    await store.close()


class Unattended(SagaBot):
    """The bot without what waits for ever beside the commands."""

    async def add_cog(self, cog: commands.Cog, /, **options: Any) -> None:
        async def done() -> None:
            """Wait for nothing."""

        for name in ("_tend", "_read"):
            if hasattr(cog, name):
                setattr(cog, name, done)
        await super().add_cog(cog, **options)


def new_bot(store: Store, settings: Settings) -> SagaBot:
    bot = Unattended(store, settings, lambda: dt.datetime.now(dt.UTC))
    bot.dispatcher.start = lambda: None
    return bot


@pytest.fixture
def simcord_bot(kept: Store, settings: Settings) -> SagaBot:
    return new_bot(kept, settings)


class Place:
    """A guild with a moderator and a fan, whose moderator role is set."""

    def __init__(self, env: simcord.Env) -> None:
        self.env = env
        self.guild = env.create_guild()
        self.news = self.guild.create_text_channel("news")
        self.role = self.guild.create_role("Moderators")
        self.mod = self.guild.add_member(env.create_user("mod"), roles=[self.role])
        self.fan = self.guild.add_member(env.create_user("fan"))

    async def preview(self) -> simcord.InteractionResult:
        form = await self.mod.slash(self.news, "rumour add")
        return await self.mod.submit_modal(form, {text_field(form): INTEREST})

    async def file(self) -> None:
        """Let the moderator add the news, all the way."""
        await self.mod.click(shown(await self.preview()), label="Confirm")


def text_field(form: simcord.InteractionResult) -> str:
    modal: Any = form.modal
    return modal["components"][0]["component"]["custom_id"]


def shown(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    assert result.response is not None
    return result.response


def title(result: simcord.InteractionResult) -> str:
    return shown(result).embeds[0].title or ""


@pytest.fixture
async def place(simcord_env: simcord.Env, kept: Store) -> Place:
    place = Place(simcord_env)
    await kept.set_moderator_role(place.guild.id, place.role.id, place.guild.owner.id)
    return place


# Reading


async def test_an_answer_is_for_all_to_see(place: Place) -> None:
    await place.file()
    answer = await place.fan.slash(place.news, "status", player="van dijk")
    assert title(answer) == "Virgil van Dijk · Southampton → Liverpool"
    assert not answer.ephemeral


async def test_that_nothing_is_known_is_for_the_asker_alone(place: Place) -> None:
    answer = await place.fan.slash(place.news, "status", player="nobody")
    assert title(answer) == "Nothing stored about nobody"
    assert answer.ephemeral


@pytest.mark.parametrize("before", ["!", "@"])
async def test_a_question_may_be_typed_or_told_to_the_bot(place: Place, before: str) -> None:
    await place.file()
    assert place.env.bot.user is not None
    mark = f"<@{place.env.bot.user.id}> " if before == "@" else before
    await place.fan.send(place.news, f"{mark}status van dijk")
    last = place.news.last_message
    assert last is not None
    assert (last.embeds[0].title or "").startswith("Virgil van Dijk")


async def test_somebody_elses_command_is_left_alone(place: Place) -> None:
    sent = await place.fan.send(place.news, "!play despacito")
    assert place.news.last_message == sent


async def test_nobody_is_rung_by_what_is_quoted(place: Place) -> None:
    await place.fan.send(place.news, f"!status @everyone {place.role.mention} {place.mod.mention}")
    last = place.news.last_message
    assert last is not None
    assert (last.mention_everyone, last.mentions, last.role_mentions) == (False, [], [])


async def test_where_embeds_are_not_allowed_the_answer_is_text(place: Place) -> None:
    await place.file()
    assert place.guild.me is not None
    without = discord.PermissionOverwrite(embed_links=False)
    bare = place.guild.create_text_channel("bare", overwrites={place.guild.default_role: without})
    await place.fan.send(bare, "!status van dijk")
    last = bare.last_message
    assert last is not None
    assert last.content.startswith("**Virgil van Dijk")
    assert not last.embeds


async def test_names_are_offered_while_they_are_typed(place: Place) -> None:
    assert await place.fan.autocomplete(place.news, "status", "player", "virg") == []
    await place.file()
    (offered,) = await place.fan.autocomplete(place.news, "status", "player", "virg")
    assert offered["value"] == "Virgil van Dijk"


async def test_another_guild_is_neither_told_nor_offered_anything(place: Place) -> None:
    await place.file()
    elsewhere = place.env.create_guild()
    channel = elsewhere.create_text_channel("news")
    visitor = elsewhere.add_member(place.env.create_user("visitor"))
    assert title(await visitor.slash(channel, "status", player="van dijk")) == "Nothing stored about van dijk"
    assert await visitor.autocomplete(channel, "status", "player", "virg") == []


async def test_the_list_of_commands_is_within_the_limits(place: Place) -> None:
    answer = await place.fan.slash(place.news, "help")
    assert answer.ephemeral
    assert len(shown(answer).embeds[0]) <= 6000


# Commands and who is shown them


async def test_every_command_is_synced_and_no_other(place: Place) -> None:
    names = {" ".join(one.split()) for one in place.mod.available_commands(place.news)}
    assert {"status", "rumour add", "alerts add", "setup moderators"} <= names
    with pytest.raises((simcord.SetupError, simcord.BackendError)):
        await place.fan.slash(place.news, "nonsense")


async def test_in_private_only_what_works_there_is_offered(place: Place) -> None:
    offered = set(place.env.create_user("alone").available_commands())
    assert "status" in offered
    assert not {"rumour add", "alerts add", "setup moderators"} & offered


async def test_who_does_not_see_a_channel_cannot_ask_in_it(place: Place) -> None:
    hidden = discord.PermissionOverwrite(view_channel=False)
    closed = place.guild.create_text_channel("closed", overwrites={place.guild.default_role: hidden})
    with pytest.raises((simcord.SetupError, simcord.BackendError)):
        await place.fan.slash(closed, "status", player="van dijk")


# Writing


async def test_who_may_not_write_gets_no_form(place: Place) -> None:
    answer = await place.fan.slash(place.news, "rumour add")
    assert answer.modal is None
    assert answer.ephemeral
    assert "may" in shown(answer).content
    simcord.assert_error(place.env, Refusal)


async def test_the_form_is_within_the_limits_and_its_preview_for_one_alone(place: Place) -> None:
    form = await place.mod.slash(place.news, "rumour add")
    assert form.modal is not None
    assert len(form.modal["title"]) <= 45
    preview = await place.mod.submit_modal(form, {text_field(form): INTEREST})
    assert preview.ephemeral
    with pytest.raises((simcord.SetupError, simcord.BackendError)):
        await place.fan.click(shown(preview), label="Confirm")


async def test_a_draft_is_confirmed_once(place: Place) -> None:
    shows = shown(await place.preview())
    button = next(one for one in shows.components[0]["components"] if one["label"] == "Confirm")
    await place.mod.click(shows, custom_id=button["custom_id"])
    assert not shows.components
    with pytest.raises(simcord.SetupError):
        await place.mod.click(shows, label="Confirm")


async def test_a_draft_that_is_cancelled_is_not_filed(place: Place) -> None:
    await place.mod.click(shown(await place.preview()), label="Cancel")
    answer = await place.fan.slash(place.news, "status", player="van dijk")
    assert title(answer) == "Nothing stored about van dijk"


async def test_a_message_is_added_by_its_menu(place: Place) -> None:
    message = await place.fan.send(place.news, INTEREST)
    preview = await place.mod.context_menu(place.news, "Add as rumour", message)
    assert preview.ephemeral
    refused = await place.fan.context_menu(place.news, "Add as rumour", message)
    assert "may" in shown(refused).content
    simcord.assert_error(place.env, Refusal)


async def test_the_set_up_is_not_for_moderators(place: Place) -> None:
    answer = await place.mod.slash(place.news, "setup timezone", zone="Europe/London")
    assert answer.ephemeral
    assert shown(answer).content.startswith("Only")
    simcord.assert_error(place.env, Refusal)


async def test_a_webhook_and_another_bot_may_ask_nothing(place: Place) -> None:
    await place.guild.create_webhook(place.news).send("!status van dijk")
    robot = place.guild.add_member(place.env.create_user("robot", bot=True), roles=[place.role])
    sent = await robot.send(place.news, "!status van dijk")
    assert place.news.last_message == sent


# Buttons


async def test_a_button_works_after_a_restart(place: Place, kept: Store, settings: Settings) -> None:
    await place.file()
    answer = shown(await place.fan.slash(place.news, "status", player="van dijk"))
    await place.env.restart_bot(new_bot(kept, settings))
    more = await place.fan.click(answer, label="Timeline")
    assert more.ephemeral
    assert "Virgil van Dijk" in title(more)


async def test_a_preview_is_confirmed_after_a_restart(place: Place, kept: Store, settings: Settings) -> None:
    preview = shown(await place.preview())
    await place.env.restart_bot(new_bot(kept, settings))
    await place.mod.click(preview, label="Confirm")
    assert title(await place.fan.slash(place.news, "status", player="van dijk")).startswith("Virgil van Dijk")
