from __future__ import annotations

import pytest
from discord.app_commands import CommandOnCooldown

from bot.app import pace
from bot.app.pace import Lately, Pace
from bot.model import Refusal


def test_each_user_has_a_pace_of_his_own_and_may_go_on_later() -> None:
    now = [1000.0]
    own = Pace(2, 10.0, lambda: now[0])
    for _ in range(2):
        own.keep(1)
    own.keep(2)
    with pytest.raises(CommandOnCooldown) as caught:
        own.keep(1)
    assert caught.value.retry_after == 10.0
    now[0] = 1010.5
    own.keep(1)


def test_of_very_many_users_the_one_who_asked_longest_ago_is_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pace, "_MOST_USERS", 2)
    own = Pace(1, 10.0, lambda: 1000.0)
    for user in (1, 2, 3):
        own.keep(user)
    own.keep(1)
    with pytest.raises(CommandOnCooldown):
        own.keep(3)


def test_what_is_done_once_is_refused_the_second_time_unless_it_failed() -> None:
    lately = Lately()
    with pytest.raises(ZeroDivisionError), lately.once(1, "Done."):
        raise ZeroDivisionError
    with lately.once(1, "Done."), pytest.raises(Refusal, match="Done"), lately.once(1, "Done."):
        pass
    with pytest.raises(Refusal), lately.once(1, "Done."):
        pass
