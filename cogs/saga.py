"""/saga and /player: who is one player, who are two, what he is called, and when a saga is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import mending
from bot.answers.asked import day, number
from bot.app import SagaBot, actor_of, ask, show, show_instead, suggest_players, take_time
from bot.cards.card import Entry, Form
from bot.cards.mending import PAGE, done_card, listing_card
from bot.model import Refusal
from bot.rights import Action
from bot.speech import say
from cogs.mending import page_press

if TYPE_CHECKING:
    from bot.desk import Done

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""
Choices = list[app_commands.Choice[str]]

_LONGEST_TARGET = 60


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class Sagas(commands.GroupCog, name="saga", description="Put right whose saga it is, and when it ends"):
    """Deeds on a whole saga. Each can be undone."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Answer the list of a split, and its form."""
        self.bot.presses["page_pick_split"] = page_press(Action.SPLIT, "pick_split", most=PAGE, hint=_hint)
        self.bot.choices["pick_split"] = self.pick_split
        self.bot.forms["split"] = self.split_off

    @app_commands.command(extras={"example": "saga merge player:virgil van dijk other:v. van dijk"})
    @app_commands.guild_only()
    @app_commands.describe(player="Who stays", other="Who is the same player, under another name")
    async def merge(self, interaction: Interaction, player: str, other: str) -> None:
        """Make two players one: all that is told of the other is told of the first."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = (self.bot.store, actor_of(interaction), player, other, self.bot.clock())
        await _done(interaction, await mending.merge(*asked))

    @app_commands.command(extras={"example": "saga split player:van dijk"})
    @app_commands.guild_only()
    @app_commands.describe(player="Under whose name rumours of a namesake are told")
    async def split(self, interaction: Interaction, player: str) -> None:
        """Give rumours to a namesake: you choose them, then you name him."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        actor = actor_of(interaction)
        found = await mending.listing(self.bot.store, actor, Action.SPLIT, player, self.bot.clock())
        await show(interaction, listing_card(found, "pick_split", most=PAGE, hint=_hint()), private=True)

    @app_commands.command(extras={"example": "saga rename player:v. dijk name:Virgil van Dijk"})
    @app_commands.guild_only()
    @app_commands.describe(player="Who is called otherwise", name="What he is called")
    async def rename(self, interaction: Interaction, player: str, name: str) -> None:
        """Call a player otherwise; he is found by his old name as before."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = (self.bot.store, actor_of(interaction), player, name, self.bot.clock())
        await _done(interaction, await mending.rename(*asked))

    @app_commands.command(extras={"example": "saga close player:van dijk"})
    @app_commands.guild_only()
    @app_commands.describe(player="Whose saga is over", on="On which day, for example 2017-07-10; else today")
    async def close(self, interaction: Interaction, player: str, on: str | None = None) -> None:
        """End a saga: what is said later begins another."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        ended = await day(on, self.bot.today) if on else self.bot.today
        asked = (self.bot.store, actor_of(interaction), player, ended, self.bot.clock())
        await _done(interaction, await mending.close(*asked))

    @merge.autocomplete("player")
    @merge.autocomplete("other")
    @split.autocomplete("player")
    @rename.autocomplete("player")
    @close.autocomplete("player")
    async def suggest(self, interaction: Interaction, typed: str) -> Choices:
        """Offer the players whose names begin like that."""
        return await suggest_players(interaction, typed)

    async def pick_split(self, interaction: Interaction, _: str, values: Sequence[str]) -> None:
        """Ask whose the chosen rumours are."""
        await mending.may(self.bot.store, actor_of(interaction), Action.SPLIT)
        target = ".".join(value.partition(".")[0] for value in values)
        if len(target) > _LONGEST_TARGET:
            raise Refusal(say("Choose fewer rumours at a time."))
        about = say("A player who is known here, or a new one")
        await ask(
            interaction,
            Form(say("Whose are they?"), "split", target, (Entry("name", say("Player"), about, most=80),)),
        )

    async def split_off(self, interaction: Interaction, target: str, values: Mapping[str, str]) -> None:
        """Give the chosen rumours to the player who is named."""
        await take_time(interaction)
        ids = [found for one in target.split(".") if (found := number(one)) is not None]
        asked = (self.bot.store, actor_of(interaction), None, ids, values.get("name", ""), self.bot.clock())
        done = await mending.split(*asked)
        self.bot.dispatcher.wake()
        await show_instead(interaction, done_card(done))


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class Players(commands.GroupCog, name="player", description="What a player is called"):
    """Names of players."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    @app_commands.command(extras={"example": "player alias player:van dijk name:VVD"})
    @app_commands.guild_only()
    @app_commands.describe(player="Who is known by another name", name="The other name")
    async def alias(self, interaction: Interaction, player: str, name: str) -> None:
        """Give a player another name, by which he is found and known, too."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = (self.bot.store, actor_of(interaction), player, name, self.bot.clock())
        await _done(interaction, await mending.alias(*asked))

    @alias.autocomplete("player")
    async def suggest(self, interaction: Interaction, typed: str) -> Choices:
        """Offer the players whose names begin like that."""
        return await suggest_players(interaction, typed)


def _hint() -> str:
    return say("Choose the rumours that are of a namesake; then you are asked whose they are.")


async def _done(interaction: Interaction, done: Done) -> None:
    interaction.client.dispatcher.wake()
    await show(interaction, done_card(done), private=True)


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Sagas(bot))
    await bot.add_cog(Players(bot))
