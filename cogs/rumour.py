"""/rumour add and the menu "Add as rumour": news that a moderator brings, shown before it is filed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import bringing, correcting
from bot.answers.asked import number
from bot.app import SagaBot, actor_of, ask, show, show_instead, take_time
from bot.cards.bring_forms import correct_form, date_form, news_form
from bot.cards.card import Card
from bot.cards.previews import choice_card, preview_card, receipt_card, unusable_card
from bot.correcting import ROW, Unusable
from bot.model import Article, Refusal
from bot.speech import say
from cogs.message_text import article_in, text_of_file, trail_of
from cogs.pace import Pace

if TYPE_CHECKING:
    from bot.bringing import Preview
    from bot.drafts import Trail

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""

_MOST_MESSAGES = 10
_LOOKED_AT = 50
_GAP = dt.timedelta(minutes=15)
"""Posts that are further apart are none of one thread."""


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class Rumours(commands.GroupCog, name="rumour", description="Add news to this server"):
    """News that moderators bring. Who may is asked at opening, at sending and at each press."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot
        self.pace = Pace()
        self.menu = app_commands.ContextMenu(name="Add as rumour", callback=self.add_message)
        self.menu.guild_only = True

    async def cog_load(self) -> None:
        """Offer the menu, and answer the controls of previews and forms, also those from before a restart."""
        self.bot.tree.add_command(self.menu)
        self.bot.presses |= {
            "confirm": self.confirm,
            "cancel": self.cancel,
            "correct": self.open_correction,
            "look": self.look,
            "date": self.open_date,
            "again": self.open_again,
            "more": self.add_following,
            "join": self.join,
        }
        self.bot.choices["correct"] = self.choose_correction
        self.bot.forms |= {"add": self.fill_in, "correct": self.correct, "date": self.redate}

    async def cog_unload(self) -> None:
        """Take the menu back."""
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    # --- bringing ---

    @app_commands.command(extras={"example": "rumour add"})
    @app_commands.guild_only()
    @app_commands.checks.cooldown(10, 60)
    @app_commands.describe(file="The news as a .txt file, instead of the form")
    async def add(self, interaction: Interaction, file: discord.Attachment | None = None) -> None:
        """Add news to this server, in a form or as a .txt file."""
        await bringing.may_add(self.bot.store, actor_of(interaction))
        if file is None:
            await ask(interaction, news_form())
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._preview(interaction, Article(await text_of_file(file)), "file")

    async def add_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Add what a message says."""
        self.pace.check(interaction, "menu")
        await interaction.response.defer(ephemeral=True, thinking=True)
        await bringing.may_add(self.bot.store, actor_of(interaction))
        article = await article_in(message, self.bot.application_id or 0)
        await self._preview(interaction, article, "menu", trail_of(message))

    async def fill_in(self, interaction: Interaction, target: str, values: Mapping[str, str]) -> None:  # noqa: ARG002 - every form has a target
        """Take the form for a news text."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        actor = actor_of(interaction)
        found = await correcting.fill_in(self.bot.store, actor, values, self.bot.clock())
        card = unusable_card(found) if isinstance(found, Unusable) else self._card(found)
        await show(interaction, card, private=True)

    async def _preview(
        self, interaction: Interaction, article: Article, path: str, trail: Trail | None = None
    ) -> None:
        """Show what an article would do, to the one who brought it alone. Time must have been asked for."""
        actor, now = actor_of(interaction), self.bot.clock()
        found = await bringing.preview(self.bot.store, actor, article, now, path, trail=trail)
        await show(interaction, self._card(found), private=True)

    def _card(self, found: Preview) -> Card:
        # Without message content, nobody but the menu tells the bot what a message says.
        return preview_card(found if self.bot.settings.message_content else replace(found, trail=None))

    # --- deciding ---

    async def confirm(self, interaction: Interaction, target: str) -> None:
        """File the draft of a preview."""
        self.pace.check(interaction, "confirm")
        await take_time(interaction)
        actor, draft_id = actor_of(interaction), _draft_id(target)
        done = await bringing.confirm(self.bot.store, actor, draft_id, self.bot.clock())
        self.bot.dispatcher.wake()
        await show_instead(interaction, receipt_card(done))

    async def cancel(self, interaction: Interaction, target: str) -> None:
        """Throw the draft of a preview away."""
        await take_time(interaction)
        await bringing.cancel(self.bot.store, actor_of(interaction), _draft_id(target))
        await show_instead(interaction, Card(say("Cancelled"), say("Nothing was added.")))

    async def look(self, interaction: Interaction, target: str) -> None:
        """Show a preview again."""
        self.pace.check(interaction, "look")
        await take_time(interaction)
        actor, draft_id = actor_of(interaction), _draft_id(target)
        found = await correcting.look(self.bot.store, actor, draft_id, self.bot.clock())
        await show_instead(interaction, self._card(found))

    # --- putting right ---

    async def open_correction(self, interaction: Interaction, target: str) -> None:
        """Open the form for the one row of a draft, or ask for which."""
        self.pace.check(interaction, "correct")
        draft = await bringing.brought(self.bot.store, actor_of(interaction), _draft_id(target))
        rows = draft.reading.rumours if draft.reading else ()
        if len(rows) == 1:
            await ask(interaction, correct_form(draft.id, 0, rows[0]))
        else:
            await show_instead(interaction, choice_card(draft))

    async def choose_correction(self, interaction: Interaction, target: str, values: Sequence[str]) -> None:
        """Open the form for the row that was chosen."""
        self.pace.check(interaction, "choose")
        draft_id, place = _draft_id(target), _draft_id(next(iter(values), ""))
        row = await correcting.row_of(self.bot.store, actor_of(interaction), draft_id, place)
        await ask(interaction, correct_form(draft_id, place, row))

    async def correct(self, interaction: Interaction, target: str, values: Mapping[str, str]) -> None:
        """Put a row right, and show the preview that comes of it."""
        await take_time(interaction)
        (draft_id, place), actor = _two(target), actor_of(interaction)
        found = await correcting.correct(self.bot.store, actor, draft_id, place, values, self.bot.clock())
        await self._show_changed(interaction, found)

    async def open_date(self, interaction: Interaction, target: str) -> None:
        """Ask for the day of a draft's news."""
        self.pace.check(interaction, "date")
        draft = await bringing.brought(self.bot.store, actor_of(interaction), _draft_id(target))
        await ask(interaction, date_form(draft.id))

    async def redate(self, interaction: Interaction, target: str, values: Mapping[str, str]) -> None:
        """Take the day of a draft's news, and show the preview that comes of it."""
        await take_time(interaction)
        actor, now = actor_of(interaction), self.bot.clock()
        found = await correcting.redate(self.bot.store, actor, _draft_id(target), values, now)
        await self._show_changed(interaction, found)

    async def open_again(self, interaction: Interaction, target: str) -> None:
        """Open a form that could not be used, filled in with what was typed."""
        self.pace.check(interaction, "again")
        draft = await correcting.filled_in(self.bot.store, actor_of(interaction), _draft_id(target))
        typed = draft.typed or {}
        place = number(typed.get(ROW, ""))
        if draft.reading is None:
            await ask(interaction, news_form(typed))
        elif place is not None and place < len(draft.reading.rumours):
            await ask(interaction, correct_form(draft.id, place, draft.reading.rumours[place], typed))
        else:
            await ask(interaction, date_form(draft.id, typed))

    async def _show_changed(self, interaction: Interaction, found: Preview | Unusable) -> None:
        """The changed preview in the place of the old one; why there is none, beside it."""
        if isinstance(found, Unusable):
            await show(interaction, unusable_card(found), private=True)
        else:
            await show_instead(interaction, self._card(found))

    # --- several messages ---

    async def join(self, interaction: Interaction, target: str) -> None:
        """Read two drafts as one."""
        self.pace.check(interaction, "join")
        await take_time(interaction)
        (one_id, other_id), actor = _two(target), actor_of(interaction)
        found = await correcting.join(self.bot.store, actor, one_id, other_id, self.bot.clock())
        await show_instead(interaction, self._card(found))

    async def add_following(self, interaction: Interaction, target: str) -> None:
        """Read a draft together with the messages of the same author that follow it."""
        self.pace.check(interaction, "more")
        await take_time(interaction)
        actor, draft_id = actor_of(interaction), _draft_id(target)
        draft = await bringing.brought(self.bot.store, actor, draft_id)
        if draft.trail is None:
            raise Refusal(bringing.gone())
        more = await self._following(interaction, draft.trail)
        if not more:
            raise Refusal(
                say(
                    "No further message of the same author follows within {count} minutes.",
                    count=_GAP.seconds // 60,
                )
            )
        found = await correcting.extend(self.bot.store, actor, draft_id, more, self.bot.clock())
        await show_instead(interaction, self._card(found))

    async def _following(self, interaction: Interaction, trail: Trail) -> list[tuple[int, Article]]:
        """The messages with text that go on where a trail ends."""
        channel = interaction.channel
        if not self.bot.settings.message_content or not isinstance(channel, discord.abc.Messageable):
            raise Refusal(
                say(
                    "I see the text of other messages only with message content, which the operator of this bot "
                    "has to switch on. Use the menu of the next message instead, then join the two."
                )
            )
        if not interaction.app_permissions.read_message_history or interaction.channel_id != trail.channel_id:
            raise Refusal(
                say(
                    "To see the next messages I need the permission Read Message History in this channel. "
                    "Use the menu of the next message instead, then join the two."
                )
            )
        return await _thread(channel, trail, self.bot.application_id or 0)


async def _thread(channel: discord.abc.Messageable, trail: Trail, me_id: int) -> list[tuple[int, Article]]:
    """What one author goes on to say after the last message of a trail."""
    found: list[tuple[int, Article]] = []
    last = discord.utils.snowflake_time(trail.last_id)
    author: str | None = None
    after = discord.Object(trail.last_id - 1)
    async for message in channel.history(limit=_LOOKED_AT, after=after, oldest_first=True):
        if message.author.id != trail.author_id:
            continue
        if message.id == trail.last_id:
            author = message.author.name
        elif message.created_at - last > _GAP or len(found) == _MOST_MESSAGES:
            break
        # Several accounts may be mirrored through one webhook: their names tell them apart.
        elif author in (None, message.author.name):
            last = message.created_at
            try:
                found.append((message.id, await article_in(message, me_id)))
            except Refusal:  # a picture, or a link alone
                continue
    return found


def _draft_id(target: str) -> int:
    draft_id = number(target)
    if draft_id is None:
        raise Refusal(say("This button names nothing that waits. Use /rumour add anew."))
    return draft_id


def _two(target: str) -> tuple[int, int]:
    one, _, other = target.partition(":")
    return _draft_id(one), _draft_id(other)


async def setup(bot: SagaBot) -> None:
    """Add the commands."""
    await bot.add_cog(Rumours(bot))
