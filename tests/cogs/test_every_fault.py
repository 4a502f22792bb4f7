"""Whatever goes wrong, and wherever: the asker is answered. Every command, menu, form and press is made to fail.

What to call is found by walking the bot; how it is called stands in ``tests/cogs/calls.py``.
"""

from __future__ import annotations

import asyncio
import inspect
import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

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
                raise self.error.with_traceback(None)  # else each raise of it adds to the last
            return await real(*args, **named)

        return step


def raising(house: House, error: Exception, at: int) -> Any:
    """The house's store, whose ``at``-th step fails."""
    return Raising(house.store, error, at)


def uses(house: House) -> Iterator[tuple[str, Use]]:
    """Everything that there is to be used at once, each with how."""
    for command in calls.walk_commands(house.bot):
        yield f"/{command.qualified_name}", partial(calls.use, house, name=command.qualified_name)
    for menu in calls.walk_menus(house.bot):
        yield f"menu {menu.name}", partial(calls.use_menu, house, name=menu.name)
    for known, use in (
        (house.bot.presses, calls.press),
        (house.bot.choices, calls.choose),
        (house.bot.forms, calls.send_form),
    ):
        for action in known:
            yield f"{use.__name__} {action}", partial(use, house, action=action)


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


def said(message: Message) -> str:
    """What a message says, in its content and its embeds."""
    embeds = [f"{one.get('title', '')} {one.get('description', '')}" for one in message.embeds]
    return " ".join([message.content, *embeds]).strip()


def wrong(what: str, answer: Response, error: Exception, caplog: pytest.LogCaptureFixture) -> list[str]:
    """What is wrong with the answer to something that has failed."""
    log = logged(caplog)
    if answer.failed:
        return [f"{what}: nobody answers"]
    told = [one for one in new_messages(answer) if said(one)]
    text = " ".join(map(said, told))
    seen = [said(one) for one in told if not one.ephemeral]
    faults = [f"{what}: all see what went wrong, {text!r}" for text in seen]
    faults += [f"{what}: the log tells what was quoted"] if SECRET in log else []
    return (
        faults
        if is_told(text, error, log)
        else [*faults, f"{what}: it is not told what went wrong, {text!r}"]
    )


def is_told(text: str, error: Exception, log: str) -> bool:
    """True if the answer says what is wrong, or has the number under which the log knows it."""
    if isinstance(error, StoreError | Refusal):
        return FORESEEN in text
    return any(f"Fault {number}" in log for number in re.findall(r"\b[0-9a-f]{6}\b", text))


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """What was logged since this was last asked, without the lines of this file in it."""
    text = caplog.text
    caplog.clear()
    return text


def leaks(house: House) -> list[str]:
    """Where something was sent that quotes an error, or has the token in it."""
    secrets = (SECRET, house.discord.token)
    return [text for one in house.discord.sent for secret in secrets if secret in (text := str(one.payload))]


@pytest.fixture
async def full_house(house: House) -> House:
    """With a saga, a channel that is told of everything and of one player, and somebody who follows him."""
    await house.file(house.BID)
    await house.file(
        "Liverpool are interested in Southampton defender Virgil van Dijk, according to Sky Sports."
    )
    await house.boss.slash(house.news, "alerts add", player="van dijk")
    return house


@pytest.fixture
def askers(full_house: House) -> Askers:
    return Askers(full_house)


def breaking(house: House, what: str, error: Exception, patch: pytest.MonkeyPatch) -> None:
    """Let what is named fail before it has done anything at all."""

    async def boom(*_: object, **__: object) -> None:
        raise error.with_traceback(None)

    for command in calls.walk_commands(house.bot):
        if what == f"/{command.qualified_name}":
            patch.setattr(command, "_callback", boom)
    for menu in calls.walk_menus(house.bot):
        if what == f"menu {menu.name}":
            patch.setattr(menu, "_callback", boom)
    kind, _, action = what.partition(" ")
    known: dict[str, dict[str, Any]] = {
        "press": house.bot.presses, "choose": house.bot.choices, "send_form": house.bot.forms,
    }  # fmt: skip
    if kind in known:
        patch.setitem(known[kind], action, boom)


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
async def test_what_fails_at_once_is_answered(
    full_house: House, askers: Askers, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    house, faults = full_house, list[str]()
    for what, use in uses(house):
        with pytest.MonkeyPatch.context() as patch:
            breaking(house, what, error, patch)
            faults += wrong(what, await use(askers.next()), error, caplog)
    assert not faults
    assert not leaks(house)


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
async def test_whatever_fails_in_the_store_is_answered(
    full_house: House, askers: Askers, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    house, faults, failed = full_house, list[str](), set[str]()
    for what, use in uses(house):
        for at in range(1, LONGEST):
            who = askers.next()
            house.bot.store = store = raising(house, error, at)
            answer = await use(who)
            house.bot.store = house.store
            if store.steps < at:
                break
            failed.add(what)
            faults += wrong(f"{what}, at {store.names[-1]}", answer, error, caplog)
    assert not faults
    assert not leaks(house)
    # Nearly everything asks the store for something: else this test would not do its work.
    assert len(failed) > len(list(uses(house))) * 2 / 3


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
async def test_a_typed_command_that_fails_is_answered(
    full_house: House, askers: Askers, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    house, faults = full_house, list[str]()
    for command in house.bot.walk_commands():

        async def boom(*_: object, **__: object) -> None:
            raise error.with_traceback(None)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(command, "_callback", boom)
            words = " ".join(map(str, calls.COMMANDS[command.qualified_name].values()))
            asked = await askers.next().say(house.news, f"!{command.qualified_name} {words}")
            answer = await house.news.next_message(after=asked)
        log = logged(caplog)
        assert SECRET not in log
        told = is_told(answer.content, error, log)
        faults += [] if told else [f"!{command.qualified_name}: {answer.content!r}"]
    assert not faults
    assert not leaks(house)


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
async def test_completions_that_fail_offer_nothing_and_tell_nothing(
    full_house: House, askers: Askers, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    house, faults = full_house, list[str]()
    for command in calls.walk_commands(house.bot):
        for option in (one.display_name for one in command.parameters if one.autocomplete):
            what = f"/{command.qualified_name} {option}:"
            house.bot.store = raising(house, error, 1)
            try:
                await askers.next().autocomplete(house.news, command.qualified_name, **{option: "v"})
            except TimeoutError:
                faults.append(f"{what} nobody answers")
            finally:
                house.bot.store = house.store
    assert not faults
    assert SECRET not in caplog.text
    assert not leaks(house)


def test_no_form_is_a_class_of_its_own_which_a_restart_would_end() -> None:
    assert list(calls.walk_windows()) == []


async def test_what_stands_in_no_table_is_told_by_name(house: House) -> None:
    async def nothing(*_: object) -> None:
        await asyncio.sleep(0)

    house.bot.presses["surprise"] = nothing
    assert calls.forgotten(house.bot) == ["Say in tests/cogs/calls.py how the press 'surprise' is used."]
