"""What is done to the bot by chance: each act is made from a seed and its number alone, so it can be made again."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Any, cast

from bot.localdiscord import Kind
from bot.localdiscord.commands import leaves
from tests.fuzz.hostile import PLAUSIBLE, TEXTS, text
from tests.fuzz.town import ASKED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.localdiscord import LocalChannel, LocalMember, Response
    from bot.localdiscord.wire import Json
    from tests.fuzz.town import Town

PAUSE = 2.0
"""Seconds that pass before each act, so that not every second one is refused as too many at once."""
_NEEDED = {"id", "name", "type", "custom_id", "component_type", "options"}
WHERE = ("news", "lounge", "private")
WHO = ("owner", "moderator", "member", "robot")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody does. ``what``: a kind of interaction by name, or "message".

    ``data`` is the interaction's; of a message only ``content``. ``shown``: what the message of the component has.
    """

    what: str
    who: str
    district: int
    where: str
    data: Json
    shown: tuple[Json, ...] = ()

    @property
    def kind(self) -> Kind:
        return Kind[self.what]


class Maker:
    """Makes acts for a town."""

    def __init__(self, town: Town, seed: int) -> None:
        self._town = town
        self._seed = seed
        roots: list[Json] = town.discord.state.commands.of(None)
        self._leaves = [leaf for root in roots if root["type"] == 1 for leaf in leaves(root)]
        self._menus = [root for root in roots if root["type"] != 1]
        self._actions = {"v1": [*town.bot.presses], "m1": [*town.bot.choices], "f1": [*town.bot.forms]}

    def make(self, number: int) -> Act:
        """The act of that number."""
        rng = Random(f"{self._seed}:{number}")
        makers: dict[Callable[[Random], tuple[str, Json, tuple[Json, ...]]], int] = {
            self._command: 30, self._menu: 6, self._component: 24, self._stale: 8, self._form: 10,
            self._completion: 12, self._message: 10,
        }  # fmt: skip
        what, data, shown = rng.choices([*makers], [*makers.values()])[0](rng)
        who, where = rng.choice(WHO), rng.choice(WHERE)
        return Act(what, who, rng.randrange(len(self._town.districts)), where, data, shown)

    # Commands

    def _command(self, rng: Random) -> tuple[str, Json, tuple[Json, ...]]:
        leaf = rng.choice(self._leaves)
        options = [
            self._option(rng, one) for one in leaf.options if one.get("required") or rng.random() < 0.5
        ]
        if rng.random() < 0.1:
            options.append(
                {"name": rng.choice(("no-such", "player", text(rng)[:32])), "type": 3, "value": text(rng)}
            )
        if rng.random() < 0.1 and options:
            options.pop(rng.randrange(len(options)))
        data = copy.deepcopy(leaf.data(options, self._resolved(rng)))
        if rng.random() < 0.05:
            data["name"] = rng.choice(("", "no-such", text(rng)[:32]))
        if rng.random() < 0.03:
            data.pop("options", None)
        return "COMMAND", data, ()

    def _option(self, rng: Random, option: Json) -> Json:
        told: Json = {"name": option["name"], "type": option["type"], "value": self._value(rng, option)}
        if rng.random() < 0.06:
            wrong: list[Any] = [None, True, -1, 2**70, 1.5, [], {}, text(rng)]
            told["value"] = rng.choice(wrong)
        if rng.random() < 0.03:
            told["type"] = rng.randrange(3, 12)
        return told

    def _value(self, rng: Random, option: Json) -> Any:
        if option.get("choices") and rng.random() < 0.8:
            return rng.choice(option["choices"])["value"]
        match option["type"]:
            case 3:
                return text(rng, ASKED)
            case 4:
                return rng.choice((0, 1, 2, 3, 5, -1, 2**31, 2**53))
            case 5:
                return rng.random() < 0.5
            case 10:
                return rng.random() * 10
            case _:
                return str(self._number(rng))

    def _number(self, rng: Random) -> int:
        district = rng.choice(self._town.districts)
        known = (
            district.role.id,
            district.channel.id,
            district.lounge.id,
            district.guild.id,
            district.guild.owner.id,
        )
        return rng.choice((*known, 0, 1, 2**63, 2**64))

    def _resolved(self, rng: Random) -> Json:
        """Things that options may name: of any guild, some of them with hardly anything said of them."""
        district = rng.choice(self._town.districts)
        guild = str(district.guild.id)
        roles = {"id": str(district.role.id), "name": text(rng)[:100], "permissions": "0", "position": 1}
        channel = {
            "id": str(district.channel.id),
            "type": 0,
            "name": "x",
            "permissions": "0",
            "guild_id": guild,
        }
        file = {
            "id": "1", "filename": rng.choice(("news.txt", "x", text(rng)[:50])), "size": rng.choice((0, 9, 10**9)),
            "url": f"{self._town.discord.state.world.files}/attachments/1/1/x", "proxy_url": "", "content_type": "x",
        }  # fmt: skip
        whole: Json = {
            "roles": {roles["id"]: roles},
            "channels": {channel["id"]: channel},
            "attachments": {"1": file},
        }
        return {key: value for key, value in whole.items() if rng.random() < 0.8}

    def _menu(self, rng: Random) -> tuple[str, Json, tuple[Json, ...]]:
        menu: Json = rng.choice(self._menus)
        message: Json = {
            "id": "7", "channel_id": str(self._number(rng)), "type": rng.choice((0, 0, 19, 6, 99)),
            "content": _news(rng),
            "author": {"id": "3", "username": text(rng)[:32], "discriminator": "0", "avatar": None},
            "attachments": [],
            "embeds": rng.choice(([], [{"type": "rich", "title": text(rng)[:256], "url": text(rng)}])),
            "mentions": [], "mention_roles": [], "mention_everyone": False, "pinned": False, "tts": False, "flags": 0,
            "timestamp": "2017-07-10T12:00:00+00:00", "edited_timestamp": None, "components": [],
        }  # fmt: skip
        data = {
            "id": menu["id"],
            "name": menu["name"],
            "type": menu["type"],
            "target_id": rng.choice(("7", "7", "8", "0")),
        }
        resolved: Json = {"messages": {"7": message}} if rng.random() < 0.8 else {}
        return "COMMAND", data | {"resolved": resolved}, ()

    # Buttons, menus and forms

    def _custom_id(self, rng: Random, marks: tuple[str, ...]) -> str:
        mark = rng.choice(marks)
        actions = self._actions.get(mark) or ["none"]
        action = rng.choice((*actions, *actions, text(rng)[:30]))
        draft, moment = rng.randrange(1, 40), rng.choice((0, 1499644800, 99999999999))
        player = rng.choice((*ASKED, *PLAUSIBLE))
        target = rng.choice(
            (str(draft), str(draft), player, f"{moment}:{player}", f"{draft}:{player}", text(rng)[:60])
        )
        whole = f"{mark}:{action}:{target}"
        return rng.choice((whole, whole, whole, whole, whole + "x" * 100, target, text(rng)))[:100] or "x"

    def _component(self, rng: Random) -> tuple[str, Json, tuple[Json, ...]]:
        custom_id = self._custom_id(rng, ("v1", "v1", "m1", "v0", "v2", "f1"))
        natural = 3 if custom_id.startswith("m1") else 2
        kind = natural if rng.random() < 0.85 else rng.choice((2, 3, 5, 6, 7, 8, 4, 99))
        data: Json = {"custom_id": custom_id, "component_type": kind, "id": 2}
        shown: Json = {"type": kind, "id": 2, "custom_id": custom_id}
        if kind == 2:
            shown |= {"style": 2, "label": "x"}
        else:
            values = [rng.choice((text(rng)[:100], str(self._number(rng)))) for _ in range(rng.randrange(3))]
            data |= {"values": values, "resolved": self._resolved(rng)}
            shown |= {"options": [{"label": "x", "value": "x"}]}
        return "COMPONENT", data, (() if rng.random() < 0.1 else (shown,))

    def _stale(self, rng: Random) -> tuple[str, Json, tuple[Json, ...]]:
        """Something that the bot itself has shown, used by whomever wherever; or something forged, if there is none."""
        shown = [
            child for message in self._town.seen for row in message.components for child in row.get("components", ())
            if child.get("custom_id")
        ]  # fmt: skip
        if not shown:
            return self._component(rng)
        child = rng.choice(shown)
        data = {"custom_id": child["custom_id"], "component_type": child["type"], "id": child["id"]}
        if child["type"] != 2:
            data["values"] = [one["value"] for one in child.get("options", ())][:1]
        return "COMPONENT", data, (child,)

    def _form(self, rng: Random) -> tuple[str, Json, tuple[Json, ...]]:
        modals = [one.modal for one in self._town.discord.state.interactions.all if one.modal]
        if modals and rng.random() < 0.5:
            modal = rng.choice(modals)
            keys = [row["component"]["custom_id"] for row in modal["components"] if row.get("component")]
            custom_id = modal["custom_id"]
        else:
            keys, custom_id = ["text", "outlet", "name", "x"], self._custom_id(rng, ("f1", "f1", "v1"))
        fields = [self._field(rng, key) for key in keys if rng.random() < 0.9]
        return "MODAL", {"custom_id": custom_id, "components": fields}, ()

    def _field(self, rng: Random, key: str) -> Json:
        typed: Json = {"type": 4, "id": 2, "custom_id": key, "value": _news(rng)}
        if rng.random() < 0.1:
            typed = rng.choice(
                ({"type": 3, "id": 2, "custom_id": key, "values": [text(rng)]}, typed | {"custom_id": "x"})
            )
        return {"type": 18, "id": 1, "component": typed}

    def _completion(self, rng: Random) -> tuple[str, Json, tuple[Json, ...]]:
        _, data, shown = self._command(rng)
        options: list[Json] = data.get("options") or []
        while options and "options" in options[0]:
            options = options[0]["options"]
        for option in options:
            if option.get("type") == 3:
                option["value"] = text(rng, ASKED)
        if options and rng.random() < 0.95:
            rng.choice(options)["focused"] = True
        return "AUTOCOMPLETE", data, shown

    # Messages

    def _message(self, rng: Random) -> tuple[str, Json, tuple[Json, ...]]:
        names = [one.qualified_name for one in self._town.bot.walk_commands()]
        mention = f"<@{self._town.discord.bot.id}>"
        before = rng.choice(("!", "!", "! ", f"{mention} ", f"{mention}", "", "!!"))
        name = rng.choice((*names, *names, text(rng)))
        return "message", {"content": f"{before}{name} {text(rng, ASKED)}"}, ()


def _news(rng: Random) -> str:
    return rng.choice(
        (text(rng), f"Everton want {text(rng)[:40]}, according to Sky Sports.", rng.choice(TEXTS))
    )


def _place(town: Town, act: Act) -> tuple[LocalMember, LocalChannel]:
    district = town.districts[act.district]
    who = district.people[act.who]
    return (
        who,
        who.dms if act.where == "private" else district.channel if act.where == "news" else district.lounge,
    )


async def do(town: Town, act: Act) -> list[str]:
    """Do it, and tell what was wrong with what came of it."""
    town.discord.clock.advance(PAUSE)
    who, channel = _place(town, act)
    if _follows(act):
        town.followed[who.id] += str(act.data)
    # Whom he follows is told to him by the name that he gave.
    typed = str(act.data) + town.followed[who.id]
    if act.what == "message":
        await who.say(channel, act.data["content"])
        await town.discord.settled(0.01)
        return town.faults(None, typed)
    source = next(iter(town.seen), None) if act.what == "COMPONENT" else None
    payload = who.payload(act.kind, channel, copy.deepcopy(act.data), source)
    if source is not None:
        payload["message"] |= {"components": [{"type": 1, "id": 1, "components": list(act.shown)}]}
    answer: Response | None = None
    try:
        answer = await town.discord.interact(payload)
    except TimeoutError as error:
        return [*town.faults(None, typed), f"nobody answers: {error}"]
    return town.faults(answer, typed)


def _follows(act: Act) -> bool:
    return act.data.get("name") == "follow" or ":follow:" in str(act.data.get("custom_id"))


def smaller(act: Act) -> Iterator[Act]:
    """The same with a little less in it, each thing that could be left out or cut once."""
    for data in _less(act.data):
        yield replace(act, data=data)


def _less(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        told = cast("Json", node)
        for key, value in told.items():
            if key not in _NEEDED:
                yield {name: one for name, one in told.items() if name != key}
            yield from ({**told, key: less} for less in _less(value))
    elif isinstance(node, list):
        several = cast("list[Any]", node)
        for place, value in enumerate(several):
            yield [*several[:place], *several[place + 1 :]]
            yield from ([*several[:place], less, *several[place + 1 :]] for less in _less(value))
    elif isinstance(node, str) and len(node) > 1:
        yield node[: len(node) // 2]
        yield node[len(node) // 2 :]
