"""Who may do what, over the wire: everybody who might come, in every way in which something can be changed.

One person tries everything in several costumes, so that what lies ready for him – his draft, the rumours of his
guild – is there each time: what refuses him is his rights and nothing else.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.cases import Wrong
from bot.localdiscord import File, Kind, LocalChannel, LocalMember, Permission
from bot.localdiscord.interactions import Callback
from bot.localdiscord.options import Resolved, encode
from bot.localdiscord.payloads import message_payload
from bot.localdiscord.webhooks import LocalWebhook
from bot.rights import Action
from tests.cogs import calls
from tests.cogs.rights import ASKS, MANAGERS_ALONE, OWN_IN_PRIVATE, untold

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from bot.localdiscord import Message, Response, Role
    from bot.localdiscord.options import Value
    from bot.localdiscord.people import Given
    from bot.localdiscord.wire import Json
    from tests.cogs.rights import Way
    from tests.conftest import House

WISH = "Liverpool are interested in Southampton defender Virgil van Dijk, according to Sky Sports."
PAUSE = 31.0
"""Seconds between two acts: how often one may do something is another matter."""
OPENED_BY_COMMANDS = ("add", "purge")
"""Forms that belong to no message; the others are opened by its buttons and menus."""
NO_CHANNEL_IN_PRIVATE = (("command", "watch add"), ("command", "watch remove"))
"""A private conversation has no channel that could be named, which is found out before anybody's rights."""
LAST = ("data purge", "purge")
"""What leaves nothing for those who come after it."""


def dump(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(database.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}  # noqa: S608 - names of our own tables


def changed(before: dict[str, list[tuple[Any, ...]]], after: dict[str, list[tuple[Any, ...]]]) -> list[str]:
    """The tables in which something is another."""
    return [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]


@dataclass
class Stage:
    """A house with something to change of every kind, and what names it."""

    house: House
    draft: str
    other_draft: str
    rumour: str
    deed: str
    report: str
    message: Message

    def target(self, way: Way) -> str:
        """What the control of a way names: something that is there."""
        kind, name = way
        number = self.rumour.partition(".")[0]
        there: dict[Way, str] = {
            ("press", "join"): f"{self.draft}:{self.other_draft}",
            ("form", "correct"): f"{self.draft}:0",
            ("form", "add"): "",
            ("press", "undo"): self.deed,
            ("press", "settle"): self.report,
            ("press", "reopen"): self.report,
            ("form", "edit_rumour"): self.rumour,
            ("form", "split"): number,
            ("form", "setup_channel"): str(self.house.lounge.id),
            **{("press", one): f"h{self.rumour}" for one in calls.PRESSES if one.startswith("rule_")},
            **{("press", one): self.rumour for one in calls.PRESSES if calls.PRESSES[one] == "1.0"},
        }
        if way not in there and ASKS[way] is Action.ADD_RUMOUR:
            return self.draft
        tables: dict[str, Any] = {"press": calls.PRESSES, "choice": calls.CHOICES, "form": calls.FORMS}
        told = tables[kind][name]
        return there.get(way) or (told if isinstance(told, str) else told[0])

    def values(self, name: str) -> list[str]:
        """What is chosen in a menu."""
        found = {
            "setup_role": str(self.house.moderators.id),
            "setup_channel": str(self.house.lounge.id),
            "undo": self.deed,
            "pick_edit": self.rumour,
            "pick_retract": self.rumour,
            "pick_split": self.rumour,
        }.get(name)
        return calls.CHOICES[name][1] if found is None else [found]

    def payload(self, who: LocalMember, channel: LocalChannel, way: Way) -> Json:
        """The interaction of a way, as the client would send it."""
        house, (kind, name) = self.house, way
        if kind == "command":
            return who.payload(Kind.COMMAND, channel, self._command(name))
        if kind == "menu":
            return who.payload(Kind.COMMAND, channel, self._menu(name))
        message = self.message if channel.data.guild_id else house.mod.dms.messages[-1]
        if kind == "form":
            payload = calls.sent(who, f"f1:{name}:{self.target(way)}", calls.FORMS[name][1], channel)
            if name not in OPENED_BY_COMMANDS:
                payload["message"] = message_payload(message, house.discord.state.world)
            return payload
        mark = {"press": "v1", "choice": "m1"}[kind]
        values = self.values(name) if kind == "choice" else None
        payload = calls.pressed(who, message, f"{mark}:{name}:{self.target(way)}", channel, values)
        if name in ("setup_role", "setup_channel"):
            resolved = Resolved(house.discord.state.world, house.news.data, house.boss.id)
            resolved.add(house.moderators)
            resolved.add(house.lounge.data)
            component_type = 6 if name == "setup_role" else 8
            payload["data"] |= {"component_type": component_type, "resolved": resolved.data}
            shown = payload["message"]["components"][0]["components"][0]
            shown["type"] = component_type
            del shown["options"]
        return payload

    def _command(self, name: str) -> Json:
        house, state = self.house, self.house.discord.state
        leaf = state.commands.leaf(house.news.data, house.boss.id, name)
        resolved = Resolved(state.world, house.news.data, house.boss.id)
        given = {key: _plain(value) for key, value in calls.options_of(house, name).items()}
        return leaf.data(encode(leaf.options, given, resolved, name), resolved.data)

    def _menu(self, name: str) -> Json:
        house = self.house
        menu = next(one for one in house.discord.state.commands.of(None) if one["name"] == name)
        told = message_payload(self.message, house.discord.state.world) | {"content": calls.MENUS[name]}
        data = {key: menu[key] for key in ("id", "name", "type")}
        return data | {"target_id": told["id"], "resolved": {"messages": {told["id"]: told}}}

    async def act(
        self, way: Way, *, private: bool = False, spoil: Callable[[Json], None] | None = None
    ) -> Response:
        """Do it as the person is dressed now."""
        self.house.discord.clock.advance(PAUSE)
        who = self.house.mod
        payload = self.payload(who, who.dms if private else self.house.news, way)
        if spoil is not None:
            spoil(payload)
        answer = await self.house.discord.interact(payload)
        if answer.interaction.callback is Callback.DEFERRED_UPDATE:
            await self.house.discord.until(lambda: answer.followups or answer.interaction.edits)
        return answer

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        return dump(self.house.settings.database)


def _plain(value: Given) -> Value:
    assert not isinstance(value, File)
    return value.data if isinstance(value, LocalMember | LocalChannel) else value


@pytest.fixture
async def stage(house: House) -> Stage:
    """Everything that somebody without rights might change lies ready for him."""
    await house.file(WISH)
    await house.mod.slash(house.news, "alerts add", player="van dijk")
    await house.mod.slash(house.news, "alerts mute", player="joao almeida")
    await house.mod.slash(house.news, "watch add", channel=house.lounge)
    await house.mod.slash(house.news, "player alias", player="van dijk", name="VVD")
    told = {"player": "Virgil van Dijk", "shown": "x", "words": "no"}
    await house.store.report(house.guild.id, house.fan.id, 1, house.clock(), kind=Wrong.UNTRUE, **told)
    drafts: list[str] = []
    message: Message | None = None
    for text in (house.BID, house.INTEREST):
        form = await house.mod.slash(house.news, "rumour add")
        preview = await house.mod.submit(form, {"Text": text})
        drafts.append(preview.components[0]["components"][0]["custom_id"].rpartition(":")[2])
        message = preview.message
    assert message is not None
    await house.mod.dm("hello")
    await house.discord.settled()
    (name,) = await house.store.player_names(house.guild.id)
    file = await house.store.player_file(house.guild.id, name.id)
    assert file is not None
    (deed, *_) = await house.store.mendings(house.guild.id)
    return Stage(house, drafts[0], drafts[1], f"{file.rumours[0].id}.0", str(deed.id), "r1", message)


# --- the costumes ---


@contextmanager
def dressed(stage: Stage, roles: list[Role], *, owner: bool = False, robot: bool = False) -> Generator[None]:
    """The person with these roles, as the owner of the guild, or as a bot."""
    person, guild = stage.house.mod, stage.house.guild.data
    before, owner_id = list(person.roles), guild.owner_id
    person.roles[:] = roles
    person.user.bot = robot
    guild.owner_id = person.id if owner else owner_id
    try:
        yield
    finally:
        person.roles[:] = before
        person.user.bot = False
        guild.owner_id = owner_id


def guildless(payload: Json) -> None:
    """Take out of a payload in which guild it was: a forgery, for Discord always says."""
    payload["user"] = payload.pop("member")["user"]
    for key in ("guild_id", "guild", "guild_locale"):
        del payload[key]
    payload["context"] = 1


def refusals(house: House, action: Action) -> dict[str, str]:
    """How each who may not is told so."""
    deed = action.value
    return {
        "member": f"Only somebody who may manage this server may {deed}."
        if action in MANAGERS_ALONE
        else f"Only members with <@&{house.moderators.id}> may {deed}.",
        "bot": f"Only a moderator of this server may {deed}.",
        "private": "in a server.",
    }


def by_rights(house: House, action: Action, answer: Response) -> bool:
    """True if the answer is a refusal by rights."""
    return any(sentence in answer.text for sentence in refusals(house, action).values())


async def is_refused(stage: Stage, way: Way, whom: str, answer: Response) -> list[str]:
    """What is wrong with a refusal."""
    wanted = refusals(stage.house, ASKS[way])[whom]
    if whom == "private" and way in NO_CHANNEL_IN_PRIVATE:
        wanted = "Reload Discord"
    told: list[str] = []
    if wanted not in answer.text:
        told.append(f"{whom} {way}: {answer.text!r} instead of {wanted!r}")
    if answer.modal is not None:
        told.append(f"{whom} {way}: a form is opened")
    source = answer.interaction.source
    shown = [message for message in answer.messages if message is not source]
    if not shown or not all(message.ephemeral or message.guild_id is None for message in shown):
        told.append(f"{whom} {way}: not only he is told: {shown}")
    return told


# --- the matrix ---


async def test_of_every_way_it_is_said_who_may(house: House) -> None:
    assert untold(house.bot) == []


async def test_a_way_that_nobody_has_told_of_is_noticed(house: House) -> None:
    async def erase(*_: object) -> None: ...

    for table in (house.bot.presses, house.bot.choices, house.bot.forms):
        table["erase"] = erase  # pyright: ignore[reportArgumentType] - any of the three
    house.bot.tree.add_command(
        discord.app_commands.Command(name="erase", description="x", callback=erase_all)
    )
    house.bot.tree.add_command(discord.app_commands.ContextMenu(name="Erase", callback=erase_this))
    del house.bot.presses["confirm"]
    assert len(untold(house.bot)) == 6


async def erase_all(interaction: discord.Interaction) -> None: ...


async def erase_this(interaction: discord.Interaction, message: discord.Message) -> None: ...


async def test_who_may_not_is_refused_in_every_way_and_nothing_is_changed(stage: Stage) -> None:
    house, faults = stage.house, list[str]()
    powers = house.guild.add_role("Robots", Permission.ADMINISTRATOR)
    before = stage.dump()
    for way, action in ASKS.items():
        tries: list[tuple[str, list[Role], bool]] = [
            ("member", [], False),
            ("bot", [powers, house.moderators], True),
        ]
        if action in MANAGERS_ALONE:
            tries.append(("member", [house.moderators], False))
        for whom, roles, robot in tries:
            with dressed(stage, roles, robot=robot):
                faults += await is_refused(stage, way, whom, await stage.act(way))
        assert changed(before, stage.dump()) == [], way
    assert faults == []


async def test_in_private_and_without_a_guild_nothing_is_changed_even_by_the_owner(stage: Stage) -> None:
    faults = list[str]()
    before = stage.dump()
    with dressed(stage, [stage.house.moderators], owner=True):
        for way in ASKS.keys() - OWN_IN_PRIVATE:
            faults += await is_refused(stage, way, "private", await stage.act(way, private=True))
            faults += await is_refused(stage, way, "private", await stage.act(way, spoil=guildless))
            assert changed(before, stage.dump()) == [], way
    assert faults == []


async def test_who_may_is_refused_in_no_way(stage: Stage) -> None:
    house, faults = stage.house, list[str]()
    staff = house.guild.add_role("Staff", Permission.MANAGE_GUILD)
    admins = house.guild.add_role("Admins", Permission.ADMINISTRATOR)
    last = [way for way in ASKS if way[1] in LAST]
    for way in [*(ASKS.keys() - set(last)), *last]:
        for who, roles, owner in (
            ("moderator", [house.moderators], False),
            ("manager", [staff], False),
            ("administrator", [admins], False),
            ("owner", [], True),
        ):
            if who == "moderator" and ASKS[way] in MANAGERS_ALONE:
                continue
            with dressed(stage, roles, owner=owner):
                answer = await stage.act(way)
            if answer.failed or "Sorry" in answer.text or by_rights(house, ASKS[way], answer):
                faults.append(f"{who} {way}: {answer.text!r}")
            assert answer.text or answer.modal or answer.attachments, (who, way)
    assert faults == []
    assert await house.store.player_names(house.guild.id) == ()


async def test_while_no_role_is_named_only_managers_may_and_the_refusal_says_how_to_name_one(
    stage: Stage,
) -> None:
    house = stage.house
    with sqlite3.connect(house.settings.database) as database:
        database.execute("UPDATE guild_settings SET moderator_role_id = NULL")
    before, faults = stage.dump(), list[str]()
    for way, action in ASKS.items():
        answer = await stage.act(way)
        if f"Only somebody who may manage this server may {action.value}." not in answer.text:
            faults.append(f"{way}: {answer.text!r}")
        if action not in MANAGERS_ALONE and "/setup moderators" not in answer.text:
            faults.append(f"{way} does not say how: {answer.text!r}")
    assert faults == []
    assert changed(before, stage.dump()) == []


# --- messages: typed commands, webhooks, watched channels ---


async def test_no_write_can_be_typed_by_anybody(stage: Stage) -> None:
    house = stage.house
    me = f"<@{house.discord.bot.id}>"
    robot = house.guild.add_member("robot", [house.guild.add_role("Robots", Permission.ADMINISTRATOR)])
    robot.user.bot = True
    hook = LocalWebhook(house.discord, house.news, "Mirror")
    before = stage.dump()
    for name, options in calls.WRITES.items():
        typed = " ".join([name, *map(str, options.values())])
        for before_it in ("!", f"{me} "):
            for who in (house.boss, house.mod, house.fan, robot):
                await who.say(house.news, before_it + typed)
            await house.boss.dm(before_it + typed)
            hook.say(before_it + typed)
    await house.discord.settled()
    assert changed(before, stage.dump()) == []
    answers = house.news.from_bot()[-6 * len(calls.WRITES) :]
    assert {one.content.partition(".")[0] for one in answers} == {"That works as a slash command only"}
    assert not [
        one for one in answers if one.reference and one.reference["message_id"] in _said_by(house, hook.id)
    ]


def _said_by(house: House, author_id: int) -> set[str]:
    return {str(one.id) for one in house.news.messages if one.author.id == author_id}


async def test_a_watched_channel_takes_news_from_everybody_and_no_other_channel_from_anybody(
    house: House,
) -> None:
    await house.mod.slash(house.news, "watch add", channel=house.lounge)
    robot = house.guild.add_member("robot")
    robot.user.bot = True
    stories = (
        "Everton are interested in Burnley defender {}, according to Sky Sports.",
        "Sky Sports reports that Everton want to sign Burnley defender {}.",
    )
    before = dump(house.settings.database)
    for channel in (house.news, *(who.dms for who in (house.mod, house.fan))):
        for who in (house.boss, house.mod, house.fan, robot) if channel is house.news else (house.mod,):
            await who.say(channel, stories[0].format("Marco Silvetti"))
    LocalWebhook(house.discord, house.news, "Mirror").say(stories[0].format("Marco Silvetti"))
    await house.discord.settled()
    assert changed(before, dump(house.settings.database)) == []
    LocalWebhook(house.discord, house.lounge, "Mirror").say(stories[0].format("Paolo Brentano"))
    await robot.say(house.lounge, stories[0].format("Sandro Vellucci"))
    await house.fan.say(house.lounge, stories[0].format("Dario Montelli"))
    async with asyncio.timeout(10):
        while len(await house.store.player_names(house.guild.id)) < 3:
            pass
    names = {one.name for one in await house.store.player_names(house.guild.id)}
    assert names == {"Paolo Brentano", "Sandro Vellucci", "Dario Montelli"}


# --- the role is lost on the way ---


async def test_who_loses_his_right_while_a_form_is_open_is_refused_when_he_sends_it(stage: Stage) -> None:
    house = stage.house
    forms: list[tuple[Way, Response, dict[str, str]]] = []
    staff = house.guild.add_role("Staff", Permission.MANAGE_GUILD)
    openings: tuple[tuple[Way, Way], ...] = (
        (("command", "rumour add"), ("form", "add")),
        (("press", "date"), ("form", "date")),
        (("choice", "correct"), ("form", "correct")),
        (("choice", "pick_edit"), ("form", "edit_rumour")),
        (("press", "edit_again"), ("form", "edit_rumour")),
        (("choice", "pick_split"), ("form", "split")),
        (("choice", "setup_channel"), ("form", "setup_channel")),
        (("command", "data purge"), ("form", "purge")),
    )
    with dressed(stage, [staff, house.moderators]):
        for opening, sending in openings:
            opened = await stage.act(opening)
            assert opened.modal is not None, (opening, opened.text)
            forms.append((sending, opened, calls.FORMS[sending[1]][1]))
    assert {sending[1] for sending, _, _ in forms} == {name for kind, name in ASKS if kind == "form"}
    before, faults = stage.dump(), list[str]()
    with dressed(stage, []):
        for sending, opened, filled in forms:
            house.discord.clock.advance(PAUSE)
            faults += await is_refused(stage, sending, "member", await house.mod.submit(opened, filled))
    assert faults == []
    assert changed(before, stage.dump()) == []


async def test_who_loses_his_right_after_the_preview_is_refused_at_every_press_of_it(stage: Stage) -> None:
    house = stage.house
    before = stage.dump()
    labels = [
        one["label"] for row in stage.message.components for one in row["components"] if one["type"] == 2
    ]
    assert {"Confirm", "Cancel"} <= set(labels)
    with dressed(stage, []):
        for label in labels:
            answer = await house.mod.press(stage.message, label)
            await house.discord.settled()
            assert "Only members with" in answer.text, label
    assert changed(before, stage.dump()) == []
    await house.press(house.mod, stage.message, "Confirm")
    assert "rumours" in changed(before, stage.dump())
