"""/help, /about and /privacy: what the bot tells of itself."""

from __future__ import annotations

from collections.abc import Iterator

from discord import app_commands
from discord.ext import commands

from bot.app import SagaBot, show
from bot.cards.belongings import privacy_card
from bot.cards.notes import CommandHelp, about_card, help_card


class Help(commands.Cog):
    """What the bot tells of itself."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot

    @commands.hybrid_command(extras={"example": "help"})
    async def help(self, ctx: commands.Context[SagaBot]) -> None:
        """Show every command with an example."""
        await show(ctx, help_card(list(_listed(self.bot)), self.bot.command_forms()), private=True)

    @commands.hybrid_command(extras={"example": "about"})
    async def about(self, ctx: commands.Context[SagaBot]) -> None:
        """Show what this bot is, and to its operator how it is doing."""
        # A typed command is answered for all to see: the figures are for the operator alone.
        is_private = ctx.interaction is not None or ctx.guild is None
        is_operator = is_private and await self.bot.is_owner(ctx.author)
        metrics = await self.bot.dispatcher.metrics() if is_operator else None
        await show(ctx, about_card(metrics), private=True)

    @commands.hybrid_command(extras={"example": "privacy"})
    async def privacy(self, ctx: commands.Context[SagaBot]) -> None:
        """Show what is kept of you and of this server."""
        await show(ctx, privacy_card(), private=True)


def _listed(bot: SagaBot) -> Iterator[CommandHelp]:
    for command in bot.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            twin = bot.get_command(command.qualified_name)
            example = (twin or command).extras.get("example", command.qualified_name)
            yield CommandHelp(f"/{command.qualified_name}", command.description, f"Example: /{example}")
    for menu in bot.tree.get_commands():
        if isinstance(menu, app_commands.ContextMenu):
            yield CommandHelp(menu.name, "Right-click a message, then Apps.", "")


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Help(bot))
