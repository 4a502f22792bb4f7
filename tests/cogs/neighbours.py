"""Three guilds beside each other, each with secrets of its own, and the life in them: what is done, and what is told.

A life is made from a seed, so it can be lived again, alone or among the others. What the bot has sent is collected
act by act, with the numbers taken out that Discord gives.
"""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any, cast

from bot.localdiscord import Response
from bot.localdiscord.components import buttons, label_of, menus
from bot.localdiscord.interactions import Callback
from tests.cogs import calls

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from bot.localdiscord import LocalChannel, LocalGuild, LocalMember, Message, Role
    from bot.localdiscord.wire import Json
    from tests.conftest import House

    Act = Callable[[], Awaitable[Any]]

WIRE_NEWS = "Liverpool are interested in Southampton defender Virgil van Dijk, according to Sky Sports."
SHARED = "Joao Almeida"
"""Of whom each guild has news of its own, and the wire none."""
FANS = 12
"""So many, that none asks more than one may."""


@dataclass(frozen=True)
class Secret:
    """What a guild alone knows: every word that is told nowhere else has ``mark`` in it, or is a club of its own."""

    mark: str
    seller: str
    buyer: str

    @property
    def player(self) -> str:
        return f"Radovan {self.mark}ovic"

    @property
    def other(self) -> str:
        return f"Tobias {self.mark}elli"

    @property
    def heard(self) -> str:
        return f"Ilario {self.mark}ini"

    @property
    def doubtful(self) -> str:
        return f"Anselm {self.mark}sen"

    @property
    def outlet(self) -> str:
        return f"{self.mark} Herald"

    def texts(self) -> tuple[str, ...]:
        """What a moderator adds: news, more of another player, what the reader holds back, and of whom all speak."""
        return (
            f"{self.seller} have rejected a £20m bid from {self.buyer} for midfielder {self.player}.",
            f"{self.buyer} are interested in {self.seller} defender {self.other}, according to Sky Sports.",
            f"{self.doubtful} to {self.buyer}: done deal? He is set for a medical with {self.buyer}.",
            f"{self.buyer} are interested in Southampton defender Virgil van Dijk.",
            f"{self.seller} have agreed a fee of £25m with Brentford for midfielder {SHARED}.",
        )

    @property
    def marks(self) -> tuple[str, str, str]:
        return self.mark, self.seller, self.buyer


SECRETS = (
    Secret("Kestrel", "Rotherham United", "Plymouth Argyle"),
    Secret("Fenni", "Barnsley", "Wycombe Wanderers"),
    Secret("Brunol", "Peterborough United", "Lincoln City"),
)


@dataclass(eq=False)
class Quarter:
    """One guild: who is in it, where they write, what it alone knows, and what the bot has told there."""

    guild: LocalGuild
    secret: Secret
    news: LocalChannel
    lounge: LocalChannel
    watched: LocalChannel
    role: Role
    mod: LocalMember
    fans: list[LocalMember]
    told: list[tuple[str, bool, Json]] = field(default_factory=list[tuple[str, bool, "Json"]])

    @property
    def boss(self) -> LocalMember:
        return self.guild.owner

    @property
    def people(self) -> list[LocalMember]:
        return [self.boss, self.mod, *self.fans]

    @property
    def ids(self) -> set[str]:
        """The numbers of what is there."""
        places = (self.guild, self.news, self.lounge, self.watched, self.role, *self.people)
        return {str(one.id) for one in places}


def quarter(house: House, number: int) -> Quarter:
    """The guild of that number, with everything in it named by its secret."""
    secret = SECRETS[number]
    guild = house.discord.add_guild(f"{secret.mark} Town")
    role = guild.add_role(f"{secret.mark} Staff")
    news, lounge, posts = (
        guild.add_channel(f"{secret.mark.lower()}-{one}") for one in ("news", "lounge", "posts")
    )
    mod = guild.add_member(f"{secret.mark.lower()}mod", roles=[role])
    fans = [guild.add_member(f"{secret.mark.lower()}fan{one}") for one in range(FANS)]
    return Quarter(guild, secret, news, lounge, posts, role, mod, fans)


async def finished(house: House, answer: Response) -> Response:
    """Wait for what comes of a control for which the bot has asked for time without saying that it thinks."""
    if answer.interaction.callback is Callback.DEFERRED_UPDATE:
        await house.discord.until(lambda: answer.followups or answer.interaction.edits)
    return answer


def _name(act: Any) -> str:
    return (act.func if isinstance(act, partial) else act).__name__


class Life:
    """What is done in a guild, one act after the other; the same for the same seed."""

    def __init__(self, house: House, home: Quarter, seed: int) -> None:
        self.house = house
        self.home = home
        self.typed = ""
        """What was typed in the last act of things that are told elsewhere only: it may be repeated."""
        self._turn = 0
        self._rng = Random(f"{seed}:{home.secret.mark}")

    def acts(self) -> list[tuple[str, Act]]:
        """All of it: what makes it known first, then the rest in an order of its own, then what ends it."""
        files = [partial(self.file, text) for text in self.home.secret.texts()]
        amid: list[Act] = [
            self.rate, self.rename_of_wire, self.alias, self.watch_and_hear, self.wrong, self.review, self.edit,
            self.retract, self.undo, self.merge, self.split, self.close, self.follow, self.preview, self.correct,
            self.mute, self.page, self.share, self.setting_up, self.subscriptions, self.in_private,
            *(partial(self.ask, number) for number in range(24)),
            *(partial(self.complete, number) for number in range(12)),
        ]  # fmt: skip
        self._rng.shuffle(amid)
        last: list[Act] = [self.history, self.settle, self.lists, self.export]
        return [(_name(one), one) for one in (self.set_up, self.subscribe, *files, *amid, *last)]

    # Ways of doing things

    def fan(self) -> LocalMember:
        """The next one in turn."""
        self._turn += 1
        return self.home.fans[self._turn % FANS]

    async def mod(self, name: str, /, **options: Any) -> Response:
        return await self.home.mod.slash(self.home.lounge, name, **options)

    async def press(self, who: LocalMember, answer: Response | Message, label: str) -> Response | None:
        """Press a button, if it is there."""
        messages = answer.messages if isinstance(answer, Response) else [answer]
        if label not in [label_of(one) for message in messages for one in buttons(message)]:
            return None
        return await finished(self.house, await who.press(answer, label))

    async def choose(self, who: LocalMember, answer: Response, nth: int = 0) -> Response | None:
        """Choose in the first menu of an answer, if there is one."""
        found = [one for message in answer.messages for one in menus(message)]
        if not found:
            return None
        chosen = [found[0]["options"][nth]["value"]]
        return await finished(self.house, await who.choose(answer, found[0]["custom_id"], chosen))

    async def submit(self, form: Response, filled: dict[str, str]) -> Response:
        return await finished(self.house, await self.home.mod.submit(form, filled))

    # What is done

    async def set_up(self) -> None:
        await self.home.boss.slash(self.home.lounge, "setup moderators", role=self.home.role)

    async def subscribe(self) -> None:
        await self.home.mod.slash(self.home.news, "alerts add")

    async def file(self, text: str) -> None:
        form = await self.mod("rumour add")
        preview = await self.home.mod.submit(form, {"Text": text, "Outlet": self.home.secret.outlet})
        await self.press(self.home.mod, preview, "Confirm")

    async def rate(self) -> None:
        await self.mod("source tier", name=self.home.secret.outlet, tier="1")
        await self.mod("source tier", name="Sky Sports", tier="4", club=self.home.secret.buyer)

    async def rename_of_wire(self) -> None:
        await self.mod("saga rename", player="van dijk", name=f"Virgil {self.home.secret.mark}dijk")

    async def alias(self) -> None:
        await self.mod("player alias", player=self.home.secret.player, name=f"{self.home.secret.mark}alias")

    async def watch_and_hear(self) -> None:
        secret, home = self.home.secret, self.home
        await self.mod("watch add", channel=home.watched, outlet=secret.outlet)
        await self.fan().say(
            home.watched, f"{secret.buyer} are interested in {secret.seller} defender {secret.heard}."
        )
        file = self.house.store
        for _ in range(200):
            if secret.heard in [one.name for one in await file.player_names(home.guild.id)]:
                break
            await self.house.discord.settled()

    async def wrong(self) -> None:
        fan = self.fan()
        answer = await fan.slash(self.home.lounge, "status", player=self.home.secret.player)
        form = await self.press(fan, answer, "Something wrong?")
        if form is not None and form.modal is not None:
            custom_id = form.modal.custom_id
            filled = {"kind": "untrue", "words": f"{self.home.secret.mark}wrong"}
            await self.house.discord.interact(calls.sent(fan, custom_id, filled, self.home.lounge))

    async def review(self) -> None:
        shown = await self.mod("review")
        await self.press(self.home.mod, shown, "Later")
        await self.press(self.home.mod, shown, "It is so")

    async def settle(self) -> None:
        shown = await self.mod("review")
        await self.press(self.home.mod, shown, "Settled")

    async def edit(self) -> None:
        listed = await self.mod("rumour edit", player=self.home.secret.player)
        form = await self.choose(self.home.mod, listed)
        if form is not None and form.modal is not None:
            await self.submit(form, {"fees": "£22m offered"})

    async def retract(self) -> None:
        await self.choose(self.home.mod, await self.mod("rumour retract", player=self.home.secret.other))

    async def undo(self) -> None:
        await self.choose(self.home.mod, await self.mod("rumour undo"))

    async def merge(self) -> None:
        await self.mod("saga merge", player=self.home.secret.player, other=self.home.secret.other)

    async def split(self) -> None:
        form = await self.choose(self.home.mod, await self.mod("saga split", player=self.home.secret.player))
        if form is not None and form.modal is not None:
            await self.submit(form, {"Player": f"Second {self.home.secret.mark}sson"})

    async def close(self) -> None:
        await self.mod("saga close", player=self.home.secret.other)

    async def follow(self) -> None:
        fan, self.typed = self.fan(), self.home.secret.player
        await fan.slash(self.home.lounge, "follow", player=self.typed)
        await fan.slash(self.home.lounge, "follow", player="van dijk")
        await fan.slash(self.home.lounge, "follow")

    async def preview(self) -> None:
        secret = self.home.secret
        text = f"{secret.buyer} have agreed a fee of £21m with {secret.seller} for {secret.player}."
        preview = await self.home.mod.submit(await self.mod("rumour add"), {"Text": text})
        await self.press(self.home.mod, preview, "Cancel")

    async def correct(self) -> None:
        message = await self.fan().say(self.home.lounge, self.home.secret.texts()[0].replace("20", "23"))
        preview = await self.home.mod.use_on(message, "Add as rumour")
        form = await self.press(self.home.mod, preview, "Correct")
        if form is not None and form.modal is not None:
            await self.submit(form, {"fees": "£24m offered"})
        await self.press(self.home.mod, preview, "Confirm")

    async def mute(self) -> None:
        await self.home.mod.slash(self.home.news, "alerts mute", player=self.home.secret.other)
        await self.home.mod.slash(self.home.news, "alerts unmute", player=self.home.secret.other)
        posted = self.home.news.from_bot()
        if posted:
            await self.press(self.fan(), posted[-1], "Why this alert?")
            await self.press(self.fan(), posted[-1], "Mute this saga")
            await self.press(self.fan(), posted[-1], "Timeline")

    async def page(self) -> None:
        who = self.fan()
        answer = await who.slash(self.home.lounge, "latest")
        await self.press(who, answer, "Older")
        await self.press(who, answer, "What's new since?")

    async def share(self) -> None:
        who = self.fan()
        answer = await who.slash(self.home.lounge, "status", player=self.home.secret.player, private=True)
        await self.press(who, answer, "Share")

    async def setting_up(self) -> None:
        for name in ("setup start", "setup quotas"):
            await self.home.boss.slash(self.home.lounge, name)

    async def subscriptions(self) -> None:
        news, secret = self.home.news, self.home.secret
        for name in ("alerts list", "alerts test", "alerts why"):
            await self.home.mod.slash(news, name)
        await self.home.mod.slash(news, "alerts add", club=secret.buyer)
        await self.home.mod.slash(news, "alerts add", player=secret.player)
        for club in [one.seller for one in SECRETS]:
            self.typed += club
            await self.home.mod.slash(news, "alerts remove", club=club)

    async def in_private(self) -> None:
        for name in ("latest", "club", "status"):
            await self.fan().dm(
                f"!{name} {'' if name == 'latest' else 'everton' if name == 'club' else 'dijk'}"
            )
            await self.house.discord.settled()

    async def ask(self, number: int) -> None:
        """What anybody may ask: of what is here, of what is only elsewhere, of all."""
        names = [word for one in SECRETS for word in (one.player, one.other, one.mark, f"{one.mark}alias")]
        name, who = names[number % len(names)], self.fan()
        self.typed = name
        if number % 2:
            await who.say(self.home.lounge, f"!{self._rng.choice(('status', 'sources', 'timeline'))} {name}")
            await self.house.discord.settled()
            return
        clubs = [club for one in SECRETS for club in (one.seller, one.buyer)]
        self.typed += clubs[number % 6]
        await self._rng.choice(
            (
                lambda: who.slash(self.home.lounge, "club", club=clubs[number % 6]),
                lambda: who.slash(self.home.lounge, "status", player=name),
                lambda: who.slash(self.home.lounge, "latest", club=clubs[number % 6]),
                lambda: who.slash(self.home.lounge, "timeline", player="van dijk"),
                lambda: who.slash(self.home.lounge, "sources", player=SHARED),
                lambda: who.slash(self.home.lounge, "status", player=SHARED),
            )
        )()

    async def complete(self, number: int) -> None:
        """What is offered while somebody types: nothing yet, or how what is only elsewhere begins."""
        typed = ("", "r", "rad", "t", "ana", "v", *(one.mark[:4] for one in SECRETS))[number % 9]
        name, option = self._rng.choice(
            (
                ("status", "player"), ("rumour edit", "player"), ("saga merge", "other"), ("alerts remove", "player"),
                ("unfollow", "player"), ("alerts unmute", "player"), ("source tier", "name"), ("follow", "player"),
            )
        )  # fmt: skip
        for who in (self.home.mod, self.fan()):
            await who.autocomplete(self.home.news, name, **{option: typed})

    async def history(self) -> None:
        await self.mod("rumour history")

    async def lists(self) -> None:
        for name in ("watch list", "source list"):
            await self.mod(name)

    async def export(self) -> None:
        await self.home.boss.slash(self.home.lounge, "data export")
        await self.fan().slash(self.home.lounge, "data mine")


# --- what is told ---

_DISCORDS = re.compile(r"(?<!\d)\d{15,20}(?!\d)")
_INSTANT = re.compile(r"<t:\d+|\d{4}-\d\d-\d\dT[\d:.]+(?:\+00:00|Z)|\d\d:\u200b?\d\d(?::\d\d)?")
_TARGET = re.compile(r"(?:(?<=:)|(?<=:[a-z]))[a-z][\da-z]{7,9}\.|(?<![A-Za-z\d])[hr]?\d+")
OURS = re.compile(r"(?i)\b(number|change|rumour) \d+|^\d+ ·", re.MULTILINE)
"""Where a text shows a number of the store's: of a rumour, or of a change."""


def plain(body: Any) -> Any:
    """A payload without what Discord numbers or dates, and without what the store numbers: drafts, rumours, changes."""
    if isinstance(body, dict):
        told = cast("Json", body)
        ids = ("custom_id", "value") if "label" in told else ("custom_id",)
        return {
            key: _TARGET.sub("#", str(value)) if key in ids else plain(value)
            for key, value in told.items()
            if key != "nonce"
        }
    if isinstance(body, list):
        return [plain(one) for one in cast("list[Any]", body)]
    if not isinstance(body, str):
        return body
    return OURS.sub("#", _INSTANT.sub("<at>", _DISCORDS.sub("<id>", body)))


class Ear:
    """Hears what the bot tells, and where."""

    def __init__(self, house: House, quarters: list[Quarter]) -> None:
        self._house = house
        self._quarters = quarters
        self._sent = self._asked = 0

    def hear(self) -> list[tuple[Quarter, bool, Json]]:
        """What was told since this was asked last: in which guild, whether in private, and what."""
        return [*self._hear()]

    def _hear(self) -> Iterator[tuple[Quarter, bool, Json]]:
        discord = self._house.discord
        sent, self._sent = discord.sent[self._sent :], len(discord.sent)
        for one in sent:
            files = [file.content.decode("utf8", "replace") for file in one.message.attachments]
            yield (
                self._whose(one.channel),
                one.channel.guild_id is None,
                {"how": one.how, **one.payload, "read": files},
            )
        every = discord.state.interactions.all
        asked, self._asked = every[self._asked :], len(every)
        for one in asked:
            if one.modal is not None or one.choices:
                told = {"form": one.modal, "choices": one.choices}
                yield self._whose(one.channel), one.channel.guild_id is None, told

    def _whose(self, channel: Any) -> Quarter:
        person = channel.recipient.id if channel.recipient else 0
        return next(
            one
            for one in self._quarters
            if one.guild.id == channel.guild_id or person in {member.id for member in one.people}
        )


def leaks(
    home: Quarter, quarters: list[Quarter], body: Json, typed: str = "", *, private: bool = False
) -> list[str]:
    """What of other guilds a payload tells; in private also what is of one's own guild. ``typed`` may be repeated."""
    text, typed = json.dumps(body, ensure_ascii=False).casefold(), typed.casefold()
    found = {mark.casefold() for one in quarters if one is not home for mark in (*one.secret.marks, *one.ids)}
    if private:
        found |= {mark.casefold() for mark in home.secret.marks}
    return sorted(mark for mark in found if mark in text and mark not in typed)


def rows_of(file: Path, guild_id: int) -> dict[str, list[tuple[Any, ...]]]:
    """All rows that say they are of a guild."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        named = database.execute(
            "SELECT t.name, c.name FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c "
            "WHERE t.schema = 'main' AND t.type = 'table' AND c.name IN ('scope', 'guild_id')"
        ).fetchall()
        return {
            table: sorted(
                database.execute(f'SELECT * FROM "{table}" WHERE {column} = ?', (guild_id,)),  # noqa: S608 - our own names
                key=repr,
            )
            for table, column in named
        }
