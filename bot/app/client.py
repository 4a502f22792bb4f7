"""SagaBot: what it asks of Discord, its commands and buttons, and its background sender."""

from __future__ import annotations

import logging
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.app.commands import family_typed
from bot.app.failures import answer_error, offering_nothing
from bot.app.strays import is_offered, is_stray
from bot.app.syncing import sync_commands
from bot.app.translating import Translator
from bot.cards.controls import CardButton, CardMenu, filled_in
from bot.delivery import Dispatcher, Traffic
from bot.endpoint import SoundTree, keep_quiet_of_voice, wrap_completions
from bot.logs import report
from bot.model import WIRE, Refusal
from bot.speech import ENGLISH, language_of, say, speak
from bot.store import StoreError

if TYPE_CHECKING:
    import datetime as dt

    from bot.endpoint import Endpoint
    from bot.settings import Settings
    from bot.store import Store

log = logging.getLogger(__name__)

EXTENSIONS = (
    "cogs.status",
    "cogs.market",
    "cogs.asking",
    "cogs.rumour",
    "cogs.watch",
    "cogs.mending",
    "cogs.saga",
    "cogs.review",
    "cogs.source",
    "cogs.alerts",
    "cogs.follow",
    "cogs.setup",
    "cogs.data",
    "cogs.guilds",
    "cogs.help",
)

Press: TypeAlias = Callable[[discord.Interaction[Any], str], Awaitable[None]]
"""What a button does: it is given the interaction and the button's target."""
Choose: TypeAlias = Callable[[discord.Interaction[Any], str, Sequence[str]], Awaitable[None]]
"""What a menu does: it is also given the values that were chosen."""
Fill: TypeAlias = Callable[[discord.Interaction[Any], str, Mapping[str, str]], Awaitable[None]]
"""What a form does: it is also given what was filled in, by the keys of its entries."""


class SagaTree(SoundTree["SagaBot"]):
    """The commands that Discord knows; what goes wrong in them is answered like everything else."""

    async def on_error(
        self, interaction: discord.Interaction[SagaBot], error: app_commands.AppCommandError, /
    ) -> None:
        """Answer what went wrong."""
        await answer_error(interaction, error)

    async def interaction_check(self, interaction: discord.Interaction[SagaBot], /) -> bool:
        """Speak the asker's language; take nothing new while the bot is closing."""
        speak(language_of(interaction.locale.value))
        if interaction.type is discord.InteractionType.autocomplete:
            return await self._may_offer(interaction)
        if self.client.is_closing and interaction.type is discord.InteractionType.application_command:
            await answer_error(interaction, Refusal(_closing()))
        return not self.client.is_closing

    async def _may_offer(self, interaction: discord.Interaction[SagaBot]) -> bool:
        """Offer nothing where there is nothing to offer, as for a command that Discord still has from before."""
        if not self.client.is_closing and is_offered(self, interaction):
            return True
        await interaction.response.autocomplete([])
        return False


class SagaBot(commands.AutoShardedBot):
    """The bot. ``clock`` gives the aware time in UTC; ``endpoint`` another Discord than the real one.

    The store is whoever's opened it: closing the bot leaves it open.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Callable[[], dt.datetime],
        endpoint: Endpoint | None = None,
    ) -> None:
        intents = discord.Intents(
            guilds=True, guild_messages=True, dm_messages=True, message_content=settings.message_content
        )
        keep_quiet_of_voice()
        traffic = Traffic()
        super().__init__(
            command_prefix=commands.when_mentioned_or(settings.prefix),
            intents=intents,
            tree_cls=SagaTree,
            help_command=None,
            case_insensitive=True,
            strip_after_prefix=True,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=False
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            # A Discord of our own has sent all its guilds when it says so; the real one is given two seconds.
            guild_ready_timeout=2.0 if endpoint is None else 0.0,
            http_trace=traffic.trace(),
        )
        self.store = store
        self.settings = settings
        self.clock = clock
        self.dispatcher = Dispatcher(store, self, clock, traffic, tell_operator=self.tell_operator)
        self.presses: dict[str, Press] = {}
        self.choices: dict[str, Choose] = {}
        self.forms: dict[str, Fill] = {}
        self.is_closing = False
        self._endpoint = endpoint

    @property
    def today(self) -> dt.date:
        """The day it is, in UTC."""
        return self.clock().date()

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        """Log in and stay connected; see ``run_bot`` for what it may raise and who handles that."""
        if self._endpoint is not None:
            self._endpoint.use()
        await super().start(token, reconnect=reconnect)

    async def setup_hook(self) -> None:
        """Load the commands, register the buttons, begin to send. May be repeated.

        Raises:
            commands.ExtensionError: a part does not load; the bot must not run without it.
        """
        await self.load_commands()
        wrap_completions(self.tree, offering_nothing)
        self.add_dynamic_items(CardButton, CardMenu)
        await sync_commands(self)
        self.dispatcher.start()
        log.info("%s", self.command_forms())

    async def load_commands(self) -> None:
        """Have all commands, with their names and descriptions in every language.

        Raises:
            commands.ExtensionError: a part does not load.
        """
        await self.tree.set_translator(Translator())
        for extension in EXTENSIONS:
            if extension not in self.extensions:
                await self.load_extension(extension)

    def command_forms(self) -> str:
        """Which ways of giving a command work with these settings, for the operator."""
        name = self.user.name if self.user else "the bot"
        prefix = self.settings.prefix
        if self.settings.message_content:
            return f"Commands work as /status, as @{name} status and as {prefix}status."
        return (
            f"Commands work as /status and as @{name} status; {prefix}status works in private messages only. "
            "Set SAGABOT_MESSAGE_CONTENT=on to have it in servers."
        )

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait between two shards as Discord asks; one of our own does not ask."""
        if self._endpoint is None:
            await super().before_identify_hook(shard_id, initial=initial)

    async def on_message(self, message: discord.Message, /) -> None:
        """Take commands, unless the bot is closing."""
        if not self.is_closing:
            await self.process_commands(message)

    async def invoke(self, ctx: commands.Context[Any], /) -> None:
        """Do a command that was typed, in the language of where it was: a message does not tell its author's.

        Other messages cost nothing: nothing is looked up for them.
        """
        if ctx.command is not None or family_typed(ctx) is not None:
            speak(await self._language_in(ctx.message))
        await super().invoke(ctx)

    async def _language_in(self, message: discord.Message) -> str:
        try:
            return await self.store.language_of(
                message.guild.id if message.guild else WIRE, message.channel.id
            )
        except StoreError:
            return ENGLISH  # what the command says of the store is worth more than in which language

    async def pressed(self, interaction: discord.Interaction[Any], action: str, target: str) -> None:
        """Do what a card's button is for; what goes wrong is answered."""
        await self._answer(interaction, self.presses, action, target)

    async def chosen(
        self, interaction: discord.Interaction[Any], action: str, target: str, values: Sequence[str]
    ) -> None:
        """Do what a card's menu is for; what goes wrong is answered."""
        if values:
            await self._answer(interaction, self.choices, action, target, values)
        else:
            speak(language_of(interaction.locale.value))
            await answer_error(interaction, Refusal(say("Choose something in the menu.")))

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Take the forms that were sent: they are known by their ids alone, also after a restart.

        What nothing here takes any more is answered too.
        """
        form = filled_in(interaction)
        if form is not None:
            action, target, values = form
            await self._answer(interaction, self.forms, action, target, values)
        elif is_stray(interaction):
            await self._answer(interaction, {}, "")

    async def _answer(
        self,
        interaction: discord.Interaction[Any],
        known: Mapping[str, Callable[..., Awaitable[None]]],
        action: str,
        *told: object,
    ) -> None:
        """Do what a control is for, in the language of whoever used it."""
        speak(language_of(interaction.locale.value))
        try:
            await self._deed(known, action)(interaction, *told)
        except Exception as error:  # noqa: BLE001 - the edge of a command: every fault is answered
            await answer_error(interaction, error)

    def _deed(
        self, known: Mapping[str, Callable[..., Awaitable[None]]], action: str
    ) -> Callable[..., Awaitable[None]]:
        if self.is_closing:
            raise Refusal(_closing())
        if action not in known:
            raise Refusal(say("This belongs to an older version of the bot. Ask anew."))
        return known[action]

    async def on_command_error(
        self, context: commands.Context[Any], exception: commands.CommandError, /
    ) -> None:
        """Answer what went wrong in a command that was typed, or in the slash form of the same."""
        await answer_error(context, exception)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:  # noqa: ARG002
        """Log a fault in handling an event without what the event said."""
        error = sys.exc_info()[1]
        if error is not None:
            report(log, f"Fault in {event_method}", error)

    async def tell_operator(self, sentence: str) -> None:
        """Write to whoever owns the application, in private; that he cannot be reached is no further fault."""
        try:
            info = await self.application_info()
            # The owner of a team's application is the team, which nobody can write to.
            owner_id = info.team.owner_id if info.team else None
            owner = await self.fetch_user(owner_id) if owner_id else info.owner
            await owner.send(sentence)
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            log.warning("The operator cannot be written to: %s", type(error).__name__)

    async def close(self) -> None:
        """Take nothing new, let alerts that are being sent finish, and disconnect. May be repeated."""
        self.is_closing = True
        await self.dispatcher.stop()
        await super().close()


def _closing() -> str:
    return say("The bot is being restarted. Try again in a minute.")
