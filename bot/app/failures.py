"""Answering what goes wrong: one function for every command, button, form and menu."""

from __future__ import annotations

import datetime as dt
import logging
import math
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.app.commands import family_typed, name_of
from bot.app.showing import harmless, tell
from bot.app.translating import NAME
from bot.logs import report
from bot.model import Later, Refusal
from bot.speech import mark, say, say_as
from bot.store import StoreError

if TYPE_CHECKING:
    from bot.app.actors import Place
    from bot.endpoint import Completion

log = logging.getLogger(__name__)

_WRAPPERS = (
    commands.HybridCommandError,
    commands.CommandInvokeError,
    commands.ConversionError,
    app_commands.CommandInvokeError,
)

# The first that fits holds: a check that is named comes before checks in general.
_SENTENCES = {
    commands.NoPrivateMessage: mark("Use this command in a server."),
    app_commands.NoPrivateMessage: mark("Use this command in a server."),
    app_commands.CommandNotFound: mark("This command has changed. Reload Discord and try again."),
    app_commands.CommandSignatureMismatch: mark("This command has changed. Reload Discord and try again."),
    commands.CheckFailure: mark("This command cannot be used here."),
    app_commands.CheckFailure: mark("This command cannot be used here."),
    # Whatever else the library raises is that it cannot make sense of what Discord sent.
    app_commands.AppCommandError: mark("This command has changed. Reload Discord and try again."),
}


def offering_nothing(completion: Completion) -> Completion:
    """The same completion, which offers nothing if it fails: there is no other way to answer while somebody types."""

    async def offer(*given: Any) -> list[app_commands.Choice[Any]]:
        try:
            return await completion(*given)
        except Refusal:
            return []
        except StoreError as error:
            log.warning("Nothing could be offered: %s", type(error).__name__)
        except Exception as error:  # noqa: BLE001 - the edge of a command, as in ``answer_error``
            report(log, "Fault in a completion", error)
        return []

    return offer


async def answer_error(place: Place, error: BaseException) -> None:
    """Tell the asker what went wrong and what to do; only he sees it, where that can be.

    What was not foreseen is answered with a number under which the log has the place of the fault.
    Raises nothing.
    """
    cause = _cause(error)
    if isinstance(cause, commands.CommandNotFound):
        await _point_to_slash(place)
        return
    sentence = _sentence(place, cause) or _apology(cause)
    try:
        if isinstance(place, discord.Interaction) and place.type is discord.InteractionType.autocomplete:
            # While somebody types there is no way to say anything.
            await place.response.autocomplete([])
        else:
            await tell(place, sentence)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as silent:
        log.warning("An answer to %s cannot be given: %s", type(cause).__name__, type(silent).__name__)


async def _point_to_slash(place: Place) -> None:
    """Tell who types a command that is there as a slash command only; another "!" may be another bot's."""
    if not isinstance(place, commands.Context):
        return
    name = family_typed(place)
    if name is not None:
        with suppress(discord.HTTPException, aiohttp.ClientError, OSError):
            await tell(
                place,
                say("That works as a slash command only. Type /{name} and choose it.", name=name_of(name)),
            )


def _cause(error: BaseException) -> BaseException:
    while isinstance(error, _WRAPPERS):
        error = error.original
    return error


def _sentence(place: Place, cause: BaseException) -> str | None:
    match cause:
        case Later():
            again = discord.utils.format_dt(cause.again, "R")
            when = say("Try again {moment}.", moment=again)
            return f"{harmless(str(cause))} {when}"
        case Refusal():
            return harmless(str(cause))
        case StoreError():
            return harmless(say(str(cause)))
        case commands.CommandOnCooldown() | app_commands.CommandOnCooldown():
            return say("That was a lot at once. Try again {soon}.", soon=_moment(cause.retry_after))
        case commands.UserInputError():
            return _usage(place, cause)
        case _:
            found = next((sentence for kind, sentence in _SENTENCES.items() if isinstance(cause, kind)), None)
            return None if found is None else say(found)


def _moment(seconds: float) -> str:
    soon = discord.utils.utcnow() + dt.timedelta(seconds=math.ceil(seconds))
    return discord.utils.format_dt(soon, "R")


def _usage(place: Place, error: commands.UserInputError) -> str:
    """What is missing or wrong, with an example of the right use."""
    what = say("That is not how this command is used.")
    if isinstance(error, commands.MissingRequiredArgument):
        name = say_as(NAME, error.param.displayed_name or error.param.name)
        what = say("The {name} is missing.", name=name)
    if not isinstance(place, commands.Context) or place.command is None:
        return what
    example = place.clean_prefix + place.command.extras.get("example", place.command.qualified_name)
    return say("{what} For example: `{example}`", what=what, example=example)


def _apology(cause: BaseException) -> str:
    reference = secrets.token_hex(3)
    report(log, f"Fault {reference}", cause)
    return say(
        "Sorry, that did not work: a fault of the bot. Its number is {reference}; please try again later.",
        reference=reference,
    )
