"""Whatever goes wrong, and wherever: the asker is answered. Every command, menu, form and press is made to fail.

What to call is found by walking the bot; how it is called stands in ``tests/cogs/calls.py``.
"""

from __future__ import annotations

import asyncio
import inspect
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.localdiscord import Permission
from bot.model import Refusal
from bot.store import StoreError
from tests.cogs import calls

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from bot.localdiscord import LocalMember, Message, Response
    from tests.conftest import House

    Use = Callable[[LocalMember], Awaitable[Response]]

# Said by the errors that nobody has foreseen: it may be seen neither in an answer nor in the log.
SECRET = "quoted-from-an-article"  # noqa: S105 - no password
FORESEEN = "That cannot be done just now."
ERRORS: dict[str, Exception] = {
    "the store fails": StoreError(FORESEEN),
    "it is refused": Refusal(FORESEEN),
    "a fault of ours": RuntimeError(SECRET),
    "it takes too long": TimeoutError(SECRET),
}
LONGEST = 40
"""In how many steps of the store a command may be made to fail; none takes so many."""


@dataclass(eq=False)
class Raising:
    """A store whose ``at``-th step fails, counted from one; the bot's own background goes on with the real one."""

    store: object
    error: Exception
    at: int
    steps: int = 0
    names: list[str] = field(default_factory=list[str])

    def __getattr__(self, name: str) -> Any:
        real = getattr(self.store, name)
        if not inspect.iscoroutinefunction(real):
            return real

        async def step(*args: object, **named: object) -> object:
            self.steps += 1
            self.names.append(name)
            if self.steps == self.at:
                raise self.error
            return await real(*args, **named)

        return step


def uses(house: House) -> Iterator[tuple[str, Use]]:
    """Everything that there is to be used, each with how."""
    for command in calls.walk_commands(house.bot):
        name = command.qualified_name
        yield f"/{name}", lambda who, name=name: calls.use(house, who, name)
    for menu in calls.walk_menus(house.bot):
        yield f"menu {menu.name}", lambda who, name=menu.name: calls.use_menu(house, who, name)
    for form in calls.walk_forms():
        yield f"form {form.__name__}", lambda who, name=form.__name__: calls.fill(house, who, name)
    for action in house.bot.presses:
        yield f"press {action}", lambda who, name=action: calls.press(house, who, name)


class Askers:
    """People who may everything. Each asks once, so that no cooldown is in the way."""

    def __init__(self, house: House) -> None:
        self._guild = house.guild
        self._role = house.guild.add_role("Staff", Permission.MANAGE_GUILD)
        self._count = 0

    def next(self) -> LocalMember:
        self._count += 1
        return self._guild.add_member(f"asker {self._count}", roles=[self._role])


def new_messages(answer: Response) -> list[Message]:
    """What was written to the asker, without the message whose button he pressed."""
    return [one for one in answer.messages if one is not answer.interaction.source]


def wrong(what: str, answer: Response, error: Exception, log: str) -> list[str]:
    """What is wrong with the answer to something that has failed."""
    faults: list[str] = []
    text = answer.text
    if answer.failed:
        return [f"{what}: nobody answers"]
    told = [one for one in new_messages(answer) if one.content]
    if not told:
        return [f"{what}: no words in the answer, {text!r}"]
    if not all(one.ephemeral for one in told):
        faults.append(f"{what}: all see what went wrong, {text!r}")
    if isinstance(error, StoreError | Refusal):
        faults += [] if FORESEEN in text else [f"{what}: the sentence is not told, {text!r}"]
    else:
        number = re.search(r"\b[0-9a-f]{6}\b", text)
        if number is None or f"Fault {number[0]}" not in log:
            faults.append(f"{what}: no number that the log has, {text!r}")
    return faults


def leaks(caplog: pytest.LogCaptureFixture, house: House) -> list[str]:
    """Where the secret of an error is seen, or the token."""
    texts = [caplog.text, *(str(one.payload) for one in house.discord.sent)]
    return [secret for secret in (SECRET, house.discord.token) if any(secret in text for text in texts)]


@pytest.fixture
async def full_house(house: House) -> House:
    """With a saga, a channel that is told of everything and of one player, and somebody who follows him."""
    await house.file(house.BID)
    await house.file("Liverpool are interested in Southampton defender Virgil van Dijk, according to Sky Sports.")
    await house.boss.slash(house.news, "alerts add", player="van dijk")
    return house


@pytest.fixture
def askers(full_house: House) -> Askers:
    return Askers(full_house)


def break_callback(house: House, what: str, error: Exception, patch: pytest.MonkeyPatch) -> None:
    """Let what is named fail before it has done anything at all."""

    async def boom(*_: object, **__: object) -> None:
        raise error

    name = what.partition(" ")[2]
    for command in calls.walk_commands(house.bot):
        if what == f"/{command.qualified_name}":
            patch.setattr(command, "_callback", boom)
    for menu in calls.walk_menus(house.bot):
        if what == f"menu {menu.name}":
            patch.setattr(menu, "_callback", boom)
    for form in calls.walk_forms():
        if what == f"form {form.__name__}":
            patch.setattr(form, "on_submit", boom)
    if what == f"press {name}":
        patch.setitem(house.bot.presses, name, boom)


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
async def test_what_fails_at_once_is_answered(
    full_house: House, askers: Askers, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    house, faults = full_house, list[str]()
    for what, use in uses(house):
        with pytest.MonkeyPatch.context() as patch:
            if not what.startswith("form "):
                break_callback(house, what, error, patch)
                faults += wrong(what, await use(askers.next()), error, caplog.text)
            else:
                who = askers.next()
                form = await calls.open_form(house, who, what.partition(" ")[2])
                break_callback(house, what, error, patch)
                answer = await who.submit(form, calls.FORMS[what.partition(" ")[2]].values)
                faults += wrong(what, answer, error, caplog.text)
    assert not faults
    assert not leaks(caplog, house)


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
async def test_whatever_fails_in_the_store_is_answered(
    full_house: House, askers: Askers, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    house, faults, failed = full_house, list[str](), set[str]()
    for what, use in uses(house):
        for at in range(1, LONGEST):
            who = askers.next()
            house.bot.store = store = Raising(house.store, error, at)  # pyright: ignore[reportAttributeAccessIssue] - stands in for it
            answer = await use(who)
            house.bot.store = house.store
            if store.steps < at:
                break
            failed.add(what)
            faults += wrong(f"{what}, at {store.names[-1]}", answer, error, caplog.text)
    assert not faults
    assert not leaks(caplog, house)
    # Nearly everything asks the store for something: who thinks otherwise should look whether this test does its work.
    assert len(failed) > len(list(uses(house))) * 2 / 3


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
async def test_a_typed_command_that_fails_is_answered(
    full_house: House, askers: Askers, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    house, faults = full_house, list[str]()
    for command in house.bot.walk_commands():

        async def boom(*_: object, **__: object) -> None:
            raise error

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(command, "_callback", boom)
            words = " ".join(map(str, calls.COMMANDS[command.qualified_name].values()))
            asked = await askers.next().say(house.news, f"!{command.qualified_name} {words}")
            answer = await house.news.next_message(after=asked)
        number = re.search(r"\b[0-9a-f]{6}\b", answer.content)
        told = FORESEEN in answer.content or (number and f"Fault {number[0]}" in caplog.text)
        faults += [] if told else [f"!{command.qualified_name}: {answer.content!r}"]
    assert not faults
    assert not leaks(caplog, house)


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
async def test_completions_that_fail_offer_nothing_and_tell_nothing(
    full_house: House, askers: Askers, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    house, faults = full_house, list[str]()
    for command in calls.walk_commands(house.bot):
        for option in (one.display_name for one in command.parameters if one.autocomplete):
            what = f"/{command.qualified_name} {option}:"
            house.bot.store = Raising(house.store, error, 1)  # pyright: ignore[reportAttributeAccessIssue] - stands in for it
            try:
                await askers.next().autocomplete(house.news, command.qualified_name, **{option: "v"})
            except TimeoutError:
                faults.append(f"{what} nobody answers")
            finally:
                house.bot.store = house.store
    assert not faults
    assert not leaks(caplog, house)


def test_every_form_tells_what_went_wrong_in_it() -> None:
    assert not [form.__name__ for form in calls.walk_forms() if form.on_error is discord.ui.Modal.on_error]


async def test_what_stands_in_no_table_is_told_by_name(house: House) -> None:
    async def nothing(*_: object) -> None:
        await asyncio.sleep(0)

    house.bot.presses["surprise"] = nothing
    assert calls.forgotten(house.bot) == ["Say in tests/cogs/calls.py how the press 'surprise' is used."]
