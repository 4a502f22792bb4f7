"""What is pressed and chosen under answers and alerts: more of them, pages, whom was meant, Share, Follow."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.alerts import follows
from bot.answers.asked import moment
from bot.answers.question import Question, Topic, question_of
from bot.app import SagaBot, actor_of, ask, show, tell
from bot.app.asking import answer, answer_instead, is_private, shared_answer, shown_in_short
from bot.app.following import follow_in_private
from bot.app.pace import ASKING, REPORTING, SHARING, Lately, Pace
from bot.app.sharing import share
from bot.cards.answers import named_target
from bot.cards.card import Button
from bot.cards.reports import thanks, wrong_form
from bot.cards.subscriptions import unfollowed_card
from bot.model import Refusal
from bot.reporting import report, require_readers
from bot.speech import say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

Interaction = discord.Interaction[SagaBot]
"""Of this bot."""


class Asking(commands.Cog):
    """Buttons and menus that ask. Whose they are and of what lies in their ids: they work after a restart."""

    def __init__(self, bot: SagaBot) -> None:
        self.bot = bot
        self.asking = Pace(*ASKING)
        self.sharing = Pace(*SHARING)
        self.reporting = Pace(*REPORTING)
        # Against two presses at once: an answer that is shared has no button for it any more.
        self.shared = Lately()

    async def cog_load(self) -> None:
        """Answer the buttons and menus, also those from before a restart."""
        presses: dict[str, Callable[[Interaction, str], Awaitable[None]]] = {
            "status": self.press_status,
            "timeline": self.press_timeline,
            "sources": self.press_sources,
            "since": self.press_since,
            "ask": self.press_ask,
            "page": self.press_page,
            "pick": self.press_pick,
            "share": self.press_share,
            "follow": self.press_follow,
            "unfollow": self.press_unfollow,
            "wrong": self.press_wrong,
        }
        for action, press in presses.items():
            self.bot.presses[action] = self._paced(press)
        self.bot.choices["pick"] = self.choose_pick
        self.bot.forms["wrong"] = self.fill_wrong

    def _paced(
        self, press: Callable[[Interaction, str], Awaitable[None]]
    ) -> Callable[[Interaction, str], Awaitable[None]]:
        async def paced(interaction: Interaction, target: str) -> None:
            self.asking.keep(interaction.user.id)
            await press(interaction, target)

        return paced

    async def press_status(self, interaction: Interaction, player: str) -> None:
        """Show where the saga of an alert stands by now, to the one who pressed."""
        await answer(interaction, Question(Topic.STATUS, player), private=True)

    async def press_timeline(self, interaction: Interaction, player: str) -> None:
        """Show how the saga of an alert came to where it stands, to the one who pressed."""
        await answer(interaction, Question(Topic.TIMELINE, player), private=True)

    async def press_sources(self, interaction: Interaction, player: str) -> None:
        """Show who says what of a saga, to the one who pressed."""
        await answer(interaction, Question(Topic.SOURCES, player), private=True)

    async def press_since(self, interaction: Interaction, target: str) -> None:
        """Show what has come in since the answer was given, to the one who pressed."""
        seen, player = moment(target)
        await answer(interaction, Question(Topic.TIMELINE, player, seen=seen), private=True)

    async def press_ask(self, interaction: Interaction, target: str) -> None:
        """Answer what stands on the button, to the one who pressed."""
        await answer(interaction, question_of(target), private=True)

    async def press_page(self, interaction: Interaction, target: str) -> None:
        """Turn the page: in its place for the asker, else for the one who pressed alone."""
        question = question_of(target)
        if is_private(interaction) or question.asker == interaction.user.id:
            await answer_instead(interaction, question)
        else:
            await answer(interaction, question, private=True)

    async def press_pick(self, interaction: Interaction, target: str) -> None:
        """Answer for the one who may have been meant, in the place of the question back."""
        await self._pick(interaction, question_of(target))

    async def choose_pick(self, interaction: Interaction, target: str, values: Sequence[str]) -> None:
        """Answer for the one who was chosen, in the place of the question back."""
        self.asking.keep(interaction.user.id)
        await self._pick(interaction, replace(question_of(target), name="".join(values[:1])))

    async def _pick(self, interaction: Interaction, question: Question) -> None:
        if not is_private(interaction) and question.asker != interaction.user.id:
            raise Refusal(say("Somebody else has asked this. Ask yourself, for example with /status."))
        await answer_instead(interaction, question)

    async def press_share(self, interaction: Interaction, target: str) -> None:
        """Show an answer, that its asker alone has seen, to all in the channel."""
        question = question_of(target)
        self.sharing.keep(interaction.user.id)
        shown = interaction.message.id if interaction.message else 0
        with self.shared.once(shown, say("This is shared already.")):
            await share(interaction, await shared_answer(interaction, question))

    async def press_follow(self, interaction: Interaction, player: str) -> None:
        """Have the alerts of an answer's player in private."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        card = await follow_in_private(interaction, player)
        button = Button(say("Unfollow"), "unfollow", named_target(player))
        await show(interaction, replace(card, buttons=(button,)), private=True)

    async def press_unfollow(self, interaction: Interaction, player: str) -> None:
        """Have them no more."""
        label = await follows.unfollow(self.bot.store, interaction.user.id, player)
        button = Button(say("Follow"), "follow", named_target(player))
        await show(interaction, replace(unfollowed_card(label), buttons=(button,)), private=True)

    async def press_wrong(self, interaction: Interaction, player: str) -> None:
        """Ask what is wrong with the saga of an answer."""
        require_readers(actor_of(interaction))
        await ask(interaction, wrong_form(player))

    async def fill_wrong(self, interaction: Interaction, player: str, values: Mapping[str, str]) -> None:
        """Keep it for the moderators of this guild."""
        actor = actor_of(interaction)
        require_readers(actor)
        self.reporting.keep(interaction.user.id)
        is_new = await report(
            self.bot.store,
            actor,
            player,
            self.bot.clock(),
            shown=await shown_in_short(interaction, player),
            wrong=values.get("kind", ""),
            words=values.get("words", ""),
        )
        await tell(interaction, thanks(is_new=is_new))


async def setup(bot: SagaBot) -> None:
    """Add them."""
    await bot.add_cog(Asking(bot))
