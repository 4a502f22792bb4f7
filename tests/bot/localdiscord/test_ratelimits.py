import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import pytest

from bot.localdiscord.clock import Clock
from bot.localdiscord.ratelimits import WINDOWS_KEPT, RateLimits
from bot.localdiscord.rest import ROUTES
from bot.localdiscord.route_limits import AS_DISCORD

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.bot.localdiscord.conftest import Stage

SEND = "POST /channels/{channel_id}/messages"
EDIT = "PATCH /channels/{channel_id}/messages/{message_id}"
CHANGE = "PATCH /channels/{channel_id}"


def ask(limits: RateLimits, route: str, *fields: str, major: str = "1") -> tuple[str, str]:
    """What a request is told: the scope of its refusal, and how many are left by the headers."""
    headers = limits.count(route, major, under_global=True, fields=fields).headers
    return headers.get("X-RateLimit-Scope", "passed"), headers.get("X-RateLimit-Remaining", "")


def test_a_resources_limit_refuses_although_the_headers_say_that_some_are_left() -> None:
    limits = RateLimits(Clock())
    limits.limit(SEND, 5, 60)
    limits.limit(SEND, 2, 60, shared=True)
    assert [ask(limits, SEND) for _ in range(3)] == [("passed", "4"), ("passed", "3"), ("shared", "2")]
    body = limits.count(SEND, "1", under_global=True).body
    assert body is not None
    assert body["message"] == "The resource is being rate limited."
    assert body["global"] is False
    assert ask(limits, SEND, major="2") == ("passed", "4")


def test_a_limit_for_some_fields_is_used_up_only_by_them() -> None:
    limits = RateLimits(Clock())
    limits.limit(CHANGE, 10, 15)
    limits.limit(CHANGE, 1, 600, fields=["name"])
    assert ask(limits, CHANGE, "name", "archived") == ("passed", "9")
    assert ask(limits, CHANGE, "archived") == ("passed", "8")
    assert ask(limits, CHANGE, "name") == ("user", "7")
    refused = limits.count(CHANGE, "1", under_global=True, fields=["name"])
    assert int(refused.headers["Retry-After"]) > 15


def test_a_limit_that_is_set_again_replaces_only_its_own_kind() -> None:
    limits = RateLimits(Clock())
    limits.limit(SEND, 1, 60, shared=True)
    limits.limit(SEND, 1, 60)
    limits.limit(SEND, 3, 60)
    assert [ask(limits, SEND) for _ in range(2)] == [("passed", "2"), ("shared", "1")]


def test_windows_that_have_ended_are_forgotten() -> None:
    clock = Clock()
    limits = RateLimits(clock)
    limits.limit(SEND, 1, 5)
    for number in range(WINDOWS_KEPT):
        ask(limits, SEND, major=str(number))
    clock.advance(6)
    ask(limits, SEND, major="new")
    assert limits.windows == 1


def test_every_route_whose_limits_are_known_is_one_of_the_routes() -> None:
    assert set(AS_DISCORD) <= {route.name for route in ROUTES}


def test_as_discord_has_the_global_limit_and_those_of_the_routes() -> None:
    limits = RateLimits(Clock())
    limits.as_discord()
    assert [ask(limits, SEND)[0] for _ in range(6)] == ["passed"] * 5 + ["user"]
    assert [ask(limits, "GET /users/@me")[0] for _ in range(45)] == ["passed"] * 44 + ["global"]
    limits.clear()
    assert ask(limits, SEND) == ("passed", "")


async def test_edits_have_a_bucket_per_channel_with_headers_of_its_own(stage: "Stage") -> None:
    stage.local.rate_limits.limit(EDIT, 2, 60)
    headers = {"Authorization": f"Bot {stage.local.token}"}
    other = stage.guild.add_channel("other")
    async with aiohttp.ClientSession(stage.local.api_url + "/", headers=headers) as session:

        async def new(channel_id: int) -> "Callable[[str], Awaitable[aiohttp.ClientResponse]]":
            answer: Any = await (
                await session.post(f"channels/{channel_id}/messages", json={"content": "x"})
            ).json()
            path = f"channels/{channel_id}/messages/{answer['id']}"
            return lambda content: session.patch(path, json={"content": content})

        first, second, elsewhere = await new(stage.news.id), await new(stage.news.id), await new(other.id)
        # What counts is the channel, whichever of its messages is edited.
        answers = [await first("a"), await second("b"), await first("c"), await elsewhere("d")]
        assert [answer.status for answer in answers] == [200, 200, 429, 200]
        assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == ["1", "0", "0", "1"]
        assert {answer.headers["X-RateLimit-Limit"] for answer in answers} == {"2"}
        assert len({answer.headers["X-RateLimit-Bucket"] for answer in answers}) == 1


async def test_a_client_that_goes_by_the_headers_is_not_refused(stage: "Stage") -> None:
    client = await stage.start(stage.new_client())
    channel = client.get_channel(stage.news.id)
    assert isinstance(channel, discord.TextChannel)
    stage.local.rate_limits.limit(EDIT, 2, 0.05)
    message = await channel.send("one")
    for number in range(5):
        await message.edit(content=str(number))
    await asyncio.gather(*(message.edit(content=f"again {number}") for number in range(3)))
    assert stage.local.rate_limits.refused == 0
    assert stage.local.invalid_requests == 0


@pytest.mark.parametrize("own_is_longer", [True, False])
def test_of_several_limits_that_are_used_up_the_longest_wait_is_told(*, own_is_longer: bool) -> None:
    limits = RateLimits(Clock())
    route = "POST /channels/{channel_id}/messages"
    limits.limit(route, 1, 10.0 if own_is_longer else 2.0)
    limits.limit(route, 1, 2.0 if own_is_longer else 10.0, shared=True)
    assert limits.count(route, "1", under_global=False).body is None
    refused = limits.count(route, "1", under_global=False)
    assert refused.body is not None
    assert 9 < refused.body["retry_after"] <= 10
    assert refused.headers["X-RateLimit-Scope"] == ("user" if own_is_longer else "shared")
