from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest

from bot.delivery.outcomes import LONGEST_WAIT, Step, outcome_of, wait_after


def refused(status: int, code: int) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=status, reason="as told")
    kind = {403: discord.Forbidden, 404: discord.NotFound}.get(status, discord.HTTPException)
    return (discord.DiscordServerError if status >= 500 else kind)(
        response, {"code": code, "message": "told"}
    )


@pytest.mark.parametrize(
    ("status", "code", "step"),
    [
        (403, 50001, Step.DISABLE),
        (404, 10003, Step.DISABLE),
        (400, 50083, Step.DISABLE),
        (404, 10008, Step.DELIVERED),
        (403, 50013, Step.PLAIN),
        (400, 50035, Step.PLAIN),
        (401, 0, Step.HALT),
        (429, 0, Step.LATER),
        (429, 20016, Step.LATER),
        (503, 0, Step.LATER),
        (403, 0, Step.LATER),
        (400, 50006, Step.GIVE_UP),
    ],
)
def test_what_discord_answers_decides_what_is_done(status: int, code: int, step: Step) -> None:
    assert outcome_of(refused(status, code), plain=False).step is step


def test_what_fails_in_plain_text_too_is_final() -> None:
    assert outcome_of(refused(403, 50013), plain=True).step is Step.DISABLE
    assert outcome_of(refused(400, 50035), plain=True).step is Step.GIVE_UP


@pytest.mark.parametrize(
    "error",
    [
        TimeoutError(),
        ConnectionResetError(104, "reset"),
        aiohttp.ServerDisconnectedError(),
        discord.RateLimited(60.0),
        cast("Exception", RuntimeError("Session is closed")),
    ],
)
def test_what_may_have_arrived_or_may_pass_is_tried_again(error: Exception) -> None:
    assert outcome_of(error, plain=False).step is Step.LATER


def test_waits_double_up_to_five_minutes_and_are_scattered() -> None:
    assert [wait_after(attempts, 1.0) for attempts in (0, 1, 2, 7, 50)] == [2, 4, 8, 256, LONGEST_WAIT]
    assert wait_after(0, 0.0) == 1
    assert {wait_after(3) for _ in range(20)} != {wait_after(3)}
