"""Nothing that a bot sends wrongly is missed, on whichever way, also where it copes with Discord's refusal."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands
from discord.http import Route

from tests import payloads

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.app import SagaBot
    from bot.localdiscord.wire import Json
    from tests.conftest import House

    Interaction = discord.Interaction[SagaBot]

NOBODY: Json = {"parse": []}
GOOD: Json = {"content": "x", "allowed_mentions": NOBODY}
LINK: Json = {"type": 2, "style": 5, "label": "x", "url": "https://example.org/" + "x" * 512}
FIELD: Json = {"type": 4, "custom_id": "a", "style": 1}
FORM: Json = {
    "title": "x" * 46,
    "custom_id": "f1:a:b",
    "components": [{"type": 18, "label": "x", "component": FIELD}],
}
TOO_LONG: Json = GOOD | {"content": "x" * 2001}
TOO_MUCH: Json = GOOD | {"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]}
TOO_FAR: Json = GOOD | {"components": [{"type": 1, "components": [LINK]}]}
NOT_ASKED: Json = {"content": "@everyone"}
ASKED_WRONG: Json = GOOD | {"allowed_mentions": {"parse": ["roles"]}}
RINGS: Json = GOOD | {"allowed_mentions": {"parse": [], "users": ["1"]}}
HALF: Json = GOOD | {"content": "\ud83d"}
WAYS = ("message", "edit", "answer", "update", "followup", "edited answer", "first post")


async def send(house: House, way: str, payload: Json) -> None:
    """Send a message part on one of the ways there are."""
    if way in ("message", "edit"):
        path = f"/channels/{house.news.id}/messages"
        made = await request(house, "POST", path, payload if way == "message" else GOOD)
        if way == "edit":
            await request(house, "PATCH", f"{path}/{made['id']}", payload)
    elif way == "first post":
        forum = house.guild.add_forum("sagas")
        await request(house, "POST", f"/channels/{forum.id}/threads", {"name": "x", "message": payload})
    else:
        await answer(house, way, payload)


async def answer(house: House, way: str, payload: Json) -> None:
    """Answer a press of a button on one of the ways there are."""

    async def press(interaction: Interaction, _: str) -> None:
        first = {"answer": (4, payload), "update": (7, payload)}.get(way, (4, GOOD))
        await callback(house, interaction, *first)
        path = f"/webhooks/{house.discord.bot.id}/{interaction.token}"
        if way == "followup":
            await request(house, "POST", path, payload)
        if way == "edited answer":
            await request(house, "PATCH", f"{path}/messages/@original", payload)

    await pressed(house, press)


async def pressed(house: House, press: Callable[[Interaction, str], Awaitable[None]]) -> None:
    """Press a button that does this, and wait until it is done."""
    button = {"type": 2, "style": 2, "label": "Go", "custom_id": "v1:go:1"}
    done = asyncio.Event()

    async def whole(interaction: Interaction, target: str) -> None:
        await press(interaction, target)
        done.set()

    body = GOOD | {"components": [{"type": 1, "components": [button]}]}
    house.bot.presses["go"] = whole
    message = await request(house, "POST", f"/channels/{house.news.id}/messages", body)
    await house.fan.press(house.news.data.messages[int(message["id"])], "Go")
    await done.wait()


async def callback(house: House, interaction: Interaction, kind: int, data: Json) -> None:
    path = f"/interactions/{interaction.id}/{interaction.token}/callback"
    await request(house, "POST", path, {"type": kind, "data": data})
    if not house.discord.state.interactions.all[-1].callback:
        await request(house, "POST", path, {"type": 4, "data": GOOD})


async def request(house: House, method: str, path: str, body: Any) -> Json:
    """Send any body at all; that it is refused is swallowed, as a bot might."""
    with suppress(discord.HTTPException):
        return await house.bot.http.request(Route(method, path), json=body)
    return {}


def told(house: House) -> list[str]:
    """What is wrong; it is forgotten then, for it was meant to be."""
    found = payloads.faults(house.discord)
    for kept in (house.discord.broken, house.discord.sent, house.discord.requests):
        kept.clear()
    return found


@pytest.mark.parametrize("way", WAYS)
async def test_what_breaks_a_limit_is_told_on_every_way(house: House, way: str) -> None:
    await send(house, way, GOOD)
    assert not told(house)
    for bad in (TOO_LONG, TOO_MUCH, TOO_FAR):
        await send(house, way, bad)
        assert any("breaks a limit" in fault for fault in told(house)), bad


@pytest.mark.parametrize("way", WAYS)
async def test_what_may_ping_is_told_on_every_way(house: House, way: str) -> None:
    for bad, fault in (
        (NOT_ASKED, "left to find"),
        (ASKED_WRONG, "left to find"),
        (RINGS, "users are pinged"),
    ):
        await send(house, way, bad)
        assert any(fault in one for one in told(house)), bad


async def test_half_a_surrogate_pair_is_told(house: House) -> None:
    await send(house, "message", HALF)
    assert any("no Unicode" in one for one in told(house))


async def test_only_a_new_alert_pings_a_role_and_only_one_that_was_set(house: House) -> None:
    role = house.guild.add_role("Fans").id
    body: Json = {"content": f"<@&{role}>", "allowed_mentions": {"parse": [], "roles": [str(role)]}}
    await send(house, "message", body)
    assert not payloads.faults(house.discord, {role})
    assert any("no alert was to ping" in one for one in told(house))
    await send(house, "message", body | {"content": "x"})
    assert any("first line does not name" in one for one in told(house))
    for way in ("edit", "answer", "followup"):
        await send(house, way, body)
        assert any("only new alerts" in one for one in payloads.faults(house.discord, {role}))
        told(house)


async def test_a_form_that_breaks_a_limit_is_told(house: House) -> None:
    async def press(interaction: Interaction, _: str) -> None:
        await callback(house, interaction, 9, FORM)

    await pressed(house, press)
    assert any("breaks a limit" in one for one in told(house))


async def test_choices_that_break_a_limit_are_told(house: House) -> None:
    async def offer(interaction: discord.Interaction[Any], _: str) -> list[app_commands.Choice[str]]:
        body = {"type": 8, "data": {"choices": [{"name": "x" * 101, "value": "x"}]}}
        await request(house, "POST", f"/interactions/{interaction.id}/{interaction.token}/callback", body)
        return []

    @app_commands.command()
    @app_commands.autocomplete(player=offer)
    async def offering(_: discord.Interaction[Any], player: str) -> None:
        """Offer."""

    added: list[Any] = [offering]
    house.bot.tree.add_command(added[0])
    await house.bot.tree.sync()
    await house.fan.autocomplete(house.news, "offering", player="v")
    assert any("breaks a limit" in one for one in told(house))


async def test_commands_that_break_a_limit_are_told(house: House) -> None:
    body = [{"name": "x", "description": "x" * 101}]
    await request(house, "PUT", f"/applications/{house.discord.bot.id}/commands", body)
    assert any("breaks a limit" in one for one in told(house))
