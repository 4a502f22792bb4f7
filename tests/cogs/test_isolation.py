"""No server learns anything of another: three live beside each other, and each is told what it is told when alone.

A walk by chance from a known seed rather than a state machine that shrinks: one walk takes seconds, so hundreds of
them are out of the question, and what goes wrong is named by the act after which it was seen.
"""

from __future__ import annotations

import datetime as dt
import json
from contextlib import asynccontextmanager
from random import Random
from typing import TYPE_CHECKING

from typing_extensions import override

from bot.intake import take_in
from bot.localdiscord import LocalDiscord
from bot.localdiscord.payloads import message_payload
from bot.localdiscord.posting import walk_components
from bot.model import Article
from bot.settings import Settings
from tests import payloads
from tests.cogs import calls
from tests.cogs.neighbours import SECRETS, WIRE_NEWS, Ear, Life, finished, leaks, plain, quarter, rows_of
from tests.conftest import Clock, House
from tests.fresh_store import open_fresh

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from bot.localdiscord import LocalChannel, LocalMember
    from tests.cogs.neighbours import Quarter

SEED = 11
WITH_ANSWERS = {
    "alias", "ask", "close", "complete", "correct", "edit", "export", "file", "follow", "history", "in_private",
    "lists", "merge", "mute", "page", "preview", "rate", "rename_of_wire", "retract", "review", "set_up", "setting_up",
    "settle", "share", "split", "subscribe", "subscriptions", "undo", "watch_and_hear", "wrong",
}  # fmt: skip
"""What somebody does and is answered."""
MINUTE = dt.timedelta(minutes=1)
ENOUGH = 100
"""Payloads that one guild is sent in its life, at least: fewer would prove little."""


class Still(Clock):
    """A clock that stands unless it is put forward: what the first guild has is of the same times in every life."""

    def __init__(self, base: dt.datetime) -> None:
        super().__init__()
        self._base = base

    @override
    def __call__(self) -> dt.datetime:
        return self._base + self.ahead


async def settle(house: House) -> list[Quarter]:
    """Three guilds, and one rumour on the wire that all of them see."""
    quarters = [quarter(house, number) for number in range(len(SECRETS))]
    await house.discord.settled()
    await take_in(house.store, Article(WIRE_NEWS), house.clock())
    return quarters


async def live(house: House, homes: list[Quarter], quarters: list[Quarter]) -> list[str]:
    """Live in these of the guilds, the acts of one between those of the others; tells what leaked."""
    lives = [Life(house, home, SEED) for home in homes]
    left = {id(life): iter(life.acts()) for life in lives}
    turns = [life for life in lives for _ in life.acts()]
    Random(SEED).shuffle(turns)
    ear, faults = Ear(house, quarters), list[str]()
    for number, life in enumerate(turns):
        life.typed = ""
        house.clock.ahead += MINUTE if life.home is quarters[0] else dt.timedelta()
        name, act = next(left[id(life)])
        await act()
        await house.until_outbox(lambda state: not state.depth)
        await house.discord.settled()
        for place, private, body in ear.hear():
            place.told.append((name, private, body))
            typed = life.typed if place is life.home else ""
            if found := leaks(place, quarters, body, typed, private=private):
                faults.append(
                    f"seed {SEED}, act {number} ({name}): {place.secret.mark} hears {found}: {body}"
                )
    return faults


@asynccontextmanager
async def another_house(file: Path, base: dt.datetime) -> AsyncGenerator[House]:
    """A house on a store of its own; only one may be up at a time."""
    settings = Settings(token="unused", database=file, message_content=True)  # noqa: S106 - no token
    store = await open_fresh(settings.database, merge_window=dt.timedelta())
    async with LocalDiscord() as discord:
        house = House(discord, store, settings)
        house.clock = Still(base)
        await house.start()
        try:
            yield house
        finally:
            await house.stop()
        assert not payloads.faults(discord, await house.alert_roles())
    await store.close()


def controls(home: Quarter) -> dict[str, list[str] | None]:
    """Every control that a guild was ever shown: its id, and of a menu what can be chosen."""
    found: dict[str, list[str] | None] = {}
    for _, _, body in home.told:
        for one in walk_components(body.get("components") or []):
            if str(one.get("custom_id", "")).startswith(("v1:", "m1:")):
                found[one["custom_id"]] = [each["value"] for each in one.get("options", ())][:1] or None
        if body.get("form"):
            found[body["form"]["custom_id"]] = None
    return found


async def forge(
    house: House, who: LocalMember, channel: LocalChannel, custom_id: str, values: list[str] | None
) -> None:
    """Use a control of elsewhere here."""
    house.discord.clock.advance(31)
    kind, action, _ = custom_id.split(":", 2)
    message = channel.messages[-1]
    if kind == "f1":
        filled = calls.FORMS[action][1]
        payload = calls.sent(who, custom_id, filled, channel)
        payload["message"] = message_payload(message, house.discord.state.world)
    else:
        payload = calls.pressed(who, message, custom_id, channel, values)
    await finished(house, await house.discord.interact(payload))


async def test_no_guild_is_told_anything_of_another_and_none_notices_that_there_are_others(
    tmp_path: Path,
) -> None:
    base = dt.datetime.now(dt.UTC)
    async with another_house(tmp_path / "together.db", base) as house:
        quarters = await settle(house)
        assert await live(house, quarters, quarters) == []
        together = told_of(quarters[0])
        assert await forged(house, quarters) == []
    async with another_house(tmp_path / "alone.db", base) as house:
        quarters = await settle(house)
        assert await live(house, quarters[:1], quarters) == []
        alone = told_of(quarters[0])
    assert len(alone) > ENOUGH
    assert {line.partition(":")[0] for line in alone} >= WITH_ANSWERS

    assert together == alone


def told_of(home: Quarter) -> list[str]:
    """What was told in a guild, act by act; what is told at the same time has no order."""
    return [
        f"{name}: {json.dumps(plain(body), sort_keys=True, ensure_ascii=False)}"
        for name, _, body in home.told
    ]


async def forged(house: House, quarters: list[Quarter]) -> list[str]:
    """Let who may do everything in a guild of his own use all controls of the first; tells what leaked or changed."""
    home, file, faults = quarters[0], house.settings.database, list[str]()
    before, ear = rows_of(file, home.guild.id), Ear(house, quarters)
    ear.hear()
    await home.mod.dm("hello")
    visits = [(quarters[1], quarters[1].boss, quarters[1].lounge), (home, home.mod, home.mod.dms)]
    used = ""
    for custom_id, values in controls(home).items():
        used += custom_id
        for place, who, channel in visits:
            await forge(house, who, channel, custom_id, values)
            for where, private, body in ear.hear():
                # What he has followed by a name that was on a button he finds again in what is kept of him.
                typed = used if ":mine_" in custom_id else f"{custom_id} {values}"
                found = leaks(where, quarters, body, typed, private=private)
                if found or where is not place:
                    faults.append(f"{custom_id}: {where.secret.mark} hears {found}: {body}")
    after = rows_of(file, home.guild.id)
    return faults + [f"{table} is changed" for table in before if before[table] != after[table]]
