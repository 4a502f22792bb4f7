"""Answering a question wherever it is asked: by a command, a button, or a menu of those who may be meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from discord.ext import commands

from bot.answers.answered import answered
from bot.answers.market import SeveralClubs
from bot.answers.question import Question, Topic
from bot.answers.whom import SeveralPlayers, UnknownPlayer
from bot.app.actors import scope_of
from bot.app.showing import show, show_instead
from bot.cards.answers import answer_card
from bot.model import WIRE, Refusal
from bot.speech import say

if TYPE_CHECKING:
    import discord

    from bot.app.actors import Place
    from bot.app.client import SagaBot
    from bot.cards.card import Card

_UNCLEAR = (SeveralPlayers, UnknownPlayer, SeveralClubs)


async def answer(place: Place, question: Question, *, private: bool = False) -> None:
    """Answer a question; ``private`` to the asker alone, as is what is no answer yet.

    Raises:
        Refusal: what is asked about is no name.
    """
    card, is_answer = await _card(place, replace(question, asker=_user(place).id), is_private=private)
    await show(place, card, private=private or not is_answer)


async def answer_instead(interaction: discord.Interaction[SagaBot], question: Question) -> None:
    """Answer in the place of the message whose button or menu was used."""
    asked = replace(question, asker=interaction.user.id)
    card, _ = await _card(interaction, asked, is_private=is_private(interaction))
    await show_instead(interaction, card)


async def shared_answer(interaction: discord.Interaction[SagaBot], question: Question) -> Card:
    """The answer as all may see it.

    Raises:
        Refusal: there is no such answer any more.
    """
    card, is_answer = await _card(interaction, replace(question, asker=interaction.user.id), is_private=False)
    if not is_answer:
        raise Refusal(say("There is nothing to share here any more. Ask anew."))
    return card


async def shown_in_short(interaction: discord.Interaction[SagaBot], player: str) -> str:
    """What a status answer on a player says first, for those who are told that it is wrong."""
    card, _ = await _card(interaction, Question(Topic.STATUS, player), is_private=False)
    return f"{card.title}. {card.lead}".replace("\n", " ")


def is_private(interaction: discord.Interaction[Any]) -> bool:
    """True if only the one who asked sees the message whose button or menu was used."""
    return interaction.message is not None and interaction.message.flags.ephemeral


async def _card(place: Place, question: Question, *, is_private: bool) -> tuple[Card, bool]:
    bot = _bot(place)
    now = bot.clock()
    found = await answered(bot.store, scope_of(place), question, now.date())
    can_share = is_private and scope_of(place) != WIRE
    return answer_card(found, question, now, is_private=can_share), not isinstance(found, _UNCLEAR)


def _bot(place: Place) -> SagaBot:
    return cast("SagaBot", place.bot if isinstance(place, commands.Context) else place.client)


def _user(place: Place) -> discord.User | discord.Member:
    return place.author if isinstance(place, commands.Context) else place.user
