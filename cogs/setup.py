"""/setup: what an administrator settles for his server, command by command or all on one card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import setting_up
from bot.app import SagaBot, actor_of, ask, show, show_instead
from bot.cards import setting_up as cards
from bot.cards.notes import moderators_card, timezone_card
from bot.model import Refusal
from bot.speech import LANGUAGES, say
from cogs.ground import ground_of

if TYPE_CHECKING:
    from bot.app.client import Choose
    from bot.cards.card import Card

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""

_LANGUAGES = [app_commands.Choice(name=cards.language_name(one), value=one) for one in LANGUAGES]
_SWITCH = [app_commands.Choice(name="on", value=1), app_commands.Choice(name="off", value=0)]


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class Setup(commands.GroupCog, name="setup", description="Set up the bot for this server"):
    """The set-up. Discord's own rights are no hint here: the core asks who may, at every command, press and choice."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Answer the card of the set-up, also that from before a restart."""
        choices: dict[str, Choose] = {
            "setup_role": self.choose_role,
            "setup_channel": self.choose_channel,
            "setup_language": self.choose_language,
            "setup_zone": self.choose_zone,
            "setup_wire": self.choose_wire,
        }
        self.bot.presses["setup"] = self.press_start
        self.bot.choices.update(choices)
        self.bot.forms["setup_channel"] = self.fill_channel

    @app_commands.command(extras={"example": "setup start"})
    @app_commands.guild_only()
    async def start(self, interaction: Interaction) -> None:
        """See what is set and what is missing, and choose it from menus."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show(interaction, await self._card(interaction), private=True)

    @app_commands.command(extras={"example": "setup moderators role:@Moderators"})
    @app_commands.guild_only()
    @app_commands.describe(role="Whose members may add rumours and change alerts")
    async def moderators(self, interaction: Interaction, role: discord.Role) -> None:
        """Name the role whose members may add rumours and change alerts."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        known = _role(interaction, role.id)
        await setting_up.set_moderators(self.bot.store, actor_of(interaction), known.id)
        await show(interaction, moderators_card(known.name), private=True)

    @app_commands.command(extras={"example": "setup timezone zone:Europe/London"})
    @app_commands.guild_only()
    @app_commands.describe(zone="By which clocks quiet hours and digests go, for example Europe/London")
    async def timezone(self, interaction: Interaction, zone: str) -> None:
        """Set the time zone of this server, for quiet hours and digests."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        name = await setting_up.set_timezone(self.bot.store, actor_of(interaction), zone)
        await show(interaction, timezone_card(name, self.bot.clock()), private=True)

    @app_commands.command(extras={"example": "setup language language:English"})
    @app_commands.guild_only()
    @app_commands.describe(language="In which language alerts are written")
    @app_commands.choices(language=_LANGUAGES)
    async def language(self, interaction: Interaction, language: str) -> None:
        """Set the language in which alerts are written here."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        letters = await setting_up.set_language(self.bot.store, actor_of(interaction), language)
        await show(interaction, cards.language_card(letters), private=True)

    @app_commands.command(extras={"example": "setup wire use:off"})
    @app_commands.guild_only()
    @app_commands.describe(use="Whether answers and alerts here know the news of whoever runs the bot")
    @app_commands.choices(use=_SWITCH)
    async def wire(self, interaction: Interaction, use: int) -> None:
        """Have the news of whoever runs the bot here, or only what is added here."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await setting_up.set_wire(self.bot.store, actor_of(interaction), uses_wire=bool(use))
        await show(interaction, cards.wire_card(uses_wire=bool(use)), private=True)

    @app_commands.command(extras={"example": "setup quotas"})
    @app_commands.guild_only()
    async def quotas(self, interaction: Interaction) -> None:
        """See what this server and its members may have, and how much of it is used."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await setting_up.quotas(self.bot.store, actor_of(interaction))
        await show(interaction, cards.quotas_card(found), private=True)

    @timezone.autocomplete("zone")
    async def suggest(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the time zones whose names have that in them."""
        return [app_commands.Choice(name=name, value=name) for name in await setting_up.suggest_zones(typed)]

    async def press_start(self, interaction: Interaction, _: str) -> None:
        """Show the card of the set-up to whoever may use it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show(interaction, await self._card(interaction), private=True)

    async def choose_role(self, interaction: Interaction, _: str, values: Sequence[str]) -> None:
        """Let the members of a role moderate."""
        role = _role(interaction, _number(values))
        await setting_up.set_moderators(self.bot.store, actor_of(interaction), role.id)
        await self._show_anew(interaction, cards.role_done(role.name))

    async def choose_channel(self, interaction: Interaction, _: str, values: Sequence[str]) -> None:
        """Ask what a channel is to be told of, if alerts may go there."""
        channel = _channel(interaction, _number(values))
        ground = ground_of(interaction, channel)
        await setting_up.check_channel(self.bot.store, actor_of(interaction), ground)
        await ask(interaction, cards.channel_form(channel.id, channel.name))

    async def fill_channel(self, interaction: Interaction, target: str, values: Mapping[str, str]) -> None:
        """Subscribe the channel to everything, or to the clubs that were named."""
        channel = _channel(interaction, _number([target]))
        ground = ground_of(interaction, channel)
        clubs = values.get("clubs", "")
        done = await setting_up.add_channel(self.bot.store, actor_of(interaction), ground, clubs)
        await self._show_anew(interaction, cards.channel_done(done, channel.name))

    async def choose_language(self, interaction: Interaction, _: str, values: Sequence[str]) -> None:
        """Set the language of alerts."""
        letters = await setting_up.set_language(self.bot.store, actor_of(interaction), _one(values))
        await self._show_anew(interaction, cards.language_done(letters))

    async def choose_zone(self, interaction: Interaction, _: str, values: Sequence[str]) -> None:
        """Set the clocks, or tell how to have any other."""
        if _one(values) == cards.ANOTHER_ZONE:
            raise Refusal(say("Use /setup timezone and type a city: it offers all time zones."))
        zone = await setting_up.set_timezone(self.bot.store, actor_of(interaction), _one(values))
        await self._show_anew(interaction, cards.zone_done(zone))

    async def choose_wire(self, interaction: Interaction, _: str, values: Sequence[str]) -> None:
        """Switch the operator's news on or off."""
        uses_wire = _one(values) != cards.OFF
        await setting_up.set_wire(self.bot.store, actor_of(interaction), uses_wire=uses_wire)
        await self._show_anew(interaction, cards.wire_done(uses_wire=uses_wire))

    async def _show_anew(self, interaction: Interaction, done: str) -> None:
        await show_instead(interaction, await self._card(interaction, done))

    async def _card(self, interaction: Interaction, done: str = "") -> Card:
        found = await setting_up.set_up(self.bot.store, actor_of(interaction))
        guild = _guild(interaction)
        names = {one.id: one.name for one in (*guild.roles, *guild.channels, *guild.threads)}
        return cards.set_up_card(found, self.bot.clock(), setting_up.usual_zones(), names, done)


def _guild(interaction: Interaction) -> discord.Guild:
    if interaction.guild is None:
        raise Refusal(say("Use this command in a server."))
    return interaction.guild


def _role(interaction: Interaction, number: int) -> discord.Role:
    role = _guild(interaction).get_role(number)
    if role is None:
        raise Refusal(say("That role is not here any more. Choose another."))
    return role


def _channel(interaction: Interaction, number: int) -> discord.TextChannel:
    channel = _guild(interaction).get_channel(number)
    if not isinstance(channel, discord.TextChannel):
        raise Refusal(say("That channel is not here, or takes no alerts. Choose another."))
    return channel


def _one(values: Sequence[str]) -> str:
    return values[0] if values else ""


def _number(values: Sequence[str]) -> int:
    """The id that was chosen; 0 for what is none."""
    text = _one(values)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(2**64)) else 0


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Setup(bot))
