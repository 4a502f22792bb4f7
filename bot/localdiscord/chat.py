"""A terminal as Discord's client: lines are typed in, and all that the user can see is printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.localdiscord.asking import Asker, GivenUpError
from bot.localdiscord.command_limits import MESSAGE_MENU
from bot.localdiscord.components import buttons, label_of, menus
from bot.localdiscord.errors import ClientRefusalError, UnknownComponentError
from bot.localdiscord.options import ATTACHMENT, STRING
from bot.localdiscord.people import File
from bot.localdiscord.rendering import harmless
from bot.localdiscord.screen import Screen
from bot.localdiscord.typed import TEXT_FILE, Reader, Typed, read_slash, usage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

    from bot.localdiscord.people import Given, LocalMember
    from bot.localdiscord.places import LocalChannel
    from bot.localdiscord.responses import Response
    from bot.localdiscord.server import LocalDiscord
    from bot.localdiscord.wire import Json

HELP = """\
Type a line as you would in Discord:
  text                 a message in this channel; @name and #name become mentions
  /                    the slash commands; /name option:value option:value uses one
  [Label]              presses a button; [Menu: choice, choice] chooses in a menu
  menu NAME            uses a message menu command on the newest message of a person here
  paste                the lines after it, up to a line of one full stop, become one message
  paste into /command  ... or go into the form, the file or the text that the command asks for
  as NAME              become somebody else: {people}
  channels, look #NAME see the channels; go to one and read its last messages
  help, quit           this text; the end"""

_PRESS = re.compile(r"\[([^\[\]]{1,200})\]")
_LOOK = re.compile(r"look\s+#?([\w-]+)")


class Chat:
    """One terminal session on a local Discord.

    ``people`` are who one can be, by the word for them; ``channels`` those one can go to. The first of each
    is where it starts. ``lines`` are the lines typed, ``output`` prints one line. ``idle``, if given, waits
    until the bot has nothing left to do that cannot be seen from outside; ``quiet`` is how many seconds
    nothing must have happened before the next line is taken. ``echo`` prints each line that was typed, for
    input that no terminal shows.
    """

    def __init__(
        self,
        discord: LocalDiscord,
        people: Mapping[str, LocalMember],
        channels: Sequence[LocalChannel],
        lines: AsyncIterator[str],
        output: Callable[[str], None],
        *,
        intro: str = "",
        idle: Callable[[], Awaitable[None]] | None = None,
        quiet: float = 0.05,
        echo: bool = False,
    ) -> None:
        self._discord = discord
        self._state = discord.state
        self._people = people
        self._lines = lines
        self._output = output
        self._intro = intro
        self._idle = idle
        self._quiet = quiet
        self._echo = echo
        self._who = next(iter(people))
        self._screen = Screen(self._state.world, list(people.values()), channels, output)
        self._reader = Reader(discord)
        self._asker = Asker(lines, output, self._reader)
        self._plain_words = {"help": self._help, "channels": self._screen.list_channels}

    @property
    def prompt(self) -> str:
        """Who one is and where, for an input that shows a prompt."""
        return f"{self._who} #{self._channel.name}> "

    @property
    def _me(self) -> LocalMember:
        return self._screen.me

    @property
    def _channel(self) -> LocalChannel:
        return self._screen.channel

    async def run(self) -> None:
        """Take lines until they end or one is ``quit``."""
        stop_listening = self._state.events.listen(self._screen.show)
        try:
            for line in self._intro.splitlines():
                self._output(line)
            async for line in self._lines:
                if self._echo:
                    self._output(self.prompt + harmless(line))
                if line.strip() == "quit":
                    break
                await self._take(line)
                await self._settle()
        finally:
            stop_listening()

    async def _take(self, line: str) -> None:
        try:
            await self._do(line)
        except GivenUpError:
            self._output("(given up)")
        except (ClientRefusalError, TimeoutError) as refused:
            self._output(f"({harmless(str(refused))})")

    async def _settle(self) -> None:
        try:
            await self._discord.settled(self._quiet)
            if self._idle is not None:
                await self._idle()
                await self._discord.settled(self._quiet)
        except TimeoutError:
            self._output("(the bot is still busy)")

    async def _do(self, line: str) -> None:
        text = line.strip()
        press = _PRESS.fullmatch(text)
        if text.startswith("/"):
            await self._slash(text[1:])
        elif press is not None:
            await self._press(press[1])
        elif not await self._word(text) and text:
            await self._me.say(self._channel, self._reader.with_mentions(text))

    async def _word(self, text: str) -> bool:
        """Do what one of the terminal's own words asks for; False if the line is none."""
        word, _, rest = text.partition(" ")
        look = _LOOK.fullmatch(text)
        if text in self._plain_words:
            self._plain_words[text]()
        elif look is not None:
            self._screen.look(look[1])
        elif text == "paste":
            pasted = await self._asker.rest_of_text()
            await self._me.say(self._channel, self._reader.with_mentions(pasted))
        elif text.startswith("paste into /"):
            await self._slash(text.removeprefix("paste into /"), await self._asker.rest_of_text())
        elif word == "as" and rest in self._people:
            self._who, self._screen.me = rest, self._people[rest]
            self._output(f"(you are {rest} now)")
        elif word == "menu":
            await self._menu(rest)
        else:
            return False
        return True

    def _help(self) -> None:
        for line in HELP.format(people=", ".join(self._people)).splitlines():
            self._output(line)

    # Using

    async def _after(self, response: Response, pasted: str | None = None) -> None:
        """Say that the bot was silent, or go through the form that it has opened."""
        if response.failed:
            self._output(f"({response.failed})")
        elif response.modal is not None:
            values = await self._asker.form(response.modal, pasted)
            await self._after(await self._me.submit(response, values))

    async def _slash(self, text: str, pasted: str | None = None) -> None:
        offered = self._state.commands.slashes(self._channel.data, self._me.id)
        typed = read_slash(text, offered)
        if typed is None:
            if text.strip():
                self._output(f"(there is no /{harmless(text.strip())} here; the commands are:)")
            for leaf in sorted(offered, key=lambda one: one.name):
                self._output(harmless(f"{usage(leaf)}  {leaf.description}"))
            return
        values = {
            name: self._reader.value(_option(typed, name), value) for name, value in typed.texts.items()
        }
        pasted = _paste_option(typed, values, pasted)
        for option in typed.missing:
            if option["name"] not in values:
                values[option["name"]] = await self._asker.option(option)
        await self._after(await self._me.slash(self._channel, typed.leaf.name, **values), pasted)

    async def _menu(self, name: str) -> None:
        offered = self._state.commands.offered(self._channel.data, self._me.id, MESSAGE_MENU)
        if name not in [command["name"] for command in offered]:
            names = ", ".join(command["name"] for command in offered) or "there are none"
            self._output(f"(the menu commands here: {harmless(names)})")
            return
        said = [message for message in self._channel.messages if not message.author.bot]
        if not said:
            self._output("(nobody has written anything here yet)")
            return
        await self._after(await self._me.use_on(said[-1], name))

    async def _press(self, wanted: str) -> None:
        seen = self._screen.newest()
        for message in seen:
            if any(label_of(button).casefold() == wanted.casefold() for button in buttons(message)):
                await self._after(await self._me.press(message, wanted))
                return
        name, _, answer = wanted.partition(":")
        for message in seen:
            for menu in menus(message):
                if label_of(menu).casefold() == name.strip().casefold():
                    chosen = self._asker.choices(menu, answer)
                    await self._after(await self._me.choose(message, menu["custom_id"], chosen))
                    return
        labels = [f"[{label_of(one)}]" for message in seen for one in (*buttons(message), *menus(message))]
        there = " ".join(dict.fromkeys(labels)) or "there are no buttons yet"
        raise UnknownComponentError(f"there is no [{wanted}]: {there}")


def _option(typed: Typed, name: str) -> Json:
    return next(option for option in typed.leaf.options if option["name"] == name)


def _paste_option(typed: Typed, values: dict[str, Given], pasted: str | None) -> str | None:
    """Put a pasted text into a file option, or a required text; returns it if it is left for a form."""
    if pasted is None:
        return None
    for option in typed.leaf.options:
        free = option["name"] not in values
        if free and option["type"] == ATTACHMENT:
            values[option["name"]] = File(TEXT_FILE, pasted.encode())
            return None
        if free and option["type"] == STRING and option.get("required"):
            values[option["name"]] = pasted
            return None
    return pasted
