"""Three guilds with secrets of their own, and what is wrong with whatever the bot does there."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from bot.app import Endpoint, SagaBot, run_bot
from bot.localdiscord import LocalDiscord, Permission
from bot.settings import Settings
from tests import payloads
from tests.fresh_store import open_fresh

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from bot.localdiscord import LocalChannel, LocalGuild, LocalMember, Message, Response, Role

KEPT = 200
"""Of what only grows, the local Discord keeps so much."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What a guild alone knows. ``asked``: what others may type who would like to find it."""

    player: str
    outlet: str
    asked: tuple[str, ...]

    @property
    def marks(self) -> tuple[str, str]:
        """What may be seen in this guild only."""
        return self.player.split()[-1], self.outlet

    @property
    def texts(self) -> tuple[str, ...]:
        return (
            f"Brentford have rejected a £20m bid from Everton for midfielder {self.player}.",
            f"Everton have agreed a fee of £25m with Brentford for midfielder {self.player}.",
        )


SECRETS = (
    Secret("Radovan Kestrelmark", "Quillmark Herald", ("Radovan", "kestrel", "Kestrelmarc", "quillm")),
    Secret("Tobias Fennimark", "Ostermark Post", ("Tobias", "fenni", "Fennimarc", "osterm")),
    Secret("Ilario Brunomark", "Veldmark Tribune", ("Ilario", "bruno", "Brunomarc", "veldm")),
)
ASKED = tuple(word for secret in SECRETS for word in secret.asked)
WIRE_NEWS = "Liverpool are interested in Southampton defender Virgil van Dijk, according to Sky Sports."


@dataclass(eq=False)
class District:
    """One guild: its people, where they write, and what it alone knows."""

    guild: LocalGuild
    secret: Secret
    channel: LocalChannel
    lounge: LocalChannel
    role: Role
    people: dict[str, LocalMember]


class Log(logging.Handler):
    """Collects what the log must not have: faults, errors, tasks that nobody looked after."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.faults: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        text = logging.Formatter().format(record)
        if record.levelno >= logging.ERROR or "Traceback" in text or "Fault" in text:
            self.faults.append(text)


@dataclass(eq=False)
class Town:
    """The world of a run.

    ``seen``: messages of the bot with something to press, the last ones. ``followed``: what users have said whom they
    follow, by their ids.
    """

    discord: LocalDiscord
    bot: SagaBot
    districts: list[District]
    stranger: LocalMember
    log: Log
    seen: list[Message] = field(default_factory=list["Message"])
    followed: defaultdict[int, str] = field(default_factory=lambda: defaultdict(str))

    def faults(self, answer: Response | None, typed: str = "") -> list[str]:
        """What was wrong since this was last asked, and with this answer; what was ``typed`` may be repeated."""
        told = [f"in the log: {text}" for text in self.log.faults]
        told += payloads.faults(self.discord)
        told += [
            fault
            for sent in self.discord.sent
            for fault in self._leaks(sent.channel.guild_id, sent.payload, typed)
        ]
        told += [f"rings somebody: {sent.payload}" for sent in self.discord.sent if _rings(sent.message)]
        if answer is not None:
            one = answer.interaction
            told += ["nobody answers"] if answer.failed else []
            told += self._leaks(one.channel.guild_id, {"choices": one.choices, "form": one.modal}, typed)
        for sent in self.discord.sent:
            if sent.message.components:
                self.seen.append(sent.message)
        del self.seen[:-KEPT]
        for kept in (self.log.faults, self.discord.sent, self.discord.broken, self.discord.requests):
            kept.clear()
        return told

    def _leaks(self, guild_id: int | None, payload: Any, typed: str) -> list[str]:
        text, typed = str(payload).casefold(), typed.casefold()
        return [
            f"guild {guild_id} is told of {mark}: {text}"
            for district in self.districts
            if district.guild.id != guild_id
            for mark in district.secret.marks
            if mark.casefold() in text and mark.casefold() not in typed
        ]


def _rings(message: Message) -> bool:
    return bool(message.mentions or message.mention_roles or message.mention_everyone)


@asynccontextmanager
async def town() -> AsyncGenerator[Town]:
    """A town with a bot that is up, in which each guild has planted its secret."""
    log = Log()
    logging.getLogger().addHandler(log)
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "fuzz.db"
            store = await open_fresh(path, merge_window=dt.timedelta())
            async with LocalDiscord(keep=KEPT) as discord:
                try:
                    async with _settled(discord, store, path, log) as made:
                        yield made
                finally:
                    await store.close()
    finally:
        logging.getLogger().removeHandler(log)


@asynccontextmanager
async def _settled(discord: LocalDiscord, store: Any, path: Path, log: Log) -> AsyncGenerator[Town]:
    districts = [_district(discord, number) for number in range(len(SECRETS))]
    for district in districts:
        await store.set_moderator_role(district.guild.id, district.role.id, district.guild.owner.id)

    def clock() -> dt.datetime:
        return dt.datetime.fromtimestamp(discord.clock.now(), dt.UTC)

    settings = Settings(token="unused", database=path, message_content=True)  # noqa: S106 - no token
    bot = SagaBot(store, settings, clock, Endpoint(discord.api_url, discord.gateway_url))
    running = asyncio.create_task(run_bot(bot, discord.token))
    await discord.ready()
    stranger = districts[0].people["member"]
    made = Town(discord, bot, districts, stranger, log)
    for district in districts:
        await _plant(discord, district)
    made.faults(None)
    try:
        yield made
    finally:
        await bot.close()
        await running


def _district(discord: LocalDiscord, number: int) -> District:
    guild = discord.add_guild(f"Guild {number}")
    role = guild.add_role("Moderators")
    robot = guild.add_member("robot", roles=[guild.add_role("Robots", Permission.ADMINISTRATOR)])
    robot.user.bot = True
    people = {
        "owner": guild.owner,
        "moderator": guild.add_member("moderator", roles=[role]),
        "member": guild.add_member("member"),
        "robot": robot,
    }
    return District(
        guild, SECRETS[number], guild.add_channel("news"), guild.add_channel("lounge"), role, people
    )


async def _plant(discord: LocalDiscord, district: District) -> None:
    moderator, secret = district.people["moderator"], district.secret
    await moderator.slash(district.channel, "alerts add")
    for text in secret.texts:
        form = await moderator.slash(district.lounge, "rumour add")
        preview = await moderator.submit(form, {"Text": text, "Outlet": secret.outlet})
        answer = await moderator.press(preview, "Confirm")
        await discord.until(lambda answer=answer: answer.interaction.edits or answer.followups)
    await district.channel.next_message()
    await discord.settled()
