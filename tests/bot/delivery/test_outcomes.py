from __future__ import annotations

from typing import cast

import aiohttp
import discord
import pytest

from bot.delivery.outcomes import CLOSED, LONGEST_WAIT, Step, outcome_of, wait_after
from tests.bot.delivery.refusals import refused


@pytest.mark.parametrize(
    ("status", "code", "step"),
    [
        (403, 50001, Step.LATER),
        (404, 10003, Step.DISABLE),
        (404, 10004, Step.DISABLE),
        (403, 50007, Step.DISABLE),
        (403, 50278, Step.DISABLE),
        (400, 50008, Step.DISABLE),
        (400, 50083, Step.DISABLE),
        (403, 50013, Step.PLAIN),
        (400, 50035, Step.PLAIN),
        (401, 0, Step.HALT),
        (429, 0, Step.LATER),
        (429, 20016, Step.LATER),
        (500, 0, Step.LATER),
        (503, 0, Step.LATER),
        (404, 0, Step.LATER),
        (413, 40005, Step.GIVE_UP),
        (403, 0, Step.LATER),
        (400, 50006, Step.GIVE_UP),
    ],
)
def test_what_discord_answers_decides_what_is_done(status: int, code: int, step: Step) -> None:
    assert outcome_of(refused(status, code), plain=False).step is step


def test_that_some_message_is_gone_does_not_say_that_an_alert_was_delivered() -> None:
    assert outcome_of(refused(404, 10008), plain=False).step is Step.GIVE_UP


@pytest.mark.parametrize("last_fault", [None, "TimeoutError", "nothing may be sent for now"])
def test_that_a_channel_cannot_be_seen_must_be_said_twice_running(last_fault: str | None) -> None:
    assert outcome_of(refused(403, 50001), plain=False, last_fault=last_fault).step is Step.LATER
    assert outcome_of(refused(403, 50001), plain=False, last_fault=CLOSED[50001]).step is Step.DISABLE


def test_a_message_that_belongs_into_a_forum_but_no_post_of_it_is_lost_and_the_forum_goes_on() -> None:
    outcome = outcome_of(refused(400, 40058), plain=False)
    assert (outcome.step, outcome.why) == (Step.GIVE_UP, "the channel is a forum, which takes posts only")


def test_a_forum_that_asks_for_a_tag_is_given_up_if_it_still_does_at_the_next_try() -> None:
    first = outcome_of(refused(400, 40067), plain=False)
    assert first.step is Step.LATER
    assert outcome_of(refused(400, 40067), plain=False, last_fault=first.why).step is Step.DISABLE


def test_where_there_are_as_many_open_threads_as_may_be_a_post_waits() -> None:
    assert outcome_of(refused(400, 160006), plain=False).step is Step.LATER


@pytest.mark.parametrize(
    ("headers", "seconds"), [({"Retry_After": "120"}, 120), ({}, 3600), ({"Retry_After": "999999"}, 3600)]
)
def test_a_429_from_the_proxy_before_discord_stops_all_sending_for_a_while(
    headers: dict[str, str], seconds: int
) -> None:
    error = refused(429, 0, **headers)
    del error.response.headers["Via"]  # pyright: ignore[reportIndexIssue] - a dict here
    outcome = outcome_of(error, plain=False)
    assert (outcome.step, outcome.seconds) == (Step.BLOCKED, seconds)


def test_every_reason_to_give_up_a_channel_is_said_in_words() -> None:
    for code, words in CLOSED.items():
        outcome = outcome_of(refused(403, code), plain=True, last_fault=words)
        assert (outcome.step, outcome.why, outcome.code) == (Step.DISABLE, words, code)


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
