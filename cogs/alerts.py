"""/alerts: what a channel is told of when it happens, by which rules, and why it was told or was not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.alerts import channels, pauses
from bot.alerts.follows import unfollow
from bot.alerts.suggestions import clubs_like, muted_like, subscribed_like
from bot.alerts.targets import Named
from bot.alerts.why import rehearse, why, why_message
from bot.alerts.wishes import MOST_A_DAY, Wish, suggest_kinds
from bot.app import SagaBot, actor_of, scope_of, show, suggest_players
from bot.cards import subscriptions as cards
from bot.cards.why import message_card, rehearsal_card, why_card
from cogs.ground import Channel, ground_of
from cogs.rules import reset_choices, with_rules

if TYPE_CHECKING:
    from bot.alerts.ground import Ground
    from bot.model import Actor
    from bot.store import Store

    Asked = tuple[Store, Actor, Ground]

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""

MostADay = app_commands.Range[int, 1, MOST_A_DAY]
Choices = list[app_commands.Choice[str]]

_PLAYER = "Whose saga"
_CHANNEL = "Another channel or a forum, instead of this channel"
_OF = {"player": "The alerts for this player", "club": "The alerts for this club", "channel": _CHANNEL}


class Alerts(commands.GroupCog, name="alerts", description="What this channel is told of when it happens"):
    """Subscriptions of the channel in which they are asked for, or of one that is chosen."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Answer the buttons of alerts, also of those from before a restart."""
        self.bot.presses["why"] = self.press_why
        self.bot.presses["mute"] = self.press_mute

    @app_commands.command(extras={"example": "alerts add player:van dijk"})
    @app_commands.guild_only()
    @app_commands.describe(
        player=f"{_PLAYER}; neither player nor club is everything",
        club="A club instead of a player: all who may come or go",
        channel=_CHANNEL,
    )
    @with_rules
    async def add(
        self,
        interaction: Interaction,
        player: str | None = None,
        club: str | None = None,
        kinds: str | None = None,
        stage: str | None = None,
        tier: int | None = None,
        certainty: str | None = None,
        role: discord.Role | None = None,
        quiet: str | None = None,
        mode: str | None = None,
        threads: bool | None = None,  # noqa: FBT001 - an option of the command
        most_a_day: MostADay | None = None,
        channel: Channel | None = None,
    ) -> None:
        """Post an alert in this channel when a saga of a player or a club really moves."""
        role_id = role.id if role else None
        wish = Wish(kinds, stage, tier, certainty, mode, role_id, quiet, most_a_day, in_threads=threads)
        asked = await _begin(interaction, channel)
        done = await channels.subscribe(*asked, Named(player, club), wish)
        await show(interaction, cards.subscribed_card(done, _roles(interaction)), private=True)

    @app_commands.command(extras={"example": "alerts edit player:van dijk stage:bid quiet:23:00-08:00"})
    @app_commands.guild_only()
    @app_commands.describe(**_OF, reset="Take a rule back, or all of them")
    @app_commands.choices(reset=reset_choices())
    @with_rules
    async def edit(
        self,
        interaction: Interaction,
        player: str | None = None,
        club: str | None = None,
        kinds: str | None = None,
        stage: str | None = None,
        tier: int | None = None,
        certainty: str | None = None,
        role: discord.Role | None = None,
        quiet: str | None = None,
        mode: str | None = None,
        threads: bool | None = None,  # noqa: FBT001 - an option of the command
        most_a_day: MostADay | None = None,
        reset: str | None = None,
        channel: Channel | None = None,
    ) -> None:
        """Change the rules of alerts: those that you give; the others stay."""
        role_id = role.id if role else None
        rules = (kinds, stage, tier, certainty, mode, role_id, quiet, most_a_day)
        wish = Wish(*rules, in_threads=threads, reset=reset)
        asked = await _begin(interaction, channel)
        done = await channels.edit(*asked, Named(player, club), wish)
        await show(interaction, cards.edited_card(done, self.bot.clock(), _roles(interaction)), private=True)

    @app_commands.command(name="list", extras={"example": "alerts list"})
    @app_commands.guild_only()
    @app_commands.describe(channel=_CHANNEL)
    async def list_(self, interaction: Interaction, channel: Channel | None = None) -> None:
        """Show what this channel gets alerts of, by which rules, and who is muted."""
        found = await channels.standing(*await _begin(interaction, channel))
        await show(
            interaction, cards.standing_card(found, self.bot.clock(), _roles(interaction)), private=True
        )

    @app_commands.command(extras={"example": "alerts pause days:2"})
    @app_commands.guild_only()
    @app_commands.describe(
        **_OF, hours="For so many hours", days="For so many days; without a time, until resumed"
    )
    async def pause(
        self,
        interaction: Interaction,
        player: str | None = None,
        club: str | None = None,
        hours: app_commands.Range[int, 1, 8760] | None = None,
        days: app_commands.Range[int, 1, 365] | None = None,
        channel: Channel | None = None,
    ) -> None:
        """Silence one subscription of this channel, or all, for a time or until resumed."""
        span = dt.timedelta(days=days or 0, hours=hours or 0) if hours or days else None
        asked = await _begin(interaction, channel)
        done = await pauses.pause(*asked, Named(player, club), self.bot.clock(), span)
        await show(interaction, cards.paused_card(done), private=True)

    @app_commands.command(extras={"example": "alerts resume"})
    @app_commands.guild_only()
    @app_commands.describe(**_OF)
    async def resume(
        self,
        interaction: Interaction,
        player: str | None = None,
        club: str | None = None,
        channel: Channel | None = None,
    ) -> None:
        """Let paused alerts of this channel stand again, and those that Discord had stopped."""
        done = await pauses.resume(*await _begin(interaction, channel), Named(player, club))
        await show(interaction, cards.resumed_card(done), private=True)

    @app_commands.command(extras={"example": "alerts remove player:van dijk"})
    @app_commands.guild_only()
    @app_commands.describe(**_OF)
    async def remove(
        self,
        interaction: Interaction,
        player: str | None = None,
        club: str | None = None,
        channel: Channel | None = None,
    ) -> None:
        """End the alerts of this channel for a player or a club, or those for everything."""
        done = await channels.remove(*await _begin(interaction, channel), Named(player, club))
        await show(interaction, cards.removed_card(done), private=True)

    @app_commands.command(extras={"example": "alerts test"})
    @app_commands.guild_only()
    @app_commands.describe(channel=_CHANNEL)
    async def test(self, interaction: Interaction, channel: Channel | None = None) -> None:
        """Show which of the last developments would be posted here by today's rules, and why."""
        found = await rehearse(*await _begin(interaction, channel), self.bot.clock())
        await show(interaction, rehearsal_card(found), private=True)

    @app_commands.command(extras={"example": "alerts why player:van dijk"})
    @app_commands.guild_only()
    @app_commands.describe(player="Of this player only", channel=_CHANNEL)
    async def why(
        self, interaction: Interaction, player: str | None = None, channel: Channel | None = None
    ) -> None:
        """Tell why the last developments were posted in this channel, or were not."""
        found = await why(*await _begin(interaction, channel), player)
        await show(interaction, why_card(found), private=True)

    @app_commands.command(extras={"example": "alerts mute player:van dijk"})
    @app_commands.guild_only()
    @app_commands.describe(player=_PLAYER, channel=_CHANNEL)
    async def mute(self, interaction: Interaction, player: str, channel: Channel | None = None) -> None:
        """Tell this channel no more of a player, whatever it is subscribed to."""
        done = await pauses.mute(*await _begin(interaction, channel), player)
        await show(interaction, cards.muted_card(done), private=True)

    @app_commands.command(extras={"example": "alerts unmute player:van dijk"})
    @app_commands.guild_only()
    @app_commands.describe(player="Who is muted", channel=_CHANNEL)
    async def unmute(self, interaction: Interaction, player: str, channel: Channel | None = None) -> None:
        """Tell this channel of a muted player again."""
        done = await pauses.unmute(*await _begin(interaction, channel), player)
        await show(interaction, cards.unmuted_card(done), private=True)

    @add.autocomplete("player")
    @why.autocomplete("player")
    @mute.autocomplete("player")
    async def suggest(self, interaction: Interaction, typed: str) -> Choices:
        """Offer the players whose names begin like that."""
        return await suggest_players(interaction, typed)

    @add.autocomplete("club")
    async def suggest_club(self, _: Interaction, typed: str) -> Choices:
        """Offer the clubs that may be meant."""
        return _choices(clubs_like(typed))

    @add.autocomplete("kinds")
    @edit.autocomplete("kinds")
    async def suggest_kinds(self, _: Interaction, typed: str) -> Choices:
        """Offer the list as it is, completed by each kind that fits."""
        return [app_commands.Choice(name=name, value=value) for name, value in suggest_kinds(typed)]

    @edit.autocomplete("player")
    @pause.autocomplete("player")
    @resume.autocomplete("player")
    @remove.autocomplete("player")
    async def suggest_own(self, interaction: Interaction, typed: str) -> Choices:
        """Offer the players that the channel has alerts for."""
        return _choices(await subscribed_like(*_chosen(interaction), typed, clubs=False))

    @edit.autocomplete("club")
    @pause.autocomplete("club")
    @resume.autocomplete("club")
    @remove.autocomplete("club")
    async def suggest_own_club(self, interaction: Interaction, typed: str) -> Choices:
        """Offer the clubs that the channel has alerts for."""
        return _choices(await subscribed_like(*_chosen(interaction), typed, clubs=True))

    @unmute.autocomplete("player")
    async def suggest_muted(self, interaction: Interaction, typed: str) -> Choices:
        """Offer those who are muted in the channel."""
        return _choices(await muted_like(*_chosen(interaction), typed))

    async def press_why(self, interaction: Interaction, target: str) -> None:
        """Tell the one who pressed why a message was posted; everybody who sees it may ask."""
        await _defer(interaction)
        message_id = interaction.message.id if interaction.message else 0
        found = await why_message(self.bot.store, scope_of(interaction), message_id, target)
        await show(interaction, message_card(found), private=True)

    async def press_mute(self, interaction: Interaction, player: str) -> None:
        """Tell the channel no more of the player of an alert; in private, he is followed no more."""
        asked = await _begin(interaction)
        if interaction.guild_id is None:
            card = cards.unfollowed_card(await unfollow(self.bot.store, interaction.user.id, player))
        else:
            card = cards.muted_card(await pauses.mute(*asked, player))
        await show(interaction, card, private=True)


async def _defer(interaction: Interaction) -> None:
    """Have more than Discord's three seconds for an answer, which the asker alone will see."""
    await interaction.response.defer(ephemeral=True, thinking=True)


async def _begin(interaction: Interaction, channel: Channel | None = None) -> Asked:
    """Ask for time, and give what every use case is asked with."""
    await _defer(interaction)
    return _asked(interaction, channel)


def _asked(interaction: Interaction, channel: Channel | None) -> Asked:
    return interaction.client.store, actor_of(interaction), ground_of(interaction, channel)


def _chosen(interaction: Interaction) -> Asked:
    """As they are while a command is typed: with the channel that is chosen already, or the one he is in."""
    # Discord sends only its number then.
    number = interaction.namespace.channel
    chosen = interaction.guild.get_channel(number.id) if number and interaction.guild else None
    return _asked(interaction, chosen if isinstance(chosen, Channel) else None)


def _choices(words: list[str]) -> Choices:
    return [app_commands.Choice(name=word[:100], value=word[:100]) for word in words]


def _roles(interaction: Interaction) -> dict[int, str]:
    return {role.id: role.name for role in interaction.guild.roles} if interaction.guild else {}


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Alerts(bot))
